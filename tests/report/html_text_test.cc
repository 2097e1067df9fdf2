// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>

#include "base/charset.h"
#include "tests/report/markup.h"
#include "tests/report/sample_report.h"

namespace ritmon {
namespace {

TEST(HtmlTextTest, Escapes) {
  const struct {
    std::string text;
    std::string expected;
  } cases[] = {
      {"", ""},
      {"Müller & Söhne", "Müller &amp; Söhne"},
      {"<script>", "&lt;script&gt;"},
      {"a\"b'c", "a&quot;b&#39;c"},
      {"&amp;", "&amp;amp;"},
      {"a\r\nb\tc", "a  b c"},
      {std::string("a\0b", 3), "ab"},
      {"\x1B[31m", " [31m"},
      {"a\x7F", "a "},
      {"a\xC2\x85z", "a z"},      // U+0085, next line
      {"a\xE2\x80\xA8z", "a z"},  // U+2028, line separator
      {"a\xE2\x80\xAEz", "az"},   // U+202E, right-to-left override
      {"a\xE2\x80\x8Fz", "az"},   // U+200F, right-to-left mark
      {"a\xD8\x9Cz", "az"},       // U+061C, Arabic letter mark
      {"a\xE2\x81\xA6z", "az"},   // U+2066, isolate
      {"\xD7\xA9\xD7\x9C", "\xD7\xA9\xD7\x9C"},  // Hebrew letters stay
      {"a\xEF\xBF\xBFz", "az"},                  // U+FFFF
      {"\xF0\x9F\x94\x8B", "\xF0\x9F\x94\x8B"},  // battery
      {"\xFF", "\xEF\xBF\xBD"},
      {"a\xC3", "a\xEF\xBF\xBD"},
  };
  size_t ran = 0;
  for (const auto& c : cases) {
    EXPECT_EQ(EscapeHtml(c.text), c.expected) << "case " << ran;
    ++ran;
  }
  EXPECT_EQ(ran, 20u);
}

// Random bytes never give markup, whether as text or as an attribute.
TEST(HtmlTextTest, EscapedBytesAreWellFormed) {
  std::mt19937 random(20231031);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 60, '\0');
    for (char& c : bytes) {
      // Often one of the bytes that matter.
      constexpr std::string_view kSharp = "<>&\"'\xE2\x80\xAE\xED\xBF\xBF/=";
      c = random() % 3 == 0 ? kSharp[random() % kSharp.size()]
                            : static_cast<char>(random());
    }
    const std::string escaped = EscapeHtml(bytes);
    ASSERT_EQ(MistakesOf("<p title=\"" + escaped + "\">" + escaped + "</p>"),
              "");
  }
}

TEST(HtmlTextTest, TellsLinksFromTraps) {
  const struct {
    const char* href;
    bool safe;
  } cases[] = {
      {"https://example.org/a?b=c&d=e", true},
      {"http://example.org", true},
      {"http://[::1]:80/", true},
      {"", false},
      {"https://", false},
      {"http:///example.org", false},
      {"javascript:alert(1)", false},
      {"JavaScript:alert(1)", false},
      {"data:text/html,x", false},
      {"//example.org/", false},
      {"/path", false},
      {"#fragment", false},
      {" https://example.org", false},
      {"https://example.org/a b", false},
      {"https://example.org/\n", false},
      {"https:\\\\example.org", false},
      {"https://example.org\\@evil.example", false},
      {"ftp://example.org/", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IsSafeHref(c.href), c.safe) << c.href;
  }
}

TEST(HtmlTextTest, WritesCounts) {
  const struct {
    uint64_t number;
    const char* german;
    const char* english;
  } cases[] = {
      {0, "0", "0"},
      {999, "999", "999"},
      {1000, "1.000", "1,000"},
      {178321, "178.321", "178,321"},
      {1234567, "1.234.567", "1,234,567"},
      {UINT64_MAX, "18.446.744.073.709.551.615", "18,446,744,073,709,551,615"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(FormatCount(c.number, Language::kGerman), c.german);
    EXPECT_EQ(FormatCount(c.number, Language::kEnglish), c.english);
  }
}

TEST(HtmlTextTest, WritesShares) {
  const struct {
    uint64_t part;
    uint64_t whole;
    int decimals;
    const char* german;
    const char* english;
  } cases[] = {
      {0, 0, 0, "–", "–"},
      {5, 0, 1, "–", "–"},
      {0, 7, 0, "0\u00A0%", "0%"},
      {7, 7, 0, "100\u00A0%", "100%"},
      {1, 8, 0, "13\u00A0%", "13%"},  // 12.5, half up
      {1, 8, 1, "12,5\u00A0%", "12.5%"},
      {1, 3, 1, "33,3\u00A0%", "33.3%"},
      {1, 1000, 0, "<\u00A01\u00A0%", "<\u00A01%"},
      {1, 1000, 1, "0,1\u00A0%", "0.1%"},
      {1, 100000, 1, "<\u00A00,1\u00A0%", "<\u00A00.1%"},
      {999, 1000, 0, ">\u00A099\u00A0%", ">\u00A099%"},
      {99999, 100000, 1, ">\u00A099,9\u00A0%", ">\u00A099.9%"},
      {1417, 178321, 1, "0,8\u00A0%", "0.8%"},
      {UINT64_MAX, UINT64_MAX, 1, "100,0\u00A0%", "100.0%"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(FormatShare(c.part, c.whole, Language::kGerman, c.decimals),
              c.german);
    EXPECT_EQ(FormatShare(c.part, c.whole, Language::kEnglish, c.decimals),
              c.english);
  }
}

TEST(HtmlTextTest, WritesDates) {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  const Date date{year{2023}, month{3}, day{1}};
  EXPECT_EQ(FormatLongDate(date, Language::kGerman), "1.\u00A0März 2023");
  EXPECT_EQ(FormatLongDate(date, Language::kEnglish), "1\u00A0March 2023");
  EXPECT_EQ(FormatLongDate(Date{}, Language::kGerman), "–");
  EXPECT_EQ(
      FormatLongDate(Date{year{2023}, month{2}, day{30}}, Language::kEnglish),
      "–");
}

TEST(HtmlTextTest, WritesEuros) {
  const struct {
    int64_t cents;
    const char* german;
    const char* english;
  } cases[] = {
      {0, "0\u00A0EUR", "EUR\u00A00"},
      {49, "0\u00A0EUR", "EUR\u00A00"},
      {50, "1\u00A0EUR", "EUR\u00A01"},
      {12'345'678, "123.457\u00A0EUR", "EUR\u00A0123,457"},
      {20'300'000'000, "203,0\u00A0Mio.\u00A0EUR",
       "EUR\u00A0203.0\u00A0million"},
      {10'155'000'000, "101,6\u00A0Mio.\u00A0EUR",
       "EUR\u00A0101.6\u00A0million"},
      {-150'000'000, "−1,5\u00A0Mio.\u00A0EUR", "EUR\u00A0−1.5\u00A0million"},
      {std::numeric_limits<int64_t>::min(),
       "−92.233.720.368,5\u00A0Mio.\u00A0EUR",
       "EUR\u00A0−92,233,720,368.5\u00A0million"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(FormatEuros(c.cents, Language::kGerman), c.german);
    EXPECT_EQ(FormatEuros(c.cents, Language::kEnglish), c.english);
  }
}

}  // namespace
}  // namespace ritmon
