// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_stage.h"

#include <utility>

#include "base/version.h"
#include "crawler/warc_writer.h"
#include "pipeline/website.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

// More facts than can be outstanding at a time: both queues full, every worker
// busy, one batch being stored. So the index thread never waits here.
constexpr size_t kFactsCapacity = 4096;

// Archives what comes, hands pages on to the pipeline, brings facts back.
class PipelineSink final : public CrawlSink {
 public:
  PipelineSink(WarcWriter& writer, Counters& counters, const Progress& progress)
      : writer_(&writer),
        counters_(&counters),
        progress_(&progress),
        facts_(kFactsCapacity) {}

  void Connect(Pipeline& pipeline) { pipeline_ = &pipeline; }
  // On the index thread.
  void Stored(PageFacts facts) { facts_.Push(std::move(facts)); }
  void Close() { facts_.Close(); }

  size_t FreeSlots() const override { return pipeline_->FreeSlots(); }

  Result<bool> Fetched(FetchResult result) override {
    if (result.status == 0) {
      counters_->Add(Counter::fetch_failures);
      return false;
    }
    counters_->Add(Counter::fetched);
    counters_->Add(Counter::fetched_bytes,
                   static_cast<int64_t>(result.body.size()));
    // A 304 has nothing to archive: the earlier capture stands.
    if (result.outcome == FetchOutcome::kNotModified) return false;
    auto ref = writer_->Write(result);
    if (!ref) return tl::unexpected(ref.error());
    counters_->Add(Counter::archived);
    if (result.request.kind != FetchKind::kPage || !SaysSomething(result)) {
      return false;
    }
    if (!pipeline_->Submit(Capture{std::move(result), std::move(*ref)})) {
      return tl::unexpected(pipeline_->Health().error());
    }
    return true;
  }

  void NotFetched(const FetchRequest&, std::string_view) override {
    counters_->Add(Counter::not_fetched);
  }

  Result<std::vector<PageFacts>> TakeFacts() override {
    if (auto status = pipeline_->Health(); !status) {
      return tl::unexpected(status.error());
    }
    if (*progress_) (*progress_)(*counters_);
    std::vector<PageFacts> taken;
    while (auto facts = facts_.TryPop()) taken.push_back(std::move(*facts));
    return taken;
  }

 private:
  WarcWriter* writer_;
  Counters* counters_;
  const Progress* progress_;
  BoundedQueue<PageFacts> facts_;
  Pipeline* pipeline_ = nullptr;
};

Status CheckContact(const Options& options) {
  if (!options.contact.empty() || !options.fetch.connect_to.empty()) return {};
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

}  // namespace

std::string UserAgent(const Options& options) {
  return options.product_token + "/" + std::string(kVersion) +
         (options.contact.empty() ? "" : " (+" + options.contact + ")");
}

Result<int64_t> AddSeeds(const Options& options, const Clock& clock) {
  auto database = Database::Open(options.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  const Scope scope(options.scope);
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto frontier = Frontier::Open(*database, scope);
  if (!frontier) return tl::unexpected(frontier.error());
  std::vector<std::string> websites;
  for (const SeedSource& seed : options.seeds) websites.push_back(seed.url);
  auto read = companies->ForEach([&](Company& company) {
    if (!company.website.empty()) websites.push_back(company.website);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  int64_t added = 0;
  for (const std::string& website : websites) {
    auto is_new = AddSeed(*frontier, website, clock);
    if (!is_new) return tl::unexpected(is_new.error());
    if (*is_new) ++added;
  }
  if (auto s = frontier->Commit(); !s) return tl::unexpected(s.error());
  return added;
}

Status Crawl(const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
             PageStore& store, Counters& counters, const Progress& progress,
             const Clock& clock, std::stop_token stop) {
  if (auto status = CheckContact(options); !status) return status;
  auto database = Database::Open(options.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  const Scope scope(options.scope);
  auto frontier = Frontier::Open(*database, scope);
  if (!frontier) return tl::unexpected(frontier.error());
  auto robots = RobotsCache::Open(*database, options.product_token);
  if (!robots) return tl::unexpected(robots.error());
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

  PipelineSink sink(*writer, counters, progress);
  Pipeline pipeline(options.pipeline, std::move(taxonomy), NewsSitesOf(options),
                    store, counters, [&](PageFacts facts) {
                      sink.Stored(std::move(facts));
                      (*fetcher)->Wake();
                    });
  sink.Connect(pipeline);
  CrawlLoop loop(options.crawl, *frontier, *robots, **fetcher, sink, clock);
  Status crawled = loop.Run(stop);
  // Nobody takes facts any more; the index thread must not wait for it.
  sink.Close();
  Status stored = pipeline.Finish();
  Status synced = writer->Sync();
  for (const Status& status : {crawled, stored, synced}) {
    if (!status) return status;
  }
  return {};
}

}  // namespace ritmon
