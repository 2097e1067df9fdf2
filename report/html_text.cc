// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_text.h"

#include <fmt/format.h>

#include "base/charset.h"

namespace ritmon {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNoValue = "–";

// What becomes of a character that is more than a byte.
enum class Wide { kKeep, kBlank, kDrop };

Wide KindOf(char32_t c) {
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return Wide::kBlank;
  if (c >= 0x80 && c <= 0x9F) return Wide::kBlank;
  const bool turns_direction = c == 0x061C || c == 0x200E || c == 0x200F ||
                               (c >= 0x202A && c <= 0x202E) ||
                               (c >= 0x2066 && c <= 0x2069);
  // Noncharacters: U+FFFE and U+FFFF are no XML 1.0 Char, none is text.
  const bool noncharacter =
      (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return turns_direction || noncharacter ? Wide::kDrop : Wide::kKeep;
}

// The character at `at` of valid UTF-8, and how many bytes it takes.
char32_t CharacterAt(std::string_view text, size_t at, size_t& length) {
  const auto lead = static_cast<unsigned char>(text[at]);
  length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  return c;
}

void AppendAscii(char c, std::string& out) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    case '\0':
      return;
    default:
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
}

std::string_view MonthName(unsigned month, Language language) {
  constexpr std::string_view kGerman[] = {
      "Januar", "Februar", "März",      "April",   "Mai",      "Juni",
      "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
  constexpr std::string_view kEnglish[] = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return (language == Language::kGerman ? kGerman : kEnglish)[month - 1];
}

char DecimalPoint(Language language) {
  return language == Language::kGerman ? ',' : '.';
}

// `tenths` of a unit with one decimal place, thousands grouped.
std::string FormatTenths(uint64_t tenths, Language language) {
  return FormatCount(tenths / 10, language) + DecimalPoint(language) +
         std::to_string(tenths % 10);
}

std::string WithPercentSign(const std::string& number, Language language) {
  // DIN 5008 wants a blank before the sign; English has none.
  return language == Language::kGerman
             ? number + std::string(kNoBreakSpace) + "%"
             : number + "%";
}

}  // namespace

std::string_view LanguageTag(Language language) {
  return language == Language::kGerman ? "de" : "en";
}

std::string EscapeHtml(std::string_view text) {
  std::string valid;
  if (!IsValidUtf8(text)) {
    valid = ScrubUtf8(text);
    text = valid;
  }
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (size_t at = 0, length = 1; at < text.size(); at += length) {
    const char32_t c = CharacterAt(text, at, length);
    if (length == 1) {
      AppendAscii(text[at], out);
      continue;
    }
    const Wide kind = KindOf(c);
    if (kind == Wide::kKeep) out += text.substr(at, length);
    if (kind == Wide::kBlank) out += ' ';
  }
  return out;
}

bool IsSafeHref(std::string_view href) {
  const size_t prefix = href.starts_with("https://")  ? 8
                        : href.starts_with("http://") ? 7
                                                      : 0;
  if (prefix == 0 || href.size() == prefix || href[prefix] == '/') return false;
  for (const char c : href) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || c == '\\') return false;
  }
  return true;
}

std::string FormatCount(uint64_t number, Language language) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) {
      text += language == Language::kGerman ? '.' : ',';
    }
    text += digits[i];
  }
  return text;
}

std::string FormatShare(uint64_t part, uint64_t whole, Language language,
                        int decimals) {
  if (whole == 0) return std::string(kNoValue);
  const std::string blank(kNoBreakSpace);
  const long double percent =
      100.0L * static_cast<long double>(part) / static_cast<long double>(whole);
  const uint64_t steps_per_percent = decimals == 0 ? 1 : 10;
  const auto steps = static_cast<uint64_t>(
      percent * static_cast<long double>(steps_per_percent) + 0.5L);
  const std::string least = decimals == 0 ? "1" : FormatTenths(1, language);
  const std::string most = decimals == 0 ? "99" : FormatTenths(999, language);
  if (part > 0 && steps == 0) {
    return "<" + blank + WithPercentSign(least, language);
  }
  if (part < whole && steps >= 100 * steps_per_percent) {
    return ">" + blank + WithPercentSign(most, language);
  }
  return WithPercentSign(decimals == 0 ? FormatCount(steps, language)
                                       : FormatTenths(steps, language),
                         language);
}

std::string FormatLongDate(Date date, Language language) {
  if (!date.ok()) return std::string(kNoValue);
  const std::string_view month =
      MonthName(static_cast<unsigned>(date.month()), language);
  return fmt::format("{}{}{}{} {}", static_cast<unsigned>(date.day()),
                     language == Language::kGerman ? "." : "", kNoBreakSpace,
                     month, static_cast<int>(date.year()));
}

std::string EurosText(int64_t cents) {
  return fmt::format("{}.{:02}", cents / 100, cents % 100);
}

std::string FormatEuros(int64_t cents, Language language) {
  const bool negative = cents < 0;
  // Of the least number too, whose negation does not exist.
  const uint64_t size = negative ? 0 - static_cast<uint64_t>(cents)
                                 : static_cast<uint64_t>(cents);
  constexpr uint64_t kCentsPerMillion = 100'000'000;
  const bool millions = size >= kCentsPerMillion;
  constexpr uint64_t kTenth = kCentsPerMillion / 10;
  const std::string number =
      (negative ? "−" : "") +
      (millions ? FormatTenths(size / kTenth + (size % kTenth * 2 >= kTenth),
                               language)
                : FormatCount(size / 100 + (size % 100 >= 50), language));
  const std::string blank(kNoBreakSpace);
  if (language == Language::kGerman) {
    return number + blank + (millions ? "Mio." + blank + "EUR" : "EUR");
  }
  return "EUR" + blank + number + (millions ? blank + "million" : "");
}

}  // namespace ritmon
