// SPDX-License-Identifier: GPL-3.0-or-later
// Companies without a known website, on a small internet of made-up hosts:
// who is asked, for what, and who is believed.
#include "pipeline/candidate_stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "pipeline/candidate_store.h"
#include "pipeline/directory_entries.h"
#include "pipeline/job.h"
#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/site_server.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class CandidateStageTest : public testing::Test {
 protected:
  CandidateStageTest() {
    options_.workspace.root = folder_ / "data";
    options_.keyword_lists = folder_ / "lists";
    options_.geo = SourceFile("config/geo");
    options_.courts = SourceFile("config/register_courts.tsv");
    options_.region = "metropolregion-hamburg";
    options_.contact = "https://www.operator.example/";
    options_.fetch.allow_private_addresses = true;
    options_.pipeline.workers = 2;
    options_.crawl.politeness.delay = std::chrono::milliseconds(1);
    options_.crawl.politeness.slow_factor = 0;
    options_.crawl.hosts.back_off.first = std::chrono::milliseconds(10);
    options_.candidates.tlds = {"example"};
    EXPECT_TRUE(MakeDirectories(options_.keyword_lists));
    for (const auto& [name, content] : SampleFiles()) {
      EXPECT_TRUE(WriteFileAtomically(options_.keyword_lists / name, content));
    }
  }

  void Page(const std::string& host, const std::string& file,
            const std::string& body) {
    const auto path = folder_ / "sites" / host / file;
    ASSERT_TRUE(MakeDirectories(path.parent_path()));
    ASSERT_TRUE(WriteFileAtomically(
        path, "<!DOCTYPE html><html lang=de><meta charset=utf-8>" + body));
  }

  // Home page, imprint, and a page that speaks of the field.
  void Site(const std::string& host, const std::string& name, int number) {
    Page(host, "index.html",
         "<title>Start</title><h1>Willkommen</h1><p><a href=/impressum.html>"
         "Impressum</a> <a href=/produkte.html>Produkte</a>"
         "<a href=/kontakt.html>Kontakt</a>");
    Page(host, "impressum.html",
         "<title>Impressum</title><h1>Impressum</h1><p>" + name +
             "<br>Hafenstraße 1<br>20457 Hamburg</p><p>Amtsgericht Hamburg, "
             "HRB " +
             std::to_string(number) + "</p>");
    Page(host, "produkte.html",
         "<title>Produkte</title><h1>Elektrolyseure für Wasserstoff</h1><p>Wir "
         "bauen Elektrolyseure für Wasserstoff und Brennstoffzellen.");
    Page(host, "kontakt.html", "<title>Kontakt</title><p>Rufen Sie an.");
  }

  // An entry of the register: no website is known.
  void Register(const std::string& name, int number,
                const std::string& status = "currently registered") {
    const std::string n = std::to_string(number);
    register_ +=
        R"({"all_attributes":{"_registerArt":"HRB","_registerNummer":")" + n +
        R"(","federal_state":"Hamburg","native_company_number":"Hamburg HRB )" +
        n +
        R"(","registered_office":"Hamburg","registrar":"Hamburg"},"company_number":"K1101R_HRB)" +
        n + R"(","current_status":")" + status +
        R"(","jurisdiction_code":"de","name":")" + name +
        R"(","officers":[],"registered_address":"Hafenstraße 1, 20457 Hamburg.","retrieved_at":"2026-10-05T08:30:00Z"})" +
        "\n";
  }

  void Run() {
    if (server_ == nullptr) {
      auto server = SiteServer::Start({.sites = folder_ / "sites"}, clock_);
      ASSERT_TRUE(server) << server.error().message;
      server_ = std::move(*server);
      options_.fetch.connect_to = server_->ConnectTo();
      // Nobody listens there.
      options_.fetch.connect_to["*"] = "127.77.255.254:1";
    }
    ASSERT_TRUE(WriteFileAtomically(folder_ / "register.jsonl", register_));
    options_.companies = {{.file = folder_ / "register.jsonl",
                           .format = "offeneregister",
                           .name = "register"}};
    if (!websites_.empty()) {
      ASSERT_TRUE(WriteFileAtomically(folder_ / "list.csv", websites_));
      options_.companies.push_back(
          {.file = folder_ / "list.csv", .format = "csv", .name = "list"});
    }
    Job job = OpenJob();
    auto imported = job.Import();
    ASSERT_TRUE(imported) << imported.error().message;
    auto crawled = job.Crawl({});
    ASSERT_TRUE(crawled) << crawled.error().message;
    auto indexed = job.IndexIfChanged();
    ASSERT_TRUE(indexed) << indexed.error().message;
  }

  Job OpenJob() {
    auto job = Job::Open(options_, clock_);
    EXPECT_TRUE(job) << job.error().message;
    return std::move(*job);
  }

  // What was asked of a host, without what every host is asked.
  std::set<std::string> Asked(const std::string& host) const {
    std::set<std::string> asked;
    for (const SeenRequest& request : server_->Requests()) {
      if (request.host == host && request.target != "/robots.txt" &&
          request.target != "/.well-known/tdmrep.json") {
        asked.insert(request.target);
      }
    }
    return asked;
  }

  // "confirmed: ..." and the like; empty for what is no candidate.
  std::string Found(const std::string& site) {
    auto database = Database::Open(options_.workspace.state_db());
    auto candidates = CandidateStore::Open(*database);
    auto found = candidates->Find(site);
    if (!*found) return "";
    return std::string(ToString((*found)->state)) + ": " + (*found)->found;
  }

  // Site -> company, and the pages that are not hidden.
  std::string Outcome() {
    std::string all;
    auto store = PageStore::OpenReadOnly(options_.workspace.text());
    const auto matches = store->site_matches().All().value();
    for (const SiteMatch& match : matches) {
      all += match.host + " " + match.company_id + " " + match.decision + "\n";
    }
    EXPECT_TRUE(store->ForEach([&](PageRecord page) -> Status {
      all += page.href + " " + page.company_id + "\n";
      return {};
    }));
    return all;
  }

  SystemClock clock_;
  TempDirectory folder_;
  Options options_;
  std::string register_;
  std::string websites_;
  std::unique_ptr<SiteServer> server_;
};

