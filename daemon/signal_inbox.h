// SPDX-License-Identifier: GPL-3.0-or-later
// Signals as things that one waits for, not as interruptions: SIGTERM and
// SIGINT (end), SIGHUP (reload), SIGCHLD (a job has ended). One at a time, in
// the main thread, before others are started.

#pragma once

#include <chrono>
#include <csignal>

namespace ritmon {

class SignalInbox {
 public:
  // From here on they wait in the inbox.
  SignalInbox();
  SignalInbox(const SignalInbox&) = delete;
  SignalInbox& operator=(const SignalInbox&) = delete;
  // As it was before.
  ~SignalInbox();

  // Until one comes, or so long.
  void Wait(std::chrono::milliseconds time);

  bool wants_end() const { return wants_end_; }
  // Whether somebody wanted so since the last call.
  bool TakeReload();

 private:
  sigset_t signals_{};
  sigset_t before_{};
  bool wants_end_ = false;
  bool wants_reload_ = false;
};

}  // namespace ritmon
