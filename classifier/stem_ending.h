// SPDX-License-Identifier: GPL-3.0-or-later
// What may follow the stem of a pattern's word in a text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ritmon {

enum class StemEnding : uint8_t {
  // Behind these stands a word boundary or the next word.
  kExact,
  kNounDe,     // German noun endings
  kNounEn,     // English plural
  kNounEnY,    // the same of a word that ends in y, which the stem lacks
  kAdjective,  // German adjective endings
  kAcronym,    // perhaps an s
  kOpen,       // the rest of the word, kLongestWord bytes at most
  kAnything,   // no word: what follows does not matter
};

// The endings of a class, the empty one included; none for kOpen and
// kAnything.
std::span<const std::string_view> EndingsOf(StemEnding ending);

// What `*` stands for at most, in bytes of folded text.
inline constexpr size_t kLongestWord = 128;

// What a folded text goes on with behind a stem, read once for all classes of
// endings that a stem may take.
class BehindStem {
 public:
  // Up to `at` <= text.size().
  BehindStem(std::string_view text, size_t at);

  static constexpr size_t kLongestEnding = 3;

  // Whether the first `count` bytes, kLongestEnding at most, are an ending of
  // the class.
  bool IsEnding(StemEnding ending, size_t count) const {
    return count <= letters_ &&
           (classes_[count] >> static_cast<unsigned>(ending) & 1) != 0;
  }
  // Whether a word boundary stands behind the first `count` bytes, which are
  // an ending.
  bool EndsBehind(size_t count) const { return count == word_bytes_; }
  // Bytes of endings' letters that can be read, kLongestEnding at most.
  size_t letters() const { return letters_; }

 private:
  uint8_t classes_[kLongestEnding + 1] = {};  // a bit for each class
  size_t letters_ = 0;
  size_t word_bytes_ = 0;  // up to the boundary; kLongestEnding + 1: more
};

}  // namespace ritmon
