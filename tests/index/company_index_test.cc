// SPDX-License-Identifier: GPL-3.0-or-later
// Companies, written to and read from a database on disk.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "index/cell_query.h"
#include "index/company_document.h"
#include "index/company_facts.h"
#include "index/index_reader.h"
#include "index/index_writer.h"
#include "tests/index/sample_records.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class CompanyIndexTest : public testing::Test {
 protected:
  void Write(const std::vector<CompanyRecord>& companies) {
    auto writer = CompanyIndexWriter::Open(directory_ / "companies");
    ASSERT_TRUE(writer.has_value()) << writer.error().message;
    for (const CompanyRecord& company : companies) {
      const Status written = writer->Replace(company);
      ASSERT_TRUE(written.has_value()) << written.error().message;
    }
    ASSERT_TRUE(writer->Commit().has_value());
  }

  CompanyIndexReader Reader() {
    auto reader = CompanyIndexReader::Open(directory_ / "companies");
    EXPECT_TRUE(reader.has_value()) << reader.error().message;
    return std::move(*reader);
  }

  Query Parse(std::string_view text) {
    return MustParse(text, QueryTarget::kCompanies, vocabulary_);
  }

  // The ids found, in order, with blanks between.
  std::string Found(std::string_view text,
                    CompanySort sort = CompanySort::kRelevance) {
    auto hits = Reader().Find(Parse(text), 0, 1000, sort);
    EXPECT_TRUE(hits.has_value()) << text << ": " << hits.error().message;
    std::string found;
    for (const CompanyHit& hit : hits->hits) {
      found += (found.empty() ? "" : " ") + hit.record.company.id;
    }
    EXPECT_EQ(hits->total, hits->hits.size()) << text;
    return found;
  }

  CountTable Count(std::string_view query, std::vector<Dimension> dimensions,
                   CountOptions options = {}) {
    options.as_of = kToday;
    auto table = Reader().Count(Parse(query), dimensions, options, vocabulary_);
    EXPECT_TRUE(table.has_value()) << table.error().message;
    return table ? *table : CountTable{};
  }

  TempDirectory directory_;
  const Vocabulary vocabulary_ = SampleVocabulary();
};

TEST_F(CompanyIndexTest, FindsNamesInEverySpellingTheRightOneFirst) {
  Write({SampleCompany("1", "Müll und Wert GmbH"),
         SampleCompany("2", "Mueller-Umwelttechnik GmbH"),
         SampleCompany("3", "Becker AG")});
  EXPECT_EQ(Found("Müller"), "2 1");
  EXPECT_EQ(Found("MUELLER umwelttechnik"), "2");
  EXPECT_EQ(Found("\"Müller Umwelttechnik\""), "2");
  EXPECT_EQ(Found("company:müller"), "2");
  EXPECT_EQ(Found("company:3"), "3");
  EXPECT_EQ(Found("company:!!"), "");
  EXPECT_EQ(Found("Hamburg"), "3 2 1");
  EXPECT_EQ(Found("GmbH NOT Müll"), "");
  EXPECT_EQ(Found("GmbH NOT Wert"), "2");
}

CompanyRecord FullCompany() {
  CompanyRecord r = SampleCompany("X1721_HRB53GE", "Hafen \"Süd\" GmbH");
  r.company.register_number = RegisterNumber{"X1721", "HRB", "53", "GE"};
  r.company.court = "Lübeck";
  r.company.founded = Day(1998, 4, 1);
  r.company.founded_precision = "day";
  r.company.employees = Headcount::Exactly(120);
  r.company.status = CompanyStatus::kLiquidation;
  r.company.kind = EntityKind::kShell;
  r.company.wz = "28.11";
  r.company.purpose = "Bau von Elektrolyseuren";
  r.company.website = "http://www.hafen.example/";
  r.company.previous_names = {"Alt GmbH"};
  r.company.source = "offeneregister";
  r.hosts = {"hafen.example", "www.hafen.example"};
  r.match = {"hafen.example",
             r.company.id,
             95,
             "register number and court",
             "accepted",
             "http://hafen.example/i"};
  r.fields = {CompanyTag("hydrogen-efuels", Confidence::kHigh, 7.25),
              CompanyTag("electromobility", Confidence::kLow)};
  r.topics = {CompanyTag("fuel-cell", Confidence::kMedium)};
  r.founded_evidence = FoundedEvidence{"http://hafen.example/wir",
                                       "Gegründet \"1998\".", 42, "founded"};
  return r;
}

