// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/places.h"

#include <utility>

namespace ritmon {

Result<Places> LoadPlaces(const Options& options) {
  auto courts = Courts::Load(options.courts);
  if (!courts) return tl::unexpected(courts.error());
  auto regions = Regions::Load(options.geo, options.regions);
  if (!regions) return tl::unexpected(regions.error());
  return Places{std::move(*courts), std::move(*regions)};
}

}  // namespace ritmon
