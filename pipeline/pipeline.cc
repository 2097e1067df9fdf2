// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/pipeline.h"

#include <utility>

#include "pipeline/timings.h"

namespace ritmon {
namespace {

// Records a transaction. More costs memory and, at a kill, repeated fetches.
constexpr size_t kBatch = 128;

}  // namespace

Pipeline::Pipeline(const PipelineOptions& options,
                   std::shared_ptr<const Taxonomy> taxonomy,
                   ProcessOptions process, PageStore& store, Counters& counters,
                   Timings& timings, OnStored on_stored)
    : taxonomy_(std::move(taxonomy)),
      store_(&store),
      counters_(&counters),
      timings_(&timings),
      on_stored_(std::move(on_stored)),
      fetched_(options.queue_capacity),
      documents_(options.queue_capacity) {
  for (int i = 0; i < options.workers; ++i) {
    workers_.emplace_back([this, process] { Work(process); });
  }
  index_thread_ = std::thread([this] { Index(); });
}

Pipeline::~Pipeline() {
  // An early end: what waits is dropped and stays due in the frontier.
  if (index_thread_.joinable()) static_cast<void>(Finish());
}

bool Pipeline::Submit(Capture capture) {
  if (!Health()) return false;
  return fetched_.Push(std::move(capture));
}

size_t Pipeline::FreeSlots() const {
  const size_t waiting = fetched_.size();
  return waiting < fetched_.capacity() ? fetched_.capacity() - waiting : 0;
}

Status Pipeline::Health() const {
  std::lock_guard lock(error_mutex_);
  if (error_) return tl::unexpected(*error_);
  return {};
}

void Pipeline::SetError(Error error) {
  std::lock_guard lock(error_mutex_);
  if (!error_) error_ = std::move(error);
}

Status Pipeline::Finish() {
  fetched_.Close();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
  documents_.Close();
  if (index_thread_.joinable()) index_thread_.join();
  return Health();
}

void Pipeline::Work(ProcessOptions process) {
  StepClock clock(*timings_, JobThread::kWorker, JobStep::queues);
  PageProcessor processor(taxonomy_, std::move(process), &clock);
  while (auto capture = fetched_.Pop()) {
    clock.Count(JobStep::queues);
    Document document{.page = processor.Process(*capture),
                      .request = capture->result.request,
                      .visit = VisitOf(capture->result)};
    document.visit.digest = capture->ref.digest;
    document.visit.text_hash = document.page.record.text_hash;
    document.visit.says_missing = document.page.says_missing;
    Count(document.page);
    if (!documents_.Push(std::move(document))) return;
  }
}

void Pipeline::Count(const ProcessedPage& page) {
  const PageRecord& record = page.record;
  if (record.key.empty()) {
    const auto excerpts = static_cast<int64_t>(page.excerpts.size());
    if (page.social) {
      counters_->Add(Counter::posts, excerpts);
    } else {
      counters_->Add(Counter::feeds);
      counters_->Add(Counter::excerpts, excerpts);
    }
    return;
  }
  counters_->Add(Counter::pages);
  if (record.format == PageFormat::kPdf) counters_->Add(Counter::documents);
  if (record.notes.contains(PageNote::kUnreadable)) {
    counters_->Add(Counter::unreadable_documents);
  }
  if (record.notes.contains(PageNote::kRendered)) {
    counters_->Add(Counter::rendered);
  } else if (record.notes.contains(PageNote::kNeedsScript)) {
    counters_->Add(Counter::needs_script);
  }
  if (!record.tags.fields.empty()) counters_->Add(Counter::tagged_pages);
}

void Pipeline::Index() {
  StepClock clock(*timings_, JobThread::kIndex, JobStep::queues);
  std::vector<Document> batch;
  while (auto document = documents_.Pop()) {
    batch.push_back(std::move(*document));
    while (batch.size() < kBatch) {
      auto more = documents_.TryPop();
      if (!more) break;
      batch.push_back(std::move(*more));
    }
    clock.Count(JobStep::queues);
    // After an error the rest is taken and dropped, so that nobody waits.
    if (Health()) {
      const StepTimer timer(clock, JobStep::store,
                            static_cast<int64_t>(batch.size()));
      if (auto status = Store(batch); !status) SetError(status.error());
    }
    batch.clear();
  }
}

Status Pipeline::Store(std::vector<Document>& batch) {
  if (auto status = store_->Begin(); !status) return status;
  Status status = store_->SetDirty(true);
  for (const Document& document : batch) {
    if (document.page.says_missing || document.page.reservation.reserved()) {
      continue;
    }
    if (status && !document.page.record.key.empty()) {
      status = store_->Put(document.page.record);
    }
    for (const PageRecord& excerpt : document.page.excerpts) {
      if (status) status = store_->Put(excerpt);
    }
    if (status && document.page.social) {
      status = store_->PutSocialFacts(*document.page.social);
    }
  }
  if (status) status = store_->Commit();
  if (!status) {
    store_->Rollback();
    return status;
  }
  for (Document& document : batch) {
    on_stored_(PageFacts{.request = std::move(document.request),
                         .visit = std::move(document.visit),
                         .links = std::move(document.page.links),
                         .reservation = std::move(document.page.reservation)});
  }
  return {};
}

void ParallelFor(int threads, size_t count, const ParallelWork& work) {
  Timings not_kept;
  ParallelFor(threads, count, work, not_kept, JobStep::other);
}

void ParallelFor(int threads, size_t count, const ParallelWork& work,
                 Timings& timings, JobStep step) {
  std::atomic<size_t> next = 0;
  std::vector<std::thread> pool;
  for (int thread = 0; thread < threads; ++thread) {
    pool.emplace_back([&, thread] {
      const StepClock clock(timings, JobThread::kWorker, step);
      for (size_t item = next++; item < count; item = next++) {
        work(item, thread);
      }
    });
  }
  for (std::thread& thread : pool) thread.join();
}

}  // namespace ritmon
