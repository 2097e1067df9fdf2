// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_page.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/explain_evidence.h"
#include "cli/explain_fetch.h"
#include "cli/explain_news.h"
#include "cli/explain_output.h"
#include "cli/json_output.h"
#include "cli/review_rows.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string LanguageName(const std::string& lang, Language language) {
  if (lang == "de") return Say(language, Phrase::why_german);
  if (lang == "en") return Say(language, Phrase::why_english);
  return lang.empty() ? Say(language, Phrase::why_another_language)
                      : Say(language, Phrase::why_language, lang);
}

// Whether the text comes with scripts, and what was done about it.
std::string ScriptText(const PageRecord& page, Language language) {
  const bool missing = page.notes.contains(PageNote::kNeedsScript);
  if (page.notes.contains(PageNote::kRendered)) {
    return Say(language, Phrase::why_rendered);
  }
  return missing ? Say(language, Phrase::why_text_missing) : std::string();
}

std::string FeedSaying(const PageRecord& page, Language language) {
  if (page.kind == PageKind::kPost) return Say(language, Phrase::why_post_of);
  return page.excerpt ? Say(language, Phrase::why_from_feed) : std::string();
}

// `original`: the page that is counted in the stead of this one, if any.
std::string PageText(const PageRecord& page, const std::string& list_version,
                     const std::optional<PageRecord>& original,
                     Language language) {
  std::string text =
      Say(language, Phrase::why_page, FormatTimestamp(page.fetched_at),
          page.capture.file, page.capture.offset, list_version,
          page.company_id.empty() ? Say(language, Phrase::why_not_known)
                                  : page.company_id);
  if (page.format == PageFormat::kPdf) text += Say(language, Phrase::why_pdf);
  if (!page.notes.empty()) {
    text += Say(language, Phrase::why_notes, ToString(page.notes));
  }
  if (page.gone) text += Say(language, Phrase::why_gone);
  if (page.expired) text += Say(language, Phrase::why_expired);
  if (page.noindex) text += Say(language, Phrase::why_noindex);
  if (original) {
    text += Say(language, Phrase::why_same_in, original->href,
                LanguageName(original->lang, language));
  }
  if (page.is_imprint) text += Say(language, Phrase::why_is_imprint);
  text += ScriptText(page, language) + FeedSaying(page, language);
  for (const std::string& sign : page.tags.company_signs) {
    text += Say(language, Phrase::why_sign, sign);
  }
  for (const FieldTag& tag : page.tags.fields) {
    text += fmt::format("\n  {}: {}\n", tag.field,
                        WordIn(language, ToString(tag.confidence))) +
            EvidenceText(page, tag, language);
  }
  for (const FieldTag& tag : page.tags.candidates) {
    text += Say(language, Phrase::why_below, tag.field) +
            EvidenceText(page, tag, language);
  }
  return text;
}

// All that is held of a page.
Result<std::string> HeldText(PageStore& store, const PageRecord& page,
                             const std::string& list_version,
                             const std::vector<Mention>& mentions,
                             Language language) {
  std::optional<PageRecord> original;
  if (!page.double_of.empty()) {
    auto found = store.Find(page.double_of);
    if (!found) return tl::unexpected(found.error());
    original = std::move(*found);
  }
  auto site = ExplainSite(store.site_matches(), page.site, language);
  if (!site) return site;
  auto story = StoryText(store, page, language);
  if (!story) return story;
  return *site + *story + PageText(page, list_version, original, language) +
         MentionsText(page, mentions, language);
}

Json UrlJson(const Url& url, const FetchFacts& facts,
             const std::optional<PageRecord>& page,
             const std::string& list_version,
             const std::vector<Mention>& mentions) {
  Json json = page ? PageJson(*page, list_version) : Json{{"url", url.href()}};
  if (page) json["mentions"] = MentionsJson(*page, mentions);
  if (facts.entry) {
    json["frontier"] = {{"state", facts.entry->state},
                        {"outcome", facts.entry->outcome},
                        {"status", facts.entry->status},
                        {"found_on", facts.entry->found_on}};
  }
  if (!facts.rendering.empty()) json["rendering"] = facts.rendering;
  return json;
}

}  // namespace

Result<std::string> ExplainPage(const Analysis& analysis, const Url& url,
                                bool json, const Terminal& terminal) {
  const Language language = terminal.language;
  auto facts = FetchFactsOf(analysis.options(), url);
  if (!facts) return tl::unexpected(facts.error());
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  auto page = store->Find(url.Canonical());
  if (!page) return tl::unexpected(page.error());
  if (!facts->entry && !*page) {
    return Fail(
        ErrorKind::kNotFound,
        url.href() + ": " + WhyUnknown(facts->scope, Language::kEnglish));
  }
  auto version = store->ListVersion();
  if (!version) return tl::unexpected(version.error());
  auto mentions = store->MentionsOn(url.Canonical());
  if (!mentions) return tl::unexpected(mentions.error());
  if (json) {
    return IndentedJson(UrlJson(url, *facts, *page, *version, *mentions));
  }
  std::string text = url.href() + "\n";
  // A post came with others in a service's answer.
  const bool is_post = *page && (*page)->kind == PageKind::kPost;
  if (!is_post) text += FetchText(*facts, SystemClock().Now(), language);
  if (*page) {
    auto held = HeldText(*store, **page, *version, *mentions, language);
    if (!held) return held;
    text += *held;
  }
  return Fitted(text, terminal);
}

}  // namespace ritmon