void ExpectSameTags(const std::vector<CompanyField>& a,
                    const std::vector<CompanyField>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].field, b[i].field);
    EXPECT_EQ(a[i].confidence, b[i].confidence);
    EXPECT_EQ(a[i].score, b[i].score);
    EXPECT_EQ(a[i].pages, b[i].pages);
    EXPECT_EQ(a[i].rule, b[i].rule);
  }
}

TEST_F(CompanyIndexTest, GivesBackTheWholeRecord) {
  const CompanyRecord written = FullCompany();
  Write({written});
  auto reader = Reader();
  const auto read = reader.Get(written.company.id);
  ASSERT_TRUE(read.has_value() && read->has_value());
  const Company& a = written.company;
  const Company& b = (*read)->company;
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.legal_form, b.legal_form);
  EXPECT_EQ(a.register_number, b.register_number);
  EXPECT_EQ(a.court, b.court);
  EXPECT_EQ(a.address, b.address);
  EXPECT_EQ(a.district, b.district);
  EXPECT_EQ((*read)->founded_evidence, written.founded_evidence);
  EXPECT_EQ(a.founded, b.founded);
  EXPECT_EQ(a.founded_precision, b.founded_precision);
  EXPECT_EQ(a.employees, b.employees);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.wz, b.wz);
  EXPECT_EQ(a.purpose, b.purpose);
  EXPECT_EQ(a.website, b.website);
  EXPECT_EQ(a.previous_names, b.previous_names);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(written.hosts, (*read)->hosts);
  EXPECT_EQ(written.match.host, (*read)->match.host);
  EXPECT_EQ(written.match.score, (*read)->match.score);
  EXPECT_EQ(written.match.rule, (*read)->match.rule);
  EXPECT_EQ(written.match.decision, (*read)->match.decision);
  EXPECT_EQ(written.match.imprint_url, (*read)->match.imprint_url);
  EXPECT_EQ(written.regions, (*read)->regions);
  EXPECT_EQ(written.district_name, (*read)->district_name);
  ExpectSameTags(written.fields, (*read)->fields);
  ExpectSameTags(written.topics, (*read)->topics);
  const auto absent = reader.Get("absent");
  ASSERT_TRUE(absent.has_value());
  EXPECT_FALSE(absent->has_value());
}

TEST_F(CompanyIndexTest, FactsComeBackAndDamageIsSeen) {
  const std::string facts = EncodeFacts(FullCompany());
  CompanyRecord read;
  ASSERT_TRUE(DecodeFacts(facts, read));
  EXPECT_EQ(EncodeFacts(read), facts);
  CompanyRecord hostile = FullCompany();
  hostile.company.legal_form = "a\nb,c=d";
  hostile.fields[0].field = "x=high,y";
  ASSERT_TRUE(DecodeFacts(EncodeFacts(hostile), read));
  EXPECT_EQ(read.company.legal_form, "a_b_c_d");
  EXPECT_EQ(read.fields.size(), 2u);
  std::mt19937 random(5);
  for (int i = 0; i < 5000; ++i) {
    std::string damaged = facts;
    damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    damaged.resize(random() % (damaged.size() + 1));
    DecodeFacts(damaged, read);  // must not crash, whatever it says
  }
  EXPECT_FALSE(DecodeFacts("", read));
  EXPECT_FALSE(DecodeFacts(facts + "\n", read));
  EXPECT_FALSE(ParseCompanyData("[1]").has_value());
  EXPECT_FALSE(ParseCompanyData("{").has_value());
  EXPECT_TRUE(ParseCompanyData(R"({"company":7,"fields":[1,{"score":"x"}],)"
                               R"("match":{"score":1e99}})")
                  .has_value());
}

