// SPDX-License-Identifier: GPL-3.0-or-later
// One grant of the federal funding catalogue (FÖKAT): who gets how much public
// money for which research, and where the work is done.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// What kind of actor holds a grant. The names are the study's: "wirtschaft",
// "wissenschaft", "oeffentlich", "sonstige", "unbekannt".
enum class ActorClass { kBusiness, kScience, kPublic, kOther, kUnknown };
std::string_view ToString(ActorClass actor);
std::optional<ActorClass> ParseActorClass(std::string_view name);

// Amtlicher Gemeindeschlüssel of grants that have no place in Germany.
inline constexpr std::string_view kAgsUnassigned = "00000000";
inline constexpr std::string_view kAgsAbroad = "99999999";

struct GrantBody {
  std::string name;
  std::string ags;  // municipality, 8 digits; empty if not said
  std::string town;
  std::string state;    // Bundesland
  std::string country;  // "Deutschland"
  friend bool operator==(const GrantBody&, const GrantBody&) = default;
};

struct Grant {
  std::string fkz;      // Förderkennzeichen, the key, as the catalogue has it
  GrantBody recipient;  // Zuwendungsempfänger: the legal entity
  GrantBody executing;  // ausführende Stelle: where the work is done
  std::string title;
  std::string plan_code;  // Leistungsplansystematik, "EA2150"
  std::string plan_text;
  std::optional<Date> start;
  std::optional<Date> end;
  // The whole grant over its runtime, not a yearly flow. 0: not disclosed.
  int64_t amount_cents = 0;
  std::string profile;        // Förderprofil
  std::string joint_project;  // Verbundprojekt, as written; empty if none
  std::string kind;           // Förderart: "Direkte Projektförderung"
  std::string ministry;       // Ressort, relabelled to today's name by them
  ActorClass actor = ActorClass::kUnknown;  // derived: funding/actor_type.h
  friend bool operator==(const Grant&, const Grant&) = default;
};

// Where a grant is counted. Every Fraunhofer institute's recipient is the head
// office in München, so sums by recipient inflate München: kExecuting is the
// rule, and what was used is printed.
enum class GrantPlace { kExecuting, kRecipient };
std::string_view ToString(GrantPlace place);  // "executing", "recipient"
std::optional<GrantPlace> ParseGrantPlace(std::string_view name);

// District (the first 5 digits of the municipality); empty if the grant has
// none in Germany.
std::string_view DistrictOf(const Grant& grant, GrantPlace place);

// Leistungsplansystematik "Y…": the catalogue itself calls it not relevant to
// research and development. Kept, but its part of each sum is shown.
bool IsOutsideResearch(const Grant& grant);

}  // namespace ritmon
