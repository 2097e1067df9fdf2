// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/timetable.h"

#include <gtest/gtest.h>

#include <set>

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto kMidnight =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 29);

PlannedJob Plan(const std::string& name, const char* cron,
                Missed missed = Missed::kCatchUp) {
  return {name, CronSchedule::Parse(cron).value(), missed};
}

TEST(TimetableTest, TheNextOneComesFirst) {
  Timetable timetable({Plan("late", "0 5 * * *"), Plan("early", "0 3 * * *"),
                       Plan("also-early", "0 3 * * *")},
                      {}, {}, kMidnight);
  const auto upcoming = timetable.Upcoming();
  ASSERT_EQ(upcoming.size(), 3u);
  EXPECT_EQ(upcoming[0].name, "early");
  EXPECT_EQ(upcoming[1].name, "also-early");
  EXPECT_EQ(upcoming[2].name, "late");
  EXPECT_EQ(upcoming[0].start, kMidnight + hours(3));
  timetable.Begun("early", kMidnight + hours(3));
  EXPECT_EQ(timetable.Next()->name, "also-early");
  EXPECT_FALSE(Timetable({}, {}, {}, kMidnight).Next().has_value());
}

TEST(TimetableTest, WhatWasMissedIsCaughtUpOnceOrSkipped) {
  const std::map<std::string, Timestamp> last = {
      {"kept", kMidnight - hours(72)},
      {"skipped", kMidnight - hours(72)},
      {"from-the-future", kMidnight + hours(72)}};
  Timetable timetable(
      {Plan("kept", "0 12 * * *"), Plan("skipped", "0 12 * * *", Missed::kSkip),
       Plan("from-the-future", "0 12 * * *"), Plan("new", "0 12 * * *")},
      {.jitter = minutes(10), .seed = 1, .quiet = {}}, last, kMidnight);
  EXPECT_EQ(timetable.Next()->name, "kept");
  EXPECT_EQ(timetable.Next()->start, kMidnight) << "at once, without jitter";
  timetable.Begun("kept", kMidnight);
  for (const DueJob& job : timetable.Upcoming()) {
    EXPECT_EQ(job.due, kMidnight + hours(12)) << job.name;
  }
}

TEST(TimetableTest, WhatWasDueDuringALongRunComesOnce) {
  Timetable timetable({Plan("hourly", "0 * * * *")}, {}, {}, kMidnight);
  // Somebody else ran until half past six.
  const Timestamp now = kMidnight + hours(6) + minutes(30);
  EXPECT_LE(timetable.Next()->start, now);
  timetable.Begun("hourly", now);
  EXPECT_EQ(timetable.Next()->start, kMidnight + hours(7));
}

TEST(TimetableTest, AClockThatIsSetBackRunsNothingTwice) {
  Timetable timetable({Plan("daily", "0 3 * * *")}, {}, {}, kMidnight);
  timetable.Begun("daily", kMidnight + hours(2));
  EXPECT_EQ(timetable.Next()->due, kMidnight + hours(27));
}

TEST(TimetableTest, JitterSpreadsAndStaysTheSame) {
  std::set<Timestamp> starts;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const TimetableOptions options{
        .jitter = minutes(10), .seed = seed, .quiet = {}};
    const Timetable timetable({Plan("daily", "0 3 * * *")}, options, {},
                              kMidnight);
    const Timetable again({Plan("daily", "0 3 * * *")}, options, {},
                          kMidnight + hours(1));
    const Timestamp start = timetable.Next()->start;
    EXPECT_EQ(start, again.Next()->start);
    EXPECT_GE(start, kMidnight + hours(3));
    EXPECT_LE(start, kMidnight + hours(3) + minutes(10));
    starts.insert(start);
  }
  EXPECT_GT(starts.size(), 30u);
}

TEST(TimetableTest, NothingStartsInQuietHours) {
  const auto quiet = QuietHours::Parse({"02:00-06:00"}, "UTC").value();
  const std::map<std::string, Timestamp> last = {
      {"daily", kMidnight - hours(48)}};
  // Missed, and the daemon starts when it is quiet.
  const Timestamp now = kMidnight + hours(5);
  Timetable timetable({Plan("daily", "0 3 * * *")},
                      {.jitter = seconds(0), .seed = 1, .quiet = quiet}, last,
                      now);
  EXPECT_EQ(timetable.Next()->start, kMidnight + hours(6));
  timetable.Begun("daily", kMidnight + hours(6));
  EXPECT_EQ(timetable.Next()->due, kMidnight + hours(27));
  EXPECT_EQ(timetable.Next()->start, kMidnight + hours(30));
}

TEST(TimetableTest, WhatIsPostponedIsStillDue) {
  const auto quiet = QuietHours::Parse({"10:00-12:00"}, "UTC").value();
  Timetable timetable({Plan("crawl", "0 9 * * *")},
                      {.jitter = seconds(0), .seed = 1, .quiet = quiet}, {},
                      kMidnight);
  const DueJob job = *timetable.Next();
  timetable.Begun("crawl", job.start);
  timetable.Postpone(job, kMidnight + hours(10) + minutes(1));
  EXPECT_EQ(timetable.Next()->due, kMidnight + hours(9));
  EXPECT_EQ(timetable.Next()->start, kMidnight + hours(12));
}

TEST(TimetableTest, AClockThatIsSetBackIsFollowed) {
  const Timestamp future = kMidnight + hours(24 * 365);
  Timetable timetable({Plan("crawl", "0 3 * * *")}, {}, {}, future);
  EXPECT_GT(timetable.Next()->start, future);
  timetable.Replan(kMidnight);
  EXPECT_EQ(timetable.Next()->start, kMidnight + hours(3));
}

}  // namespace
}  // namespace ritmon
