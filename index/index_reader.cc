// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_reader.h"

#include <utility>

#include "index/company_document.h"
#include "index/company_facts.h"

namespace ritmon {
namespace {

// A writer may commit while columns are read; so often we begin anew.
constexpr int kMaxAttempts = 5;

tl::unexpected<Error> DamagedFacts() {
  return Fail(ErrorKind::kInvalid,
              "a company of the index has damaged facts; `ritmon index "
              "--rebuild` builds it anew");
}

const char* PrefixOf(PageDimension dimension) {
  switch (dimension) {
    case PageDimension::kField:
      return kTermField;
    case PageDimension::kTopic:
      return kTermTopic;
    case PageDimension::kConfidence:
      return kTermFieldConfidence;
    case PageDimension::kSource:
      return kTermKind;
    case PageDimension::kLang:
      return kTermLang;
    case PageDimension::kYear:
      return kTermYear;
  }
  return kTermField;
}

Status CheckTarget(const Query& query, QueryTarget target) {
  if (query.target == target) return {};
  return Fail(ErrorKind::kInternal, "the query was parsed for the other index");
}

std::vector<SortWord> OrderOf(CompanySort sort) {
  std::vector<SortWord> order;
  switch (sort) {
    case CompanySort::kRelevance:
    case CompanySort::kName:
      break;
    case CompanySort::kFounded:
      order = {{kSlotFounded, true}};
      break;
    case CompanySort::kEmployees:
      order = {{kSlotEmployees, true}};
      break;
    case CompanySort::kScore:
      order = {{kSlotScore, true}};
      break;
  }
  order.push_back({kSlotName, false});
  order.push_back({kSlotKey, false});
  return order;
}

// Every match, parsed one after the other, until `on_record` says false.
template <typename Record>
Status WalkParsed(IndexDatabaseReader& database, const Query& query,
                  Result<Record> (*parse)(std::string_view data),
                  const std::function<bool(const Record&)>& on_record) {
  Status parsed;
  const Status walked = database.Walk(query, [&](const std::string& data) {
    const auto record = parse(data);
    if (!record) {
      parsed = tl::unexpected(record.error());
      return false;
    }
    return on_record(*record);
  });
  return walked ? parsed : walked;
}

}  // namespace

Result<PageIndexReader> PageIndexReader::Open(
    const std::filesystem::path& directory) {
  auto database = IndexDatabaseReader::Open(directory, IndexContent::kPages);
  if (!database) return tl::unexpected(database.error());
  return PageIndexReader(std::move(*database));
}

Result<PageHits> PageIndexReader::Search(const Query& query, uint64_t offset,
                                         uint64_t limit, bool one_a_company) {
  const Status checked = CheckTarget(query, QueryTarget::kPages);
  if (!checked) return tl::unexpected(checked.error());
  FindOptions options{.offset = offset,
                      .limit = limit,
                      .by_relevance = true,
                      .order = {{kSlotScore, true}, {kSlotKey, false}},
                      .one_each = {},
                      .count_up_to = kExactPages};
  if (one_a_company) options.one_each = kSlotCompany;
  const auto found = database_.Find(query, options);
  if (!found) return tl::unexpected(found.error());
  const auto words = PositiveWords(query);
  PageHits hits;
  hits.total = found->total;
  hits.total_is_exact = found->total_is_exact;
  for (const StoredMatch& match : found->matches) {
    auto page = ParsePageData(match.data);
    if (!page) return tl::unexpected(page.error());
    PageHit& hit = hits.hits.emplace_back();
    hit.snippet = MakeSnippet(page->text, page->lang, words);
    hit.page = std::move(*page);
    hit.score = match.score;
  }
  return hits;
}

Result<std::map<std::string, uint64_t>> PageIndexReader::Count(
    const Query& query, PageDimension by) {
  const Status checked = CheckTarget(query, QueryTarget::kPages);
  if (!checked) return tl::unexpected(checked.error());
  if (by != PageDimension::kConfidence) {
    return database_.CountByTerm(query, PrefixOf(by));
  }
  // Of these terms those that are of any field: ":high".
  const auto counts = database_.CountByTerm(query, kTermFieldConfidence);
  if (!counts) return counts;
  std::map<std::string, uint64_t> of_any;
  for (const auto& [value, pages] : *counts) {
    if (value.starts_with(':')) of_any[value.substr(1)] = pages;
  }
  return of_any;
}

Status PageIndexReader::ForEach(
    const Query& query, const std::function<bool(const PageData&)>& on_page) {
  const Status checked = CheckTarget(query, QueryTarget::kPages);
  if (!checked) return checked;
  return WalkParsed(database_, query, &ParsePageData, on_page);
}

Result<std::vector<std::string>> PageIndexReader::TellingStems(
    const Query& query, uint64_t limit) {
  const Status checked = CheckTarget(query, QueryTarget::kPages);
  if (!checked) return tl::unexpected(checked.error());
  return database_.ExpandStems(query, limit);
}

Result<CompanyIndexReader> CompanyIndexReader::Open(
    const std::filesystem::path& directory) {
  auto database =
      IndexDatabaseReader::Open(directory, IndexContent::kCompanies);
  if (!database) return tl::unexpected(database.error());
  return CompanyIndexReader(std::move(*database));
}

Result<CompanyHits> CompanyIndexReader::Find(const Query& query,
                                             uint64_t offset, uint64_t limit,
                                             CompanySort sort) {
  const Status checked = CheckTarget(query, QueryTarget::kCompanies);
  if (!checked) return tl::unexpected(checked.error());
  const auto found =
      database_.Find(query, {.offset = offset,
                             .limit = limit,
                             .by_relevance = sort == CompanySort::kRelevance,
                             .order = OrderOf(sort),
                             .one_each = {},
                             .count_up_to = {}});
  if (!found) return tl::unexpected(found.error());
  CompanyHits hits;
  hits.total = found->total;
  for (const StoredMatch& match : found->matches) {
    auto record = ParseCompanyData(match.data);
    if (!record) return tl::unexpected(record.error());
    hits.hits.push_back({std::move(*record), match.score});
  }
  return hits;
}

Result<std::optional<CompanyRecord>> CompanyIndexReader::Get(
    std::string_view id) {
  const auto data = database_.Get(CompanyTerm(id));
  if (!data) return tl::unexpected(data.error());
  if (!*data) return std::optional<CompanyRecord>();
  auto record = ParseCompanyData(**data);
  if (!record) return tl::unexpected(record.error());
  return std::optional<CompanyRecord>(std::move(*record));
}

Status CompanyIndexReader::ForEach(
    const Query& query,
    const std::function<bool(const CompanyRecord&)>& on_company) {
  const Status checked = CheckTarget(query, QueryTarget::kCompanies);
  if (!checked) return checked;
  return WalkParsed(database_, query, &ParseCompanyData, on_company);
}

Status CompanyIndexReader::ReadColumns() {
  bool damaged = false;
  const Status read = database_.ForEachValue(
      kSlotFacts,
      [&](uint64_t revision) {
        columns_ = FactColumns();
        columns_revision_ = revision;
      },
      [&](uint32_t document, const std::string& facts) {
        damaged = !columns_.Add(document, facts);
        return !damaged;
      });
  if (read && !damaged) return {};
  columns_revision_.reset();
  if (!read) return read;
  return DamagedFacts();
}

Result<RowSet> CompanyIndexReader::MatchingRows(const Query& query) {
  const FindDocuments find = [&](const QueryNode& part) {
    return database_.Documents(Query{query.target, part, query.as_of});
  };
  // Columns and documents must be of one state.
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    auto revision = database_.Revision();
    if (!revision) return tl::unexpected(revision.error());
    if (columns_revision_ != *revision) {
      if (auto s = ReadColumns(); !s) return tl::unexpected(s.error());
    }
    auto rows = MatchRows(query, columns_, find);
    if (!rows) return rows;
    revision = database_.Revision();
    if (!revision) return tl::unexpected(revision.error());
    if (columns_revision_ == *revision) return rows;
  }
  return Fail(ErrorKind::kBusy,
              "the index changes faster than it can be counted");
}

