// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/chromium_renderer.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/utf8_prefix.h"
#include "crawler/browser_process.h"
#include "crawler/devtools_message.h"
#include "crawler/render_proxy.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;

// How often memory is looked at.
constexpr milliseconds kWatchEvery{100};
constexpr milliseconds kWait{20};
// Of the time limit, what is left for taking down what is there.
constexpr int kRestDivisor = 6;
// A page that loads itself again and again.
constexpr int kMaxLoads = 4;
// A message is a document, escaped, or something small.
constexpr size_t kMessageSlack = 16 << 20;
// What one process may have of data at all, against the memory of all of them:
// the watch ends the browser first, and this catches what grows between two of
// its looks. Were both the same, a page that catches its failed allocations
// would stay just below the limit. A whole number of 16 MiB: the script engine
// sizes its heaps by it, and does not start with odd ones.
constexpr uint64_t kDataUnit = 16 << 20;

uint64_t DataLimit(int64_t max_memory_bytes) {
  const auto limit = static_cast<uint64_t>(max_memory_bytes) * 3 / 2;
  return limit / kDataUnit * kDataUnit;
}

std::vector<std::string> ArgumentsFor(const ChromiumOptions& options,
                                      const RenderProxy& proxy,
                                      const fs::path& home) {
  std::vector<std::string> arguments = {
      "--headless=new", "--remote-debugging-pipe",
      "--user-data-dir=" + (home / "profile").string(),
      "--user-agent=" + options.user_agent, "--lang=de",
      // Nothing is reached but the proxy, loopback addresses included.
      "--proxy-server=http://127.0.0.1:" + std::to_string(proxy.port()),
      "--proxy-bypass-list=<-loopback>",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      "--ignore-certificate-errors-spki-list=" + proxy.key_hash(),
      "--disable-quic",
      "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--no-pings",
      // What a browser does by itself.
      "--disable-background-networking", "--disable-breakpad",
      "--disable-client-side-phishing-detection", "--disable-component-update",
      "--disable-crash-reporter", "--disable-default-apps",
      "--disable-domain-reliability", "--disable-extensions",
      "--disable-features=Translate,OptimizationHints,MediaRouter,"
      "AutofillServerCommunication,NetworkTimeServiceQuerying",
      "--disable-sync", "--metrics-recording-only",
      "--no-default-browser-check", "--no-first-run", "--password-store=basic",
      // What costs and is not text; windows and questions.
      "--blink-settings=imagesEnabled=false", "--block-new-web-contents",
      "--deny-permission-prompts", "--disable-dev-shm-usage", "--disable-gpu",
      "--disable-notifications", "--mute-audio", "--window-size=1280,2400"};
  // Chromium does not start as root with its sandbox.
  if (::geteuid() == 0) arguments.push_back("--no-sandbox");
  arguments.push_back("about:blank");
  return arguments;
}

std::string WithoutFragment(const std::string& url) {
  return url.substr(0, url.find('#'));
}

// One page in one browser, from its start to its end.
class Show {
 public:
  Show(const ChromiumOptions& options, const Clock& clock, RenderProxy& proxy,
       PageResources& resources, const FetchResult& page,
       BrowserProcess& browser, std::stop_token stop)
      : options_(options),
        clock_(clock),
        proxy_(proxy),
        resources_(resources),
        page_(page),
        browser_(browser),
        stop_(std::move(stop)),
        started_(clock.Steady()),
        deadline_(started_ + options.time_limit) {}

  Result<RenderResult> Run() {
    if (Open()) {
      Watch();
      TakeDown();
    }
    if (error_) return tl::unexpected<Error>(*error_);
    result_.asked = proxy_.asked();
    result_.refused = proxy_.refused();
    result_.elapsed =
        std::chrono::duration_cast<milliseconds>(clock_.Steady() - started_);
    return std::move(result_);
  }

 private:
  // False: it is over, `result_` or `error_` says why.
  bool Open() {
    const auto version = Call("Browser.getVersion", Json::object());
    if (!version) {
      if (!heard_ && !stop_.stop_requested()) {
        error_ = Error{ErrorKind::kIo,
                       options_.program.string() +
                           ": does not start or does not answer; try '" +
                           options_.program.string() +
                           " --headless=new --dump-dom about:blank'"};
      }
      return false;
    }
    Call("Browser.setDownloadBehavior", {{"behavior", "deny"}});
    const auto target = Call("Target.createTarget", {{"url", "about:blank"}});
    if (!target) return false;
    const auto session =
        Call("Target.attachToTarget",
             {{"targetId", TextIn(*target, "targetId")}, {"flatten", true}});
    if (!session) return false;
    session_ = TextIn(*session, "sessionId");
    if (!Call("Page.enable", Json::object())) return false;
    if (!Call("Emulation.setVirtualTimePolicy", {{"policy", "pause"}})) {
      return false;
    }
    navigating_ = true;
    const auto went =
        Call("Page.navigate", {{"url", page_.request.url.href()}});
    if (!went) return false;
    const std::string why = TextIn(*went, "errorText");
    return why.empty() || End(RenderOutcome::kFailed, why);
  }

