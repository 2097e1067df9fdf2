// SPDX-License-Identifier: GPL-3.0-or-later
// crawl_bench SEEDS DIRECTORY [--workers=N] [--in-flight=N] [--read=LISTS]
//     [--json=FILE]
//
// Crawls the sites of SEEDS (a file, one URL a line; loopback only, see
// bench/peers) with the real crawl loop, fetcher and frontier, as fast as they
// can: no pause between requests. Fetches, parses and follows; with --read it
// also archives, reads each page whole and classifies it by the keyword lists
// in LISTS. DIRECTORY takes the state and the archive and should be empty.
// Prints the pages and where the CPU time went.

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
#include "bench/cpu_split.h"
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

namespace ritmon {
namespace {

struct BenchOptions {
  std::filesystem::path seeds;
  std::filesystem::path directory;
  std::filesystem::path lists;  // empty: links only
  size_t workers = 2;
  size_t in_flight = 32;
};

// Puts the time inside the fetcher down to it.
class TimedFetcher final : public Fetcher {
 public:
  TimedFetcher(Fetcher& fetcher, CpuSplit& split)
      : fetcher_(fetcher), split_(split) {}

  void Start(FetchRequest request) override {
    split_.Measure(Step::kFetch, [&] { fetcher_.Start(std::move(request)); });
  }
  std::vector<FetchResult> Wait(std::chrono::milliseconds timeout) override {
    return split_.Measure(Step::kFetch, [&] { return fetcher_.Wait(timeout); });
  }
  void Wake() override { fetcher_.Wake(); }
  size_t in_flight() const override { return fetcher_.in_flight(); }
  std::string KnownAddress(std::string_view host) const override {
    return fetcher_.KnownAddress(host);
  }

 private:
  Fetcher& fetcher_;
  CpuSplit& split_;
};

// The workers, and the way to them and back.
class Workers final : public CrawlSink {
 public:
  Workers(const BenchOptions& options, Fetcher& fetcher, WarcWriter* archive,
          std::shared_ptr<const Taxonomy> taxonomy, CpuSplit& crawl_split)
      : fetcher_(fetcher),
        archive_(archive),
        taxonomy_(std::move(taxonomy)),
        crawl_split_(crawl_split),
        pages_(2 * options.in_flight),
        facts_(1 << 16),
        splits_(options.workers) {
    for (CpuSplit& split : splits_)
      threads_.emplace_back([this, &split] { Work(split); });
  }
  ~Workers() override { Finish(); }

  size_t FreeSlots() const override {
    return pages_.capacity() - std::min(pages_.size(), pages_.capacity());
  }
  Result<Receipt> Fetched(FetchResult result) override {
    Receipt receipt;
    if (archive_ != nullptr && result.status > 0) {
      auto written = crawl_split_.Measure(
          Step::kArchive, [&] { return archive_->Write(result); });
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

  // Waits for the workers to end and adds their times to the crawl's.
  void Finish() {
    pages_.Close();
    for (std::thread& thread : threads_) thread.join();
    if (!threads_.empty())
      for (const CpuSplit& split : splits_) crawl_split_.Add(split);
    threads_.clear();
  }

  int64_t fetched() const { return fetched_; }
  int64_t others() const { return others_; }
  int64_t refused() const { return refused_; }
  int64_t links() const { return links_; }

 private:
  void Work(CpuSplit& split) {
    MatcherScratch scratch;
    while (auto result = pages_.Pop()) {
      const Visit visit = VisitOf(*result);
      std::vector<Link> links = taxonomy_ != nullptr
                                    ? ReadPage(*result, split, scratch)
                                    : ReadLinks(*result, split);
      PageFacts facts{.request = std::move(result->request), .visit = visit};
      split.Measure(Step::kLinks, [&] {
        for (Link& link : links) {
          if (link.nofollow) continue;
          const int priority = PriorityOf(link.url, {.text = link.text});
          facts.links.push_back(
              FoundUrl{.url = std::move(link.url), .priority = priority});
        }
        return 0;
      });
      links_ += static_cast<int64_t>(facts.links.size());
      facts_.Push(std::move(facts));
      fetcher_.Wake();
    }
  }

  // ParseLinks, step by step.
  std::vector<Link> ReadLinks(const FetchResult& result, CpuSplit& split) {
    DecodedText decoded = split.Measure(Step::kDecode, [&] {
      return DecodeHtml(result.body,
                        FindHeader(result.headers, "content-type"));
    });
    const HtmlTree tree = split.Measure(
        Step::kParse, [&] { return HtmlTree::Parse(std::move(decoded.text)); });
    return split.Measure(Step::kLinks, [&] {
      return FindLinks(tree, result.request.url).links;
    });
  }

  std::vector<Link> ReadPage(const FetchResult& result, CpuSplit& split,
                             MatcherScratch& scratch) {
    Page page = split.Measure(Step::kRead, [&] { return ParsePage(result); });
    split.Measure(Step::kMatch,
                  [&] { return Classify(page, *taxonomy_, scratch); });
    return std::move(page.links);
  }

  Fetcher& fetcher_;
  WarcWriter* archive_;  // null: links only
  std::shared_ptr<const Taxonomy> taxonomy_;
  CpuSplit& crawl_split_;
  BoundedQueue<FetchResult> pages_;
  BoundedQueue<PageFacts> facts_;
  std::vector<CpuSplit> splits_;  // one a worker
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

void Record(const Workers& workers, const CpuSplit& split,
            std::chrono::duration<double> elapsed, Figures& figures) {
  const auto pages = static_cast<double>(workers.fetched());
  figures.Add("ritmon", "pages", "pages", pages);
  figures.Add("ritmon", "speed", "pages/s", pages / elapsed.count());
  for (size_t i = 0; i < kStepNames.size(); ++i) {
    const std::chrono::duration<double, std::milli> spent =
        split.Of(static_cast<Step>(i));
    figures.Add("ritmon", "CPU time of " + std::string(kStepNames[i]),
                "ms a page", spent.count() / pages);
  }
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
}

void Print(const Workers& workers, const CpuSplit& split,
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
  for (size_t i = 0; i < kStepNames.size(); ++i) {
    const std::chrono::duration<double, std::milli> spent =
        split.Of(static_cast<Step>(i));
    if (spent.count() > 0)
      std::printf(" %s %.3f", kStepNames[i].data(), spent.count() / pages);
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

  CpuSplit split;
  TimedFetcher timed(**fetcher, split);
  Workers workers(options, timed, archive ? &*archive : nullptr, taxonomy,
                  split);
  CrawlOptions crawl{.max_in_flight = options.in_flight};
  crawl.politeness.delay = std::chrono::milliseconds(0);
  crawl.politeness.slow_factor = 0;
  CrawlLoop loop(crawl, *frontier, *robots, *reservations, timed, workers,
                 clock);
  const auto begin = clock.Steady();
  const CpuSplit::Duration cpu = CpuSplit::Now();
  Status status = loop.Run({});
  // What is neither curl nor the archive is the loop's own.
  split.Add(Step::kFrontier, CpuSplit::Now() - cpu - split.Of(Step::kFetch) -
                                 split.Of(Step::kArchive));
  workers.Finish();
  const auto elapsed = clock.Steady() - begin;
  Print(workers, split, elapsed);
  Record(workers, split, elapsed, figures);
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
