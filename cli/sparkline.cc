// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sparkline.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 8> kHeights = {"▁", "▂", "▃", "▄",
                                                      "▅", "▆", "▇", "█"};

std::string_view HeightOf(int64_t number, int64_t least, int64_t most) {
  if (least == most) return kHeights[number == 0 ? 0 : 3];
  const double share =
      (static_cast<double>(number) - static_cast<double>(least)) /
      (static_cast<double>(most) - static_cast<double>(least));
  const auto height = static_cast<size_t>(share * 7 + 0.5);
  return kHeights[std::min(height, kHeights.size() - 1)];
}

}  // namespace

std::string Sparkline(const std::vector<int64_t>& numbers, size_t width) {
  if (numbers.empty() || width == 0) return {};
  const auto [least, most] =
      std::minmax_element(numbers.begin(), numbers.end());
  const size_t columns = std::min(width, numbers.size());
  std::string line;
  for (size_t column = 1; column <= columns; ++column) {
    const size_t last = column * numbers.size() / columns - 1;
    line += HeightOf(numbers[last], *least, *most);
  }
  return line;
}

}  // namespace ritmon
