// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_funding.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/funding_rows.h"
#include "cli/report_funding_basis.h"
#include "cli/report_funding_index.h"
#include "cli/report_labels.h"
#include "funding/money_and_mass.h"
#include "pipeline/funding_view.h"

namespace ritmon {
namespace {

constexpr uint64_t kListed = 10;  // projects and recipients

// The actors of the figures: as few as can be told apart in print, the bodies
// that are neither business nor science together.
struct ActorGroup {
  Label label;
  std::vector<ActorClass> actors;
};

std::vector<ActorGroup> ActorGroups() {
  return {{{"Wirtschaft", "business"}, {ActorClass::kBusiness}},
          {{"Wissenschaft", "science"}, {ActorClass::kScience}},
          {{"öffentliche Institutionen und Sonstige", "public and other"},
           {ActorClass::kPublic, ActorClass::kOther, ActorClass::kUnknown}}};
}

// Asks the questions, one after the other.
class Collector {
 public:
  Collector(const Analysis& analysis, FundingView view, FundingScope scope)
      : analysis_(analysis), view_(std::move(view)), scope_(std::move(scope)) {}

  Result<FundingChapter> Collect(
      const std::map<std::string, uint64_t>& companies) {
    for (const ActorGroup& group : actors_) {
      chapter_.actors.push_back(group.label);
    }
    Status status = Sums();
    if (status) status = Part();
    if (status) status = Topics();
    if (status) status = CollectIndex(analysis_, view_, chapter_);
    if (status) Mass(companies);
    if (status) status = Projects();
    if (status) status = Recipients();
    if (status) status = Sources();
    if (!status) return tl::unexpected(status.error());
    return std::move(chapter_);
  }

 private:
  const Vocabulary& vocabulary() const { return analysis_.vocabulary(); }
  const FundingOptions& options() const { return analysis_.options().funding; }

  Result<FundingTable> Count(FundingAxis axis, const FundingScope& scope) {
    return view_.Count({axis, FundingAxis::kActor}, options().indicators,
                       scope);
  }

  Label ActorLabel(ActorClass actor) const {
    const std::string id(ToString(actor));
    return {FundingLabel(FundingAxis::kActor, id, vocabulary(), true),
            FundingLabel(FundingAxis::kActor, id, vocabulary(), false)};
  }

  // Adds the cells of all actors, which `cell_of` finds or says nullptr to.
  template <typename CellOf>
  MoneyRow SumByActor(CellOf cell_of) const {
    MoneyRow row;
    for (const ActorGroup& group : actors_) {
      int64_t& cents = row.cents.emplace_back(0);
      for (const ActorClass actor : group.actors) {
        const FundingCell* cell = cell_of(std::string(ToString(actor)));
        if (cell == nullptr) continue;
        cents += cell->cents;
        row.own_cents += cell->estimated_own_cents;
      }
    }
    return row;
  }

  // One row of `table`: the value's cells by actor, and its margin's projects.
  MoneyRow RowOf(const FundingTable& table, const std::string& value,
                 Label label) const {
    MoneyRow row = SumByActor([&](const std::string& actor) {
      const auto cell = table.cells.find({value, actor});
      return cell == table.cells.end() ? nullptr : &cell->second;
    });
    row.label = std::move(label);
    const auto margin = table.margins[0].find(value);
    if (margin != table.margins[0].end()) {
      row.projects = margin->second.projects;
      row.is_unstable = margin->second.unstable();
    }
    return row;
  }

  MoneyRow TotalOf(const FundingTable& table) const {
    MoneyRow row = SumByActor([&](const std::string& actor) {
      const auto cell = table.margins[1].find(actor);
      return cell == table.margins[1].end() ? nullptr : &cell->second;
    });
    row.projects = table.total.projects;
    row.is_unstable = table.total.unstable();
    return row;
  }

  MoneyTable TableOf(const FundingTable& table,
                     const std::vector<VocabularyEntry>& entries,
                     std::string command) const {
    MoneyTable money;
    for (const VocabularyEntry& entry : entries) {
      money.rows.push_back(RowOf(table, entry.id, LabelOf(entry)));
    }
    money.total = TotalOf(table);
    money.command = std::move(command);
    return money;
  }

