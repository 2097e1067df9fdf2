// SPDX-License-Identifier: GPL-3.0-or-later
// Which column of a funding file holds what.
//
// Three headers are known: the catalogue's of up to 2025, that of 2026, and
// EnArgus'. The catalogue names the columns of the two places alike; each
// belongs to the body that was named last before it.

#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

enum class GrantColumn {
  kFkz,
  kMinistry,
  kRecipient,
  kRecipientAgs,
  kRecipientTown,
  kRecipientState,
  kRecipientCountry,
  kExecuting,
  kExecutingAgs,
  kExecutingTown,
  kExecutingState,
  kExecutingCountry,
  kTitle,
  kPlanCode,
  kPlanText,
  kStart,
  kEnd,
  kAmount,
  kProfile,
  kJointProject,
  kKind,
};
inline constexpr size_t kGrantColumns =
    static_cast<size_t>(GrantColumn::kKind) + 1;

enum class GrantHeader { kFoekat2023, kFoekat2026, kEnargus };
std::string_view ToString(GrantHeader header);  // "foekat-2023", ...

struct GrantColumns {
  GrantHeader header = GrantHeader::kFoekat2026;
  std::array<std::optional<size_t>, kGrantColumns> index;
  size_t cells = 0;       // of the header, without empty ones at its end
  size_t last_known = 0;  // the highest index that is used
};

// kInvalid if no known header fits: names the columns that are missing, or
// there twice, and says what is there.
Result<GrantColumns> MapGrantColumns(const std::vector<std::string>& header);

}  // namespace ritmon