Result<FactColumns> CompanyIndexReader::ColumnsWith(
    const Query& query, const ReplaceTags& with_tags) {
  const auto facts = database_.ValuePairs(query, kSlotKey, kSlotFacts);
  if (!facts) return tl::unexpected(facts.error());
  FactColumns columns;
  CompanyRecord record;
  for (const auto& [id, text] : *facts) {
    if (!DecodeFacts(text, record)) return DamagedFacts();
    with_tags(id, record);
    columns.Add(record);
  }
  return columns;
}

Result<CountTable> CompanyIndexReader::Count(
    const Query& query, const std::vector<Dimension>& dimensions,
    const CountOptions& options, const Vocabulary& vocabulary,
    const ReplaceTags& with_tags) {
  const Status checked = CheckTarget(query, QueryTarget::kCompanies);
  if (!checked) return tl::unexpected(checked.error());
  if (with_tags) {
    const auto columns = ColumnsWith(query, with_tags);
    if (!columns) return tl::unexpected(columns.error());
    return CountAll(*columns, dimensions, options, vocabulary);
  }
  const auto rows = MatchingRows(query);
  if (!rows) return tl::unexpected(rows.error());
  auto counter =
      CompanyCounter::Make(dimensions, options, vocabulary, columns_);
  if (!counter) return tl::unexpected(counter.error());
  rows->ForEach([&](size_t row) { counter->Add(row); });
  return counter->Finish();
}

}  // namespace ritmon
