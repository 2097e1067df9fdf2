// SPDX-License-Identifier: GPL-3.0-or-later
// Configuration, keyword lists, places.

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "classifier/taxonomy.h"
#include "pipeline/doctor/doctor.h"
#include "pipeline/named_files.h"
#include "pipeline/page_store.h"
#include "pipeline/places.h"

namespace ritmon {
namespace {

Findings CheckNamedFiles(const Options& options) {
  Findings findings;
  size_t readable = 0;
  for (const NamedFile& file : NamedFiles(options)) {
    if (::access(file.path.c_str(), R_OK) == 0) {
      ++readable;
    } else {
      findings.push_back({FindingId::file_unreadable, file.path.string(),
                          file.key + ": " + std::strerror(errno)});
    }
  }
  if (findings.empty()) {
    findings.push_back(
        {FindingId::files_readable, std::to_string(readable), ""});
  }
  return findings;
}

}  // namespace

Findings CheckConfiguration(const Options& options,
                            const DoctorContext& context) {
  Findings findings = {
      {FindingId::configuration_loads, context.configuration, ""}};
  const bool crawls = !options.seeds.empty() || !options.companies.empty();
  if (options.contact.empty() && crawls) {
    findings.push_back({FindingId::no_contact, "crawl.contact", ""});
  }
  if (context.planned_jobs == 0) {
    findings.push_back({FindingId::no_job, "[[job]]", ""});
  }
  if (options.companies.empty()) {
    findings.push_back({FindingId::no_company_source, "[[companies]]", ""});
  }
  if (options.fetch.allow_private_addresses) {
    findings.push_back(
        {FindingId::private_addresses, "fetch.allow_private_addresses", ""});
  }
  for (Finding& finding : CheckNamedFiles(options)) {
    findings.push_back(std::move(finding));
  }
  return findings;
}

Findings CheckKeywordLists(const Options& options) {
  const auto taxonomy =
      Taxonomy::Load(options.keyword_lists, options.more_keyword_lists);
  if (!taxonomy) {
    return {{FindingId::lists_refused, options.keyword_lists.string(),
             taxonomy.error().message}};
  }
  const Taxonomy& lists = **taxonomy;
  Findings findings = {{FindingId::lists_compile,
                        std::to_string(lists.fields().size()),
                        lists.version()}};
  auto pages = PageStore::OpenReadOnly(options.workspace.text());
  if (!pages) return findings;  // of that CheckDatabases speaks
  const auto tagged_with = pages->ListVersion();
  if (tagged_with && !tagged_with->empty() && *tagged_with != lists.version()) {
    findings.push_back(
        {FindingId::lists_changed, lists.version(), *tagged_with});
  }
  return findings;
}

Findings CheckPlaces(const Options& options) {
  const auto places = LoadPlaces(options);
  if (!places) {
    return {{FindingId::places_refused, options.geo.string(),
             places.error().message}};
  }
  if (!options.region.empty() && !places->regions.Find(options.region)) {
    return {{FindingId::region_unknown, options.region, ""}};
  }
  return {{FindingId::places_load,
           std::to_string(places->regions.districts().size()), options.region}};
}

}  // namespace ritmon
