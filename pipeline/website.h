// SPDX-License-Identifier: GPL-3.0-or-later
// A company's website as lists write it: "www.firma.example", with or without
// http(s). Pure function.

#pragma once

#include <string>

#include "base/result.h"
#include "model/url.h"

namespace ritmon {

// kInvalid for what is no address; registers are full of "siehe Anlage".
Result<Url> ParseWebsite(const std::string& text);

}  // namespace ritmon
