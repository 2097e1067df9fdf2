// SPDX-License-Identifier: GPL-3.0-or-later
// Which answers are worth their bytes, by the media type that the server says
// and, where that says nothing, by the address. Pure functions.

#pragma once

#include <string_view>

#include "model/fetch.h"

namespace ritmon {

// A PDF. `type` is the header Content-Type, with parameters or without.
bool IsPdf(const Url& url, std::string_view type);

// What some room reads. No type at all is let through: many small servers send
// none.
bool IsWanted(const FetchRequest& request, std::string_view type);

}  // namespace ritmon
