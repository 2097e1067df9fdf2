// SPDX-License-Identifier: GPL-3.0-or-later
// A company of the register, and a company as an imprint names it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace ritmon {

// The key of an entry in a German company register. The suffix belongs to the
// key: Lübeck HRB 53 GE, HRB 53 HL and HRB 53 MÖ are three firms.
struct RegisterNumber {
  std::string court;   // XJustiz code, "K1101R"
  std::string type;    // HRA | HRB | GnR | PR | VR | GsR
  std::string number;  // digits only, no leading zero
  std::string suffix;  // upper case letters, or empty

  // "K1101R_HRB900101", "X1721_HRB53GE": OffeneRegister's company_number.
  std::string Key() const;
  friend bool operator==(const RegisterNumber&,
                         const RegisterNumber&) = default;
};

struct Address {
  std::string street;  // with house number
  std::string postcode;
  std::string town;
  friend bool operator==(const Address&, const Address&) = default;
};

// How many people a company employs: a figure, or the bounds of a class as
// vendors sell them ("50 to 99").
struct Headcount {
  int64_t min = 0;
  std::optional<int64_t> max;  // nothing: "and more"; equal to min: a figure
  std::optional<int> year;     // that it is of

  static Headcount Exactly(int64_t number) { return {number, number, {}}; }
  bool is_figure() const { return max == min; }
  friend bool operator==(const Headcount&, const Headcount&) = default;
};

// "45", "50-99", "250+".
std::string ToString(const Headcount& headcount);
// What ToString writes; nothing if it is something else.
std::optional<Headcount> ParseHeadcount(std::string_view text);

enum class CompanyStatus { kActive, kLiquidation, kRemoved };
std::string_view ToString(CompanyStatus status);

// Why an entry is not counted as an operating company, if so.
enum class EntityKind {
  kEnterprise,
  kShell,        // project company: wind farm, holding without business
  kAssociation,  // e.V., foundation
  kPublic,       // public body
  kScience,
};
std::string_view ToString(EntityKind kind);
std::optional<EntityKind> ParseEntityKind(std::string_view name);

struct Company {
  std::string id;  // RegisterNumber::Key(), or "N-" + hash of name and place
  std::string name;
  std::string legal_form;  // id of registry/legal_form.h: "gmbh", "gmbh_co_kg"
  std::optional<RegisterNumber> register_number;
  std::string court;     // as written: "Hamburg"
  Address address;       // of the register's seat
  std::string district;  // AGS, 5 digits; empty if unknown
  std::optional<Date> founded;
  std::string founded_precision;  // "day" | "year" | ""
  std::string founded_source;     // "register", "website": who says so
  std::optional<Headcount> employees;
  CompanyStatus status = CompanyStatus::kActive;
  EntityKind kind = EntityKind::kEnterprise;
  std::string wz;       // WZ 2008 code
  std::string purpose;  // Unternehmensgegenstand
  std::string website;
  std::string vat_id;  // "DE123456789"
  std::string lei;     // ISO 17442, 20 characters
  std::vector<std::string> previous_names;
  std::string source;  // where the entry came from: "offeneregister"
};

// What an imprint says about one company. Empty means not said.
struct ImprintCompany {
  std::string name;
  std::string legal_form;
  Address address;
  std::string court;          // as written, without "Amtsgericht"
  std::string register_type;  // HRA | HRB | ...
  std::string number;         // digits only
  std::string suffix;
  std::string vat_id;     // "DE123456789"
  double confidence = 0;  // 0 to 1
};

// A site and the company it speaks for.
struct SiteMatch {
  std::string host;
  std::string company_id;
  int score = 0;         // points, 0 to 100
  std::string rule;      // "register number and court", ...
  std::string decision;  // accepted | probable | ambiguous | review
  std::string imprint_url;
};

}  // namespace ritmon
