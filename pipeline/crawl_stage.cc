// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_stage.h"

#include <set>
#include <utility>

#include "base/domain_name.h"
#include "base/version.h"
#include "classifier/head_reservation.h"
#include "classifier/xmp_reservation.h"
#include "crawler/warc_writer.h"
#include "pipeline/candidate_store.h"
#include "pipeline/crawl_snapshot.h"
#include "pipeline/crawl_state.h"
#include "pipeline/excerpt_rules.h"
#include "pipeline/stores.h"
#include "pipeline/timed_fetcher.h"
#include "pipeline/website.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

// More facts than can be outstanding at a time: both queues full, every worker
// busy, one batch being stored. So the index thread never waits here.
constexpr size_t kFactsCapacity = 4096;

// How often `status` in another process sees how the crawl stands.
constexpr std::chrono::seconds kSnapshotEvery{1};

// Archives what comes, hands pages on to the pipeline, brings facts back.
class PipelineSink final : public CrawlSink {
 public:
  struct Parts {
    WarcWriter& writer;
    CrawlSnapshots& snapshots;
    Database& state;
    Counters& counters;
    RunTimings& timings;
    const Progress& progress;
    const FetchLog& log;
    const Clock& clock;
    const Options& options;
  };
  explicit PipelineSink(Parts parts)
      : parts_(std::move(parts)), facts_(kFactsCapacity) {}

  void Connect(Pipeline& pipeline) { pipeline_ = &pipeline; }
  // On the index thread.
  void Stored(PageFacts facts) { facts_.Push(std::move(facts)); }
  void Close() { facts_.Close(); }

  size_t FreeSlots() const override { return pipeline_->FreeSlots(); }

  Result<Receipt> Fetched(FetchResult result) override {
    Receipt receipt;
    if (parts_.log) parts_.log(result);
    parts_.counters.Add(result.outcome);
    if (result.status == 0) {
      Count(Counter::fetch_failures);
      return receipt;
    }
    Count(Counter::fetched);
    Count(Counter::fetched_bytes, static_cast<int64_t>(result.body.size()));
    receipt.reservation = LookForReservation(result);
    if (receipt.reservation.reserved()) {
      Count(Counter::reserved);
      return receipt;
    }
    // Where somebody else's robots.txt has led to.
    if (parts_.options.forgotten.HoldsUrl(result.request.url)) return receipt;
    auto ref = Archive(result);
    if (!ref) return tl::unexpected(ref.error());
    Count(Counter::archived);
    receipt.digest = ref->digest;
    receipt.unchanged = ref->revisit;
    if (ref->revisit) Count(Counter::unchanged);
    if (ref->revisit || !IsRead(result)) return receipt;
    if (!pipeline_->Submit(Capture{std::move(result), std::move(*ref)})) {
      return tl::unexpected(pipeline_->Health().error());
    }
    receipt.facts_will_come = true;
    return receipt;
  }

  void NotFetched(const FetchRequest&, std::string_view why) override {
    Count(Counter::not_fetched);
    parts_.counters.Add(LeftAloneOf(why));
  }

  void Blocked(const std::string&, Timestamp) override {
    Count(Counter::blocked);
  }

  Result<std::vector<PageFacts>> TakeFacts(const CrawlTurn& turn) override {
    if (auto status = pipeline_->Health(); !status) {
      return tl::unexpected(status.error());
    }
    parts_.counters.Set(Counter::waiting, turn.waiting);
    parts_.counters.Set(Counter::hosts, static_cast<int64_t>(turn.hosts));
    parts_.counters.Set(Counter::in_flight,
                        static_cast<int64_t>(turn.in_flight));
    if (auto status = LookAround(); !status) {
      return tl::unexpected(status.error());
    }
    if (parts_.progress) parts_.progress(parts_.counters);
    std::vector<PageFacts> taken;
    while (auto facts = facts_.TryPop()) taken.push_back(std::move(*facts));
    parts_.timings.clock().Count(JobStep::frontier,
                                 static_cast<int64_t>(taken.size()));
    return taken;
  }

 private:
  void Count(Counter counter, int64_t n = 1) {
    parts_.counters.Add(counter, n);
  }

  Result<CaptureRef> Archive(const FetchResult& result) {
    const StepTimer timer(parts_.timings.clock(), JobStep::archive, 1);
    return parts_.writer.Write(result);
  }

