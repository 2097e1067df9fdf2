// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/grant_stage.h"

#include <array>
#include <utility>

#include "classifier/classify.h"
#include "funding/grant_store.h"
#include "funding/grant_title.h"
#include "pipeline/grant_matcher.h"
#include "pipeline/imported_files.h"
#include "pipeline/stores.h"
#include "registry/company_directory.h"
#include "registry/import_log.h"

namespace ritmon {
namespace {

Result<std::string> StampOfSource(const GrantSource& source) {
  auto stamp = StampOf(source.file);
  if (!stamp) return stamp;
  if (source.delimiter) {
    *stamp += std::string("+delimiter=") + *source.delimiter;
  }
  if (source.encoding) *stamp += "+encoding=" + *source.encoding;
  if (!source.as_of.empty()) *stamp += "+" + source.as_of;
  return stamp;
}

GrantField FieldFrom(const FieldTag& tag, bool is_topic) {
  GrantField field;
  field.id = tag.field;
  field.is_topic = is_topic;
  field.confidence = tag.confidence;
  field.score = tag.score;
  if (!tag.evidence.empty()) {
    const Evidence& best = tag.evidence.front();
    field.term = best.term;
    field.matched = best.matched;
    field.in_plan = best.zone == Zone::kDescription;
  }
  return field;
}

// The rules by which actors are told apart, as far as options set them.
Result<std::string> ActorStamp(const FundingOptions& funding) {
  const bool all_public =
      funding.actors.public_enterprises == PublicEnterprises::kPublic;
  std::string stamp =
      ActorRules::Version() + (all_public ? " public" : " form");
  if (funding.actors.overrides.empty()) return stamp;
  auto file = StampOf(funding.actors.overrides);
  if (!file) return file;
  return stamp + "+" + *file;
}

// What the facts of all grants rest on.
Result<std::string> BasisOf(const Options& options, const Taxonomy& taxonomy,
                            Database& database, GrantStore& grants) {
  auto log = ImportLog::Open(database);
  if (!log) return tl::unexpected(log.error());
  auto registers = log->Entries();
  if (!registers) return tl::unexpected(registers.error());
  auto imports = grants.NextImport();
  if (!imports) return tl::unexpected(imports.error());
  auto actors = ActorStamp(options.funding);
  if (!actors) return actors;
  return taxonomy.version() + " " + std::to_string(*imports) + " " +
         std::to_string(registers->size()) + " " + *actors;
}

// Actors are kept with the grants; rules may have changed since they came.
Status RefreshActors(const Options& options, GrantStore& grants) {
  auto rules = ActorRules::Load(options.funding.actors);
  if (!rules) return tl::unexpected(rules.error());
  auto changed = grants.Reclassify(
      [&](const Grant& grant) { return rules->Classify(grant).actor; });
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

// Writes the facts of one grant after the other.
class FactsMaker {
 public:
  FactsMaker(const Taxonomy& taxonomy, std::optional<GrantMatcher> matcher,
             GrantFactsStore& store)
      : taxonomy_(taxonomy), matcher_(std::move(matcher)), store_(store) {}

  Status Take(const Grant& grant) {
    GrantFacts facts;
    facts.fields = TagGrant(grant, titles_, taxonomy_, scratch_);
    facts.project = titles_.ProjectKey(grant);
    if (matcher_) {
      auto match = matcher_->Match(grant.recipient);
      if (!match) return tl::unexpected(match.error());
      if (*match) {
        facts.company_id = std::move((*match)->company_id);
        facts.company_rule = std::move((*match)->rule);
      }
    }
    ++report_.grants;
    if (!facts.company_id.empty()) ++report_.companies;
    for (const GrantField& field : facts.fields) {
      if (field.is_topic || !IsCounted(field)) continue;
      ++report_.in_a_field;
      break;
    }
    return store_.Put(grant.fkz, facts);
  }

  const GrantFactsReport& report() const { return report_; }

 private:
  const Taxonomy& taxonomy_;
  std::optional<GrantMatcher> matcher_;
  GrantFactsStore& store_;
  GrantTitles titles_;
  MatcherScratch scratch_;
  GrantFactsReport report_;
};

}  // namespace

std::vector<GrantField> TagGrant(const Grant& grant, const GrantTitles& titles,
                                 const Taxonomy& taxonomy,
                                 MatcherScratch& scratch) {
  const std::array<Block, 2> blocks = {
      Block{Zone::kTitle, titles.Parse(grant.title).text},
      Block{Zone::kDescription, grant.plan_text}};
  const PageTags tags =
      ClassifyBlocks(blocks, PageKind::kGrant, "/", taxonomy, scratch);
  std::vector<GrantField> fields;
  for (const FieldTag& tag : tags.fields) {
    fields.push_back(FieldFrom(tag, false));
  }
  for (const FieldTag& tag : tags.topics) {
    fields.push_back(FieldFrom(tag, true));
  }
  return fields;
}

Result<GrantImportReport> ImportGrantFiles(
    const Options& options, const std::vector<GrantSource>& sources,
    const Clock& clock, const OnGrantProgress& on_progress) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto imported = ImportedFiles::Open(*database);
  if (!imported) return tl::unexpected(imported.error());
  auto store = GrantStore::Open(*database);
  if (!store) return tl::unexpected(store.error());
  auto actors = ActorRules::Load(options.funding.actors);
  if (!actors) return tl::unexpected(actors.error());
  GrantImportReport report;
  for (const GrantSource& source : sources) {
    auto stamp = StampOfSource(source);
    if (!stamp) return tl::unexpected(stamp.error());
    const std::string name = source.file.string();
    auto last = imported->StampWhenImported(name);
    if (!last) return tl::unexpected(last.error());
    if (*last == *stamp) {
      ++report.unchanged_files;
      continue;
    }
    // Not called import: that is a keyword to some tools.
    GrantImportOptions reading;
    reading.csv.delimiter = source.delimiter;
    reading.csv.encoding = source.encoding;
    reading.as_of = source.as_of;
    reading.imported_at = clock.Now();
    if (on_progress) {
      reading.on_progress = [&](uint64_t rows) {
        on_progress(source.file, rows);
      };
    }
    auto summary = ImportGrants(source.file, *store, *actors, reading);
    if (!summary) return tl::unexpected(summary.error());
    if (auto s = imported->Save(name, *stamp); !s) {
      return tl::unexpected(s.error());
    }
    report.files.push_back({source.file, std::move(*summary)});
  }
  return report;
}

Result<std::optional<GrantFactsReport>> RefreshGrantFacts(
    const Options& options, const Taxonomy& taxonomy, const Places& places) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto grants = GrantStore::Open(*database);
  if (!grants) return tl::unexpected(grants.error());
  auto count = grants->Count();
  if (!count) return tl::unexpected(count.error());
  if (*count == 0) return std::nullopt;
  auto basis = BasisOf(options, taxonomy, *database, *grants);
  if (!basis) return tl::unexpected(basis.error());
  auto store = GrantFactsStore::Open(options.workspace.text());
  if (!store) return tl::unexpected(store.error());
  auto made_from = store->Basis();
  if (!made_from) return tl::unexpected(made_from.error());
  if (*made_from == *basis) return std::nullopt;
  if (auto s = RefreshActors(options, *grants); !s) {
    return tl::unexpected(s.error());
  }
  auto directory = CompanyDirectory::Open(*database, places.courts);
  if (!directory && directory.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(directory.error());
  }
  std::optional<GrantMatcher> matcher;
  if (directory) matcher.emplace(*directory, places.regions);
  FactsMaker maker(taxonomy, std::move(matcher), *store);
  auto replaced = store->Replace(*basis, [&]() -> Status {
    Status status;
    auto visited = grants->ForEach([&](Grant& grant) {
      status = maker.Take(grant);
      return status.has_value();
    });
    return visited ? status : visited;
  });
  if (!replaced) return tl::unexpected(replaced.error());
  return std::optional<GrantFactsReport>(maker.report());
}

}  // namespace ritmon
