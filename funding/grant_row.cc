// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_row.h"

#include <charconv>
#include <utility>

namespace ritmon {
namespace {

std::string DateCell(const std::optional<Date>& date) {
  return date ? FormatDate(*date) : std::string();
}

}  // namespace

static_assert(kGrantRowColumns[kAmountColumn] == "amount_cents");
static_assert(kGrantRowColumns[kActorColumn] == "actor");

GrantRow ToRow(const Grant& grant) {
  return {
      grant.fkz,
      grant.recipient.name,
      grant.recipient.ags,
      grant.recipient.town,
      grant.recipient.state,
      grant.recipient.country,
      grant.executing.name,
      grant.executing.ags,
      grant.executing.town,
      grant.executing.state,
      grant.executing.country,
      grant.title,
      grant.plan_code,
      grant.plan_text,
      DateCell(grant.start),
      DateCell(grant.end),
      std::to_string(grant.amount_cents),
      grant.profile,
      grant.joint_project,
      grant.kind,
      grant.ministry,
      std::string(ToString(grant.actor)),
  };
}

Grant FromRow(GrantRow row) {
  Grant grant;
  size_t i = 0;
  const auto next = [&] { return std::move(row[i++]); };
  grant.fkz = next();
  for (GrantBody* body : {&grant.recipient, &grant.executing}) {
    body->name = next();
    body->ags = next();
    body->town = next();
    body->state = next();
    body->country = next();
  }
  grant.title = next();
  grant.plan_code = next();
  grant.plan_text = next();
  grant.start = ParseDate(next());
  grant.end = ParseDate(next());
  const std::string amount = next();
  std::from_chars(amount.data(), amount.data() + amount.size(),
                  grant.amount_cents);
  grant.profile = next();
  grant.joint_project = next();
  grant.kind = next();
  grant.ministry = next();
  grant.actor = ParseActorClass(next()).value_or(ActorClass::kUnknown);
  return grant;
}

bool IsUnknown(const GrantRow& row, size_t column) {
  return row[column].empty() || (column == kAmountColumn && row[column] == "0");
}

}  // namespace ritmon
