// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_date.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

struct Case {
  const char* text;
  const char* expected;  // nullptr: no date
};

TEST(PageDateTest, ReadsWhatPagesDeclare) {
  const Case cases[] = {
      {"2026-11-23T17:54:46Z", "2026-11-23T17:54:46Z"},
      {"2026-11-23T17:54:46+01:00", "2026-11-23T16:54:46Z"},
      {"2026-11-23T17:54:46+0100", "2026-11-23T16:54:46Z"},
      {"2026-11-23T17:54:46.123Z", "2026-11-23T17:54:46Z"},
      {"2026-11-23T17:54:46", "2026-11-23T17:54:46Z"},
      {"2026-11-23 17:54", "2026-11-23T17:54:00Z"},
      {" 2026-11-23 ", "2026-11-23T00:00:00Z"},
      {"Mon, 23 Nov 2026 17:54:46 GMT", "2026-11-23T17:54:46Z"},
      {"1899-11-23T17:54:46Z", nullptr},
      {"2026", nullptr},
      {"", nullptr},
      {"gestern", nullptr},
  };
  for (const Case& c : cases) {
    const auto time = ParsePageDate(c.text);
    ASSERT_EQ(time.has_value(), c.expected != nullptr) << c.text;
    if (time) {
      EXPECT_EQ(FormatTimestamp(*time), c.expected) << c.text;
    }
  }
}

TEST(PageDateTest, FindsDatesInText) {
  const Case cases[] = {
      {"Hamburg, 23. November 2026", "2026-11-23T00:00:00Z"},
      {"Von E. Muster, 23.11.2026, 17:54 Uhr", "2026-11-23T00:00:00Z"},
      {"23.11.26", "2026-11-23T00:00:00Z"},
      {"1. März 2026", "2026-03-01T00:00:00Z"},
      {"01. MÄRZ 2026", "2026-03-01T00:00:00Z"},
      {"3. Okt. 2025", "2025-10-03T00:00:00Z"},
      {"5. Dezember 2025", "2025-12-05T00:00:00Z"},
      {"Posted on November 23, 2026", "2026-11-23T00:00:00Z"},
      {"Nov 3rd, 2026", "2026-11-03T00:00:00Z"},
      {"23 May 2026", "2026-05-23T00:00:00Z"},
      {"2026/11/23", "2026-11-23T00:00:00Z"},
      {"31.02.2026", nullptr},
      {"29.02.2024", "2024-02-29T00:00:00Z"},
      {"Tel. 040 12.34.56.78", nullptr},
      {"IBAN DE12 3456 7890", nullptr},
      {"Version 9.04.2", nullptr},
      {"am 23. in Hamburg", nullptr},
      {"Marder 23, 2026", nullptr},
      {"12:30 Uhr", nullptr},
      {"Seit 1990", nullptr},
      {"", nullptr},
      {"23.", nullptr},
      {"November", nullptr},
  };
  for (const Case& c : cases) {
    const auto time = FindPageDate(c.text);
    ASSERT_EQ(time.has_value(), c.expected != nullptr) << c.text;
    if (time) {
      EXPECT_EQ(FormatTimestamp(*time), c.expected) << c.text;
    }
  }
}

}  // namespace
}  // namespace ritmon
