// SPDX-License-Identifier: GPL-3.0-or-later
// crawl_bench SEEDS DIRECTORY [--workers=N] [--in-flight=N] [--read=LISTS]
//     [--json=FILE]
//
// Crawls the sites of SEEDS (a file, one URL a line; loopback only, see
// bench/peers) with the real crawl loop, fetcher and frontier, as fast as they
// can: no pause between requests. Fetches, parses and follows; with --read it
// also archives, reads each page whole and classifies it by the keyword lists
// in LISTS. DIRECTORY takes the state and the archive and should be empty.
// Prints the pages and where the CPU time went, by the steps of
// pipeline/steps.def.

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/charset.h"
#include "base/files.h"
#include "base/queue.h"
#include "bench/figures.h"
#include "bench/peak_memory.h"
#include "classifier/classify.h"
#include "classifier/html_tree.h"
#include "classifier/page_links.h"
#include "classifier/page_parser.h"
#include "crawler/crawl_loop.h"
#include "crawler/curl_fetcher.h"
#include "crawler/url_priority.h"
#include "crawler/warc_writer.h"
#include "pipeline/process_page.h"
#include "pipeline/timed_fetcher.h"
#include "pipeline/timings.h"

namespace ritmon {
namespace {

struct BenchOptions {
  std::filesystem::path seeds;
  std::filesystem::path directory;
  std::filesystem::path lists;  // empty: links only
  size_t workers = 2;
  size_t in_flight = 32;
};

// The workers, and the way to them and back.
class Workers final : public CrawlSink {
 public:
  Workers(const BenchOptions& options, Fetcher& fetcher, WarcWriter* archive,
          std::shared_ptr<const Taxonomy> taxonomy, StepClock& crawl_clock)
      : fetcher_(fetcher),
        archive_(archive),
        taxonomy_(std::move(taxonomy)),
        crawl_clock_(crawl_clock),
        pages_(2 * options.in_flight),
        facts_(1 << 16) {
    for (size_t i = 0; i < options.workers; ++i)
      threads_.emplace_back([this] { Work(); });
  }
  ~Workers() override { Finish(); }

  size_t FreeSlots() const override {
    return pages_.capacity() - std::min(pages_.size(), pages_.capacity());
  }
  Result<Receipt> Fetched(FetchResult result) override {
    Receipt receipt;
    if (archive_ != nullptr && result.status > 0) {
      const StepTimer timer(crawl_clock_, JobStep::archive);
      auto written = archive_->Write(result);
      if (!written) return tl::unexpected(written.error());
      receipt.digest = written->digest;
    }
    const bool page = result.request.kind == FetchKind::kPage &&
                      result.outcome == FetchOutcome::kOk;
    ++(page ? fetched_ : others_);
    receipt.facts_will_come = page && pages_.Push(std::move(result));
    return receipt;
  }
  void NotFetched(const FetchRequest&, std::string_view) override {
    ++refused_;
  }
  void Blocked(const std::string&, Timestamp) override {}
  Result<std::vector<PageFacts>> TakeFacts(const CrawlTurn&) override {
    std::vector<PageFacts> taken;
    while (auto facts = facts_.TryPop()) taken.push_back(*std::move(facts));
    return taken;
  }

