// SPDX-License-Identifier: GPL-3.0-or-later
// The main job on the demo region, disturbed and undisturbed.

#include "tests/end_to_end/demo_region.h"

#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

#include "base/files.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

void CopyTree(const std::filesystem::path& from,
              const std::filesystem::path& to) {
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

TEST_F(DemoRegionTest, TheRunEndsWithTheCountTable) {
  TempDirectory folder;
  const ProgramResult run = Ritmon(folder / "data", {"run"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  for (const char* field :
       {"Personalised medicine", "Care technologies", "Diagnostics & therapy",
        "Electric mobility", "Future public mobility", "Hydrogen & e-fuels",
        "Autonomous driving", "Industrial robotics", "Smart factory",
        "Climate and environmental", "Bioeconomy"}) {
    EXPECT_NE(run.out.find(field), std::string::npos) << field;
  }
  EXPECT_TRUE(
      std::filesystem::exists(folder.path() / "data/reports/companies.csv"));
  const std::string report =
      MustRead(folder.path() / "data/reports/report.html");
  EXPECT_EQ(CountOf(report, "<html"), 1u);
  EXPECT_NE(report.find("<svg"), std::string::npos);
}

TEST_F(DemoRegionTest, ASecondRunFetchesNothingAndSaysTheSame) {
  TempDirectory folder;
  CopyTree(FinishedRun(), folder / "data");
  const std::string before = EveryOutput(folder / "data");
  const size_t requests = server().Requests().size();
  const ProgramResult again = Ritmon(folder / "data", {"run"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(server().Requests().size(), requests);
  EXPECT_EQ(EveryOutput(folder / "data"), before);
}

TEST_F(DemoRegionTest, RobotsTxtIsObeyed) {
  FinishedRun();
  std::set<std::string> asked;
  for (const SeenRequest& request : server().Requests()) {
    asked.insert(request.host + request.target);
    EXPECT_NE(request.user_agent.find("ritmon/"), std::string::npos);
    EXPECT_NE(request.user_agent.find("ritmon.example/bot"), std::string::npos);
  }
  EXPECT_TRUE(asked.contains("www.rothmar-studienkontor.example/robots.txt"));
  for (const std::string& url : asked) {
    EXPECT_EQ(url.find("rothmar-studienkontor.example/intern/"),
              std::string::npos)
        << url;
  }
  // The page is linked in every footer of the site; its text is nowhere.
  const ProgramResult found =
      Ritmon(FinishedRun(), {"search", "Kormoran-Nordnordwest"});
  EXPECT_NE(found.out.find("0 of 0 pages"), std::string::npos) << found.out;
}

TEST_F(DemoRegionTest, NoNameFromAnImprintIsFound) {
  // Managing directors stand in imprints; those pages are read, not kept.
  const ProgramResult found =
      Ritmon(FinishedRun(), {"search", "Geschäftsführer", "Amtsgericht",
                             "Registergericht", "--json"});
  EXPECT_EQ(found.exit_code, 0);
  EXPECT_EQ(found.out.find("/impressum"), std::string::npos) << found.out;
}

TEST_F(DemoRegionTest, ATranslationIsCountedWhereItsOriginalIs) {
  const ProgramResult explained =
      Ritmon(FinishedRun(), {"explain", "http://www.doernbrack.example/en/"});
  ASSERT_EQ(explained.exit_code, 0) << explained.err;
  EXPECT_NE(explained.out.find("the same as http://www.doernbrack.example/de/ "
                               "in German: counted there"),
            std::string::npos)
      << explained.out;
}

// From a number of the table to its companies, by the query beside it.
TEST_F(DemoRegionTest, EveryNumberIsAQueryAndAList) {
  const ProgramResult counted =
      Ritmon(FinishedRun(),
             {"count", "--by", "field,age", "--queries", "--names", "--json"});
  ASSERT_EQ(counted.exit_code, 0) << counted.err;
  int asked = 0;
  for (const auto& row : nlohmann::json::parse(counted.out)) {
    EXPECT_EQ(row["list"].size(), row["companies"].get<size_t>()) << row;
    // A start of the program takes a tenth of a second.
    if (row["companies"] == 0 || ++asked > 5) continue;
    const ProgramResult found =
        Ritmon(FinishedRun(), {"companies", row["query"].get<std::string>(),
                               "--everywhere", "--json"});
    ASSERT_EQ(found.exit_code, 0) << found.err;
    EXPECT_EQ(CountOf(found.out, "\n"), row["companies"].get<size_t>()) << row;
    for (const auto& company : row["list"]) {
      EXPECT_NE(found.out.find(company["id"].get<std::string>()),
                std::string::npos);
    }
  }
  EXPECT_GT(asked, 5);
}

TEST_F(DemoRegionTest, SmallNumbersAreNotPublished) {
  const ProgramResult counted =
      Ritmon(FinishedRun(),
             {"count", "--by", "district", "--min-cell", "3", "--json"});
  ASSERT_EQ(counted.exit_code, 0) << counted.err;
  int suppressed = 0;
  for (const auto& row : nlohmann::json::parse(counted.out)) {
    if (row["companies"].is_null()) {
      EXPECT_EQ(row["suppressed"], true);
      ++suppressed;
    } else {
      EXPECT_TRUE(row["companies"] == 0 || row["companies"] >= 3) << row;
    }
  }
  EXPECT_GT(suppressed, 1);
  const ProgramResult both =
      Ritmon(FinishedRun(), {"count", "--min-cell", "3", "--names"});
  EXPECT_EQ(both.exit_code, 2);
}

TEST_F(DemoRegionTest, PagesAreCountedAndFilteredByWhoseTheyAre) {
  const ProgramResult kinds =
      Ritmon(FinishedRun(), {"count", "--pages", "--by", "quelle", "--json"});
  ASSERT_EQ(kinds.exit_code, 0) << kinds.err;
  std::map<std::string, uint64_t> pages;
  for (const auto& row : nlohmann::json::parse(kinds.out)) {
    pages[row["source"]] = row["pages"];
  }
  EXPECT_GT(pages["web"], 300u);
  EXPECT_GT(pages["post"], 0u);
  const auto total = [&](const char* query) {
    const ProgramResult found =
        Ritmon(FinishedRun(), {"search", query, "-n", "0"});
    EXPECT_EQ(found.exit_code, 0) << found.err;
    return found.out;
  };
  EXPECT_EQ(total("source:post"),
            "0 of " + std::to_string(pages["post"]) + " pages\n");
  EXPECT_NE(total("feld:wasserstoff kreis:hamburg"), "0 of 0 pages\n");
  EXPECT_EQ(total("feld:wasserstoff kreis:unbekannt"), "0 of 0 pages\n");
}

// A PDF is found and explained like any page, down to the sentence.
TEST_F(DemoRegionTest, ALeafletIsAPage) {
  const std::string leaflet =
      "http://www.luhegran.example/download/luhegran-meerstoff.pdf";
  const ProgramResult explained =
      Ritmon(FinishedRun(), {"explain", leaflet, "--json"});
  ASSERT_EQ(explained.exit_code, 0) << explained.err;
  for (const char* part :
       {"\"format\": \"pdf\"", "\"notes\": \"\"", "circular-economy",
        "gebrauchten Schleppnetzen, Stellnetzen und Trossen herstellen."}) {
    EXPECT_NE(explained.out.find(part), std::string::npos) << part << "\n"
                                                           << explained.out;
  }
  // "Charpy" stands nowhere else in the region.
  const ProgramResult found =
      Ritmon(FinishedRun(), {"search", "Charpy", "--json"});
  EXPECT_NE(found.out.find(leaflet), std::string::npos) << found.out;
}

// One by a directory's link, one under its name; one whose name is another's.
TEST_F(DemoRegionTest, CompaniesWithoutAKnownSiteAreFoundByTheirImprint) {
  const struct {
    const char* company;
    std::vector<std::string> said;
  } cases[] = {
      {"X1721_HRA900512",
       {"listed in Gewerbeliste Süderelbe: http://www.gewerbeliste-suederelbe."
        "example/branche/handwerk.html\n    \"Elektro Sassenberg GmbH & Co. KG",
        "elektro-sassenberg.example confirmed: confirmed by its imprint"}},
      {"K1101R_HRB900523",
       {"wasch-weg.example confirmed: confirmed by its imprint",
        "site wasch-weg.example: accepted"}},
      {"K1101R_HRB900517",
       {"no site known; tried:\n",
        "kienholz.example refused: another company (Kienholz Möbelwerkstätten "
        "GmbH)"}}};
  for (const auto& c : cases) {
    const ProgramResult explained =
        Ritmon(FinishedRun(), {"explain", c.company});
    ASSERT_EQ(explained.exit_code, 0) << explained.err;
    for (const std::string& part : c.said) {
      EXPECT_NE(explained.out.find(part), std::string::npos) << explained.out;
    }
  }
  std::set<std::string> asked;
  for (const SeenRequest& request : server().Requests()) {
    asked.insert(request.host + request.target);
  }
  EXPECT_TRUE(asked.contains("wasch-weg.example/preise.html"));
  EXPECT_TRUE(asked.contains("kienholz.example/impressum.html"));
  EXPECT_FALSE(asked.contains("kienholz.example/moebel.html"));
  EXPECT_FALSE(asked.contains("sassenberg.example/robots.txt"));
  // What it says is nowhere.
  const ProgramResult found =
      Ritmon(FinishedRun(), {"search", "Möbelwerkstätten"});
  EXPECT_NE(found.out.find("0 of 0 pages"), std::string::npos) << found.out;
}

TEST_F(DemoRegionTest, KilledAnywhereItEndsTheSame) {
  const std::string undisturbed = Outcome(FinishedRun());
  for (const size_t after : {3u, 40u, 150u, 300u}) {
    TempDirectory folder;
    const size_t so_far = server().Requests().size();
    {
      Background run(CommandLine(folder / "data", {"run"}), folder / "out");
      server().WaitForRequests(so_far + after, [&] { return run.IsRunning(); });
      run.Signal(SIGKILL);
      ASSERT_EQ(run.Wait(), 128 + SIGKILL) << after;
    }
    const ProgramResult again = Ritmon(folder / "data", {"run"});
    ASSERT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(Outcome(folder / "data"), undisturbed) << "killed at " << after;
  }
}

// Kills at random moments of crawl and indexing, as many as RITMON_KILLS says.
// Whenever a job gets through, it must have come to what an undisturbed one
// comes to; then the next one begins.
TEST_F(DemoRegionTest, LongSeriesOfKillsEndsTheSame) {
  const char* wanted = std::getenv("RITMON_KILLS");
  const int to_kill = wanted != nullptr ? std::stoi(wanted) : 60;
  const std::string undisturbed = Outcome(FinishedRun());
  std::mt19937 random(20261128);
  auto folder = std::make_unique<TempDirectory>();
  int kills = 0;
  int indexing = 0;
  int completed = 0;
  for (int run = 0; kills < to_kill || completed == 0; ++run) {
    ASSERT_LT(run, 4 * to_kill) << "no progress";
    // The last job may come to its end.
    const size_t after = kills < to_kill ? 1 + random() % 40 : 100'000;
    const bool at_index = kills < to_kill && random() % 8 == 0;
    const std::filesystem::path data = *folder / "data";
    const auto is_indexing = [&] {
      return std::filesystem::exists(data / "index/pages.new");
    };
    const size_t so_far = server().Requests().size();
    Background process(CommandLine(data, {"run"}), *folder / "out");
    server().WaitForRequests(so_far + (at_index ? 100'000 : after), [&] {
      return process.IsRunning() && !(at_index && is_indexing());
    });
    if (kills < to_kill && process.IsRunning()) {
      indexing += is_indexing() ? 1 : 0;
      process.Signal(SIGKILL);
    }
    const int code = process.Wait();
    if (code == 128 + SIGKILL) {
      ++kills;
      continue;
    }
    ASSERT_EQ(code, 0) << "after " << kills << " kills";
    ASSERT_EQ(Outcome(data), undisturbed) << "after " << kills << " kills";
    ++completed;
    folder = std::make_unique<TempDirectory>();
  }
  std::cout << kills << " kills, " << indexing << " of them while indexing; "
            << completed << " jobs came through, all with the same result\n";
  EXPECT_GT(indexing, 0);
}

TEST_F(DemoRegionTest, AStoppedCrawlGoesOn) {
  TempDirectory folder;
  const size_t so_far = server().Requests().size();
  {
    Background run(CommandLine(folder / "data", {"run"}), folder / "out");
    server().WaitForRequests(so_far + 60, [&] { return run.IsRunning(); });
    run.Signal(SIGTERM);
    EXPECT_EQ(run.Wait(), 130);
  }
  const ProgramResult again = Ritmon(folder / "data", {"run"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(Outcome(folder / "data"), Outcome(FinishedRun()));
}

TEST_F(DemoRegionTest, ReplayGivesTheSameByteForByte) {
  TempDirectory folder;
  CopyTree(FinishedRun(), folder / "data");
  const std::string before = EveryOutput(folder / "data");
  std::filesystem::remove_all(folder.path() / "data/text");
  std::filesystem::remove_all(folder.path() / "data/index");
  std::filesystem::remove_all(folder.path() / "data/reports");
  const ProgramResult replay =
      Ritmon(folder / "data", {"replay", "--set", "pipeline.workers=5"});
  ASSERT_EQ(replay.exit_code, 0) << replay.err;
  EXPECT_EQ(EveryOutput(folder / "data"), before);
}

TEST_F(DemoRegionTest, TaggingAnewWithTheSameListsChangesNothing) {
  TempDirectory folder;
  CopyTree(FinishedRun(), folder / "data");
  const std::string before = EveryOutput(folder / "data");
  const ProgramResult tag = Ritmon(folder / "data", {"tag", "--force"});
  ASSERT_EQ(tag.exit_code, 0) << tag.err;
  EXPECT_NE(tag.err.find(", 0 changed"), std::string::npos) << tag.err;
  EXPECT_EQ(EveryOutput(folder / "data"), before);
}

// A regression floor; the figure itself is printed by the command.
TEST_F(DemoRegionTest, FindsWhatPeopleKnow) {
  const ProgramResult eval =
      Ritmon(FinishedRun(), {"keywords", "eval", "--json", "--truth",
                             SourceFile("demo/truth.jsonl").string()});
  ASSERT_EQ(eval.exit_code, 0) << eval.err;
  const auto number = [&](const std::string& key) {
    const size_t at = eval.out.find("\"" + key + "\": ");
    return std::stod(eval.out.substr(at + key.size() + 4));
  };
  EXPECT_GE(number("precision"), 0.85) << eval.out;
  EXPECT_GE(number("recall"), 0.85) << eval.out;
  EXPECT_NE(eval.out.find("\"unknown\": []"), std::string::npos) << eval.out;
}

// Against what people wrote down who know the region: a site may belong to
// several companies, but never to one that is not named there.
TEST_F(DemoRegionTest, NoSiteIsCreditedToTheWrongCompany) {
  using Json = nlohmann::json;
  std::set<std::pair<std::string, std::string>> truth;
  std::set<std::string> known;
  std::istringstream lines(MustRead(SourceFile("demo/truth.jsonl")));
  for (std::string line; std::getline(lines, line);) {
    const Json entry = Json::parse(line);
    std::string host = entry["host"];
    if (host.starts_with("www.")) host.erase(0, 4);
    known.insert(host);
    truth.emplace(host, entry["company"]);
  }
  const ProgramResult all =
      Ritmon(FinishedRun(), {"export", "companies", "--all", "-f", "jsonl"});
  ASSERT_EQ(all.exit_code, 0) << all.err;
  size_t accepted = 0;
  std::istringstream companies(all.out);
  for (std::string line; std::getline(companies, line);) {
    const Json company = Json::parse(line);
    for (const std::string host : company["hosts"]) {
      if (!known.contains(host)) continue;
      EXPECT_TRUE(truth.contains({host, company["name"]}))
          << host << " is not " << company["name"];
      ++accepted;
    }
  }
  EXPECT_GE(accepted, 60u);
  std::cout << accepted << " sites credited, all to the right company\n";
}

TEST_F(DemoRegionTest, ExplainLeadsToTheSentence) {
  const ProgramResult all =
      Ritmon(FinishedRun(), {"export", "companies", "-f", "jsonl"});
  const size_t at = all.out.find("\"id\":\"");
  ASSERT_NE(at, std::string::npos) << all.out;
  const std::string id =
      all.out.substr(at + 6, all.out.find('"', at + 6) - at - 6);
  const ProgramResult explain = Ritmon(FinishedRun(), {"explain", id});
  ASSERT_EQ(explain.exit_code, 0) << explain.err;
  for (const char* part : {"term ", "zone ", "rule: ", "fetched 20",
                           "archive ritmon-", "keyword lists "}) {
    EXPECT_NE(explain.out.find(part), std::string::npos) << part << explain.out;
  }
  const ProgramResult nobody =
      Ritmon(FinishedRun(), {"explain", "Gibtesnicht GmbH"});
  EXPECT_EQ(nobody.exit_code, 4);
  EXPECT_NE(nobody.err.find("Gibtesnicht GmbH"), std::string::npos);
}

// A part of a crawl asks nobody else.
TEST_F(DemoRegionTest, NewsAndSocialAsPartsOfACrawl) {
  TempDirectory folder;
  const auto data = folder / "data";
  const auto asked_since = [](size_t before) {
    std::set<std::string> hosts;
    const auto requests = server().Requests();
    for (size_t i = before; i < requests.size(); ++i) {
      hosts.insert(requests[i].host);
    }
    return hosts;
  };
  size_t before = server().Requests().size();
  const ProgramResult news = Ritmon(data, {"crawl", "--only", "news"});
  ASSERT_EQ(news.exit_code, 0) << news.err;
  EXPECT_THAT(
      asked_since(before),
      testing::UnorderedElementsAre("www.elbmarsch-bote.example",
                                    "www.zukunftscluster-niederelbe.example"));
  before = server().Requests().size();
  ASSERT_EQ(Ritmon(data, {"crawl", "--only", "social"}).exit_code, 0);
  EXPECT_TRUE(asked_since(before).empty()) << "no account is known yet";
  ASSERT_EQ(Ritmon(data, {"run"}).exit_code, 0);
  before = server().Requests().size();
  const ProgramResult social = Ritmon(
      data, {"crawl", "--only", "social", "--set", "social.revisit_h=0"});
  ASSERT_EQ(social.exit_code, 0) << social.err;
  EXPECT_FALSE(asked_since(before).empty());
  EXPECT_FALSE(asked_since(before).contains("www.elbmarsch-bote.example"));
}

}  // namespace
}  // namespace ritmon
