// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/tdmrep.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace ritmon {
namespace {

constexpr std::optional<bool> kUnset;

// A file of one rule.
std::string Rule(const std::string& location, const std::string& reservation) {
  return R"([{"location": ")" + location + R"(", "tdm-reservation": )" +
         reservation + "}]";
}

// TDMRep, "TDM File on the Origin Server", the second example.
TEST(TdmRulesTest, TheStandardsExample) {
  const auto rules = TdmRules::Parse(R"([
    {"location": "/directory-a/", "tdm-reservation": 1},
    {"location": "/directory-b/html/", "tdm-reservation": 1,
     "tdm-policy": "https://provider.example/policies/policy.json"},
    {"location": "/directory-b/images/*.jpg", "tdm-reservation": 0}])");
  EXPECT_EQ(rules.skipped_entries(), 0);
  EXPECT_EQ(rules.Reservation("/directory-a/x.pdf"), true);
  EXPECT_EQ(rules.Policy("/directory-a/x.pdf"), "");
  EXPECT_EQ(rules.Reservation("/directory-b/html/index.html?a"), true);
  EXPECT_EQ(rules.Policy("/directory-b/html/index.html?a"),
            "https://provider.example/policies/policy.json");
  EXPECT_EQ(rules.Reservation("/directory-b/images/x/y.jpg"), false);
  // "If no match is found": unset.
  EXPECT_EQ(rules.Reservation("/directory-b/images/x/y.png"), kUnset);
  EXPECT_EQ(rules.Reservation("/"), kUnset);
  // "The matching SHOULD be case sensitive."
  EXPECT_EQ(rules.Reservation("/Directory-A/x.pdf"), kUnset);
  EXPECT_FALSE(rules.IsSiteWide());
}

// "The most specific match is the first in sequence."
TEST(TdmRulesTest, FirstMatchDecides) {
  const auto rules = TdmRules::Parse(R"([
    {"location": "/press/", "tdm-reservation": 0},
    {"location": "/", "tdm-reservation": 1},
    {"location": "/open/", "tdm-reservation": 0}])");
  EXPECT_EQ(rules.Reservation("/press/a"), false);
  EXPECT_EQ(rules.Reservation("/open/a"), true);
  EXPECT_EQ(rules.Reservation("/"), true);
}

TEST(TdmRulesTest, Locations) {
  const struct {
    const char* location;
    const char* path;
    bool matches;
  } cases[] = {
      {"/", "/", true},
      {"/a", "/a/b", true},
      {"/a$", "/a/b", false},
      {"/a$", "/a", true},
      {"/*/then", "/this/then", true},
      // "MUST be unencoded prior to comparison, unless it is a reserved
      // character".
      {"/%61rchiv/", "/archiv/x", true},
      {"/archiv/", "/%61rch%69v/x", true},
      {"/a%2Fb", "/a/b", false},
      {"/a%2fb", "/a%2Fb", true},
      {"/k\xC3\xBCste", "/k%C3%BCste", true},
      {"/k%c3%bcste", "/k%C3%BCste", true},
      // "If TDM Agents match special characters verbatim".
      {"/path/foo-%24", "/path/foo-$", true},
      {"/path/foo-%24", "/path/foo-%24", true},
      {"/path/%2A/x", "/path/*/x", true},
      {"/path/%2A/x", "/path/y/x", false},
      {"/a$b", "/a$b", true},
      {"/100%", "/100%25", true},
      // House: clear enough.
      {" /a ", "/a", true},
      {"a/b", "/a/b", true},
      {"/a b", "/a%20b", true},
      {"https://other.example/a", "/a", true},
      {"https://other.example", "/b", true},
      {"/a#part", "/a", true},
      {"", "/", false},
      {"$", "/", false},
      {"#", "/", false},
  };
  for (const auto& c : cases) {
    const auto rules = TdmRules::Parse(Rule(c.location, "1"));
    EXPECT_EQ(rules.Reservation(c.path).has_value(), c.matches)
        << c.location << " " << c.path;
  }
  EXPECT_EQ(std::size(cases), 26u);
}

