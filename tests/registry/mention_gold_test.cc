// SPDX-License-Identifier: GPL-3.0-or-later
// Invented news paragraphs with the mentions that people see in them
// (tests/data/mentions), against what is found.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "registry/company_gazetteer.h"
#include "registry/legal_form.h"
#include "registry/mention_finder.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

struct GoldPage {
  std::vector<std::string> blocks;
  std::set<std::tuple<std::string, size_t, size_t>> mentions;
};

// Takes [[id|text]] out of a line that begins at `base` of its page.
std::string TakeMarks(const std::string& line, size_t base, GoldPage& page) {
  std::string text;
  for (size_t at = 0; at < line.size();) {
    if (line.compare(at, 2, "[[") != 0) {
      text += line[at++];
      continue;
    }
    const size_t bar = line.find('|', at);
    const size_t end = line.find("]]", at);
    const std::string named = line.substr(bar + 1, end - bar - 1);
    const size_t begin = base + text.size();
    page.mentions.emplace(line.substr(at + 2, bar - at - 2), begin,
                          begin + named.size());
    text += named;
    at = end + 2;
  }
  return text;
}

std::vector<GoldPage> ReadPages(const std::string& name) {
  std::istringstream in(MustRead(TestData("mentions/" + name)));
  std::vector<GoldPage> pages(1);
  size_t base = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#")) continue;
    if (line.empty()) {
      if (!pages.back().blocks.empty()) pages.emplace_back();
      base = 0;
      continue;
    }
    std::string text = TakeMarks(line, base, pages.back());
    base += text.size() + 1;
    pages.back().blocks.push_back(std::move(text));
  }
  if (pages.back().blocks.empty()) pages.pop_back();
  return pages;
}

std::vector<Company> ReadRegister() {
  std::istringstream in(MustRead(TestData("mentions/register.tsv")));
  std::vector<Company> companies;
  std::string line;
  std::getline(in, line);  // heads
  while (std::getline(in, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) {
      cells.push_back(cell);
    }
    cells.resize(5);
    Company company;
    company.id = cells[0];
    company.name = cells[1];
    company.legal_form = LegalFormOf(company.name);
    company.address.town = cells[2];
    company.website = cells[3];
    if (!cells[4].empty()) company.previous_names = {cells[4]};
    companies.push_back(std::move(company));
  }
  return companies;
}

struct Score {
  int right = 0;
  int wrong = 0;
  int missed = 0;
  double precision() const { return double(right) / (right + wrong); }
  double recall() const { return double(right) / (right + missed); }
};

Score Measure(const CompanyGazetteer& gazetteer, const std::string& file,
              size_t& pages) {
  MentionFinder finder(gazetteer);
  Score score;
  for (const GoldPage& page : ReadPages(file)) {
    ++pages;
    const std::vector<std::string_view> blocks(page.blocks.begin(),
                                               page.blocks.end());
    std::set<std::tuple<std::string, size_t, size_t>> found;
    for (const Mention& mention : finder.Find(blocks)) {
      if (mention.company_id.empty()) continue;
      const auto key =
          std::tuple(mention.company_id, mention.begin, mention.end);
      found.insert(key);
      if (page.mentions.contains(key)) {
        ++score.right;
        continue;
      }
      ++score.wrong;
      std::cout << "  wrong: " << mention.company_id << " " << mention.found
                << " (" << mention.rule << ") in: " << page.blocks[0] << "\n";
    }
    for (const auto& key : page.mentions) {
      if (found.contains(key)) continue;
      ++score.missed;
      std::string text;
      for (const std::string& block : page.blocks) text += block + "\n";
      std::cout << "  missed: " << std::get<0>(key) << " "
                << text.substr(std::get<1>(key),
                               std::get<2>(key) - std::get<1>(key))
                << " in: " << page.blocks[0] << "\n";
    }
  }
  std::cout << file << ": " << score.right << " right, " << score.wrong
            << " wrong, " << score.missed << " missed; precision "
            << score.precision() << ", recall " << score.recall() << "\n";
  return score;
}

TEST(MentionGoldTest, PrecisionAndRecall) {
  auto regions = Regions::Load(SourceFile("config/geo"));
  ASSERT_TRUE(regions) << regions.error().message;
  GazetteerBuilder builder(&*regions);
  const std::vector<Company> companies = ReadRegister();
  ASSERT_EQ(companies.size(), 200u);
  for (const Company& company : companies) builder.Add(company);
  const CompanyGazetteer gazetteer = builder.Build();

  size_t pages = 0;
  const Score score = Measure(gazetteer, "texts.txt", pages);
  EXPECT_GE(pages, 80u);
  EXPECT_GE(score.right + score.missed, 90);
  EXPECT_GE(score.precision(), 0.97);
  EXPECT_GE(score.recall(), 0.90);

  const Score second = Measure(gazetteer, "texts_second.txt", pages);
  EXPECT_GE(pages, 115u);
  EXPECT_GE(second.precision(), 0.97);
  EXPECT_GE(second.recall(), 0.90);

  // Nothing was changed for these: what to expect of texts never seen.
  const Score untouched = Measure(gazetteer, "texts_untouched.txt", pages);
  EXPECT_GE(pages, 160u);
  EXPECT_GE(untouched.precision(), 0.90);
  EXPECT_GE(untouched.recall(), 0.85);
}

}  // namespace
}  // namespace ritmon
