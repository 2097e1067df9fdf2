// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>

#include "base/csv.h"
#include "base/nearest.h"
#include "base/regex.h"
#include "classifier/spreadsheet_damage.h"
#include "classifier/term_pattern.h"

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 7> kColumns = {
    "field", "family", "strength", "lang", "term", "needs", "group"};
enum Column { kField, kFamily, kStrength, kLang, kTerm, kNeeds, kGroup };

// Which list of a file: group from 0, strength, language.
using ListKey = std::tuple<size_t, int, TermLanguage>;
// The terms of each list, doubles kept.
using TermsByList = std::map<ListKey, std::multiset<std::string>>;

TermsByList ListsOf(const FieldSource& entry) {
  TermsByList lists;
  for (size_t group = 0; group < entry.families.size(); ++group) {
    for (const TermSource& term : entry.families[group].terms) {
      lists[{group, term.strength, term.language}].insert(term.text);
    }
  }
  return lists;
}

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ",") + name;
  return text;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    std::string name = Trimmed(text.substr(0, comma));
    if (!name.empty()) names.push_back(std::move(name));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return names;
}

bool SameNames(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// One row of the table, understood.
struct Row {
  uint64_t line = 0;
  size_t entry = 0;
  std::string family;
  int strength = 0;
  TermLanguage language = TermLanguage::kGerman;
  std::string term;
  std::vector<std::string> needs;
  std::optional<size_t> group;  // from 0; nothing: a new family, or by name
};

class TableReader {
 public:
  TableReader(const Taxonomy& taxonomy, std::string name)
      : taxonomy_(taxonomy), name_(std::move(name)) {}

  Result<std::vector<ListFileChange>> Read(std::string_view csv) {
    CsvOptions options;
    options.delimiter = HeaderDelimiter(csv);
    bool header = true;
    auto summary = ReadCsvText(csv, options, [&](const CsvRow& row) {
      if (header) {
        header = false;
        return ReadHeader(row);
      }
      ReadRow(row);
      return true;
    });
    if (!summary) return tl::unexpected(summary.error());
    for (const CsvProblem& problem : summary->problems) {
      Mistake(problem.line, problem.message);
    }
    if (header) Mistake(1, "the table is empty");
    std::vector<ListFileChange> changes;
    if (mistakes_.empty()) changes = Compare();
    if (mistakes_.empty()) return changes;
    return tl::unexpected(MistakesError(std::move(mistakes_)));
  }

 private:
  void Mistake(uint64_t line, const std::string& message) {
    mistakes_.push_back(name_ + ":" + std::to_string(line) + ": " + message);
  }

  bool ReadHeader(const CsvRow& row) {
    std::vector<std::string> titles;
    for (const std::string& cell : row.cells) titles.push_back(Lower(cell));
    for (size_t column = 0; column < kColumns.size(); ++column) {
      const auto at = std::find(titles.begin(), titles.end(), kColumns[column]);
      if (at == titles.end()) {
        const std::vector<std::string_view> known(titles.begin(), titles.end());
        Mistake(row.line, "no column '" + std::string(kColumns[column]) + "'" +
                              DidYouMean(kColumns[column], known));
      }
      at_[column] = static_cast<size_t>(at - titles.begin());
    }
    return mistakes_.empty();
  }

  std::string Cell(const CsvRow& row, Column column) const {
    const size_t at = at_[column];
    return at < row.cells.size() ? Trimmed(row.cells[at]) : std::string();
  }

  void ReadRow(const CsvRow& cells) {
    if (std::all_of(cells.cells.begin(), cells.cells.end(),
                    [](const auto& cell) { return Trimmed(cell).empty(); })) {
      return;
    }
    const size_t before = mistakes_.size();
    Row row{.line = cells.line};
    row.family = WithoutGuard(Cell(cells, kFamily));
    row.term = Cell(cells, kTerm);
    row.needs = Split(Cell(cells, kNeeds));
    ReadEntry(cells, row);
    ReadList(cells, row);
    if (row.family.empty()) Mistake(row.line, "no family");
    if (row.term.empty()) Mistake(row.line, "no term");
    if (mistakes_.size() != before) return;
    ReadGroup(cells, row);
    if (mistakes_.size() != before) return;
    CheckTerm(row);
    if (mistakes_.size() == before) rows_.push_back(std::move(row));
  }

  void ReadEntry(const CsvRow& cells, Row& row) {
    const std::string id = Cell(cells, kField);
    std::vector<std::string_view> ids;
    for (size_t i = 0; i < taxonomy_.entry_count(); ++i) {
      ids.push_back(taxonomy_.entry(i).id);
    }
    const auto at = std::find(ids.begin(), ids.end(), id);
    row.entry = static_cast<size_t>(at - ids.begin());
    if (at != ids.end()) return;
    Mistake(row.line, "unknown field '" + id + "'" + DidYouMean(id, ids));
  }

  void ReadList(const CsvRow& cells, Row& row) {
    const std::string strength = Lower(Cell(cells, kStrength));
    for (const int known : {3, 2, 1}) {
      if (strength == StrengthName(known)) row.strength = known;
    }
    if (row.strength == 0) {
      Mistake(row.line, "strength is strong, medium or weak, not '" + strength +
                            "'" +
                            DidYouMean(strength, {"strong", "medium", "weak"}));
    }
    const std::string language = Lower(Cell(cells, kLang));
    if (language == "en") {
      row.language = TermLanguage::kEnglish;
    } else if (language != "de") {
      Mistake(row.line, "lang is de or en, not '" + language + "'");
    }
  }

  void ReadGroup(const CsvRow& cells, Row& row) {
    const auto& families = taxonomy_.entry(row.entry).families;
    const std::string text = Cell(cells, kGroup);
    if (text.empty()) {
      for (size_t i = 0; i < families.size() && !row.group; ++i) {
        if (families[i].name == row.family &&
            SameNames(families[i].needs, row.needs)) {
          row.group = i;
        }
      }
      CheckNeeds(row);
      return;
    }
    size_t group = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), group);
    if (error != std::errc() || end != text.data() + text.size() || group < 1 ||
        group > families.size()) {
      Mistake(row.line, "'" + taxonomy_.entry(row.entry).id +
                            "' has no group '" + text + "', only 1 to " +
                            std::to_string(families.size()) +
                            "; leave it empty for a new family");
      return;
    }
    row.group = group - 1;
    const FamilySource& family = families[group - 1];
    if (family.name != row.family) {
      Mistake(row.line, "group " + text + " is family '" + family.name +
                            "', not '" + row.family +
                            "'; leave the group empty for another family");
    } else if (!SameNames(family.needs, row.needs)) {
      Mistake(row.line, "group " + text + " needs '" + Joined(family.needs) +
                            "', not '" + Joined(row.needs) +
                            "'; leave the group empty for other needs");
    }
  }

  void CheckNeeds(const Row& row) {
    std::vector<std::string_view> known;
    for (const ContextSource& context : taxonomy_.contexts()) {
      known.push_back(context.name);
    }
    for (const std::string& need : row.needs) {
      if (std::find(known.begin(), known.end(), need) == known.end()) {
        Mistake(row.line, "unknown context group '" + need + "'" +
                              DidYouMean(need, known));
      }
    }
  }

  // The term of the row's group that reads so, as its file spells it: a blank
  // at the end is lost in a table.
  const std::string* Known(const Row& row, const std::string& term) const {
    if (!row.group) return nullptr;
    const std::string* found = nullptr;
    for (const TermSource& known :
         taxonomy_.entry(row.entry).families[*row.group].terms) {
      if (known.text == term) return &known.text;
      if (Trimmed(known.text) == term) found = &known.text;
    }
    return found;
  }

  void CheckTerm(Row& row) {
    for (const std::string& term : {row.term, WithoutGuard(row.term)}) {
      if (const std::string* known = Known(row, term)) {
        row.term = *known;
        return;
      }
    }
    row.term = WithoutGuard(row.term);
    if (const auto damage = SpreadsheetDamage(row.term)) {
      Mistake(row.line, "term '" + row.term + "' is " + *damage +
                            ": write it anew in a column of format Text");
      return;
    }
    const auto notation = ParseTerm(row.term, row.language);
    if (!notation) {
      Mistake(row.line, notation.error().message);
      return;
    }
    for (const auto* patterns : {&notation->patterns, &notation->near}) {
      for (const TermPattern& pattern : *patterns) {
        if (pattern.regex.empty()) continue;
        if (auto one = RegexFilter::Compile(pattern.regex); !one) {
          Mistake(row.line, one.error().message);
        }
      }
    }
  }

  // What the rows of each field that has any say.
  std::vector<ListFileChange> Compare() {
    std::map<size_t, std::vector<const Row*>> by_entry;
    for (const Row& row : rows_) by_entry[row.entry].push_back(&row);
    std::vector<ListFileChange> changes;
    for (const auto& [entry, rows] : by_entry) {
      ListFileChange change{.entry = entry};
      CompareEntry(rows, change);
      if (!change.edits.empty() || !change.added.empty()) {
        changes.push_back(std::move(change));
      }
    }
    return changes;
  }

  void CompareEntry(const std::vector<const Row*>& rows,
                    ListFileChange& change) {
    const FieldSource& entry = taxonomy_.entry(change.entry);
    const TermsByList now = ListsOf(entry);
    TermsByList wanted;
    std::set<size_t> groups;
    for (const Row* row : rows) {
      if (!row->group) {
        AddToNewFamily(*row, change);
        continue;
      }
      groups.insert(*row->group);
      const ListKey key{*row->group, row->strength, row->language};
      auto& terms = wanted[key];
      terms.insert(row->term);
      const auto known = now.find(key);
      const size_t had =
          known == now.end() ? 0 : known->second.count(row->term);
      if (terms.count(row->term) > std::max<size_t>(had, 1)) {
        Mistake(row->line, "\"" + row->term + "\" is in this list already");
      }
    }
    for (size_t group = 0; group < entry.families.size(); ++group) {
      if (groups.contains(group)) continue;
      mistakes_.push_back(name_ + ": no row is left of family '" +
                          entry.families[group].name + "', group " +
                          std::to_string(group + 1) + " of '" + entry.id +
                          "'; to give it up, delete its [[family]] table (" +
                          entry.families[group].place.ToString() + ")");
    }
    std::set<ListKey> keys;
    for (const TermsByList* lists : {&now, &std::as_const(wanted)}) {
      for (const auto& [key, terms] : *lists) keys.insert(key);
    }
    for (const ListKey& key : keys) {
      AddEdit(entry, key, now, wanted, change);
    }
    // New lists first: they go behind those that are there, which may go.
    std::stable_partition(
        change.edits.begin(), change.edits.end(),
        [](const TermListEdit& edit) { return edit.remove.empty(); });
  }

  static void AddEdit(const FieldSource& entry, const ListKey& key,
                      const TermsByList& now, const TermsByList& wanted,
                      ListFileChange& change) {
    const std::multiset<std::string> none;
    const auto old_at = now.find(key);
    const auto new_at = wanted.find(key);
    const auto& old_terms = old_at == now.end() ? none : old_at->second;
    const auto& new_terms = new_at == wanted.end() ? none : new_at->second;
    const auto& [group, strength, language] = key;
    TermListEdit edit{
        .family = group, .strength = strength, .language = language};
    std::set_difference(old_terms.begin(), old_terms.end(), new_terms.begin(),
                        new_terms.end(), std::back_inserter(edit.remove));
    std::set_difference(new_terms.begin(), new_terms.end(), old_terms.begin(),
                        old_terms.end(), std::back_inserter(edit.add));
    if (edit.remove.empty() && edit.add.empty()) return;
    const std::string list = std::string(StrengthName(strength)) + "." +
                             std::string(LanguageKey(language));
    const std::string where = " in family \"" + entry.families[group].name +
                              "\", group " + std::to_string(group + 1);
    for (const std::string& term : edit.remove) {
      change.described.push_back("- " + list + " \"" + term + "\"" + where);
    }
    for (const std::string& term : edit.add) {
      change.described.push_back("+ " + list + " \"" + term + "\"" + where);
    }
    change.edits.push_back(std::move(edit));
  }

  void AddToNewFamily(const Row& row, ListFileChange& change) {
    auto at = std::find_if(change.added.begin(), change.added.end(),
                           [&](const FamilySource& family) {
                             return family.name == row.family &&
                                    SameNames(family.needs, row.needs);
                           });
    if (at == change.added.end()) {
      change.added.push_back({.name = row.family, .needs = row.needs});
      at = change.added.end() - 1;
    }
    for (const TermSource& term : at->terms) {
      if (term.text == row.term && term.strength == row.strength &&
          term.language == row.language) {
        Mistake(row.line, "\"" + row.term + "\" is in this list already");
      }
    }
    at->terms.push_back({row.term, row.language, row.strength, {}});
    change.described.push_back(
        "+ " + std::string(StrengthName(row.strength)) + "." +
        std::string(LanguageKey(row.language)) + " \"" + row.term +
        "\" in new family \"" + row.family + "\"" +
        (row.needs.empty() ? "" : ", needs " + Joined(row.needs)));
  }

  const Taxonomy& taxonomy_;
  const std::string name_;
  std::array<size_t, kColumns.size()> at_{};
  std::vector<Row> rows_;
  std::vector<std::string> mistakes_;
};

