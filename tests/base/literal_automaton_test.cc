// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/literal_automaton.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ritmon {
namespace {

using namespace std::string_literals;

// (end, literal)
using Found = std::vector<std::pair<size_t, size_t>>;

Found Clever(const std::vector<std::string>& literals,
             const std::string& text) {
  const LiteralAutomaton automaton(literals);
  // A buffer of exact size, so that a sanitizer sees one byte too far.
  const std::vector<char> exact(text.begin(), text.end());
  Found found;
  size_t last_end = 0;
  size_t last_length = 0;
  automaton.FindAll({exact.data(), exact.size()},
                    [&](size_t literal, size_t end) {
                      EXPECT_GE(end, last_end);
                      const size_t length = literals[literal].size();
                      if (end == last_end) {
                        EXPECT_LE(length, last_length);
                      }
                      last_end = end;
                      last_length = length;
                      found.emplace_back(end, literal);
                    });
  std::sort(found.begin(), found.end());
  return found;
}

Found Stupid(const std::vector<std::string>& literals,
             const std::string& text) {
  Found found;
  for (size_t literal = 0; literal < literals.size(); ++literal) {
    const std::string& l = literals[literal];
    if (l.empty()) continue;
    for (size_t at = text.find(l); at != std::string::npos;
         at = text.find(l, at + 1)) {
      found.emplace_back(at + l.size(), literal);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(LiteralAutomatonTest, Table) {
  struct Case {
    std::vector<std::string> literals;
    std::string text;
    Found found;
  };
  const Case cases[] = {
      {{}, "abc", {}},
      {{""}, "abc", {}},
      {{"abc"}, "", {}},
      {{"he", "she", "his", "hers"}, "ushers", {{4, 0}, {4, 1}, {6, 3}}},
      {{"a", "aa"}, "aaa", {{1, 0}, {2, 0}, {2, 1}, {3, 0}, {3, 1}}},
      {{"x", "x"}, "x", {{1, 0}, {1, 1}}},
      {{"ab\0c"s}, "xab\0c"s, {{5, 0}}},
      {{"\xFF\xFE"}, "\xFF\xFF\xFE", {{3, 0}}},
      {{"ü"}, "grün", {{4, 0}}},
  };
  for (const Case& c : cases) EXPECT_EQ(Clever(c.literals, c.text), c.found);
}

// Few letters, so that literals nest, overlap and share prefixes.
TEST(LiteralAutomatonTest, AgreesWithNaiveSearch) {
  std::mt19937 random(3);
  size_t matches = 0;
  for (int i = 0; i < 4000; ++i) {
    const int letters = i % 10 == 0 ? 256 : 1 + static_cast<int>(random() % 4);
    const auto make = [&](size_t longest) {
      std::string s(random() % (longest + 1), '\0');
      for (char& c : s) {
        c = static_cast<char>(
            letters == 256 ? random() % 256
                           : 'a' + random() % static_cast<unsigned>(letters));
      }
      return s;
    };
    std::vector<std::string> literals(random() % 30);
    for (std::string& literal : literals) literal = make(8);
    const std::string text = make(200);
    const Found found = Stupid(literals, text);
    ASSERT_EQ(Clever(literals, text), found) << i;
    matches += found.size();
  }
  EXPECT_GT(matches, 100000u);
}

TEST(LiteralAutomatonTest, StaysSmall) {
  std::mt19937 random(4);
  std::vector<std::string> literals(10000);
  size_t bytes = 0;
  for (std::string& literal : literals) {
    literal.resize(12);
    for (char& c : literal) c = static_cast<char>('a' + random() % 26);
    bytes += literal.size();
  }
  const LiteralAutomaton automaton(literals);
  // 13 bytes a state and 8 a literal; full rows for the root and 26 letters.
  EXPECT_LT(automaton.memory_bytes(),
            bytes * 13 + literals.size() * 8 + 27 * 1024 + 100);
}

}  // namespace
}  // namespace ritmon
