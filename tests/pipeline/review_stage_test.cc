// SPDX-License-Identifier: GPL-3.0-or-later
// People decide, attribution obeys: on a small stored region with a register.
#include "pipeline/review_stage.h"

#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

constexpr char kMother[] = "K1101R_HRB1001";
constexpr char kDaughter[] = "K1101R_HRB1002";

class ReviewStageTest : public StoredRegionTest {
 protected:
  ReviewStageTest() {
    EXPECT_TRUE(WriteFileAtomically(
        folder_ / "register.csv",
        "Firma;PLZ;Ort;Registergericht;Registernummer\n"
        "Nordlicht Akku GmbH;20457;Hamburg;Hamburg;HRB 1001\n"
        "Nordlicht Akku UG;20457;Hamburg;Hamburg;HRB 1002\n"
        "Fernab Anlagen GmbH;21682;Stade;Hamburg;HRB 1003\n"));
    options_.companies = {{folder_ / "register.csv", "csv", "liste", 30}};
  }

  // An imprint of this text, and a home page.
  void AddSite(const std::string& site, const std::string& imprint) {
    Add("http://" + site + "/",
        "<html lang=de><title>Zuhause</title><p>Ein Text.</p>");
    Add("http://" + site + "/impressum",
        "<html lang=de><title>Impressum</title><h1>Impressum</h1><p>" +
            imprint + "</p>");
  }

  // akku.example: an AG that the register does not have, beside two firms of
  // nearly its name.
  void ReadRegion() {
    AddSite("akku.example",
            "Nordlicht Akku AG<br>Kaistraße 1<br>20457 Hamburg");
    AddSite("mutter.example",
            "Nordlicht Akku GmbH<br>Kaistraße 1<br>20457 Hamburg</p>"
            "<p>Registergericht: Amtsgericht Hamburg, HRB 1001");
    ASSERT_TRUE(OpenJob().Import());
    Read();
  }

  // Takes a list and applies it, as the command does.
  ReviewImport Take(const std::string& table) {
    EXPECT_TRUE(WriteFileAtomically(folder_ / "liste.csv", table));
    Job job = OpenJob();
    auto import = job.ImportReview(folder_ / "liste.csv");
    EXPECT_TRUE(import) << import.error().message;
    EXPECT_TRUE(job.IndexIfChanged());
    return import.value_or(ReviewImport{});
  }

  static std::string Decided(const std::string& site,
                             const std::string& decision,
                             const std::string& company) {
    return "site;decision;company_id\n" + site + ";" + decision + ";" +
           company + "\n";
  }

  std::string MatchOf(const std::string& site) {
    PageStore store = Store();
    auto match = store.site_matches().Find(site);
    EXPECT_TRUE(match) << match.error().message;
    if (!*match) return "";
    return (*match)->decision + " " + (*match)->company_id + " " +
           std::to_string((*match)->score) + ": " + (*match)->rule;
  }

  // Site, candidate and machine's decision of each row.
  std::string List(ReviewScope scope) {
    auto database = Database::Open(options_.workspace.state_db());
    PageStore store = Store();
    auto items = ListForReview(*database, store, scope);
    EXPECT_TRUE(items) << items.error().message;
    std::string text;
    for (const ReviewItem& item : *items) {
      text +=
          item.site + " " + item.candidate_id + " " + item.machine +
          (item.decision ? " = " + std::string(ToString(item.decision->verdict))
                         : "") +
          "\n";
    }
    return text;
  }

  std::vector<std::string> HostsOf(const std::string& id) {
    CompanyIndexReader companies = Companies();
    auto record = companies.Get(id);
    EXPECT_TRUE(record && *record) << id;
    return record && *record ? (*record)->hosts : std::vector<std::string>();
  }

  std::string Rule() {
    return "decided by review on " +
           FormatTimestamp(clock_.Now()).substr(0, 10);
  }
};

TEST_F(ReviewStageTest, WhatTheMachineCannotSettleIsAskedWithAllCandidates) {
  ReadRegion();
  EXPECT_EQ(MatchOf("akku.example").substr(0, 21), "review K1101R_HRB1001");
  EXPECT_EQ(List(ReviewScope::kOpen),
            "akku.example K1101R_HRB1001 review\n"
            "akku.example K1101R_HRB1002 \n");
  EXPECT_EQ(List(ReviewScope::kAll),
            "akku.example K1101R_HRB1001 review\n"
            "akku.example K1101R_HRB1002 \n"
            "mutter.example K1101R_HRB1001 accepted\n");
}

