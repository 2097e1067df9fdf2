// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/head_reservation.h"

#include <gtest/gtest.h>

#include <random>

#include "base/charset.h"
#include "classifier/html_tree.h"
#include "classifier/page_metadata.h"

namespace ritmon {
namespace {

HeadReservation ReadSlowly(std::string_view html,
                           std::string_view content_type = {}) {
  const PageMetadata metadata =
      ReadMetadata(HtmlTree::Parse(DecodeHtml(html, content_type).text));
  return {metadata.noai, metadata.tdm_reservation,
          metadata.tdm_reservation ? metadata.tdm_policy : ""};
}

std::string Utf16(std::string_view ascii, bool little) {
  std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : ascii) {
    bytes += little ? c : '\0';
    bytes += little ? '\0' : c;
  }
  return bytes;
}

TEST(HeadReservationTest, Pages) {
  constexpr std::optional<bool> kUnset;
  const struct {
    std::string html;
    bool noai;
    std::optional<bool> tdm;
  } cases[] = {
      {"", false, kUnset},
      {"noai", false, kUnset},
      {"<meta", false, kUnset},
      {"<p>noai, tdm-reservation", false, kUnset},
      {"<meta name=robots content=noai>", true, kUnset},
      {"<META CONTENT='NoIndex,NoAI' NAME='Robots'>", true, kUnset},
      {"<meta name=robots content=noimageai>", false, kUnset},
      {"<meta name=gptbot content=noai>", false, kUnset},
      {"<meta name=ritmon content=noai>", true, kUnset},
      {"<meta name=description content='noai'>", false, kUnset},
      {"<meta name=tdm-reservation content=1>", false, true},
      {"<META NAME=TDM-Reservation CONTENT=0>", false, false},
      {"<meta name=tdm-reservation content=3>", false, kUnset},
      {"<meta name=tdm-policy content=/p>", false, kUnset},
      {"<meta name=tdm-reservation content=1><meta name=robots content=noai>",
       true, true},
      // Where nothing is said.
      {"<!-- <meta name=robots content=noai> -->", false, kUnset},
      {"<script>\"<meta name=robots content=noai>\"</script>", false, kUnset},
      {"<title><meta name=robots content=noai></title>", false, kUnset},
      {"<textarea><meta name=tdm-reservation content=1></textarea>", false,
       kUnset},
      // Late, and where it does not belong.
      {"<body>" + std::string(1 << 20, 'n') + "<meta name=robots content=noai>",
       true, kUnset},
      {"<meta data-x='" + std::string(3000, 'x') +
           "' name=robots content=noai>",
       true, kUnset},
      {Utf16("<meta name=robots content=noai>", true), true, kUnset},
      {Utf16("<meta name=tdm-reservation content=1>", false), false, true},
      {Utf16("<p>Hallo", true), false, kUnset},
  };
  for (const auto& c : cases) {
    const auto found = ScanForReservation(c.html);
    EXPECT_EQ(found.noai, c.noai) << c.html.substr(0, 200);
    EXPECT_EQ(found.tdm_reservation, c.tdm) << c.html.substr(0, 200);
    EXPECT_EQ(found, ReadSlowly(c.html)) << c.html.substr(0, 200);
  }
  EXPECT_EQ(std::size(cases), 24u);
}

TEST(HeadReservationTest, Policy) {
  EXPECT_EQ(ScanForReservation("<meta name=tdm-policy content=/p>"
                               "<meta name=tdm-reservation content=1>")
                .tdm_policy,
            "/p");
}

TEST(HeadReservationTest, HeaderSaysTheEncoding) {
  const std::string bytes =
      Utf16("<meta name=robots content=noai>", false).substr(2);
  EXPECT_TRUE(ScanForReservation(bytes, "text/html; charset=utf-16be").noai);
}

// At every distance from the ends of the blocks that are searched at once.
TEST(HeadReservationTest, EveryOffset) {
  const std::string meta = "<meta name=robots content=noai>";
  for (size_t before = 0; before < 2100; ++before) {
    const std::string html = std::string(before, ' ') + meta;
    ASSERT_TRUE(ScanForReservation(html).noai) << before;
    // The last letter is missing.
    ASSERT_FALSE(
        ScanForReservation(std::string_view(html).substr(0, html.size() - 2))
            .noai)
        << before;
  }
}

TEST(HeadReservationTest, RandomPagesAgainstTheParser) {
  std::mt19937 random(44);
  const std::string_view pieces[] = {"<meta ",
                                     "<META name=robots ",
                                     "<meta name='tdm-reservation' ",
                                     "<meta name=tdm-policy content=/p>",
                                     "<meta name=ROBOTS content='index, NOAI'>",
                                     "content=",
                                     "noai ",
                                     "1",
                                     "\"0\"",
                                     ">",
                                     "<!--",
                                     "-->",
                                     "<p>",
                                     "<script>",
                                     "</script>",
                                     "<title>",
                                     "</title>",
                                     "/>",
                                     "\xFF",
                                     "\xC3\xBC"};
  int reserved = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string html;
    for (size_t n = 1 + random() % 24; n > 0; --n) {
      html += pieces[random() % std::size(pieces)];
    }
    const auto expected = ReadSlowly(html);
    ASSERT_EQ(ScanForReservation(html), expected) << html;
    reserved += expected.noai || expected.tdm_reservation ? 1 : 0;
  }
  EXPECT_GT(reserved, 1000);
  EXPECT_LT(reserved, 19000);
}

// Words without elements: looked at once, not once a word.
TEST(HeadReservationTest, ManyWordsAreCheap) {
  std::string html;
  while (html.size() < (4u << 20)) html += "noai<";
  EXPECT_EQ(ScanForReservation(html), HeadReservation{});
}

}  // namespace
}  // namespace ritmon
