// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/render_stage.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "base/cpu_time.h"
#include "classifier/head_reservation.h"
#include "crawler/browser_process.h"
#include "crawler/chromium_renderer.h"
#include "crawler/render_ledger.h"
#include "crawler/resource_gate.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_rendition.h"
#include "crawler/warc_writer.h"
#include "model/robots_directives.h"
#include "pipeline/crawl_stage.h"
#include "pipeline/crawl_state.h"
#include "pipeline/process_page.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

// Files of renditions, by name after those of the responses: of a response and
// its rendition of the same second the latter is the later one.
constexpr char kPrefix[] = "ritmon-rendered";

// A page that wants to be rendered.
struct Wanted {
  std::string key;
  std::string site;
  bool is_imprint = false;
  int64_t day = 0;  // of its capture
  CaptureRef capture;
};

// "1200 ms, 230 MiB, 9 requests, 7 of them refused".
std::string FiguresOf(const RenderResult& result) {
  return std::to_string(result.elapsed.count()) + " ms, " +
         std::to_string(result.peak_bytes >> 20) + " MiB, " +
         std::to_string(result.asked) + " requests, " +
         std::to_string(result.refused) + " of them refused";
}

class RenderRun {
 public:
  struct Parts {
    const Options& options;
    PageStore& store;
    Counters& counters;
    const Progress& progress;
    Renderer& renderer;
    const Clock& clock;
    CrawlState& state;
    RenderLedger& ledger;
    WarcWriter& renditions;
    PageProcessor& processor;
    ResourceGate& gate;
    std::stop_token stop;
  };
  explicit RenderRun(Parts parts) : parts_(std::move(parts)) {}

  Result<RenderReport> Run() {
    auto wanted = FindWanted();
    if (!wanted) return tl::unexpected(wanted.error());
    int64_t day = 0;
    for (const Wanted& page : *wanted) {
      if (parts_.stop.stop_requested() || !report_.problem.empty()) break;
      if (parts_.progress) parts_.progress(parts_.counters);
      // A file holds renditions of one day's responses, so that retention can
      // take them away together.
      if (page.day != day) {
        if (auto s = parts_.renditions.Close(); !s) {
          return tl::unexpected(s.error());
        }
        day = page.day;
      }
      if (auto s = RenderOne(page); !s) return tl::unexpected(s.error());
      if (auto s = parts_.state.frontier.Commit(); !s) {
        return tl::unexpected(s.error());
      }
    }
    return report_;
  }

 private:
  // Oldest capture first; of a site imprints first: they say whose it is.
  Result<std::vector<Wanted>> FindWanted() {
    std::vector<Wanted> all;
    const Timestamp now = parts_.clock.Now();
    auto read =
        parts_.store.ForEachNeedingScript([&](PageRecord page) -> Status {
          if (page.notes.contains(PageNote::kRendered) || page.noindex ||
              page.expired || page.capture.file.empty()) {
            return {};
          }
          auto may = parts_.ledger.MayTry(page.key, page.capture.digest, now);
          if (!may) return tl::unexpected(may.error());
          if (!*may) return {};
          const auto url = Url::Parse(page.href);
          if (!url) return {};
          // What somebody else's crawl has brought in is left alone: its site
          // is none that we ask.
          auto known = parts_.state.frontier.Find(*url);
          if (!known) return tl::unexpected(known.error());
          if (!*known) return {};
          const Frontier& frontier = parts_.state.frontier;
          if (frontier.RulesOf(frontier.SiteOf(*url)).probe) return {};
          all.push_back({page.key, page.site,
                         page.is_imprint || LooksLikeImprint(*url),
                         std::chrono::floor<std::chrono::days>(page.fetched_at)
                             .time_since_epoch()
                             .count(),
                         page.capture});
          return {};
        });
    if (!read) return tl::unexpected(read.error());
    std::sort(all.begin(), all.end(), [](const Wanted& a, const Wanted& b) {
      return std::tie(a.day, a.site, b.is_imprint, a.key) <
             std::tie(b.day, b.site, a.is_imprint, b.key);
    });
    std::vector<Wanted> wanted;
    std::map<std::string, int> of_site;
    const RenderOptions& limits = parts_.options.render;
    for (Wanted& page : all) {
      if (static_cast<int64_t>(wanted.size()) >= limits.max_pages ||
          ++of_site[page.site] > limits.max_pages_per_site) {
        ++report_.left;
        continue;
      }
      wanted.push_back(std::move(page));
    }
    parts_.counters.Set(Counter::render_left, report_.left);
    return wanted;
  }

