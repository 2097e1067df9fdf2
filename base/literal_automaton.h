// SPDX-License-Identifier: GPL-3.0-or-later
// Many literal strings searched in one pass (Aho and Corasick, CACM 18, 1975).
//
// Bytes are compared as they are. All matches are reported, also overlapping
// ones. Built once, then immutable: safe to share between threads.
//
// Compact: a state is 13 bytes and its children lie side by side; only the
// states of depth 0 and 1, where nearly all of the time is spent, have a full
// row of 256 transitions.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

class LiteralAutomaton {
 public:
  LiteralAutomaton() : LiteralAutomaton(std::vector<std::string>()) {}

  // A literal is known by its index. Empty ones never match; the same one
  // twice is reported twice.
  explicit LiteralAutomaton(const std::vector<std::string>& literals);

  // Calls on_match(literal, end) for every occurrence, by rising `end` (the
  // offset behind its last byte), longer ones first.
  template <typename OnMatch>
  void FindAll(std::string_view text, OnMatch&& on_match) const {
    uint32_t state = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      state = Next(state, static_cast<uint8_t>(text[i]));
      if (first_output_[state] == kNone) continue;
      for (uint32_t at = first_output_[state]; at != kNone;) {
        const Output& output = outputs_[at];
        on_match(static_cast<size_t>(output.literal), i + 1);
        at = output.next;
      }
    }
  }

  size_t memory_bytes() const;

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  struct Output {
    uint32_t literal;
    uint32_t next;  // index into outputs_, or kNone
  };

  uint32_t Next(uint32_t state, uint8_t byte) const {
    while (state >= dense_states_) {
      const uint32_t begin = first_child_[state];
      const uint32_t end = first_child_[state + 1];
      for (uint32_t child = begin; child < end; ++child) {
        if (label_[child] == byte) return child;
      }
      state = fail_[state];
    }
    return dense_[state][byte];
  }

  void Link();

  // States are numbered breadth first, so that the children of one are
  // [first_child_[s], first_child_[s + 1]).
  std::vector<uint32_t> first_child_;
  std::vector<uint8_t> label_;
  std::vector<uint32_t> fail_;
  std::vector<uint32_t> first_output_;
  std::vector<Output> outputs_;
  std::vector<std::array<uint32_t, 256>> dense_;
  uint32_t dense_states_ = 0;
};

}  // namespace ritmon
