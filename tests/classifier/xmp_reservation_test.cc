// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/xmp_reservation.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

constexpr char kDeclared[] = "xmlns:tdm=\"http://www.w3.org/ns/tdmrep/\"";

TEST(XmpReservationTest, WhatIsSaid) {
  const std::string ns = kDeclared;
  const struct {
    std::string xmp;
    std::optional<bool> reservation;
    const char* policy;
  } cases[] = {
      {"", std::nullopt, ""},
      {"<x:xmpmeta/>", std::nullopt, ""},
      {"<rdf:Description " + ns + "><tdm:reservation>1</tdm:reservation>", true,
       ""},
      {"<rdf:Description " + ns + " tdm:reservation=\"1\"/>", true, ""},
      {"<rdf:Description tdm:reservation = ' 1 ' " + ns + "/>", true, ""},
      {"<rdf:Description " + ns + " tdm:reservation='0'/>", false, ""},
      {"<rdf:Description " + ns +
           "><tdm:reservation>1</tdm:reservation>\n<tdm:policy>"
           "https://a.example/p.json</tdm:policy>",
       true, "https://a.example/p.json"},
      {"<rdf:Description " + ns + " tdm:policy='https://a.example/p'/>",
       std::nullopt, ""},
      // Any prefix will do, and only that one.
      {"<d xmlns:r='http://www.w3.org/ns/tdmrep#' r:reservation='1'/>", true,
       ""},
      {"<d xmlns:r='http://www.w3.org/ns/tdmrep/' tdm:reservation='1'/>",
       std::nullopt, ""},
      {"<d " + ns + " xtdm:reservation='1'/>", std::nullopt, ""},
      {"<d xmlns:tdm='http://other.example/' tdm:reservation='1'/>",
       std::nullopt, ""},
      // Values that are none.
      {"<d " + ns + " tdm:reservation='yes'/>", std::nullopt, ""},
      {"<d " + ns + "><tdm:reservation>1", std::nullopt, ""},
      {"<d " + ns + " tdm:reservation=1/>", std::nullopt, ""},
      // One of several.
      {"<d " + ns + " tdm:reservation='0'/><d tdm:reservation='1'/>", true, ""},
      {"<d " + ns + " tdm:reservation='0'/>" + std::string(100'000, ' ') +
           "<d " + ns + " tdm:reservation='1'/>",
       true, ""},
  };
  for (const auto& c : cases) {
    const HeadReservation found = ScanXmpForReservation(c.xmp);
    EXPECT_EQ(found.tdm_reservation, c.reservation) << c.xmp.substr(0, 200);
    EXPECT_EQ(found.tdm_policy, c.policy) << c.xmp.substr(0, 200);
    EXPECT_FALSE(found.noai);
    // The same inside of a file, behind bytes of any kind.
    EXPECT_EQ(ScanXmpForReservation(std::string(5000, '\xFF') + c.xmp + "\0x"),
              found);
  }
}

// A file full of declarations is read once, not once for each.
TEST(XmpReservationTest, ManyDeclarations) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += kDeclared;
  EXPECT_EQ(ScanXmpForReservation(bytes), HeadReservation{});
  bytes += " tdm:reservation='1'";
  EXPECT_EQ(ScanXmpForReservation(bytes).tdm_reservation, true);
}

TEST(XmpReservationTest, AnyCutIsHarmless) {
  const std::string all = std::string("<d ") + kDeclared +
                          " tdm:reservation='1' tdm:policy='\xC3\x28'/>";
  for (size_t end = 0; end <= all.size(); ++end) {
    for (size_t begin = 0; begin < end; ++begin) {
      const std::string part = all.substr(begin, end - begin);
      const HeadReservation found = ScanXmpForReservation(part);
      const bool whole = begin <= 3 + 0 && part.find("'1'") != part.npos;
      EXPECT_EQ(found.tdm_reservation.has_value(), whole) << part;
    }
  }
}

}  // namespace
}  // namespace ritmon