  // Before anything is kept.
  FoundReservation LookForReservation(const FetchResult& result) const {
    if ((result.request.kind != FetchKind::kPage &&
         result.request.kind != FetchKind::kFeed &&
         result.request.kind != FetchKind::kSocial) ||
        (result.outcome != FetchOutcome::kOk &&
         result.outcome != FetchOutcome::kNotModified)) {
      return {};
    }
    const StepTimer timer(parts_.timings.clock(), JobStep::reservations);
    HeadReservation head;
    if (IsDocument(result)) {
      head = ScanXmpForReservation(result.body);
    } else if (IsPage(result)) {
      head = ScanForReservation(result.body,
                                FindHeader(result.headers, "Content-Type"));
    }
    return ReservationOf(result, parts_.options.product_token,
                         head.tdm_reservation, head.noai, head.tdm_policy);
  }

  // While what is at hand can still be brought to its end.
  Status LookAround() {
    const auto now = parts_.clock.Steady();
    if (now < snapshot_at_) return {};
    snapshot_at_ = now + kSnapshotEvery;
    if (auto s = CheckRoom(parts_.options); !s) return s;
    auto written = parts_.snapshots.Write(parts_.counters, parts_.clock.Now());
    return written ? parts_.timings.KeepIn(parts_.state) : written;
  }

  Parts parts_;
  BoundedQueue<PageFacts> facts_;
  Pipeline* pipeline_ = nullptr;
  std::chrono::steady_clock::time_point snapshot_at_{};
};

// Its time is the crawl's while this lives.
class CrawlingThread {
 public:
  explicit CrawlingThread(StepClock& clock)
      : clock_(clock), before_(clock.Become(JobThread::kCrawl)) {}
  CrawlingThread(const CrawlingThread&) = delete;
  CrawlingThread& operator=(const CrawlingThread&) = delete;
  ~CrawlingThread() { clock_.Become(before_); }

 private:
  StepClock& clock_;
  JobThread before_;
};

Status WaitFor(Pipeline& pipeline, StepClock& clock) {
  const StepTimer timer(clock, JobStep::queues);
  return pipeline.Finish();
}

Status CheckContact(const Options& options) {
  if (!LacksContact(options)) return {};
  return Fail(ErrorKind::kInvalid,
              "crawl.contact is empty: ritmon does not crawl other people's "
              "sites without saying who asks. Set it to a URL or mail address "
              "where a webmaster reaches you");
}

Result<bool> AddSeed(Frontier& frontier, const std::string& text,
                     const Clock& clock) {
  auto url = ParseWebsite(text);
  if (!url) return false;
  return frontier.AddSeed(*url, clock.Now());
}

// A site that was refused as somebody's guess and is named by a list or the
// configuration now is decided about again.
Status ReopenNamed(const std::vector<std::string>& websites,
                   Database& database) {
  auto candidates = CandidateStore::Open(database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto refused = candidates->InState(CandidateState::kRefused);
  if (!refused) return tl::unexpected(refused.error());
  if (refused->empty()) return {};
  std::set<std::string> named;
  for (const std::string& website : websites) {
    if (auto url = ParseWebsite(website)) {
      named.insert(RegistrableDomain(url->host()));
    }
  }
  for (CandidateSite& candidate : *refused) {
    if (!named.contains(candidate.site)) continue;
    candidate.state = CandidateState::kOpen;
    if (auto s = candidates->Put(candidate); !s) return s;
  }
  return {};
}

}  // namespace

std::string UserAgent(const Options& options) {
  return options.product_token + "/" + std::string(kVersion) +
         (options.contact.empty() ? "" : " (+" + options.contact + ")");
}

Result<int64_t> AddSeeds(const Options& options, const Clock& clock) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  const Scope scope(ScopeOf(options));
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto frontier = Frontier::Open(*database, scope);
  if (!frontier) return tl::unexpected(frontier.error());
  std::vector<std::string> websites;
  for (const SeedSource& seed : options.seeds) websites.push_back(seed.url);
  for (const DirectorySource& directory : options.directories) {
    websites.push_back(directory.url);
  }
  auto read =
      companies->ForEachWebsite([&](const std::string&, std::string website) {
        websites.push_back(std::move(website));
      });
  if (!read) return tl::unexpected(read.error());
  if (auto s = ReopenNamed(websites, *database); !s) {
    return tl::unexpected(s.error());
  }
  int64_t added = 0;
  for (const FeedSource& feed : options.feeds) {
    auto url = Url::Parse(feed.url);
    if (!url) continue;
    auto is_new = frontier->AddSeed(*url, clock.Now(), FetchKind::kFeed);
    if (!is_new) return tl::unexpected(is_new.error());
    if (*is_new) ++added;
  }
  for (const std::string& website : websites) {
    auto is_new = AddSeed(*frontier, website, clock);
    if (!is_new) return tl::unexpected(is_new.error());
    if (*is_new) ++added;
  }
  if (auto s = frontier->Commit(); !s) return tl::unexpected(s.error());
  return added;
}

