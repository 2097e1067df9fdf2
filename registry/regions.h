// SPDX-License-Identifier: GPL-3.0-or-later
// Where an address is: postcode and town -> municipality (AGS, 8 digits) ->
// district (AGS, 5 digits) -> region.
//
// Tables are in config/geo (sources and licences in their heads). Immutable
// once loaded, safe to share between threads.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registry/postcode_table.h"
#include "registry/region_definition.h"
#include "registry/town_index.h"

namespace ritmon {

struct DistrictMatch {
  std::string district;      // AGS, 5 digits; empty if unknown
  std::string municipality;  // AGS, 8 digits; empty unless both tell it
  // What decided; lives for ever. "postcode", "postcode and town", "postcode
  // and place" (a part of a municipality), "postcode, shared" (several
  // districts, and the town does not tell: the one with most places), "large
  // receiver", "large receiver and town", "postal region and town" (a box: no
  // place has the postcode, but many of its first two digits, and of these
  // districts one has the town), "postcode prefix" (a box, placed by its first
  // digits), "town"; empty if unknown.
  std::string_view rule;
  // The postcode and the town name different districts. A town that no table
  // has contradicts nothing.
  bool conflict = false;
};

class Regions {
 public:
  // Reads districts.tsv, municipalities.tsv, town_names.tsv, postcodes.tsv and
  // regions.tsv of `directory`, then takes `own` regions in (DefineRegions).
  // kInvalid with all bad lines.
  static Result<Regions> Load(const std::filesystem::path& directory,
                              const std::vector<RegionDefinition>& own = {});

  // Either may be empty. A postcode that letters are delivered to decides; the
  // town decides where several districts share it, and where the postcode is a
  // box or a large receiver's in the same postal region or unknown. Two that
  // contradict each other: the known postcode's district, with `conflict` set.
  DistrictMatch Resolve(std::string_view postcode, std::string_view town) const;

  // Resolve(...).district, for less than a microsecond where the postcode lies
  // in one district, which is nearly always.
  std::string District(std::string_view postcode, std::string_view town) const;

  // A region's name or label, a district's name ("Kreis Pinneberg") or AGS,
  // a state's AGS of two digits. Nothing if unknown.
  std::optional<Region> Find(std::string_view name) const;
  const std::vector<Region>& regions() const { return regions_; }
  // The regions that `district` belongs to, in the table's order.
  std::vector<std::string> RegionsOf(std::string_view district) const;
  bool Contains(std::string_view region, std::string_view district) const;
  // "hamburg=02000;west=05111,05112": the same text, the same RegionsOf.
  std::string Membership() const;

  // Whether a municipality has this very name, in any spelling.
  bool HasTown(std::string_view name) const;

  // AGS -> name, all districts of the tables.
  const DistrictNames& districts() const { return district_names_; }
  // "Pinneberg"; empty if unknown.
  std::string_view DistrictName(std::string_view district) const;
  // AGS of 8 digits -> name, all municipalities of the tables.
  const DistrictNames& municipalities() const { return municipality_names_; }

 private:
  Status LoadDistricts(const std::filesystem::path& path);
  Status LoadMunicipalities(const std::filesystem::path& path);
  Status LoadTownNames(const std::filesystem::path& path);
  Status LoadPostcodes(const std::filesystem::path& path);
  Status LoadRegions(const std::filesystem::path& path);

  std::vector<Region> regions_;
  DistrictNames district_names_;
  DistrictNames municipality_names_;
  TownIndex towns_;
  PostcodeTable postcodes_;
};

}  // namespace ritmon