TEST_F(CompanyIndexTest, Filters) {
  CompanyRecord a = SampleCompany("a", "Alpha");
  a.company.founded = Day(2022, 11, 24);  // 3 full years today
  a.company.employees = Headcount::Exactly(9);
  a.fields = {CompanyTag("hydrogen-efuels", Confidence::kHigh),
              CompanyTag("smart-factory", Confidence::kMedium)};
  a.topics = {CompanyTag("fuel-cell", Confidence::kHigh)};
  a.hosts = {"www.alpha.example"};
  CompanyRecord b = SampleCompany("b", "Beta");
  b.company.founded = Day(2021, 1, 1);
  b.company.founded_precision = "year";  // 1 July: 5 full years
  b.company.employees = Headcount::Exactly(10);
  b.company.district = "01056";
  b.regions = {"metropolregion-hamburg"};
  b.fields = {CompanyTag("hydrogen-efuels", Confidence::kLow)};
  CompanyRecord c = SampleCompany("c", "Gamma");
  c.company.kind = EntityKind::kShell;
  c.company.status = CompanyStatus::kRemoved;
  c.company.legal_form = "gmbh_co_kg";
  c.company.employees = Headcount::Exactly(0);
  c.company.founded = Day(1890, 2, 28);
  CompanyRecord d = SampleCompany("d", "Delta");
  // Of the classes that vendors sell; founded after the day that is asked
  // about.
  CompanyRecord e = SampleCompany("e", "Epsilon");
  e.company.employees = Headcount{50, 99, 2024};
  e.company.founded = Day(2027, 1, 1);
  CompanyRecord f = SampleCompany("f", "Phi");
  f.company.employees = Headcount{250, std::nullopt, std::nullopt};
  f.company.founded = Day(1234, 5, 6);
  Write({a, b, c, d, e, f});
  const struct {
    const char* query;
    const char* found;
  } cases[] = {
      {"", "a b d e c f"},
      {"field:hydrogen-efuels", "a"},
      {"field:hydrogen-efuels confidence:low", "b"},
      {"field:hydrogen-efuels confidence:low,high", "a b"},
      {"field:smart-factory confidence:high", ""},
      {"confidence:low", "b"},
      {"future:smart-production", "a"},
      {"topic:fuel-cell confidence:high", "a"},
      {"region:metropolregion", "a b d e c f"},
      {"region:hamburg", "a d e c f"},
      {"district:pinneberg", "b"},
      {"age:<5", "a"},
      {"age:0-4", "a"},
      {"age:4", ""},
      {"age:3", "a"},
      {"age:5", "b"},
      {"age:5-9", "b"},
      {"age:>=50", "c"},
      {"age:136", "c"},
      {"age:>=137", ""},
      {"age:>=5000", ""},
      {"age:<5000", "a b c"},
      {"age:unknown", "d e f"},
      {"age:<5,unknown", "a d e f"},
      {"NOT age:<5", "b d e c f"},
      {"startup:yes", "a b"},
      {"startup:ja", "a b"},
      {"startup:no", "c"},
      {"startup:unknown", "d e f"},
      {"startup:no,unknown", "d e c f"},
      {"size:<10", "a c"},
      {"size:1-9", "a c"},
      {"size:10-49", "b"},
      {"size:>9", "b e f"},
      {"size:0", "c"},
      {"size:49-10", ""},
      {"size:unknown", "d"},
      {"size:<100", "a b e c"},
      {"size:50-99", "e"},
      {"size:60-200", ""},
      {"size:>=50", "e f"},
      {"size:>250", ""},
      {"size:100+", "f"},
      {"size:<1000", "a b e c"},
      {"kind:shell", "c"},
      {"status:removed", "c"},
      {"rechtsform:gmbh", "a b d e f"},
      {"host:alpha.example", "a"},
      {"alpha region:hamburg", "a"},
  };
  int run = 0;
  for (const auto& each : cases) {
    EXPECT_EQ(Found(each.query), each.found) << each.query;
    ++run;
  }
  EXPECT_EQ(run, 49);
}

TEST_F(CompanyIndexTest, SortsTheUnknownLast) {
  CompanyRecord a = SampleCompany("a", "Zeta");
  a.company.founded = Day(2000, 1, 1);
  a.company.employees = Headcount::Exactly(5);
  CompanyRecord b = SampleCompany("b", "Ärmel");
  b.company.founded = Day(2010, 1, 1);
  b.fields = {CompanyTag("smart-factory", Confidence::kHigh, 9)};
  CompanyRecord c = SampleCompany("c", "Beta");
  c.company.employees = Headcount::Exactly(500);
  CompanyRecord d = SampleCompany("d", "Beta");
  Write({d, c, b, a});
  EXPECT_EQ(Found("", CompanySort::kName), "b c d a");
  EXPECT_EQ(Found("", CompanySort::kFounded), "b a c d");
  EXPECT_EQ(Found("", CompanySort::kEmployees), "c a b d");
  EXPECT_EQ(Found("", CompanySort::kScore), "b c d a");
}

