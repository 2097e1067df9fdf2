// SPDX-License-Identifier: GPL-3.0-or-later
// Sums and project counts of grants by one or two dimensions: field and actor
// (Abb. 3 and 4), topic and field (Abb. 6), year, district, recipient.
//
// Grants are added one by one, so that 300,000 of them need no memory. What the
// result depends on comes back with it, to be printed. Belongs to one thread.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "funding/indicators.h"
#include "model/grant.h"

namespace ritmon {

// A grant with what was found out about it.
struct TaggedGrant {
  Grant grant;
  std::vector<std::string> fields;         // canonical ids; none: in no field
  std::vector<std::string> future_fields;  // one for each of `fields`
  std::vector<std::string> topics;
  std::string project;     // GrantTitles::ProjectKey; empty: the FKZ
  std::string company_id;  // of the recipient; empty if no company is known
};

enum class FundingAxis {
  kFutureField,
  kField,
  kTopic,
  kActor,
  kYear,  // in which the grant starts
  kDistrict,
  kKind,  // Förderart
  kProfile,
  kMinistry,
  kRecipient,
  kProject,
  kCompany,
};
// "future-field", "field", "topic", "actor", ...
std::string_view ToString(FundingAxis axis);
// kInvalid with the nearest name. German names too ("feld", "jahr").
Result<FundingAxis> ParseFundingAxis(std::string_view name);
// All names, for messages and completion.
std::vector<std::string_view> FundingAxisNames();

// The values a grant has on an axis, in the order in which what does not divide
// is given to them; none if it has none. A future field comes once for each
// field in it, so that its equal share is the sum of theirs. District as
// `place` says.
std::vector<std::string> ValuesOn(FundingAxis axis, const TaggedGrant& tagged,
                                  GrantPlace place);

struct FundingTable {
  std::vector<FundingAxis> axes;
  // One value an axis.
  std::map<std::vector<std::string>, FundingCell> cells;
  // By axis and value, over the other axis: a grant counts once for each value
  // it has, so margins of actors add up to the total also with
  // FieldSplit::kFull.
  std::vector<std::map<std::string, FundingCell, std::less<>>> margins;
  FundingCell total;    // grants with a value on all axes, each once
  FundingCell without;  // the others; not part of total
  uint64_t out_of_period = 0;
  IndicatorOptions options;
  GrantPlace place = GrantPlace::kExecuting;
};

// A cell while grants are still added: what each project has had so far.
class OpenFundingCell {
 public:
  // `cents`: the part of the grant that falls to this cell.
  void Add(const TaggedGrant& tagged, int64_t cents, double quota);
  FundingCell Close() &&;

 private:
  FundingCell cell_;
  std::map<std::string, int64_t, std::less<>> projects_;
};

class FundingTally {
 public:
  // kInvalid if a quota is out of its range, or there are neither one nor two
  // axes.
  static Result<FundingTally> Begin(std::vector<FundingAxis> axes,
                                    const IndicatorOptions& options,
                                    GrantPlace place);
  void Add(const TaggedGrant& tagged);
  FundingTable Finish() &&;

 private:
  FundingTally() = default;
  FundingTable table_;
  std::map<std::vector<std::string>, OpenFundingCell> cells_;
  std::vector<std::map<std::string, OpenFundingCell>> margins_;
  OpenFundingCell total_;
  OpenFundingCell without_;
};

}  // namespace ritmon
