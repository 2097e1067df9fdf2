// SPDX-License-Identifier: GPL-3.0-or-later
// An answer in JSON, read without trust in its shape. Pure functions.

#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "model/url.h"

namespace ritmon {

inline constexpr size_t kMaxJsonAnswer = size_t{16} << 20;  // bytes

// Discarded if it is no JSON, too long or nested too deeply. Bytes that are no
// UTF-8, and halves of UTF-16 characters, become U+FFFD.
nlohmann::json ParseJsonAnswer(std::string_view body);

// The text of a member, cut to `limit` bytes at a character; a whole number is
// taken as text. Empty if it is neither.
std::string TextOfMember(const nlohmann::json& object, const char* name,
                         size_t limit = 4096);
// False if it is not there or no truth value.
bool FlagOfMember(const nlohmann::json& object, const char* name);
// Null if it is not there or no object or array.
const nlohmann::json* ObjectOfMember(const nlohmann::json& object,
                                     const char* name);
const nlohmann::json* ListOfMember(const nlohmann::json& object,
                                   const char* name);

// `base` with this path and query in the stead of its own path's end: "/x" of
// "https://host/y" is "https://host/y/x", of "https://host/" is
// "https://host/x". Nothing if that is no URL.
std::optional<Url> CallUrl(const Url& base, std::string_view path,
                           std::string_view query = {});
// As a value in a query: everything but letters, digits and "-._~" encoded.
std::string QueryValue(std::string_view text);
// The value of a query's parameter, decoded; empty if it is not there.
std::string QueryParameter(const Url& url, std::string_view name);
// `url` with that value for the parameter, and nothing else changed.
std::optional<Url> WithParameter(const Url& url, std::string_view name,
                                 std::string_view value);

// A time that a post gives; nothing if it is damaged or more than a day later
// than `now`: clocks differ, and some people date their posts ahead.
std::optional<Timestamp> PostTime(std::string_view text, Timestamp now);

}  // namespace ritmon
