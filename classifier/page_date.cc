// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_date.h"

#include <string>

#include "base/written_date.h"
#include "classifier/html_text.h"

namespace ritmon {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Timestamp> FromDate(int year, unsigned month, unsigned day) {
  const Date date{std::chrono::year(year), std::chrono::month(month),
                  std::chrono::day(day)};
  if (year < 1990 || year > 2099 || !date.ok()) return std::nullopt;
  return Timestamp(std::chrono::sys_days(date));
}

// Reads a date at one place of a text in lower case.
class DateReader {
 public:
  explicit DateReader(std::string_view lower) : text_(lower) {}

  // Tries at `begin`, where a word or number starts.
  std::optional<Timestamp> ReadAt(size_t begin) {
    at_ = begin;
    if (!IsDigit(text_[at_])) return MonthFirst();
    const size_t digits = CountDigits();
    if (digits == 4) return YearFirst();
    if (digits > 2) return std::nullopt;
    return DayFirst();
  }

 private:
  size_t CountDigits() const {
    size_t end = at_;
    while (end < text_.size() && IsDigit(text_[end])) ++end;
    return end - at_;
  }

  // At most four digits; -1 if there is none.
  int Number(size_t most) {
    const size_t digits = CountDigits();
    if (digits == 0 || digits > most) return -1;
    int value = 0;
    for (size_t i = 0; i < digits; ++i) value = value * 10 + text_[at_++] - '0';
    return value;
  }

  bool Skip(std::string_view any) {
    const size_t begin = at_;
    while (at_ < text_.size() && any.find(text_[at_]) != std::string_view::npos)
      ++at_;
    return at_ > begin;
  }

  std::string_view Word() {
    const size_t begin = at_;
    while (at_ < text_.size() &&
           ((text_[at_] >= 'a' && text_[at_] <= 'z') || (text_[at_] & 0x80)))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // 2026-11-23, 2026/11/23, 20261123 is none.
  std::optional<Timestamp> YearFirst() {
    const int year = Number(4);
    if (!Skip("-/.")) return std::nullopt;
    const int month = Number(2);
    if (month < 0 || !Skip("-/.")) return std::nullopt;
    const int day = Number(2);
    return day < 0 ? std::nullopt : FromDate(year, month, day);
  }

  // 23.11.2026, 23.11.26, 23. November 2026, 23 Nov 2026, 23/11/2026.
  std::optional<Timestamp> DayFirst() {
    const int day = Number(2);
    const bool slash = at_ < text_.size() && text_[at_] == '/';
    if (!Skip(". /-")) return std::nullopt;
    if (at_ >= text_.size()) return std::nullopt;
    int month = 0;
    bool named = false;
    if (IsDigit(text_[at_])) {
      month = Number(2);
      if (month < 0 || !Skip(slash ? "/" : ". -")) return std::nullopt;
    } else {
      month = static_cast<int>(MonthByName(Word()));
      named = true;
      if (month == 0 || !Skip(". -,")) return std::nullopt;
    }
    const size_t digits = CountDigits();
    int year = Number(4);
    if (digits == 2 && !slash && !named) {
      year += 2000;
    } else if (digits != 4) {
      return std::nullopt;
    }
    return FromDate(year, month, day);
  }

  // November 23, 2026.
  std::optional<Timestamp> MonthFirst() {
    const unsigned month = MonthByName(Word());
    if (month == 0 || !Skip(". ")) return std::nullopt;
    const int day = Number(2);
    if (day < 0) return std::nullopt;
    for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (text_.substr(at_).starts_with(suffix)) {
        at_ += 2;
        break;
      }
    }
    if (!Skip(", ")) return std::nullopt;
    if (CountDigits() != 4) return std::nullopt;
    return FromDate(Number(4), month, day);
  }

  std::string_view text_;
  size_t at_ = 0;
};

bool InRange(Timestamp time) {
  const Date date(std::chrono::floor<std::chrono::days>(time));
  const int year = static_cast<int>(date.year());
  return year >= 1990 && year <= 2099;
}

}  // namespace

std::optional<Timestamp> ParsePageDate(std::string_view text) {
  const std::string squeezed = SqueezeText(text);
  std::optional<Timestamp> time = ParseTimestamp(squeezed);
  if (!time) time = ParseTimestamp(squeezed + "Z");
  if (!time && squeezed.size() == 16) time = ParseTimestamp(squeezed + ":00Z");
  // "2026-11-23T17:54:46+0100" lacks the colon that RFC 3339 asks for.
  if (!time && squeezed.size() > 22) {
    std::string fixed = squeezed;
    time = ParseTimestamp(fixed.insert(fixed.size() - 2, ":"));
  }
  if (!time) time = ParseHttpDate(squeezed);
  if (!time) return FindPageDate(squeezed);
  return InRange(*time) ? time : std::nullopt;
}

std::optional<Timestamp> FindPageDate(std::string_view text) {
  constexpr size_t kFar = 400;  // bytes to look at
  const std::string lower = LowerText(text.substr(0, kFar));
  DateReader reader(lower);
  bool inside_word = false;
  for (size_t i = 0; i < lower.size(); ++i) {
    const char c = lower[i];
    const bool is_word =
        IsDigit(c) || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    if (is_word && !inside_word) {
      if (auto time = reader.ReadAt(i)) return time;
    }
    inside_word = is_word;
  }
  return std::nullopt;
}

}  // namespace ritmon
