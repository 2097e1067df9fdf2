// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/region_definition.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace ritmon {
namespace {

bool IsDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A name that does not look like an AGS and can stand in a query.
bool IsRegionName(std::string_view name) {
  return !name.empty() && !IsDigits(name) &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
             std::string_view::npos;
}

class Definer {
 public:
  Definer(const std::vector<RegionDefinition>& definitions,
          const DistrictNames& districts, const std::vector<Region>& regions)
      : definitions_(definitions), districts_(districts), regions_(regions) {
    for (const RegionDefinition& definition : definitions) {
      if (!IsRegionName(definition.name)) {
        Complain(definition,
                 "the name of a region has lower-case letters, digits and "
                 "hyphens, and not only digits");
      }
      if (!by_name_.emplace(definition.name, &definition).second) {
        Complain(definition, "defined twice");
      }
    }
  }

  Status Run(std::vector<Region>& regions) {
    std::vector<Region> defined;
    for (const RegionDefinition& definition : definitions_) {
      if (by_name_.find(definition.name)->second != &definition) continue;
      std::set<std::string> all;
      CollectOwn(definition, all);
      if (definition.districts.empty() && definition.includes.empty()) {
        Complain(definition, "no districts and no includes");
      }
      const std::string& label =
          definition.label_de.empty() ? definition.name : definition.label_de;
      defined.push_back(
          {definition.name,
           label,
           definition.label_en.empty() ? label : definition.label_en,
           {all.begin(), all.end()}});
    }
    if (!problems_.empty()) return Fail(ErrorKind::kInvalid, problems_);
    for (Region& region : defined) {
      const auto old =
          std::find_if(regions.begin(), regions.end(),
                       [&](const Region& r) { return r.name == region.name; });
      if (old == regions.end()) {
        regions.push_back(std::move(region));
      } else {
        *old = std::move(region);
      }
    }
    return {};
  }

 private:
  void Complain(const RegionDefinition& definition, const std::string& why) {
    const std::string line =
        definition.origin + ": region '" + definition.name + "': " + why;
    if (!complaints_.insert(line).second) return;
    if (!problems_.empty()) problems_ += '\n';
    problems_ += line;
  }

  // Through the definitions; `open_` are those on the way.
  void CollectOwn(const RegionDefinition& definition,
                  std::set<std::string>& all) {
    open_.push_back(&definition);
    for (const std::string& ags : definition.districts) {
      AddDistricts(definition, ags, all);
    }
    for (const std::string& name : definition.includes) {
      const auto own = by_name_.find(name);
      const bool is_itself =
          own != by_name_.end() && own->second == &definition;
      if (own != by_name_.end() && !is_itself) {
        if (std::find(open_.begin(), open_.end(), own->second) != open_.end()) {
          Complain(definition, "it and '" + name + "' include one another");
        } else {
          CollectOwn(*own->second, all);
        }
        continue;
      }
      const auto old =
          std::find_if(regions_.begin(), regions_.end(),
                       [&](const Region& r) { return r.name == name; });
      if (old == regions_.end()) {
        Complain(definition, "includes the unknown region '" + name + "'");
      } else {
        all.insert(old->districts.begin(), old->districts.end());
      }
    }
    open_.pop_back();
  }

  void AddDistricts(const RegionDefinition& definition, const std::string& ags,
                    std::set<std::string>& all) {
    if (ags.size() == 5 && districts_.contains(ags)) {
      all.insert(ags);
      return;
    }
    bool found = false;
    if (ags.size() == 2 && IsDigits(ags)) {
      for (auto at = districts_.lower_bound(ags);
           at != districts_.end() && at->first.starts_with(ags); ++at) {
        all.insert(at->first);
        found = true;
      }
    }
    if (!found) {
      Complain(definition, "unknown district '" + ags +
                               "' (AGS of 5 digits, or 2 for a whole state)");
    }
  }

  const std::vector<RegionDefinition>& definitions_;
  const DistrictNames& districts_;
  const std::vector<Region>& regions_;
  std::map<std::string, const RegionDefinition*, std::less<>> by_name_;
  std::vector<const RegionDefinition*> open_;
  std::set<std::string> complaints_;
  std::string problems_;
};

}  // namespace

Status DefineRegions(const std::vector<RegionDefinition>& definitions,
                     const DistrictNames& districts,
                     std::vector<Region>& regions) {
  return Definer(definitions, districts, regions).Run(regions);
}

}  // namespace ritmon
