// SPDX-License-Identifier: GPL-3.0-or-later
// The rules by which a postcode and a town are brought together; regions.h
// says what they are.

#pragma once

#include <string_view>

#include "registry/regions.h"

namespace ritmon {

// Both tables must outlive the call only.
DistrictMatch ResolvePlace(const PostcodeTable& postcodes,
                           const TownIndex& towns, std::string_view postcode,
                           std::string_view town);

}  // namespace ritmon
