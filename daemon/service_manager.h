// SPDX-License-Identifier: GPL-3.0-or-later
// What a service manager wants to hear (sd_notify(3)). Where there is none,
// nothing happens.

#pragma once

#include <string>

namespace ritmon {

enum class ServiceState { kReady, kReloading, kStopping };

void NotifyService(ServiceState state);
// A line for `systemctl status`; also says that the program is alive.
void NotifyServiceStatus(const std::string& status);
// For WatchdogSec=.
void NotifyServiceAlive();

}  // namespace ritmon