  // Until the page's time is used up, or ours is.
  void Watch() {
    const Time enough = deadline_ - options_.time_limit / kRestDivisor;
    if (!Call("Emulation.setVirtualTimePolicy",
              {{"policy", "pauseIfNetworkFetchesPending"},
               {"budget", options_.script_time.count()},
               {"maxVirtualTimeTaskStarvationCount", 500000}})) {
      return;
    }
    while (!over_ && !time_used_up_ && clock_.Steady() < enough) Turn();
    if (!over_ && !time_used_up_) result_.truncated = true;
  }

  // The browser's own view of the document: no script of the page has a word
  // in it. Shadow trees stand in it as templates.
  void TakeDown() {
    if (over_) return;
    const auto document = Call("DOM.getDocument", {{"depth", 0}});
    if (!document) return;
    const Json root = ObjectIn(*document, "root");
    const auto html =
        Call("DOM.getOuterHTML",
             {{"nodeId", root.contains("nodeId") ? root["nodeId"] : Json(0)},
              {"includeShadowDOM", true}});
    if (!html) return;
    result_.html = TextIn(*html, "outerHTML");
    if (result_.html.size() > options_.max_html_bytes) {
      result_.html.resize(
          Utf8Prefix(result_.html, options_.max_html_bytes).size());
      result_.truncated = true;
    }
    result_.outcome = RenderOutcome::kRendered;
    result_.message.clear();
    over_ = true;
  }

  bool End(RenderOutcome outcome, std::string message) {
    if (!over_) {
      result_.outcome = outcome;
      result_.message = std::move(message);
      over_ = true;
    }
    return false;
  }

  // The answer's "result"; nothing if it is over.
  std::optional<Json> Call(const char* method, Json params) {
    if (over_) return std::nullopt;
    const int id = ++last_id_;
    Send(id, method, std::move(params));
    awaited_ = id;
    answer_.reset();
    while (!over_ && !answer_) Turn();
    awaited_ = 0;
    return std::exchange(answer_, std::nullopt);
  }

  void Send(int id, const char* method, Json params) {
    Json message{{"id", id}, {"method", method}, {"params", std::move(params)}};
    if (!session_.empty()) message["sessionId"] = session_;
    std::string text =
        message.dump(-1, ' ', true, Json::error_handler_t::replace);
    text += '\0';
    if (!browser_.Write(text)) {
      End(RenderOutcome::kFailed, "the browser ended by itself");
    }
  }

  // Everything that can be done now, then a moment's wait.
  void Turn() {
    for (const RenderProxy::Asked& asked : proxy_.TakeAsked()) {
      ++waiting_;
      resources_.Ask(asked.id, asked.url);
    }
    if (waiting_ > 0) {
      auto answers = resources_.Turn(kWait);
      if (!answers) {
        error_ = answers.error();
        over_ = true;
        return;
      }
      for (const PageResources::Answer& answer : *answers) {
        --waiting_;
        proxy_.Answer(answer.id, answer.result);
      }
    }
    std::vector<pollfd> polled = {
        {.fd = browser_.output(), .events = POLLIN, .revents = 0}};
    proxy_.AddTo(&polled);
    ::poll(polled.data(), polled.size(),
           waiting_ > 0 ? 0 : static_cast<int>(kWait.count()));
    proxy_.Serve();
    Hear();
    Limit();
  }

  void Hear() {
    const bool goes_on = browser_.Read(&heard_text_);
    size_t begin = 0;
    for (size_t end = heard_text_.find('\0'); end != std::string::npos;
         end = heard_text_.find('\0', begin)) {
      heard_ = true;
      const Json message =
          ParseDevtoolsMessage(heard_text_.substr(begin, end - begin));
      if (message.is_object()) Take(message);
      begin = end + 1;
    }
    heard_text_.erase(0, begin);
    if (!goes_on) End(RenderOutcome::kFailed, "the browser ended by itself");
    if (heard_text_.size() > 6 * options_.max_html_bytes + kMessageSlack) {
      End(RenderOutcome::kFailed, "the document is too large");
    }
  }

