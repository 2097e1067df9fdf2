// SPDX-License-Identifier: GPL-3.0-or-later
// How far the companies of a small register came: one for each end.
#include "pipeline/coverage_stage.h"

#include <map>

#include "crawler/frontier.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/index_stage.h"
#include "pipeline/places.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

constexpr char kScriptPage[] =
    "<html lang=de><head><title>Start</title></head><body><div id=\"root\">"
    "</div><script src=\"/app.js\"></script></body></html>";

class CoverageStageTest : public StoredRegionTest {
 protected:
  // A company of the register and the website that a list gives it.
  void Register(const std::string& name, const std::string& website,
                const std::string& town = "20457;Hamburg") {
    register_ += name + ";" + town + ";Hamburg;HRB " +
                 std::to_string(1000 + ++rows_) + ";" + website + "\n";
  }

  void Import() {
    ASSERT_TRUE(WriteFileAtomically(folder_ / "register.csv", register_));
    options_.companies = {{folder_ / "register.csv", "csv", "liste", 30}};
    options_.region = "hamburg";
    ASSERT_TRUE(OpenJob().Import());
  }

  // What a crawl leaves of a site's home page.
  enum class Crawled { kFailed, kRobots, kMissing, kReserved };
  void Crawl(const std::map<std::string, Crawled>& sites) {
    auto database = Database::Open(options_.workspace.state_db());
    ASSERT_TRUE(database);
    const Scope scope(ScopeOptions{});
    auto frontier = Frontier::Open(*database, scope);
    ASSERT_TRUE(frontier);
    auto ledger = ReservationLedger::Open(*database);
    ASSERT_TRUE(ledger);
    const Timestamp now = clock_.Now();
    for (const auto& [site, crawled] : sites) {
      ASSERT_TRUE(frontier->AddSeed(MakeUrl("http://" + site + "/"), now));
      auto next = frontier->Next(site, now, 1);
      ASSERT_TRUE(next && next->size() == 1) << site;
      const FetchRequest& request = next->front();
      const auto later = now + std::chrono::hours(1);
      Status done;
      switch (crawled) {
        case Crawled::kFailed:
          done = frontier->Failed(
              request,
              Visit{.outcome = FetchOutcome::kTimeout, .fetched_at = now}, {});
          break;
        case Crawled::kRobots:
          done = frontier->Refused(request, "robots.txt", later);
          break;
        case Crawled::kMissing:
          done = frontier->Done(request,
                                Visit{.outcome = FetchOutcome::kClientError,
                                      .status = 404,
                                      .fetched_at = now});
          break;
        case Crawled::kReserved:
          done = ledger->Record(
              {.key = {site, ReservationSource::kTdmHeader, "http://" + site},
               .site = site,
               .scope = ReservationScope::kSite},
              now);
          if (done) done = frontier->Reserved(request, "reserved", later);
          break;
      }
      ASSERT_TRUE(done) << site;
    }
    ASSERT_TRUE(frontier->Commit());
  }

  CoverageTable Collect(Dimension by) {
    auto places = LoadPlaces(options_);
    EXPECT_TRUE(places);
    const Vocabulary vocabulary =
        MakeVocabulary(Compiled(SampleFiles())->source(), places->regions, {});
    auto query = ParseQuery("region:hamburg status:active kind:enterprise",
                            {.target = QueryTarget::kCompanies,
                             .vocabulary = &vocabulary,
                             .as_of = *ParseDate("2026-11-23")});
    EXPECT_TRUE(query) << query.error().message;
    CompanyIndexReader companies = Companies();
    PageStore pages = Store();
    auto table = CollectCoverage(options_, companies, *query, by, pages);
    EXPECT_TRUE(table) << table.error().message;
    return table.value_or(CoverageTable());
  }

  std::string register_ =
      "Firma;PLZ;Ort;Registergericht;Registernummer;Website\n";
  int rows_ = 0;
};

