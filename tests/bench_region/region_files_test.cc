// SPDX-License-Identifier: GPL-3.0-or-later
// Made regions: what a benchmark relies on.
#include "bench/region/region_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using Json = nlohmann::json;

// The word lists of Debian are not on every machine that runs tests.
constexpr const char* kGermanWords =
    "Haus\nBaum\nWerkzeug\nBlech\nHafen\nSegel\nkommt\nhalten\nlegte\nganze\n"
    "kantige\nwindigen\nfreundlichen\n";
constexpr const char* kEnglishWords =
    "house\ntree\nharbour\nsail\nmakes\nholds\nnational\nactive\n";

Result<RegionWords> WordsOf(const TempDirectory& folder, const char* words,
                            Language language) {
  const fs::path path = folder / "words";
  EXPECT_TRUE(WriteFileAtomically(path, words));
  return RegionWords::Load(path, language);
}

RegionTotals MustWrite(const RegionOptions& options, const fs::path& folder) {
  const TempDirectory lists;
  const auto german = WordsOf(lists, kGermanWords, Language::kGerman);
  const auto english = WordsOf(lists, kEnglishWords, Language::kEnglish);
  EXPECT_TRUE(german && english);
  const auto totals = WriteRegion(options, *german, *english, folder);
  EXPECT_TRUE(totals) << (totals ? "" : totals.error().message);
  return totals ? *totals : RegionTotals{};
}

// By path below `folder`.
std::map<std::string, std::string> FilesIn(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[fs::relative(entry.path(), folder)] = *ReadFile(entry.path());
  }
  return files;
}

bool IsPage(const std::string& name) { return name.ends_with(".html"); }

// "www/127.1.0.1/" -> the paths that its pages link to on the same host.
std::map<std::string, std::set<std::string>> LinksOf(
    const std::map<std::string, std::string>& files) {
  static const std::regex link("<a [^>]*href=\"(/[^\"#]*)");
  std::map<std::string, std::set<std::string>> links;
  for (const auto& [name, html] : files) {
    if (!IsPage(name)) continue;
    auto& of_host = links[name.substr(0, name.find('/', 4) + 1)];
    for (std::sregex_iterator at(html.begin(), html.end(), link), end;
         at != end; ++at) {
      of_host.insert((*at)[1]);
    }
  }
  return links;
}

std::vector<Json> LinesOf(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(Json::parse(line));
  }
  return lines;
}

