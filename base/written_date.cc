// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/written_date.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace ritmon {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The longest of the standards' own forms has 40; a text is no date.
constexpr size_t kMaxBytes = 100;
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2099;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// ASCII to lower case, and the letter of "MÄRZ"; trimmed.
std::string Prepared(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  std::string out(text.substr(0, kMaxBytes + 1));
  for (size_t i = 0; i < out.size(); ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') {
      out[i] = static_cast<char>(out[i] - 'A' + 'a');
    } else if (out[i] == '\xC3' && i + 1 < out.size() && out[i + 1] == '\x84') {
      out[i + 1] = '\xA4';
    }
  }
  return out;
}

// The first three letters: "januray" is meant well.
std::string_view FirstLetters(std::string_view word) {
  size_t letters = 0;
  size_t end = 0;
  while (end < word.size() && letters < 3) {
    ++letters;
    ++end;
    while (end < word.size() &&
           (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) {
      ++end;
    }
  }
  return word.substr(0, end);
}

std::optional<minutes> ZoneByName(std::string_view name) {
  // RFC 822, 5.1, and those met in German, British and other feeds.
  constexpr auto kZones = std::to_array<std::pair<std::string_view, int>>(
      {{"est", -5 * 60},  {"edt", -4 * 60}, {"cst", -6 * 60}, {"cdt", -5 * 60},
       {"mst", -7 * 60},  {"mdt", -6 * 60}, {"pst", -8 * 60}, {"pdt", -7 * 60},
       {"cet", 1 * 60},   {"cest", 2 * 60}, {"mez", 1 * 60},  {"mesz", 2 * 60},
       {"met", 1 * 60},   {"mest", 2 * 60}, {"bst", 1 * 60},  {"west", 1 * 60},
       {"eet", 2 * 60},   {"eest", 3 * 60}, {"msk", 3 * 60},  {"jst", 9 * 60},
       {"aest", 10 * 60}, {"aedt", 11 * 60}});
  for (const auto& [known, offset] : kZones) {
    if (name == known) return minutes(offset);
  }
  return std::nullopt;
}

class DateParser {
 public:
  explicit DateParser(std::string_view text) : text_(text) {}

  std::optional<Timestamp> Parse() {
    const size_t digits = Digits();
    if (digits == text_.size()) return AllDigits(digits);
    if (digits == 8 && text_[8] == 't') return Basic();
    if (digits == 4 && text_.find_first_of("-/.", 4) == 4) return YearFirst();
    while (at_ < text_.size()) {
      if (!Take()) return std::nullopt;
    }
    return Assembled();
  }

 private:
  size_t Digits() const {
    size_t end = at_;
    while (end < text_.size() && IsDigit(text_[end])) ++end;
    return end - at_;
  }

  int Number(size_t most) {
    int value = 0;
    for (size_t i = 0; i < most && at_ < text_.size() && IsDigit(text_[at_]);
         ++i) {
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }

  bool Skip(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view Word() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsLetter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // "2024", "20240506", and seconds or milliseconds since 1970.
  std::optional<Timestamp> AllDigits(size_t digits) {
    if (digits == 4) {
      year_ = Number(4);
      month_ = day_ = 1;
    } else if (digits == 8) {
      return Basic();
    } else if (digits == 10 || digits == 13) {
      int64_t value = 0;
      for (const char c : text_) value = value * 10 + (c - '0');
      return FromMillis(digits == 10 ? value * 1000 : value);
    }
    return Assembled();
  }

  // ISO 8601 without separators: "20240506T070809Z".
  std::optional<Timestamp> Basic() {
    year_ = Number(4);
    month_ = Number(2);
    day_ = Number(2);
    if (!Skip('t')) return Assembled();
    if (Digits() != 6 && Digits() != 4) return std::nullopt;
    const int hour = Number(2);
    const int minute = Number(2);
    if (!SetTime(hour, minute, Number(2))) return std::nullopt;
    return ZoneAndEnd();
  }

  std::optional<Timestamp> YearFirst() {
    year_ = Number(4);
    const char separator = text_[at_++];
    if (Digits() == 0 || Digits() > 2) return std::nullopt;
    month_ = Number(2);
    if (at_ == text_.size()) {
      day_ = 1;
      return Assembled();
    }
    if (!Skip(separator) || Digits() == 0 || Digits() > 2) return std::nullopt;
    day_ = Number(2);
    if (at_ == text_.size()) return Assembled();
    const bool t = Skip('t');
    SkipSpace();
    if (Digits() == 0) {
      if (t) return std::nullopt;
    } else if (!Time()) {
      return std::nullopt;
    }
    return ZoneAndEnd();
  }

  std::optional<Timestamp> ZoneAndEnd() {
    while (at_ < text_.size()) {
      if (!Take()) return std::nullopt;
    }
    return Assembled();
  }

  void SkipSpace() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }

  // The next token of a date in words, whatever it is; false: no date.
  bool Take() {
    const char c = text_[at_];
    if (IsDigit(c)) return TakeNumber();
    if (IsLetter(c)) {
      TakeWord(Word());
      return true;
    }
    if (c == '(') {  // RFC 822's comments
      at_ = std::min(text_.find(')', at_), text_.size() - 1) + 1;
      return true;
    }
    if ((c == '+' || c == '-') && has_time_ && at_ + 1 < text_.size() &&
        IsDigit(text_[at_ + 1])) {
      return TakeOffset();
    }
    ++at_;
    return true;
  }

  void TakeWord(std::string_view word) {
    if (has_time_ && (word == "am" || word == "pm")) {
      if (word == "pm" && hour_ < 12) hour_ += 12;
      if (word == "am" && hour_ == 12) hour_ = 0;
      return;
    }
    if (has_time_) {
      if (const auto zone = ZoneByName(word)) offset_ = *zone;
    }
    if (year_ != 0) return;
    // A weekday of another language may look like a month: the second counts.
    unsigned month = MonthByName(word);
    if (month == 0) month = MonthByName(FirstLetters(word));
    if (month != 0) month_ = static_cast<int>(month);
  }

  bool TakeNumber() {
    const size_t digits = Digits();
    const size_t end = at_ + digits;
    const char next = end < text_.size() ? text_[end] : ' ';
    if (digits <= 2 && next == ':') return !has_time_ && Time();
    if (digits <= 2 && day_ == 0 && month_ == 0 && end + 1 < text_.size() &&
        (next == '.' || next == '/' || next == '-') &&
        IsDigit(text_[end + 1])) {
      return NumericDate();
    }
    if (digits <= 2 && day_ == 0) {
      day_ = Number(2);
      return true;
    }
    if (year_ == 0 && digits <= 4) {
      year_ = Number(4);
      // RFC 5322, 4.3.
      if (digits == 2) year_ += year_ < 50 ? 2000 : 1900;
      if (digits == 3) year_ += 1900;
      return true;
    }
    return false;
  }

  // "23.11.2026", "23/11/2026", and "11/23/2026" where nothing else is meant.
  bool NumericDate() {
    day_ = Number(2);
    const char separator = text_[at_++];
    if (Digits() > 2) return false;
    month_ = Number(2);
    if (separator == '/' && month_ > 12 && day_ <= 12) std::swap(day_, month_);
    if (!Skip(separator)) return false;
    const size_t digits = Digits();
    if (digits != 4 && digits != 2) return false;
    year_ = Number(4) + (digits == 2 ? 2000 : 0);
    return true;
  }

  // "12:34", "6:50:31", "12:34:56.7".
  bool Time() {
    const int hour = Number(2);
    if (!Skip(':') || Digits() == 0 || Digits() > 2) return false;
    const int minute = Number(2);
    int second = 0;
    if (Skip(':')) {
      if (Digits() == 0 || Digits() > 2) return false;
      second = Number(2);
    }
    if (at_ + 1 < text_.size() && (text_[at_] == '.' || text_[at_] == ',') &&
        IsDigit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    }
    return SetTime(hour, minute, second);
  }

  bool SetTime(int hour, int minute, int second) {
    // ISO 8601 knows 24:00 as the end of a day.
    if (hour > 24 || (hour == 24 && (minute > 0 || second > 0)) ||
        minute > 59 || second > 60) {
      return false;
    }
    hour_ = hour;
    minute_ = minute;
    second_ = second;
    return has_time_ = true;
  }

  // "+01:00", "+0100", "-5".
  bool TakeOffset() {
    const int sign = text_[at_++] == '-' ? -1 : 1;
    const size_t digits = Digits();
    if (digits > 4) return false;
    int hour = 0;
    int minute = 0;
    if (digits <= 2) {
      hour = Number(2);
      if (Skip(':')) minute = Number(2);
    } else {
      hour = Number(digits - 2);
      minute = Number(2);
    }
    // The earth has none beyond.
    if (hour > 14 || minute > 59) return false;
    offset_ = sign * (hours(hour) + minutes(minute));
    return true;
  }

  std::optional<Timestamp> Assembled() const {
    const Date date{std::chrono::year(year_),
                    std::chrono::month(static_cast<unsigned>(month_)),
                    std::chrono::day(static_cast<unsigned>(day_))};
    if (year_ < kFirstYear || year_ > kLastYear || !date.ok()) {
      return std::nullopt;
    }
    return Timestamp{std::chrono::sys_days{date}} + hours(hour_) +
           minutes(minute_) + seconds(second_) - offset_;
  }

  std::string_view text_;
  size_t at_ = 0;
  int year_ = 0;
  int month_ = 0;
  int day_ = 0;
  int hour_ = 0;
  int minute_ = 0;
  int second_ = 0;
  minutes offset_{0};
  bool has_time_ = false;
};

}  // namespace

unsigned MonthByName(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, unsigned>, 25> kMonths = {{
      {"januar", 1},   {"january", 1},   {"jänner", 1},    {"februar", 2},
      {"february", 2}, {"feber", 2},     {"märz", 3},      {"maerz", 3},
      {"mrz", 3},      {"march", 3},     {"april", 4},     {"mai", 5},
      {"may", 5},      {"juni", 6},      {"june", 6},      {"juli", 7},
      {"july", 7},     {"august", 8},    {"september", 9}, {"oktober", 10},
      {"october", 10}, {"november", 11}, {"dezember", 12}, {"december", 12},
      {"sept", 9},
  }};
  if (word.size() < 3) return 0;
  for (const auto& [name, month] : kMonths) {
    if (name.starts_with(word)) return month;
  }
  return 0;
}

std::optional<Timestamp> ParseWrittenDate(std::string_view text) {
  const std::string prepared = Prepared(text);
  if (prepared.empty() || prepared.size() > kMaxBytes) return std::nullopt;
  return DateParser(prepared).Parse();
}

}  // namespace ritmon
