// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/page_document.h"

#include <algorithm>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "base/utf8_prefix.h"
#include "index/json_text.h"
#include "index/query.h"

namespace ritmon {
namespace {

// Between blocks, so that no phrase runs from one into the next, nor NEAR
// unless it is told to reach so far.
constexpr uint32_t kBlockGap = kNearDistance + 1;

// How often a word counts by where it stands; 0: not at all.
uint32_t ZoneWeight(Zone zone) {
  switch (zone) {
    case Zone::kTitle:
      return 0;  // taken from the record
    case Zone::kHeading1:
      return 3;
    case Zone::kDescription:
    case Zone::kHeading2:
    case Zone::kHeading3:
      return 2;
    case Zone::kHeading4:
    case Zone::kHeading5:
    case Zone::kHeading6:
    case Zone::kMain:
    case Zone::kList:
    case Zone::kTable:
    case Zone::kLink:
    case Zone::kAside:
    case Zone::kJob:
    case Zone::kReference:
    case Zone::kFooter:
    case Zone::kImageAlt:
    case Zone::kStructured:
      return 1;
    case Zone::kNavigation:
    case Zone::kConsent:
    case Zone::kLegal:
    case Zone::kSearch:
    case Zone::kTemplate:
      return 0;
  }
  return 0;
}
constexpr uint32_t kTitleWeight = 5;

// Whether phrases are found there: where sentences are. Positions are most of
// what an index is large by.
bool HoldsPhrases(Zone zone) {
  switch (zone) {
    case Zone::kLink:
    case Zone::kAside:
    case Zone::kReference:
    case Zone::kFooter:
    case Zone::kImageAlt:
    case Zone::kStructured:
      return false;
    default:
      return true;
  }
}

// What a snippet may show: sentences, not boilerplate.
bool IsRunningText(Zone zone) {
  switch (zone) {
    case Zone::kDescription:
    case Zone::kHeading1:
    case Zone::kHeading2:
    case Zone::kHeading4:
    case Zone::kMain:
    case Zone::kList:
    case Zone::kTable:
      return true;
    default:
      return false;
  }
}

class TextIndexer {
 public:
  explicit TextIndexer(IndexDocument& document) : document_(document) {}

  void Add(StemCache& stemmer, std::string_view text, uint32_t weight,
           Zone zone) {
    const std::string folded = Fold(text);
    for (const WordSpan& span : SplitWords(folded)) {
      if (++words_ > kMaxPageWords) return;
      const std::string& stem = stemmer.Stem(
          std::string_view(folded).substr(span.begin, span.end - span.begin));
      ++position_;
      document_.text.push_back({MakeTerm(kTermStem, stem),
                                HoldsPhrases(zone) ? position_ : 0, weight});
      if (zone == Zone::kTitle) {
        document_.text.push_back(
            {MakeTerm(kTermTitleStem, stem), position_, 1});
      }
    }
    position_ += kBlockGap;
  }

 private:
  // Further from the beginning than a phrase is long: Xapian takes a word
  // without positions for one at position 0, next to what stands at 1.
  static constexpr uint32_t kFirstPosition = 1000;

