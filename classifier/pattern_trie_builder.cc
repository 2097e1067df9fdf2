// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pattern_trie_builder.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "classifier/trie_node.h"

namespace ritmon {

void PatternTrie::Builder::Build(const std::vector<TriePattern>& patterns) {
  AddKeys(patterns);
  trie_.empty_ = keys_.empty();
  trie_.shorts_.fill(kNone);
  const auto heads =
      std::stable_partition(keys_.begin(), keys_.end(), [](const auto& key) {
        const std::string& bytes = key.first;
        return !std::all_of(
            bytes.begin(), bytes.begin() + kHeadBytes,
            [](char c) { return static_cast<uint8_t>(c) >= kFirstTextByte; });
      });
  const auto first_head = static_cast<size_t>(heads - keys_.begin());
  for (size_t at = 0; at < first_head;) {
    const size_t next = GroupEnd(at, first_head, 0, 1);
    trie_.shorts_[ByteAt(at, 0)] = WriteTree(at, next, 1);
    at = next;
  }
  AddHeads(first_head, keys_.size());
  trie_.nodes_.append(kTriePadding, '\0');
}

void PatternTrie::Builder::AddKeys(const std::vector<TriePattern>& patterns) {
  for (const TriePattern& pattern : patterns) {
    std::string key;
    for (const TriePattern::Word& word : pattern.words) {
      key += word.stem;
      key.push_back(static_cast<char>(1 + static_cast<int>(word.ending)));
    }
    keys_.emplace_back(std::move(key), pattern.value);
  }
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
}

size_t PatternTrie::Builder::GroupEnd(size_t begin, size_t end, size_t depth,
                                      size_t count) const {
  size_t next = begin + 1;
  while (next < end &&
         keys_[next].first.compare(depth, count, keys_[begin].first, depth,
                                   count) == 0) {
    ++next;
  }
  return next;
}

void PatternTrie::Builder::AddHeads(size_t begin, size_t end) {
  size_t heads = 0;
  for (size_t at = begin; at < end; at = GroupEnd(at, end, 0, kHeadBytes)) {
    ++heads;
  }
  // Places without a pattern were filtered out before: half full will do.
  trie_.heads_.resize(std::bit_ceil(2 * heads + 1));
  for (size_t at = begin; at < end;) {
    const size_t next = GroupEnd(at, end, 0, kHeadBytes);
    const uint32_t head = HeadOf(keys_[at].first.data());
    size_t slot = trie_.SlotOf(head);
    while (trie_.heads_[slot].node != kNone) {
      slot = (slot + 1) & (trie_.heads_.size() - 1);
    }
    trie_.heads_[slot] = {head, WriteTree(at, next, kHeadBytes)};
    at = next;
  }
}

uint32_t PatternTrie::Builder::WriteTree(size_t begin, size_t end,
                                         size_t depth) {
  const auto root = static_cast<uint32_t>(trie_.nodes_.size());
  std::vector<Task> tasks;  // a stack
  WriteNode({begin, end, depth, 0}, tasks);
  while (!tasks.empty()) {
    const Task task = tasks.back();
    tasks.pop_back();
    const auto node = static_cast<uint32_t>(trie_.nodes_.size());
    std::memcpy(trie_.nodes_.data() + task.place, &node, sizeof(node));
    WriteNode(task, tasks);
  }
  return root;
}

// Endings sort before text, and keys are sorted: what the first and the last
// share, all do.
size_t PatternTrie::Builder::LabelSize(const Task& task) const {
  size_t at = task.depth;
  while (at - task.depth < TrieNode::kLongestLabel &&
         ByteAt(task.begin, at) >= kFirstTextByte &&
         ByteAt(task.begin, at) == ByteAt(task.end - 1, at)) {
    ++at;
  }
  return at - task.depth;
}

void PatternTrie::Builder::WriteNode(const Task& task,
                                     std::vector<Task>& tasks) {
  std::string& nodes = trie_.nodes_;
  const size_t header = nodes.size();
  const size_t first_task = tasks.size();
  const size_t label = LabelSize(task);
  const size_t depth = task.depth + label;
  nodes.append(TrieNode::kHeader, '\0');
  nodes.append(keys_[task.begin].first, task.depth, label);
  size_t exits = 0;
  size_t at = task.begin;
  while (at < task.end && ByteAt(at, depth) < kFirstTextByte) {
    const size_t next = GroupEnd(at, task.end, depth, 1);
    WriteExit(at, next, depth, tasks);
    ++exits;
    at = next;
  }
  std::vector<Task> children;
  while (at < task.end) {
    const size_t next = GroupEnd(at, task.end, depth, 1);
    nodes.push_back(keys_[at].first[depth]);
    children.push_back({at, next, depth + 1, 0});
    at = next;
  }
  for (Task& child : children) child.place = LeaveRoom();
  nodes[header] = static_cast<char>(label);
  nodes[header + 1] = static_cast<char>(exits);
  nodes[header + 2] = static_cast<char>(children.size());
  tasks.insert(tasks.end(), children.begin(), children.end());
  // The first one is to be written next.
  std::reverse(tasks.begin() + static_cast<ptrdiff_t>(first_task), tasks.end());
}

void PatternTrie::Builder::WriteExit(size_t begin, size_t end, size_t depth,
                                     std::vector<Task>& tasks) {
  size_t next_word = begin;
  while (next_word < end && keys_[next_word].first.size() == depth + 1) {
    ++next_word;
  }
  uint8_t flags = static_cast<uint8_t>(ByteAt(begin, depth) - 1);
  if (next_word - begin > 1) flags |= TrieExit::kHasList;
  if (next_word < end) flags |= TrieExit::kHasNext;
  trie_.nodes_.push_back(static_cast<char>(flags));
  PutNumber(OutputOf(begin, next_word));
  if (next_word < end) {
    tasks.push_back({next_word, end, depth + 1, LeaveRoom()});
  }
}

uint32_t PatternTrie::Builder::OutputOf(size_t begin, size_t end) {
  if (begin == end) return TrieExit::kNothing;
  if (end - begin == 1) return keys_[begin].second;
  const auto list = static_cast<uint32_t>(trie_.outputs_.size());
  trie_.outputs_.push_back(static_cast<uint32_t>(end - begin));
  for (size_t i = begin; i < end; ++i) {
    trie_.outputs_.push_back(keys_[i].second);
  }
  return list;
}

size_t PatternTrie::Builder::LeaveRoom() {
  PutNumber(TrieExit::kNothing);
  return trie_.nodes_.size() - sizeof(uint32_t);
}

void PatternTrie::Builder::PutNumber(uint32_t number) {
  char bytes[sizeof(number)];
  std::memcpy(bytes, &number, sizeof(number));
  trie_.nodes_.append(bytes, sizeof(bytes));
}

}  // namespace ritmon
