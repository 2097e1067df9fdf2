// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/quiet_hours.h"

#include <date/tz.h>
#include <fmt/format.h>

#include "daemon/cron_field.h"
#include "daemon/time_zone.h"

namespace ritmon {
namespace {

using std::chrono::minutes;

constexpr int kHour = 60;

// "7:00", "07:00", "24:00" as minutes; -1 for anything else.
int MinutesOf(std::string_view text) {
  const std::vector<std::string_view> parts = SplitAt(text, ':');
  if (parts.size() != 2 || parts[1].size() != 2) return -1;
  const auto hour = ParseCronField(parts[0], {"hour", 0, 24, {}});
  const auto minute = ParseCronField(parts[1], {"minute", 0, 59, {}});
  if (!hour || !minute || hour->size() != 1 || minute->size() != 1) return -1;
  const int time = hour->front() * kHour + minute->front();
  return time <= 24 * kHour ? time : -1;
}

tl::unexpected<Error> Wrong(std::string_view text, std::string_view why) {
  return Fail(ErrorKind::kInvalid,
              fmt::format("'{}': {}; write \"mon-fri 07:00-19:00\" or "
                          "\"22:30-05:00\"",
                          text, why));
}

}  // namespace

Result<QuietHours> QuietHours::Parse(const std::vector<std::string>& texts,
                                     const std::string& zone) {
  QuietHours quiet;
  auto found = FindTimeZone(zone);
  if (!found) return tl::unexpected(found.error());
  quiet.zone_ = *found;
  for (const std::string& text : texts) {
    if (auto s = quiet.Add(text); !s) return tl::unexpected(s.error());
  }
  if (quiet.minutes_.all()) {
    return Fail(ErrorKind::kInvalid, "no minute of the week is left for jobs");
  }
  return quiet;
}

Status QuietHours::Add(std::string_view text) {
  const size_t space = text.find(' ');
  const bool has_days = space != std::string_view::npos;
  const auto days =
      ParseCronField(has_days ? text.substr(0, space) : "*", DaysOfWeek());
  if (!days) return Wrong(text, days.error().message);
  const std::vector<std::string_view> ends =
      SplitAt(has_days ? text.substr(space + 1) : text, '-');
  const int begin = MinutesOf(ends.front());
  const int end = MinutesOf(ends.back());
  if (ends.size() != 2 || begin < 0 || end < 0) {
    return Wrong(text, "no time of day");
  }
  if (begin == end) return Wrong(text, "ends when it begins");
  const int length = end > begin ? end - begin : end - begin + kDay;
  for (const int day : *days) {
    for (int minute = 0; minute < length; ++minute) {
      minutes_.set(static_cast<size_t>((day * kDay + begin + minute) % kWeek));
    }
  }
  return {};
}

bool QuietHours::Contains(Timestamp time) const {
  if (minutes_.none()) return false;
  const auto local = zone_->to_local(time);
  const auto day = std::chrono::floor<date::days>(local);
  const auto minute = std::chrono::floor<minutes>(local - day).count();
  const auto weekday = date::weekday(day).c_encoding();
  return minutes_[static_cast<size_t>(weekday * kDay + minute)];
}

// The hours of a change of clocks are longer or shorter than the week has them:
// looked for minute by minute.
Timestamp QuietHours::FirstMinute(Timestamp from, bool is_quiet) const {
  Timestamp time = std::chrono::floor<minutes>(from);
  if (time < from) time += minutes(1);
  for (int minute = 0; minute <= kWeek + kDay; ++minute) {
    if (Contains(time) == is_quiet) return time;
    time += minutes(1);
  }
  return kNever;
}

Timestamp QuietHours::EndAt(Timestamp time) const {
  return Contains(time) ? FirstMinute(time, false) : time;
}

Timestamp QuietHours::NextAfter(Timestamp time) const {
  if (minutes_.none()) return kNever;
  return FirstMinute(time + std::chrono::milliseconds(1), true);
}

}  // namespace ritmon