  Status Sums() {
    auto futures = Count(FundingAxis::kFutureField, scope_);
    auto fields = Count(FundingAxis::kField, scope_);
    auto years = Count(FundingAxis::kYear, scope_);
    for (const auto* table : {&futures, &fields, &years}) {
      if (!*table) return tl::unexpected(table->error());
    }
    chapter_.future_fields =
        TableOf(*futures, vocabulary().future_fields,
                "ritmon funding table --by future-field,actor");
    chapter_.fields = TableOf(*fields, vocabulary().fields,
                              "ritmon funding table --by field,actor");
    for (const auto& [year, cell] : years->margins[0]) {
      chapter_.years.rows.push_back(RowOf(*years, year, {year, year}));
    }
    chapter_.years.total = TotalOf(*years);
    chapter_.years.command = "ritmon funding table --by year,actor";
    by_field_ = std::move(fields->margins[0]);
    chapter_.without_field = fields->without.grants;
    chapter_.without_field_cents = fields->without.cents;
    chapter_.undisclosed = fields->total.undisclosed;
    chapter_.outside_research_cents = fields->total.outside_research_cents;
    return {};
  }

  Status Part() {
    if (options().part.empty()) return {};
    const Regions& regions = analysis_.places().regions;
    auto scope = ScopeOfRegion(regions, options().part, options().place);
    if (!scope) return tl::unexpected(scope.error());
    auto table = Count(FundingAxis::kField, *scope);
    if (!table) return tl::unexpected(table.error());
    chapter_.part =
        PartTable{RegionLabel(analysis_, options().part),
                  RegionLabel(analysis_, analysis_.options().region),
                  TableOf(*table, vocabulary().fields,
                          "ritmon funding table --by field,actor --region " +
                              options().part)};
    return {};
  }

  Status Topics() {
    auto sums = Count(FundingAxis::kTopic, scope_);
    if (!sums) return tl::unexpected(sums.error());
    chapter_.topic_sums = TableOf(*sums, vocabulary().topics,
                                  "ritmon funding table --by topic,actor");
    auto crossed = view_.Count({FundingAxis::kTopic, FundingAxis::kField},
                               options().indicators, scope_);
    if (!crossed) return tl::unexpected(crossed.error());
    TopicTable& topics = chapter_.topics;
    topics.command = "ritmon funding table --by topic,field";
    for (const VocabularyEntry& field : vocabulary().fields) {
      topics.fields.push_back(LabelOf(field));
    }
    for (const VocabularyEntry& topic : vocabulary().topics) {
      topics.topics.push_back(LabelOf(topic));
      std::vector<int64_t>& row = topics.cents.emplace_back();
      for (const VocabularyEntry& field : vocabulary().fields) {
        const auto cell = crossed->cells.find({topic.id, field.id});
        row.push_back(cell == crossed->cells.end() ? 0 : cell->second.cents);
      }
    }
    return {};
  }

  static Label VerdictLabel(MoneyAndMass verdict) {
    switch (verdict) {
      case MoneyAndMass::kNoData:
        return {"keine Angabe", "no data"};
      case MoneyAndMass::kBalanced:
        return {};
      case MoneyAndMass::kMoneyWithoutFirms:
        return {"viel Geld, wenige Unternehmen", "much money, few companies"};
      case MoneyAndMass::kFirmsWithoutMoney:
        return {"viele Unternehmen, wenig Geld",
                "many companies, little money"};
    }
    return {};
  }

