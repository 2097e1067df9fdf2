// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_grants.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/funding_rows.h"
#include "cli/text_table.h"
#include "cli/wording.h"
#include "funding/grant_cells.h"
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
    text += fmt::format("{}{} ({}{})", text.empty() ? "" : ", ", field.id,
                        field.matched,
                        !field.in_plan ? ""
                        : german       ? ", aus dem Plan"
                                       : ", of the plan");
  }
  return text;
}

// "1.436.870,00 EUR".
std::string ExactEuros(int64_t cents, Language language) {
  return fmt::format("{}{}{:02} EUR",
                     FormatCount(static_cast<uint64_t>(cents / 100), language),
                     language == Language::kGerman ? ',' : '.', cents % 100);
}

Json GrantJson(const CompanyGrant& one) {
  const auto date = [](const std::optional<Date>& day) -> Json {
    return day ? Json(FormatDate(*day)) : Json(nullptr);
  };
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
  return {{"fkz", grant.fkz},
          {"title", grant.title},
          {"plan", grant.plan_text},
          {"start", date(grant.start)},
          {"end", date(grant.end)},
          {"eur", static_cast<double>(grant.amount_cents) / 100},
          {"joint_project", grant.joint_project},
          {"recipient", grant.recipient.name},
          {"executing", grant.executing.name},
          {"rule", one.facts.company_rule},
          {"fields", std::move(fields)}};
}

}  // namespace

Result<std::vector<CompanyGrant>> GrantsOf(const Analysis& analysis,
                                           const std::string& company_id) {
  std::vector<CompanyGrant> found;
  auto view = FundingView::Open(analysis.options(), analysis.lists());
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
                                 WordIn(language, one.facts.company_rule)),
                     8);
  }
  return text;
}

Json GrantsJson(const std::vector<CompanyGrant>& grants) {
  Json list = Json::array();
  for (const CompanyGrant& one : grants) list.push_back(GrantJson(one));
  return list;
}

Result<GrantDossier> DossierOf(const Analysis& analysis,
                               const std::string& text) {
  const std::string fkz = ParseFkz(text).value_or(text);
  auto view = FundingView::Open(analysis.options(), analysis.lists());
  if (!view) return tl::unexpected(view.error());
  auto grant = view->Find(fkz);
  if (!grant) return tl::unexpected(grant.error());
  if (!*grant) {
    return Fail(ErrorKind::kNotFound, "no grant '" + fkz + "'");
  }
  GrantDossier dossier;
  auto facts = view->FactsOf(fkz);
  if (!facts) return tl::unexpected(facts.error());
  auto changes = view->HistoryOf(fkz);
  if (!changes) return tl::unexpected(changes.error());
  auto rules = ActorRules::Load(analysis.options().funding.actors);
  if (!rules) return tl::unexpected(rules.error());
  dossier.actor_rule = rules->Classify(**grant).rule;
  dossier.changes = std::move(*changes);
  dossier.grant = {std::move(**grant), std::move(*facts)};
  return dossier;
}

std::string DossierText(const GrantDossier& dossier, Language language) {
  const bool german = language == Language::kGerman;
  const Grant& grant = dossier.grant.grant;
  const GrantFacts& facts = dossier.grant.facts;
  const auto body = [](const GrantBody& one) {
    return one.name + ", " + one.town + " (" + one.ags + ")";
  };
  std::string text = grant.fkz + "\n" + WrapText("  " + grant.title, 2);
  const auto line = [&](const char* de, const char* en,
                        const std::string& value) {
    if (value.empty()) return;
    text += WrapText(fmt::format("  {}: {}", german ? de : en, value), 4);
  };
  line("Leistungsplan", "plan", grant.plan_text);
  line("Laufzeit", "runtime", PeriodOf(grant, german));
  line("Summe", "sum",
       grant.amount_cents > 0 ? ExactEuros(grant.amount_cents, language)
       : german               ? "nicht veröffentlicht"
                              : "not published");
  line("Empfänger", "recipient", body(grant.recipient));
  line("ausführende Stelle", "executing body", body(grant.executing));
  line("Akteur", "actor",
       FundingLabel(FundingAxis::kActor, std::string(ToString(grant.actor)), {},
                    german) +
           fmt::format(" ({}: {})", german ? "Regel" : "rule",
                       dossier.actor_rule));
  line("Verbund", "joint project", grant.joint_project);
  line("Unternehmen", "company",
       facts.company_id.empty()
           ? ""
           : facts.company_id + " (" + WordIn(language, facts.company_rule) +
                 ")");
  for (const GrantField& field : facts.fields) {
    text += WrapText(
        fmt::format(
            "  {}: {}, {} {:.1f}{}; {} \"{}\" {} ({} {})", field.id,
            ToString(field.confidence), german ? "Punkte" : "score",
            field.score, field.is_topic ? (german ? ", Thema" : ", topic") : "",
            german ? "gefunden" : "found", field.matched,
            field.in_plan ? (german ? "im Leistungsplan" : "in the plan")
                          : (german ? "im Titel" : "in the title"),
            german ? "Begriff" : "term", field.term),
        4);
  }
  if (facts.fields.empty()) {
    text += german ? "  in keinem Feld\n" : "  in no field\n";
  }
  for (const GrantChange& change : dossier.changes) {
    text += WrapText(
        fmt::format("  {} {}: {} \"{}\", {} \"{}\"",
                    german ? "Import" : "import", change.import, change.field,
                    change.before, german ? "jetzt" : "now", change.after),
        4);
  }
  return text;
}

Json DossierJson(const GrantDossier& dossier) {
  Json json = GrantJson(dossier.grant);
  json["actor"] = ToString(dossier.grant.grant.actor);
  json["actor_rule"] = dossier.actor_rule;
  json["company"] = dossier.grant.facts.company_id;
  Json changes = Json::array();
  for (const GrantChange& change : dossier.changes) {
    changes.push_back({{"import", change.import},
                       {"field", change.field},
                       {"before", change.before},
                       {"after", change.after}});
  }
  json["changes"] = std::move(changes);
  return json;
}

}  // namespace ritmon
