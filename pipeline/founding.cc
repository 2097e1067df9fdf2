// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/founding.h"

#include <utility>

namespace ritmon {
namespace {

int YearOf(Timestamp time) {
  const Date date(std::chrono::floor<std::chrono::days>(time));
  return static_cast<int>(date.year());
}

}  // namespace

void FoundingReader::Add(const PageRecord& page) {
  if (!Reads() || page.gone || page.noindex || page.is_imprint ||
      !page.double_of.empty()) {
    return;
  }
  for (FoundingClaim& claim : FindFoundingYears({.url = page.href,
                              .kind = page.kind,
                              .company = company_.name,
                              .latest_year = YearOf(page.fetched_at),
                              .blocks = page.blocks})) {
    claims_.push_back(std::move(claim));
  }
}

void FoundingReader::Finish(CompanyRecord& record) {
  if (!Reads()) return;
  auto claim = SettleFoundingYear(std::move(claims_));
  if (!claim) return;
  record.company.founded = Date{std::chrono::year(claim->year),
                                std::chrono::January, std::chrono::day{1}};
  record.company.founded_precision = "year";
  record.company.founded_source = kFoundedByWebsite;
  record.founded_evidence =
      FoundedEvidence{.url = std::move(claim->url),
                      .sentence = std::move(claim->sentence),
                      .offset = claim->offset,
                      .rule = std::string(ToString(claim->rule))};
}

}  // namespace ritmon
