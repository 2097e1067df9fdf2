// SPDX-License-Identifier: GPL-3.0-or-later
// Time zones of the IANA database, as the system has it.

#pragma once

#include <string>

#include "base/result.h"

namespace date {
class time_zone;
}

namespace ritmon {

// "Europe/Berlin"; lives as long as the program. kInvalid names the zone.
Result<const date::time_zone*> FindTimeZone(const std::string& name);

}  // namespace ritmon
