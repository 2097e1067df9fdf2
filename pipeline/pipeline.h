// SPDX-License-Identifier: GPL-3.0-or-later
// The threads. Captures go in on the caller's thread, workers make page
// records of them, one index thread writes those to the page store:
//
//   Submit --fetched--> workers --documents--> index thread --> on_stored
//
// Both queues are bounded. Every thread of the program but the daemon's HTTP
// server starts in pipeline.cc.

#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/queue.h"
#include "base/result.h"
#include "classifier/taxonomy.h"
#include "crawler/crawl_loop.h"
#include "pipeline/counters.h"
#include "pipeline/page_store.h"
#include "pipeline/process_page.h"

namespace ritmon {

class Timings;
enum class JobStep;

struct PipelineOptions {
  int workers = 2;             // threads that parse and tag
  size_t queue_capacity = 64;  // captures, and records, that wait
};

class Pipeline {
 public:
  // Runs on the index thread, once for each capture submitted, only after its
  // record is safely stored.
  using OnStored = std::function<void(PageFacts)>;

  // `store`, `counters` and `timings` must outlive it; `store` belongs to the
  // pipeline's index thread until Finish.
  Pipeline(const PipelineOptions& options,
           std::shared_ptr<const Taxonomy> taxonomy, ProcessOptions process,
           PageStore& store, Counters& counters, Timings& timings,
           OnStored on_stored);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline();

  // Waits for room. False if the pipeline has failed: call Finish.
  bool Submit(Capture capture);
  // How many captures can be submitted without waiting; for one submitter.
  size_t FreeSlots() const;
  // The first error of the index thread, if there is one.
  Status Health() const;

  // Stores everything that was submitted and ends the threads.
  Status Finish();

 private:
  struct Document {
    ProcessedPage page;
    FetchRequest request;
    Visit visit;
  };
  void Work(ProcessOptions process);
  void Count(const ProcessedPage& page);
  void Index();
  Status Store(std::vector<Document>& batch);
  void SetError(Error error);

  std::shared_ptr<const Taxonomy> taxonomy_;
  PageStore* store_;
  Counters* counters_;
  Timings* timings_;
  OnStored on_stored_;
  BoundedQueue<Capture> fetched_;
  BoundedQueue<Document> documents_;
  mutable std::mutex error_mutex_;
  std::optional<Error> error_;
  std::vector<std::thread> workers_;
  std::thread index_thread_;
};

// Calls `work(item)` for 0 to count - 1 on `threads` threads and waits. Items
// are taken in order; `work` must be safe to run at the same time for
// different items. `thread` counts from 0: for scratch buffers.
using ParallelWork = std::function<void(size_t item, int thread)>;
void ParallelFor(int threads, size_t count, const ParallelWork& work);
// The same as a step of a job.
void ParallelFor(int threads, size_t count, const ParallelWork& work,
                 Timings& timings, JobStep step);

}  // namespace ritmon
