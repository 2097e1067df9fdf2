// SPDX-License-Identifier: GPL-3.0-or-later
// Records and a vocabulary for the tests of the index.

#pragma once

#include <gtest/gtest.h>

#include <chrono>
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

}  // namespace ritmon
