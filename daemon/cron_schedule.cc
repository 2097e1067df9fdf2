// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cron_schedule.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "daemon/cron_field.h"
#include "daemon/time_zone.h"

namespace ritmon {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;

// Leap days on a certain day of the week are up to 40 years apart (around
// 2100).
constexpr days kSearched{41 * 366};

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  for (const std::string_view word : SplitAt(text, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

template <size_t N>
Status ReadField(std::string_view text, const CronRange& range,
                 std::bitset<N>& set) {
  const auto values = ParseCronField(text, range);
  if (!values) return tl::unexpected(values.error());
  for (const int value : *values) set.set(static_cast<size_t>(value));
  return {};
}

std::string_view Unabbreviated(std::string_view expression) {
  constexpr std::array<std::array<std::string_view, 2>, 6> kNames = {
      {{"@hourly", "0 * * * *"},
       {"@daily", "0 0 * * *"},
       {"@midnight", "0 0 * * *"},
       {"@weekly", "0 0 * * 0"},
       {"@monthly", "0 0 1 * *"},
       {"@yearly", "0 0 1 1 *"}}};
  for (const auto& [name, fields] : kNames) {
    if (expression == name) return fields;
  }
  return expression;
}

// The moment of a local time: the change itself if it is left out, the first
// one if it comes twice.
Timestamp MomentOf(const date::time_zone& zone,
                   date::local_time<minutes> local) {
  const date::local_info info = zone.get_info(local);
  if (info.result == date::local_info::nonexistent) {
    return info.second.begin;
  }
  return Timestamp(local.time_since_epoch() - info.first.offset);
}

}  // namespace

Result<CronSchedule::Fields> CronSchedule::ParseFields(
    std::string_view expression) {
  const std::vector<std::string_view> parts = Words(Unabbreviated(expression));
  if (parts.size() != 5) {
    return Fail(ErrorKind::kInvalid,
                fmt::format("'{}' has {} fields, there must be five: minute, "
                            "hour, day of month, month, day of week",
                            expression, parts.size()));
  }
  Fields fields;
  std::bitset<8> weekdays;
  Status status = ReadField(parts[0], {"minute", 0, 59, {}}, fields.minutes);
  if (status) status = ReadField(parts[1], {"hour", 0, 23, {}}, fields.hours);
  if (status) {
    status = ReadField(parts[2], {"day of month", 1, 31, {}}, fields.days);
  }
  if (status) {
    status = ReadField(parts[3],
                       {"month",
                        1,
                        12,
                        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                         "sep", "oct", "nov", "dec"}},
                       fields.months);
  }
  if (status) {
    status = ReadField(parts[4], DaysOfWeek(), weekdays);
  }
  if (!status) return tl::unexpected(status.error());
  for (size_t day = 0; day < weekdays.size(); ++day) {
    if (weekdays[day]) fields.weekdays.set(day % 7);
  }
  fields.every_hour = parts[1].starts_with('*');
  fields.any_day = parts[2].starts_with('*');
  fields.any_weekday = parts[4].starts_with('*');
  return fields;
}

Result<CronSchedule> CronSchedule::Parse(std::string_view expression,
                                         const std::string& zone) {
  CronSchedule schedule;
  schedule.expression_ = expression;
  auto fields = ParseFields(expression);
  if (!fields) return tl::unexpected(fields.error());
  schedule.fields_ = *fields;
  auto found = FindTimeZone(zone);
  if (!found) return tl::unexpected(found.error());
  schedule.zone_ = *found;
  if (!schedule.Search(Timestamp{})) {
    return Fail(ErrorKind::kInvalid,
                "'" + schedule.expression_ + "' never comes");
  }
  return schedule;
}

bool CronSchedule::Includes(std::chrono::year_month_day day) const {
  if (!fields_.months[static_cast<unsigned>(day.month())]) return false;
  const bool by_day = fields_.days[static_cast<unsigned>(day.day())];
  const bool by_weekday =
      fields_.weekdays[std::chrono::weekday(sys_days(day)).c_encoding()];
  if (fields_.any_day || fields_.any_weekday) return by_day && by_weekday;
  return by_day || by_weekday;
}

std::optional<Timestamp> CronSchedule::FirstOn(sys_days day,
                                               Timestamp after) const {
  const date::local_days local{day.time_since_epoch()};
  if (fields_.every_hour) {
    const Timestamp end = MomentOf(*zone_, local + days(1));
    Timestamp at =
        std::max<Timestamp>(MomentOf(*zone_, local),
                            std::chrono::floor<minutes>(after) + minutes(1));
    for (; at < end; at += minutes(1)) {
      const auto clock = zone_->to_local(at) - local;
      const auto hour = std::chrono::floor<hours>(clock);
      const auto minute = std::chrono::floor<minutes>(clock - hour);
      if (fields_.minutes[static_cast<size_t>(minute.count())] &&
          fields_.hours[static_cast<size_t>(hour.count())]) {
        return at;
      }
    }
    return std::nullopt;
  }
  std::optional<Timestamp> first;
  for (size_t hour = 0; hour < fields_.hours.size(); ++hour) {
    if (!fields_.hours[hour]) continue;
    for (size_t minute = 0; minute < fields_.minutes.size(); ++minute) {
      if (!fields_.minutes[minute]) continue;
      const Timestamp at =
          MomentOf(*zone_, local + hours(hour) + minutes(minute));
      if (at > after && (!first || at < *first)) first = at;
    }
  }
  return first;
}

std::optional<Timestamp> CronSchedule::Search(Timestamp after) const {
  const auto local = std::chrono::floor<days>(zone_->to_local(after));
  const sys_days begin{local.time_since_epoch()};
  for (sys_days day = begin; day <= begin + kSearched; day += days(1)) {
    if (!Includes(std::chrono::year_month_day(day))) continue;
    if (auto at = FirstOn(day, after)) return at;
  }
  return std::nullopt;
}

Timestamp CronSchedule::NextAfter(Timestamp after) const {
  // Parse has seen that it comes.
  return zone_ == nullptr ? kNever : Search(after).value_or(kNever);
}

}  // namespace ritmon
