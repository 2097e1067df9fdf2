// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline has found out about one page and one company: the input of
// the index, of exports and of reports. Derived facts only; `ritmon replay`
// makes them again.

#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/company.h"
#include "model/fetch.h"
#include "model/page.h"
#include "model/tag.h"

namespace ritmon {

struct PageRecord {
  std::string key;   // Url::Canonical
  std::string href;  // as fetched
  std::string host;
  std::string site;  // registrable domain
  PageKind kind = PageKind::kWeb;
  PageFormat format = PageFormat::kHtml;
  PageNotes notes;
  Timestamp fetched_at{};
  CaptureRef capture;
  int status = 200;
  uint64_t text_hash = 0;  // base/simhash.h; 0: no text
  bool gone = false;       // no longer there (crawler/revisit_policy.h)
  bool expired = false;    // retention has removed the capture
  std::string title;
  std::string lang;
  std::string charset;
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::string publisher;
  // Key of the page that says the same in another language and is counted in
  // its stead; empty if this one is (pipeline/language_doubles.h).
  std::string double_of;
  bool noindex = false;  // imprint facts and links only: no text, no index
  bool is_imprint = false;
  std::vector<Block> blocks;
  PageTags tags;
  std::vector<ImprintCompany> imprint;
  std::string company_id;  // whose page it is; empty if not known
};

struct CompanyRecord {
  Company company;
  std::vector<std::string> hosts;    // of its sites, sorted
  SiteMatch match;                   // of the best site; empty host if none
  std::vector<std::string> regions;  // names of regions.tsv, "metropolregion-…"
  std::string district_name;
  std::vector<CompanyField> fields;  // candidates included, best first
  std::vector<CompanyField> topics;
};

// Counted: confidence high or medium, an active enterprise.
inline bool IsCounted(const CompanyRecord& record, const CompanyField& field) {
  return field.confidence != Confidence::kLow &&
         record.company.status == CompanyStatus::kActive &&
         record.company.kind == EntityKind::kEnterprise;
}

// "unknown", "0-4", "5-9", "10-24", "25-49", "50+": full years at `as_of`; a
// founding year alone is taken as 1 July of it.
std::string AgeClass(const Company& company, Date as_of);
// "unknown", "1-9", "10-49", "50-99", "100-249", "250-999", "1000+".
std::string SizeClass(const Company& company);

}  // namespace ritmon
