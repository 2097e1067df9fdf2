// SPDX-License-Identifier: GPL-3.0-or-later
// The whole job on one data directory, stage by stage. Holds the directory's
// lock: one writer at a time.

#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/directory_lock.h"
#include "base/files.h"
#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy.h"
#include "pipeline/archive_stage.h"
#include "pipeline/crawl_part.h"
#include "pipeline/forget_plan.h"
#include "pipeline/grant_stage.h"
#include "pipeline/import_stage.h"
#include "pipeline/index_stage.h"
#include "pipeline/list_history.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/purge_stage.h"
#include "pipeline/retag_stage.h"
#include "pipeline/review_stage.h"
#include "pipeline/run_timings.h"

namespace ritmon {

// What a job is opened for. kReplay takes a damaged page store, too: Replay is
// then to be called first.
enum class JobStart { kUsual, kReplay };

// Belongs to one thread; starts others inside its stages only.
class Job {
 public:
  // Makes the data directory if need be, takes its lock, brings what earlier
  // versions have written up to date, compiles the keyword lists, completes
  // what a killed `forget` has left. `clock` must outlive the job. Its timings
  // are kept as the last ones of `kind` (run_timings.h).
  static Result<Job> Open(Options options, const Clock& clock,
                          Progress progress = {}, FetchLog log = {},
                          JobStart start = JobStart::kUsual,
                          std::string kind = "job");

  // The configured company registers and lists.
  Result<ImportReport> Import(const OnImportProgress& on_progress = {});
  // `sources` instead.
  Result<ImportReport> Import(const std::vector<CompanySource>& sources,
                              const OnImportProgress& on_progress = {});
  // Grants, the configured files or `sources` instead.
  Result<GrantImportReport> ImportGrants(
      const OnGrantProgress& on_progress = {});
  Result<GrantImportReport> ImportGrants(
      const std::vector<GrantSource>& sources,
      const OnGrantProgress& on_progress = {});
  // Fields and companies of the grants, if what they rest on has changed;
  // IndexIfChanged does it, too.
  Status TagGrantsIfChanged();
  // Fetches what is due (crawl_rounds.h); first makes new websites known.
  // Renders what needs it (render_stage.h), and asks where companies without a
  // known site may have one (candidate_stage.h). Then takes out of archive and
  // store what turned out to be reserved, and what retention ends. A part of it
  // fetches only: rendering, asking and removing are left to the whole.
  Status Crawl(std::stop_token stop, CrawlPart part = CrawlPart::kAll);
  Result<std::vector<ArchiveFileReport>> Ingest(
      const std::vector<std::filesystem::path>& files);
  // What has had its time (purge_stage.h); Crawl ends with it, too.
  Result<RetentionCounts> EndRetention(
      RetentionMode mode = RetentionMode::kRemove);
  // Deletes everything derived and makes it again from the archive. What rests
  // on captures that retention has removed is carried along, as far as the old
  // store can be read: a damaged one stays as text.damaged (left_behind).
  Result<std::vector<ArchiveFileReport>> Replay();
  // Tags stored pages anew if the lists are others than last time, or `force`.
  Result<std::optional<RetagReport>> RetagIfChanged(bool force);
  // Decisions about which company a site speaks for (review_stage.h).
  Result<ReviewImport> ImportReview(const std::filesystem::path& file);
  Result<int64_t> UndoReview(const std::vector<std::string>& sites);
  // In job_forget.cc. Whom a word means and what there is of them
  // (forget_plan.h); removes it and keeps it out from now on: the entry's
  // number (forget_ledger.h); lets an entry's come back.
  Result<ForgetPlan> PlanForget(const std::string& subject);
  Result<int64_t> Forget(const ForgetPlan& plan, const std::string& reason);
  Status AllowAgain(int64_t entry);
  // What the pages of a site have in common, attribution and indexes, if
  // anything has changed since the last time, or an index is missing, cannot
  // be opened, or is of another version.
  Result<std::optional<IndexReport>> IndexIfChanged();
  // The next IndexIfChanged writes the indexes whether anything has changed or
  // not.
  Status ForgetIndexes();

  const Counters& counters() const { return *counters_; }
  // What the last of these two did; nothing if there was nothing to do.
  const std::optional<GrantFactsReport>& tagged_grants() const {
    return tagged_grants_;
  }
  // Why pages of the last crawl could not be rendered; empty if they could be.
  const std::string& render_problem() const { return render_problem_; }
  // Where Replay has left a store that is damaged; empty if it has not.
  const std::filesystem::path& left_behind() const { return left_behind_; }
  // For who goes on after the job, as part of the same run.
  std::unique_ptr<RunTimings> TakeTimings() && { return std::move(timings_); }
  const Options& options() const { return options_; }
  const Taxonomy& taxonomy() const { return *taxonomy_; }

 private:
  Status CarryAsFarAsPossible(const std::filesystem::path& old_store);
  Status CrawlInStages(std::stop_token stop, CrawlPart part);
  Status TagGrants(const Places& places);
  Status RemoveWhatIsGone();

  // Of all pending entries; nothing if there is none (job_forget.cc).
  Status FinishForgetting();
  Status ReadForgotten();
  // kInvalid if the page store lacks what the archive has.
  Status CheckStoreIsWhole() const;

  // Notes in the history that the store is tagged with the lists from now on.
  // From the recorded lists that the tags were made with to today's; nothing if
  // they are not known or too different.
  std::optional<ListChange> ChangeSince(const std::string& version,
                                        ListHistory& history) const;
  Status NoteLists(ListHistory& history, std::optional<int64_t> pages_changed);

  Job(Options options, const Clock& clock, Progress progress, FetchLog log,
      DirectoryLock lock, std::vector<ListDirectory> lists,
      std::shared_ptr<const Taxonomy> taxonomy, std::optional<PageStore> store,
      std::unique_ptr<RunTimings> timings);

  // `progress_`, and before it the timings are kept.
  Progress KeepingTimings() const;
  StepClock& steps() { return timings_->clock(); }

  Options options_;
  const Clock* clock_;
  Progress progress_;
  FetchLog log_;
  DirectoryLock lock_;
  std::vector<ListDirectory> lists_;  // that taxonomy_ was compiled from
  std::shared_ptr<const Taxonomy> taxonomy_;
  std::optional<PageStore> store_;
  std::unique_ptr<Counters> counters_;
  std::unique_ptr<RunTimings> timings_;
  std::string render_problem_;
  std::filesystem::path left_behind_;
  std::optional<GrantFactsReport> tagged_grants_;
};

}  // namespace ritmon