using Targets = std::set<std::string>;
const Targets kProbed = {"/", "/impressum.html"};
const Targets kCrawled = {"/", "/impressum.html", "/kontakt.html",
                          "/produkte.html"};

TEST_F(CandidateStageTest, ADomainMadeFromANameCountsWhenItsImprintSaysSo) {
  Register("Wattlicht GmbH", 910001);
  Register("Kienmoor GmbH", 910002);
  Register("Siebenstern GmbH", 910003);
  Register("Parkmoor GmbH", 910004);
  Register("Stummsiel GmbH", 910005);
  Register("Verbotsiel GmbH", 910006);
  Register("Erloschen GmbH", 910007, "removed");
  Site("wattlicht.example", "Wattlicht GmbH", 910001);
  // Another company of the same name, one nobody knows, one that sells names.
  Site("kienmoor.example", "Kienmoor Möbel GmbH", 920002);
  Site("siebenstern.example", "Wattlicht GmbH", 910001);
  Page("parkmoor.example", "index.html",
       "<title>parkmoor.example</title><p>Diese Domain steht zum Verkauf. "
       "<a href=/a.html>Angebot</a>");
  Page("stummsiel.example", "index.html", "<title>Hallo</title><p>Hallo.");
  Site("verbotsiel.example", "Verbotsiel GmbH", 910006);
  ASSERT_TRUE(
      WriteFileAtomically(folder_ / "sites/verbotsiel.example/robots.txt",
                          "User-agent: *\nDisallow: /\n"));
  Site("erloschen.example", "Erloschen GmbH", 910007);
  options_.candidates.max_companies = 10;
  Run();
  EXPECT_EQ(Found("wattlicht.example"), "confirmed: confirmed by its imprint");
  EXPECT_EQ(Asked("wattlicht.example"), kCrawled);
  EXPECT_EQ(Found("kienmoor.example"), "refused: another company");
  EXPECT_EQ(Asked("kienmoor.example"), kProbed);
  EXPECT_EQ(Found("siebenstern.example"), "refused: another company");
  EXPECT_EQ(Asked("siebenstern.example"), kProbed);
  EXPECT_EQ(Found("parkmoor.example"), "refused: parked");
  EXPECT_EQ(Asked("parkmoor.example"), Targets{"/"});
  EXPECT_EQ(Found("stummsiel.example"), "refused: no imprint");
  EXPECT_EQ(Found("verbotsiel.example"), "refused: not allowed");
  EXPECT_EQ(Asked("verbotsiel.example"), Targets{});
  EXPECT_EQ(Asked("erloschen.example"), Targets{});

  const std::string outcome = Outcome();
  EXPECT_NE(outcome.find("wattlicht.example K1101R_HRB910001 accepted"),
            std::string::npos)
      << outcome;
  for (const char* site :
       {"kienmoor", "siebenstern", "parkmoor", "stummsiel"}) {
    EXPECT_EQ(outcome.find(site), std::string::npos) << outcome;
  }

  // Nobody is asked twice, and the archive tells the same again.
  const size_t requests = server_->Requests().size();
  Run();
  EXPECT_EQ(server_->Requests().size(), requests);
  EXPECT_EQ(Outcome(), outcome);
  {
    Job job = OpenJob();
    ASSERT_TRUE(job.Replay());
    ASSERT_TRUE(job.IndexIfChanged());
  }
  EXPECT_EQ(Outcome(), outcome);
}

