// SPDX-License-Identifier: GPL-3.0-or-later
// A page as a document of the index. Pure functions, any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "index/company_facets.h"
#include "index/index_document.h"
#include "index/stemmer.h"
#include "model/record.h"

namespace ritmon {

// Words of one page that are indexed; what comes behind is not searchable.
inline constexpr size_t kMaxPageWords = 200'000;
// Text that is kept beside the terms, for a snippet where the page's whole text
// is not at hand.
inline constexpr size_t kMaxStoredText = 600;

// What an answer shows of a page.
struct PageData {
  std::string key;  // PageRecord::key
  std::string url;  // as fetched
  std::string title;
  std::string host;
  std::string lang;
  std::string kind;
  std::string date;  // "2026-11-23T17:54:46Z": published, else fetched
  std::string company_id;
  std::string double_of;  // as PageRecord has it
  std::string story_of;   // the same
  // Assigned fields with confidence, by falling score.
  std::vector<std::pair<std::string, std::string>> fields;
  std::string text;  // the beginning of the running text
};

// Nothing for pages that must not be found: gone ones, and those that ask not
// to be indexed. Of an imprint only title and filters are taken, because its
// text names persons. Navigation, consent and legal blocks hold no terms.
// Belongs to one thread.
class PageDocumentMaker {
 public:
  PageDocumentMaker();
  // `owner`: the facets of the company whose page it is, if that is known.
  std::optional<IndexDocument> Make(const PageRecord& record,
                                    const CompanyFacets* owner = nullptr);

 private:
  StemCache& StemmerOf(std::string_view lang);

  StemCache german_;
  StemCache english_;
};

// Running text of the page, at most so many bytes of it: what snippets show.
// Empty of an imprint, which names persons.
std::string ShownText(const PageRecord& record, size_t bytes);

// The unique term of the page with that key.
std::string PageTerm(std::string_view key);

// Reads IndexDocument::data back; kInvalid if it is not ours.
Result<PageData> ParsePageData(std::string_view data);

}  // namespace ritmon