Status Crawl(const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
             PageStore& store, Counters& counters, RunTimings& timings,
             const Progress& progress, const FetchLog& log, const Clock& clock,
             std::stop_token stop) {
  const CrawlingThread thread(timings.clock());
  const StepTimer timer(timings.clock(), JobStep::frontier);
  if (auto status = CheckContact(options); !status) return status;
  if (auto status = CheckRoom(options); !status) return status;
  auto process = ProcessOptionsOf(options);
  if (!process) return tl::unexpected(process.error());
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  const Scope scope(ScopeOf(options));
  auto state = CrawlState::Open(*database, scope, options);
  if (!state) return tl::unexpected(state.error());
  auto snapshots = CrawlSnapshots::Open(*database);
  if (!snapshots) return tl::unexpected(snapshots.error());
  CurlFetcherOptions fetch = options.fetch;
  fetch.user_agent = UserAgent(options);
  fetch.contact_given = !options.contact.empty();
  auto fetcher = CurlFetcher::Create(fetch, clock);
  if (!fetcher) return tl::unexpected(fetcher.error());
  auto writer = WarcWriter::Open(
      WarcWriterOptions{.directory = options.workspace.warc(),
                        .info = {{"software", fetch.user_agent},
                                 {"operator", options.contact},
                                 {"robots", "obey RFC 9309"}}},
      clock);
  if (!writer) return tl::unexpected(writer.error());

  PipelineSink sink({.writer = *writer,
                     .snapshots = *snapshots,
                     .state = *database,
                     .counters = counters,
                     .timings = timings,
                     .progress = progress,
                     .log = log,
                     .clock = clock,
                     .options = options});
  Pipeline pipeline(options.pipeline, std::move(taxonomy), std::move(*process),
                    store, counters, timings.steps(), [&](PageFacts facts) {
                      sink.Stored(std::move(facts));
                      (*fetcher)->Wake();
                    });
  sink.Connect(pipeline);
  TimedFetcher timed(**fetcher, timings.clock());
  CrawlLoop loop(options.crawl, state->frontier, state->robots,
                 state->reservations, timed, sink, clock);
  Status crawled = loop.Run(stop);
  // Nobody takes facts any more; the index thread must not wait for it.
  sink.Close();
  Status stored = WaitFor(pipeline, timings.clock());
  Status closed = writer->Close();
  Status noted = snapshots->End(counters, clock.Now());
  for (const Status& status : {crawled, stored, closed, noted}) {
    if (!status) return status;
  }
  return {};
}

Status NoteTotals(const Options& options, Counters& counters) {
  auto database = Database::Open(options.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto totals = CrawlTotals::Open(*database);
  return totals ? totals->Add(counters) : tl::unexpected(totals.error());
}

Result<bool> MarkGonePages(const Options& options, PageStore& store,
                           HiddenPages hidden) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(*database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto gone = frontier->Gone();
  if (!gone) return tl::unexpected(gone.error());
  auto redirected = RedirectedExcerpts(*frontier, store);
  if (!redirected) return tl::unexpected(redirected.error());
  gone->insert(gone->end(), redirected->begin(), redirected->end());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  std::vector<std::string> sites;
  for (const CandidateState state :
       {CandidateState::kRefused, CandidateState::kOpen}) {
    if (state == CandidateState::kOpen && hidden == HiddenPages::kRefused) {
      continue;
    }
    auto unconfirmed = candidates->InState(state);
    if (!unconfirmed) return tl::unexpected(unconfirmed.error());
    for (CandidateSite& candidate : *unconfirmed) {
      sites.push_back(std::move(candidate.site));
    }
  }
  auto keys = store.KeysOf(sites);
  if (!keys) return tl::unexpected(keys.error());
  gone->insert(gone->end(), keys->begin(), keys->end());
  return store.SetGone(*gone);
}

}  // namespace ritmon
