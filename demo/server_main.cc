// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon-demo-server SITES_DIR --connect-to FILE [--port N] [--delay-scale X]
//
// Serves the demonstration region until SIGTERM, SIGINT or the end of the
// process that started it. FILE appears, whole, when all hosts answer.
//
// Exit codes: 0 ended as asked, 1 could not serve, 2 wrong arguments.

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <string>

#include "tests/testing/site_server.h"

namespace {

constexpr int kCouldNotServe = 1;
constexpr int kWrongArguments = 2;

// Blocked in every thread from here on; WaitForTheEnd fetches them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// The kernel's signal does not come if a thread that is not the parent's first
// one started us, or if the parent is already gone: so look as well.
void WaitForTheEnd(const sigset_t& signals, pid_t parent) {
  const timespec pause{.tv_sec = 0, .tv_nsec = 500'000'000};
  while (getppid() == parent) {
    if (sigtimedwait(&signals, nullptr, &pause) > 0) return;
  }
}

int Fail(const ritmon::Error& error) {
  std::fprintf(stderr, "ritmon-demo-server: %s\n", error.message.c_str());
  return kCouldNotServe;
}

}  // namespace

int main(int argc, char** argv) {
  const pid_t parent = getppid();
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  ritmon::SiteServerOptions options;
  options.keep_log = false;
  std::string connect_to;
  CLI::App app("Serves the websites of the demonstration region.",
               "ritmon-demo-server");
  app.add_option("SITES_DIR", options.sites, "one folder a host name")
      ->required();
  app.add_option("--connect-to", connect_to,
                 "written when ready: where each host listens (TOML)")
      ->required();
  app.add_option("--port", options.port, "the same for all hosts; 0: any");
  app.add_option("--delay-scale", options.delay_scale,
                 "factor on the delays of slow pages")
      ->check(CLI::Range(0.0, 100.0));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongArguments;
  }
  const sigset_t signals = BlockStopSignals();
  const ritmon::SystemClock clock;
  auto server = ritmon::SiteServer::Start(options, clock);
  if (!server) return Fail(server.error());
  if (auto written = (*server)->WriteConnectToFile(connect_to); !written) {
    return Fail(written.error());
  }
  std::fprintf(stderr, "ritmon-demo-server: %zu hosts on port %u\n",
               (*server)->ConnectTo().size(),
               static_cast<unsigned>((*server)->port()));
  WaitForTheEnd(signals, parent);
  return 0;
}