constexpr Dimension kAllDimensions[] = {
    Dimension::kField,      Dimension::kFutureField, Dimension::kTopic,
    Dimension::kRegion,     Dimension::kDistrict,    Dimension::kMunicipality,
    Dimension::kCluster,    Dimension::kFounded,     Dimension::kAge,
    Dimension::kStartup,    Dimension::kSize,        Dimension::kSizeEu,
    Dimension::kSizeClass,  Dimension::kLegalForm,   Dimension::kSource,
    Dimension::kConfidence, Dimension::kKind};

// A query of words and filters, up to `depth` levels deep.
std::string RandomQuery(std::mt19937& random, int depth) {
  static const char* const kParts[] = {"field:hydrogen-efuels",
                                       "field:smart-factory,electromobility",
                                       "future:life-science",
                                       "topic:fuel-cell",
                                       "confidence:high",
                                       "confidence:low,medium",
                                       "region:hamburg",
                                       "region:unknown",
                                       "district:02000,unknown",
                                       "municipality:01056015",
                                       "cluster:blue",
                                       "cluster:none,green",
                                       "kreis:Pinneberg",
                                       "age:<5",
                                       "age:10-24,unknown",
                                       "startup:no",
                                       "size:<100",
                                       "size:unknown",
                                       "size:10-49",
                                       "size-class:unknown",
                                       "size-eu:micro,large",
                                       "size-study:0-99",
                                       "founded:1990-2010",
                                       "founded:unknown",
                                       "legal-form:ag",
                                       "legal-form:unknown",
                                       "status:active",
                                       "kind:enterprise,shell",
                                       "source:news",
                                       "source:web,post",
                                       "lang:en",
                                       "since:2025-06",
                                       "until:2024",
                                       "7",
                                       "firma",
                                       "\"firma 7\"",
                                       "fir*"};
  if (depth == 0 || random() % 3 == 0) {
    return kParts[random() % std::size(kParts)];
  }
  std::string text = RandomQuery(random, depth - 1);
  const auto parts = random() % 3;
  for (unsigned i = 0; i < parts; ++i) {
    const char* between[] = {" ", " OR ", " NOT "};
    text += between[random() % 3];
    text += "(" + RandomQuery(random, depth - 1) + ")";
  }
  return random() % 8 == 0 ? "NOT (" + text + ")" : text;
}

using Cells = std::map<std::vector<std::string>, uint64_t>;

// The rows above 0, and the test that no row is there twice.
Cells CellsOf(const CountTable& table) {
  Cells cells;
  std::set<std::vector<std::string>> seen;
  for (const CountRow& row : table.rows) {
    EXPECT_TRUE(seen.insert(row.key).second);
    if (row.companies > 0) cells[row.key] = row.companies;
  }
  return cells;
}

TEST_F(CompanyIndexTest, CountsByFieldLikeANaiveCount) {
  const auto companies = RandomCompanies(11);
  Write(companies);
  for (int options_bits = 0; options_bits < 8; ++options_bits) {
    CountOptions options;
    options.counted_only = (options_bits & 1) != 0;
    options.with_candidates = (options_bits & 2) != 0;
    options.include_shells = (options_bits & 4) != 0;
    Cells naive;
    uint64_t total = 0;
    for (const CompanyRecord& r : companies) {
      bool any = false;
      for (const CompanyField& tag : r.fields) {
        bool counts = IsCounted(r, tag);
        if (!options.counted_only) {
          counts =
              tag.confidence != Confidence::kLow || options.with_candidates;
        } else {
          CompanyRecord eased = r;
          CompanyField raised = tag;
          if (options.include_shells && r.company.kind == EntityKind::kShell) {
            eased.company.kind = EntityKind::kEnterprise;
          }
          if (options.with_candidates) raised.confidence = Confidence::kHigh;
          counts = IsCounted(eased, raised);
        }
        if (!counts) continue;
        ++naive[{tag.field}];
        any = true;
      }
      total += any ? 1 : 0;
    }
    const CountTable table = Count("", {Dimension::kField}, options);
    EXPECT_EQ(CellsOf(table), naive) << options_bits;
    EXPECT_EQ(table.total, total) << options_bits;
    EXPECT_EQ(table.matched, companies.size());
    ASSERT_EQ(table.rows.size(), vocabulary_.fields.size());
    EXPECT_EQ(table.rows[0].key[0], "hydrogen-efuels");
  }
}