TEST_F(CandidateStageTest, ASiteThatAListNamesAfterAllIsCrawled) {
  Register("Kienmoor GmbH", 910002);
  Site("kienmoor.example", "Kienmoor Möbel GmbH", 920002);
  options_.candidates.max_companies = 10;
  Run();
  ASSERT_EQ(Found("kienmoor.example"), "refused: another company");
  websites_ =
      "Firma;Registergericht;HR-Nummer;PLZ;Ort;Website\n"
      "Kienmoor GmbH;Hamburg;HRB 910002;20457;Hamburg;kienmoor.example\n";
  Run();
  EXPECT_EQ(Found("kienmoor.example"), "confirmed: named by a list");
  EXPECT_EQ(Asked("kienmoor.example"), kCrawled);
  EXPECT_NE(Outcome().find("/produkte.html"), std::string::npos) << Outcome();
}

TEST_F(CandidateStageTest, NobodyIsAskedUnlessConfiguredAndNotTooMany) {
  Register("Wattlicht GmbH", 910001);
  Register("Kienmoor GmbH", 910002);
  Site("wattlicht.example", "Wattlicht GmbH", 910001);
  Site("kienmoor.example", "Kienmoor GmbH", 910002);
  Run();
  EXPECT_TRUE(server_->Requests().empty());
  options_.candidates.max_companies = 1;
  Run();
  EXPECT_EQ(Asked("wattlicht.example"), kCrawled);
  EXPECT_EQ(Asked("kienmoor.example"), Targets{});
  // The next run goes on where this one ended.
  Run();
  EXPECT_EQ(Asked("kienmoor.example"), kCrawled);
}

TEST_F(CandidateStageTest, ARedirectLeadsToTheNextCandidate) {
  Register("Wattlicht GmbH", 910001);
  Page("wattlicht.example", "index.html", "<p>Umgezogen.");
  ASSERT_TRUE(WriteFileAtomically(
      folder_ / "sites/wattlicht.example/site.toml",
      "[[route]]\npath = \"/\"\nstatus = 301\n"
      "location = \"http://wattlicht-technik.example/willkommen.html\"\n"));
  Site("wattlicht-technik.example", "Wattlicht GmbH", 910001);
  options_.candidates.max_companies = 10;
  Run();
  EXPECT_EQ(Found("wattlicht.example"), "refused: redirects elsewhere");
  EXPECT_EQ(Found("wattlicht-technik.example"),
            "confirmed: confirmed by its imprint");
  EXPECT_EQ(Asked("wattlicht-technik.example"), kCrawled);
}

