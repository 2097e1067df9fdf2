// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/schema.h"

#include <algorithm>
#include <cmath>

namespace ritmon {
namespace {

constexpr size_t kHashDigits = 16;

// FNV-1a, 64 bits. Good enough although anyone can make collisions: what is
// shortened keeps its head, so they stay within the maker's own host.
uint64_t Hash(std::string_view text) {
  uint64_t hash = 14695981039346656037u;
  for (const char c : text) {
    hash ^= static_cast<uint8_t>(c);
    hash *= 1099511628211u;
  }
  return hash;
}

std::string Hex(uint64_t number) {
  std::string digits(kHashDigits, '0');
  for (size_t i = kHashDigits; i-- > 0; number >>= 4) {
    digits[i] = "0123456789abcdef"[number & 15];
  }
  return digits;
}

size_t StoredBytes(std::string_view text) {
  return text.size() +
         static_cast<size_t>(std::count(text.begin(), text.end(), '\0'));
}

std::string Shortened(std::string text) {
  if (StoredBytes(text) <= kMaxTermBytes) return text;
  const uint64_t hash = Hash(text);
  size_t keep = 0;
  for (size_t bytes = 0; keep < text.size(); ++keep) {
    bytes += text[keep] == '\0' ? 2 : 1;
    if (bytes > kMaxTermBytes - kHashDigits) break;
  }
  text.resize(keep);
  return text + Hex(hash);
}

std::string Padded(uint64_t number, size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

std::string_view ToString(IndexContent content) {
  return content == IndexContent::kPages ? "pages" : "companies";
}

std::string MakeTerm(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  if (prefix.size() > 1 && !value.empty() &&
      ((value[0] >= 'A' && value[0] <= 'Z') || value[0] == ':')) {
    term += ':';
  }
  term += value;
  return Shortened(std::move(term));
}

std::string SortKey(std::string_view value) {
  return Shortened(std::string(value));
}

std::string NumberValue(int64_t number) {
  return Padded(static_cast<uint64_t>(std::max<int64_t>(number, 0)), 19);
}

std::string ScoreValue(double score) {
  constexpr double kMax = 999999999;  // in front of the three decimals
  if (!(score > 0)) return Padded(0, 12);
  return Padded(
      static_cast<uint64_t>(std::llround(std::min(score, kMax) * 1000)), 12);
}

std::string DateValue(Date day) {
  std::string value;
  for (const char c : FormatDate(day)) {
    if (c != '-') value += c;
  }
  return value + "000000";
}

}  // namespace ritmon
