// SPDX-License-Identifier: GPL-3.0-or-later
// The whole format in one place, one function a table.
#include "classifier/taxonomy_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "base/files.h"
#include "classifier/list_file_reader.h"

namespace ritmon {
namespace {

// A field as a future field names it.
struct ListedField {
  std::string id;
  std::string future_field;
  SourcePlace place;
};

void ReadLabels(const toml::table& table, ListFileReader& reader,
                std::string& de, std::string& en) {
  reader.Require(table, "label");
  if (const toml::table* label = reader.Table(table, "label")) {
    reader.CheckKeys(*label, {"de", "en"});
    reader.Require(*label, "de");
    reader.Require(*label, "en");
    de = reader.String(*label, "de");
    en = reader.String(*label, "en");
  }
}

FamilySource ReadFamily(const toml::table& table, ListFileReader& reader) {
  reader.CheckKeys(table,
                   {"name", "needs", "except", "strong", "medium", "weak"});
  reader.Require(table, "name");
  FamilySource family;
  family.name = reader.String(table, "name");
  family.place = reader.Place(table);
  family.needs = reader.Strings(table, "needs");
  reader.TermsUnder(table, "except", 0, family.except);
  reader.TermsUnder(table, "strong", 3, family.terms);
  reader.TermsUnder(table, "medium", 2, family.terms);
  reader.TermsUnder(table, "weak", 1, family.terms);
  if (family.terms.empty()) reader.Error(table, "a family without terms");
  return family;
}

FundingSource ReadFunding(const toml::table& table, ListFileReader& reader) {
  reader.CheckKeys(table, {"terms", "except", "plan", "plan_except"});
  FundingSource funding;
  reader.TermsUnder(table, "terms", 2, funding.terms);
  reader.TermsUnder(table, "except", 0, funding.except);
  reader.TermsUnder(table, "plan", 2, funding.plan);
  reader.TermsUnder(table, "plan_except", 0, funding.plan_except);
  return funding;
}

ExampleSource ReadExample(const toml::table& table, ListFileReader& reader) {
  reader.CheckKeys(table,
                   {"title", "text", "kind", "expect", "fields", "topics"});
  reader.Require(table, "text");
  ExampleSource example;
  example.place = reader.Place(table);
  example.title = reader.String(table, "title");
  example.text = reader.String(table, "text");
  reader.Read(table, "expect", example.expect);
  if (table.contains("fields"))
    example.fields = reader.Strings(table, "fields");
  example.topics = reader.Strings(table, "topics");
  if (const std::string kind = reader.String(table, "kind"); !kind.empty()) {
    const auto parsed = ParsePageKind(kind);
    if (parsed) {
      example.kind = *parsed;
    } else {
      reader.Error(table,
                   "kind is web, news, post or grant, not '" + kind + "'");
    }
  }
  return example;
}

FieldSource ReadField(const toml::table& table, ListFileReader& reader) {
  reader.CheckKeys(table, {"id", "topic", "parents", "label", "aliases",
                           "scope_in", "scope_out", "boundary", "wz_plus",
                           "wz_minus", "family", "funding", "example"});
  FieldSource field;
  field.place = reader.Place(table);
  field.id = reader.Id(table);
  reader.Read(table, "topic", field.is_topic);
  field.parents = reader.Strings(table, "parents");
  ReadLabels(table, reader, field.label_de, field.label_en);
  field.aliases = reader.Strings(table, "aliases");
  field.scope_in = reader.Strings(table, "scope_in");
  field.scope_out = reader.Strings(table, "scope_out");
  field.boundary = reader.Strings(table, "boundary");
  field.wz_plus = reader.Strings(table, "wz_plus");
  field.wz_minus = reader.Strings(table, "wz_minus");
  for (const toml::table* family : reader.Tables(table, "family")) {
    field.families.push_back(ReadFamily(*family, reader));
  }
  if (const toml::table* funding = reader.Table(table, "funding")) {
    field.funding = ReadFunding(*funding, reader);
  }
  for (const toml::table* example : reader.Tables(table, "example")) {
    field.examples.push_back(ReadExample(*example, reader));
  }
  if (field.families.empty()) reader.Error(table, "no [[family]] of terms");
  return field;
}

VetoSource ReadVeto(const toml::table& table, ListFileReader& reader) {
  reader.CheckKeys(
      table, {"name", "why", "scope", "factor", "fields", "wz", "de", "en"});
  for (const std::string_view key : {"name", "why", "scope", "fields"}) {
    reader.Require(table, key);
  }
  VetoSource veto;
  veto.place = reader.Place(table);
  veto.name = reader.String(table, "name");
  veto.why = reader.String(table, "why");
  veto.fields = reader.Strings(table, "fields");
  veto.wz = reader.Strings(table, "wz");
  reader.Read(table, "factor", veto.factor);
  if (veto.factor > 1) reader.Error(table, "'factor' must be from 0 to 1");
  const std::string scope = reader.String(table, "scope");
  static constexpr std::pair<std::string_view, VetoScope> kScopes[] = {
      {"hit", VetoScope::kHit},
      {"block", VetoScope::kBlock},
      {"page", VetoScope::kPage},
      {"company", VetoScope::kCompany}};
  const auto* found =
      std::find_if(std::begin(kScopes), std::end(kScopes),
                   [&](const auto& entry) { return entry.first == scope; });
  if (found != std::end(kScopes)) {
    veto.scope = found->second;
  } else {
    reader.Error(table, "scope is hit, block, page or company");
  }
  reader.Terms(table, 0, veto.terms);
  if (veto.terms.empty()) reader.Error(table, "a veto without terms");
  return veto;
}

PageRuleSource ReadPageRule(const toml::table& table, ListFileReader& reader) {
  reader.CheckKeys(table, {"name", "path", "weight", "supporting"});
  reader.Require(table, "name");
  reader.Require(table, "path");
  PageRuleSource rule;
  rule.place = reader.Place(table);
  rule.name = reader.String(table, "name");
  rule.path = reader.Strings(table, "path");
  reader.Read(table, "weight", rule.weight);
  reader.Read(table, "supporting", rule.supporting);
  return rule;
}

void ReadScoring(const toml::table& table, ListFileReader& reader,
                 ScoringSource& scoring) {
  reader.CheckKeys(
      table, {"strong_zone", "repeat", "repeat_max", "candidate", "short_page",
              "long_page", "share", "context_distance", "veto_distance",
              "zones", "kinds", "company"});
  reader.Read(table, "strong_zone", scoring.strong_zone);
  reader.Read(table, "repeat", scoring.repeat);
  reader.Read(table, "repeat_max", scoring.repeat_max);
  reader.Read(table, "candidate", scoring.candidate);
  reader.Read(table, "short_page", scoring.short_page);
  reader.Read(table, "long_page", scoring.long_page);
  if (scoring.short_page < 1 || scoring.long_page < scoring.short_page) {
    reader.Error(table, "short_page is at least 1, long_page not below it");
  }
  reader.Read(table, "share", scoring.share);
  reader.Read(table, "context_distance", scoring.context_distance);
  reader.Read(table, "veto_distance", scoring.veto_distance);
  reader.Require(table, "zones");
  if (const toml::table* zones = reader.Table(table, "zones")) {
    for (const auto& [key, node] : *zones) {
      const auto zone = ParseZone(key.str());
      if (!zone) {
        reader.Error(node, "unknown zone '" + std::string(key.str()) + "'");
        continue;
      }
      reader.Read(*zones, key.str(),
                  scoring.zone_weight[static_cast<size_t>(*zone)]);
    }
    for (size_t zone = 0; zone < scoring.zone_weight.size(); ++zone) {
      reader.Require(*zones, ToString(static_cast<Zone>(zone)));
    }
  }
  if (const toml::table* kinds = reader.Table(table, "kinds")) {
    for (const auto& [key, node] : *kinds) {
      const auto kind = ParsePageKind(key.str());
      const toml::table* rules = node.as_table();
      if (!kind || rules == nullptr) {
        reader.Error(node, "kinds are the tables web, news, post and grant");
        continue;
      }
      reader.CheckKeys(*rules, {"threshold", "growth", "assume"});
      KindRules& target = scoring.kind[static_cast<size_t>(*kind)];
      target.place = reader.Place(*rules);
      reader.Read(*rules, "threshold", target.threshold);
      reader.Read(*rules, "growth", target.growth);
      target.assume = reader.Strings(*rules, "assume");
    }
  }
  if (const toml::table* company = reader.Table(table, "company")) {
    reader.CheckKeys(*company,
                     {"page", "site", "register", "high_families", "news_max"});
    reader.Read(*company, "page", scoring.company_page);
    reader.Read(*company, "site", scoring.company_site);
    reader.Read(*company, "register", scoring.company_register);
    reader.Read(*company, "high_families", scoring.company_high_families);
    reader.Read(*company, "news_max", scoring.company_news_max);
  }
}

// The one of `taken` that has this name already, or null.
template <typename Source>
const Source* Taken(const std::vector<Source>& taken, const std::string& name,
                    std::string Source::*member) {
  const auto at =
      std::find_if(taken.begin(), taken.end(),
                   [&](const Source& s) { return s.*member == name; });
  return at == taken.end() ? nullptr : &*at;
}

// Future fields, contexts, vetoes, page rules, and of the first directory the
// scoring. Adds the order and future field of the fields to `order`.
void ReadShared(const toml::table& table, bool is_first, ListFileReader& reader,
                TaxonomySource& taxonomy, std::vector<ListedField>& order) {
  reader.CheckKeys(table,
                   {"scoring", "future_field", "page_rule", "context", "veto"});
  if (is_first) reader.Require(table, "scoring");
  if (const toml::table* scoring = reader.Table(table, "scoring")) {
    if (is_first) {
      ReadScoring(*scoring, reader, taxonomy.scoring);
    } else {
      reader.Error(*scoring, "[scoring] stands in the first directory only");
    }
  }
  for (const toml::table* future : reader.Tables(table, "future_field")) {
    reader.CheckKeys(*future, {"id", "label", "aliases", "fields"});
    reader.Require(*future, "fields");
    FutureFieldSource source;
    source.place = reader.Place(*future);
    source.id = reader.Id(*future);
    ReadLabels(*future, reader, source.label_de, source.label_en);
    source.aliases = reader.Strings(*future, "aliases");
    if (const auto* other =
            Taken(taxonomy.future_fields, source.id, &FutureFieldSource::id)) {
      reader.Error(*future, "id '" + source.id + "' is taken by " +
                                other->place.ToString());
    }
    for (const std::string& field : reader.Strings(*future, "fields")) {
      order.push_back({field, source.id, source.place});
    }
    taxonomy.future_fields.push_back(std::move(source));
  }
  for (const toml::table* rule : reader.Tables(table, "page_rule")) {
    taxonomy.page_rules.push_back(ReadPageRule(*rule, reader));
  }
  if (const toml::table* contexts = reader.Table(table, "context")) {
    for (const auto& [key, node] : *contexts) {
      const toml::table* group = node.as_table();
      if (group == nullptr) {
        reader.Error(node, "a context group is a table with 'de' and 'en'");
        continue;
      }
      reader.CheckKeys(*group, {"de", "en"});
      ContextSource context;
      context.name = std::string(key.str());
      context.place = reader.Place(node);
      reader.Terms(*group, 0, context.terms);
      if (context.terms.empty()) reader.Error(node, "a group without terms");
      if (const auto* other =
              Taken(taxonomy.contexts, context.name, &ContextSource::name)) {
        reader.Error(node, "context group '" + context.name + "' is taken by " +
                               other->place.ToString());
      }
      taxonomy.contexts.push_back(std::move(context));
    }
  }
  for (const toml::table* veto : reader.Tables(table, "veto")) {
    VetoSource source = ReadVeto(*veto, reader);
    // Companies are known to bear a veto by its name.
    if (const auto* other =
            Taken(taxonomy.vetoes, source.name, &VetoSource::name)) {
      reader.Error(*veto,
                   "another veto has this name: " + other->place.ToString());
    }
    taxonomy.vetoes.push_back(std::move(source));
  }
}

// Puts the fields into the order of the future fields.
void OrderFields(const std::vector<ListedField>& order,
                 std::vector<FieldSource> files, TaxonomySource& taxonomy,
                 std::vector<std::string>& errors) {
  std::map<std::string, FieldSource> by_id;
  for (FieldSource& field : files) {
    const auto [at, is_new] = by_id.try_emplace(field.id, field);
    if (!is_new) {
      errors.push_back(field.place.ToString() + ": id '" + field.id +
                       "' is taken by " + at->second.place.ToString());
    }
  }
  for (const auto& [id, future, place] : order) {
    if (const auto* other = Taken(taxonomy.fields, id, &FieldSource::id)) {
      errors.push_back(place.ToString() + ": field '" + id + "' of '" + future +
                       "' stands under '" + other->future_field + "' already");
      continue;
    }
    auto node = by_id.extract(id);
    if (node.empty() || node.mapped().is_topic) {
      errors.push_back(place.ToString() + ": field '" + id + "' of '" + future +
                       "' has no file");
      continue;
    }
    node.mapped().future_field = future;
    taxonomy.fields.push_back(std::move(node.mapped()));
  }
  for (auto& [id, field] : by_id) {
    if (!field.is_topic) {
      errors.push_back(field.place.ToString() + ": field '" + id +
                       "' stands under no [[future_field]] of _shared.toml");
      continue;
    }
    taxonomy.topics.push_back(std::move(field));
  }
}

// FNV-1a, 64 bits: tells lists apart, protects against nothing.
std::string ContentHash(const std::vector<ListDirectory>& directories) {
  uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](std::string_view bytes) {
    for (const char c : bytes) {
      hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
    }
    hash = (hash ^ 0xFF) * 0x100000001b3;  // no byte of UTF-8
  };
  // Where a directory lies says nothing of what the lists mean.
  for (const ListDirectory& directory : directories) {
    if (&directory != &directories.front()) add("\xFE");
    for (const auto& [name, content] : directory.files) {
      add(name);
      add(content);
    }
  }
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (size_t i = 16; i-- > 0; hash >>= 4) text[i] = kDigits[hash & 0xF];
  return text;
}

}  // namespace

