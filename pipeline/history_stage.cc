// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/history_stage.h"

#include <utility>

#include "base/domain_name.h"
#include "base/version.h"
#include "crawler/host_store.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/attribute.h"

namespace ritmon {

Result<RunFacts> CollectRunFacts(const Options& options,
                                 const Taxonomy& taxonomy, const Places& places,
                                 Database& database, PageStore& pages,
                                 const std::vector<std::string>& sites,
                                 Timestamp now) {
  RunFacts facts{.now = now,
                 .list_version = taxonomy.version(),
                 .program = std::string(kVersion),
                 .region = options.region,
                 .districts = {},
                 .future_field_of = {},
                 .sites = {sites.begin(), sites.end()},
                 .coverage = {}};
  for (const std::string& district : HomeDistricts(options, places.regions)) {
    facts.districts.insert(district);
  }
  for (const std::string& district : facts.districts) {
    facts.region += facts.region == options.region ? "=" : ",";
    facts.region += district;
  }
  for (const FieldSource& field : taxonomy.fields()) {
    facts.future_field_of[field.id] = field.future_field;
  }
  CoverageFacts& coverage = facts.coverage;
  auto page_count = pages.CountPages();
  if (!page_count) return tl::unexpected(page_count.error());
  coverage.pages = *page_count;
  auto hosts = HostStore::Open(database);
  if (!hosts) return tl::unexpected(hosts.error());
  auto silent = hosts->Silent();
  if (!silent) return tl::unexpected(silent.error());
  std::set<std::string> unreachable;
  for (const std::string& host : *silent) {
    const std::string site = RegistrableDomain(host);
    if (facts.sites.contains(site)) unreachable.insert(site);
  }
  coverage.sites = static_cast<int64_t>(facts.sites.size());
  coverage.reachable =
      coverage.sites - static_cast<int64_t>(unreachable.size());
  auto ledger = ReservationLedger::Open(database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto read = ledger->ForEach([&](const ReservationEntry& entry) {
    coverage.reserved += entry.withdrawn_at ? 0 : 1;
  });
  if (!read) return tl::unexpected(read.error());
  return facts;
}

}  // namespace ritmon
