// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/beginning_filter.h"

#include <algorithm>

namespace ritmon {
namespace {

// What stands in the plain form of a folded text.
constexpr std::string_view kPlainBytes =
    "abcdefghijklmnopqrstuvwxyz0123456789 \xFF";

}  // namespace

void MakePlain(std::string_view text, std::string& plain) {
  plain.resize(text.size() + kPlainPadding);
  const auto* from = reinterpret_cast<const uint8_t*>(text.data());
  auto* to = reinterpret_cast<uint8_t*>(plain.data());
  // Without branches: compilers do sixteen at a time.
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t c = from[i];
    const bool letter = static_cast<uint8_t>((c | 0x20) - 'a') < 26;
    const bool digit = static_cast<uint8_t>(c - '0') < 10;
    const uint8_t ascii = letter || digit ? c : ' ';
    to[i] = c >= 0x80 ? static_cast<uint8_t>(kNoAscii) : ascii;
  }
  std::memset(to + text.size(), ' ', kPlainPadding);
}

BeginningFilter::BeginningFilter()
    : longest_((size_t{1} << kLongestBits) / 64),
      others_(3 * (size_t{1} << kOtherBits) / 64) {}

void BeginningFilter::Add(std::string_view prefix) {
  for (const size_t count : {kLongest, kLong, kMiddle}) {
    if (prefix.size() >= count) {
      Set(prefix, count);
      return;
    }
  }
  Set(prefix, kShort);
}

void BeginningFilter::AddForPairs(std::string_view prefix) {
  for (const std::string_view part : {prefix, prefix.substr(1)}) {
    Set(part, part.size() >= kMiddle ? kMiddle : kShort);
  }
}

void BeginningFilter::Set(std::string_view prefix, size_t count) {
  if (prefix.empty()) {
    std::fill(others_.begin(), others_.end(), ~uint64_t{0});
    return;
  }
  if (prefix.size() < count) {
    std::string longer(prefix);
    longer.push_back(' ');
    for (const char c : kPlainBytes) {
      longer.back() = c;
      Set(longer, count);
    }
    return;
  }
  uint64_t eight = 0;
  std::memcpy(&eight, prefix.data(), count);
  const auto mark = [](std::vector<uint64_t>& bits, uint64_t place) {
    bits[place / 64] |= uint64_t{1} << (place % 64);
  };
  if (count == kLongest) {
    const uint64_t hash = HashOf(eight, count);
    mark(longest_, FirstPlace(hash));
    mark(longest_, SecondPlace(hash));
  } else {
    mark(others_, PlaceOf(eight, count));
  }
}

}  // namespace ritmon
