// SPDX-License-Identifier: GPL-3.0-or-later
// The ways of indexing pages and asking them that are compared: ritmon's, and
// what its libraries offer by themselves. What fails ends the program.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "index/company_facets.h"
#include "index/vocabulary.h"
#include "model/record.h"

namespace ritmon {

// Writes an index into a folder that is not there yet.
class PageWriter {
 public:
  virtual ~PageWriter() = default;
  virtual void Add(const PageRecord& page, const CompanyFacets& owner) = 0;
  // Everything is in the file; what was added can be found.
  virtual void Commit() = 0;
  // As small as it gets: what its makers offer for an index that is complete.
  virtual void Pack() {}
};

enum class PageQuestionKind {
  kTwoWords,      // both, best 20
  kCollapsed,     // both, of pages of one field, one page a company, best 20
  kPhrase,        // one behind the other, best 20
  kFields,        // how many pages there are of each field
  kFieldsOfWord,  // of those with the first word
};

struct PageQuestion {
  PageQuestionKind kind = PageQuestionKind::kTwoWords;
  std::string first;
  std::string second;
  std::string field;
};

// Matches are counted up to here.
inline constexpr uint64_t kMostMatches = 10'000;

class PageAsker {
 public:
  virtual ~PageAsker() = default;
  // Answers as a caller gets it, with address and title of each page; how many
  // pages or counts that were.
  virtual uint64_t Ask(const PageQuestion& question) = 0;
  // Matching pages, up to kMostMatches; of counts their sum.
  virtual uint64_t Matches(const PageQuestion& question) = 0;
};

// Null for a name that is not known, or that can only write.
std::unique_ptr<PageWriter> MakePageWriter(std::string_view subject,
                                           const std::filesystem::path& folder);
std::unique_ptr<PageAsker> MakePageAsker(std::string_view subject,
                                         const std::filesystem::path& folder,
                                         const Vocabulary& vocabulary);

// ritmon: stems of the page's language, weights by zone, filters of page and
// company, packed when it is committed.
std::unique_ptr<PageWriter> RitmonWriter(const std::filesystem::path& folder);
std::unique_ptr<PageAsker> RitmonAsker(const std::filesystem::path& folder,
                                       const Vocabulary& vocabulary);
// Xapian's TermGenerator: stems with their positions, nothing else.
std::unique_ptr<PageWriter> TermGeneratorWriter(
    const std::filesystem::path& folder);
// SQLite FTS5: words without diacritics, not stemmed; the field in a column of
// its own; the text is not kept but for its beginning.
std::unique_ptr<PageWriter> Fts5Writer(const std::filesystem::path& folder);
std::unique_ptr<PageAsker> Fts5Asker(const std::filesystem::path& folder);

// Whether ritmon makes terms of that block: its peers get no more to do.
bool IsSearchable(const Block& block);

}  // namespace ritmon
