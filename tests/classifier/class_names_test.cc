// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/class_names.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace ritmon {
namespace {

NameMeaning Meaning(void (*set)(NameMeaning&)) {
  NameMeaning meaning;
  set(meaning);
  return meaning;
}

struct NamesCase {
  const char* names;
  NameMeaning meaning;
};

TEST(ClassNamesTest, SayWhatAPartIs) {
  const NamesCase cases[] = {
      {"", {}},
      {"content", {}},
      {"menuett", {}},
      {"main-menu", Meaning([](auto& m) { m.navigation = m.whole = true; })},
      {"a-menu", Meaning([](auto& m) { m.navigation = true; })},
      {"row bread_crumb",
       Meaning([](auto& m) { m.navigation = m.whole = true; })},
      {"sidebar", Meaning([](auto& m) { m.aside = m.whole = true; })},
      {"content-with-sidebar", Meaning([](auto& m) { m.aside = true; })},
      {"no-menu", {}},
      {"siteFooter", Meaning([](auto& m) { m.footer = m.whole = true; })},
      {"material-icons", Meaning([](auto& m) { m.icon = true; })},
  };
  NameMeanings meanings;
  for (const NamesCase& c : cases) {
    EXPECT_EQ(meanings.Of(c.names), c.meaning) << c.names;
  }
}

// What is remembered against what is looked up: more names than are held, one
// of them longer than any that is.
TEST(ClassNamesTest, NothingShowsOfWhatIsRemembered) {
  const std::vector<std::string> words = {
      "menu", "footer", "side", "bar",  "with", "no",   "cookie", "consent",
      "Nav",  "header", "list", "text", "img",  "foto", "widget", "search"};
  std::mt19937 random(20261129);
  const auto name = [&] {
    std::string made;
    for (size_t n = 1 + random() % 3; n > 0; --n) {
      if (!made.empty() && random() % 2 == 0) made += '-';
      made += words[random() % words.size()];
    }
    if (random() % 4 == 0) made += "-" + std::to_string(random() % 3000);
    return made;
  };
  NameMeanings remembered;
  for (int round = 0; round < 4000; ++round) {
    std::string names;
    if (round == 7) names.assign(5000, 'a');
    for (size_t n = random() % 4; n > 0; --n) names += " " + name();
    const NameMeaning found = NameMeanings().Of(names);
    EXPECT_EQ(remembered.Of(names), found) << names;
  }
}

}  // namespace
}  // namespace ritmon
