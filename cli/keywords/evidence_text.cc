// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/keywords/evidence_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/text_table.h"

namespace ritmon {

const FieldTag* TagOf(const std::vector<FieldTag>& tags,
                      const std::string& field) {
  const auto at =
      std::find_if(tags.begin(), tags.end(),
                   [&](const FieldTag& tag) { return tag.field == field; });
  return at == tags.end() ? nullptr : &*at;
}

std::string EvidenceText(const FieldTag& tag) {
  std::string text = fmt::format("  {}, score {:.2f}:\n", tag.field, tag.score);
  for (const Evidence& evidence : tag.evidence) {
    text += WrapText(
        fmt::format("    {:.2f}  \"{}\", family \"{}\", {}", evidence.score,
                    evidence.term, evidence.family, evidence.rule),
        10);
    text += WrapText(fmt::format("          {}: {}", ToString(evidence.zone),
                                 evidence.sentence),
                     10);
  }
  return text;
}

std::string MissedText(const PageTags& tags, const Taxonomy& taxonomy,
                       const std::string& field) {
  if (const FieldTag* candidate = TagOf(tags.candidates, field)) {
    return "  not enough for " + EvidenceText(*candidate).substr(2);
  }
  const FieldSource* entry = taxonomy.Find(field);
  return fmt::format("  {}: {}\n", field,
                     entry != nullptr && entry->is_topic
                         ? "not enough was found"
                         : "no term was found that counts");
}

}  // namespace ritmon