// What the lists of a field should hold after a change.
TermsByList Wanted(const FieldSource& entry, const ListFileChange& change) {
  TermsByList lists = ListsOf(entry);
  for (const TermListEdit& edit : change.edits) {
    auto& terms = lists[{edit.family, edit.strength, edit.language}];
    for (const std::string& term : edit.remove) terms.erase(terms.find(term));
    terms.insert(edit.add.begin(), edit.add.end());
    if (terms.empty()) {
      lists.erase({edit.family, edit.strength, edit.language});
    }
  }
  for (size_t i = 0; i < change.added.size(); ++i) {
    for (const TermSource& term : change.added[i].terms) {
      lists[{entry.families.size() + i, term.strength, term.language}].insert(
          term.text);
    }
  }
  return lists;
}

std::vector<std::string> Exceptions(const FieldSource& entry) {
  std::vector<std::string> all;
  for (const FamilySource& family : entry.families) {
    for (const TermSource& term : family.except) all.push_back(term.text);
  }
  return all;
}

// Whether the field, read from the new text, is what was wanted.
bool IsAsWanted(const FieldSource& before, const ListFileChange& change,
                const FieldSource* after) {
  if (after == nullptr || ListsOf(*after) != Wanted(before, change) ||
      after->examples.size() != before.examples.size() ||
      after->funding.terms.size() != before.funding.terms.size() ||
      Exceptions(*after) != Exceptions(before) ||
      after->families.size() != before.families.size() + change.added.size()) {
    return false;
  }
  for (size_t i = 0; i < after->families.size(); ++i) {
    const FamilySource& wanted = i < before.families.size()
                                     ? before.families[i]
                                     : change.added[i - before.families.size()];
    if (after->families[i].name != wanted.name ||
        after->families[i].needs != wanted.needs) {
      return false;
    }
  }
  return true;
}

