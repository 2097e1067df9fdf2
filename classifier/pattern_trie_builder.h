// SPDX-License-Identifier: GPL-3.0-or-later
// For pattern_trie.cc: builds a PatternTrie's tables from patterns.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "classifier/pattern_trie.h"

namespace ritmon {

// Bytes before this one are no text: in keys they stand for endings.
inline constexpr uint8_t kFirstTextByte = 0x20;

class PatternTrie::Builder {
 public:
  explicit Builder(PatternTrie& trie) : trie_(trie) {}

  void Build(const std::vector<TriePattern>& patterns);

 private:
  // A node to be written: its keys, which are alike up to `depth`, and the
  // number that shall say where it stands.
  struct Task {
    size_t begin = 0;
    size_t end = 0;
    size_t depth = 0;
    size_t place = 0;  // in nodes_, of its number
  };

  uint8_t ByteAt(size_t key, size_t depth) const {
    return static_cast<uint8_t>(keys_[key].first[depth]);
  }
  // Where the keys from `begin` on no longer have its `count` bytes at `depth`.
  size_t GroupEnd(size_t begin, size_t end, size_t depth, size_t count) const;

  void AddKeys(const std::vector<TriePattern>& patterns);
  void AddHeads(size_t begin, size_t end);
  // Where the tree of the keys from `begin` on begins.
  uint32_t WriteTree(size_t begin, size_t end, size_t depth);
  // Appends the tasks that the node makes.
  void WriteNode(const Task& task, std::vector<Task>& tasks);
  size_t LabelSize(const Task& task) const;
  void WriteExit(size_t begin, size_t end, size_t depth,
                 std::vector<Task>& tasks);
  // Of the keys that end: those up to `end`.
  uint32_t OutputOf(size_t begin, size_t end);
  // Room for the number of a node to come.
  size_t LeaveRoom();
  void PutNumber(uint32_t number);

  PatternTrie& trie_;
  // Each word's stem and a byte for its ending; with the value. Sorted.
  std::vector<std::pair<std::string, uint32_t>> keys_;
};

}  // namespace ritmon
