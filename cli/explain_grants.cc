// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_grants.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/funding_rows.h"
#include "cli/text_table.h"
#include "report/html_text.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string PeriodOf(const Grant& grant, bool german) {
  const auto month = [](const std::optional<Date>& date) {
    return date ? FormatDate(*date).substr(0, 7) : std::string("?");
  };
  return month(grant.start) + (german ? " bis " : " to ") + month(grant.end);
}

// "hydrogen-efuels (Elektrolyse)": the field, and the words that speak for it.
std::string FieldsOf(const GrantFacts& facts, bool german) {
  std::string text;
  for (const GrantField& field : facts.fields) {
    if (field.is_topic) continue;
    text += fmt::format("{}{}{} ({}{})", text.empty() ? "" : ", ", field.id,
                        IsCounted(field) ? ""
                        : german         ? ", Kandidat"
                                         : ", candidate",
                        field.matched,
                        !field.in_plan ? ""
                        : german       ? ", aus dem Plan"
                                       : ", of the plan");
  }
  return text;
}

}  // namespace

Result<std::vector<CompanyGrant>> GrantsOf(const Analysis& analysis,
                                           const std::string& company_id) {
  std::vector<CompanyGrant> found;
  auto view = FundingView::Open(analysis.options(), analysis.taxonomy());
  if (!view) {
    if (view.error().kind == ErrorKind::kNotFound) return found;
    return tl::unexpected(view.error());
  }
  auto grants = view->GrantsOf(company_id);
  if (!grants) return tl::unexpected(grants.error());
  for (Grant& grant : *grants) {
    auto facts = view->FactsOf(grant.fkz);
    if (!facts) return tl::unexpected(facts.error());
    found.push_back({std::move(grant), std::move(*facts)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const CompanyGrant& a, const CompanyGrant& b) {
                     return a.grant.start > b.grant.start;
                   });
  return found;
}

std::string GrantsText(const std::vector<CompanyGrant>& grants,
                       Language language) {
  if (grants.empty()) return {};
  const bool german = language == Language::kGerman;
  int64_t cents = 0;
  for (const CompanyGrant& one : grants) cents += one.grant.amount_cents;
  std::string text =
      fmt::format("\n  {}: {}, {}\n", german ? "Förderungen" : "grants",
                  grants.size(), FormatEuros(cents, language));
  for (const CompanyGrant& one : grants) {
    const Grant& grant = one.grant;
    text += fmt::format("    {}, {}, {}\n", grant.fkz, PeriodOf(grant, german),
                        grant.amount_cents > 0
                            ? FormatEuros(grant.amount_cents, language)
                        : german ? "Betrag nicht veröffentlicht"
                                 : "amount not published");
    text += WrapText("      " + grant.title, 6);
    const std::string fields = FieldsOf(one.facts, german);
    text += WrapText(fmt::format("      {}; {} {}",
                                 !fields.empty() ? fields
                                 : german        ? "in keinem Feld"
                                                 : "in no field",
                                 german ? "zugeordnet nach" : "credited by",
                                 one.facts.company_rule),
                     8);
  }
  return text;
}

Json GrantsJson(const std::vector<CompanyGrant>& grants) {
  Json list = Json::array();
  const auto date = [](const std::optional<Date>& day) -> Json {
    return day ? Json(FormatDate(*day)) : Json(nullptr);
  };
  for (const CompanyGrant& one : grants) {
    const Grant& grant = one.grant;
    Json fields = Json::array();
    for (const GrantField& field : one.facts.fields) {
      fields.push_back({{"id", field.id},
                        {"topic", field.is_topic},
                        {"confidence", ToString(field.confidence)},
                        {"term", field.term},
                        {"matched", field.matched},
                        {"in_plan", field.in_plan}});
    }
    list.push_back({{"fkz", grant.fkz},
                    {"title", grant.title},
                    {"plan", grant.plan_text},
                    {"start", date(grant.start)},
                    {"end", date(grant.end)},
                    {"eur", static_cast<double>(grant.amount_cents) / 100},
                    {"joint_project", grant.joint_project},
                    {"recipient", grant.recipient.name},
                    {"executing", grant.executing.name},
                    {"rule", one.facts.company_rule},
                    {"fields", std::move(fields)}});
  }
  return list;
}

}  // namespace ritmon