TEST_F(ReviewStageTest, AnAcceptedPairIsTheMatchFromThenOn) {
  ReadRegion();
  const ReviewImport import =
      Take(Decided("akku.example", "Annehmen", kDaughter));
  EXPECT_EQ(import.added, 1);
  const std::string match =
      "accepted " + std::string(kDaughter) + " 100: " + Rule();
  EXPECT_EQ(MatchOf("akku.example"), match);
  EXPECT_EQ(HostsOf(kDaughter), std::vector<std::string>{"akku.example"});
  EXPECT_EQ(List(ReviewScope::kOpen), "");
  // The machine's own opinion stays to be seen.
  PageStore store = Store();
  EXPECT_EQ(store.site_matches().Proposals("akku.example")->front().company_id,
            kMother);
  auto database = Database::Open(options_.workspace.state_db());
  const auto standing = StandingDecisions(*database, store);
  ASSERT_EQ(standing->size(), 1u);
  EXPECT_EQ(standing->front().company_name, "Nordlicht Akku UG");
  EXPECT_EQ(standing->front().decision.machine.company_id, kMother);
  EXPECT_EQ(standing->front().decision.machine.decision, "review");
  EXPECT_TRUE(standing->front().holds);
  // Replay makes everything derived anew; the decision is none of it.
  clock_.Advance(std::chrono::hours(48));
  {
    Job job = OpenJob();
    ASSERT_TRUE(job.Replay());
    ASSERT_TRUE(job.IndexIfChanged());
  }
  EXPECT_EQ(MatchOf("akku.example"), match);
}

TEST_F(ReviewStageTest, OneCompanyMayHaveSeveralSites) {
  ReadRegion();
  Take(Decided("akku.example", "accept", kMother));
  EXPECT_EQ(HostsOf(kMother),
            (std::vector<std::string>{"akku.example", "mutter.example"}));
}

TEST_F(ReviewStageTest, OfARejectedPairTheNextBestIsLookedAt) {
  ReadRegion();
  Take(Decided("akku.example", "ablehnen", kMother));
  EXPECT_EQ(MatchOf("akku.example").substr(0, 21), "review K1101R_HRB1002");
  EXPECT_NE(MatchOf("akku.example").find("; not K1101R_HRB1001, " + Rule()),
            std::string::npos)
      << MatchOf("akku.example");
  EXPECT_EQ(List(ReviewScope::kOpen), "akku.example K1101R_HRB1002 \n");
  // In no register: the imprint itself identifies a company.
  Take(Decided("akku.example", "nein", kDaughter));
  EXPECT_EQ(MatchOf("akku.example").substr(0, 11), "probable N-");
  const std::string id = IdOf("Nordlicht Akku AG");
  EXPECT_EQ(HostsOf(id), std::vector<std::string>{"akku.example"});
  // And if it is not that one either, then nobody.
  Take(Decided("akku.example", "nein", id));
  EXPECT_EQ(MatchOf("akku.example"),
            "rejected " + std::string(kMother) + " 0: " + Rule());
  CompanyIndexReader companies = Companies();
  EXPECT_FALSE(companies.Get(id)->has_value());
}

TEST_F(ReviewStageTest, ARejectedMatchThatWasAcceptedIsGone) {
  ReadRegion();
  EXPECT_EQ(HostsOf(kMother), std::vector<std::string>{"mutter.example"});
  Take(Decided("mutter.example", "reject", kMother));
  EXPECT_EQ(HostsOf(kMother), std::vector<std::string>{});
}

TEST_F(ReviewStageTest, AnotherCompanyNeedNotBeOnTheImprint) {
  ReadRegion();
  Take(
      "site;candidate_id;decision;company_id;note\n"
      "akku.example;" +
      std::string(kMother) + ";andere;K1101R_HRB1003;verkauft\n");
  EXPECT_EQ(MatchOf("akku.example"), "accepted K1101R_HRB1003 100: " + Rule());
  EXPECT_EQ(List(ReviewScope::kAll),
            "akku.example K1101R_HRB1001 review\n"
            "akku.example K1101R_HRB1002 \n"
            "akku.example K1101R_HRB1003  = other\n"
            "mutter.example K1101R_HRB1001 accepted\n");
}

TEST_F(ReviewStageTest, ACompanyFromAnImprintMayHaveOtherSitesByDecision) {
  AddSite("eins.example", "Ohneregister GmbH<br>Weg 1<br>20457 Hamburg");
  AddSite("zwei.example", "Wir sind wir.");
  ReadRegion();
  const std::string id = IdOf("Ohneregister GmbH");
  Take(Decided("zwei.example", "other", id));
  EXPECT_EQ(HostsOf(id),
            (std::vector<std::string>{"eins.example", "zwei.example"}));
  // It is there as long as a site speaks for it.
  Take(Decided("eins.example", "reject", id));
  EXPECT_EQ(HostsOf(id), std::vector<std::string>{"zwei.example"});
}

