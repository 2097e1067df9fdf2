// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/courts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "registry/plain_fold.h"
#include "registry/table_file.h"

namespace ritmon {
namespace {

// What stands around a court's name, folded and sorted.
constexpr std::array<std::string_view, 42> kNoise = {"abt",
                                                     "abteilung",
                                                     "ag",
                                                     "am",
                                                     "amtger",
                                                     "amtgericht",
                                                     "amtsger",
                                                     "amtsgericht",
                                                     "amtsgerichte",
                                                     "amtsgerichtes",
                                                     "amtsgerichts",
                                                     "amtsgerichtsbezirk",
                                                     "amtsg",
                                                     "at",
                                                     "bei",
                                                     "beim",
                                                     "commercial",
                                                     "county",
                                                     "court",
                                                     "courts",
                                                     "der",
                                                     "des",
                                                     "district",
                                                     "eingetragen",
                                                     "genossenschaftsregister",
                                                     "gericht",
                                                     "handelsregister",
                                                     "handelsregisters",
                                                     "hr",
                                                     "im",
                                                     "in",
                                                     "local",
                                                     "municipal",
                                                     "of",
                                                     "partnerschaftsregister",
                                                     "register",
                                                     "registered",
                                                     "registergericht",
                                                     "registergerichts",
                                                     "registry",
                                                     "the",
                                                     "vereinsregister"};

bool IsNoise(std::string_view word) {
  return std::find(kNoise.begin(), kNoise.end(), word) != kNoise.end();
}

// Words of a court's name; brackets, slashes and hyphens separate.
std::string CourtKey(std::string_view name) {
  const std::string folded = FoldName(name);
  std::string key;
  size_t at = 0;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  while (at < folded.size()) {
    const size_t begin = at;
    while (at < folded.size() && is_word(folded[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    const std::string_view word(folded.data() + begin, at - begin);
    // "am" and "der" belong to "Frankfurt am Main" once a name has begun.
    if ((key.empty() || word.size() > 3) && IsNoise(word)) continue;
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

// What stands behind "jetzt" in "Stade, jetzt Amtsgericht Tostedt": the court
// that has the register today. Else all of it.
std::string_view TodaysCourt(std::string_view name) {
  for (const std::string_view word : {"jetzt", "nunmehr", "now"}) {
    const size_t at = name.find(word);
    const size_t end = at + word.size();
    if (at == std::string_view::npos || at == 0 || end >= name.size()) continue;
    const auto separates = [](char c) {
      return std::string_view(" ,;:()").find(c) != std::string_view::npos;
    };
    if (separates(name[at - 1]) && separates(name[end])) {
      return name.substr(end);
    }
  }
  return name;
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
        const auto insert_name = [&](std::string_view name, auto& names) {
          if (names.emplace(CourtKey(name), index).second) {
            courts.by_town_.Add(cells[0], name);
          }
        };
        insert_name(cells[1], courts.by_name_);
        for (const auto name : SplitCell(cells[4], '|')) {
          insert_name(name, courts.by_name_);
        }
        for (const auto name : SplitCell(cells[5], '|')) {
          insert_name(name, taken_over);
        }
        return {};
      });
  if (!status) return tl::unexpected(status.error());
  // A court that still has a register of its own goes first.
  courts.by_name_.merge(taken_over);
  for (const auto& court : courts.courts_) {
    const size_t index = courts.by_name_.find(CourtKey(court.name))->second;
    courts.by_spelling_.emplace(court.name, index);
    courts.by_spelling_.emplace("Amtsgericht " + court.name, index);
    courts.by_spelling_.emplace("AG " + court.name, index);
  }
  return courts;
}

const Court* Courts::Find(std::string_view name) const {
  if (const auto found = by_spelling_.find(name); found != by_spelling_.end()) {
    return &courts_[found->second];
  }
  name = TodaysCourt(name);
  std::string key = CourtKey(name);
  if (const auto found = by_name_.find(key); found != by_name_.end()) {
    return &courts_[found->second];
  }
  // "Limburg (Lahn)", "Kempten (Allg.)": one court alone may be meant.
  const Court* only = nullptr;
  for (const TownHit& hit : by_town_.Find(TownKey(key))) {
    if (hit.likeness == TownLikeness::kPart) continue;
    const Court* court = FindCode(hit.ags);
    if (only != nullptr && only != court) return FindKey(std::move(key));
    only = court;
  }
  return only != nullptr ? only : FindKey(std::move(key));
}

const Court* Courts::FindKey(std::string key) const {
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
  const auto find = [&](std::string_view spelling) -> const Court* {
    const auto found = by_code_.find(spelling);
    return found == by_code_.end() ? nullptr : &courts_[found->second];
  };
  if (const Court* court = find(code)) return court;
  // With a country (EUID), with or without the last letter.
  if (code.starts_with("DE")) code.remove_prefix(2);
  if (code.ends_with('R') || code.ends_with('V')) code.remove_suffix(1);
  if (code.size() < 4) return nullptr;
  for (const char* last : {"", "R", "V"}) {
    if (const Court* court = find(std::string(code) + last)) return court;
  }
  return nullptr;
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
    if (!IsNoise(bare)) break;
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
