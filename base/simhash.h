// SPDX-License-Identifier: GPL-3.0-or-later
// Near duplicates: a hash of a text that changes little when the text does
// (Charikar, STOC 2002; for web pages Manku et al., WWW 2007, whose distance
// of 3 bits is the default here).
//
// Features are runs of three words, lower-cased; punctuation and white space do
// not count. 63 bits are the similarity hash. The lowest bit marks the hash of
// a short text: a few hundred pages with an address and three links differ in
// a word or two and are yet no duplicates, and few features make few bits say
// anything. Such a hash is an ordinary one and is near to itself only.
//
// Pure functions; any bytes are accepted. On disk: do not change what a text
// hashes to.

#pragma once

#include <cstdint>
#include <string_view>

namespace ritmon {

// Texts with fewer words are compared exactly.
inline constexpr int kSimhashMinWords = 50;

// 0 stands for a text without words, and for "unknown": near to nothing.
uint64_t Simhash(std::string_view text);

// Bits that differ: 0 to 64.
int HammingDistance(uint64_t a, uint64_t b);

// False if one of them is 0; for short texts true only if both are equal.
bool IsNearDuplicate(uint64_t a, uint64_t b, int max_bits = 3);

}  // namespace ritmon
