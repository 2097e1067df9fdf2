// SPDX-License-Identifier: GPL-3.0-or-later
// The certificates by which servers are believed, as libcurl was built to look
// for them.

#pragma once

#include <filesystem>

namespace ritmon {

// A file, or, where libcurl has only that, a directory; empty if neither.
std::filesystem::path DefaultCertificates();

}  // namespace ritmon
