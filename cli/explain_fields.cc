// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_fields.h"

#include "cli/explain_evidence.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

const FieldTag* FindTag(const PageRecord& page, const std::string& field) {
  for (const auto* list : {&page.tags.fields, &page.tags.candidates}) {
    for (const FieldTag& tag : *list) {
      if (tag.field == field) return &tag;
    }
  }
  return nullptr;
}

// Why nothing at all is said of a company.
std::string SilenceOf(const CompanyRecord& record, Language language) {
  if (!record.hosts.empty()) return Say(language, Phrase::why_no_evidence);
  if (record.company.website.empty())
    return Say(language, Phrase::why_no_website);
  return Say(language, Phrase::why_no_page);
}

std::string WhyNotCounted(const CompanyRecord& record,
                          const CompanyField& field, Language language) {
  if (field.confidence == Confidence::kLow)
    return Say(language, Phrase::why_candidate);
  if (record.company.status != CompanyStatus::kActive) {
    return Say(language, Phrase::why_not_active);
  }
  return Say(language, Phrase::why_not_counted,
             WordIn(language, ToString(record.company.kind)));
}

}  // namespace

std::string FieldsText(const CompanyRecord& record,
                       const std::vector<PageRecord>& pages,
                       Language language) {
  if (record.fields.empty()) {
    return Say(language, Phrase::why_no_field, SilenceOf(record, language));
  }
  std::string text;
  for (const CompanyField& field : record.fields) {
    const bool counted = IsCounted(record, field);
    text += Say(language, Phrase::why_field, field.field,
                WordIn(language, ToString(field.confidence)), field.score,
                counted ? Say(language, Phrase::why_counted)
                        : WhyNotCounted(record, field, language),
                field.rule);
    for (const PageRecord& page : pages) {
      const FieldTag* tag = FindTag(page, field.field);
      if (tag != nullptr) text += EvidenceText(page, *tag, language);
    }
  }
  return text;
}

}  // namespace ritmon