  // Waits for the workers to end.
  void Finish() {
    pages_.Close();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  int64_t fetched() const { return fetched_; }
  int64_t others() const { return others_; }
  int64_t refused() const { return refused_; }
  int64_t links() const { return links_; }

 private:
  void Work() {
    StepClock clock(crawl_clock_.timings(), JobThread::kWorker,
                    JobStep::queues);
    MatcherScratch scratch;
    PageParser parser;
    while (auto result = pages_.Pop()) {
      const Visit visit = VisitOf(*result);
      std::vector<Link> links = taxonomy_ != nullptr
                                    ? ReadPage(*result, parser, clock, scratch)
                                    : ReadLinks(*result, clock);
      const StepTimer timer(clock, JobStep::record);
      PageFacts facts{.request = std::move(result->request), .visit = visit};
      for (Link& link : links) {
        if (link.nofollow) continue;
        const int priority = PriorityOf(link.url, {.text = link.text});
        facts.links.push_back(
            FoundUrl{.url = std::move(link.url), .priority = priority});
      }
      links_ += static_cast<int64_t>(facts.links.size());
      facts_.Push(std::move(facts));
      fetcher_.Wake();
    }
  }

  // ParseLinks, step by step.
  static std::vector<Link> ReadLinks(const FetchResult& result,
                                     StepClock& clock) {
    const StepTimer timer(clock, JobStep::decode);
    DecodedText decoded =
        DecodeHtml(result.body, FindHeader(result.headers, "content-type"));
    clock.Switch(JobStep::parse);
    const HtmlTree tree = HtmlTree::Parse(std::move(decoded.text));
    clock.Switch(JobStep::extract);
    return FindLinks(tree, result.request.url).links;
  }

  std::vector<Link> ReadPage(const FetchResult& result, PageParser& parser,
                             StepClock& clock, MatcherScratch& scratch) {
    const StepTimer timer(clock, JobStep::decode);
    Page page = parser.Parse(
        result, [&](ParsePart part) { clock.Switch(StepOf(part)); });
    clock.Switch(JobStep::match);
    Classify(page, *taxonomy_, scratch);
    return std::move(page.links);
  }

  Fetcher& fetcher_;
  WarcWriter* archive_;  // null: links only
  std::shared_ptr<const Taxonomy> taxonomy_;
  StepClock& crawl_clock_;
  BoundedQueue<FetchResult> pages_;
  BoundedQueue<PageFacts> facts_;
  std::vector<std::thread> threads_;
  int64_t fetched_ = 0;
  int64_t others_ = 0;  // robots.txt, failures
  int64_t refused_ = 0;
  std::atomic<int64_t> links_ = 0;
};

Status AddSeeds(const std::filesystem::path& path, Frontier& frontier,
                Timestamp now) {
  auto text = ReadFile(path);
  if (!text) return tl::unexpected(text.error());
  for (size_t at = 0; at < text->size();) {
    const size_t end = std::min(text->find('\n', at), text->size());
    const std::string_view line = std::string_view(*text).substr(at, end - at);
    at = end + 1;
    if (line.empty()) continue;
    auto url = Url::Parse(line);
    if (!url) return tl::unexpected(url.error());
    auto added = frontier.AddSeed(*url, now);
    if (!added) return tl::unexpected(added.error());
  }
  return frontier.Commit();
}

// Milliseconds of CPU time a page, by step; without those that took none.
std::vector<std::pair<std::string, double>> Steps(const Timings& timings,
                                                  double pages) {
  std::vector<std::pair<std::string, double>> steps;
  for (size_t i = 0; i < kJobSteps; ++i) {
    const auto step = static_cast<JobStep>(i);
    const std::chrono::duration<double, std::milli> spent =
        timings.Of(step, JobThread::kCrawl).cpu +
        timings.Of(step, JobThread::kWorker).cpu;
    if (spent.count() > 0) {
      steps.emplace_back(InfoOf(step).name, spent.count() / pages);
    }
  }
  return steps;
}

void Record(const Workers& workers, const Timings& timings,
            std::chrono::duration<double> elapsed, Figures& figures) {
  const auto pages = static_cast<double>(workers.fetched());
  figures.Add("ritmon", "pages", "pages", pages);
  figures.Add("ritmon", "speed", "pages/s", pages / elapsed.count());
  for (const auto& [step, spent] : Steps(timings, pages)) {
    figures.Add("ritmon", "CPU time of " + step, "ms a page", spent);
  }
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
}

void Print(const Workers& workers, const Timings& timings,
           std::chrono::duration<double> elapsed) {
  const double pages = std::max<double>(1, workers.fetched());
  std::printf(
      "pages %lld other %lld refused %lld links %lld seconds %.2f "
      "pages_per_second %.0f\n",
      static_cast<long long>(workers.fetched()),
      static_cast<long long>(workers.others()),
      static_cast<long long>(workers.refused()),
      static_cast<long long>(workers.links()), elapsed.count(),
      pages / elapsed.count());
  std::printf("ms of CPU a page:");
  for (const auto& [step, spent] : Steps(timings, pages)) {
    std::printf(" %s %.3f", step.c_str(), spent);
  }
  std::printf("\n");
}

Status Crawl(const BenchOptions& options, Figures& figures) {
  const SystemClock clock;
  auto database = Database::Open(options.directory / "state.db");
  if (!database) return tl::unexpected(database.error());
  const Scope scope{ScopeOptions{}};
  auto frontier = Frontier::Open(*database, scope);
  if (!frontier) return tl::unexpected(frontier.error());
  auto robots = RobotsCache::Open(*database, "ritmon");
  if (!robots) return tl::unexpected(robots.error());
  auto reservations = Reservations::Open(*database);
  if (!reservations) return tl::unexpected(reservations.error());
  auto fetcher =
      CurlFetcher::Create({.user_agent = "ritmon/bench (+http://localhost/)",
                           .allow_private_addresses = true},
                          clock);
  if (!fetcher) return tl::unexpected(fetcher.error());
  std::optional<WarcWriter> archive;
  std::shared_ptr<const Taxonomy> taxonomy;
  if (!options.lists.empty()) {
    auto lists = Taxonomy::Load(options.lists);
    if (!lists) return tl::unexpected(lists.error());
    taxonomy = *std::move(lists);
    auto writer =
        WarcWriter::Open({.directory = options.directory / "warc"}, clock);
    if (!writer) return tl::unexpected(writer.error());
    archive.emplace(*std::move(writer));
  }
  if (auto status = AddSeeds(options.seeds, *frontier, clock.Now()); !status)
    return status;

  Timings timings;
  StepClock steps(timings, JobThread::kCrawl, JobStep::frontier);
  TimedFetcher timed(**fetcher, steps);
  Workers workers(options, timed, archive ? &*archive : nullptr, taxonomy,
                  steps);
  CrawlOptions crawl{.max_in_flight = options.in_flight};
  crawl.politeness.delay = std::chrono::milliseconds(0);
  crawl.politeness.slow_factor = 0;
  CrawlLoop loop(crawl, *frontier, *robots, *reservations, timed, workers,
                 clock);
  const auto begin = clock.Steady();
  Status status = loop.Run({});
  steps.Flush();
  workers.Finish();
  const auto elapsed = clock.Steady() - begin;
  Print(workers, timings, elapsed);
  Record(workers, timings, elapsed, figures);
  if (status && workers.fetched() == 0) {
    return Fail(ErrorKind::kNotFound, "no page was fetched");
  }
  return status;
}

std::optional<BenchOptions> ReadArguments(int argc, char** argv) {
  BenchOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const std::string_view value = argument.substr(argument.find('=') + 1);
    const auto number = [&](size_t& into) {
      const auto end = value.data() + value.size();
      return std::from_chars(value.data(), end, into).ptr == end && into > 0;
    };
    if (argument.starts_with("--workers=")) {
      if (!number(options.workers)) return std::nullopt;
    } else if (argument.starts_with("--in-flight=")) {
      if (!number(options.in_flight)) return std::nullopt;
    } else if (argument.starts_with("--read=")) {
      options.lists = value;
    } else if (options.seeds.empty()) {
      options.seeds = argument;
    } else {
      options.directory = argument;
    }
  }
  if (options.directory.empty()) return std::nullopt;
  return options;
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) {
  auto figures = ritmon::Figures::FromArguments(argc, argv);
  const auto options = ritmon::ReadArguments(argc, argv);
  if (!options) {
    std::fprintf(stderr,
                 "crawl_bench SEEDS DIRECTORY [--workers=N] [--in-flight=N] "
                 "[--read=LISTS] [--json=FILE]\n");
    return 2;
  }
  if (auto status = ritmon::Crawl(*options, figures); !status) {
    std::fprintf(stderr, "crawl_bench: %s\n", status.error().message.c_str());
    return 1;
  }
  return figures.Finish();
}