TEST_F(ReviewStageTest, ADecisionForACompanyThatIsGoneDoesNotHold) {
  ReadRegion();
  {
    auto database = Database::Open(options_.workspace.state_db());
    auto decisions = ReviewDecisions::Open(*database);
    ASSERT_TRUE(decisions->Put({.site = "mutter.example",
                                .company_id = "K1101R_HRB9999",
                                .verdict = ReviewVerdict::kOther,
                                .decided_at = clock_.Now()}));
    Job job = OpenJob();
    ASSERT_TRUE(job.Replay());
    ASSERT_TRUE(job.IndexIfChanged());
  }
  EXPECT_EQ(MatchOf("mutter.example").substr(0, 23), "accepted K1101R_HRB1001");
  EXPECT_NE(MatchOf("mutter.example")
                .find("; K1101R_HRB9999, " + Rule() + ", is no longer there"),
            std::string::npos)
      << MatchOf("mutter.example");
  auto database = Database::Open(options_.workspace.state_db());
  PageStore store = Store();
  const auto standing = StandingDecisions(*database, store);
  ASSERT_EQ(standing->size(), 1u);
  EXPECT_FALSE(standing->front().holds);
}

TEST_F(ReviewStageTest, UndoGivesTheSiteBackToTheMachine) {
  ReadRegion();
  const std::string before = MatchOf("akku.example");
  Take(Decided("akku.example", "accept", kDaughter));
  {
    Job job = OpenJob();
    auto nobody = job.UndoReview({"akku.example", "mutter.example"});
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().kind, ErrorKind::kNotFound);
    EXPECT_EQ(*job.UndoReview({"akku.example"}), 1);
    ASSERT_TRUE(job.IndexIfChanged());
  }
  EXPECT_EQ(MatchOf("akku.example"), before);
}

TEST_F(ReviewStageTest, AListWithAMistakeIsNotTakenAtAll) {
  ReadRegion();
  const ReviewImport import = Take(
      "site;decision;company_id\nakku.example;accept;" + std::string(kMother) +
      "\nfalsch.example;accept;K1101R_HRB1001\nhttps://www.mutter.example/"
      ";reject;K1101R_HRB7777\nakku.example;wohl;K1\nakku.example;accept;" +
      std::string(kDaughter) + "\n");
  std::string mistakes;
  for (const ReviewMistake& mistake : import.mistakes) {
    mistakes += std::to_string(mistake.line) + " " + mistake.message + "\n";
  }
  EXPECT_EQ(mistakes,
            "3 no page of a site 'falsch.example' was read\n"
            "4 no company has the id 'K1101R_HRB7777'\n"
            "5 decision 'wohl' is none of accept, reject, other (annehmen, "
            "ablehnen, andere)\n"
            "6 akku.example: accept of K1101R_HRB1002, but accept of "
            "K1101R_HRB1001 in row 2\n");
  EXPECT_EQ(MatchOf("akku.example").substr(0, 6), "review");
  auto database = Database::Open(options_.workspace.state_db());
  EXPECT_TRUE(ReviewDecisions::Open(*database)->All()->empty());
}

TEST_F(ReviewStageTest, TheSameListTwiceChangesNothing) {
  ReadRegion();
  const std::string list =
      Decided("https://www.akku.example/kontakt", "accept", kMother);
  EXPECT_EQ(Take(list).added, 1);
  const std::string match = MatchOf("akku.example");
  clock_.Advance(std::chrono::hours(48));
  const ReviewImport again = Take(list);
  EXPECT_EQ(again.added + again.changed, 0);
  EXPECT_EQ(again.unchanged, 1);
  EXPECT_EQ(MatchOf("akku.example"), match);
  EXPECT_EQ(Take(Decided("akku.example", "reject", kMother)).changed, 1);
}

// One site of several companies: it speaks for the one it is named after; if
// that does not tell, people do, and may choose any of them.
TEST_F(ReviewStageTest, SeveralCompaniesOnOneSite) {
  AddSite("portal.example",
          "Nordlicht Akku GmbH<br>Kaistraße 1<br>20457 Hamburg<br>Amtsgericht "
          "Hamburg, HRB 1001</p><p>Fernab Anlagen GmbH<br>Weg 2<br>21682 Stade"
          "<br>Amtsgericht Hamburg, HRB 1003");
  ReadRegion();
  EXPECT_EQ(MatchOf("portal.example").substr(0, 24),
            "ambiguous K1101R_HRB1001");
  const std::string list = List(ReviewScope::kOpen);
  EXPECT_NE(list.find("portal.example K1101R_HRB1003 \n"), std::string::npos)
      << list;
  Take(Decided("portal.example", "accept", "K1101R_HRB1003"));
  EXPECT_EQ(HostsOf("K1101R_HRB1003"),
            std::vector<std::string>{"portal.example"});
}

// Its imprint in two languages does not make two companies of one.
TEST_F(ReviewStageTest, OneCompanyOnTwoImprints) {
  Add("http://mutter.example/en/imprint",
      "<html lang=en><title>Imprint</title><h1>Imprint</h1><p>Nordlicht Akku "
      "GmbH<br>Kaistraße 1<br>20457 Hamburg</p><p>Register court: Amtsgericht "
      "Hamburg, HRB 1001</p>");
  ReadRegion();
  EXPECT_EQ(MatchOf("mutter.example").substr(0, 23), "accepted K1101R_HRB1001");
}

}  // namespace
}  // namespace ritmon
