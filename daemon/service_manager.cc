// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service_manager.h"

#include <systemd/sd-daemon.h>

namespace ritmon {
namespace {

// Nobody hears it if this fails, so there is nobody to tell either.
void Send(const std::string& text) { (void)sd_notify(0, text.c_str()); }

}  // namespace

void NotifyService(ServiceState state) {
  switch (state) {
    case ServiceState::kReady:
      return Send("READY=1");
    case ServiceState::kReloading:
      return Send("RELOADING=1");
    case ServiceState::kStopping:
      return Send("STOPPING=1");
  }
}

void NotifyServiceStatus(const std::string& status) {
  Send("STATUS=" + status + "\nWATCHDOG=1");
}

void NotifyServiceAlive() { Send("WATCHDOG=1"); }

}  // namespace ritmon
