// SPDX-License-Identifier: GPL-3.0-or-later
// Keyword lists as they stand in their files: one TOML file a field or topic,
// and _shared.toml. docs/keyword-lists.md is the manual of the format.
//
// toml++ stops in taxonomy_file.cc and list_file_reader.h (which
// reservation_phrases.cc uses too).

#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "classifier/term_pattern.h"
#include "model/page.h"

namespace ritmon {

// "hydrogen-efuels.toml:12"
struct SourcePlace {
  std::string file;
  int line = 0;
  std::string ToString() const { return file + ":" + std::to_string(line); }
};

struct TermSource {
  std::string text;
  TermLanguage language = TermLanguage::kGerman;
  int strength = 0;  // 3 strong, 2 medium, 1 weak
  SourcePlace place;
};

// One [[family]]: synonyms that count once, under the same conditions. The
// same name may come again with other conditions.
struct FamilySource {
  std::string name;
  std::vector<TermSource> terms;
  std::vector<std::string> needs;  // context groups; one of them suffices
  std::vector<TermSource> except;  // a hit that these overlap is none
  SourcePlace place;
};

// For grants only: titles and the plan of the funding catalogue are short.
struct FundingSource {
  std::vector<TermSource> terms;
  std::vector<TermSource> except;  // in the title: none of the terms
  std::vector<TermSource> plan;    // Leistungsplansystematik
  std::vector<TermSource> plan_except;
};

// A text and what must be said about it: run as tests.
struct ExampleSource {
  std::string title;  // may be empty
  std::string text;
  PageKind kind = PageKind::kWeb;
  bool expect = true;  // counted in this file's field, or not
  std::optional<std::vector<std::string>> fields;  // exactly these fields
  std::vector<std::string> topics;                 // at least these topics
  SourcePlace place;
};

struct FieldSource {
  std::string id;
  bool is_topic = false;
  std::string future_field;          // of a field
  std::vector<std::string> parents;  // of a topic: fields; may be empty
  std::string label_de;
  std::string label_en;
  std::vector<std::string> aliases;
  std::vector<std::string> scope_in;
  std::vector<std::string> scope_out;
  std::vector<std::string> boundary;
  std::vector<std::string> wz_plus;   // WZ 2008: speaks for the field
  std::vector<std::string> wz_minus;  // speaks against it
  std::vector<FamilySource> families;
  FundingSource funding;
  std::vector<ExampleSource> examples;
  SourcePlace place;
};

struct FutureFieldSource {
  std::string id;
  std::string label_de;
  std::string label_en;
  std::vector<std::string> aliases;
  SourcePlace place;
};

struct ContextSource {
  std::string name;
  std::vector<TermSource> terms;
  SourcePlace place;
};

enum class VetoScope { kHit, kBlock, kPage, kCompany };

struct VetoSource {
  std::string name;
  std::string why;
  VetoScope scope = VetoScope::kBlock;
  double factor = 0;                // what is left of a hit's score
  std::vector<std::string> fields;  // ids; a field's topics too; "*": all
  std::vector<std::string> wz;      // of scope company: WZ 2008 codes, or their
                                    // beginnings, that say the same
  std::vector<TermSource> terms;
  SourcePlace place;
};

// Pages by the words of their path: "/karriere/", "/de/agb.html".
struct PageRuleSource {
  std::string name;
  std::vector<std::string> path;  // words; "job*" for a beginning
  double weight = 1;              // of everything on the page
  bool supporting = false;        // as news: never carries a field alone
  SourcePlace place;
};

struct KindRules {
  double threshold = 3;             // score of a short page
  double growth = 0;                // added for each doubling of its length
  std::vector<std::string> assume;  // context groups taken as present
  SourcePlace place;
};

struct ScoringSource {
  std::array<double, kZoneCount> zone_weight{};  // by Zone
  double strong_zone = 1;  // a hit in a lighter zone does not carry a page
  double repeat = 0.25;    // added for the second hit of a family, then less
  double repeat_max = 0.5;
  double candidate = 2;           // page score from which it is listed
  int short_page = 60;            // words of content
  int long_page = 480;            // ... from which the threshold grows no more
  double share = 0.3;             // of the best field's score, for a second one
  int context_distance = 200;     // characters
  int veto_distance = 40;         // characters, scope "hit"
  std::array<KindRules, 4> kind;  // by PageKind
  // Company, see company_fields.cc.
  double company_page = 6;  // one page alone suffices from this score
  int company_high_families = 3;
  double company_news_max = 3;
  double company_site = 6;        // evidence of all pages, each family once
  double company_register = 0.5;  // what is left of a veto's factor if the
                                  // registered sector says the same
};

struct TaxonomySource {
  std::string version;  // hash of the files' content, 16 hexadecimal digits
  std::vector<FutureFieldSource> future_fields;
  std::vector<FieldSource> fields;  // in the order of the future fields' lists
  std::vector<FieldSource> topics;  // by id
  std::vector<ContextSource> contexts;
  std::vector<VetoSource> vetoes;
  std::vector<PageRuleSource> page_rules;
  ScoringSource scoring;
};

// kInvalid with `mistakes`, one a line: the first hundred, and how many more.
Error MistakesError(std::vector<std::string> mistakes);

// Name and content of the *.toml files of a set of lists.
using ListFiles = std::vector<std::pair<std::string, std::string>>;

// One directory of lists. What stands in several is read as one set: [scoring]
// and _shared.toml are the first one's duty; ids, context groups and vetoes
// must not be taken twice.
struct ListDirectory {
  std::filesystem::path path;  // of further ones: in front of names in messages
  ListFiles files;             // in any order
  friend bool operator==(const ListDirectory&, const ListDirectory&) = default;
};
// kInvalid with all mistakes, one a line, each with file and line.
Result<TaxonomySource> ParseTaxonomyDirectories(
    std::vector<ListDirectory> directories);
// The same for files of one directory.
Result<TaxonomySource> ParseTaxonomyFiles(ListFiles files);

// What SourcePlace::file is for a file of the directory at `index`.
std::string ListFileName(const ListDirectory& directory, size_t index,
                         const std::string& name);

// The *.toml files of the directories. kNotFound if one of them has none.
Result<std::vector<ListDirectory>> ReadListDirectories(
    const std::vector<std::filesystem::path>& directories);
// One, and further ones as one set with it.
Result<std::vector<ListDirectory>> ReadListDirectories(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more);
// ReadListDirectories, and ParseTaxonomyDirectories of them.
Result<TaxonomySource> ReadTaxonomyFiles(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more = {});

}  // namespace ritmon