  Status RenderOne(const Wanted& wanted) {
    auto record = WarcReader::ReadAt(
        parts_.options.workspace.warc() / wanted.capture.file,
        wanted.capture.offset);
    if (!record) {
      return Failed(wanted, RenderOutcome::kFailed, record.error().message);
    }
    auto page = ToFetchResult(*record);
    if (!page || page->request.url.Canonical() != wanted.key ||
        !IsPage(*page)) {
      return Failed(wanted, RenderOutcome::kFailed,
                    "its capture cannot be read");
    }
    if (page->request.seed.empty()) {
      page->request.seed = parts_.state.frontier.SiteOf(page->request.url);
    }
    auto result = parts_.renderer.Render(*page, parts_.gate, parts_.stop);
    if (!result) {
      report_.problem = result.error().message;
      return {};
    }
    if (parts_.stop.stop_requested()) return {};
    if (result->outcome == RenderOutcome::kRedirected && result->target) {
      auto added = parts_.state.frontier.AddRedirect(
          *result->target, page->request, parts_.clock.Now());
      if (!added) return tl::unexpected(added.error());
      if (*added) ++report_.found;
    }
    if (result->outcome != RenderOutcome::kRendered) {
      return Failed(wanted, result->outcome,
                    result->message + "; " + FiguresOf(*result));
    }
    return Keep(wanted, *page, *record, std::move(*result));
  }

  Status Failed(const Wanted& wanted, RenderOutcome outcome,
                const std::string& why) {
    ++report_.failed;
    parts_.counters.Add(Counter::render_failures);
    return Note(wanted, outcome, why);
  }

  Status Note(const Wanted& wanted, RenderOutcome outcome,
              const std::string& why) {
    if (auto s = parts_.state.frontier.Begin(); !s) return s;
    return parts_.ledger.Put(wanted.key, wanted.capture.digest, outcome, why,
                             parts_.clock.Now());
  }

  // Archived and read, unless its owner reserves it.
  Status Keep(const Wanted& wanted, const FetchResult& page,
              const WarcRecord& response, RenderResult result) {
    const std::string figures = FiguresOf(result);
    Rendition rendition{
        .request = page.request,
        .html = std::move(result.html),
        .truncated = result.truncated,
        .response_id = std::string(response.Field("WARC-Record-ID")),
        .response_date = page.fetched_at,
        .rendered_at = parts_.clock.Now()};
    const HeadReservation head =
        ScanForReservation(rendition.html, "text/html; charset=utf-8");
    FoundReservation found =
        ReservationOf(page, parts_.options.product_token, head.tdm_reservation,
                      head.noai, head.tdm_policy);
    if (found.reserved()) return Reserve(wanted, page.request, found);
    // As replay will see it.
    const WarcRecord record = RecordOf(rendition, "");
    auto as_read = PageOfRendition(record);
    if (!as_read) return tl::unexpected(as_read.error());
    ProcessedPage processed = parts_.processor.Process(
        Capture{std::move(*as_read), CaptureRef{}, true});
    if (processed.reservation.reserved()) {
      return Reserve(wanted, page.request, processed.reservation);
    }
    if (processed.record.notes.contains(PageNote::kNeedsScript)) {
      return Failed(
          wanted,
          result.truncated ? RenderOutcome::kTimeout : RenderOutcome::kEmpty,
          figures);
    }
    auto ref = parts_.renditions.Write(rendition);
    if (!ref) return tl::unexpected(ref.error());
    parts_.counters.Add(Counter::archived);
    processed.record.capture = std::move(*ref);
    ++report_.rendered;
    parts_.counters.Add(Counter::rendered);
    if (!processed.record.tags.fields.empty()) {
      parts_.counters.Add(Counter::tagged_pages);
    }
    if (auto s = Store(processed); !s) return s;
    if (auto s = AddLinks(page, processed.links); !s) return s;
    return Note(wanted, RenderOutcome::kRendered, figures);
  }

  Status Store(const ProcessedPage& processed) {
    if (processed.says_missing) return {};
    if (auto s = parts_.store.Begin(); !s) return s;
    Status status = parts_.store.SetDirty(true);
    if (status) status = parts_.store.Put(processed.record);
    if (status) status = parts_.store.Commit();
    if (!status) parts_.store.Rollback();
    return status;
  }

  Status AddLinks(const FetchResult& page, const std::vector<FoundUrl>& links) {
    // The answer's own wish, which the document does not repeat.
    if (RobotsTagsOf(page.headers, parts_.options.product_token).nofollow) {
      return {};
    }
    if (auto s = parts_.state.frontier.Begin(); !s) return s;
    for (const FoundUrl& link : links) {
      auto added =
          parts_.state.frontier.AddLink(link, page.request, parts_.clock.Now());
      if (!added) return tl::unexpected(added.error());
      if (*added) ++report_.found;
    }
    return {};
  }

  // As the crawl does it (CrawlLoop::TakeReservation); what was archived of
  // the page is purged after this stage.
  Status Reserve(const Wanted& wanted, const FetchRequest& request,
                 FoundReservation found) {
    const Timestamp now = parts_.clock.Now();
    found.archived = true;
    const std::string why =
        "reserved (" + std::string(ToString(found.source)) + ")";
    parts_.counters.Add(Counter::reserved);
    Frontier& frontier = parts_.state.frontier;
    if (auto s = frontier.Begin(); !s) return s;
    if (auto s = parts_.state.reservations.Reserved(request, found, now); !s) {
      return s;
    }
    if (found.site_wide()) {
      if (auto s = frontier.sites().Close(request.seed, why); !s) return s;
    }
    if (auto s =
            frontier.Reserved(request, why, now + Reservations::kLookAgain);
        !s) {
      return s;
    }
    return parts_.ledger.Forget(wanted.key);
  }

