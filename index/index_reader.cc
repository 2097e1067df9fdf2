// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_reader.h"

#include <utility>

#include "index/company_document.h"
#include "index/company_facts.h"

namespace ritmon {
namespace {

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
                                         uint64_t limit) {
  const Status checked = CheckTarget(query, QueryTarget::kPages);
  if (!checked) return tl::unexpected(checked.error());
  const auto found = database_.Find(query, offset, limit, /*by_relevance=*/true,
                                    {{kSlotScore, true}, {kSlotKey, false}});
  if (!found) return tl::unexpected(found.error());
  const auto words = PositiveWords(query);
  PageHits hits;
  hits.total = found->total;
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
  const auto found = database_.Find(
      query, offset, limit, sort == CompanySort::kRelevance, OrderOf(sort));
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

Result<CountTable> CompanyIndexReader::Count(
    const Query& query, const std::vector<Dimension>& dimensions,
    const CountOptions& options, const Vocabulary& vocabulary,
    const ReplaceTags& with_tags) {
  const Status checked = CheckTarget(query, QueryTarget::kCompanies);
  if (!checked) return tl::unexpected(checked.error());
  auto counter = CompanyCounter::Make(dimensions, options, vocabulary);
  if (!counter) return tl::unexpected(counter.error());
  const auto facts = database_.ValuePairs(query, kSlotKey, kSlotFacts);
  if (!facts) return tl::unexpected(facts.error());
  CompanyRecord record;
  for (const auto& [id, text] : *facts) {
    if (!DecodeFacts(text, record)) {
      return Fail(ErrorKind::kInvalid,
                  "a company of the index has damaged facts; `ritmon replay` "
                  "rebuilds it");
    }
    if (with_tags) with_tags(id, record);
    counter->Add(record);
  }
  return counter->Finish();
}

}  // namespace ritmon
