// SPDX-License-Identifier: GPL-3.0-or-later
// What the daemon's main loop tells those who ask how it is.

#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "base/time.h"
#include "daemon/daemon_options.h"

namespace ritmon {

struct DaemonFacts {
  DaemonOptions options;  // the plan that it goes by
  Timestamp loaded_at{};  // when it took that
  bool reload_ok = true;  // whether the last try to take another went well
  std::optional<std::string> running;  // the job
};

// The only thing that the main loop and the listener share: held for as long as
// a copy takes, so that neither waits for the other. Any thread.
class SharedDaemonFacts {
 public:
  DaemonFacts Read() const {
    const std::lock_guard lock(mutex_);
    return facts_;
  }
  template <typename Change>
  void Update(const Change& change) {
    const std::lock_guard lock(mutex_);
    change(facts_);
  }

 private:
  mutable std::mutex mutex_;
  DaemonFacts facts_;
};

}  // namespace ritmon
