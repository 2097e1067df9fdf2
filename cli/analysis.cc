// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/analysis.h"

#include <algorithm>
#include <utility>

#include "classifier/taxonomy_heads.h"
#include "pipeline/index_stage.h"

namespace ritmon {
namespace {

// An index that is not there: what to do about it.
template <typename Reader>
Result<Reader> WithAdvice(Result<Reader> reader) {
  if (!reader && reader.error().kind == ErrorKind::kNotFound) {
    return Fail(ErrorKind::kNotFound,
                reader.error().message +
                    "\nNothing is indexed yet: 'ritmon run' does the whole "
                    "job, 'ritmon ingest' reads WARC files.");
  }
  return reader;
}

}  // namespace

Result<Analysis> Analysis::Open(const CommonFlags& common) {
  auto config = common.Load();
  if (!config) return tl::unexpected(config.error());
  auto lists = ReadTaxonomyHeads(config->options.keyword_lists,
                                 config->options.more_keyword_lists);
  if (!lists) return tl::unexpected(lists.error());
  auto places = LoadPlaces(config->options);
  if (!places) return tl::unexpected(places.error());
  Analysis analysis;
  analysis.config_ = std::move(*config);
  analysis.lists_ = std::make_unique<TaxonomySource>(std::move(*lists));
  analysis.vocabulary_ = MakeVocabulary(*analysis.lists_, places->regions,
                                        analysis.options().clusters);
  analysis.places_ = std::make_unique<Places>(std::move(*places));
  const SystemClock clock;
  analysis.today_ = Date(std::chrono::floor<std::chrono::days>(clock.Now()));
  return analysis;
}

Result<std::shared_ptr<const Taxonomy>> Analysis::CompileLists() const {
  return Taxonomy::Load(options().keyword_lists, options().more_keyword_lists);
}

Result<PageIndexReader> Analysis::OpenPages() const {
  return WithAdvice(PageIndexReader::Open(options().workspace.page_index()));
}

Result<CompanyIndexReader> Analysis::OpenCompanies() const {
  return WithAdvice(
      CompanyIndexReader::Open(options().workspace.company_index()));
}

Result<PageStore> Analysis::OpenStore() const {
  return WithAdvice(PageStore::OpenReadOnly(options().workspace.text()));
}

Result<Query> Analysis::ParsePageQuery(const std::string& text) const {
  return ParseQuery(text, QueryContext{.target = QueryTarget::kPages,
                                       .vocabulary = &vocabulary_,
                                       .as_of = today_});
}

std::string Analysis::QueryOf(const Region& region) const {
  const auto& named = vocabulary_.regions;
  if (std::any_of(named.begin(), named.end(),
                  [&](const auto& entry) { return entry.id == region.name; })) {
    return "region:\"" + region.name + "\"";
  }
  std::string list;
  for (const std::string& district : region.districts) {
    list += (list.empty() ? "" : ",") + district;
  }
  return "district:" + list;
}

Result<Query> Analysis::ParseCompanyQuery(const std::string& text,
                                          bool everywhere, Date as_of) const {
  const QueryContext context{.target = QueryTarget::kCompanies,
                             .vocabulary = &vocabulary_,
                             .as_of = as_of};
  // Mistakes are about what was typed, not about what is put around it.
  auto typed = ParseQuery(text, context);
  if (!typed || everywhere || options().region.empty()) return typed;
  const auto known = places_->regions.Find(options().region);
  const std::string region =
      known ? QueryOf(*known) : "region:\"" + options().region + "\"";
  return ParseQuery(text.empty() ? region : "(" + text + ") " + region,
                    context);
}

Result<Date> ParseAsOf(const std::string& text, Date today) {
  if (text.empty()) return today;
  const auto date = ParseDate(text);
  if (!date) {
    return Fail(ErrorKind::kInvalid,
                "--as-of " + text + ": not a date; write 2026-11-23");
  }
  return *date;
}

}  // namespace ritmon
