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

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/stem_ending.h"

namespace ritmon {

struct TriePattern {
  struct Word {
    std::string stem;  // bytes above the blank; of the first word some
    StemEnding ending = StemEnding::kExact;
  };
  std::vector<Word> words;  // not empty
  uint32_t value = 0;       // what a match reports; below 0xFFFFFFFF
};

struct TrieMatch {
  uint32_t value = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
};

class PatternTrie {
 public:
  PatternTrie() : PatternTrie(std::vector<TriePattern>()) {}
  explicit PatternTrie(const std::vector<TriePattern>& patterns);

  bool empty() const { return empty_; }

  // How patterns begin, in plain form (beginning_filter.h), as far as that is
  // certain and the filter looks. None is empty.
  std::set<std::string> Beginnings() const;

  // Appends each reading of each pattern that begins at one of `places`, place
  // by place. `text` is folded; what stands before a place is not looked at.
  // Adds to `steps` what it does.
  void Match(std::string_view text, std::span<const uint32_t> places,
             std::vector<TrieMatch>& matches, uint64_t& steps) const;

  // One trie may hold many small ones, whose patterns are to be tried apart:
  // each has a head of its own before them, of kHeadBytes bytes from 0x21 on.
  // The node behind a head, kNone if no pattern has it.
  static constexpr uint32_t kNone = 0xFFFFFFFF;
  static constexpr size_t kHeadBytes = 3;
  uint32_t NodeBehind(std::string_view head) const {
    return NodeOfHead(HeadOf(head.data()));
  }
  // Match for what follows that head, at one place.
  void MatchBehind(uint32_t node, std::string_view text, size_t at,
                   std::vector<TrieMatch>& matches, uint64_t& steps) const;

  size_t memory_bytes() const;

 private:
  struct Head {
    uint32_t bytes = 0;  // the first three
    uint32_t node = kNone;
  };
  class Builder;
  class BeginningsWalk;
  class Walk;

  static uint32_t HeadOf(const char* text) {
    return static_cast<uint32_t>(static_cast<uint8_t>(text[0])) |
           static_cast<uint32_t>(static_cast<uint8_t>(text[1])) << 8 |
           static_cast<uint32_t>(static_cast<uint8_t>(text[2])) << 16;
  }
  size_t SlotOf(uint32_t head) const {
    return (head * 0x9E3779B1u >> 12) & (heads_.size() - 1);
  }
  // Of those whose first stem has that many bytes, or kNone.
  uint32_t NodeOfHead(uint32_t head) const {
    size_t slot = SlotOf(head);
    while (heads_[slot].node != kNone && heads_[slot].bytes != head) {
      slot = (slot + 1) & (heads_.size() - 1);
    }
    return heads_[slot].node;
  }

  std::string nodes_;                 // see trie_node.h
  std::vector<uint32_t> outputs_;     // lists: how many, then they
  std::vector<Head> heads_;           // a hash table, linear probing
  std::array<uint32_t, 256> shorts_;  // the others, by their first byte
  bool empty_ = true;
};

}  // namespace ritmon
