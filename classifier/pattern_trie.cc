// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pattern_trie.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <deque>
#include <utility>

#include "base/normalize.h"
#include "classifier/beginning_filter.h"

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 1> kExact = {""};
constexpr std::array<std::string_view, 12> kNounDe = {
    "", "e", "en", "er", "ern", "es", "s", "n", "nen", "se", "sen", "ses"};
constexpr std::array<std::string_view, 3> kNounEn = {"", "s", "es"};
// Battery, batteries; relay, relays.
constexpr std::array<std::string_view, 3> kNounEnY = {"y", "ies", "ys"};
constexpr std::array<std::string_view, 6> kAdjective = {"",   "e",  "er",
                                                        "es", "en", "em"};
constexpr std::array<std::string_view, 2> kAcronym = {"", "s"};

// Bytes before this one are no text: in keys they stand for endings.
constexpr uint8_t kFirstTextByte = 0x20;

// Over letters and digits; stops in the middle of what is no word any more,
// where no boundary is found.
size_t WordEnd(std::string_view text, size_t at) {
  const size_t from = at;
  while (at - from < kLongestWord && IsWordAt(text, at)) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

// std::popcount is a call where the compiler may not assume the instruction.
uint32_t CountBits(uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<uint32_t>((bits * 0x0101010101010101) >> 56);
}

}  // namespace

std::span<const std::string_view> EndingsOf(StemEnding ending) {
  switch (ending) {
    case StemEnding::kNounDe:
      return kNounDe;
    case StemEnding::kNounEn:
      return kNounEn;
    case StemEnding::kNounEnY:
      return kNounEnY;
    case StemEnding::kAdjective:
      return kAdjective;
    case StemEnding::kAcronym:
      return kAcronym;
    case StemEnding::kOpen:
      return {};
    case StemEnding::kExact:
    case StemEnding::kAnything:
      break;
  }
  return kExact;
}

// Letters, digits and the blank have symbols of their own; other bytes share.
uint8_t PatternTrie::SymbolOf(uint8_t byte) {
  static constexpr auto kSymbols = [] {
    std::array<uint8_t, 256> symbols{};
    uint8_t next = 0;
    for (uint8_t c = 'a'; c <= 'z'; ++c) symbols[c] = next++;
    for (uint8_t c = '0'; c <= '9'; ++c) symbols[c] = next++;
    symbols[' '] = next++;
    const uint8_t shared = next;
    for (size_t c = 0; c < symbols.size(); ++c) {
      const bool own =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
      if (!own) {
        symbols[c] = static_cast<uint8_t>(shared + c % (64u - shared));
      }
    }
    return symbols;
  }();
  return kSymbols[byte];
}

// --- building ----------------------------------------------------------------

class PatternTrie::Builder {
 public:
  explicit Builder(PatternTrie& trie) : trie_(trie) {}

  void Build(const std::vector<TriePattern>& patterns) {
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
    const auto heads = std::stable_partition(
        keys_.begin(), keys_.end(),
        [](const auto& key) { return !HasHead(key.first); });
    const auto first_head = static_cast<size_t>(heads - keys_.begin());
    trie_.nodes_.emplace_back();
    tasks_.push_back({0, 0, first_head, 0});
    AddHeads(first_head);
    // Breadth first, so that the nodes near the root lie side by side.
    while (!tasks_.empty()) {
      const Task task = tasks_.front();
      tasks_.pop_front();
      Fill(task);
    }
  }

 private:
  // A node and its keys, which are alike up to `depth`.
  struct Task {
    uint32_t node;
    size_t begin;
    size_t end;
    size_t depth;
  };

  uint8_t ByteAt(size_t key, size_t depth) const {
    return static_cast<uint8_t>(keys_[key].first[depth]);
  }

  // Where the keys from `begin` on differ from it at `depth`.
  size_t GroupEnd(size_t begin, size_t end, size_t depth) const {
    size_t next = begin + 1;
    while (next < end && ByteAt(next, depth) == ByteAt(begin, depth)) ++next;
    return next;
  }

  static bool HasHead(const std::string& key) {
    return std::all_of(key.begin(), key.begin() + kHeadBytes, [](char c) {
      return static_cast<uint8_t>(c) >= kFirstTextByte;
    });
  }