  Parts parts_;
  RenderReport report_;
};

WarcWriterOptions WriterOptions(const Options& options, const char* prefix) {
  return {.directory = options.workspace.warc(),
          .prefix = prefix,
          .info = {{"software", UserAgent(options)},
                   {"operator", options.contact},
                   {"robots", "obey RFC 9309"}}};
}

}  // namespace

Result<RenderReport> RenderPages(const Options& options,
                                 std::shared_ptr<const Taxonomy> taxonomy,
                                 PageStore& store, Counters& counters,
                                 StepClock& steps, const Progress& progress,
                                 Fetcher& fetcher, Renderer& renderer,
                                 const Clock& clock, std::stop_token stop) {
  auto process = ProcessOptionsOf(options);
  if (!process) return tl::unexpected(process.error());
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  const Scope scope(ScopeOf(options));
  auto state = CrawlState::Open(*database, scope, options);
  if (!state) return tl::unexpected(state.error());
  auto ledger = RenderLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  // Answers to what is asked on the way, robots.txt above all.
  auto captures = WarcWriter::Open(WriterOptions(options, "ritmon"), clock);
  if (!captures) return tl::unexpected(captures.error());
  auto renditions = WarcWriter::Open(WriterOptions(options, kPrefix), clock);
  if (!renditions) return tl::unexpected(renditions.error());
  PageProcessor processor(std::move(taxonomy), std::move(*process), &steps);
  const auto on_fetched = [&](const FetchResult& result) -> Status {
    counters.Add(result.outcome);
    if (result.status == 0) {
      counters.Add(Counter::fetch_failures);
      return {};
    }
    counters.Add(Counter::fetched);
    counters.Add(Counter::fetched_bytes,
                 static_cast<int64_t>(result.body.size()));
    if (result.request.kind == FetchKind::kResource) return {};
    auto written = captures->Write(result);
    if (!written) return tl::unexpected(written.error());
    counters.Add(Counter::archived);
    return {};
  };
  ResourceGate gate(
      ResourceGateOptions{.product_token = options.product_token,
                          .allowed_domains = options.render.allowed_domains,
                          .max_requests = options.render.max_requests,
                          .politeness = options.crawl.politeness,
                          .hosts = options.crawl.hosts},
      state->frontier, state->robots, state->reservations, fetcher, clock,
      on_fetched);
  auto report = RenderRun({.options = options,
                           .store = store,
                           .counters = counters,
                           .progress = progress,
                           .renderer = renderer,
                           .clock = clock,
                           .state = *state,
                           .ledger = *ledger,
                           .renditions = *renditions,
                           .processor = processor,
                           .gate = gate,
                           .stop = std::move(stop)})
                    .Run();
  Status ended = gate.End();
  Status committed = state->frontier.Commit();
  Status closed = renditions->Close();
  Status closed_captures = captures->Close();
  if (!report) return report;
  steps.Count(JobStep::render, report->rendered + report->failed);
  for (const Status& status : {ended, committed, closed, closed_captures}) {
    if (!status) return tl::unexpected(status.error());
  }
  return report;
}

Result<RenderReport> RenderWithBrowser(
    const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
    PageStore& store, Counters& counters, StepClock& steps,
    const Progress& progress, const Clock& clock, std::stop_token stop) {
  if (!options.render.on) return RenderReport{};
  const auto program = FindBrowser(options.render.browser);
  if (!program) return RenderReport{};
  auto totals = store.CountScripts();
  if (!totals) return tl::unexpected(totals.error());
  if (totals->needing == totals->rendered) return RenderReport{};
  const StepTimer timer(steps, JobStep::render);
  const auto children_before = ChildrenCpuTime();
  CurlFetcherOptions fetch = options.fetch;
  fetch.user_agent = UserAgent(options);
  fetch.contact_given = !options.contact.empty();
  auto fetcher = CurlFetcher::Create(fetch, clock);
  if (!fetcher) return tl::unexpected(fetcher.error());
  auto renderer = ChromiumRenderer::Create(
      ChromiumOptions{.program = *program,
                      .directory = options.workspace.root / "render",
                      .user_agent = fetch.user_agent,
                      .time_limit = options.render.time_limit,
                      .max_memory_bytes = options.render.max_memory_bytes,
                      .max_html_bytes = options.fetch.max_body_bytes},
      clock);
  if (!renderer) return tl::unexpected(renderer.error());
  auto report =
      RenderPages(options, std::move(taxonomy), store, counters, steps,
                  progress, **fetcher, **renderer, clock, std::move(stop));
  // No other child runs now; this one's time is known when it has ended.
  renderer->reset();
  steps.AddCpu(JobStep::render, ChildrenCpuTime() - children_before);
  return report;
}

}  // namespace ritmon