TEST_F(CandidateStageTest, WhatADirectoryListsIsAskedWhoseItIs) {
  Register("Deichwerk GmbH", 910001);
  Register("Wattlicht GmbH", 910002);
  Register("Marschgrund GmbH", 910003);
  Site("deichwerk.example", "Deichwerk GmbH", 910001);
  Site("wattlicht.example", "Wattlicht GmbH", 910002);
  Site("marschgrund.example", "Marschgrund GmbH", 910003);
  Page("ohneimpressum.example", "index.html",
       "<title>Hallo</title><p>Hallo. <a href=/b.html>Mehr</a>");
  const std::string frame =
      "<nav><a href=/>Start</a> <a href=http://netzwerk.example/du>folgen</a>"
      "</nav><p>Läuft auf <a href=http://baukasten.example/>Baukasten</a></p>"
      "<footer><a href=http://amt.example/>Amt</a></footer>";
  Page(
      "liste.example", "index.html",
      "<title>Liste</title><h1>Mitglieder</h1>" + frame +
          "<ul><li>Deichwerk GmbH<br>20457 Hamburg<br>Wir bauen Elektrolyseure "
          "für Wasserstoff.<br><a href=http://deichwerk.example/start>"
          "Website</a></li><li>Ohne Impressum<br>"
          "<a href=http://ohneimpressum.example/>Website</a></li></ul>"
          "<a href=/seite-2.html>weiter</a>");
  Page("liste.example", "seite-2.html",
       "<title>Liste 2</title><h1>Mitglieder</h1>" + frame +
           "<ul><li>Wattlicht GmbH, 20457 Hamburg</li></ul>"
           "<a href=/seite-3.html>weiter</a>");
  Page("liste.example", "seite-3.html",
       "<title>Liste 3</title><h1>Mitglieder</h1>" + frame +
           "<ul><li>Niemand von hier</li></ul>");
  for (const char* host :
       {"netzwerk.example", "baukasten.example", "amt.example"}) {
    Site(host, "Irgendwer GmbH", 930001);
  }
  options_.directories = {{.url = "http://liste.example/", .name = "Liste"}};
  Run();
  EXPECT_EQ(Found("deichwerk.example"), "confirmed: confirmed by its imprint");
  EXPECT_EQ(Asked("deichwerk.example"), kCrawled);
  EXPECT_EQ(Found("ohneimpressum.example"), "refused: no imprint");
  EXPECT_EQ(Asked("ohneimpressum.example"), Targets{"/"});
  for (const char* host :
       {"netzwerk.example", "baukasten.example", "amt.example",
        "wattlicht.example", "marschgrund.example"}) {
    EXPECT_EQ(Asked(host), Targets{}) << host;
    EXPECT_EQ(Found(host), "") << host;
  }

  // Names without a link come first when names are asked about; of whom a
  // link was followed nobody is asked any more.
  options_.candidates.max_companies = 1;
  Run();
  EXPECT_EQ(Asked("wattlicht.example"), kCrawled);
  EXPECT_EQ(Asked("marschgrund.example"), Targets{});

  auto store = PageStore::OpenReadOnly(options_.workspace.text());
  const auto entries = ReadDirectories(options_, *store).value();
  Company company;
  company.name = "Deichwerk GmbH";
  const auto of_company = EntriesOf(entries, company, {"deichwerk.example"});
  ASSERT_EQ(of_company.size(), 1u);
  EXPECT_EQ(of_company[0].directory, "Liste");
  EXPECT_EQ(of_company[0].page, "http://liste.example/");
  EXPECT_EQ(of_company[0].listing.entry,
            "Deichwerk GmbH\n20457 Hamburg\nWir bauen Elektrolyseure für "
            "Wasserstoff.\nWebsite");
}

// A site that is crawled for what it is stays what it is.
TEST_F(CandidateStageTest, KnownSitesAreNoCandidates) {
  Register("Deichwerk GmbH", 910001);
  Register("Saatmoor GmbH", 910002);
  Site("deichwerk.example", "Deichwerk GmbH", 910001);
  Site("saatmoor.example", "Jemand Anderes GmbH", 940001);
  Page("liste.example", "index.html",
       "<title>Liste</title><ul><li>Deichwerk GmbH "
       "<a href=http://deichwerk.example/>Website</a></li></ul>");
  websites_ =
      "Firma;Registergericht;HR-Nummer;PLZ;Ort;Website\n"
      "Deichwerk GmbH;Hamburg;HRB 910001;20457;Hamburg;deichwerk.example\n";
  options_.directories = {{.url = "http://liste.example/"}};
  options_.seeds = {{.url = "http://saatmoor.example/"}};
  options_.candidates.max_companies = 10;
  Run();
  EXPECT_EQ(Found("deichwerk.example"), "");
  EXPECT_EQ(Found("saatmoor.example"), "");
  EXPECT_EQ(Asked("deichwerk.example"), kCrawled);
  EXPECT_EQ(Asked("saatmoor.example"), kCrawled);
}

}  // namespace
}  // namespace ritmon
