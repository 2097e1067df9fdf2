// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/place_resolver.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ritmon {
namespace {

constexpr size_t kDistrictDigits = 5;  // of the 8 of a municipality

std::string_view DistrictOf(std::string_view municipality) {
  return municipality.substr(0, kDistrictDigits);
}

bool Has(const std::vector<std::string>& sorted, std::string_view value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

// What forms are filled with.
bool IsPlaceholder(uint32_t postcode) {
  return postcode % 11111 == 0 || postcode == 12345;
}

// "Otto Versand GmbH" where a town should stand: lists of large receivers have
// it so. A company's name is no place, even if it begins with one.
bool IsCompany(std::string_view key) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "ag",  "bank", "co", "eg", "gmbh",      "holding",  "kg",
      "mbh", "ohg",  "se", "ug", "sparkasse", "stiftung", "stadtwerke"};
  while (!key.empty()) {
    const size_t blank = key.find(' ');
    const auto word = key.substr(0, blank);
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) {
      return true;
    }
    if (blank == std::string_view::npos) break;
    key.remove_prefix(blank + 1);
  }
  return false;
}

// How well a town goes with one district of a postcode.
struct Fit {
  // TownLikeness, and kListed if the postcode's table has the municipality; 0
  // if it does not go with it at all.
  int points = 0;
  TownLikeness likeness = TownLikeness::kNone;
  std::string_view municipality;  // empty: several, or it is not known
  bool by_place = false;
};
constexpr int kListed = 3;

class Resolver {
 public:
  Resolver(const PostcodeTable& postcodes, const TownIndex& towns,
           std::string_view town)
      : postcodes_(postcodes), key_(TownKey(town)) {
    if (IsCompany(key_)) key_.clear();
    hits_ = towns.Find(key_);
    for (const TownHit& hit : hits_) best_ = std::max(best_, hit.likeness);
  }

  DistrictMatch Resolve(const PostcodeReading& reading) const {
    if (reading.is_foreign) return {};
    if (!reading.postcode) return ByTown();
    const uint32_t number = reading.postcode->number;
    const auto entries = postcodes_.Find(number);
    DistrictMatch match;
    if (entries.empty() && IsPlaceholder(number)) {
      match = ByTown();
    } else if (entries.empty()) {
      match = WithoutEntry(number);
    } else if (entries[0].kind == PostcodeKind::kPlaces) {
      match = WithPlaces(entries);
    } else {
      match = WithReceivers(number, entries);
    }
    // "8010 Graz": four digits are German only if the town says so.
    const bool agrees = best_ != TownLikeness::kNone && !match.conflict;
    if (reading.postcode->is_padded && !agrees) return {};
    return match;
  }

 private:
  Fit FitOf(const PostcodeEntry& entry) const {
    Fit fit;
    const auto take = [&](TownLikeness likeness, bool listed,
                          std::string_view municipality, bool by_place) {
      const int points = static_cast<int>(likeness) + (listed ? kListed : 0);
      if (points > fit.points) {
        fit = {points, likeness, municipality, by_place};
      } else if (points == fit.points && municipality != fit.municipality) {
        fit.municipality = {};
      }
    };
    for (const TownHit& hit : hits_) {
      if (DistrictOf(hit.ags) != entry.district) continue;
      const bool listed = Has(entry.municipalities, hit.ags);
      // Another municipality of the district, though all are known that have
      // the postcode: one of the two is wrong.
      const bool contradicts = !listed && entry.is_complete();
      take(hit.likeness, listed, contradicts ? std::string_view() : hit.ags,
           false);
    }
    if (key_.empty()) return fit;
    for (const PostcodePlace& place : entry.places) {
      if (!std::string_view(place.key).starts_with(key_)) continue;
      if (place.key.size() == key_.size()) {
        take(TownLikeness::kSame, true, place.municipality, true);
      } else if (place.key[key_.size()] == ' ') {
        take(TownLikeness::kShortened, true, place.municipality, true);
      }
    }
    return fit;
  }

  // Whether another district has a municipality of the very name, and this one
  // has none: "Winsen (Aller)" is more than a part of another Winsen.
  bool IsOnlyElsewhere(std::string_view district) const {
    return best_ == TownLikeness::kSame &&
           std::none_of(hits_.begin(), hits_.end(), [&](const TownHit& hit) {
             return hit.likeness == best_ && DistrictOf(hit.ags) == district;
           });
  }

