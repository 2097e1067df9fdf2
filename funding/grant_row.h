// SPDX-License-Identifier: GPL-3.0-or-later
// A grant as the columns of its table: what the store writes, reads, compares.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "model/grant.h"

namespace ritmon {

// On disk: do not change. All are text but amount_cents (BIGINT).
inline constexpr std::array<std::string_view, 22> kGrantRowColumns = {
    "fkz",
    "recipient",
    "recipient_ags",
    "recipient_town",
    "recipient_state",
    "recipient_country",
    "executing",
    "executing_ags",
    "executing_town",
    "executing_state",
    "executing_country",
    "title",
    "plan_code",
    "plan_text",
    "start_date",
    "end_date",
    "amount_cents",
    "profile",
    "joint_project",
    "kind",
    "ministry",
    "actor",
};
inline constexpr size_t kFkzColumn = 0;
inline constexpr size_t kAmountColumn = 16;
inline constexpr size_t kActorColumn = 21;

using GrantRow = std::array<std::string, kGrantRowColumns.size()>;

GrantRow ToRow(const Grant& grant);
Grant FromRow(GrantRow row);

// Nothing known: an empty text, no amount, an actor without a sign.
bool IsUnknown(const GrantRow& row, size_t column);

}  // namespace ritmon
