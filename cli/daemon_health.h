// SPDX-License-Identifier: GPL-3.0-or-later
// How the daemon is, over HTTP: /healthz, /readyz, /metrics.
//
// The main loop calls the members; what is asked is answered on the listener's
// own thread, which only reads: data directory, configuration, and the facts
// that the main loop has left. Neither waits for the other.

#pragma once

#include <memory>
#include <string>

#include "base/log.h"
#include "base/time.h"
#include "cli/frontend.h"
#include "config/config.h"
#include "daemon/daemon_facts.h"
#include "daemon/http_listener.h"

namespace ritmon {

class DaemonHealth {
 public:
  // Both must outlive this.
  DaemonHealth(const CommonFlags& common, const Clock& clock)
      : common_(common), clock_(clock) {}

  // The configuration that holds from now on; listens where it says. Not before
  // signals are blocked. On an error all is as it was.
  Status Take(const Config& config, Log& log);
  void ReloadRefused();
  void Begun(const std::string& job);
  void Ended();

 private:
  HttpListener::Pages Pages(const Workspace& workspace) const;

  const CommonFlags& common_;
  const Clock& clock_;
  SharedDaemonFacts facts_;
  std::unique_ptr<HttpListener> listener_;  // goes first: reads the others
};

}  // namespace ritmon
