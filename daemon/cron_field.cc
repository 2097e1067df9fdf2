// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cron_field.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/ascii.h"

namespace ritmon {
namespace {

std::optional<int> NumberIn(std::string_view text, const CronRange& range) {
  const std::string lower = AsciiLower(text);
  const auto word = std::find(range.words.begin(), range.words.end(), lower);
  if (word != range.words.end()) {
    return range.first + static_cast<int>(word - range.words.begin());
  }
  int number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  if (number < range.first || number > range.last) return std::nullopt;
  return number;
}

tl::unexpected<Error> Wrong(const CronRange& range, std::string_view part) {
  return Fail(ErrorKind::kInvalid,
              fmt::format("{} '{}' is none of {} to {}", range.name, part,
                          range.first, range.last));
}

Status ReadPart(std::string_view part, const CronRange& range,
                std::vector<int>& values) {
  const std::vector<std::string_view> stepped = SplitAt(part, '/');
  if (stepped.size() > 2) return Wrong(range, part);
  int step = 1;
  if (stepped.size() == 2) {
    const auto given = NumberIn(stepped[1], {range.name, 1, range.last, {}});
    if (!given) return Wrong(range, part);
    step = *given;
  }
  int first = range.first;
  int last = range.last;
  if (stepped[0] != "*") {
    const std::vector<std::string_view> ends = SplitAt(stepped[0], '-');
    if (ends.size() > 2) return Wrong(range, part);
    const auto low = NumberIn(ends.front(), range);
    const auto high = NumberIn(ends.back(), range);
    if (!low || !high || *low > *high) return Wrong(range, part);
    first = *low;
    // "5/15" counts on from 5, as cron has it.
    if (ends.size() == 2 || stepped.size() == 1) last = *high;
  }
  for (int value = first; value <= last; value += step) {
    values.push_back(value);
  }
  return {};
}

}  // namespace

CronRange DaysOfWeek() {
  return {
      "day of week", 0, 7, {"sun", "mon", "tue", "wed", "thu", "fri", "sat"}};
}

std::vector<std::string_view> SplitAt(std::string_view text, char delimiter) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(delimiter);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

Result<std::vector<int>> ParseCronField(std::string_view text,
                                        const CronRange& range) {
  std::vector<int> values;
  for (const std::string_view part : SplitAt(text, ',')) {
    if (auto s = ReadPart(part, range, values); !s) {
      return tl::unexpected(s.error());
    }
  }
  return values;
}

}  // namespace ritmon
