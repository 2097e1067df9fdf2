// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/beginning_filter.h"

#include <algorithm>

#include "base/fast_bits.h"

namespace ritmon {
namespace {

// What stands in the plain form of a folded text.
constexpr std::string_view kPlainBytes =
    "abcdefghijklmnopqrstuvwxyz0123456789 \xFF";

}  // namespace

RITMON_FAST_BITS
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

BeginningFilter BeginningFilter::ForPlaces(
    const std::set<std::string>& beginnings) {
  std::vector<Mark> marks;
  for (const std::string& beginning : beginnings) {
    const size_t size = beginning.size();
    AddMarks(beginning,
             size >= kLongest  ? kLongest
             : size >= kLong   ? kLong
             : size >= kMiddle ? kMiddle
                               : kShort,
             marks);
  }
  return BeginningFilter(marks);
}

BeginningFilter BeginningFilter::ForPairs(
    const std::set<std::string>& beginnings) {
  std::vector<Mark> marks;
  for (const std::string_view beginning : beginnings) {
    // Beginnings of three bytes or less are rare, so that mostly one look does.
    const size_t count = beginning.size() >= kMiddle ? kMiddle : kShort;
    AddMarks(beginning, count, marks);
    AddMarks(beginning.substr(1), count, marks);
  }
  return BeginningFilter(marks);
}

void BeginningFilter::AddMarks(std::string_view prefix, size_t count,
                               std::vector<Mark>& marks) {
  if (prefix.size() < count) {
    std::string longer(prefix);
    longer.push_back(' ');
    for (const char c : kPlainBytes) {
      longer.back() = c;
      AddMarks(longer, count, marks);
    }
    return;
  }
  uint64_t eight = 0;
  std::memcpy(&eight, prefix.data(), count);
  marks.push_back({count, HashOf(eight, count)});
}

BeginningFilter::BeginningFilter(const std::vector<Mark>& marks) {
  // One bit in thirty-two at most, so that few places are looked at in vain;
  // but all of it has to stay in the nearest cache.
  constexpr size_t kRoomy = 32;
  constexpr size_t kLeast = size_t{1} << 13;
  constexpr size_t kMost = size_t{1} << kMostLog2;
  for (Bits* bits : {&longest_, &long_, &middle_, &short_}) {
    const size_t count = bits == &longest_  ? kLongest
                         : bits == &long_   ? kLong
                         : bits == &middle_ ? kMiddle
                                            : kShort;
    size_t members = 0;
    for (const Mark& mark : marks) members += mark.count == count ? 1 : 0;
    if (bits == &short_) has_short_ = members > 0;
    const size_t size =
        std::clamp(std::bit_ceil(kRoomy * members), kLeast, kMost);
    bits->bits.assign(size / 64, 0);
    for (const Mark& mark : marks) {
      if (mark.count != count) continue;
      bits->Set(First(mark.hash));
      if (bits == &longest_) bits->Set(Second(mark.hash));
    }
  }
}

void BeginningFilter::Bits::Set(uint64_t place) {
  place &= bits.size() * 64 - 1;
  bits[place / 64] |= uint64_t{1} << (place % 64);
}

}  // namespace ritmon
