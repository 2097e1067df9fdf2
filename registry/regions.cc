// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/regions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "registry/table_file.h"

namespace ritmon {
namespace {

bool IsDigits(std::string_view text, size_t size) {
  return text.size() == size &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "Hansestadt Lübeck", "Buchholz i. d. N.", "Winsen/Luhe": words, without
// titles and fillers, so that the spellings of a town fall together.
std::string TownKey(std::string_view town) {
  static constexpr std::array<std::string_view, 17> kDropped = {
      "hansestadt", "freie", "und", "stadt", "landeshauptstadt",
      "i",          "d",     "n",   "in",    "der",
      "a",          "am",    "an",  "ot",    "bei",
      "b",          "im"};
  std::string key;
  std::string word;
  const std::string folded = Fold(town);
  const auto flush = [&] {
    if (!word.empty() &&
        std::find(kDropped.begin(), kDropped.end(), word) == kDropped.end()) {
      if (!key.empty()) key += ' ';
      key += word;
    }
    word.clear();
  };
  for (const char c : folded) {
    const bool letter =
        (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
    } else {
      flush();
    }
  }
  flush();
  return key;
}

std::vector<std::string> Intersection(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(both));
  return both;
}

}  // namespace

Result<Regions> Regions::Load(const std::filesystem::path& directory) {
  Regions regions;
  for (auto status :
       {regions.LoadDistricts(directory / "districts.tsv"),
        regions.LoadMunicipalities(directory / "municipalities.tsv"),
        regions.LoadPostcodes(directory / "postcodes.tsv"),
        regions.LoadRegions(directory / "regions.tsv")}) {
    if (!status) return tl::unexpected(status.error());
  }
  return regions;
}

Status Regions::LoadDistricts(const std::filesystem::path& path) {
  return ReadTable(path, {"ags", "name", "kind"},
                   [&](const auto& cells) -> std::string {
                     if (!IsDigits(cells[0], 5)) return "no AGS of 5 digits";
                     district_names_.emplace(cells[0], cells[1]);
                     return {};
                   });
}

Status Regions::LoadMunicipalities(const std::filesystem::path& path) {
  return ReadTable(
      path, {"name", "districts"}, [&](const auto& cells) -> std::string {
        std::vector<std::string>& all = by_town_[TownKey(cells[0])];
        for (const auto district : SplitCell(cells[1], '|')) {
          if (!IsDigits(district, 5)) return "no AGS of 5 digits";
          all.emplace_back(district);
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return {};
      });
}

Status Regions::LoadPostcodes(const std::filesystem::path& path) {
  return ReadTable(
      path, {"postcode", "district", "places"},
      [&](const auto& cells) -> std::string {
        if (!IsDigits(cells[0], 5)) return "no postcode";
        if (!IsDigits(cells[1], 5)) return "no AGS of 5 digits";
        PostcodeEntry entry{std::string(cells[1]), {}};
        for (const auto place : SplitCell(cells[2], '|')) {
          if (entry.places.empty()) entry.places = "|";
          entry.places += TownKey(place) + "|";
        }
        by_postcode_[std::string(cells[0])].push_back(std::move(entry));
        return {};
      });
}

Status Regions::LoadRegions(const std::filesystem::path& path) {
  return ReadTable(path, {"name", "label_de", "label_en", "districts"},
                   [&](const auto& cells) -> std::string {
                     Region region{std::string(cells[0]),
                                   std::string(cells[1]),
                                   std::string(cells[2]),
                                   {}};
                     for (const auto district : SplitCell(cells[3], '|')) {
                       if (!district_names_.contains(district)) {
                         return "unknown district " + std::string(district);
                       }
                       region.districts.emplace_back(district);
                     }
                     std::sort(region.districts.begin(),
                               region.districts.end());
                     regions_.push_back(std::move(region));
                     return {};
                   });
}

std::vector<std::string> Regions::DistrictsOfTown(std::string_view town) const {
  // "Hamburg-Altona", "Winsen (Luhe) OT Borstel": shorter and shorter.
  std::string key = TownKey(town);
  while (!key.empty()) {
    const auto found = by_town_.find(key);
    if (found != by_town_.end()) return found->second;
    // "Ingelheim" is "Ingelheim am Rhein".
    std::vector<std::string> districts;
    for (auto it = by_town_.lower_bound(key + " ");
         it != by_town_.end() && it->first.starts_with(key + " "); ++it) {
      districts.insert(districts.end(), it->second.begin(), it->second.end());
    }
    if (!districts.empty()) {
      std::sort(districts.begin(), districts.end());
      districts.erase(std::unique(districts.begin(), districts.end()),
                      districts.end());
      return districts;
    }
    const size_t blank = key.rfind(' ');
    if (blank == std::string::npos) break;
    key.resize(blank);
  }
  return {};
}

bool Regions::HasTown(std::string_view name) const {
  return by_town_.contains(TownKey(name));
}

bool Regions::HasTownLike(std::string_view district,
                          std::string_view town) const {
  const std::string prefix = TownKey(town) + " ";
  for (auto it = by_town_.lower_bound(prefix);
       it != by_town_.end() && it->first.starts_with(prefix); ++it) {
    if (std::binary_search(it->second.begin(), it->second.end(), district)) {
      return true;
    }
  }
  return false;
}

DistrictMatch Regions::Resolve(std::string_view postcode,
                               std::string_view town) const {
  const std::vector<std::string> town_districts = DistrictsOfTown(town);
  const auto entries = by_postcode_.find(std::string(postcode));
  if (entries == by_postcode_.end()) {
    if (town_districts.size() == 1) return {town_districts[0], "town", false};
    return {};
  }
  std::vector<std::string> districts;
  for (const PostcodeEntry& entry : entries->second) {
    districts.push_back(entry.district);
  }
  std::sort(districts.begin(), districts.end());
  const auto both = Intersection(districts, town_districts);
  if (districts.size() == 1) {
    const bool conflict = !town_districts.empty() && both.empty() &&
                          !HasTownLike(districts[0], town);
    return {districts[0], both.empty() ? "postcode" : "postcode and town",
            conflict};
  }
  if (both.size() == 1) return {both[0], "postcode and town", false};
  const std::string key = TownKey(town);
  if (!key.empty()) {
    for (const PostcodeEntry& entry : entries->second) {
      if (entry.places.find("|" + key + "|") != std::string::npos) {
        return {entry.district, "postcode and place", false};
      }
    }
  }
  // Shared, and the town does not tell which: the one with most places.
  const auto most = std::max_element(
      entries->second.begin(), entries->second.end(),
      [](const PostcodeEntry& a, const PostcodeEntry& b) {
        return std::count(a.places.begin(), a.places.end(), '|') <
               std::count(b.places.begin(), b.places.end(), '|');
      });
  return {most->district, "postcode, shared", !town.empty()};
}

std::optional<Region> Regions::Find(std::string_view name) const {
  const std::string folded = Fold(name);
  for (const Region& region : regions_) {
    if (region.name == folded || Fold(region.label_de) == folded ||
        Fold(region.label_en) == folded) {
      return region;
    }
  }
  if (IsDigits(folded, 5)) {
    const auto found = district_names_.find(folded);
    if (found == district_names_.end()) return std::nullopt;
    return Region{folded, found->second, found->second, {folded}};
  }
  if (IsDigits(folded, 2)) {
    Region state{folded, folded, folded, {}};
    for (const auto& [district, label] : district_names_) {
      if (district.starts_with(folded)) state.districts.push_back(district);
    }
    if (state.districts.empty()) return std::nullopt;
    return state;
  }
  std::string_view bare = folded;
  for (const std::string_view kind :
       {"landkreis ", "kreis ", "landkreis-", "kreis-"}) {
    if (bare.starts_with(kind)) {
      bare.remove_prefix(kind.size());
      break;
    }
  }
  std::optional<Region> found;
  for (const auto& [district, label] : district_names_) {
    if (Fold(label) != bare) continue;
    // "Rosenheim" is a town and a district around it: both.
    if (!found) found = Region{std::string(bare), label, label, {}};
    found->districts.push_back(district);
  }
  return found;
}

std::vector<std::string> Regions::RegionsOf(std::string_view district) const {
  std::vector<std::string> names;
  for (const Region& region : regions_) {
    if (std::binary_search(region.districts.begin(), region.districts.end(),
                           district)) {
      names.push_back(region.name);
    }
  }
  return names;
}

bool Regions::Contains(std::string_view region,
                       std::string_view district) const {
  const auto found = Find(region);
  return found && std::binary_search(found->districts.begin(),
                                     found->districts.end(), district);
}

std::string_view Regions::DistrictName(std::string_view district) const {
  const auto found = district_names_.find(district);
  return found == district_names_.end() ? std::string_view()
                                        : std::string_view(found->second);
}

}  // namespace ritmon