  // From `first` on, all keys have one.
  void AddHeads(size_t first) {
    std::vector<size_t> begins;
    for (size_t at = first; at < keys_.size(); ++at) {
      if (begins.empty() ||
          keys_[at].first.compare(0, kHeadBytes, keys_[begins.back()].first, 0,
                                  kHeadBytes) != 0) {
        begins.push_back(at);
      }
    }
    constexpr size_t kRoomy = 4;
    trie_.heads_.resize(std::bit_ceil(kRoomy * begins.size() + 1));
    for (size_t i = 0; i < begins.size(); ++i) {
      const size_t end = i + 1 < begins.size() ? begins[i + 1] : keys_.size();
      const std::string& key = keys_[begins[i]].first;
      const auto node = static_cast<uint32_t>(trie_.nodes_.size());
      const uint32_t head = HeadOf(key.data());
      size_t slot = trie_.SlotOf(head);
      while (trie_.heads_[slot].node != kNone) {
        slot = (slot + 1) & (trie_.heads_.size() - 1);
      }
      trie_.heads_[slot] = {head, node};
      tasks_.push_back({node, begins[i], end, 0});
      trie_.nodes_.emplace_back().first = static_cast<uint8_t>(key[0]);
    }
  }

  void Fill(const Task& task) {
    Node node = trie_.nodes_[task.node];
    const auto [begin, end] = std::pair(task.begin, task.end);
    size_t depth = task.depth;
    // Exits sort before text, and keys are sorted: what the first and the last
    // share, all do. The root has no label.
    if (node.first != 0) {
      while (ByteAt(begin, depth) >= kFirstTextByte &&
             ByteAt(begin, depth) == ByteAt(end - 1, depth) &&
             depth - task.depth < UINT16_MAX) {
        ++depth;
      }
      node.label_size = static_cast<uint16_t>(depth - task.depth);
      const std::string_view label = std::string_view(keys_[begin].first)
                                         .substr(task.depth, node.label_size);
      const size_t here = std::min(label.size(), sizeof(node.label));
      std::memcpy(node.label, label.data(), here);
      node.rest = static_cast<uint32_t>(trie_.labels_.size());
      trie_.labels_.append(label.substr(here));
    }
    size_t at = begin;
    node.first_exit = static_cast<uint32_t>(trie_.exits_.size());
    while (at < end && ByteAt(at, depth) < kFirstTextByte) {
      const size_t next = GroupEnd(at, end, depth);
      AddExit(at, next, depth);
      ++node.exits;
      at = next;
    }
    AddChildren(node, at, end, depth);
    trie_.nodes_[task.node] = node;
  }

  void AddExit(size_t begin, size_t end, size_t depth) {
    Exit exit;
    exit.ending = static_cast<StemEnding>(ByteAt(begin, depth) - 1);
    exit.first_output = static_cast<uint32_t>(trie_.outputs_.size());
    while (begin < end && keys_[begin].first.size() == depth + 1) {
      trie_.outputs_.push_back(keys_[begin].second);
      ++exit.outputs;
      ++begin;
    }
    if (begin < end) {
      exit.next = static_cast<uint32_t>(trie_.nodes_.size());
      trie_.nodes_.emplace_back();
      tasks_.push_back({exit.next, begin, end, depth + 1});
    }
    trie_.exits_.push_back(exit);
  }

  void AddChildren(Node& node, size_t begin, size_t end, size_t depth) {
    struct Group {
      size_t begin;
      size_t end;
      uint8_t byte;
      uint8_t symbol;
    };
    std::vector<Group> groups;
    for (size_t at = begin; at < end;) {
      const size_t next = GroupEnd(at, end, depth);
      const uint8_t byte = ByteAt(at, depth);
      groups.push_back({at, next, byte, SymbolOf(byte)});
      at = next;
    }
    std::stable_sort(
        groups.begin(), groups.end(),
        [](const Group& a, const Group& b) { return a.symbol < b.symbol; });
    node.first_child = static_cast<uint32_t>(trie_.nodes_.size());
    const auto add = [&](const Group& group) {
      Node child;
      child.first = group.byte;
      tasks_.push_back({static_cast<uint32_t>(trie_.nodes_.size()), group.begin,
                        group.end, depth + 1});
      trie_.nodes_.push_back(child);
    };
    // First what the symbols lead to, one each; lists come behind.
    std::vector<std::pair<uint32_t, std::span<const Group>>> lists;
    for (size_t i = 0; i < groups.size();) {
      size_t next = i + 1;
      while (next < groups.size() && groups[next].symbol == groups[i].symbol) {
        ++next;
      }
      node.symbols |= uint64_t{1} << groups[i].symbol;
      if (next == i + 1) {
        add(groups[i]);
      } else {
        lists.emplace_back(static_cast<uint32_t>(trie_.nodes_.size()),
                           std::span(groups).subspan(i, next - i));
        trie_.nodes_.emplace_back();
      }
      i = next;
    }
    for (const auto& [at, list] : lists) {
      trie_.nodes_[at].first_child = static_cast<uint32_t>(trie_.nodes_.size());
      trie_.nodes_[at].symbols = list.size();
      for (const Group& group : list) add(group);
    }
  }

