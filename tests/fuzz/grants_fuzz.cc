// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file of the funding catalogue: no crash, and what the summary
// says adds up. The first byte chooses whether a header goes before the rest.

#include <string>

#include "base/charset.h"
#include "funding/actor_type.h"
#include "funding/foekat_csv.h"
#include "funding/grant_title.h"
#include "tests/funding/grant_samples.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace ritmon;
  static const ActorRules kRules = [] {
    auto rules = ActorRules::Load();
    Require(rules.has_value());
    return std::move(*rules);
  }();
  static const GrantTitles kTitles;
  if (size == 0) return 0;
  const FuzzInput input(data, size);
  std::string text;
  switch (data[0] % 4) {
    case 1:
      text = FoekatHeader(kHeader2023);
      break;
    case 2:
      text = FoekatHeader(kHeader2026);
      break;
    case 3:
      text = kHeaderEnargus;
      break;
    default:
      break;
  }
  text += input.view().substr(1);
  uint64_t kept = 0;
  const auto summary = ReadGrantText(text, {}, [&](Grant& grant) -> Status {
    ++kept;
    Require(!grant.fkz.empty());
    Require(grant.amount_cents >= 0);
    Require(IsValidUtf8(grant.title) && IsValidUtf8(grant.recipient.name));
    grant.actor = kRules.Classify(grant).actor;
    Require(!kTitles.ProjectKey(grant).empty());
    return {};
  });
  if (!summary) return 0;
  Require(summary->kept == kept);
  Require(summary->read ==
          summary->kept + summary->refused + summary->Dropped());
  return 0;
}
