// SPDX-License-Identifier: GPL-3.0-or-later
// Which Xapian is there now: "1.4.22".

#pragma once

#include <string>

namespace ritmon {

std::string XapianVersion();

}  // namespace ritmon