TEST_F(CompanyIndexTest, CountsByTwoDimensionsLikeANaiveCount) {
  const auto companies = RandomCompanies(12);
  Write(companies);
  Cells by_region_age;
  Cells by_future_confidence;
  Cells by_field_topic;
  uint64_t total = 0;
  for (const CompanyRecord& r : companies) {
    std::map<std::string, Confidence> futures;
    bool counted = false;
    for (const CompanyField& tag : r.fields) {
      if (!IsCounted(r, tag)) continue;
      counted = true;
      for (const auto& future : vocabulary_.future_fields) {
        for (const auto& member : future.members) {
          if (member != tag.field) continue;
          auto& best = futures[future.id];
          best = std::max(best, tag.confidence);
        }
      }
      for (const CompanyField& topic : r.topics) {
        if (IsCounted(r, topic)) ++by_field_topic[{tag.field, topic.field}];
      }
    }
    for (const auto& [future, confidence] : futures) {
      ++by_future_confidence[{future, std::string(ToString(confidence))}];
    }
    if (!counted) continue;
    ++total;
    const std::string age = AgeClass(r.company, kToday);
    if (r.regions.empty()) ++by_region_age[{"unknown", age}];
    for (const std::string& region : r.regions) ++by_region_age[{region, age}];
  }
  const CountTable region_age =
      Count("", {Dimension::kRegion, Dimension::kAge});
  EXPECT_EQ(CellsOf(region_age), by_region_age);
  EXPECT_EQ(region_age.total, total);
  const CountTable future =
      Count("", {Dimension::kFutureField, Dimension::kConfidence});
  EXPECT_EQ(CellsOf(future), by_future_confidence);
  EXPECT_EQ(future.total, total);
  EXPECT_EQ(future.rows.size(), 3u * 2u);
  EXPECT_EQ(CellsOf(Count("", {Dimension::kField, Dimension::kTopic})),
            by_field_topic);
}

// Every number is a query that someone can run.
TEST_F(CompanyIndexTest, TheQueryOfACellFindsWhatItCounts) {
  Write(RandomCompanies(13));
  auto reader = Reader();
  std::vector<std::vector<Dimension>> lists;
  for (const Dimension a : kAllDimensions) {
    lists.push_back({a});
    for (const Dimension b : kAllDimensions) {
      if (a < b) lists.push_back({a, b});
    }
  }
  lists.push_back(
      {Dimension::kFutureField, Dimension::kField, Dimension::kConfidence});
  lists.push_back(
      {Dimension::kTopic, Dimension::kField, Dimension::kConfidence});
  int compared = 0;
  for (size_t i = 0; i < lists.size(); ++i) {
    CountOptions options{.as_of = kToday};
    options.counted_only = i % 5 != 4;
    options.with_candidates = i % 3 == 1;
    options.include_shells = i % 4 == 1;
    const std::string base = i % 2 == 0 ? "region:hamburg" : "";
    const CountTable table = Count(base, lists[i], options);
    const auto found = [&](const std::vector<std::string>& key) {
      const std::string query = base + " " + CellQuery(lists[i], key, options);
      auto hits = reader.Find(Parse(query), 0, 0);
      EXPECT_TRUE(hits.has_value()) << query;
      ++compared;
      return std::pair(hits ? hits->total : 0, query);
    };
    for (const CountRow& row : table.rows) {
      const auto [total, query] = found(row.key);
      EXPECT_EQ(total, row.companies) << query;
    }
    // Fields that no future field holds are in no row of one, nor topics
    // without a field beside it.
    if (lists[i].size() > 1) continue;
    if (lists[i][0] == Dimension::kTopic && options.counted_only) continue;
    if (!options.counted_only && lists[i][0] <= Dimension::kTopic) continue;
    if (!options.counted_only && lists[i][0] == Dimension::kConfidence)
      continue;
    const auto [total, query] = found({});
    EXPECT_EQ(total, table.total) << query;
  }
  EXPECT_GT(compared, 2000);
}