Error MistakesError(std::vector<std::string> mistakes) {
  // A file of another kind is wrong in every line.
  constexpr size_t kMost = 100;
  if (mistakes.size() > kMost) {
    const size_t more = mistakes.size() - kMost;
    mistakes.resize(kMost);
    mistakes.push_back("and " + std::to_string(more) + " more");
  }
  std::string message;
  for (std::string& mistake : mistakes) {
    // Quoted texts may hold line ends.
    std::replace(mistake.begin(), mistake.end(), '\n', ' ');
    message += (message.empty() ? "" : "\n") + mistake;
  }
  return Error{ErrorKind::kInvalid, std::move(message)};
}

std::string ListFileName(const ListDirectory& directory, size_t index,
                         const std::string& name) {
  return index == 0 ? name : (directory.path / name).string();
}

Result<TaxonomySource> ParseTaxonomyFiles(ListFiles files) {
  return ParseTaxonomyDirectories({ListDirectory{{}, std::move(files)}});
}

Result<TaxonomySource> ParseTaxonomyDirectories(
    std::vector<ListDirectory> directories) {
  for (ListDirectory& directory : directories) {
    std::sort(directory.files.begin(), directory.files.end());
  }
  TaxonomySource taxonomy;
  taxonomy.version = ContentHash(directories);
  std::vector<std::string> errors;
  std::vector<FieldSource> fields;
  std::vector<ListedField> order;
  bool has_shared = false;
  for (size_t i = 0; i < directories.size(); ++i) {
    for (const auto& [name, content] : directories[i].files) {
      const std::string shown = ListFileName(directories[i], i, name);
      ListFileReader reader(shown, errors);
      try {
        const toml::table table = toml::parse(content, shown);
        if (name == "_shared.toml") {
          has_shared = has_shared || i == 0;
          ReadShared(table, i == 0, reader, taxonomy, order);
        } else {
          fields.push_back(ReadField(table, reader));
        }
      } catch (const toml::parse_error& error) {
        errors.push_back(shown + ":" +
                         std::to_string(error.source().begin.line) + ": " +
                         std::string(error.description()));
      }
    }
  }
  if (!has_shared) errors.emplace_back("_shared.toml: file is missing");
  if (errors.empty()) OrderFields(order, std::move(fields), taxonomy, errors);
  if (errors.empty()) return taxonomy;
  return tl::unexpected(MistakesError(std::move(errors)));
}