TEST_F(CoverageStageTest, OneForEachEnd) {
  Register("Ohneweb UG", "");
  Register("Ungefragt GmbH", "ungefragt.example");
  Register("Stumm GmbH", "stumm.example");
  Register("Gesperrt GmbH", "gesperrt.example");
  Register("Leer GmbH", "leer.example");
  Register("Vorbehalt GmbH", "vorbehalt.example");
  Register("Verkauft GmbH", "verkauft.example");
  Register("Nordlicht Akku GmbH", "");
  Register("Rahmen GmbH", "rahmen.example");
  Register("Moebel GmbH", "moebel.example");
  Register("Stapelwerk GmbH", "stapelwerk.example");
  // Not of the region.
  Register("Fernab GmbH", "", "21682;Stade");
  ASSERT_NO_FATAL_FAILURE(Import());
  const auto site = [&](const std::string& host, const std::string& imprint,
                        const std::string& home) {
    Add("http://" + host + "/", "<html lang=de>" + home);
    Add("http://" + host + "/impressum",
        "<html lang=de><title>Impressum</title><h1>Impressum</h1><p>" +
            imprint + "</p>");
  };
  const std::string address = "<br>Kaistraße 1<br>20457 Hamburg";
  const std::string court = "</p><p>Registergericht: Amtsgericht Hamburg, HRB ";
  site("verkauft.example", "Moebel GmbH" + address + court + "1010",
       "<title>Neu</title><p>Ein anderes Haus.</p>");
  site("akku.example", "Nordlicht Akku AG" + address,
       "<title>Zuhause</title><p>Ein Text.</p>");
  Add("http://rahmen.example/", kScriptPage);
  site("moebel.example", "Moebel GmbH" + address + court + "1010",
       "<title>Tischlerei</title><p>Wir bauen Möbel.</p>");
  site("stapelwerk.example", "Stapelwerk GmbH" + address + court + "1011",
       "<title>Werk</title><h1>Wasserstoff aus dem Norden</h1><p>Wir bauen "
       "Elektrolyseure für Wasserstoff.</p>");
  Add("http://stapelwerk.example/produkte",
      "<html lang=de><title>Produkte</title><h1>Elektrolyse für die "
      "Industrie</h1><p>Der Stack ist das Herz. Wasserstoffspeicher ergänzen "
      "ihn.</p>");
  ASSERT_NO_FATAL_FAILURE(Read());
  ASSERT_NO_FATAL_FAILURE(Crawl({{"stumm.example", Crawled::kFailed},
                                 {"gesperrt.example", Crawled::kRobots},
                                 {"leer.example", Crawled::kMissing},
                                 {"vorbehalt.example", Crawled::kReserved}}));
  const CoverageTable table = Collect(Dimension::kAge);
  const std::map<CoverageEnd, uint64_t> expected = {
      {CoverageEnd::kNoSite, 1},      {CoverageEnd::kNotAsked, 1},
      {CoverageEnd::kUnreachable, 1}, {CoverageEnd::kRobots, 1},
      {CoverageEnd::kNoPage, 1},      {CoverageEnd::kReserved, 1},
      {CoverageEnd::kNoMatch, 1},     {CoverageEnd::kReview, 1},
      {CoverageEnd::kScriptOnly, 1},  {CoverageEnd::kNoField, 1},
      {CoverageEnd::kTagged, 1},      {CoverageEnd::kCandidate, 0}};
  ASSERT_EQ(expected.size(), kCoverageEnds);
  for (const auto& [end, companies] : expected) {
    EXPECT_EQ(table.all.Ended(end), companies) << ToString(end);
  }
  EXPECT_EQ(table.all.total(), 11u);
  EXPECT_EQ(table.all.Reached(CoverageStage::kTagged), 1u);
  EXPECT_EQ(table.all.Reached(CoverageStage::kSiteKnown), 10u);
  // Of none is the age known; the classes are there nevertheless.
  ASSERT_EQ(table.groups.size(), ClassesOf(Dimension::kAge).size());
  EXPECT_EQ(table.groups.back().value, kUnknownValue);
  EXPECT_EQ(table.groups.back().total(), table.all.total());
  const CoverageTable forms = Collect(Dimension::kLegalForm);
  ASSERT_EQ(forms.groups.size(), 2u);
  EXPECT_EQ(forms.groups[0].value, "gmbh");
  EXPECT_EQ(forms.groups[1].value, "ug");
  EXPECT_EQ(forms.all.ended, table.all.ended);
}

TEST_F(CoverageStageTest, OnlyByWhatEveryCompanyHas) {
  for (const Dimension by : {Dimension::kField, Dimension::kTopic,
                             Dimension::kSource, Dimension::kRegion}) {
    EXPECT_FALSE(CanPartCoverage(by)) << ToString(by);
  }
  for (const Dimension by : {Dimension::kSize, Dimension::kAge,
                             Dimension::kDistrict, Dimension::kLegalForm}) {
    EXPECT_TRUE(CanPartCoverage(by)) << ToString(by);
  }
}

// A region to compare with is indexed like the own one, with all companies that
// no list gives a website; and no longer when nobody wants it.
TEST_F(CoverageStageTest, TheBenchmarkIsIndexedAsAWhole) {
  Register("Ohneweb GmbH", "");
  Register("Fernab GmbH", "", "21682;Stade");
  ASSERT_NO_FATAL_FAILURE(Import());
  ASSERT_NO_FATAL_FAILURE(Read());
  const auto companies = [&] { return Companies().Size().value_or(0); };
  const auto index = [&] {
    Job job = OpenJob();
    auto indexed = job.IndexIfChanged();
    EXPECT_TRUE(indexed) << indexed.error().message;
    return indexed && indexed->has_value();
  };
  EXPECT_EQ(companies(), 1u);
  EXPECT_FALSE(index());
  options_.critical_mass.benchmark = "03359";
  EXPECT_TRUE(index());
  EXPECT_EQ(companies(), 2u);
  EXPECT_FALSE(index());
  options_.critical_mass.benchmark = "";
  EXPECT_TRUE(index());
  EXPECT_EQ(companies(), 1u);
}

}  // namespace
}  // namespace ritmon
