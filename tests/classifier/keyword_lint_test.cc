// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/keyword_lint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/classifier/sample_taxonomy.h"

namespace ritmon {
namespace {

// The findings of `check` about the sample with more families in hydrogen.toml
// and more in _shared.toml: "severity file:line message".
std::vector<std::string> Findings(const std::string& check,
                                  const std::string& families,
                                  const std::string& shared = "",
                                  const std::string& recycling = "") {
  ListFiles files = SampleFiles();
  files[0].second += shared;
  files[1].second = std::string(
                        "id = \"hydrogen\"\n"
                        "label = { de = \"Wasserstoff\", "
                        "en = \"Hydrogen\" }\n") +
                    families;
  files[2].second += recycling;
  auto source = ParseTaxonomyFiles(files);
  if (!source) return {source.error().message};
  auto taxonomy = Taxonomy::Compile(std::move(*source));
  if (!taxonomy) return {taxonomy.error().message};
  std::vector<std::string> found;
  for (const LintFinding& f : LintKeywords(**taxonomy)) {
    if (f.check == check && f.place.file != "electrolysis.toml") {
      found.push_back(std::string(ToString(f.severity)) + " " +
                      f.place.ToString() + " " + f.message);
    }
  }
  return found;
}

std::string Family(const std::string& lines, const std::string& name = "a") {
  return "[[family]]\nname = \"" + name + "\"\n" + lines + "\n";
}

// Which of the terms do no work: the check that says so, or "".
TEST(KeywordLintTest, TermsThatDoNoWork) {
  struct Case {
    std::string families;
    const char* check;   // "duplicate", "shadowed", "two-families"
    const char* needle;  // "": none of the three
  };
  const Case cases[] = {
      {Family("strong.de = [\"alpha\", \"alpha\"]"), "duplicate", "alpha"},
      // The same under another spelling.
      {Family("strong.de = [\"größe\", \"groesse\"]"), "duplicate", "groesse"},
      {Family("strong.de = [\"wind rad\"]\nmedium.de = [\"Wind-Rad\"]"),
       "duplicate", "Wind-Rad"},
      {Family("strong.de = [\"tankstellenbau\", \"tankstelle*\"]"), "shadowed",
       "tankstellenbau"},
      {Family("strong.de = [\"wasserstoff(tankstelle|netz)*\", "
              "\"wasserstofftankstelle\"]"),
       "shadowed", "\"wasserstofftankstelle\" finds"},
      // Several together.
      {Family("strong.de = [\"alpha(netz|bahn)\", \"alphanetz*\", "
              "\"alphabahn*\"]"),
       "shadowed", "alpha(netz|bahn)"},
      {Family("strong.de = [\"grün~ strom\", \"strom\"]"), "", ""},
      {Family("strong.de = [\"grün~ alpha\", \"*alpha\"]"), "shadowed",
       "grün~ alpha"},
      {Family("strong.en = [\"fuel cell\"]\nstrong.de = [\"=fuel cell\"]"),
       "shadowed", "=fuel cell"},
      // Open at the end is more than any list of endings.
      {Family("strong.de = [\"alpha*\", \"=alpha\"]"), "shadowed", "=alpha"},
      {Family("strong.de = [\"*alpha\", \"alpha*\"]"), "", ""},
      {Family("strong.de = [\"=alpha\", \"alpha\"]"), "shadowed", "=alpha"},
      // Weaker, or under stricter conditions, does not replace.
      {Family("medium.de = [\"alpha*\"]\nstrong.de = [\"alphanetz\"]"), "", ""},
      {Family("needs = [\"ships\"]\nstrong.de = [\"alpha*\"]") +
           Family("strong.de = [\"alphanetz\"]"),
       "", ""},
      {Family("strong.de = [\"alpha*\"]") +
           Family("needs = [\"ships\"]\nstrong.de = [\"alphanetz\"]"),
       "shadowed", "alphanetz"},
      {Family("strong.de = [\"alpha*\"]\nexcept.de = [\"alphanetzbau\"]") +
           Family("strong.de = [\"alphanetz\"]"),
       "", ""},
      {Family("strong.de = [\"alpha* NEAR/3 beta\", \"alphanetz\"]"), "", ""},
      {Family("strong.de = [\"alpha*\", \"alphanetz NEAR/3 beta\"]"),
       "shadowed", "NEAR"},
      {Family("strong.de = [\"alpha NEAR/5 beta\", \"alpha NEAR/3 beta\"]"),
       "duplicate", "NEAR/3"},
      // Capitals.
      {Family("strong.de = [\"ABC!\", \"abcs\"]"), "", ""},
      {Family("strong.de = [\"abc\", \"ABC!\"]"), "shadowed", "ABC!"},
      // A regular expression may find all of another term, never the reverse.
      {Family("strong.de = [\"/alphanet[a-z]+/\", \"=alphanetz\"]"), "shadowed",
       "=alphanetz"},
      {Family("strong.de = [\"alphanetz*\", \"/alphanetze/\"]"), "", ""},
      // In another family it counts twice.
      {Family("strong.de = [\"alpha*\"]") +
           Family("strong.de = [\"alphanetz\"]", "b"),
       "two-families", "alphanetz"},
  };
  for (const Case& c : cases) {
    for (const char* check : {"duplicate", "shadowed", "two-families"}) {
      const auto found = Findings(check, c.families);
      if (std::string(c.check) != check) {
        EXPECT_TRUE(found.empty()) << c.families << check << found.front();
        continue;
      }
      ASSERT_EQ(found.size(), 1u) << c.families << check;
      EXPECT_NE(found[0].find(c.needle), std::string::npos) << found[0];
    }
  }
}

TEST(KeywordLintTest, WhatIsFlaggedMayAllBeDeleted) {
  // Each is shadowed by the other; one has to stay.
  const auto found = Findings(
      "shadowed", Family("strong.de = [\"alpha(netz|bahn)\"]\n"
                         "strong.en = [\"alpha(netz|bahn)\"]\n"
                         "medium.de = [\"alphanetz\", \"alphabahn\"]"));
  // The English forms and both medium ones; the German list stays.
  EXPECT_EQ(found.size(), 3u);
}

TEST(KeywordLintTest, OtherChecks) {
  struct Case {
    const char* check;
    std::string families;
    std::string shared;
    std::string recycling;
    std::vector<std::string> found;  // parts, in order
  };
  const std::string good = Family("strong.de = [\"alpha*\"]");
  const Case cases[] = {
      {"never-counts",
       Family("strong.de = [\"alphanetz\", \"beta\"]\n"
              "except.de = [\"alphanetz*\"]"),
       "",
       "",
       {"error hydrogen.toml:5 \"alphanetz\" is undone by"}},
      {"never-counts",
       Family("strong.de = [\"peroxid alpha\"]"),
       "",
       "",
       {"contains a word of veto \"peroxide\" (_shared.toml:"}},
      // One of its forms is enough to be of use; factor 0.5 is not nothing.
      {"never-counts",
       Family("strong.de = [\"alpha*\", \"obstkorb\"]\n"
              "except.de = [\"alphas\"]"),
       "",
       "",
       {}},
      {"short-term",
       Family("strong.de = [\"H2!\", \"alpha\", \"team\"]"),
       "",
       "",
       {"\"H2!\" has fewer than 3 letters", "\"team\" is a very common word"}},
      {"short-term",
       Family("needs = [\"ships\"]\nstrong.de = [\"H2!\", \"team\"]"),
       "",
       "",
       {}},
      {"unused", good, "", "", {"group 'ships'"}},
      {"unused",
       Family("needs = [\"ships\"]\nstrong.de = [\"alpha\"]"),
       "[[veto]]\nname = \"v\"\nwhy = \"w\"\nscope = \"hit\"\nfields = []\n"
       "de = [\"x1\"]\n",
       "",
       {"veto 'v' holds for no field"}},
      {"no-why",
       good,
       "[[veto]]\nname = \"v\"\nwhy = \" \"\nscope = \"hit\"\n"
       "fields = [\"*\"]\nde = [\"x1\"]\n",
       "",
       {"veto 'v' says no 'why'"}},
      {"no-scope",
       good,
       "",
       "",
       {"'boundary'", "'scope_in'", "'scope_out'", "'recycling' has no",
        "'recycling' has no", "'recycling' has no"}},
      {"few-terms",
       good,
       "",
       "",
       {"'hydrogen' has 1 terms", "'recycling' has 1 terms"}},
      {"few-examples",
       good,
       "",
       "",
       {"'hydrogen' has 0 examples for and 0 against", "'recycling'"}},
      {"conflict",
       good,
       "",
       "strong.en = [\"beta\"]\nmedium.de = [\"alpha*\"]\n",
       {}},
      {"conflict",
       good,
       "",
       "[[family]]\nname = \"r\"\nstrong.de = [\"(alpha|beta)*\"]\n",
       {"warning recycling.toml:9 \"(alpha|beta)*\" is strong in 'hydrogen' "
        "too (hydrogen.toml:5); no boundary"}},
      {"conflict",
       "boundary = [\"Recycling: what is used again\"]\n" + good,
       "",
       "[[family]]\nname = \"r\"\nstrong.de = [\"(alpha|beta)*\"]\n",
       {"note recycling.toml:9"}},
  };
  for (const Case& c : cases) {
    const auto found = Findings(c.check, c.families, c.shared, c.recycling);
    ASSERT_EQ(found.size(), c.found.size())
        << c.check << c.families << (found.empty() ? "" : found.front());
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_NE(found[i].find(c.found[i]), std::string::npos) << found[i];
    }
  }
}

}  // namespace
}  // namespace ritmon
