// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser says over its pipe: JSON (Chrome DevTools Protocol), read
// without trust in its shape. Part of chromium_renderer.h. Pure functions.

#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace ritmon {

// One message, without the NUL behind it; discarded if it is no JSON. Half a
// character of UTF-16, which scripts can put into a page and JSON can carry but
// UTF-8 cannot, becomes U+FFFD.
nlohmann::json ParseDevtoolsMessage(std::string text);

// Empty if it is not there or no text.
std::string TextIn(const nlohmann::json& object, const char* name);
// The same of objects.
nlohmann::json ObjectIn(const nlohmann::json& object, const char* name);

}  // namespace ritmon
