// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/quiet_hours.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A Sunday.
constexpr auto kSunday =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 29);
constexpr auto kMonday = kSunday + std::chrono::days(1);

QuietHours Quiet(const std::vector<std::string>& texts,
                 const std::string& zone = "UTC") {
  return QuietHours::Parse(texts, zone).value();
}

TEST(QuietHoursTest, HoursOfDays) {
  const struct {
    const char* text;
    Timestamp time;
    bool quiet;
  } cases[] = {
      {"mon-fri 07:00-19:00", kMonday + hours(7), true},
      {"mon-fri 07:00-19:00", kMonday + hours(7) - minutes(1), false},
      {"mon-fri 07:00-19:00", kMonday + hours(19) - minutes(1), true},
      {"mon-fri 07:00-19:00", kMonday + hours(19), false},
      {"mon-fri 07:00-19:00", kSunday + hours(12), false},
      {"22:30-05:00", kSunday + hours(23), true},
      {"22:30-05:00", kMonday + hours(4), true},
      {"22:30-05:00", kMonday + hours(5), false},
      // Over midnight into the next week.
      {"sat 22:00-02:00", kSunday + hours(1), true},
      {"sat 22:00-02:00", kMonday + hours(1), false},
      {"sat,sun 0:00-24:00", kSunday + hours(23), true},
      {"SUN 00:00-24:00", kMonday, false},
      {"7 00:00-24:00", kSunday, true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Quiet({c.text}).Contains(c.time), c.quiet)
        << c.text << " at " << FormatTimestamp(c.time);
  }
}

TEST(QuietHoursTest, EndAndBegin) {
  const QuietHours quiet = Quiet({"08:00-10:00", "10:00-12:00"});
  EXPECT_EQ(quiet.EndAt(kMonday + hours(9)), kMonday + hours(12));
  EXPECT_EQ(quiet.EndAt(kMonday + hours(7)), kMonday + hours(7));
  EXPECT_EQ(quiet.NextAfter(kMonday), kMonday + hours(8));
  EXPECT_EQ(quiet.NextAfter(kMonday + hours(12)), kMonday + hours(32));
}

TEST(QuietHoursTest, NoneAtAll) {
  const QuietHours none;
  EXPECT_FALSE(none.Contains(kMonday));
  EXPECT_EQ(none.EndAt(kMonday), kMonday);
  EXPECT_EQ(none.NextAfter(kMonday), kNever);
}

TEST(QuietHoursTest, ClocksOnTheWall) {
  const QuietHours quiet = Quiet({"07:00-19:00"}, "Europe/Berlin");
  EXPECT_TRUE(quiet.Contains(kMonday + hours(6))) << "winter: an hour ahead";
  EXPECT_FALSE(quiet.Contains(kMonday + hours(18)));
  const auto summer = std::chrono::sys_days(std::chrono::year(2026) / 7 / 6);
  EXPECT_TRUE(quiet.Contains(summer + hours(5)));
  EXPECT_FALSE(quiet.Contains(summer + hours(17)));
  // The night in which clocks go back has the hour from two to three twice.
  const auto back = std::chrono::sys_days(std::chrono::year(2026) / 10 / 25);
  const QuietHours night = Quiet({"02:00-03:00"}, "Europe/Berlin");
  EXPECT_EQ(night.NextAfter(back - hours(1)), back);
  EXPECT_EQ(night.EndAt(back), back + hours(2));
  // The one in which they go forward has it not.
  const auto forward = std::chrono::sys_days(std::chrono::year(2026) / 3 / 29);
  EXPECT_EQ(night.NextAfter(forward - hours(1)), forward + hours(24));
}

TEST(QuietHoursTest, MistakesAreNamed) {
  for (const char* wrong :
       {"", "always", "mon-fri", "07:00", "07:00-25:00", "7-9", "07:00-07:00",
        "24:30-01:00", "xyz 07:00-08:00", "fri-mon 07:00-08:00",
        "07:00-08:00-09:00", "07:0-08:00"}) {
    const auto parsed = QuietHours::Parse({wrong}, "UTC");
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(parsed.error().message.find(std::string("'") + wrong + "'"),
              std::string::npos)
        << parsed.error().message;
  }
  EXPECT_FALSE(QuietHours::Parse({"00:00-24:00"}, "UTC"));
  EXPECT_FALSE(QuietHours::Parse({"12:00-00:00", "00:00-12:00"}, "UTC"));
  EXPECT_FALSE(QuietHours::Parse({"07:00-08:00"}, "Mars/Olympus"));
}

}  // namespace
}  // namespace ritmon