// What columns tell and what Xapian finds is the same.
TEST_F(CompanyIndexTest, MatchesOfColumnsAreThoseOfTheIndex) {
  Write(RandomCompanies(14));
  auto reader = Reader();
  std::mt19937 random(15);
  int found_some = 0;
  for (int i = 0; i < 600; ++i) {
    const std::string text = RandomQuery(random, 3);
    const auto query =
        ParseQuery(text, {QueryTarget::kCompanies, &vocabulary_, kToday});
    ASSERT_TRUE(query.has_value()) << text << ": " << query.error().message;
    const auto hits = reader.Find(*query, 0, 0);
    ASSERT_TRUE(hits.has_value()) << text;
    const auto table =
        reader.Count(*query, {Dimension::kKind},
                     {.counted_only = false, .as_of = kToday}, vocabulary_);
    ASSERT_TRUE(table.has_value()) << text;
    EXPECT_EQ(table->matched, hits->total) << text;
    EXPECT_EQ(table->total, hits->total) << text;
    found_some += hits->total > 0 && hits->total < 1000 ? 1 : 0;
  }
  EXPECT_GT(found_some, 300);
}

TEST_F(CompanyIndexTest, TellsOfHowManyAgeAndSizeAreKnown) {
  const auto companies = RandomCompanies(15);
  Write(companies);
  std::map<std::string, Coverage> by_field;
  Coverage all;
  uint64_t by_year = 0;
  for (const CompanyRecord& r : companies) {
    const bool age = AgeClass(r.company, kToday) != kUnknownValue;
    const bool known = age && EuSizeClass(r.company) != kUnknownValue;
    bool counted = false;
    for (const CompanyField& tag : r.fields) {
      if (!IsCounted(r, tag)) continue;
      counted = true;
      ++by_field[tag.field].of;
      by_field[tag.field].known += known ? 1 : 0;
    }
    all.of += counted ? 1 : 0;
    all.known += counted && known ? 1 : 0;
    by_year +=
        counted && known && r.company.founded_precision == "year" ? 1 : 0;
  }
  const CountTable table =
      Count("", {Dimension::kField, Dimension::kAge, Dimension::kSizeEu});
  EXPECT_EQ(table.coverage, all);
  EXPECT_EQ(table.by_year_only, by_year);
  EXPECT_GT(by_year, 0u);
  EXPECT_LT(all.known, all.of);
  ASSERT_EQ(table.rows.size(), 4u * 6u * 5u);
  for (const CountRow& row : table.rows) {
    EXPECT_EQ(row.coverage, by_field[row.key[0]]) << row.key[0];
  }
  // Where all is known, nothing is said.
  const CountTable fields = Count("", {Dimension::kField});
  EXPECT_EQ(fields.coverage, Coverage{});
  EXPECT_EQ(fields.rows[0].coverage, Coverage{});
}

TEST_F(CompanyIndexTest, TellsHowManyShellsAreLeftOut) {
  const auto companies = RandomCompanies(16);
  Write(companies);
  const CountTable without = Count("", {Dimension::kField});
  CountOptions options;
  options.include_shells = true;
  const CountTable with = Count("", {Dimension::kField}, options);
  ASSERT_EQ(with.rows.size(), without.rows.size());
  EXPECT_GT(without.shells, 0u);
  EXPECT_EQ(without.total + without.shells, with.total);
  EXPECT_EQ(with.shells, 0u);
  for (size_t i = 0; i < with.rows.size(); ++i) {
    EXPECT_EQ(without.rows[i].companies + without.rows[i].shells,
              with.rows[i].companies);
    EXPECT_EQ(with.rows[i].shells, 0u);
  }
}

TEST_F(CompanyIndexTest, EveryFieldHasARowWithNobodyInIt) {
  Write({SampleCompany("1", "Ohne Feld GmbH")});
  const CountTable table = Count("", {Dimension::kField});
  ASSERT_EQ(table.rows.size(), 4u);
  for (const CountRow& row : table.rows) EXPECT_EQ(row.companies, 0u);
  EXPECT_EQ(table.total, 0u);
  EXPECT_EQ(table.matched, 1u);
  CountOptions all;
  all.counted_only = false;
  const CountTable coverage = Count("", {Dimension::kDistrict}, all);
  EXPECT_EQ(CellsOf(coverage), (Cells{{{"02000"}, 1}}));
  EXPECT_EQ(coverage.total, 1u);
  const CountTable pairs =
      Count("", {Dimension::kFutureField, Dimension::kField});
  EXPECT_EQ(pairs.rows.size(),
            4u);  // no field under a future field not its own
}

