// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/funding_projects.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/csv.h"
#include "cli/funding_flags.h"
#include "cli/funding_rows.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "report/html_text.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string Money(int64_t cents, bool german) {
  return FormatEuros(cents, german ? Language::kGerman : Language::kEnglish);
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

std::string FieldLabels(const std::vector<std::string>& fields,
                        const FundingQuestion& question) {
  std::vector<std::string> labels;
  for (const std::string& field : fields) {
    labels.push_back(LabelOf(question.analysis.vocabulary().fields, field,
                             question.german()));
  }
  return Joined(labels);
}

std::string ProjectText(const JointProject& project,
                        const FundingQuestion& question) {
  const bool german = question.german();
  std::string text = WrapText(project.title, 2);
  text += WrapText(
      fmt::format(fmt::runtime(german ? "  {} in der Region (Teile: {}), {} "
                                        "außerhalb ({}){}"
                                      : "  {} in the region (parts: {}), {} "
                                        "outside ({}){}"),
                  Money(project.inside_cents, german), project.PartsInside(),
                  Money(project.outside_cents, german),
                  project.parts.size() - project.PartsInside(),
                  project.fields.empty()
                      ? ""
                      : "; " + FieldLabels(project.fields, question)),
      4);
  for (const ProjectPart& part : project.parts) {
    text += WrapText(
        fmt::format(
            "    {} {} ({}), {}, {}{}", part.inside ? "+" : "-", part.recipient,
            part.town,
            FundingLabel(FundingAxis::kActor, std::string(ToString(part.actor)),
                         question.analysis.vocabulary(), german),
            part.cents > 0 ? Money(part.cents, german)
                           : (german ? "Betrag nicht veröffentlicht"
                                     : "amount not published"),
            "  " + part.fkz),
        8);
  }
  return text;
}

Json ProjectJson(const JointProject& project) {
  Json parts = Json::array();
  for (const ProjectPart& part : project.parts) {
    parts.push_back({{"fkz", part.fkz},
                     {"recipient", part.recipient},
                     {"town", part.town},
                     {"company", part.company_id},
                     {"actor", ToString(part.actor)},
                     {"eur", static_cast<double>(part.cents) / 100},
                     {"inside", part.inside}});
  }
  return {{"title", project.title},
          {"fields", project.fields},
          {"eur_inside", static_cast<double>(project.inside_cents) / 100},
          {"eur_outside", static_cast<double>(project.outside_cents) / 100},
          {"parts", std::move(parts)}};
}

std::string ProjectsCsv(const std::vector<JointProject>& projects) {
  CsvWriter writer(',');
  writer.Append({"project", "fields", "fkz", "recipient", "town", "company",
                 "actor", "eur", "inside"});
  for (const JointProject& project : projects) {
    for (const ProjectPart& part : project.parts) {
      writer.Append({project.title, Joined(project.fields), part.fkz,
                     part.recipient, part.town, part.company_id,
                     std::string(ToString(part.actor)), EurosText(part.cents),
                     part.inside ? "1" : "0"});
    }
  }
  return writer.Take();
}

// A recipient with its grants, and what is known of its company.
struct Recipient {
  std::string name;
  std::string town;
  ActorClass actor = ActorClass::kUnknown;
  int64_t cents = 0;
  uint64_t grants = 0;
  std::set<std::string> fields;  // of its grants
  std::string company_id;
  bool tagged = false;  // its company is counted in at least one field
  std::vector<std::string> company_fields;  // in which
};

