// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/critical_mass.h"

#include <algorithm>
#include <map>
#include <utility>

#include "index/cell_query.h"

namespace ritmon {
namespace {

constexpr char kEnterprises[] = "status:active kind:enterprise";
constexpr char kNoPlace[] = "district:unknown";

std::string Joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second
                                         : first + " " + second;
}

// Companies by district (AGS or kUnknownValue), by the other dimension's value.
using ByDistrict = std::vector<std::pair<std::string, uint64_t>>;
std::map<std::string, ByDistrict> Split(const CountTable& table) {
  std::map<std::string, ByDistrict> split;
  for (const CountRow& row : table.rows) {
    split[row.key[0]].emplace_back(row.key[1], row.companies);
  }
  return split;
}

uint64_t SumOf(const ByDistrict& companies) {
  uint64_t sum = 0;
  for (const auto& [district, number] : companies) sum += number;
  return sum;
}

const MassThreshold& ThresholdOf(const MassThresholds& thresholds,
                                 const std::string& id) {
  for (const FieldThreshold& own : thresholds.of_fields) {
    if (own.field == id) return own.threshold;
  }
  return thresholds.usual;
}

// `of` such units have `part` companies.
std::optional<double> Density(uint64_t part, const KnownNumber& of,
                              double unit) {
  if (!of.number || *of.number == 0) return std::nullopt;
  return unit * static_cast<double>(part) / static_cast<double>(*of.number);
}

MassQueries QueriesOf(const MassQuestion& question, const MassRow& row) {
  const CountOptions options{.as_of = question.as_of};
  const std::vector<Dimension> both = {question.by, Dimension::kDistrict};
  MassQueries queries;
  queries.companies =
      Joined(question.region, CellQuery({question.by}, {row.id}, options));
  const std::string& largest = row.concentration.largest;
  if (!largest.empty()) {
    queries.in_largest =
        Joined(question.region, CellQuery(both, {row.id, largest}, options));
  }
  queries.unplaced =
      Joined(kNoPlace, CellQuery({question.by}, {row.id}, options));
  return queries;
}

Result<Query> Parse(const std::string& text, const MassQuestion& question,
                    const Vocabulary& vocabulary) {
  return ParseQuery(text, {.target = QueryTarget::kCompanies,
                           .vocabulary = &vocabulary,
                           .as_of = question.as_of});
}

}  // namespace

std::optional<double> Share::Fraction() const {
  if (of == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(of);
}

Concentration ConcentrationOf(
    const std::vector<std::pair<std::string, uint64_t>>& companies) {
  Concentration found;
  for (const auto& [district, number] : companies) {
    if (district == kUnknownValue || number == 0) continue;
    ++found.districts;
    found.in_largest.of += number;
    if (number > found.in_largest.part) {
      found.largest = district;
      found.in_largest.part = number;
    }
  }
  if (found.districts == 0) return found;
  double sum = 0;
  for (const auto& [district, number] : companies) {
    if (district == kUnknownValue) continue;
    const double share =
        static_cast<double>(number) / static_cast<double>(found.in_largest.of);
    sum += share * share;
  }
  found.herfindahl = sum;
  return found;
}

Mass MakeMass(const MassQuestion& question, const CountTable& of_region,
              const CountTable& unplaced, uint64_t known_companies,
              const MassThresholds& thresholds) {
  const CountOptions options{.as_of = question.as_of};
  Mass mass{.region = question.region,
            .counted = of_region.total,
            .known_companies = known_companies,
            .register_companies = {},
            .inhabitants = question.inhabitants,
            .rows = {},
            .counted_query =
                Joined(question.region, CellQuery({question.by}, {}, options)),
            .known_query = Joined(question.region, kEnterprises)};
  if (question.register_gap.empty()) {
    mass.register_companies.number = known_companies;
  } else {
    mass.register_companies.note = question.register_gap;
  }
  const auto districts = Split(of_region);
  const auto nowhere = Split(unplaced);
  // The order is the count's, which is the vocabulary's.
  std::vector<std::string> ids = question.ids;
  for (const CountRow& row : of_region.rows) {
    if (!question.ids.empty()) break;
    if (ids.empty() || ids.back() != row.key[0]) ids.push_back(row.key[0]);
  }
  for (const std::string& id : ids) {
    MassRow row{.id = id};
    if (const auto found = districts.find(id); found != districts.end()) {
      row.companies = SumOf(found->second);
      row.concentration = ConcentrationOf(found->second);
    }
    if (const auto found = nowhere.find(id); found != nowhere.end()) {
      row.unplaced = SumOf(found->second);
    }
    row.of_counted = {row.companies, mass.counted};
    if (mass.register_companies.number) {
      row.of_register = {row.companies, known_companies};
    }
    row.per_1000_companies =
        Density(row.companies, mass.register_companies, 1000);
    row.per_100000_inhabitants =
        Density(row.companies, mass.inhabitants, 100'000);
    row.threshold = ThresholdOf(thresholds, id);
    row.reached = row.companies >= row.threshold.companies;
    row.queries = QueriesOf(question, row);
    mass.rows.push_back(std::move(row));
  }
  return mass;
}

Result<Mass> CountMass(CompanyIndexReader& companies,
                       const MassQuestion& question,
                       const MassThresholds& thresholds,
                       const Vocabulary& vocabulary) {
  const std::vector<Dimension> both = {question.by, Dimension::kDistrict};
  const CountOptions options{.as_of = question.as_of};
  const auto count = [&](const std::string& text,
                         const std::vector<Dimension>& dimensions,
                         const CountOptions& how) -> Result<CountTable> {
    auto query = Parse(text, question, vocabulary);
    if (!query) return tl::unexpected(query.error());
    return companies.Count(*query, dimensions, how, vocabulary);
  };
  auto of_region = count(question.region, both, options);
  if (!of_region) return tl::unexpected(of_region.error());
  auto unplaced = count(kNoPlace, both, options);
  if (!unplaced) return tl::unexpected(unplaced.error());
  auto known = count(Joined(question.region, kEnterprises), {Dimension::kKind},
                     {.counted_only = false, .as_of = question.as_of});
  if (!known) return tl::unexpected(known.error());
  return MakeMass(question, *of_region, *unplaced, known->matched, thresholds);
}

Result<MassThresholds> WithIds(MassThresholds thresholds,
                               const Vocabulary& vocabulary) {
  std::string mistakes;
  for (FieldThreshold& own : thresholds.of_fields) {
    auto entry = FindEntry(vocabulary.fields, own.field, "field");
    if (!entry) {
      if (auto future = FindEntry(vocabulary.future_fields, own.field, "field");
          future) {
        entry = std::move(future);
      }
    }
    if (entry) {
      own.field = (*entry)->id;
    } else {
      mistakes += (mistakes.empty() ? "" : "\n") + own.origin + ": " +
                  entry.error().message;
    }
  }
  if (mistakes.empty()) return thresholds;
  return Fail(ErrorKind::kInvalid, mistakes);
}

}  // namespace ritmon
