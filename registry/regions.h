// SPDX-License-Identifier: GPL-3.0-or-later
// Where an address is: postcode and town -> district (AGS, 5 digits) -> region.
//
// Tables are in config/geo (sources and licences in their heads). Immutable
// once loaded, safe to share between threads.

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct Region {
  std::string name;  // "metropolregion-hamburg"
  std::string label_de;
  std::string label_en;
  std::vector<std::string> districts;  // AGS, sorted
};

struct DistrictMatch {
  std::string district;   // AGS, 5 digits; empty if unknown
  std::string rule;       // "postcode", "postcode and town", "town"
  bool conflict = false;  // postcode and town name different districts
};

class Regions {
 public:
  // Reads districts.tsv, municipalities.tsv, postcodes.tsv and regions.tsv of
  // `directory`. kInvalid with all bad lines.
  static Result<Regions> Load(const std::filesystem::path& directory);

  // Either may be empty. The postcode decides; the town decides where several
  // districts share the postcode, and where the postcode is unknown. Two that
  // contradict each other: the postcode's district, with `conflict` set.
  DistrictMatch Resolve(std::string_view postcode, std::string_view town) const;

  // A region's name or label, a district's name ("Kreis Pinneberg") or AGS,
  // a state's AGS of two digits. Nothing if unknown.
  std::optional<Region> Find(std::string_view name) const;
  const std::vector<Region>& regions() const { return regions_; }
  // The regions that `district` belongs to, in the table's order.
  std::vector<std::string> RegionsOf(std::string_view district) const;
  bool Contains(std::string_view region, std::string_view district) const;

  // Whether a municipality has this very name, in any spelling.
  bool HasTown(std::string_view name) const;

  // AGS -> name, all districts of the tables.
  const std::map<std::string, std::string, std::less<>>& districts() const {
    return district_names_;
  }
  // "Pinneberg"; empty if unknown.
  std::string_view DistrictName(std::string_view district) const;

 private:
  struct PostcodeEntry {
    std::string district;
    std::string places;  // folded, '|' before, between and after; or empty
  };
  Status LoadDistricts(const std::filesystem::path& path);
  Status LoadMunicipalities(const std::filesystem::path& path);
  Status LoadPostcodes(const std::filesystem::path& path);
  Status LoadRegions(const std::filesystem::path& path);
  std::vector<std::string> DistrictsOfTown(std::string_view town) const;
  // Whether a municipality of `district` begins with this name: "Buchholz" for
  // "Buchholz in der Nordheide".
  bool HasTownLike(std::string_view district, std::string_view town) const;

  std::vector<Region> regions_;
  std::map<std::string, std::string, std::less<>> district_names_;
  std::map<std::string, std::vector<std::string>, std::less<>> by_town_;
  std::unordered_map<std::string, std::vector<PostcodeEntry>> by_postcode_;
};

}  // namespace ritmon