Result<std::vector<Recipient>> Recipients(FundingQuestion& question) {
  std::map<std::pair<std::string, std::string>, Recipient> found;
  auto status = question.view.ForEach([&](const TaggedGrant& tagged) -> Status {
    const Grant& grant = tagged.grant;
    if (!IsInScope(grant, question.scope) ||
        !IsInPeriod(grant, question.indicators)) {
      return {};
    }
    Recipient& one = found[{grant.recipient.name, grant.recipient.ags}];
    one.name = grant.recipient.name;
    one.town = grant.recipient.town;
    one.actor = grant.actor;
    one.cents += grant.amount_cents;
    ++one.grants;
    one.fields.insert(tagged.fields.begin(), tagged.fields.end());
    if (!tagged.company_id.empty()) one.company_id = tagged.company_id;
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  auto companies = question.analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  std::vector<Recipient> list;
  for (auto& [key, one] : found) {
    if (!one.company_id.empty()) {
      auto record = companies->Get(one.company_id);
      if (!record) return tl::unexpected(record.error());
      for (const CompanyField& field :
           *record ? (*record)->fields : std::vector<CompanyField>()) {
        if (IsCounted(**record, field)) {
          one.company_fields.push_back(field.field);
        }
      }
      one.tagged = !one.company_fields.empty();
    }
    list.push_back(std::move(one));
  }
  std::stable_sort(
      list.begin(), list.end(),
      [](const Recipient& a, const Recipient& b) { return a.cents > b.cents; });
  return list;
}

// A recall test of the keyword lists: funded in a field, but not found in it.
bool IsUntagged(const Recipient& one) {
  return one.actor == ActorClass::kBusiness && !one.fields.empty() &&
         !one.tagged;
}

std::string StateOf(const Recipient& one, bool german) {
  if (one.tagged) return german ? "gezählt" : "counted";
  if (!one.company_id.empty()) return german ? "ohne Feld" : "no field";
  if (one.actor != ActorClass::kBusiness) return "-";
  return german ? "nicht im Register" : "not in register";
}

std::string RecipientsText(const std::vector<Recipient>& list,
                           const FundingQuestion& question) {
  const bool german = question.german();
  constexpr auto kRight = TextTable::Align::kRight;
  TextTable table({{german ? "EMPFÄNGER" : "RECIPIENT"},
                   {german ? "AKTEUR" : "ACTOR"},
                   {german ? "ANZAHL" : "GRANTS", kRight},
                   {german ? "SUMME" : "SUM", kRight},
                   {german ? "UNTERNEHMEN" : "COMPANY"}});
  for (const Recipient& one : list) {
    table.Add(
        {one.name,
         FundingLabel(FundingAxis::kActor, std::string(ToString(one.actor)),
                      question.analysis.vocabulary(), german),
         std::to_string(one.grants), Money(one.cents, german),
         StateOf(one, german)});
  }
  return table.Render(question.terminal.width);
}

// Of businesses that are funded in a field: how many are counted in one.
std::string RecallText(const std::vector<Recipient>& all, bool german) {
  uint64_t funded = 0;
  uint64_t known = 0;
  uint64_t tagged = 0;
  for (const Recipient& one : all) {
    if (one.actor != ActorClass::kBusiness || one.fields.empty()) continue;
    ++funded;
    if (!one.company_id.empty()) ++known;
    if (one.tagged) ++tagged;
  }
  return "\n" +
         WrapText(
             fmt::format(
                 fmt::runtime(
                     german ? "Von {} geförderten Unternehmen mit einem Feld "
                              "stehen {} im Register; {} sind auch durch ihre "
                              "Websites gezählt (--untagged nennt die anderen)."
                            : "Of {} funded businesses with a field {} are in "
                              "the register; {} are counted by their websites, "
                              "too (--untagged lists the others)."),
                 funded, known, tagged),
             0);
}

std::string RecipientsJson(const std::vector<Recipient>& list) {
  Json rows = Json::array();
  for (const Recipient& one : list) {
    rows.push_back({{"recipient", one.name},
                    {"town", one.town},
                    {"actor", ToString(one.actor)},
                    {"grants", one.grants},
                    {"eur", static_cast<double>(one.cents) / 100},
                    {"fields", one.fields},
                    {"company", one.company_id},
                    {"company_fields", one.company_fields}});
  }
  return IndentedJson(rows);
}

std::string RecipientsCsv(const std::vector<Recipient>& list) {
  CsvWriter writer(',');
  writer.Append({"recipient", "town", "actor", "grants", "eur", "fields",
                 "company", "company_fields"});
  for (const Recipient& one : list) {
    writer.Append({one.name, one.town, std::string(ToString(one.actor)),
                   std::to_string(one.grants), EurosText(one.cents),
                   Joined({one.fields.begin(), one.fields.end()}),
                   one.company_id, Joined(one.company_fields)});
  }
  return writer.Take();
}

}  // namespace

int FundingProjectsCommand(const Arguments& arguments) {
  CommandLine command{
      "the largest projects, with partners inside (+) and outside (-) of the "
      "region",
      "ritmon funding projects"};
  FundingFlags flags;
  std::string field;
  uint64_t top = 20;
  flags.AddTo(command);
  command.Add("--field", field, "only projects of this field");
  command.Add("--top", top, "so many at most; 0: all").ShowDefault();
  if (const auto over = command.Parse(arguments)) return *over;
  auto question = FundingQuestion::Open(flags);
  if (!question) return Report(question.error());
  if (!field.empty()) {
    auto entry =
        FindEntry(question->analysis.vocabulary().fields, field, "field");
    if (!entry) return Report(entry.error());
    field = (*entry)->id;
  }
  auto projects =
      question->view.Projects(question->indicators, question->scope);
  if (!projects) return Report(projects.error());
  if (!field.empty()) {
    std::erase_if(*projects, [&](const JointProject& project) {
      return std::find(project.fields.begin(), project.fields.end(), field) ==
             project.fields.end();
    });
  }
  if (top > 0 && projects->size() > top) projects->resize(top);
  std::string out;
  if (flags.format == "csv") {
    out = ProjectsCsv(*projects);
  } else if (flags.format == "json") {
    Json list = Json::array();
    for (const JointProject& one : *projects) list.push_back(ProjectJson(one));
    out = IndentedJson(list);
  } else {
    for (const JointProject& one : *projects) {
      out += ProjectText(one, *question) + "\n";
    }
    out += question->BasisText();
  }
  auto status = Print(out, question->terminal);
  return status ? kExitOk : Report(status.error());
}

int FundingRecipientsCommand(const Arguments& arguments) {
  CommandLine command{
      "who receives research money, and whether the company is counted",
      "ritmon funding recipients"};
  FundingFlags flags;
  bool untagged = false;
  uint64_t top = 20;
  flags.AddTo(command);
  command.AddFlag("--untagged", untagged,
                  "only businesses funded in a field whose company is counted "
                  "in none: what may the keyword lists miss?");
  command.Add("--top", top, "so many at most; 0: all").ShowDefault();
  if (const auto over = command.Parse(arguments)) return *over;
  auto question = FundingQuestion::Open(flags);
  if (!question) return Report(question.error());
  auto all = Recipients(*question);
  if (!all) return Report(all.error());
  std::vector<Recipient> list;
  for (const Recipient& one : *all) {
    if (untagged && !IsUntagged(one)) continue;
    if (top == 0 || list.size() < top) list.push_back(one);
  }
  std::string out;
  if (flags.format == "csv") {
    out = RecipientsCsv(list);
  } else if (flags.format == "json") {
    out = RecipientsJson(list);
  } else {
    out = RecipientsText(list, *question) +
          RecallText(*all, question->german()) + question->BasisText();
  }
  auto status = Print(out, question->terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
