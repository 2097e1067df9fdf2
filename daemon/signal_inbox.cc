// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/signal_inbox.h"

#include <utility>

namespace ritmon {

SignalInbox::SignalInbox() {
  sigemptyset(&signals_);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) {
    sigaddset(&signals_, signal);
  }
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

SignalInbox::~SignalInbox() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void SignalInbox::Wait(std::chrono::milliseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  timespec limit{};
  limit.tv_sec = seconds.count();
  limit.tv_nsec = std::chrono::nanoseconds(time - seconds).count();
  switch (sigtimedwait(&signals_, nullptr, &limit)) {
    case SIGTERM:
    case SIGINT:
      wants_end_ = true;
      break;
    case SIGHUP:
      wants_reload_ = true;
      break;
    default:
      break;
  }
}

bool SignalInbox::TakeReload() { return std::exchange(wants_reload_, false); }

}  // namespace ritmon