  void Take(const Json& message) {
    if (message.contains("id")) {
      if (message["id"] != awaited_) return;
      if (message.contains("error")) {
        End(RenderOutcome::kFailed,
            "the browser refuses: " +
                TextIn(ObjectIn(message, "error"), "message"));
        return;
      }
      answer_ = ObjectIn(message, "result");
      return;
    }
    const std::string method = TextIn(message, "method");
    const Json params = ObjectIn(message, "params");
    if (method == "Emulation.virtualTimeBudgetExpired") {
      time_used_up_ = true;
    } else if (method == "Page.javascriptDialogOpening") {
      Send(++last_id_, "Page.handleJavaScriptDialog", {{"accept", false}});
    } else if (method == "Inspector.targetCrashed" ||
               method == "Target.targetCrashed") {
      End(RenderOutcome::kFailed, "the page made the browser crash");
    } else if (method == "Page.frameStartedNavigating") {
      Navigates(params);
    }
  }

  void Navigates(const Json& params) {
    if (!navigating_ ||
        TextIn(params, "navigationType").ends_with("sameDocument")) {
      return;
    }
    const std::string frame = TextIn(params, "frameId");
    const std::string url = TextIn(params, "url");
    if (main_frame_.empty()) main_frame_ = frame;
    if (frame != main_frame_) return;
    const auto target = Url::Parse(url);
    if (!target) return;  // about:blank, javascript:
    if (WithoutFragment(target->href()) !=
        WithoutFragment(page_.request.url.href())) {
      result_.target = *target;
      End(RenderOutcome::kRedirected, "a script leads to " + target->href());
    }
  }

  void Limit() {
    const Time now = clock_.Steady();
    if (now >= deadline_) {
      End(RenderOutcome::kTimeout, "not done within the time limit");
    }
    if (stop_.stop_requested()) End(RenderOutcome::kTimeout, "stopped");
    if (proxy_.loads() > kMaxLoads) {
      End(RenderOutcome::kFailed, "the page loads itself without end");
    }
    if (now < watch_at_) return;
    watch_at_ = now + kWatchEvery;
    const int64_t memory = browser_.MemoryBytes();
    result_.peak_bytes = std::max(result_.peak_bytes, memory);
    if (memory > options_.max_memory_bytes) {
      End(RenderOutcome::kMemory, "more memory than is allowed");
    }
  }

  const ChromiumOptions& options_;
  const Clock& clock_;
  RenderProxy& proxy_;
  PageResources& resources_;
  const FetchResult& page_;
  BrowserProcess& browser_;
  std::stop_token stop_;
  Time started_;
  Time deadline_;
  Time watch_at_{};

  RenderResult result_;
  std::optional<Error> error_;
  bool over_ = false;
  bool heard_ = false;         // anything at all
  bool navigating_ = false;    // to the page, not to about:blank
  bool time_used_up_ = false;  // virtual time
  int waiting_ = 0;            // requests of the page without an answer
  int last_id_ = 0;
  int awaited_ = 0;
  std::optional<Json> answer_;
  std::string session_;
  std::string main_frame_;
  std::string heard_text_;
};

}  // namespace

class ChromiumRenderer::Impl {
 public:
  Impl(ChromiumOptions options, const Clock& clock,
       std::unique_ptr<RenderProxy> proxy)
      : options_(std::move(options)), clock_(&clock), proxy_(std::move(proxy)) {
    Clear();
  }
  ~Impl() { Clear(); }

  Result<RenderResult> Render(const FetchResult& page, PageResources& resources,
                              std::stop_token stop) {
    Clear();
    const fs::path home = options_.directory / "browser";
    if (auto made = MakeDirectories(home); !made) {
      return tl::unexpected<Error>(std::move(made.error()));
    }
    proxy_->Begin(page);
    resources.Begin(page.request);
    auto browser = BrowserProcess::Start(
        {.program = options_.program,
         .arguments = ArgumentsFor(options_, *proxy_, home),
         .home = home,
         .max_data_bytes = DataLimit(options_.max_memory_bytes)});
    if (!browser) return tl::unexpected<Error>(std::move(browser.error()));
    return Show(options_, *clock_, *proxy_, resources, page, *browser,
                std::move(stop))
        .Run();
  }

 private:
  void Clear() {
    std::error_code ignored;
    fs::remove_all(options_.directory, ignored);
  }

  ChromiumOptions options_;
  const Clock* clock_;
  std::unique_ptr<RenderProxy> proxy_;
};

Result<std::unique_ptr<ChromiumRenderer>> ChromiumRenderer::Create(
    ChromiumOptions options, const Clock& clock) {
  auto proxy = RenderProxy::Listen();
  if (!proxy) return tl::unexpected<Error>(std::move(proxy.error()));
  return std::unique_ptr<ChromiumRenderer>(new ChromiumRenderer(
      std::make_unique<Impl>(std::move(options), clock, std::move(*proxy))));
}

ChromiumRenderer::ChromiumRenderer(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl)) {}
ChromiumRenderer::~ChromiumRenderer() = default;

Result<RenderResult> ChromiumRenderer::Render(const FetchResult& page,
                                              PageResources& resources,
                                              std::stop_token stop) {
  return impl_->Render(page, resources, std::move(stop));
}

}  // namespace ritmon
