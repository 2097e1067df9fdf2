// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of places that imports and matching read. Immutable once loaded,
// safe to share between threads.

#pragma once

#include "base/result.h"
#include "pipeline/options.h"
#include "registry/courts.h"
#include "registry/regions.h"

namespace ritmon {

struct Places {
  Courts courts;
  Regions regions;
};
Result<Places> LoadPlaces(const Options& options);

}  // namespace ritmon