Result<std::string> Rewrite(std::string text, const std::string& file,
                            const ListFileChange& change) {
  for (const TermListEdit& edit : change.edits) {
    auto edited = EditTermList(text, file, edit);
    if (!edited) return edited;
    text = std::move(*edited);
  }
  for (const FamilySource& family : change.added) {
    auto appended = AppendFamily(text, file, family);
    if (!appended) return appended;
    text = std::move(*appended);
  }
  return text;
}

}  // namespace

std::string WriteTermTable(const std::vector<const FieldSource*>& entries) {
  CsvWriter csv;
  csv.Append({kColumns.begin(), kColumns.end()});
  for (const FieldSource* entry : entries) {
    for (size_t group = 0; group < entry->families.size(); ++group) {
      const FamilySource& family = entry->families[group];
      for (const TermSource& term : family.terms) {
        csv.Append({entry->id, family.name,
                    std::string(StrengthName(term.strength)),
                    std::string(LanguageKey(term.language)), term.text,
                    Joined(family.needs), std::to_string(group + 1)});
      }
    }
  }
  return csv.Take();
}

Result<std::vector<ListFileChange>> CompareTermTable(const Taxonomy& taxonomy,
                                                     const std::string& name,
                                                     std::string_view csv) {
  return TableReader(taxonomy, name).Read(csv);
}

