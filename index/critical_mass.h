// SPDX-License-Identifier: GPL-3.0-or-later
// The critical mass as a judgement: what the number of companies in a field
// says beside the region it is of. Is it many of its companies, many for its
// inhabitants, in one district or in all, enough?
//
// Every number is one that a query finds, and the query stands beside it. What
// cannot be told is absent and has a reason; it is never 0. Pure functions but
// for CountMass, which reads the index.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "index/count.h"
#include "index/index_reader.h"

namespace ritmon {

// From how many companies on a field is said to have critical mass. No source
// of ours gives such a number, and there is no law of one: 30 is a convention,
// the size of a group below which its shares and means say little.
inline constexpr uint64_t kUsualMass = 30;

struct MassThreshold {
  uint64_t companies = kUsualMass;
  std::string reason;  // empty: the convention
};

struct FieldThreshold {
  std::string field;  // or future field: id, label or alias
  MassThreshold threshold;
  std::string origin;  // "config/x.toml:12", for messages
};

struct MassThresholds {
  MassThreshold usual;
  std::vector<FieldThreshold> of_fields;
};

// A number that may not be known, and where it is from or why it is not.
struct KnownNumber {
  std::optional<uint64_t> number;
  std::string note;
};

// n of m.
struct Share {
  uint64_t part = 0;
  uint64_t of = 0;
  // Nothing of nothing is no share.
  std::optional<double> Fraction() const;
  friend bool operator==(const Share&, const Share&) = default;
};

// How the companies of a field lie in districts.
struct Concentration {
  std::string largest;     // AGS of the district with most; empty: none is
  Share in_largest;        // of the companies whose district is known
  uint64_t districts = 0;  // with at least one company
  std::optional<double> herfindahl;  // Herfindahl-Hirschman index, 0 to 1
};
// `companies`: by AGS; one of them may be kUnknownValue, which is left out.
Concentration ConcentrationOf(
    const std::vector<std::pair<std::string, uint64_t>>& companies);

struct MassQueries {
  std::string companies;
  std::string in_largest;  // empty if there is none
  std::string unplaced;
};

struct MassRow {
  std::string id;  // of the field or future field
  uint64_t companies = 0;
  Share of_counted;
  std::optional<Share> of_register;
  std::optional<double> per_1000_companies;
  std::optional<double> per_100000_inhabitants;
  Concentration concentration;
  // Companies of the field of which no place is known: in the region or not,
  // nobody can tell. They are in none of the other numbers of a region.
  uint64_t unplaced = 0;
  MassThreshold threshold;
  bool reached = false;
  MassQueries queries;
};

struct Mass {
  std::string region;            // as a query says it; empty: everywhere
  uint64_t counted = 0;          // companies in at least one field
  uint64_t known_companies = 0;  // active enterprises that the index holds
  // The same, where the index holds all that the register has.
  KnownNumber register_companies;
  KnownNumber inhabitants;
  std::vector<MassRow> rows;
  std::string counted_query;
  std::string known_query;
};

struct MassQuestion {
  Dimension by = Dimension::kField;  // or kFutureField
  std::string region;                // a query: region:"hamburg"
  std::vector<std::string> ids;      // only these; empty: all
  Date as_of{};
  // Why the index does not hold all of the region's register; empty: it does.
  std::string register_gap;
  KnownNumber inhabitants;
};

// `thresholds` are of ids of the vocabulary.
Result<Mass> CountMass(CompanyIndexReader& companies,
                       const MassQuestion& question,
                       const MassThresholds& thresholds,
                       const Vocabulary& vocabulary);

// What CountMass makes of the counts by the question's dimension and district:
// of the region, and of the companies without a place.
Mass MakeMass(const MassQuestion& question, const CountTable& of_region,
              const CountTable& unplaced, uint64_t known_companies,
              const MassThresholds& thresholds);

// With the fields' names as their ids. kInvalid names every one that is no
// field and no future field, with its origin.
Result<MassThresholds> WithIds(MassThresholds thresholds,
                               const Vocabulary& vocabulary);

}  // namespace ritmon
