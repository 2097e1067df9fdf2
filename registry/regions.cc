// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/regions.h"

#include <algorithm>
#include <utility>

#include "base/normalize.h"
#include "registry/place_resolver.h"
#include "registry/table_file.h"

namespace ritmon {
namespace {

bool IsDigits(std::string_view text, size_t size) {
  return text.size() == size &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<Regions> Regions::Load(const std::filesystem::path& directory,
                              const std::vector<RegionDefinition>& own) {
  Regions regions;
  // Each needs the ones before.
  if (auto s = regions.LoadDistricts(directory / "districts.tsv"); !s) {
    return tl::unexpected(s.error());
  }
  for (auto status :
       {regions.LoadMunicipalities(directory / "municipalities.tsv"),
        regions.LoadTownNames(directory / "town_names.tsv"),
        regions.LoadPostcodes(directory / "postcodes.tsv"),
        regions.LoadRegions(directory / "regions.tsv"),
        DefineRegions(own, regions.district_names_, regions.regions_)}) {
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
  return ReadTable(path, {"ags", "name"},
                   [&](const auto& cells) -> std::string {
                     if (!IsDigits(cells[0], 8)) return "no AGS of 8 digits";
                     if (!district_names_.contains(cells[0].substr(0, 5))) {
                       return "its district is unknown";
                     }
                     municipality_names_.emplace(cells[0], cells[1]);
                     towns_.Add(cells[0], cells[1]);
                     return {};
                   });
}

Status Regions::LoadTownNames(const std::filesystem::path& path) {
  return ReadTable(path, {"name", "ags"},
                   [&](const auto& cells) -> std::string {
                     if (!IsDigits(cells[1], 8)) return "no AGS of 8 digits";
                     towns_.Add(cells[1], cells[0]);
                     return {};
                   });
}

Status Regions::LoadPostcodes(const std::filesystem::path& path) {
  auto table = PostcodeTable::Load(path, [&](std::string_view ags) {
    return district_names_.contains(ags);
  });
  if (!table) return tl::unexpected(table.error());
  postcodes_ = std::move(*table);
  return {};
}

Status Regions::LoadRegions(const std::filesystem::path& path) {
  std::vector<RegionDefinition> definitions;
  auto status = ReadTable(path, {"name", "label_de", "label_en", "districts"},
                          [&](const auto& cells) -> std::string {
                            RegionDefinition definition{std::string(cells[0]),
                                                        std::string(cells[1]),
                                                        std::string(cells[2]),
                                                        {},
                                                        {},
                                                        path.string()};
                            for (const auto ags : SplitCell(cells[3], '|')) {
                              definition.districts.emplace_back(ags);
                            }
                            definitions.push_back(std::move(definition));
                            return {};
                          });
  if (!status) return status;
  return DefineRegions(definitions, district_names_, regions_);
}

DistrictMatch Regions::Resolve(std::string_view postcode,
                               std::string_view town) const {
  return ResolvePlace(postcodes_, towns_, postcode, town);
}

std::string Regions::District(std::string_view postcode,
                              std::string_view town) const {
  const auto reading = ReadPostcode(postcode);
  if (reading.postcode && !reading.postcode->is_padded) {
    const auto entries = postcodes_.Find(reading.postcode->number);
    if (entries.size() == 1 && entries[0].kind == PostcodeKind::kPlaces) {
      return entries[0].district;
    }
  }
  return Resolve(postcode, town).district;
}

bool Regions::HasTown(std::string_view name) const {
  return towns_.Contains(TownKey(name));
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

std::string Regions::Membership() const {
  std::string text;
  for (const Region& region : regions_) {
    if (!text.empty()) text += ';';
    text += region.name;
    char separator = '=';
    for (const std::string& district : region.districts) {
      text += separator + district;
      separator = ',';
    }
  }
  return text;
}

std::string_view Regions::DistrictName(std::string_view district) const {
  const auto found = district_names_.find(district);
  return found == district_names_.end() ? std::string_view()
                                        : std::string_view(found->second);
}

}  // namespace ritmon
