// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/renderer.h"

#include <array>
#include <utility>

namespace ritmon {
namespace {

// On disk: do not change.
constexpr std::array<std::pair<RenderOutcome, std::string_view>,
                     kRenderOutcomes>
    kNames{{
        {RenderOutcome::kRendered, "rendered"},
        {RenderOutcome::kEmpty, "empty"},
        {RenderOutcome::kRedirected, "redirected"},
        {RenderOutcome::kTimeout, "timeout"},
        {RenderOutcome::kMemory, "memory"},
        {RenderOutcome::kFailed, "failed"},
    }};

}  // namespace

std::string_view ToString(RenderOutcome outcome) {
  return kNames[static_cast<size_t>(outcome)].second;
}

std::optional<RenderOutcome> ParseRenderOutcome(std::string_view name) {
  for (const auto& [outcome, known] : kNames) {
    if (known == name) return outcome;
  }
  return std::nullopt;
}

}  // namespace ritmon
