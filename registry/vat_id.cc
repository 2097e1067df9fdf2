// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/vat_id.h"

#include <cstddef>
#include <initializer_list>

#include "base/normalize.h"

namespace ritmon {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// How many bytes a blank, dot, colon or dash at `at` takes; 0 if there is none.
size_t GapAt(std::string_view line, size_t at) {
  if (at >= line.size()) return 0;
  if (std::string_view(" \t.:-/").find(line[at]) != std::string_view::npos) {
    return 1;
  }
  if (line.substr(at, 2) == "\xC2\xA0") return 2;
  const std::string_view three = line.substr(at, 3);
  return three == "–" || three == "\xE2\x80\xAF" ? 3 : 0;
}

// The last label before the number, if it names another kind of number.
bool IsCalledOtherwise(std::string_view before) {
  const std::string folded = Fold(before);
  const auto last = [&](std::initializer_list<std::string_view> words) {
    size_t at = 0;
    for (const std::string_view word : words) {
      const size_t found = folded.rfind(word);
      if (found != std::string::npos && found + 1 > at) at = found + 1;
    }
    return at;
  };
  const size_t other =
      last({"eori", "w-id", "wirtschafts-", "wirtschaftsid", "iban", "konto",
            "glaeubiger", "creditor", "weee", "lucid", "zoll"});
  return other > last({"ust", "umsatz", "vat", "mwst", "uid", "steuer-id"});
}

// Nine digits after the "DE" at `at`, in groups or not; empty if what stands
// there is longer (a bank account) or goes on (the W-IdNr's "-00001").
std::string DigitsAfter(std::string_view line, size_t at) {
  constexpr int kMostGapsBehindCode = 2;  // "DE: 123456789"
  size_t i = at + 2;
  for (int gaps = 0; gaps < kMostGapsBehindCode; ++gaps) i += GapAt(line, i);
  std::string digits;
  while (i < line.size() && digits.size() < 9) {
    if (IsDigit(line[i])) {
      digits += line[i++];
      continue;
    }
    const size_t gap = GapAt(line, i);
    if (gap == 0 || digits.empty() || i + gap >= line.size() ||
        !IsDigit(line[i + gap])) {
      break;
    }
    i += gap;
  }
  if (digits.size() != 9 || (i < line.size() && IsDigit(line[i]))) return {};
  const size_t gap = GapAt(line, i);
  if (gap == 0 || i + gap >= line.size() || !IsDigit(line[i + gap])) {
    return digits;
  }
  if (line[i] == '-' || line[i] == '.') return {};
  // A group of four is a bank account's; a postcode or a phone number is not.
  size_t more = i + gap;
  while (more < line.size() && IsDigit(line[more])) ++more;
  return more - i - gap <= 4 && line[i] != '/' ? std::string() : digits;
}

}  // namespace

bool HasValidVatCheckDigit(std::string_view vat_id) {
  if (vat_id.size() != 11 || !vat_id.starts_with("DE") ||
      vat_id.find_first_not_of("0123456789", 2) != std::string_view::npos) {
    return false;
  }
  int product = 10;
  for (size_t i = 2; i < 10; ++i) {
    int sum = (vat_id[i] - '0' + product) % 10;
    if (sum == 0) sum = 10;
    product = 2 * sum % 11;
  }
  return (11 - product) % 10 == vat_id[10] - '0';
}

std::optional<std::string> FindVatId(std::string_view line) {
  for (size_t at = 0; at + 11 <= line.size(); ++at) {
    const bool starts = (line[at] == 'D' || line[at] == 'd') &&
                        (line[at + 1] == 'E' || line[at + 1] == 'e') &&
                        !IsWordBefore(line, at);
    if (!starts) continue;
    const std::string digits = DigitsAfter(line, at);
    if (digits.empty() || IsCalledOtherwise(line.substr(0, at))) continue;
    const std::string vat_id = "DE" + digits;
    // DE999999999 is the placeholder of the templates.
    if (vat_id == "DE999999999" || !HasValidVatCheckDigit(vat_id)) continue;
    return vat_id;
  }
  return std::nullopt;
}

}  // namespace ritmon
