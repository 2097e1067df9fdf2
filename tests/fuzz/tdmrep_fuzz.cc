// SPDX-License-Identifier: GPL-3.0-or-later
// Any tdmrep.json can be asked about any path; what was understood reads as
// itself; a site-wide reservation reserves every path.

#include "crawler/tdmrep.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using ritmon::Require;
  using ritmon::TdmRules;
  const ritmon::FuzzInput input(data, size);
  const auto rules = TdmRules::Parse(input.view());
  Require(rules.skipped_entries() >= 0);

  const std::string json = rules.ToJson();
  Require(json.size() <= TdmRules::kMaxBytes);
  const auto again = TdmRules::Parse(json);
  Require(again.ToJson() == json);
  Require(again.skipped_entries() == 0);
  Require(again.IsSiteWide() == rules.IsSiteWide());

  const std::string path = "/" + std::string(input.view().substr(0, 200));
  const auto said = rules.Reservation(path);
  Require(again.Reservation(path) == said);
  Require(!rules.IsSiteWide() || said == true);
  Require(rules.Policy(path).empty() || said == true);
  Require(!rules.empty() || !said);
  return 0;
}
