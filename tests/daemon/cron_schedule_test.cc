// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cron_schedule.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using ::testing::HasSubstr;

Timestamp At(const char* text) {
  std::istringstream in(text);
  date::sys_time<minutes> time;
  in >> date::parse("%Y-%m-%dT%H:%MZ", time);
  EXPECT_FALSE(in.fail()) << text;
  return time;
}

std::string Text(Timestamp time) {
  return date::format("%Y-%m-%dT%H:%MZ", std::chrono::floor<minutes>(time));
}

std::string Next(const char* expression, const char* after,
                 const char* zone = "Europe/Berlin") {
  const auto schedule = CronSchedule::Parse(expression, zone);
  return schedule ? Text(schedule->NextAfter(At(after)))
                  : schedule.error().message;
}

TEST(CronScheduleTest, ComesWhenItSays) {
  const char* const cases[][3] = {
      {"0 3 * * *", "2026-11-29T00:00Z", "2026-11-29T02:00Z"},
      {"0 3 * * *", "2026-11-29T02:00Z", "2026-11-30T02:00Z"},
      {"*/15 * * * *", "2026-11-29T10:14Z", "2026-11-29T10:15Z"},
      {"5/20 * * * *", "2026-11-29T10:30Z", "2026-11-29T10:45Z"},
      {"0 8-18/2 * * mon-fri", "2026-11-29T10:00Z", "2026-11-30T07:00Z"},
      {"0 12 * * 7", "2026-11-29T00:00Z", "2026-11-29T11:00Z"},
      {"0 12 * * 0", "2026-11-29T00:00Z", "2026-11-29T11:00Z"},
      {"0 0 29 2 *", "2026-01-01T00:00Z", "2028-02-28T23:00Z"},
      {"0 0 1 Jan,JUL *", "2026-02-01T00:00Z", "2026-06-30T22:00Z"},
      {"@monthly", "2026-11-29T00:00Z", "2026-11-30T23:00Z"},
      {"  @hourly", "2026-11-29T00:00Z", "'  @hourly' has 1 fields"},
      // Either day, as POSIX has it: the 13th or a Friday.
      {"0 0 13 * fri", "2026-11-28T00:00Z", "2026-12-03T23:00Z"},
      {"0 0 13 * fri", "2026-12-12T00:00Z", "2026-12-12T23:00Z"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Next(c[0], c[1]), HasSubstr(c[2])) << c[0];
  }
}

TEST(CronScheduleTest, WhenClocksChange) {
  const char* const cases[][3] = {
      // 02:30 is left out: at 03:00, when the clocks have changed.
      {"30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z"},
      {"30 2 * * *", "2026-03-29T01:00Z", "2026-03-30T00:30Z"},
      // 02:30 comes twice: the first one.
      {"30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z"},
      {"30 2 * * *", "2026-10-25T00:30Z", "2026-10-26T01:30Z"},
      // Every hour is every hour of real time.
      {"30 * * * *", "2026-10-25T00:30Z", "2026-10-25T01:30Z"},
      {"30 * * * *", "2026-03-29T00:30Z", "2026-03-29T01:30Z"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Next(c[0], c[1]), c[2]) << c[0] << " after " << c[1];
  }
  // Midnight is left out where clocks change then.
  EXPECT_EQ(Next("0 0 * * *", "2026-09-05T12:00Z", "America/Santiago"),
            "2026-09-06T04:00Z");
}

TEST(CronScheduleTest, SaysWhatIsWrong) {
  const char* const cases[][3] = {
      {"", "UTC", "has 0 fields, there must be five: minute, hour"},
      {"* * * *", "UTC", "has 4 fields"},
      {"60 * * * *", "UTC", "minute '60' is none of 0 to 59"},
      {"* 24 * * *", "UTC", "hour '24'"},
      {"* * 0 * *", "UTC", "day of month '0'"},
      {"* * * 13 *", "UTC", "month '13'"},
      {"* * * * 8", "UTC", "day of week '8'"},
      {"* * * * mo", "UTC", "day of week 'mo'"},
      {"5-3 * * * *", "UTC", "minute '5-3'"},
      {"*/0 * * * *", "UTC", "minute '*/0'"},
      {"1,,2 * * * *", "UTC", "minute ''"},
      {"1-2-3 * * * *", "UTC", "minute '1-2-3'"},
      {"-1 * * * *", "UTC", "minute '-1'"},
      {"0 0 31 2 *", "UTC", "'0 0 31 2 *' never comes"},
      {"0 0 * * *", "Europa/Berlin", "no time zone 'Europa/Berlin'"},
  };
  for (const auto& c : cases) {
    const auto schedule = CronSchedule::Parse(c[0], c[1]);
    ASSERT_FALSE(schedule.has_value()) << c[0];
    EXPECT_EQ(schedule.error().kind, ErrorKind::kInvalid);
    EXPECT_THAT(schedule.error().message, HasSubstr(c[2]));
  }
}

// What a person with a calendar and a clock on the wall would do, minute by
// minute: fixed hours. At a change to summer time all minutes that are left out
// count as one, in autumn those that come again do not count.
bool IsDue(Timestamp now, int hour, int minute, unsigned weekday,
           const date::time_zone& zone) {
  const auto info = zone.get_info(now);
  const auto matches = [&](date::local_time<std::chrono::milliseconds> local) {
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return local - day == hours(hour) + minutes(minute) &&
           date::weekday(day).c_encoding() == weekday;
  };
  const auto before = zone.get_info(now - minutes(1));
  const auto local = zone.to_local(now);
  if (now == info.begin && info.offset > before.offset) {
    for (auto gap = local - (info.offset - before.offset); gap < local;
         gap += minutes(1)) {
      if (matches(gap)) return true;
    }
  }
  const auto last = zone.get_info(info.begin - std::chrono::seconds(1));
  const bool again =
      last.offset > info.offset && now - info.begin < last.offset - info.offset;
  return !again && matches(local);
}

TEST(CronScheduleTest, AgreesWithAClockOnTheWall) {
  std::mt19937 random(11);
  for (const char* zone_name :
       {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"}) {
    const date::time_zone& zone = *date::locate_zone(zone_name);
    // Sundays, on which clocks change, and small hours.
    const int hour = static_cast<int>(random() % 4);
    const int minute = static_cast<int>(random() % 60);
    const auto schedule = CronSchedule::Parse(
        fmt::format("{} {} * * sun", minute, hour), zone_name);
    ASSERT_TRUE(schedule.has_value());
    Timestamp expected = schedule->NextAfter(At("2026-01-01T00:00Z"));
    int found = 0;
    for (Timestamp now = At("2026-01-01T00:01Z"); now < At("2027-01-01T00:00Z");
         now += minutes(1)) {
      const bool due = IsDue(now, hour, minute, 0, zone);
      ASSERT_EQ(due, now == expected) << zone_name << " " << Text(now);
      if (!due) continue;
      ++found;
      expected = schedule->NextAfter(now);
    }
    EXPECT_EQ(found, 52);
  }
}

}  // namespace
}  // namespace ritmon