Result<std::vector<ChangedFile>> ApplyTermTable(
    const std::vector<ListDirectory>& directories, const Taxonomy& taxonomy,
    const std::vector<ListFileChange>& changes) {
  std::vector<ListDirectory> result = directories;
  std::vector<ChangedFile> changed;
  for (const ListFileChange& change : changes) {
    const std::string& wanted = taxonomy.entry(change.entry).place.file;
    for (size_t i = 0; i < result.size(); ++i) {
      for (auto& [name, content] : result[i].files) {
        if (ListFileName(result[i], i, name) != wanted) continue;
        auto text = Rewrite(content, wanted, change);
        if (!text) return tl::unexpected(text.error());
        content = std::move(*text);
        changed.push_back({i, name, content});
      }
    }
  }
  auto source = ParseTaxonomyDirectories(std::move(result));
  if (!source) return tl::unexpected(source.error());
  auto compiled = Taxonomy::Compile(std::move(*source));
  if (!compiled) return tl::unexpected(compiled.error());
  for (const ListFileChange& change : changes) {
    const FieldSource& before = taxonomy.entry(change.entry);
    if (!IsAsWanted(before, change, (*compiled)->Find(before.id))) {
      return Fail(ErrorKind::kInvalid,
                  before.place.file +
                      ": is written in a way that a table cannot change; "
                      "edit it by hand");
    }
  }
  return changed;
}

}  // namespace ritmon
