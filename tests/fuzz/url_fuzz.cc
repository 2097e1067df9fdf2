// SPDX-License-Identifier: GPL-3.0-or-later
// Parsing what was written gives the same; the canonical form is its own; and
// the crawler's questions about a URL have an answer.

#include "crawler/scope.h"
#include "crawler/url_language.h"
#include "crawler/url_priority.h"
#include "crawler/url_traps.h"
#include "model/url.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  const auto base = ritmon::Url::Parse("https://a.example/b/c?d").value();
  for (const ritmon::Url* against :
       {static_cast<const ritmon::Url*>(nullptr), &base}) {
    const auto url = ritmon::Url::Parse(input.view(), against);
    if (!url) continue;
    const auto again = ritmon::Url::Parse(url->href());
    ritmon::Require(again && again->href() == url->href());
    const auto canonical = ritmon::Url::Parse(url->Canonical());
    ritmon::Require(canonical && canonical->Canonical() == url->Canonical());
    constexpr ritmon::CanonicalOptions kAsWritten{.sort_query = false};
    const auto unsorted = ritmon::Url::Parse(url->Canonical(kAsWritten));
    ritmon::Require(unsorted &&
                    unsorted->Canonical(kAsWritten) == unsorted->href() &&
                    unsorted->Canonical() == url->Canonical());
    ritmon::FindTrap(*url);
    ritmon::Require(ritmon::LanguageOfPath(*url).size() <= 2);
    const int priority = ritmon::PriorityOf(*url, {.text = input.view()});
    ritmon::Require(priority >= 0 && priority <= ritmon::kLowestPriority);
    const ritmon::Scope scope(
        {.defaults = {.scope = ritmon::ScopeKind::kHost}});
    ritmon::Require(!scope.SiteOf(*url).empty());
  }
  return 0;
}