// "Other values are considered protocol errors [...] unset."
TEST(TdmRulesTest, Values) {
  const struct {
    const char* value;
    std::optional<bool> said;
  } cases[] = {
      {"1", true},         {"0", false},       {"1.0", true},
      {"\"1\"", true},     {"\" 0 \"", false}, {"2", kUnset},
      {"-1", kUnset},      {"true", kUnset},   {"null", kUnset},
      {"\"yes\"", kUnset}, {"[1]", kUnset},    {"{\"a\": 1}", kUnset},
      {"1e400", kUnset},   {"\"\"", kUnset},
  };
  for (const auto& c : cases) {
    const auto rules = TdmRules::Parse(Rule("/", c.value));
    EXPECT_EQ(rules.Reservation("/a"), c.said) << c.value;
    EXPECT_EQ(rules.skipped_entries(), c.said ? 0 : 1) << c.value;
  }
  EXPECT_EQ(std::size(cases), 14u);
}

// What is not said does not hide what is: an entry without effect is skipped.
TEST(TdmRulesTest, HouseBrokenEntriesAreSkipped) {
  const auto rules = TdmRules::Parse(R"([1, "x", null, [], true,
    [{"location": "/no", "tdm-reservation": 1}], {},
    {"location": "/a/", "tdm-reservation": 2},
    {"location": "/a/"}, {"tdm-reservation": 1},
    {"location": 7, "tdm-reservation": 1},
    {"location": {"location": "/no"}, "tdm-reservation": 1},
    {"location": "/b/", "more": {"tdm-reservation": 0, "location": "/no"},
     "tdm-reservation": 1, "tdm-policy": ["p"]},
    {"location": "/", "tdm-reservation": 0}])");
  EXPECT_EQ(rules.skipped_entries(), 12);
  EXPECT_EQ(rules.Reservation("/a/"), false);
  EXPECT_EQ(rules.Reservation("/no"), false);
  EXPECT_EQ(rules.Reservation("/b/"), true);
  EXPECT_EQ(rules.Policy("/b/"), "");
}

TEST(TdmRulesTest, AnyBytes) {
  const std::string rule = R"({"location": "/", "tdm-reservation": 1)";
  const struct {
    std::string json;
    bool reserved;
    int skipped;
  } cases[] = {
      {"", false, 0},
      {" \r\n", false, 0},
      {"\xEF\xBB\xBF[" + rule + "}]", true, 0},
      {"[" + rule + "},]", true, 1},
      {"[" + rule + ",}]", true, 0},
      {"[" + rule, true, 0},
      {"[" + rule + ", \"tdm-policy\": \"http", true, 0},
      {R"([{"location": "/", "tdm-res)", false, 1},
      {R"([{"location": "/)", false, 1},
      {"/* ours */ [" + rule + "} // all\n]", true, 0},
      {rule + "}", true, 0},  // the list forgotten
      {"[" + rule + "}] more", true, 1},
      {R"({"rules": [)" + rule + "}]}", false, 1},
      {"<!DOCTYPE html><title>404</title>", false, 1},
      {"null", false, 0},
      {"[" + rule + ", \"x\": \"\xFF\xFE\"}]", true, 0},
      {std::string("[\0]", 3), false, 1},
      {std::string(100000, '['), false, 1},
      {"[" + rule + "}," + std::string(100000, '['), true, 1},
      {"[" + rule + "}," + std::string(50000, '{'), true, 1},
  };
  for (const auto& c : cases) {
    const auto rules = TdmRules::Parse(c.json);
    EXPECT_EQ(rules.Reservation("/a").value_or(false), c.reserved)
        << c.json.substr(0, 80);
    EXPECT_EQ(rules.skipped_entries(), c.skipped) << c.json.substr(0, 80);
  }
  EXPECT_EQ(std::size(cases), 20u);
}

TEST(TdmRulesTest, Policies) {
  const struct {
    const char* policy;
    const char* kept;
  } cases[] = {
      {"https://a.example/p.json", "https://a.example/p.json"},
      {" /terms ", "/terms"},
      {"ask us", ""},
      {"", ""},
      {R"(a\"b)", ""},
      {R"(a\\b)", ""},
      {R"(a\nb)", ""},
  };
  for (const auto& c : cases) {
    const auto rules = TdmRules::Parse(
        R"([{"location": "/", "tdm-reservation": 1, "tdm-policy": ")" +
        std::string(c.policy) + "\"}]");
    EXPECT_EQ(rules.Reservation("/"), true) << c.policy;
    EXPECT_EQ(rules.Policy("/"), c.kept) << c.policy;
  }
  // "TDM Agents SHOULD NOT process tdm-policy in this case."
  EXPECT_EQ(TdmRules::Parse(
                R"([{"location":"/","tdm-reservation":0,"tdm-policy":"/p"}])")
                .Policy("/"),
            "");
}

