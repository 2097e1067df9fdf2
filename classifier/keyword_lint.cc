// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/keyword_lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/normalize.h"
#include "base/utf8_prefix.h"
#include "classifier/term_overlap.h"
#include "classifier/term_pattern.h"

namespace ritmon {
namespace {

constexpr size_t kLeastLetters = 3;

// Short words, as they are compared, that stand on nearly every page.
constexpr std::string_view kCommonWords[] = {
    "all",  "alle", "and",  "art",  "auf",  "aus",  "bei",  "best", "das",
    "der",  "die",  "eine", "end",  "for",  "from", "fuer", "gut",  "haus",
    "home", "ihr",  "info", "jahr", "mehr", "mit",  "more", "neu",  "new",
    "not",  "nur",  "oder", "off",  "one",  "our",  "out",  "rat",  "set",
    "sie",  "tag",  "team", "teil", "the",  "und",  "user", "von",  "was",
    "welt", "wer",  "wir",  "with", "you",  "your", "zeit", "zum",  "zur"};

// Terms of many alternatives are known by how they begin.
std::string Quoted(const std::string& text) {
  constexpr size_t kShown = 60;
  if (text.size() <= kShown) return "\"" + text + "\"";
  return "\"" + std::string(Utf8Prefix(text, kShown)) + "…\"";
}

class Linter {
 public:
  explicit Linter(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {}

  std::vector<LintFinding> Run() {
    for (size_t i = 0; i < taxonomy_.entry_count(); ++i) {
      CheckOverlaps(i);
      CheckShortTerms(taxonomy_.entry(i));
      CheckSize(taxonomy_.entry(i));
    }
    CheckConflicts();
    CheckGroups();
    const auto key = [](const LintFinding& f) {
      return std::tie(f.place.file, f.place.line, f.check, f.message);
    };
    std::stable_sort(findings_.begin(), findings_.end(),
                     [&](const LintFinding& a, const LintFinding& b) {
                       return key(a) < key(b);
                     });
    return std::move(findings_);
  }

 private:
  void Add(LintSeverity severity, const SourcePlace& place, std::string check,
           std::string message) {
    findings_.push_back(
        {severity, place, std::move(check), std::move(message)});
  }
  void Warn(const SourcePlace& place, std::string check, std::string message) {
    Add(LintSeverity::kWarning, place, std::move(check), std::move(message));
  }

  void CheckOverlaps(size_t entry) {
    using Kind = TermOverlap::Kind;
    for (const TermOverlap& overlap : FindOverlaps(taxonomy_, entry)) {
      const TermSource& term = *overlap.term.term;
      const std::string by = overlap.by.term == nullptr
                                 ? ""
                                 : Quoted(overlap.by.term->text) + " (" +
                                       overlap.by.term->place.ToString() + ")";
      // Lists of two languages are kept complete each for its readers, and a
      // needless term does no harm: only a slip is worth a warning.
      const bool one_language = overlap.by.term != nullptr &&
                                overlap.by.term->language == term.language;
      switch (overlap.kind) {
        case Kind::kDuplicate:
          Add(one_language ? LintSeverity::kWarning : LintSeverity::kNote,
              term.place, "duplicate",
              Quoted(term.text) + " stands there already: " + by);
          break;
        case Kind::kShadowed:
          Add(LintSeverity::kNote, term.place, "shadowed",
              Quoted(term.text) + " finds nothing that others do not: " + by);
          break;
        case Kind::kTwice:
          Add(LintSeverity::kNote, term.place, "two-families",
              Quoted(term.text) + " of family " +
                  Quoted(overlap.term.family->name) +
                  " counts a second time in " +
                  Quoted(overlap.by.family->name) + ": " + by);
          break;
        case Kind::kExcepted:
          Add(LintSeverity::kError, term.place, "never-counts",
              Quoted(term.text) + " is undone by its family's own 'except'");
          break;
        case Kind::kVetoed:
          Add(LintSeverity::kError, term.place, "never-counts",
              Quoted(term.text) + " contains a word of veto " +
                  Quoted(overlap.veto->name) + " (" +
                  overlap.veto->place.ToString() + ")");
          break;
      }
    }
  }

  void CheckShortTerms(const FieldSource& entry) {
    for (const FamilySource& family : entry.families) {
      if (!family.needs.empty()) continue;
      for (const TermSource& term : family.terms) {
        const auto notation = ParseTerm(term.text, term.language);
        if (!notation || notation->near_words != 0) continue;
        for (const TermPattern& pattern : notation->patterns) {
          if (!pattern.regex.empty()) continue;
          std::string letters;
          for (const PatternWord& word : pattern.words) letters += word.text;
          const bool common =
              pattern.words.size() == 1 && pattern.cased.empty() &&
              std::binary_search(std::begin(kCommonWords),
                                 std::end(kCommonWords), letters);
          if (letters.size() >= kLeastLetters && !common) continue;
          Warn(term.place, "short-term",
               Quoted(term.text) +
                   (common ? " is a very common word"
                           : " has fewer than 3 letters") +
                   " and its family has no 'needs'");
          break;
        }
      }
    }
  }

  void CheckSize(const FieldSource& entry) {
    if (!entry.is_topic) {
      const std::pair<const char*, const std::vector<std::string>*> lists[] = {
          {"scope_in", &entry.scope_in},
          {"scope_out", &entry.scope_out},
          {"boundary", &entry.boundary}};
      for (const auto& [name, list] : lists) {
        if (list->empty()) {
          Warn(entry.place, "no-scope",
               "field '" + entry.id + "' has no '" + name + "'");
        }
      }
      size_t terms = 0;
      for (const FamilySource& family : entry.families) {
        terms += family.terms.size();
      }
      if (terms < kLeastTerms) {
        Warn(entry.place, "few-terms",
             "field '" + entry.id + "' has " + std::to_string(terms) +
                 " terms; " + std::to_string(kLeastTerms) +
                 " are the least that finds companies");
      }
    }
    const auto expecting = static_cast<size_t>(
        std::count_if(entry.examples.begin(), entry.examples.end(),
                      [](const ExampleSource& e) { return e.expect; }));
    const size_t against = entry.examples.size() - expecting;
    const size_t least = entry.is_topic ? kLeastTopicExamples : kLeastExamples;
    if (expecting < least || against < least) {
      Warn(entry.place, "few-examples",
           "'" + entry.id + "' has " + std::to_string(expecting) +
               " examples for and " + std::to_string(against) +
               " against it; " + std::to_string(least) + " each are wanted");
    }
  }

  // Whether the field's boundary speaks of the other one.
  static bool Names(const FieldSource& field, const FieldSource& other) {
    std::vector<std::string> names = other.aliases;
    names.insert(names.end(), {other.id, other.label_de, other.label_en});
    return std::any_of(
        field.boundary.begin(), field.boundary.end(), [&](const auto& line) {
          const std::string folded = Fold(line);
          return std::any_of(names.begin(), names.end(), [&](const auto& name) {
            return folded.find(Fold(name)) != std::string::npos;
          });
        });
  }

  void CheckConflicts() {
    struct Claim {
      const FieldSource* field;
      const TermSource* term;
    };
    std::map<std::string, std::vector<Claim>> claims;  // by pattern
    std::set<std::pair<const TermSource*, const FieldSource*>> said;
    for (const FieldSource& field : taxonomy_.fields()) {
      for (const FamilySource& family : field.families) {
        for (const TermSource& term : family.terms) {
          if (term.strength < 3) continue;
          const auto notation = ParseTerm(term.text, term.language);
          if (!notation || notation->near_words != 0) continue;
          for (const TermPattern& pattern : notation->patterns) {
            auto& claimed = claims[pattern.Key()];
            for (const Claim& other : claimed) {
              if (other.field == &field ||
                  !said.insert({&term, other.field}).second) {
                continue;
              }
              const bool settled =
                  Names(field, *other.field) || Names(*other.field, field);
              Add(settled ? LintSeverity::kNote : LintSeverity::kWarning,
                  term.place, "conflict",
                  Quoted(term.text) + " is strong in '" + other.field->id +
                      "' too (" + other.term->place.ToString() + ")" +
                      (settled ? "; a boundary says so"
                               : "; no boundary says which field takes it"));
            }
            claimed.push_back({&field, &term});
          }
        }
      }
    }
  }

  void CheckGroups() {
    std::set<std::string> used = {"provider"};
    for (size_t i = 0; i < taxonomy_.entry_count(); ++i) {
      for (const FamilySource& family : taxonomy_.entry(i).families) {
        used.insert(family.needs.begin(), family.needs.end());
      }
    }
    for (const ContextSource& context : taxonomy_.contexts()) {
      if (!used.contains(context.name)) {
        Warn(context.place, "unused",
             "no family needs context group '" + context.name + "'");
      }
    }
    for (size_t v = 0; v < taxonomy_.vetoes().size(); ++v) {
      const VetoSource& veto = taxonomy_.vetoes()[v];
      if (veto.fields.empty()) {
        Warn(veto.place, "unused",
             "veto '" + veto.name + "' holds for no field");
      }
      if (Fold(veto.why).empty()) {
        Warn(veto.place, "no-why", "veto '" + veto.name + "' says no 'why'");
      }
    }
  }

  const Taxonomy& taxonomy_;
  std::vector<LintFinding> findings_;
};

}  // namespace

std::string_view ToString(LintSeverity severity) {
  switch (severity) {
    case LintSeverity::kError:
      return "error";
    case LintSeverity::kWarning:
      return "warning";
    case LintSeverity::kNote:
      return "note";
  }
  return "";
}

std::vector<LintFinding> LintKeywords(const Taxonomy& taxonomy) {
  return Linter(taxonomy).Run();
}

}  // namespace ritmon