TEST(RegionFilesTest, TheSameSeedMakesTheSameBytes) {
  const TempDirectory one, same, other;
  RegionOptions options{.hosts = 4, .pages = 8, .bytes = 20'000, .seed = 7};
  MustWrite(options, one.path());
  MustWrite(options, same.path());
  EXPECT_EQ(FilesIn(one.path()), FilesIn(same.path()));
  options.seed = 8;
  MustWrite(options, other.path());
  EXPECT_NE(FilesIn(one.path()), FilesIn(other.path()));
}

TEST(RegionFilesTest, ASiteDoesNotDependOnHowManyThereAre) {
  const TempDirectory few, many;
  RegionOptions options{.hosts = 2, .pages = 3, .bytes = 20'000};
  MustWrite(options, few.path());
  options.hosts = 5;
  MustWrite(options, many.path());
  const auto all = FilesIn(many.path());
  for (const auto& [name, bytes] : FilesIn(few / "www")) {
    EXPECT_EQ(all.at("www/" + name), bytes) << name;
  }
}

TEST(RegionFilesTest, PagesHaveTheSizeThatWasAsked) {
  for (const size_t bytes : {20'000, 144'000}) {
    const TempDirectory folder;
    const RegionTotals totals =
        MustWrite({.hosts = 60, .pages = 7, .bytes = bytes}, folder.path());
    EXPECT_EQ(totals.pages, 420);
    const double mean = static_cast<double>(totals.bytes) / 420;
    EXPECT_GT(mean, 0.8 * static_cast<double>(bytes));
    EXPECT_LT(mean, 1.25 * static_cast<double>(bytes));
  }
}

TEST(RegionFilesTest, EveryPageIsLinkedAndEveryLinkLeadsToAPage) {
  for (const size_t pages : {2, 6, 40}) {
    const TempDirectory folder;
    MustWrite({.hosts = 8, .pages = pages, .bytes = 20'000}, folder.path());
    const auto files = FilesIn(folder.path());
    const auto links = LinksOf(files);
    EXPECT_EQ(links.size(), 8);
    for (const auto& [host, paths] : links) {
      EXPECT_EQ(paths.size(), pages) << host;
      for (const std::string& path : paths) {
        const std::string name = path == "/" ? "index.html" : path.substr(1);
        EXPECT_TRUE(files.contains(host + name)) << host << name;
      }
    }
  }
}

TEST(RegionFilesTest, TruthNamesPagesThatSaySo) {
  for (const size_t pages : {2, 10}) {
    const TempDirectory folder;
    const RegionTotals totals =
        MustWrite({.hosts = 40, .pages = pages, .bytes = 20'000, .port = 8080},
                  folder.path());
    const auto files = FilesIn(folder.path());
    const auto truth = LinesOf(files.at("truth.jsonl"));
    ASSERT_EQ(truth.size(), 40);
    size_t active = 0;
    for (const Json& line : truth) {
      const std::string origin =
          "http://" + line["host"].get<std::string>() + ":8080/";
      std::set<std::string> said;
      for (const Json& sentence : line["sentences"]) {
        const std::string page = sentence["page"];
        ASSERT_TRUE(page.starts_with(origin)) << page;
        std::string name = page.substr(origin.size());
        if (name.empty()) name = "index.html";
        const std::string host = "www/" + line["host"].get<std::string>();
        EXPECT_THAT(files.at(host + "/" + name),
                    HasSubstr(sentence["sentence"].get<std::string>()))
            << page;
        said.insert(sentence["field"]);
      }
      EXPECT_EQ(said, line["fields"].get<std::set<std::string>>());
      if (!said.empty()) ++active;
    }
    EXPECT_EQ(active, totals.active);
    EXPECT_LE(active, truth.size() * 2 / 3);
    EXPECT_GE(active, truth.size() / 2);
  }
}

TEST(RegionFilesTest, ImprintsSayWhatTheCompanyListSays) {
  const TempDirectory folder;
  MustWrite({.hosts = 20, .pages = 3, .bytes = 20'000}, folder.path());
  const auto files = FilesIn(folder.path());
  std::set<std::string> numbers;
  for (const Json& line : LinesOf(files.at("truth.jsonl"))) {
    const std::string host = "www/" + line["host"].get<std::string>();
    const std::string& imprint =
        files.at(host + (line["language"] == "de" ? "/impressum.html"
                                                  : "/imprint.html"));
    const std::string number = line["register_number"];
    EXPECT_THAT(imprint, HasSubstr(number));
    EXPECT_THAT(imprint,
                HasSubstr("Amtsgericht " + line["court"].get<std::string>()));
    EXPECT_THAT(files.at("companies.csv"), HasSubstr(";" + number + ";"));
    numbers.insert(number);
  }
  EXPECT_EQ(numbers.size(), 20);
}

TEST(RegionFilesTest, NoTwoCompaniesHaveOneName) {
  std::set<std::string> names, hosts;
  constexpr uint64_t kSites = 30'000;
  for (uint64_t number = 0; number < kSites; ++number) {
    const RegionSite site = PlanSite({.pages = 2}, number);
    names.insert(site.company.name);
    hosts.insert(site.host);
  }
  EXPECT_EQ(names.size(), kSites);
  EXPECT_EQ(hosts.size(), kSites);
}

TEST(RegionFilesTest, RefusesWhatIsNoListOfWords) {
  const TempDirectory folder;
  const auto verbs = WordsOf(folder, "gehen\nkommt\n", Language::kGerman);
  ASSERT_FALSE(verbs);
  EXPECT_THAT(verbs.error().message, HasSubstr("nouns"));
  const auto missing = RegionWords::Load(folder / "none", Language::kEnglish);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr("install Debian's wamerican"));
}

TEST(RegionFilesTest, DoesNotMixTwoRegions) {
  const TempDirectory folder, lists;
  const RegionOptions options{.hosts = 1, .pages = 2, .bytes = 20'000};
  MustWrite(options, folder.path());
  const auto words = WordsOf(lists, kGermanWords, Language::kGerman);
  ASSERT_TRUE(words);
  EXPECT_FALSE(WriteRegion(options, *words, *words, folder.path()));
}

}  // namespace
}  // namespace ritmon
