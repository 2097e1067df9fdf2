// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a URL is that of an account in a network, told by the URL alone.
//
// Not so for what only looks like it: buttons that share a page, single posts,
// tags, searches, groups. Accounts of persons (linkedin.com/in/, profiles on
// Xing, facebook.com/people/) are never one. Pure functions.

#pragma once

#include <optional>
#include <string>

#include "model/profile.h"
#include "model/url.h"

namespace ritmon {

// Without a place. Of unknown hosts "/@name" and "/users/name" are taken for an
// account of the fediverse.
std::optional<ProfileLink> ProfileOfUrl(const Url& url);

// The feed of a YouTube channel whose id its address holds ("UC..."); empty of
// other accounts.
std::string ProfileFeedUrl(const ProfileLink& profile);

}  // namespace ritmon
