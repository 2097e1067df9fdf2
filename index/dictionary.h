// SPDX-License-Identifier: GPL-3.0-or-later
// Texts and the small numbers that stand for them, 0, 1, 2 ... in the order in
// which they came. Belongs to one thread while it grows.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ritmon {

class Dictionary {
 public:
  // The text's number; a new one if it has none.
  uint32_t Number(std::string_view text) {
    const auto known = numbers_.find(text);
    if (known != numbers_.end()) return known->second;
    const auto number = static_cast<uint32_t>(texts_.size());
    texts_.emplace_back(text);
    numbers_.emplace(text, number);
    return number;
  }
  std::optional<uint32_t> Find(std::string_view text) const {
    const auto known = numbers_.find(text);
    if (known == numbers_.end()) return std::nullopt;
    return known->second;
  }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::string> texts_;
};

}  // namespace ritmon