  PatternTrie& trie_;
  std::vector<std::pair<std::string, uint32_t>> keys_;
  std::deque<Task> tasks_;
};

PatternTrie::PatternTrie(const std::vector<TriePattern>& patterns) {
  Builder(*this).Build(patterns);
}

// --- beginnings --------------------------------------------------------------

// All ways in which patterns begin.
class PatternTrie::BeginningsWalk {
 public:
  explicit BeginningsWalk(const PatternTrie& trie) : trie_(trie) {}

  std::set<std::string> Take() { return std::move(beginnings_); }

  void AddNode(uint32_t index, const std::string& before) {
    const Node& node = trie_.nodes_[index];
    std::string prefix = before;
    prefix += trie_.LabelOf(node);
    if (IsLong(prefix)) {
      Add(prefix);
      return;
    }
    for (uint32_t e = 0; e < node.exits; ++e) {
      AddExit(trie_.exits_[node.first_exit + e], prefix);
    }
    const uint32_t children = CountBits(node.symbols);
    for (uint32_t c = 0; c < children; ++c) {
      const Node& child = trie_.nodes_[node.first_child + c];
      if (child.first != 0) {
        AddChild(node.first_child + c, prefix);
        continue;
      }
      for (uint32_t i = 0; i < child.symbols; ++i) {
        AddChild(child.first_child + i, prefix);
      }
    }
  }

 private:
  static bool IsLong(const std::string& prefix) {
    return prefix.size() >= BeginningFilter::kLongest;
  }

  void AddChild(uint32_t index, const std::string& before) {
    AddNode(index, before + static_cast<char>(trie_.nodes_[index].first));
  }

  void AddExit(const Exit& exit, const std::string& stem) {
    // Behind a long stem its endings would tell little more and fill the
    // filter.
    constexpr size_t kLongStem = 6;
    const bool many = EndingsOf(exit.ending).size() > 1;
    if (exit.ending == StemEnding::kOpen ||
        exit.ending == StemEnding::kAnything ||
        (stem.size() >= kLongStem && (many || exit.next == kNone))) {
      Add(stem);
      return;
    }
    for (const std::string_view ending : EndingsOf(exit.ending)) {
      const std::string word = stem + std::string(ending);
      if (exit.outputs > 0) {
        Add(word + ' ');
        Add(word + kNoAscii);
      }
      if (exit.next == kNone) continue;
      AddNext(exit.next, word);
      AddNext(exit.next, word + ' ');
    }
  }

  void AddNext(uint32_t index, const std::string& prefix) {
    if (IsLong(prefix)) {
      Add(prefix);
    } else {
      AddNode(index, prefix);
    }
  }

  void Add(const std::string& prefix) {
    std::string plain;
    MakePlain(prefix, plain);
    plain.resize(std::min(prefix.size(), BeginningFilter::kLongest));
    beginnings_.insert(std::move(plain));
  }

  const PatternTrie& trie_;
  std::set<std::string> beginnings_;
};

std::set<std::string> PatternTrie::Beginnings() const {
  BeginningsWalk walk(*this);
  walk.AddNode(0, "");
  for (const Head& head : heads_) {
    if (head.node != kNone) walk.AddNode(head.node, "");
  }
  return walk.Take();
}

// --- matching ----------------------------------------------------------------

const PatternTrie::Node* PatternTrie::Child(const Node& node,
                                            uint8_t byte) const {
  const uint64_t bit = uint64_t{1} << SymbolOf(byte);
  if ((node.symbols & bit) == 0) return nullptr;
  const Node* child =
      &nodes_[node.first_child + CountBits(node.symbols & (bit - 1))];
  if (child->first != 0) return child->first == byte ? child : nullptr;
  const Node* begin = &nodes_[child->first_child];
  for (const Node* n = begin; n < begin + child->symbols; ++n) {
    if (n->first == byte) return n;
  }
  return nullptr;
}

namespace {

// Letters that no ending begins with.
bool NoEnding(char c) {
  return c >= 'a' && c <= 'z' && c != 'e' && c != 'i' && c != 'n' && c != 's' &&
         c != 'y';
}

}  // namespace

// One place of a text.
class PatternTrie::Walk {
 public:
  Walk(const PatternTrie& trie, std::string_view text,
       std::vector<TrieMatch>& matches)
      : trie_(trie), text_(text), matches_(matches) {}