TEST_F(CompanyIndexTest, CountRefusesWhatMakesNoSense) {
  Write({});
  auto reader = Reader();
  const Query query = Parse("");
  for (const std::vector<Dimension>& dimensions :
       {std::vector<Dimension>{},
        {Dimension::kAge, Dimension::kAge},
        {Dimension::kAge, Dimension::kSize, Dimension::kField,
         Dimension::kKind}}) {
    const auto table = reader.Count(query, dimensions, {}, vocabulary_);
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().kind, ErrorKind::kInvalid);
  }
  for (const char* name :
       {"field", "Zukunftsfeld", "Größe", "legal_form", "startup", "size-eu",
        "size-class", "future-field", "future", "kreis"}) {
    EXPECT_TRUE(ParseDimension(name).has_value()) << name;
  }
  const auto wrong = ParseDimension("distrct");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().message.find("'district'"), std::string::npos);
}

TEST_F(CompanyIndexTest, ForEachGoesThroughAllById) {
  Write(RandomCompanies(14));
  auto reader = Reader();
  std::vector<std::string> ids;
  const Query query = Parse("field:smart-factory");
  ASSERT_TRUE(reader
                  .ForEach(query,
                           [&](const CompanyRecord& record) {
                             ids.push_back(record.company.id);
                             return true;
                           })
                  .has_value());
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(ids.size(), reader.Find(query, 0, 0)->total);
  int seen = 0;
  ASSERT_TRUE(reader.ForEach(query, [&](const auto&) { return ++seen < 3; })
                  .has_value());
  EXPECT_EQ(seen, 3);
}

TEST_F(CompanyIndexTest, DeletesAndTakesHostileRecords) {
  CompanyRecord hostile =
      SampleCompany(std::string(900, 'I'), "\xff\xc3 Anker");
  hostile.company.purpose = std::string(100'000, 'x');
  hostile.hosts = {std::string(400, 'h')};
  hostile.regions = {std::string(500, 'R'), ""};
  hostile.company.employees = Headcount::Exactly(INT64_MAX);
  hostile.fields = {CompanyTag(std::string(600, 'F'), Confidence::kHigh)};
  Write({hostile, SampleCompany("2", "Anker")});
  EXPECT_EQ(Reader().Find(Parse("Anker"), 0, 10)->total, 2u);
  EXPECT_EQ(Count("", {Dimension::kField}).rows.back().companies, 1u);
  auto writer = CompanyIndexWriter::Open(directory_ / "companies");
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE(writer->Delete(hostile.company.id).has_value());
  ASSERT_TRUE(writer->Delete("never there").has_value());
  ASSERT_TRUE(writer->Commit().has_value());
  EXPECT_EQ(Found("Anker"), "2");
}

// Fields of another time, everything else of today.
TEST_F(CompanyIndexTest, CountsWithOtherFieldsBesideThem) {
  CompanyRecord a = SampleCompany("1", "Anker");
  a.fields = {CompanyTag("hydrogen-efuels", Confidence::kHigh)};
  CompanyRecord b = SampleCompany("2", "Boje");
  b.company.status = CompanyStatus::kRemoved;
  CompanyRecord c = SampleCompany("3", "Celle");
  c.regions = {"elsewhere"};
  Write({a, b, c});
  std::string asked;
  const auto with_tags = [&](const std::string& id, CompanyRecord& record) {
    asked += id;
    record.fields = {CompanyTag("smart-factory", Confidence::kMedium),
                     CompanyTag("once-a-field", Confidence::kMedium)};
  };
  CountOptions options;
  options.as_of = kToday;
  const CountTable before =
      Reader()
          .Count(Parse("region:hamburg"), {Dimension::kField}, options,
                 vocabulary_, with_tags)
          .value();
  std::sort(asked.begin(), asked.end());
  EXPECT_EQ(asked, "12");
  const CountTable after = Count("region:hamburg", {Dimension::kField});
  const CountComparison comparison = Compare(before, after);
  EXPECT_EQ(comparison.total_before, 1u);
  EXPECT_EQ(comparison.total_after, 1u);
  EXPECT_EQ(comparison.matched, 2u);
  std::string text;
  for (const ComparedRow& row : comparison.rows) {
    text += row.key[0] + " " + std::to_string(row.before) + " " +
            std::to_string(row.after) + "\n";
  }
  // A field that is none any more comes last.
  EXPECT_EQ(text,
            "hydrogen-efuels 0 1\nelectromobility 0 0\n"
            "diagnostics-therapy 0 0\nsmart-factory 1 0\nonce-a-field 1 0\n");
}

}  // namespace
}  // namespace ritmon
