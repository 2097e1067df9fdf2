// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/xapian_version.h"

#include <xapian.h>

namespace ritmon {

std::string XapianVersion() { return Xapian::version_string(); }

}  // namespace ritmon
