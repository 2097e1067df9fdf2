// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/frontend.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <sstream>

#include "base/log.h"
#include "cli/command_line.h"
#include "cli/default_configuration.h"
#include "cli/pager.h"
#include "pipeline/stores.h"

namespace ritmon {

void CommonFlags::AddTo(CommandLine& command) {
  config_path = InstalledConfiguration().string();
  command
      .Add("-c,--config", config_path,
           "configuration file (or RITMON_CONFIG, or the installed one)")
      .OrEnvironment("RITMON_CONFIG")
      .Takes(ValueKind::kFile);
  command
      .Add("--set", sets, "section.key=value, wins over the file; repeatable")
      .TakeAll()
      .OneValueEach();
  command.AddFlag("-q,--quiet", quiet, "no progress, no summary");
}

Result<Config> CommonFlags::Load() const {
  if (config_path.empty()) {
    return Fail(
        ErrorKind::kNotFound,
        "no configuration: give -c FILE or set RITMON_CONFIG "
        "(config/demo.toml is the demo region; an installed ritmon takes "
        "/etc/ritmon/ritmon.toml, which is not there)");
  }
  return LoadConfig(config_path, sets);
}

void OutputFlags::AddTo(CommandLine& command) {
  command
      .Add("--lang", lang,
           "of labels and messages: de or en; else by LC_ALL, LC_MESSAGES, "
           "LANG")
      .OneOf({"de", "en"});
  command.AddFlag("--no-pager", no_pager,
                  "long output runs over the screen at once");
}

Terminal OutputFlags::terminal() const {
  Terminal terminal = DescribeTerminal(ProbeStandardOutput());
  if (!lang.empty()) {
    terminal.language = lang == "de" ? Language::kGerman : Language::kEnglish;
  }
  if (no_pager) terminal.pager.clear();
  return terminal;
}

void Warn(const std::string& message) {
  if (LogFormOfProcess()) {
    Log(LogLevel::kInfo).Warning("warning", {{"message", message}});
    return;
  }
  Terminal terminal;
  terminal.colours =
      isatty(STDERR_FILENO) != 0 && AllowsColours(ProcessEnvironment());
  fmt::print(stderr, "{}\n", terminal.Yellow("ritmon: " + message));
}

int Report(const Error& error) {
  EndProgress();
  const Error remedied = WithRemedy(error);
  if (LogFormOfProcess()) {
    Log(LogLevel::kInfo).Error("error", {{"message", remedied.message}});
  } else {
    fmt::print(stderr, "ritmon: {}\n", remedied.message);
  }
  return ExitCodeOf(remedied.kind);
}

void Tell(bool quiet, const std::string& text) {
  if (quiet) return;
  if (!LogFormOfProcess()) {
    fmt::print(stderr, "{}", text);
    return;
  }
  Log log(LogLevel::kInfo);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    log.Info("summary", {{"message", line}});
  }
}

Status Print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
      std::fflush(stdout) != 0) {
    // `| head` has read enough: nobody is left to tell.
    if (errno == EPIPE) return {};
    return Fail(ErrorKind::kIo, "cannot write to standard output");
  }
  return {};
}

Status Print(const std::string& text, const Terminal& terminal) {
  if (WantsPager(text, terminal)) {
    auto shown = ShowInPager(text, terminal.pager);
    if (!shown) return tl::unexpected(shown.error());
    if (*shown) return {};
  }
  return Print(text);
}

namespace {

// At most 80 columns, so that the carriage return reaches its beginning.
std::string ProgressLine(const Counters& counters, double seconds) {
  const auto get = [&](Counter c) { return counters.Get(c); };
  const double rate = static_cast<double>(get(Counter::fetched)) / seconds;
  std::string line;
  if (get(Counter::hosts) > 0) {
    line = fmt::format("{} fetched, {:.0f}/s, {} due, {} hosts, {} errors",
                       get(Counter::fetched), rate, get(Counter::waiting),
                       get(Counter::hosts), get(Counter::fetch_failures));
    if (rate > 0) {
      line += RemainingText(static_cast<double>(get(Counter::waiting)) / rate);
    }
  } else {
    line = fmt::format("{} fetched, {} pages, {} tagged", get(Counter::fetched),
                       get(Counter::pages), get(Counter::tagged_pages));
  }
  return line.substr(0, 79);
}

}  // namespace

std::string RemainingText(double seconds) {
  constexpr double kDay = 86400;
  if (seconds < 1 || seconds > kDay) return {};
  const auto s = static_cast<int64_t>(seconds);
  if (s < 3600) return fmt::format(", about {}:{:02} left", s / 60, s % 60);
  return fmt::format(", about {}:{:02}:{:02} left", s / 3600, s / 60 % 60,
                     s % 60);
}

// Terminal output is paced by the machine's own clock; no result depends on it.
ProgressPace::ProgressPace() : started_(SystemClock().Steady()) {}

std::optional<double> ProgressPace::Due() {
  const auto now = SystemClock().Steady();
  if (now - started_ < std::chrono::seconds(1) ||
      now - last_ < std::chrono::milliseconds(200)) {
    return std::nullopt;
  }
  last_ = now;
  return std::chrono::duration<double>(now - started_).count();
}

Progress TerminalProgress(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) == 0) return {};
  return [pace = ProgressPace()](const Counters& counters) mutable {
    const auto seconds = pace.Due();
    if (!seconds) return;
    fmt::print(stderr, "\r\x1b[K{}", ProgressLine(counters, *seconds));
    std::fflush(stderr);
  };
}

FetchLog LogOfFetches(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) != 0) return {};
  auto log = std::make_shared<Log>(LogLevel::kInfo);
  return [log](const FetchResult& result) {
    const Url& url = result.request.url;
    log->Info("fetch", {{"host", std::string(url.host())},
                        {"url", url.href()},
                        {"outcome", std::string(ToString(result.outcome))},
                        {"status", std::to_string(result.status)},
                        {"bytes", std::to_string(result.body.size())},
                        {"ms", std::to_string(result.elapsed.count())},
                        {"ip", result.ip}});
  };
}

void EndProgress() {
  if (isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r\x1b[K");
}

namespace {

// A signal handler can reach nothing else; set there, read by Watch.
volatile std::sig_atomic_t signal_seen = 0;

void OnSignal(int) { signal_seen = 1; }

}  // namespace

StopOnSignal::StopOnSignal() {
  signal_seen = 0;
  struct sigaction action {};
  action.sa_handler = OnSignal;
  // A second one ends the program at once, as people expect.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

StopOnSignal::~StopOnSignal() {
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
}

Progress StopOnSignal::Watch(Progress inner) {
  return [this, inner = std::move(inner)](const Counters& counters) {
    if (signal_seen != 0) source_.request_stop();
    if (inner) inner(counters);
  };
}

}  // namespace ritmon