Result<std::vector<ListDirectory>> ReadListDirectories(
    const std::vector<std::filesystem::path>& directories) {
  std::vector<ListDirectory> read;
  for (const std::filesystem::path& directory : directories) {
    std::error_code error;
    std::filesystem::directory_iterator entries(directory, error);
    if (error) {
      return Fail(ErrorKind::kNotFound,
                  directory.string() + ": " + error.message());
    }
    ListDirectory list{directory, {}};
    for (const auto& entry : entries) {
      if (entry.path().extension() != ".toml") continue;
      auto content = ReadFile(entry.path());
      if (!content) return tl::unexpected(content.error());
      list.files.emplace_back(entry.path().filename().string(),
                              std::move(*content));
    }
    if (list.files.empty()) {
      return Fail(ErrorKind::kNotFound,
                  directory.string() + ": no keyword list (*.toml) is there");
    }
    std::sort(list.files.begin(), list.files.end());
    read.push_back(std::move(list));
  }
  return read;
}

Result<std::vector<ListDirectory>> ReadListDirectories(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more) {
  std::vector<std::filesystem::path> all = {directory};
  all.insert(all.end(), more.begin(), more.end());
  return ReadListDirectories(all);
}

Result<TaxonomySource> ReadTaxonomyFiles(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more) {
  auto directories = ReadListDirectories(directory, more);
  if (!directories) return tl::unexpected(directories.error());
  return ParseTaxonomyDirectories(std::move(*directories));
}

}  // namespace ritmon
