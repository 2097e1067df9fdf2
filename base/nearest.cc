// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/nearest.h"

#include <algorithm>
#include <numeric>

namespace ritmon {
namespace {

// How many letters must change to make `a` of `b`, or of the beginning of `b`
// (one more).
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return std::min(row.back(), *std::min_element(row.begin(), row.end()) + 1);
}

size_t Distance(std::string_view name, std::string_view known) {
  constexpr size_t kShortestPart = 3;
  if (name == known) return 0;
  if (name.size() >= kShortestPart) {
    const size_t at = known.find(name);
    if (at != std::string_view::npos) return at == 0 ? 0 : 1;
  }
  return 1 + EditDistance(name, known);
}

}  // namespace

std::optional<size_t> NearestIndex(
    std::string_view name, const std::vector<std::string_view>& candidates) {
  // Names are short; something longer was not mistyped.
  constexpr size_t kLongest = 100;
  if (name.empty() || name.size() > kLongest) return std::nullopt;
  std::optional<size_t> best;
  // Two letters or a third of them may be wrong.
  size_t best_distance = 1 + std::max<size_t>(2, name.size() / 3) + 1;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].empty()) continue;
    const size_t distance = Distance(name, candidates[i].substr(0, kLongest));
    if (distance < best_distance) {
      best = i;
      best_distance = distance;
    }
  }
  return best;
}

std::string_view Nearest(std::string_view name,
                         const std::vector<std::string_view>& candidates) {
  const auto index = NearestIndex(name, candidates);
  return index ? candidates[*index] : std::string_view();
}

std::string DidYouMean(std::string_view name,
                       const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = Nearest(name, candidates);
  if (nearest.empty()) return {};
  return ", do you mean '" + std::string(nearest) + "'?";
}

}  // namespace ritmon
