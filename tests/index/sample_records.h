// SPDX-License-Identifier: GPL-3.0-or-later
// Records and a vocabulary for the tests of the index.

#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "index/query.h"
#include "index/vocabulary.h"
#include "model/record.h"

namespace ritmon {

inline Date Day(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year(year), std::chrono::month(month),
              std::chrono::day(day)};
}

inline const Date kToday = Day(2026, 11, 23);

inline Vocabulary SampleVocabulary() {
  Vocabulary v;
  v.fields = {
      {"hydrogen-efuels",
       "Wasserstoff & E-Fuels",
       "Hydrogen & e-fuels",
       {"wasserstoff"},
       {}},
      {"electromobility", "Elektromobilität", "Electric mobility", {}, {}},
      {"diagnostics-therapy", "Diagnostik & Therapie", "", {"D&T"}, {}},
      {"smart-factory", "Smart Factory", "Smart factory", {}, {}},
  };
  v.future_fields = {
      {"green-smart-mobility",
       "Green & Smart Mobility",
       "",
       {},
       {"hydrogen-efuels", "electromobility"}},
      {"life-science", "Life Science", "", {}, {"diagnostics-therapy"}},
      {"smart-production", "Smart Production", "", {}, {"smart-factory"}},
  };
  v.topics = {{"fuel-cell", "Brennstoffzelle", "Fuel cell", {}, {}},
              {"electrolysis", "Elektrolyse", "Electrolysis", {}, {}}};
  v.regions = {{"hamburg", "Hamburg", "Hamburg", {}, {}},
               {"metropolregion-hamburg",
                "Metropolregion Hamburg",
                "Hamburg Metropolitan Region",
                {"metropolregion"},
                {}}};
  v.districts = {{"02000", "Hamburg", "", {}, {}},
                 {"01056", "Pinneberg", "", {}, {}},
                 {"03355", "Lüneburg", "", {}, {}}};
  v.municipalities = {{"01056015", "Elmshorn", "", {}, {}},
                      {"02000000", "Hamburg", "", {}, {}},
                      {"03351009", "Neustadt", "", {}, {}},
                      {"08315076", "Neustadt", "", {}, {}}};
  v.clusters = {{"green", "Grünes Netz", "", {}, {}},
                {"blue", "Blaues Netz", "", {}, {}}};
  return v;
}

inline Query MustParse(std::string_view text, QueryTarget target,
                       const Vocabulary& vocabulary) {
  auto query = ParseQuery(text, {target, &vocabulary, kToday});
  EXPECT_TRUE(query.has_value()) << text << ": " << query.error().message;
  return query ? *query : Query{target, {}, kToday};
}

inline PageRecord SamplePage(const std::string& path, const std::string& title,
                             const std::string& text,
                             const std::string& lang = "de") {
  PageRecord page;
  page.key = "http://www.firma.example/" + path;
  page.href = page.key;
  page.host = "www.firma.example";
  page.site = "firma.example";
  page.title = title;
  page.lang = lang;
  page.fetched_at = *ParseTimestamp("2026-11-23T17:54:46Z");
  page.blocks = {{Zone::kMain, text}};
  return page;
}

inline FieldTag Tag(const std::string& field, Confidence confidence,
                    double score = 5) {
  FieldTag tag;
  tag.field = field;
  tag.confidence = confidence;
  tag.score = score;
  return tag;
}

inline CompanyField CompanyTag(const std::string& field, Confidence confidence,
                               double score = 5) {
  CompanyField tag;
  tag.field = field;
  tag.confidence = confidence;
  tag.score = score;
  tag.pages = {"http://x.example/"};
  tag.rule = "two pages";
  return tag;
}

inline CompanyRecord SampleCompany(const std::string& id,
                                   const std::string& name) {
  CompanyRecord record;
  record.company.id = id;
  record.company.name = name;
  record.company.legal_form = "gmbh";
  record.company.address = {"Hafenstraße 1", "20457", "Hamburg"};
  record.company.district = "02000";
  record.district_name = "Hamburg";
  record.regions = {"hamburg", "metropolregion-hamburg"};
  return record;
}

// 1,000 companies with everything at random.
inline std::vector<CompanyRecord> RandomCompanies(unsigned seed) {
  const Vocabulary v = SampleVocabulary();
  std::mt19937 random(seed);
  std::vector<CompanyRecord> companies;
  for (int i = 0; i < 1000; ++i) {
    CompanyRecord r = SampleCompany("N-" + std::to_string(i),
                                    "Firma " + std::to_string(random() % 50));
    r.regions.clear();
    for (const auto& region : v.regions) {
      if (random() % 2 == 0) r.regions.push_back(region.id);
    }
    r.company.district = random() % 5 == 0 ? "" : v.districts[random() % 3].id;
    r.company.kind =
        static_cast<EntityKind>(random() % 8 > 4 ? random() % 5 : 0);
    r.company.status =
        static_cast<CompanyStatus>(random() % 6 == 0 ? random() % 3 : 0);
    if (random() % 4 != 0) {
      r.company.founded = Day(static_cast<int>(1950 + random() % 77),
                              1 + random() % 12, 1 + random() % 28);
      r.company.founded_precision = random() % 3 == 0 ? "year" : "day";
    }
    if (random() % 3 != 0) {
      const int64_t least = random() % 1500;
      r.company.employees = Headcount::Exactly(least);
      const auto kind = random() % 4;
      if (kind == 0) r.company.employees->max = least + random() % 200;
      if (kind == 1) r.company.employees->max.reset();
    }
    const char* const forms[] = {"gmbh", "ag", "ug", ""};
    r.company.legal_form = forms[random() % 4];
    const char* const towns[] = {"02000000", "01056015", ""};
    r.municipality = towns[random() % 3];
    for (const auto& cluster : v.clusters) {
      if (random() % 3 == 0) r.clusters.push_back(cluster.id);
    }
    for (const PageKind kind :
         {PageKind::kWeb, PageKind::kNews, PageKind::kPost}) {
      if (random() % 3 == 0) r.evidence.kinds.push_back(kind);
    }
    for (const char* lang : {"de", "en"}) {
      if (random() % 2 == 0) r.evidence.langs.push_back(lang);
    }
    if (random() % 4 != 0) {
      r.evidence.newest = Day(static_cast<int>(2023 + random() % 4),
                              1 + random() % 12, 1 + random() % 28);
    }
    for (const auto& field : v.fields) {
      if (random() % 3 != 0) continue;
      r.fields.push_back(
          CompanyTag(field.id, static_cast<Confidence>(random() % 3)));
    }
    for (const auto& topic : v.topics) {
      if (random() % 3 != 0) continue;
      r.topics.push_back(
          CompanyTag(topic.id, static_cast<Confidence>(random() % 3)));
    }
    companies.push_back(std::move(r));
  }
  return companies;
}

}  // namespace ritmon
