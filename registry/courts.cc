// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/courts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "registry/table_file.h"

namespace ritmon {
namespace {

// What stands around a court's name, folded.
constexpr std::array<std::string_view, 22> kNoise = {"amtsgericht",
                                                     "amtsgerichts",
                                                     "amtsgerichtes",
                                                     "registergericht",
                                                     "registergerichts",
                                                     "handelsregister",
                                                     "handelsregisters",
                                                     "vereinsregister",
                                                     "genossenschaftsregister",
                                                     "partnerschaftsregister",
                                                     "gericht",
                                                     "ag",
                                                     "des",
                                                     "der",
                                                     "beim",
                                                     "bei",
                                                     "am",
                                                     "im",
                                                     "local",
                                                     "district",
                                                     "court",
                                                     "of"};

// Words of a folded text; brackets, slashes and hyphens separate.
std::vector<std::string> Words(std::string_view folded) {
  std::vector<std::string> words(1);
  for (const char c : folded) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (word) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string CourtKey(std::string_view name) {
  std::string key;
  for (const std::string& word : Words(Fold(name))) {
    // "am" and "der" belong to "Frankfurt am Main" once a name has begun.
    const bool noise =
        std::find(kNoise.begin(), kNoise.end(), word) != kNoise.end() &&
        (key.empty() || word.size() > 3);
    if (noise) continue;
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

}  // namespace

Result<Courts> Courts::Load(const std::filesystem::path& path) {
  Courts courts;
  std::map<std::string, size_t, std::less<>> taken_over;
  auto status = ReadTable(
      path,
      {"code", "name", "state", "other_codes", "other_names", "taken_over"},
      [&](const std::vector<std::string_view>& cells) -> std::string {
        if (cells[0].empty() || cells[1].empty()) return "no code or name";
        const size_t index = courts.courts_.size();
        const auto insert_code = [&](std::string_view code) {
          return courts.by_code_.emplace(code, index).second;
        };
        if (!insert_code(cells[0])) {
          return "code " + std::string(cells[0]) + " is there already";
        }
        for (const auto code : SplitCell(cells[3], '|')) {
          if (!insert_code(code)) {
            return "code " + std::string(code) + " is there already";
          }
        }
        courts.courts_.push_back({std::string(cells[0]), std::string(cells[1]),
                                  std::string(cells[2])});
        courts.by_name_.emplace(CourtKey(cells[1]), index);
        for (const auto name : SplitCell(cells[4], '|')) {
          courts.by_name_.emplace(CourtKey(name), index);
        }
        for (const auto name : SplitCell(cells[5], '|')) {
          taken_over.emplace(CourtKey(name), index);
        }
        return {};
      });
  if (!status) return tl::unexpected(status.error());
  // A court that still has a register of its own goes first.
  courts.by_name_.merge(taken_over);
  return courts;
}

const Court* Courts::Find(std::string_view name) const {
  std::string key = CourtKey(name);
  while (!key.empty()) {
    const auto found = by_name_.find(key);
    if (found != by_name_.end()) return &courts_[found->second];
    // "Frankfurt am Main (Höchst)": shorter and shorter.
    const size_t blank = key.rfind(' ');
    if (blank == std::string::npos) break;
    key.resize(blank);
  }
  return nullptr;
}

const Court* Courts::FindCode(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &courts_[found->second];
}

std::vector<const Court*> Courts::OfState(std::string_view ags) const {
  // AGS of the state and the first letter of its XJustiz codes.
  static constexpr std::array<std::pair<std::string_view, char>, 16> kStates = {
      {{"01", 'X'},
       {"02", 'K'},
       {"03", 'P'},
       {"04", 'H'},
       {"05", 'R'},
       {"06", 'M'},
       {"07", 'T'},
       {"08", 'B'},
       {"09", 'D'},
       {"10", 'V'},
       {"11", 'F'},
       {"12", 'G'},
       {"13", 'N'},
       {"14", 'U'},
       {"15", 'W'},
       {"16", 'Y'}}};
  std::vector<const Court*> courts;
  for (const auto& [state, letter] : kStates) {
    if (ags.substr(0, 2) != state) continue;
    for (const Court& court : courts_) {
      if (court.code[0] == letter) courts.push_back(&court);
    }
  }
  return courts;
}

std::string Courts::CleanName(std::string_view text) {
  // Word by word from the front, so that the spelling stays.
  const auto trim = [&] {
    const size_t begin = text.find_first_not_of(" \t\r\n:,;.-(");
    text.remove_prefix(begin == std::string_view::npos ? text.size() : begin);
    const size_t end = text.find_last_not_of(" \t\r\n:,;-");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
  };
  trim();
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(" :,;"), text.size());
    const std::string word = Fold(text.substr(0, end));
    const std::string_view bare =
        std::string_view(word).substr(0, word.find_last_not_of('.') + 1);
    if (std::find(kNoise.begin(), kNoise.end(), bare) == kNoise.end()) break;
    text.remove_prefix(end);
    trim();
  }
  // A sentence's full stop, not that of "i. d. OPf.".
  if (text.size() > 4 && text.ends_with('.') &&
      text.substr(text.size() - 4).find_first_of(" .") == 3) {
    text.remove_suffix(1);
  }
  // A bracket that the front took off leaves its other half.
  if (text.ends_with(')') && text.find('(') == std::string_view::npos) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

}  // namespace ritmon
