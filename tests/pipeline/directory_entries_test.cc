// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/directory_entries.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

std::string Sites(const std::vector<DirectoryPage>& pages) {
  std::string sites;
  for (const DirectoryEntry& entry : SiftEntries("Liste", pages)) {
    sites += entry.site + " ";
  }
  return sites;
}

Listing Link(const std::string& href) {
  return {.href = href, .text = "x", .entry = "x"};
}

TEST(DirectoryEntriesTest, TemplatesAndPlatformsAreNoEntries) {
  const Listing vendor = Link("http://vendor.example/");
  const Listing member = Link("http://member.example/");
  // On two pages nobody can tell.
  EXPECT_EQ(Sites({{"http://l.example/1", {vendor, member}},
                   {"http://l.example/2", {vendor}}}),
            "vendor.example member.example vendor.example ");
  EXPECT_EQ(Sites({{"http://l.example/1", {vendor, member}},
                   {"http://l.example/2", {vendor}},
                   {"http://l.example/3", {vendor}}}),
            "member.example ");
  // On the list and on a page of its own.
  EXPECT_EQ(Sites({{"http://l.example/1", {vendor, member}},
                   {"http://l.example/2", {vendor, member}},
                   {"http://l.example/3", {vendor}},
                   {"http://l.example/4", {vendor}}}),
            "member.example member.example ");
  // Accounts of many, as against several pages of one.
  EXPECT_EQ(Sites({{"http://l.example/1",
                    {Link("http://p.example/a"), Link("http://p.example/b"),
                     Link("http://www.p.example/c")}}}),
            "");
  EXPECT_EQ(Sites({{"http://l.example/1",
                    {Link("http://p.example/"), Link("http://p.example/b"),
                     Link("http://www.p.example/c")}}}),
            "p.example p.example p.example ");
}

TEST(DirectoryEntriesTest, NamesHaveALegalForm) {
  const struct {
    const char* entry;
    std::vector<std::string> names;
  } cases[] = {
      {"Wattlicht GmbH", {"Wattlicht GmbH"}},
      {"Wattlicht GmbH, 20457 Hamburg",
       {"Wattlicht GmbH, 20457 Hamburg", "Wattlicht GmbH"}},
      {"Mitglied seit 2011\nHarms & Sohn KG\n20457 Hamburg",
       {"Harms & Sohn KG"}},
      {"Malermeisterin Tamm", {}},
      {"", {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(NamesIn({.href = {}, .text = {}, .entry = c.entry}), c.names)
        << c.entry;
  }
}

TEST(DirectoryEntriesTest, ACompanyIsFoundBySiteOrNameOnceADirectory) {
  const std::vector<DirectoryEntry> entries = {
      {"A",
       "http://a.example/1",
       "wattlicht.example",
       {.href = "http://wattlicht.example/", .text = "Website", .entry = "W"}},
      {"A",
       "http://a.example/2",
       "",
       {.href = {}, .text = {}, .entry = "WATTLICHT G.m.b.H."}},
      {"B",
       "http://b.example/",
       "",
       {.href = {}, .text = {}, .entry = "Wattlicht GmbH, Hamburg"}},
      {"B",
       "http://b.example/",
       "",
       {.href = {}, .text = {}, .entry = "Wattlicht Verwaltungs GmbH"}}};
  Company company;
  company.name = "Wattlicht GmbH";
  const auto by_both = EntriesOf(entries, company, {"wattlicht.example"});
  ASSERT_EQ(by_both.size(), 2u);
  EXPECT_EQ(by_both[0].page, "http://a.example/1");
  EXPECT_EQ(by_both[1].page, "http://b.example/");
  const auto by_name = EntriesOf(entries, company, {});
  ASSERT_EQ(by_name.size(), 2u);
  EXPECT_EQ(by_name[0].page, "http://a.example/2");
  company.name = "Andere GmbH";
  EXPECT_TRUE(EntriesOf(entries, company, {"andere.example"}).empty());
}

}  // namespace
}  // namespace ritmon
