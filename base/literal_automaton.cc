// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/literal_automaton.h"

#include <algorithm>
#include <numeric>

namespace ritmon {
namespace {

// The literals that share the prefix which leads to a state.
struct Range {
  size_t begin;
  size_t end;
  size_t depth;
};

}  // namespace

LiteralAutomaton::LiteralAutomaton(const std::vector<std::string>& literals) {
  std::vector<uint32_t> order(literals.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const int compared = literals[a].compare(literals[b]);
    return compared != 0 ? compared < 0 : a < b;
  });

  std::vector<Range> ranges = {{0, order.size(), 0}};
  label_.push_back(0);
  for (size_t state = 0; state < ranges.size(); ++state) {
    auto [begin, end, depth] = ranges[state];
    if (depth <= 1) dense_states_ = static_cast<uint32_t>(state + 1);
    first_output_.push_back(kNone);
    // The literals that end here sort before those that go on.
    while (begin < end && literals[order[begin]].size() == depth) {
      if (depth > 0) {
        outputs_.push_back({order[begin], first_output_[state]});
        first_output_[state] = static_cast<uint32_t>(outputs_.size() - 1);
      }
      ++begin;
    }
    first_child_.push_back(static_cast<uint32_t>(ranges.size()));
    while (begin < end) {
      const char byte = literals[order[begin]][depth];
      size_t next = begin;
      while (next < end && literals[order[next]][depth] == byte) ++next;
      ranges.push_back({begin, next, depth + 1});
      label_.push_back(static_cast<uint8_t>(byte));
      begin = next;
    }
  }
  first_child_.push_back(static_cast<uint32_t>(ranges.size()));
  Link();
}

// Failure links, breadth first: those of shallower states are there already.
void LiteralAutomaton::Link() {
  const size_t states = first_output_.size();
  fail_.assign(states, 0);
  dense_.resize(dense_states_);
  for (uint32_t state = 0; state < states; ++state) {
    const uint32_t fail = fail_[state];
    if (state < dense_states_) {
      if (state == 0) {
        dense_[state].fill(0);
      } else {
        dense_[state] = dense_[0];
      }
    }
    for (uint32_t child = first_child_[state]; child < first_child_[state + 1];
         ++child) {
      // Before the row gets its child: at the root a state would be its own.
      fail_[child] = state == 0 ? 0 : Next(fail, label_[child]);
      if (state < dense_states_) dense_[state][label_[child]] = child;
    }
    // Behind the state's own literals come those of its longest proper suffix.
    if (state == 0) continue;
    if (first_output_[state] == kNone) {
      first_output_[state] = first_output_[fail];
      continue;
    }
    uint32_t last = first_output_[state];
    while (outputs_[last].next != kNone) last = outputs_[last].next;
    outputs_[last].next = first_output_[fail];
  }
}

size_t LiteralAutomaton::memory_bytes() const {
  return first_child_.size() * sizeof(uint32_t) + label_.size() +
         fail_.size() * sizeof(uint32_t) +
         first_output_.size() * sizeof(uint32_t) +
         outputs_.size() * sizeof(Output) + dense_.size() * sizeof(dense_[0]);
}

}  // namespace ritmon
