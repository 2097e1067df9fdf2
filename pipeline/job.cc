// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/job.h"

#include <utility>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "index/index_reader.h"
#include "pipeline/attribute.h"
#include "pipeline/carried_pages.h"
#include "pipeline/cluster_members.h"
#include "pipeline/crawl_rounds.h"
#include "pipeline/crawl_stage.h"
#include "pipeline/excerpt_rules.h"
#include "pipeline/leftovers.h"
#include "pipeline/site_stage.h"
#include "pipeline/stores.h"

namespace ritmon {

Job::Job(Options options, const Clock& clock, Progress progress, FetchLog log,
         DirectoryLock lock, std::vector<ListDirectory> lists,
         std::shared_ptr<const Taxonomy> taxonomy,
         std::optional<PageStore> store, std::unique_ptr<RunTimings> timings)
    : options_(std::move(options)),
      clock_(&clock),
      progress_(std::move(progress)),
      log_(std::move(log)),
      lock_(std::move(lock)),
      lists_(std::move(lists)),
      taxonomy_(std::move(taxonomy)),
      store_(std::move(store)),
      counters_(std::make_unique<Counters>()),
      timings_(std::move(timings)) {}

namespace {

// Says of a page store that it was made anew beside an archive. It goes with
// the store, when a replay takes its place.
constexpr char kIncomplete[] = "incomplete";

// Whether the page store can have all that the archive has.
bool IsWhole(const Workspace& workspace) {
  std::error_code code;
  if (std::filesystem::exists(workspace.replaced_text(), code)) return false;
  if (std::filesystem::exists(workspace.text() / kIncomplete, code)) {
    return false;
  }
  if (std::filesystem::exists(workspace.pages_db(), code)) return true;
  const auto archive = ArchiveFiles(workspace.warc());
  return archive && archive->empty();
}

}  // namespace

Result<Job> Job::Open(Options options, const Clock& clock, Progress progress,
                      FetchLog log, JobStart start, std::string kind) {
  auto timings =
      std::make_unique<RunTimings>(std::move(kind), options.workspace, clock,
                                   TimingWriter::kJob, JobStep::startup);
  timings->clock().Count(JobStep::startup);
  // What is wrong with the lists is said before anything is made.
  auto lists =
      ReadListDirectories(options.keyword_lists, options.more_keyword_lists);
  if (!lists) return tl::unexpected(lists.error());
  auto source = ParseTaxonomyDirectories(*lists);
  if (!source) return tl::unexpected(source.error());
  auto taxonomy = Taxonomy::Compile(std::move(*source));
  if (!taxonomy) return tl::unexpected(taxonomy.error());
  if (auto s = MakeDirectories(options.workspace.root); !s) {
    return tl::unexpected(s.error());
  }
  auto lock = DirectoryLock::Acquire(options.workspace.root);
  if (!lock) return tl::unexpected(lock.error());
  RemoveLeftovers(options.workspace);
  if (auto s = UpgradeStores(options); !s) return tl::unexpected(s.error());
  const bool whole = IsWhole(options.workspace);
  const auto upgraded = UpgradePageStore(options.workspace);
  auto store = upgraded ? PageStore::Open(options.workspace.text())
                        : Result<PageStore>(tl::unexpected(upgraded.error()));
  const bool replaced = start == JobStart::kReplay && !store &&
                        store.error().kind != ErrorKind::kIo &&
                        store.error().kind != ErrorKind::kBusy;
  if (!store && !replaced) return tl::unexpected(store.error());
  if (!whole) {
    auto noted =
        WriteFileAtomically(options.workspace.text() / kIncomplete, "");
    if (!noted) return tl::unexpected(noted.error());
  }
  std::optional<PageStore> opened;
  if (store) opened.emplace(std::move(*store));
  Job job(std::move(options), clock, std::move(progress), std::move(log),
          std::move(*lock), std::move(*lists), std::move(*taxonomy),
          std::move(opened), std::move(timings));
  if (auto s = job.ReadForgotten(); !s) return tl::unexpected(s.error());
  // Without a page store there is nothing to take out; the job after the replay
  // sees to it.
  if (job.store_ && whole) {
    if (auto s = job.FinishForgetting(); !s) return tl::unexpected(s.error());
  }
  job.steps().Switch(JobStep::other);
  job.steps().Count(JobStep::other);
  job.timings_->StartKeeping();
  return job;
}

Progress Job::KeepingTimings() const {
  return [timings = timings_.get(), this](const Counters& counters) {
    timings->KeepNowAndThen();
    if (progress_) progress_(counters);
  };
}

// Else what is left of the pages would be counted as if it were all.
Status Job::CheckStoreIsWhole() const {
  if (IsWhole(options_.workspace)) return {};
  return Fail(ErrorKind::kInvalid,
              options_.workspace.text().string() +
                  ": lacks pages that the archive has: the page store is gone, "
                  "or a replay was killed; `ritmon replay` makes it again");
}

Result<ImportReport> Job::Import(const OnImportProgress& on_progress) {
  return Import(options_.companies, on_progress);
}

Result<ImportReport> Job::Import(const std::vector<CompanySource>& sources,
                                 const OnImportProgress& on_progress) {
  const StepTimer timer(steps(), JobStep::import_companies);
  auto report = ImportCompanies(options_, sources, *clock_, on_progress);
  if (!report) return report;
  for (const ImportSummary& file : report->files) {
    steps().Count(JobStep::import_companies, static_cast<int64_t>(file.read));
  }
  if (report->changed) {
    if (auto s = store_->SetDirty(true); !s) return tl::unexpected(s.error());
  }
  return report;
}

Result<GrantImportReport> Job::ImportGrants(
    const OnGrantProgress& on_progress) {
  return ImportGrants(options_.grants, on_progress);
}

Result<GrantImportReport> Job::ImportGrants(
    const std::vector<GrantSource>& sources,
    const OnGrantProgress& on_progress) {
  const StepTimer timer(steps(), JobStep::import_grants);
  auto report = ImportGrantFiles(options_, sources, *clock_, on_progress);
  if (!report) return report;
  for (const GrantFileReport& file : report->files) {
    steps().Count(JobStep::import_grants,
                  static_cast<int64_t>(file.summary.file.read));
  }
  return report;
}

Status Job::TagGrantsIfChanged() {
  auto places = LoadPlaces(options_);
  if (!places) return tl::unexpected(places.error());
  return TagGrants(*places);
}

Status Job::TagGrants(const Places& places) {
  const StepTimer timer(steps(), JobStep::grants);
  auto report = RefreshGrantFacts(options_, *taxonomy_, places);
  if (!report) return tl::unexpected(report.error());
  tagged_grants_ = std::move(*report);
  if (tagged_grants_) steps().Count(JobStep::grants, tagged_grants_->grants);
  return {};
}

Status Job::Crawl(std::stop_token stop, CrawlPart part) {
  Status crawled = CrawlInStages(stop, part);
  // What was rendered after the last crawl's end.
  Status noted = NoteTotals(options_, *counters_);
  return crawled ? noted : crawled;
}

Status Job::CrawlInStages(std::stop_token stop, CrawlPart part) {
  if (auto s = CheckStoreIsWhole(); !s) return s;
  CrawlRounds rounds({.options = options_,
                      .taxonomy = taxonomy_,
                      .store = *store_,
                      .counters = *counters_,
                      .timings = *timings_,
                      .progress = progress_,
                      .log = log_,
                      .clock = *clock_});
  Status crawled = rounds.Run(part, stop);
  render_problem_ = rounds.render_problem();
  if (!crawled) return crawled;
  const StepTimer timer(steps(), JobStep::archive);
  // Of files that a killed crawl left without one, and of other people's.
  if (auto s = IndexMissing(options_.workspace.warc()); !s) return s;
  if (part != CrawlPart::kAll) return {};
  auto ended = EndRetention();
  return ended ? Status() : tl::unexpected(ended.error());
}

Result<RetentionCounts> Job::EndRetention(RetentionMode mode) {
  const StepTimer timer(steps(), JobStep::removal, 1);
  return RemoveExpired(options_, *store_, *clock_, mode);
}

Result<std::vector<ArchiveFileReport>> Job::Ingest(
    const std::vector<std::filesystem::path>& files) {
  return ritmon::Ingest(options_, files, taxonomy_, *store_, *counters_,
                        steps(), KeepingTimings(), *clock_);
}

// What cannot be read is not worth the rest: it stays beside the new store.
Status Job::CarryAsFarAsPossible(const std::filesystem::path& old_store) {
  const auto carried = CarryExpired(old_store, *store_);
  if (carried || carried.error().kind == ErrorKind::kIo ||
      carried.error().kind == ErrorKind::kBusy) {
    return carried;
  }
  left_behind_ = options_.workspace.text();
  left_behind_ += ".damaged";
  return {};
}

Result<std::vector<ArchiveFileReport>> Job::Replay() {
  namespace fs = std::filesystem;
  store_.reset();
  const fs::path old = options_.workspace.replaced_text();
  std::error_code code;
  // One that a killed replay left is the one that is complete.
  if (!fs::exists(old)) fs::rename(options_.workspace.text(), old, code);
  for (const auto& path :
       {options_.workspace.text(), options_.workspace.index()}) {
    if (!code) fs::remove_all(path, code);
  }
  if (code) {
    return Fail(ErrorKind::kIo, options_.workspace.root.string() +
                                    ": cannot make room: " + code.message());
  }
  auto store = PageStore::Open(options_.workspace.text());
  if (!store) return tl::unexpected(store.error());
  store_.emplace(std::move(*store));
  store_->KeepOut(options_.forgotten);
  if (auto s = CarryAsFarAsPossible(old); !s) return tl::unexpected(s.error());
  // What is reserved and was carried along goes, too.
  {
    const StepTimer removal(steps(), JobStep::removal, 1);
    if (auto s = PurgeReserved(options_, *store_, *clock_); !s) {
      return tl::unexpected(s.error());
    }
  }
  auto reports = ReadArchive(options_, taxonomy_, *store_, *counters_, steps(),
                             KeepingTimings());
  if (!reports) return reports;
  // Without retention the archive says all of them.
  if (left_behind_.empty() && options_.retention_days != 0) {
    if (auto s = CarrySaidDates(old, *store_); !s) {
      return tl::unexpected(s.error());
    }
  }
  if (auto s = store_->SetListVersion(taxonomy_->version()); !s) {
    return tl::unexpected(s.error());
  }
  if (!left_behind_.empty()) {
    fs::remove_all(left_behind_, code);
    fs::rename(old, left_behind_, code);
  }
  fs::remove_all(old, code);
  return reports;
}

Result<std::optional<RetagReport>> Job::RetagIfChanged(bool force) {
  if (auto s = CheckStoreIsWhole(); !s) return tl::unexpected(s.error());
  auto version = store_->ListVersion();
  if (!version) return tl::unexpected(version.error());
  if (!force && *version == taxonomy_->version()) return std::nullopt;
  auto history = ListHistory::Open(options_.workspace.lists_db());
  if (!history) return tl::unexpected(history.error());
  auto report = Retag(options_, taxonomy_,
                      force ? std::nullopt : ChangeSince(*version, *history),
                      *store_, *counters_, steps(), KeepingTimings());
  if (!report) return tl::unexpected(report.error());
  // Company rules are part of the lists: scores may change where no tag did.
  if (auto s = store_->SetDirty(true); !s) return tl::unexpected(s.error());
  // An empty store has no tags to change.
  std::optional<int64_t> changed;
  if (report->pages > 0) changed = report->changed;
  if (auto s = NoteLists(*history, changed); !s) {
    return tl::unexpected(s.error());
  }
  return std::optional<RetagReport>(*report);
}

std::optional<ListChange> Job::ChangeSince(const std::string& version,
                                           ListHistory& history) const {
  auto lists = history.Lists(version);
  if (!lists) return std::nullopt;
  // Lists of an earlier program need not suit this one.
  auto before = ParseTaxonomyDirectories(std::move(*lists));
  auto after = ParseTaxonomyDirectories(lists_);
  if (!before || !after) return std::nullopt;
  return ListChange::Between(*before, *after);
}

Status Job::NoteLists(ListHistory& history,
                      std::optional<int64_t> pages_changed) {
  auto noted = history.NoteUse(taxonomy_->version(), lists_, pages_changed,
                               clock_->Now());
  return noted ? history.Prune(options_.kept_list_versions) : noted;
}

Result<ReviewImport> Job::ImportReview(const std::filesystem::path& file) {
  return ritmon::ImportReview(options_, *store_, file, *clock_);
}

Result<int64_t> Job::UndoReview(const std::vector<std::string>& sites) {
  return ritmon::UndoReview(options_, *store_, sites);
}

Status Job::ForgetIndexes() { return store_->SetDirty(true); }

Status Job::RemoveWhatIsGone() {
  const StepTimer timer(steps(), JobStep::removal, 1);
  auto removed = RemoveReservedExcerpts(options_, *store_);
  if (!removed) return tl::unexpected(removed.error());
  if (*removed > 0) {
    if (auto s = store_->SetDirty(true); !s) return s;
  }
  auto went = MarkGonePages(options_, *store_);
  if (!went) return tl::unexpected(went.error());
  return *went ? store_->SetDirty(true) : Status();
}

Result<std::optional<IndexReport>> Job::IndexIfChanged() {
  if (auto s = CheckStoreIsWhole(); !s) return tl::unexpected(s.error());
  if (auto s = RemoveWhatIsGone(); !s) return tl::unexpected(s.error());
  auto settled = SettleSites(options_, taxonomy_, *store_, steps());
  if (!settled) return tl::unexpected(settled.error());
  auto dirty = store_->IsDirty();
  if (!dirty) return tl::unexpected(dirty.error());
  const bool there =
      PageIndexReader::Open(options_.workspace.page_index()) &&
      CompanyIndexReader::Open(options_.workspace.company_index());
  auto places = LoadPlaces(options_);
  if (!places) return tl::unexpected(places.error());
  if (auto s = TagGrants(*places); !s) return tl::unexpected(s.error());
  // A region that was defined since is in no document yet.
  auto clusters = ClusterStamp(options_);
  if (!clusters) return tl::unexpected(clusters.error());
  const std::string membership =
      IndexedRegionsText(options_, places->regions) + *clusters;
  auto indexed = store_->IndexedRegions();
  if (!indexed) return tl::unexpected(indexed.error());
  auto fields = FieldHistory::Open(options_.workspace.history_db());
  if (!fields) return tl::unexpected(fields.error());
  if (!*dirty && there && *indexed == membership) {
    auto noted = fields->NoteUnchanged(clock_->Now());
    if (!noted) return tl::unexpected(noted.error());
    return std::nullopt;
  }
  auto history = ListHistory::Open(options_.workspace.lists_db());
  if (!history) return tl::unexpected(history.error());
  if (auto s = NoteLists(*history, std::nullopt); !s) {
    return tl::unexpected(s.error());
  }
  auto report = BuildIndexes(options_, *taxonomy_, *places, *store_, *history,
                             *fields, *timings_, clock_->Now());
  if (!report) return tl::unexpected(report.error());
  if (auto s = store_->SetIndexedRegions(membership); !s) {
    return tl::unexpected(s.error());
  }
  return std::optional<IndexReport>(*report);
}

}  // namespace ritmon
