// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_head.h"

#include <fmt/format.h>

#include "cli/wording.h"
#include "registry/entity_kind.h"

namespace ritmon {
namespace {

// Why it is a shell: " (wind or solar park)". The number of companies at its
// address is not at hand here: it is what the rules leave over.
std::string KindRule(const CompanyRecord& record) {
  const Company& company = record.company;
  if (company.kind != EntityKind::kShell) return {};
  const bool has_website = !company.website.empty() || !record.hosts.empty();
  const EntityVerdict verdict =
      ClassifyEntity({.name = company.name,
                      .legal_form = company.legal_form,
                      .purpose = company.purpose,
                      .has_website = has_website});
  return " (" +
         (verdict.kind == EntityKind::kShell ? verdict.rule
                                             : "shared address") +
         ")";
}

// When, who says so, and how exactly.
std::string FoundedText(const CompanyRecord& record, Language language) {
  const Company& company = record.company;
  if (!company.founded) return {};
  const std::string date = FormatDate(*company.founded);
  const std::string by =
      company.founded_source.empty()
          ? std::string()
          : Say(language, Phrase::why_says, company.founded_source);
  std::string text =
      company.founded_precision == "year"
          ? Say(language, Phrase::why_founded_year, date.substr(0, 4), by)
          : Say(language, Phrase::why_founded, date, by);
  if (record.founded_evidence) {
    const FoundedEvidence& evidence = *record.founded_evidence;
    text += Say(language, Phrase::why_founded_evidence, evidence.rule,
                evidence.url, evidence.sentence);
  }
  return text;
}

std::string HeadcountText(const Company& company, Language language) {
  if (!company.employees) return {};
  return Say(language, Phrase::why_employees, ToString(*company.employees),
             company.employees->year
                 ? fmt::format(" ({})", *company.employees->year)
                 : "");
}

}  // namespace

std::string HeadText(const CompanyRecord& record, Language language) {
  const Company& company = record.company;
  std::string text =
      Say(language, Phrase::why_head, company.name, company.id,
          company.legal_form, company.address.postcode, company.address.town,
          WordIn(language, ToString(company.kind)), KindRule(record),
          WordIn(language, ToString(company.status)), company.source);
  text += FoundedText(record, language);
  text += HeadcountText(company, language);
  if (!record.match.decision.empty()) {
    std::string hosts;
    for (const std::string& host : record.hosts) hosts += " " + host;
    text += Say(language, Phrase::why_site, hosts,
                WordIn(language, record.match.decision), record.match.score,
                record.match.rule);
    if (!record.match.imprint_url.empty()) {
      text += Say(language, Phrase::why_imprint, record.match.imprint_url);
    }
  }
  return text;
}

}  // namespace ritmon
