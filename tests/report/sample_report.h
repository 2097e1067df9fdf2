// SPDX-License-Identifier: GPL-3.0-or-later
// A small report whose numbers are all different where they can be, and
// strings that wish the report ill.

#pragma once

#include <string>
#include <vector>

#include "report/report_data.h"
#include "tests/report/sample_chapters.h"

namespace ritmon {

inline Distribution SampleDistribution(
    const std::vector<std::pair<std::string, uint64_t>>& classes,
    std::string command) {
  Distribution distribution;
  for (const auto& [id, companies] : classes) {
    distribution.classes.push_back({id, companies});
  }
  distribution.command = std::move(command);
  return distribution;
}

inline FutureFieldCount SampleGreenEconomy() {
  return {.id = "green-economy",
          .label = {"Green Economy", "Green economy"},
          .counted = {20, "ritmon count --by future-field"},
          .candidates = {4, "ritmon count --by future-field --candidates"},
          .fields = {{"circular-economy",
                      {"Kreislaufwirtschaft/Recycling",
                       "Circular economy/recycling"},
                      {12, "ritmon companies field:circular-economy"},
                      {3,
                       "ritmon companies --candidates "
                       "field:circular-economy"}},
                     {"biogenic-smart-farming",
                      {"Biogene Wertschöpfung & Smart Farming",
                       "Biogenic value creation & smart farming"},
                      {0, "ritmon companies field:biogenic-smart-farming"},
                      {0, ""}}},
          .ages = SampleDistribution({{"0-4", 6},
                                      {"5-9", 3},
                                      {"10-24", 0},
                                      {"25-49", 9},
                                      {"50+", 0},
                                      {"unknown", 2}},
                                     "ritmon count --by future-field,age"),
          .sizes = SampleDistribution({{"1-9", 0},
                                       {"10-49", 8},
                                       {"50-99", 0},
                                       {"100-249", 0},
                                       {"250-999", 0},
                                       {"1000+", 0},
                                       {"unknown", 12}},
                                      "ritmon count --by future-field,size")};
}

inline FutureFieldCount SampleLifeScience() {
  return {.id = "life-science",
          .label = {"Life Science", "Life science"},
          .counted = {1, "ritmon count --by future-field"},
          .candidates = {0, "ritmon count --by future-field --candidates"},
          .fields = {{"care-technologies",
                      {"Care Technologies", "Care technologies"},
                      {1, "ritmon companies field:care-technologies"},
                      {0, ""}}},
          .ages = SampleDistribution({{"0-4", 0},
                                      {"5-9", 0},
                                      {"10-24", 0},
                                      {"25-49", 0},
                                      {"50+", 0},
                                      {"unknown", 1}},
                                     "ritmon count --by future-field,age"),
          .sizes = SampleDistribution({{"1-9", 0},
                                       {"10-49", 0},
                                       {"50-99", 0},
                                       {"100-249", 1},
                                       {"250-999", 0},
                                       {"1000+", 0},
                                       {"unknown", 0}},
                                      "ritmon count --by future-field,size")};
}

inline std::vector<ReportCompany> SampleCompanies() {
  return {
      {.name = "Elbkreis Rohstoff GmbH & Co. KG",
       .town = "Geesthacht",
       .founded = 2021,
       .employees = 34,
       .fields =
           {{"circular-economy", Confidence::kHigh, true,
             ReportEvidence{"Wir gewinnen Rezyklate aus Verpackungen zurück.",
                            "Rezyklate", "rezyklat*",
                            "https://www.elbkreis.example/verfahren?a=1&b=2"}},
            {"care-technologies", Confidence::kMedium, true, std::nullopt},
            {"not-in-the-list", Confidence::kHigh, true, std::nullopt}},
       .explain_command = "ritmon explain K1101R_HRB900101"},
      {.name = "Wertstoffhof \"Süd\" e. K.",
       .town = "",
       .fields = {{"circular-economy", Confidence::kLow, false,
                   ReportEvidence{"Container für Altmetall.", "", "altmetall*",
                                  "http://wertstoff.example/"}}},
       .explain_command = "ritmon explain N-12ab"}};
}

inline ReportData SampleReport() {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  return {.region = {"Metropolregion Hamburg", "Hamburg Metropolitan Region"},
          .as_of = Date{year{2023}, month{10}, day{31}},
          .program_version = "0.1.0",
          .list_version = "2023-10-12",
          .future_fields = {SampleLifeScience(), SampleGreenEconomy()},
          .totals = {.active = {1417, "ritmon count --by field"},
                     .candidates = {233, "ritmon count --candidates"},
                     .shells = {47, "ritmon count --by field --shells"},
                     .register_companies = {178321, "ritmon status"},
                     .with_website = {91234, "ritmon status"},
                     .sites_crawled = {80127, "ritmon status"},
                     .sites_matched = {71653, "ritmon status"},
                     .pages_read = {1234567, "ritmon status"},
                     .pages_without_text = {13579, "ritmon status"},
                     .companies_without_text = {864, "ritmon status"},
                     .companies_read = 70011},
          .field_command = "ritmon count --by field",
          .regions = {{{"metropolregion-hamburg",
                        {"Metropolregion Hamburg", ""},
                        1391}},
                      "ritmon count --by region"},
          .districts = {{{"02000", {"Hamburg", ""}, 977},
                         {"01056", {"Pinneberg", ""}, 414},
                         {"01051", {"Dithmarschen", ""}, 0}},
                        "ritmon count --by district"},
          .companies = SampleCompanies(),
          .list_command = "ritmon export companies"};
}

inline const std::vector<std::string>& HostileStrings() {
  static const std::vector<std::string> strings = {
      "<script>alert(1)</script>",
      "</style><script>alert(1)</script>",
      "\"><img src=x onerror=alert(1)>",
      "' onmouseover='alert(1)",
      "]]><b>",
      "<!-- ",
      "&amp;&lt;&#60;&nbsp;&",
      "javascript:alert(1)",
      "url(http://example.org/)",
      "\xE2\x80\xAEgnirts\xE2\x80\xAC",                // U+202E … U+202C
      "\xE2\x80\x8F\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",  // U+200F, Hebrew
      "\xE2\x81\xA6open isolate",                      // U+2066
      std::string("nul\0here", 8),
      "\x01\x02\x1B[31m\x7F",
      "\xC2\x85next\xE2\x80\xA8line\xE2\x80\xA9",
      "\xFF\xFE broken \xC3",
      "\xEF\xBF\xBE\xEF\xBF\xBF",  // U+FFFE, U+FFFF
      "\xED\xA0\x80 surrogate",
      "{} {0} {nope} %s %n",
      std::string(5000, 'W'),
      std::string(3000, ' '),
      "line\r\nbreak\ttab",
      "",
  };
  return strings;
}

// Every string of the report is `text`.
inline ReportData HostileReport(const std::string& text) {
  ReportData data = SampleReport();
  const Label label{text, text};
  data.title = data.region = label;
  data.program_version = data.list_version = text;
  data.field_command = data.list_command = text;
  for (FutureFieldCount& future : data.future_fields) {
    future.label = label;
    future.id = future.counted.command = future.candidates.command = text;
    for (FieldCount& field : future.fields) {
      field = {text, label, {7, text + "a"}, {2, text + "b"}};
    }
    for (Distribution* distribution : {&future.ages, &future.sizes}) {
      distribution->command = text;
      distribution->classes.push_back({text, 3});
    }
  }
  for (PlaceTable* table : {&data.regions, &data.districts}) {
    table->places = {{text, label, 1}, {text, label, 0}};
    table->command = text;
  }
  for (ReportCompany& company : data.companies) {
    company.name = company.town = company.explain_command = text;
    for (ReportTag& tag : company.fields) {
      tag.field = text;
      tag.evidence =
          ReportEvidence{"before " + text + " after", text, text, text};
    }
  }
  data.companies.front().fields.front().evidence->url = "https://" + text;
  MakeHostile(text, data);
  return data;
}

}  // namespace ritmon
