// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/index_stage.h"

#include <unordered_map>
#include <utility>

#include "base/files.h"
#include "index/company_facets.h"
#include "index/index_writer.h"
#include "pipeline/attribute.h"
#include "pipeline/cluster_members.h"
#include "pipeline/company_records.h"
#include "pipeline/history_stage.h"
#include "pipeline/mention_stage.h"
#include "pipeline/page_indexing.h"
#include "pipeline/profile_owners.h"
#include "pipeline/stores.h"
#include "pipeline/story_stage.h"
#include "registry/match.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

fs::path Beside(const fs::path& path, const char* suffix) {
  fs::path other = path;
  other += suffix;
  return other;
}

Status RemoveAll(const fs::path& path) {
  std::error_code code;
  fs::remove_all(path, code);
  if (code) {
    return Fail(ErrorKind::kIo,
                path.string() + ": cannot remove: " + code.message());
  }
  return {};
}

// `path`.new becomes `path`. A kill between the two renames leaves no index;
// the store still says dirty then, and the next run builds it again.
Status TakePlace(const fs::path& path) {
  const fs::path fresh = Beside(path, ".new");
  const fs::path old = Beside(path, ".old");
  if (auto s = RemoveAll(old); !s) return s;
  std::error_code code;
  if (fs::exists(path)) fs::rename(path, old, code);
  if (!code) fs::rename(fresh, path, code);
  if (code) {
    return Fail(ErrorKind::kIo,
                path.string() + ": cannot replace: " + code.message());
  }
  return RemoveAll(old);
}

template <typename Writer>
Status CommitIndex(Writer& writer, RunTimings& timings) {
  const StepTimer timer(timings.clock(), JobStep::index_commit, 1);
  return writer.Commit();
}

// Of the companies that sites speak for, what their pages are filtered by.
using FacetsById = std::unordered_map<std::string, CompanyFacets>;

Result<int64_t> WritePages(const fs::path& directory, int workers,
                           PageStore& pages, const FacetsById& owners,
                           RunTimings& timings) {
  const StepTimer timer(timings.clock(), JobStep::index_pages);
  if (auto s = RemoveAll(directory); !s) return tl::unexpected(s.error());
  auto writer = PageIndexWriter::Open(directory, OpenMode::kFresh);
  if (!writer) return tl::unexpected(writer.error());
  auto about = pages.CountPages();
  if (!about) return tl::unexpected(about.error());
  PageIndexing indexing(*writer, static_cast<size_t>(*about), workers,
                        timings.steps());
  int64_t count = 0;
  auto status = pages.ForEach([&](PageRecord record) -> Status {
    timings.KeepNowAndThen();
    if (record.noindex) return {};
    ++count;
    const auto owner = owners.find(record.company_id);
    return indexing.Add(std::move(record),
                        owner != owners.end() ? &owner->second : nullptr);
  });
  if (status) status = indexing.Finish();
  if (status) status = CommitIndex(*writer, timings);
  if (!status) return tl::unexpected(status.error());
  timings.clock().Count(JobStep::index_pages, count);
  return count;
}

// What else learns of each company on its way into the index, or tells of it.
struct Recorders {
  ListHistory::Recorder& lists;
  FieldRecorder& fields;
  FacetsById& owners;
  const ClusterMembers& clusters;
};

Result<int64_t> WriteCompanies(const fs::path& directory,
                               const Attribution& attribution,
                               const std::vector<std::string>& districts,
                               const Taxonomy& taxonomy, const Places& places,
                               CompanyStore& companies, PageStore& pages,
                               const Recorders& recorders,
                               RunTimings& timings) {
  StepClock& clock = timings.clock();
  const StepTimer timer(clock, JobStep::attribution);
  if (auto s = RemoveAll(directory); !s) return tl::unexpected(s.error());
  auto writer = CompanyIndexWriter::Open(directory, OpenMode::kFresh);
  if (!writer) return tl::unexpected(writer.error());
  int64_t count = 0;
  auto status = ForEachCompanyRecord(
      attribution, districts, taxonomy, places, recorders.clusters, companies,
      pages, [&](const CompanyRecord& record) -> Status {
        ++count;
        if (!record.hosts.empty()) {
          recorders.owners.emplace(record.company.id, FacetsOf(record));
        }
        clock.Switch(JobStep::history);
        auto added = recorders.lists.Add(record);
        if (added) added = recorders.fields.Add(record);
        clock.Switch(JobStep::index_companies);
        if (added) added = writer->Replace(record);
        clock.Switch(JobStep::attribution);
        timings.KeepNowAndThen();
        return added;
      });
  if (status) status = CommitIndex(*writer, timings);
  for (const JobStep step :
       {JobStep::attribution, JobStep::history, JobStep::index_companies}) {
    clock.Count(step, count);
  }
  if (!status) return tl::unexpected(status.error());
  return count;
}

VocabularyEntry EntryOf(const FieldSource& field) {
  return VocabularyEntry{.id = field.id,
                         .label_de = field.label_de,
                         .label_en = field.label_en,
                         .aliases = field.aliases};
}

}  // namespace

