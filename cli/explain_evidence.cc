// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_evidence.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "cli/wording.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string EvidenceText(const PageRecord& page, const FieldTag& tag,
                         Language language) {
  std::string text =
      Say(language, Phrase::why_evidence, page.href,
          page.kind == PageKind::kPost ? Say(language, Phrase::why_is_post)
                                       : std::string(),
          tag.score, FormatTimestamp(page.fetched_at), page.capture.file,
          page.capture.offset);
  if (!page.double_of.empty()) {
    text += Say(language, Phrase::why_same_as, page.double_of);
  }
  if (!page.story_of.empty()) {
    text += Say(language, Phrase::why_same_story, page.story_of);
  }
  for (const Evidence& evidence : tag.evidence) {
    text += Say(language, Phrase::why_term, evidence.sentence, evidence.term,
                evidence.matched, ToString(evidence.zone), evidence.score,
                evidence.rule);
  }
  return text;
}

Json PageJson(const PageRecord& page, const std::string& list_version) {
  Json fields = Json::array();
  Json candidates = Json::array();
  for (const FieldTag& tag : page.tags.fields) fields.push_back(ToJson(tag));
  for (const FieldTag& tag : page.tags.candidates) {
    candidates.push_back(ToJson(tag));
  }
  return Json{{"url", page.href},
              {"kind", ToString(page.kind)},
              {"title", page.title},
              {"fetched", FormatTimestamp(page.fetched_at)},
              {"archive",
               page.capture.file + "@" + std::to_string(page.capture.offset)},
              {"digest", page.capture.digest},
              {"format", ToString(page.format)},
              {"notes", ToString(page.notes)},
              {"noindex", page.noindex},
              {"imprint", page.is_imprint},
              {"company", page.company_id},
              {"double_of", page.double_of},
              {"story_of", page.story_of},
              {"list_version", list_version},
              {"signs", page.tags.company_signs},
              {"fields", std::move(fields)},
              {"candidates", std::move(candidates)}};
}

}  // namespace ritmon
