// SPDX-License-Identifier: GPL-3.0-or-later
// Which libcurl is there now, with its TLS: "7.88.1, OpenSSL/3.0.16".

#pragma once

#include <string>

namespace ritmon {

std::string CurlVersion();

}  // namespace ritmon