  // A postcode that letters are delivered to.
  DistrictMatch WithPlaces(std::span<const PostcodeEntry> entries) const {
    const PostcodeEntry* chosen = &entries[0];
    Fit fit = FitOf(*chosen);
    bool tie = false;
    for (const PostcodeEntry& entry : entries.subspan(1)) {
      const Fit other = FitOf(entry);
      if (other.points == fit.points) tie = true;
      if (other.points > fit.points) {
        chosen = &entry;
        fit = other;
        tie = false;
      }
    }
    DistrictMatch match;
    match.district = chosen->district;
    match.conflict = fit.points == 0 ? best_ != TownLikeness::kNone
                                     : fit.likeness == TownLikeness::kPart &&
                                           IsOnlyElsewhere(match.district);
    if (fit.points == 0 || tie || match.conflict) {
      match.rule = entries.size() == 1 ? "postcode" : "postcode, shared";
      if (entries.size() == 1 && chosen->municipalities.size() == 1 &&
          chosen->is_complete()) {
        match.municipality = chosen->municipalities[0];
      }
      return match;
    }
    match.rule = fit.by_place ? "postcode and place" : "postcode and town";
    match.municipality = fit.municipality;
    return match;
  }

  // A postcode of large receivers: it has no places, so the town counts as long
  // as the postal region does not contradict.
  DistrictMatch WithReceivers(uint32_t number,
                              std::span<const PostcodeEntry> entries) const {
    std::vector<std::string> districts;
    for (const PostcodeEntry& entry : entries) {
      districts.push_back(entry.district);
    }
    std::sort(districts.begin(), districts.end());
    if (auto match = ByTownWithin(districts, "large receiver and town");
        !match.district.empty()) {
      return match;
    }
    const auto& region = postcodes_.PostalRegion(number);
    if (auto match = ByTownWithin(region, "postal region and town");
        !match.district.empty()) {
      return match;
    }
    DistrictMatch match;
    // A seat alone, far away, does not tell where the postcode is.
    if (entries[0].kind == PostcodeKind::kSeat) return match;
    match.district = entries[0].district;
    match.rule = "large receiver";
    match.conflict = best_ != TownLikeness::kNone;
    if (entries[0].municipalities.size() == 1) {
      match.municipality = entries[0].municipalities[0];
    }
    return match;
  }

  // A box, or no postcode at all.
  DistrictMatch WithoutEntry(uint32_t number) const {
    const auto& region = postcodes_.PostalRegion(number);
    if (auto match = ByTownWithin(region, "postal region and town");
        !match.district.empty()) {
      return match;
    }
    if (auto match = ByTown(); !match.district.empty()) {
      match.conflict = !region.empty();
      return match;
    }
    DistrictMatch match;
    match.district = postcodes_.DistrictOfPrefix(number);
    if (match.district.empty()) return match;
    match.rule = "postcode prefix";
    match.conflict = best_ != TownLikeness::kNone;
    // Where all the prefix is one town, the box is its, too.
    if (const auto whole = TownOfPrefix(number)) match.municipality = *whole;
    return match;
  }

  // The one municipality of a district that is one, if the district is.
  std::optional<std::string> TownOfPrefix(uint32_t number) const {
    std::optional<std::string> town;
    const uint32_t first = number / 100 * 100;
    for (uint32_t n = first; n < first + 100; ++n) {
      for (const PostcodeEntry& entry : postcodes_.Find(n)) {
        if (entry.kind != PostcodeKind::kPlaces) continue;
        for (const std::string& ags : entry.municipalities) {
          if (town && *town != ags) return std::nullopt;
          town = ags;
        }
      }
    }
    return town;
  }

  DistrictMatch ByTown() const {
    return Unique([](std::string_view) { return true; }, "town");
  }

  // The town's only district among `districts` (sorted), whatever towns of its
  // name there are elsewhere.
  DistrictMatch ByTownWithin(const std::vector<std::string>& districts,
                             std::string_view rule) const {
    return Unique([&](std::string_view d) { return Has(districts, d); }, rule);
  }

  template <typename Accept>
  DistrictMatch Unique(const Accept& accept, std::string_view rule) const {
    TownLikeness best = TownLikeness::kNone;
    for (const TownHit& hit : hits_) {
      if (accept(DistrictOf(hit.ags))) best = std::max(best, hit.likeness);
    }
    // "Winsen (Aller)" is more than a part of another Winsen.
    if (best == TownLikeness::kPart && best_ == TownLikeness::kSame) return {};
    DistrictMatch match;
    bool several = false;
    for (const TownHit& hit : hits_) {
      if (hit.likeness != best || !accept(DistrictOf(hit.ags))) continue;
      if (match.district.empty()) {
        match.district = DistrictOf(hit.ags);
        match.municipality = hit.ags;
      } else if (match.district != DistrictOf(hit.ags)) {
        return {};
      } else {
        several = true;
      }
    }
    if (match.district.empty()) return match;
    if (several) match.municipality.clear();
    match.rule = rule;
    return match;
  }

  const PostcodeTable& postcodes_;
  std::string key_;
  std::vector<TownHit> hits_;
  TownLikeness best_ = TownLikeness::kNone;
};

}  // namespace

DistrictMatch ResolvePlace(const PostcodeTable& postcodes,
                           const TownIndex& towns, std::string_view postcode,
                           std::string_view town) {
  return Resolver(postcodes, towns, town).Resolve(ReadPostcode(postcode));
}

}  // namespace ritmon