Result<IndexReport> BuildIndexes(const Options& options,
                                 const Taxonomy& taxonomy, const Places& places,
                                 PageStore& pages, ListHistory& history,
                                 FieldHistory& fields, RunTimings& timings,
                                 Timestamp now) {
  StepClock& clock = timings.clock();
  // Until something else is said.
  const StepTimer timer(clock, JobStep::matching);
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto attribution =
      AttributeSites(options, places, *database, *companies, pages);
  if (!attribution) return tl::unexpected(attribution.error());
  clock.Switch(JobStep::profiles);
  if (auto s = AssignProfiles(options, attribution->matches, *database, pages);
      !s) {
    return tl::unexpected(s.error());
  }
  clock.Switch(JobStep::stories);
  auto stories = FindStories(pages);
  if (!stories) return tl::unexpected(stories.error());
  clock.Count(JobStep::stories, stories->pages);
  clock.Switch(JobStep::mentions);
  auto mentions =
      FindMentions(options, places, *attribution, *companies, pages);
  if (!mentions) return tl::unexpected(mentions.error());
  clock.Count(JobStep::mentions, mentions->named);
  clock.Switch(JobStep::history);
  IndexReport report;
  auto sites = pages.Sites();
  if (!sites) return tl::unexpected(sites.error());
  report.story_copies = stories->copies;
  report.sites = static_cast<int64_t>(sites->size());
  clock.Count(JobStep::matching, report.sites);
  for (const SiteMatch& match : attribution->matches) {
    if (IsSettled(match)) ++report.matched_sites;
  }
  const fs::path page_index = options.workspace.page_index();
  const fs::path company_index = options.workspace.company_index();
  if (auto s = MakeDirectories(page_index.parent_path()); !s) {
    return tl::unexpected(s.error());
  }
  auto outcome = history.Record(taxonomy.version());
  if (!outcome) return tl::unexpected(outcome.error());
  auto facts =
      CollectRunFacts(options, taxonomy, places, *database, pages, *sites, now);
  if (!facts) return tl::unexpected(facts.error());
  auto field_recorder = FieldRecorder::Begin(fields, std::move(*facts));
  if (!field_recorder) return tl::unexpected(field_recorder.error());
  auto clusters = ClusterMembers::Load(options, pages);
  if (!clusters) return tl::unexpected(clusters.error());
  FacetsById owners;
  auto company_count = WriteCompanies(
      Beside(company_index, ".new"), *attribution,
      IndexedDistricts(options, places.regions), taxonomy, places, *companies,
      pages, {*outcome, *field_recorder, owners, *clusters}, timings);
  if (!company_count) return tl::unexpected(company_count.error());
  auto page_count =
      WritePages(Beside(page_index, ".new"), options.pipeline.workers, pages,
                 owners, timings);
  if (!page_count) return tl::unexpected(page_count.error());
  clock.Switch(JobStep::index_commit);
  for (const fs::path& path : {page_index, company_index}) {
    if (auto s = TakePlace(path); !s) return tl::unexpected(s.error());
  }
  // After the indexes, which a kill makes again.
  clock.Switch(JobStep::history);
  if (auto s = outcome->Commit(); !s) return tl::unexpected(s.error());
  if (auto s = field_recorder->Commit(); !s) return tl::unexpected(s.error());
  if (auto s = pages.SetDirty(false); !s) return tl::unexpected(s.error());
  report.pages = *page_count;
  report.companies = *company_count;
  return report;
}

Vocabulary MakeVocabulary(const TaxonomySource& lists, const Regions& regions,
                          const std::vector<ClusterSource>& clusters) {
  Vocabulary vocabulary;
  for (const FieldSource& field : lists.fields) {
    vocabulary.fields.push_back(EntryOf(field));
  }
  for (const FieldSource& topic : lists.topics) {
    vocabulary.topics.push_back(EntryOf(topic));
  }
  for (const FutureFieldSource& future : lists.future_fields) {
    VocabularyEntry entry{.id = future.id,
                          .label_de = future.label_de,
                          .label_en = future.label_en,
                          .aliases = future.aliases};
    for (const FieldSource& field : lists.fields) {
      if (field.future_field == future.id) entry.members.push_back(field.id);
    }
    vocabulary.future_fields.push_back(std::move(entry));
  }
  for (const Region& region : regions.regions()) {
    vocabulary.regions.push_back(VocabularyEntry{.id = region.name,
                                                 .label_de = region.label_de,
                                                 .label_en = region.label_en});
  }
  for (const ClusterSource& cluster : clusters) {
    vocabulary.clusters.push_back(VocabularyEntry{.id = cluster.id,
                                                  .label_de = cluster.label,
                                                  .label_en = cluster.label});
  }
  for (const auto& [ags, name] : regions.districts()) {
    vocabulary.districts.push_back(
        VocabularyEntry{.id = ags, .label_de = name, .label_en = name});
  }
  for (const auto& [ags, name] : regions.municipalities()) {
    vocabulary.municipalities.push_back(
        VocabularyEntry{.id = ags, .label_de = name, .label_en = name});
  }
  return vocabulary;
}

}  // namespace ritmon
