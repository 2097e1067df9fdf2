// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline has found out about one page and one company: the input of
// the index, of exports and of reports. Derived facts only; `ritmon replay`
// makes them again.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/company.h"
#include "model/fetch.h"
#include "model/listing.h"
#include "model/page.h"
#include "model/tag.h"

namespace ritmon {

// A page that a link rel=alternate names as the same in another language.
struct Alternate {
  std::string lang;  // hreflang in lower case: "en", "de-at", "x-default"
  std::string key;   // Url::Canonical of its target

  friend bool operator==(const Alternate&, const Alternate&) = default;
};

// A stretch of a page's text that the pages of its site repeat.
struct TemplateText {
  uint32_t block = 0;  // place in PageRecord::blocks
  uint32_t begin = 0;  // bytes of its text
  uint32_t end = 0;

  friend bool operator==(const TemplateText&, const TemplateText&) = default;
};

struct PageRecord {
  std::string key;   // Url::Canonical
  std::string href;  // as fetched
  std::string host;
  // Registrable domain; of a post its profile (crawler/social/social_call.h).
  std::string site;
  PageKind kind = PageKind::kWeb;
  PageFormat format = PageFormat::kHtml;
  PageNotes notes;
  Timestamp fetched_at{};
  CaptureRef capture;
  // The capture is another page's that speaks of this one, as a feed does of
  // its entries: the page itself, once read, takes its place, whatever is
  // newer.
  bool excerpt = false;
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
  // Key of the page on which the same story is counted: an agency's text on
  // another site, say; empty if this one is (pipeline/story_groups.h).
  std::string story_of;
  std::vector<Alternate> alternates;  // as the page says, each key once
  bool noindex = false;  // imprint facts and links only: no text, no index
  bool is_imprint = false;
  std::vector<Block> blocks;  // with the zones that the page itself gives them
  // What of them is template (classifier/site_template.h), in ascending order.
  std::vector<TemplateText> template_texts;
  PageTags tags;  // of TextAsWeighed
  std::vector<ImprintCompany> imprint;
  std::vector<Listing> listings;      // of a directory's page
  std::vector<ProfileLink> profiles;  // that the page calls its site's own
  std::string company_id;             // whose page it is; empty if not known
};

// Part of a block, all of which weighs the same.
struct WeighedPart {
  size_t block = 0;
  size_t begin = 0;  // bytes of its text
  size_t end = 0;
  bool is_template = false;
};

// Of blocks with texts of these sizes, in order.
std::vector<WeighedPart> WeighedParts(const std::vector<size_t>& sizes,
                                      const std::vector<TemplateText>& marks);

// The blocks with Zone::kTemplate where the site repeats itself: what tags are
// made of and what is indexed. A block of which a part is template is several;
// joined by line feeds, all are as long as `blocks` are.
std::vector<Block> TextAsWeighed(const PageRecord& record);

// The words of its own website by which a company was dated.
struct FoundedEvidence {
  std::string url;
  std::string sentence;
  size_t offset = 0;  // of the year, in bytes of the page's text
  std::string rule;   // classifier/founding_year.h: "founded", "since"

  friend bool operator==(const FoundedEvidence&,
                         const FoundedEvidence&) = default;
};

// The pages that speak for any of a company's fields.
struct EvidencePages {
  std::vector<PageKind> kinds;     // each once, rising
  std::vector<std::string> langs;  // each once, sorted
  std::optional<Date> newest;      // day of the newest: published, else fetched

  friend bool operator==(const EvidencePages&, const EvidencePages&) = default;
};

struct CompanyRecord {
  Company company;
  // If company.founded_source is kFoundedByWebsite.
  std::optional<FoundedEvidence> founded_evidence;
  std::vector<std::string> hosts;    // of its sites, sorted
  SiteMatch match;                   // of the best site; empty host if none
  std::vector<std::string> regions;  // names of regions.tsv, "metropolregion-…"
  std::string district_name;
  std::string municipality;  // AGS, 8 digits; empty if unknown
  std::string municipality_name;
  std::vector<std::string> clusters;  // ids of those it is in, sorted
  std::vector<CompanyField> fields;   // candidates included, best first
  std::vector<CompanyField> topics;
  EvidencePages evidence;
};

// Counted: confidence high or medium, an active enterprise.
inline bool IsCounted(const CompanyRecord& record, const CompanyField& field) {
  return field.confidence != Confidence::kLow &&
         record.company.status == CompanyStatus::kActive &&
         record.company.kind == EntityKind::kEnterprise;
}

// Company::founded_source where no register or list has a date.
inline constexpr std::string_view kFoundedByWebsite = "website";
// An older date of foundation is a mistake of whoever wrote it.
inline constexpr int kEarliestFounding = 1500;

inline constexpr int kOldestStartup = 5;  // full years

// The day of foundation to reckon with: of a year alone, 1 July. Nothing if it
// is not known or before kEarliestFounding.
std::optional<Date> FoundingDay(const Company& company);
// Full years at `as_of`; 0 if founded later in the same year. Nothing if that
// is not known or the company was founded in a later year.
std::optional<int> AgeInYears(const Company& company, Date as_of);

// The same of what FoundingDay says.
std::optional<int> AgeInYears(std::optional<Date> founding_day, Date as_of);

// Classes; whatever is not known is "unknown". A headcount whose bounds lie in
// two classes is not known there. Views live for ever.
//
// "0-4", "5-9", "10-24", "25-49", "50+".
std::string_view AgeClass(std::optional<int> years);
std::string AgeClass(const Company& company, Date as_of);
// "yes": at most kOldestStartup full years old (the study's start-ups), "no".
std::string_view StartupClass(std::optional<int> years);
std::string StartupClass(const Company& company, Date as_of);
// The study's: "0-99", "100-1000", "1001+".
std::string_view StudySizeClass(const std::optional<Headcount>& headcount);
std::string StudySizeClass(const Company& company);
// By headcount as 2003/361/EC: "micro" (under 10), "small" (under 50),
// "medium" (under 250), "large".
std::string_view EuSizeClass(const std::optional<Headcount>& headcount);
std::string EuSizeClass(const Company& company);
// "1-9", "10-49", "50-99", "100-249", "250-999", "1000+".
std::string_view SizeClass(const std::optional<Headcount>& headcount);
std::string SizeClass(const Company& company);

}  // namespace ritmon