  std::string FieldNames(const std::vector<std::string>& fields,
                         bool german) const {
    std::vector<std::string> names;
    for (const std::string& field : fields) {
      names.push_back(ritmon::LabelOf(vocabulary().fields, field, german));
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }

  void Mass(const std::map<std::string, uint64_t>& companies) {
    std::vector<FieldMass> mass;
    for (const VocabularyEntry& field : vocabulary().fields) {
      const auto found = companies.find(field.id);
      mass.push_back({field.id, found == companies.end() ? 0 : found->second});
    }
    const auto rows = SetAgainst(by_field_, mass);
    for (size_t i = 0; i < rows.size(); ++i) {
      chapter_.mass.push_back(
          {.field = LabelOf(vocabulary().fields[i]),
           .cents = rows[i].funding.cents,
           .companies = rows[i].companies,
           .money_share = rows[i].money_share,
           .company_share = rows[i].company_share,
           .stands_out = rows[i].verdict == MoneyAndMass::kMoneyWithoutFirms,
           .verdict = VerdictLabel(rows[i].verdict)});
    }
    chapter_.mass_command = "ritmon funding companies";
  }

  Status Projects() {
    auto projects = view_.Projects(options().indicators, scope_);
    if (!projects) return tl::unexpected(projects.error());
    if (projects->size() > kListed) projects->resize(kListed);
    for (const JointProject& project : *projects) {
      ProjectRow row{.title = project.title,
                     .inside_cents = project.inside_cents,
                     .outside_cents = project.outside_cents};
      row.fields = {FieldNames(project.fields, true),
                    FieldNames(project.fields, false)};
      for (const ProjectPart& part : project.parts) {
        (part.inside ? row.inside : row.outside).push_back(part.recipient);
      }
      chapter_.projects.push_back(std::move(row));
    }
    chapter_.projects_command =
        fmt::format("ritmon funding projects --top {}", kListed);
    return {};
  }

  Status Recipients() {
    // The same name in two municipalities: two recipients.
    std::map<std::pair<std::string, std::string>, RecipientRow> found;
    auto status = view_.ForEach([&](const TaggedGrant& tagged) -> Status {
      const Grant& grant = tagged.grant;
      if (!IsInScope(grant, scope_) ||
          !IsInPeriod(grant, options().indicators)) {
        return {};
      }
      RecipientRow& row = found[{grant.recipient.name, grant.recipient.ags}];
      row.name = grant.recipient.name;
      row.actor = ActorLabel(grant.actor);
      row.cents += grant.amount_cents;
      ++row.grants;
      return {};
    });
    if (!status) return status;
    for (auto& [key, row] : found) {
      chapter_.recipients.push_back(std::move(row));
    }
    std::stable_sort(chapter_.recipients.begin(), chapter_.recipients.end(),
                     [](const RecipientRow& a, const RecipientRow& b) {
                       return a.cents > b.cents;
                     });
    if (chapter_.recipients.size() > kListed) {
      chapter_.recipients.resize(kListed);
    }
    chapter_.recipients_command =
        fmt::format("ritmon funding recipients --top {}", kListed);
    return {};
  }

  Status Sources() {
    auto sources = view_.Sources();
    if (!sources) return tl::unexpected(sources.error());
    chapter_.source = SourceLabel(*sources);
    chapter_.basis = BasisLabel(options(), chapter_);
    return {};
  }

  const Analysis& analysis_;
  FundingView view_;
  FundingScope scope_;
  std::vector<ActorGroup> actors_ = ActorGroups();
  std::map<std::string, FundingCell, std::less<>> by_field_;  // of Sums
  FundingChapter chapter_;
};

}  // namespace

Status CollectFunding(const Analysis& analysis,
                      const std::map<std::string, uint64_t>& companies,
                      ReportData& data) {
  auto view = FundingView::Open(analysis.options(), analysis.lists());
  if (!view) {
    if (view.error().kind != ErrorKind::kNotFound) {
      return tl::unexpected(view.error());
    }
    data.no_funding = {
        "Keine Angabe: Es sind keine Förderdaten geladen (ritmon import "
        "grants).",
        "No data: no grants are loaded (ritmon import grants)."};
    return {};
  }
  auto scope =
      ScopeOfRegion(analysis.places().regions, analysis.options().region,
                    analysis.options().funding.place);
  if (!scope) return tl::unexpected(scope.error());
  Collector collector(analysis, std::move(*view), std::move(*scope));
  auto chapter = collector.Collect(companies);
  if (!chapter) return tl::unexpected(chapter.error());
  data.funding = std::move(*chapter);
  return {};
}

}  // namespace ritmon
