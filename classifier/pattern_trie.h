// SPDX-License-Identifier: GPL-3.0-or-later
// Many patterns of words, tried together at one place of a text.
//
// A compressed trie (Morrison, PATRICIA, JACM 15, 1968) over the words of all
// patterns. Behind a word stand its exits: the endings that it may take, and
// where the next word goes on, behind a blank or at once. So patterns that
// begin alike cost no more than one of them, and a place where none begins
// costs a look into a filter of a few kilobytes.
//
// Built once, then immutable: safe to share between threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// What may follow a stem in the text.
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

// The endings of a class, the empty one included; none for kOpen.
std::span<const std::string_view> EndingsOf(StemEnding ending);

// What `*` stands for at most, in bytes of folded text.
inline constexpr size_t kLongestWord = 128;

struct TriePattern {
  struct Word {
    std::string stem;  // not empty; bytes from 0x20 on
    StemEnding ending = StemEnding::kExact;
  };
  std::vector<Word> words;  // not empty
  uint32_t value = 0;       // what a match reports
};

struct TrieMatch {
  uint32_t value = 0;
  size_t end = 0;
};

class PatternTrie {
 public:
  PatternTrie() : PatternTrie(std::vector<TriePattern>()) {}
  explicit PatternTrie(const std::vector<TriePattern>& patterns);

  bool empty() const { return outputs_.empty(); }

  // How patterns begin, in plain form (beginning_filter.h), as far as that is
  // certain and the filter looks. None is empty.
  std::set<std::string> Beginnings() const;

  // Appends each reading of each pattern that begins at `at`. `text` is folded;
  // what stands before `at` is not looked at. Adds to `steps` what it does.
  void MatchAt(std::string_view text, size_t at,
               std::vector<TrieMatch>& matches, uint64_t& steps) const;

  size_t memory_bytes() const;

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFF;
  static constexpr size_t kHeadBytes = 3;

  // Children lie side by side, by rising symbol (see SymbolOf).
  struct Node {
    uint64_t symbols = 0;  // which there are; of a list: how many
    // What follows `first`: up to eight bytes here, so that nothing else need
    // be read where they differ, the others in labels_.
    char label[8] = {};
    uint32_t rest = 0;
    uint32_t first_child = 0;
    uint32_t first_exit = 0;
    uint16_t label_size = 0;
    uint8_t exits = 0;
    uint8_t first = 0;  // the byte that leads here; 0: a list of those that
                        // share a symbol
  };
  struct Exit {
    StemEnding ending = StemEnding::kExact;
    uint32_t next = kNone;  // the node where the next word begins
    uint32_t first_output = 0;
    uint32_t outputs = 0;
  };
  struct Head {
    uint32_t bytes = 0;  // the first three
    uint32_t node = kNone;
  };
  class Builder;
  class BeginningsWalk;
  class Walk;

  static uint8_t SymbolOf(uint8_t byte);
  const Node* Child(const Node& node, uint8_t byte) const;

  std::string LabelOf(const Node& node) const;
  static uint32_t HeadOf(const char* text) {
    return static_cast<uint32_t>(static_cast<uint8_t>(text[0])) |
           static_cast<uint32_t>(static_cast<uint8_t>(text[1])) << 8 |
           static_cast<uint32_t>(static_cast<uint8_t>(text[2])) << 16;
  }
  size_t SlotOf(uint32_t head) const {
    return (head * 0x9E3779B1u >> 12) & (heads_.size() - 1);
  }

  // The root comes first: below it are the patterns whose first stem is shorter
  // than a head. The others are found by their head, in one step.
  std::vector<Node> nodes_;
  std::vector<Head> heads_;  // a hash table, linear probing
  std::vector<Exit> exits_;
  std::vector<uint32_t> outputs_;
  std::string labels_;
};

}  // namespace ritmon