  // From a node whose label has not been read yet.
  void From(const Node* node, size_t at) {
    for (;;) {
      ++steps_;
      if (node->label_size != 0) {
        if (!HasLabel(*node, at)) return;
        at += node->label_size;
      }
      for (uint32_t e = 0; e < node->exits; ++e) {
        Leave(trie_.exits_[node->first_exit + e], at);
      }
      if (at >= text_.size()) return;
      node = trie_.Child(*node, static_cast<uint8_t>(text_[at]));
      if (node == nullptr) return;
      ++at;
    }
  }

  uint64_t steps() const { return steps_; }

 private:
  bool HasLabel(const Node& node, size_t at) const {
    const size_t size = node.label_size;
    constexpr size_t kHere = sizeof(node.label);
    if (text_.size() - at < size) return false;
    if (text_.size() - at < kHere) {
      return std::memcmp(text_.data() + at, node.label, size) == 0;
    }
    uint64_t text;
    uint64_t label;
    std::memcpy(&text, text_.data() + at, kHere);
    std::memcpy(&label, node.label, kHere);
    const size_t unwanted = size < kHere ? 8 * (kHere - size) : 0;
    const uint64_t difference = text ^ label;
    const bool same = std::endian::native == std::endian::little
                          ? difference << unwanted == 0
                          : difference >> unwanted == 0;
    return same &&
           (size <= kHere ||
            std::memcmp(text_.data() + at + kHere,
                        trie_.labels_.data() + node.rest, size - kHere) == 0);
  }

  void Report(const Exit& exit, size_t end) {
    for (uint32_t i = 0; i < exit.outputs; ++i) {
      matches_.push_back({trie_.outputs_[exit.first_output + i], end});
    }
  }

  // Behind a stem.
  void Leave(const Exit& exit, size_t at) {
    if (exit.ending == StemEnding::kAnything) {
      Report(exit, at);
    } else if (exit.ending == StemEnding::kOpen) {
      LeaveOpen(exit, at);
    } else {
      LeaveClosed(exit, at);
    }
  }

  void LeaveClosed(const Exit& exit, size_t at) {
    // Where the word goes on with no ending's first letter, and another word
    // need not follow, most patterns are done with.
    if (exit.next == kNone && at < text_.size() && NoEnding(text_[at])) return;
    for (const std::string_view ending : EndingsOf(exit.ending)) {
      ++steps_;
      if (!text_.substr(at, ending.size()).starts_with(ending)) continue;
      const size_t behind = at + ending.size();
      if (exit.outputs > 0 && !IsWordAt(text_, behind)) Report(exit, behind);
      if (exit.next == kNone) continue;
      const Node* next = &trie_.nodes_[exit.next];
      if (behind < text_.size() && text_[behind] == ' ') {
        From(next, behind + 1);
      }
      From(next, behind);
    }
  }

  void LeaveOpen(const Exit& exit, size_t at) {
    const size_t word_end = WordEnd(text_, at);
    steps_ += word_end - at;
    if (exit.outputs > 0 && !IsWordAt(text_, word_end)) Report(exit, word_end);
    if (exit.next == kNone) return;
    const Node* next = &trie_.nodes_[exit.next];
    if (word_end < text_.size() && text_[word_end] == ' ') {
      From(next, word_end + 1);
    }
    // "batterie* recycl*": Batteriezellenrecycling.
    for (size_t i = at; i <= word_end && i < text_.size(); ++i) From(next, i);
  }

  const PatternTrie& trie_;
  const std::string_view text_;
  std::vector<TrieMatch>& matches_;
  uint64_t steps_ = 0;
};

void PatternTrie::MatchAt(std::string_view text, size_t at,
                          std::vector<TrieMatch>& matches,
                          uint64_t& steps) const {
  Walk walk(*this, text, matches);
  if (nodes_[0].symbols != 0) walk.From(nodes_.data(), at);
  if (text.size() - at >= kHeadBytes) {
    const uint32_t head = HeadOf(text.data() + at);
    size_t slot = SlotOf(head);
    while (heads_[slot].node != kNone && heads_[slot].bytes != head) {
      slot = (slot + 1) & (heads_.size() - 1);
    }
    if (heads_[slot].node != kNone) walk.From(&nodes_[heads_[slot].node], at);
  }
  steps += walk.steps();
}

std::string PatternTrie::LabelOf(const Node& node) const {
  const size_t here = std::min<size_t>(node.label_size, sizeof(node.label));
  return std::string(node.label, here) +
         labels_.substr(node.rest, node.label_size - here);
}

size_t PatternTrie::memory_bytes() const {
  return nodes_.size() * sizeof(Node) + exits_.size() * sizeof(Exit) +
         heads_.size() * sizeof(Head) + outputs_.size() * sizeof(uint32_t) +
         labels_.size();
}

}  // namespace ritmon
