// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grant.h"

#include <array>
#include <utility>

namespace ritmon {
namespace {

// On disk: do not change.
constexpr std::array<std::pair<ActorClass, std::string_view>, 5> kActors = {{
    {ActorClass::kBusiness, "wirtschaft"},
    {ActorClass::kScience, "wissenschaft"},
    {ActorClass::kPublic, "oeffentlich"},
    {ActorClass::kOther, "sonstige"},
    {ActorClass::kUnknown, "unbekannt"},
}};

}  // namespace

std::string_view ToString(ActorClass actor) {
  for (const auto& [value, name] : kActors) {
    if (value == actor) return name;
  }
  return {};
}

std::optional<ActorClass> ParseActorClass(std::string_view name) {
  for (const auto& [value, known] : kActors) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view ToString(GrantPlace place) {
  return place == GrantPlace::kExecuting ? "executing" : "recipient";
}

std::optional<GrantPlace> ParseGrantPlace(std::string_view name) {
  if (name == "executing") return GrantPlace::kExecuting;
  if (name == "recipient") return GrantPlace::kRecipient;
  return std::nullopt;
}

std::string_view DistrictOf(const Grant& grant, GrantPlace place) {
  const GrantBody& body =
      place == GrantPlace::kExecuting ? grant.executing : grant.recipient;
  const std::string_view ags = body.ags;
  if (ags.size() != 8 || ags == kAgsUnassigned || ags == kAgsAbroad) return {};
  return ags.substr(0, 5);
}

bool IsOutsideResearch(const Grant& grant) {
  return grant.plan_code.starts_with('Y');
}

}  // namespace ritmon
