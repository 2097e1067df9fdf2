// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/time_zone.h"

#include <date/tz.h>

namespace ritmon {

Result<const date::time_zone*> FindTimeZone(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return Fail(ErrorKind::kInvalid, "no time zone '" + name +
                                         "' (names are like Europe/Berlin; is "
                                         "tzdata installed?)");
  }
}

}  // namespace ritmon