  IndexDocument& document_;
  uint32_t position_ = kFirstPosition;
  size_t words_ = 0;
};

void AddTagFilters(const PageTags& tags, std::vector<std::string>& filters) {
  const auto add_confidence = [&](const FieldTag& tag, Confidence confidence) {
    const std::string suffix = ":" + std::string(ToString(confidence));
    filters.push_back(MakeTerm(kTermFieldConfidence, tag.field + suffix));
    filters.push_back(MakeTerm(kTermFieldConfidence, suffix));
  };
  for (const FieldTag& tag : tags.fields) {
    filters.push_back(MakeTerm(kTermField, tag.field));
    add_confidence(tag, tag.confidence);
  }
  for (const FieldTag& tag : tags.candidates) {
    add_confidence(tag, Confidence::kLow);
  }
  for (const FieldTag& tag : tags.topics) {
    filters.push_back(MakeTerm(kTermTopic, tag.field));
    filters.push_back(
        MakeTerm(kTermTopicConfidence,
                 tag.field + ":" + std::string(ToString(tag.confidence))));
  }
}

Timestamp DateOf(const PageRecord& record) {
  return record.published.value_or(record.fetched_at);
}

// "2026-11-23T17:54:46Z" to "20261123175446".
std::string DateValue(Timestamp time) {
  std::string digits;
  for (const char c : FormatTimestamp(time)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

std::string Data(const PageRecord& record) {
  Json fields = Json::array();
  for (const FieldTag& tag : record.tags.fields) {
    fields.push_back({tag.field, ToString(tag.confidence)});
  }
  return WriteJson({{"key", record.key == record.href ? "" : record.key},
                    {"url", record.href},
                    {"title", record.title},
                    {"host", record.host},
                    {"lang", record.lang},
                    {"kind", ToString(record.kind)},
                    {"date", FormatTimestamp(DateOf(record))},
                    {"company", record.company_id},
                    {"double_of", record.double_of},
                    {"story_of", record.story_of},
                    {"fields", std::move(fields)},
                    {"text", ShownText(record, kMaxStoredText)}});
}

void AddFilters(const PageRecord& record, IndexDocument& document) {
  auto& filters = document.filters;
  filters.push_back(MakeTerm(kTermUrl, record.href));
  filters.push_back(MakeTerm(kTermHost, record.host));
  const std::string site =
      record.site.empty() ? RegistrableDomain(record.host) : record.site;
  filters.push_back(MakeTerm(kTermHost, site));
  if (!record.lang.empty()) filters.push_back(MakeTerm(kTermLang, record.lang));
  filters.push_back(MakeTerm(kTermKind, ToString(record.kind)));
  if (!record.company_id.empty()) {
    filters.push_back(MakeTerm(kTermCompany, record.company_id));
    document.values[kSlotCompany] = SortKey(record.company_id);
  }
  AddTagFilters(record.tags, filters);
  document.values[kSlotDomain] = SortKey(site);
}

}  // namespace

PageDocumentMaker::PageDocumentMaker() : german_("de"), english_("en") {}

std::string ShownText(const PageRecord& record, size_t bytes) {
  std::string text;
  if (record.is_imprint) return text;
  for (const Block& block : TextAsWeighed(record)) {
    if (!IsRunningText(block.zone) || block.text.empty()) continue;
    if (text.size() >= bytes) break;
    if (!text.empty()) text += '\n';
    text += Utf8Prefix(block.text, bytes);
  }
  return std::string(Utf8Prefix(text, bytes));
}

std::string PageTerm(std::string_view key) { return MakeTerm(kTermId, key); }

StemCache& PageDocumentMaker::StemmerOf(std::string_view lang) {
  return lang == "en" ? english_ : german_;
}

std::optional<IndexDocument> PageDocumentMaker::Make(
    const PageRecord& record, const CompanyFacets* owner) {
  const bool gone = record.status < 200 || record.status > 299;
  if (gone || record.noindex) return std::nullopt;
  IndexDocument document;
  document.unique_term = PageTerm(record.key);
  TextIndexer indexer(document);
  indexer.Add(StemmerOf(record.lang), record.title, kTitleWeight, Zone::kTitle);
  if (!record.is_imprint) {
    for (const Block& block : TextAsWeighed(record)) {
      const uint32_t weight = ZoneWeight(block.zone);
      if (weight == 0) continue;
      indexer.Add(StemmerOf(block.lang.empty() ? record.lang : block.lang),
                  block.text, weight, block.zone);
    }
  }
  AddFilters(record, document);
  if (owner != nullptr) {
    document.filters.insert(document.filters.end(), owner->terms.begin(),
                            owner->terms.end());
    document.values.insert(owner->values.begin(), owner->values.end());
  }
  double best_score = 0;
  for (const FieldTag& tag : record.tags.fields) {
    best_score = std::max(best_score, tag.score);
  }
  document.values[kSlotScore] = ScoreValue(best_score);
  document.values[kSlotDate] = DateValue(DateOf(record));
  document.filters.push_back(
      MakeTerm(kTermYear, document.values[kSlotDate].substr(0, 4)));
  document.values[kSlotKey] = SortKey(record.key);
  document.data = Data(record);
  return document;
}

Result<PageData> ParsePageData(std::string_view data) {
  auto json = ParseJsonObject(data);
  if (!json) return tl::unexpected(json.error());
  PageData page;
  page.url = TextOf(*json, "url");
  page.key = TextOf(*json, "key");
  if (page.key.empty()) page.key = page.url;  // written once if they are one
  page.title = TextOf(*json, "title");
  page.host = TextOf(*json, "host");
  page.lang = TextOf(*json, "lang");
  page.kind = TextOf(*json, "kind");
  page.date = TextOf(*json, "date");
  page.company_id = TextOf(*json, "company");
  page.double_of = TextOf(*json, "double_of");
  page.story_of = TextOf(*json, "story_of");
  page.text = TextOf(*json, "text");
  for (const Json& pair : ListOf(*json, "fields")) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() &&
        pair[1].is_string()) {
      page.fields.emplace_back(pair[0].get<std::string>(),
                               pair[1].get<std::string>());
    }
  }
  return page;
}

}  // namespace ritmon
