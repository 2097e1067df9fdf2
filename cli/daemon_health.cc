// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/daemon_health.h"

#include <utility>

#include "cli/daemon_metrics.h"
#include "daemon/readiness.h"

namespace ritmon {
namespace {

// Who scrapes wants an answer, be it without what is locked.
constexpr std::chrono::milliseconds kPatience{50};

// Of each job that begins, as it reads the configuration anew.
std::string WhyConfigurationIsRefused(const CommonFlags& common) {
  const auto config = common.Load();
  return config ? "" : config.error().message + "\n";
}

HttpAnswer Readiness(const CommonFlags& common, const Workspace& workspace) {
  std::string reasons = WhyConfigurationIsRefused(common);
  for (const std::string& reason :
       WhyNotReady(workspace.root, {workspace.state_db(), workspace.jobs_db(),
                                    workspace.history_db()})) {
    reasons += reason + "\n";
  }
  if (reasons.empty()) return {.body = "ready\n"};
  return {.status = 503, .body = std::move(reasons)};
}

HttpAnswer Metrics(const DaemonFacts& daemon, const Workspace& workspace,
                   DataFactsReader& data, Timestamp now) {
  WatchedFacts facts{.now = now,
                     .daemon = daemon,
                     .jobs = {},
                     .data = data.Read(),
                     .process = ReadProcessFacts()};
  if (auto jobs = ReadJobOverview(workspace.root, workspace.jobs_db(),
                                  daemon.options, now, kPatience)) {
    facts.jobs = std::move(*jobs);
  }
  return {.body = FormatMetrics(MetricsOf(facts)),
          .content_type = kMetricsContentType};
}

}  // namespace

HttpListener::Pages DaemonHealth::Pages(const Workspace& workspace) const {
  // Only the listener's thread has it.
  auto data = std::make_shared<DataFactsReader>(workspace, clock_);
  return {
      {"/healthz", [] { return HttpAnswer{.body = "alive\n"}; }},
      {"/readyz", [this, workspace] { return Readiness(common_, workspace); }},
      {"/metrics", [this, workspace, data] {
         return Metrics(facts_.Read(), workspace, *data, clock_.Now());
       }}};
}

Status DaemonHealth::Take(const Config& config, Log& log) {
  const std::string& listen = config.daemon.listen;
  const bool same = listen == facts_.Read().options.listen && listener_;
  if (listen.empty()) {
    listener_.reset();
  } else if (!same) {
    auto address = ParseListenAddress(listen);
    if (!address) return FailAt("daemon.listen", address.error());
    auto listener =
        HttpListener::Start(*address, Pages(config.options.workspace));
    if (!listener) return tl::unexpected(listener.error());
    listener_ = std::move(*listener);
    log.Info("listening", {{"address", ToString(listener_->address())}});
  }
  facts_.Update([&](DaemonFacts& facts) {
    facts.options = config.daemon;
    facts.loaded_at = clock_.Now();
    facts.reload_ok = true;
  });
  return {};
}

void DaemonHealth::ReloadRefused() {
  facts_.Update([](DaemonFacts& facts) { facts.reload_ok = false; });
}

void DaemonHealth::Begun(const std::string& job) {
  facts_.Update([&](DaemonFacts& facts) { facts.running = job; });
}

void DaemonHealth::Ended() {
  facts_.Update([](DaemonFacts& facts) { facts.running.reset(); });
}

}  // namespace ritmon