TEST(TdmRulesTest, SiteWide) {
  const std::string all = R"({"location": "/", "tdm-reservation": 1})";
  const std::string open = R"({"location": "/", "tdm-reservation": 0})";
  const std::string part = R"({"location": "/a/", "tdm-reservation": 1})";
  const std::string hole = R"({"location": "/b/", "tdm-reservation": 0})";
  const std::string unset = R"({"location": "/c/", "tdm-reservation": 2})";
  const struct {
    std::string json;
    bool site_wide;
  } cases[] = {
      {"[" + all + "]", true},
      {"[" + part + "," + all + "]", true},
      {"[" + unset + "," + all + "]", true},
      {"[" + all + "," + hole + "]", true},
      {"[" + all + "," + open + "]", true},
      {"[" + hole + "," + all + "]", false},
      {"[" + part + "," + hole + "," + all + "]", false},
      {"[" + open + "," + all + "]", false},
      {"[" + open + "]", false},
      {"[" + part + "]", false},
      {"[]", false},
      {Rule("/*", "1"), true},
      {Rule("*", "1"), true},
      {Rule("/**", "1"), true},
      {Rule("*/", "1"), true},
      {Rule("*/*", "1"), true},
      {Rule("/*$", "1"), true},
      {Rule("*$", "1"), true},
      {Rule("https://a.example/", "1"), true},
      {Rule("/$", "1"), false},
      {Rule("*/$", "1"), false},
      {Rule("/*/", "1"), false},
      {Rule("/*.html", "1"), false},
      {Rule("/a", "1"), false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(TdmRules::Parse(c.json).IsSiteWide(), c.site_wide) << c.json;
  }
  EXPECT_EQ(std::size(cases), 24u);
}

TEST(TdmRulesTest, Limits) {
  std::string many = "[";
  for (int i = 0; i < 5000; ++i) {
    many +=
        R"({"location":"/)" + std::to_string(i) + R"(/","tdm-reservation":1},)";
  }
  const auto rules = TdmRules::Parse(many + "]");
  EXPECT_EQ(rules.Reservation("/999/"), true);
  EXPECT_EQ(rules.Reservation("/1000/"), kUnset);
  EXPECT_LT(rules.memory_bytes(), 200'000u);

  const std::string longest(TdmRules::kMaxPatternBytes - 1, 'a');
  EXPECT_EQ(TdmRules::Parse(Rule("/" + longest, "1")).skipped_entries(), 0);
  EXPECT_EQ(TdmRules::Parse(Rule("/a" + longest, "1")).skipped_entries(), 1);
  EXPECT_TRUE(
      TdmRules::Parse(std::string(TdmRules::kMaxBytes, ' ') + Rule("/", "1"))
          .empty());

  // As much as fits; still readable when written out.
  std::string fat = "[";
  for (int i = 0; i < 100; ++i) {
    fat += R"({"location":")" + std::to_string(i) + std::string(650, ' ') +
           R"(/x","tdm-reservation":1},)";
  }
  const auto kept = TdmRules::Parse(fat);
  EXPECT_LE(kept.ToJson().size(), TdmRules::kMaxBytes);
  EXPECT_EQ(TdmRules::Parse(kept.ToJson()).ToJson(), kept.ToJson());
}

TEST(TdmRulesTest, RandomFilesAreWrittenAndReadAlike) {
  std::mt19937 random(44);
  const std::string_view pieces[] = {"[",
                                     "]",
                                     "{",
                                     "}",
                                     ",",
                                     ":",
                                     R"("location":)",
                                     R"("tdm-reservation":)",
                                     R"("tdm-policy":)",
                                     R"("/a*$")",
                                     R"("/%41%7")",
                                     R"("%%341")",
                                     "1",
                                     "0",
                                     R"("/")",
                                     R"("\u00fc\u0000$")",
                                     "\xFF",
                                     "2",
                                     "null"};
  int with_rules = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string json = "[{\"tdm-reservation\":1,";
    for (size_t n = random() % 14; n > 0; --n) {
      json += pieces[random() % std::size(pieces)];
    }
    const auto rules = TdmRules::Parse(json);
    const auto again = TdmRules::Parse(rules.ToJson());
    ASSERT_EQ(again.ToJson(), rules.ToJson()) << json;
    ASSERT_EQ(again.skipped_entries(), 0) << json;
    ASSERT_EQ(again.IsSiteWide(), rules.IsSiteWide()) << json;
    with_rules += rules.empty() ? 0 : 1;
  }
  EXPECT_GT(with_rules, 100);
}

}  // namespace
}  // namespace ritmon
