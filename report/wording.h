// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence of the report, German and English side by side.
//
// The texts are plain text, not HTML. "{}" is filled in by the functions that
// use them, in html_*.cc. Immutable, any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/tag.h"
#include "report/html_text.h"

namespace ritmon {

struct Wording {
  std::string_view title;
  std::string_view as_of;
  std::string_view contents;
  std::string_view lead_note;
  std::string_view overlap_note;
  std::string_view no_data;
  std::string_view unknown;
  std::string_view figure;  // "Abb."
  std::string_view table;   // "Tab."
  std::string_view query;   // "Abfrage"

  std::string_view fields_heading;
  std::string_view fields_caption;
  std::string_view fields_description;
  std::string_view counted;
  std::string_view candidates;
  std::string_view candidates_legend;
  std::string_view field;
  std::string_view share_of_active;
  std::string_view share_note;
  std::string_view no_fields;

  std::string_view age_heading;
  std::string_view age_caption;
  std::string_view age_sentence;
  std::string_view age_none;
  std::string_view size_heading;
  std::string_view size_caption;
  std::string_view size_sentence;
  std::string_view size_none;
  std::string_view age_unit;
  std::string_view size_unit;
  std::string_view future_field;
  std::string_view known;
  std::string_view ring_note;
  std::string_view share_of_known_note;

  std::string_view place_heading;
  std::string_view place_caption;
  std::string_view place_note;
  std::string_view region;
  std::string_view district;
  std::string_view companies;
  std::string_view places_without;

  std::string_view grants_heading;
  std::string_view actor;
  std::string_view sum;

  std::string_view method_heading;
  std::string_view coverage_caption;
  std::string_view stage;
  std::string_view count;
  std::string_view in_register;
  std::string_view shells;
  std::string_view with_website;
  std::string_view sites_crawled;
  std::string_view sites_matched;
  std::string_view pages_read;
  std::string_view pages_without_text;
  std::string_view companies_without_text;
  std::string_view coverage_note;
  std::string_view counted_term;
  std::string_view counted_text;
  std::string_view candidate_term;
  std::string_view candidate_text;
  std::string_view left_out_term;
  std::string_view left_out_text;
  std::string_view place_term;
  std::string_view place_text;
  std::string_view age_term;
  std::string_view age_text;
  std::string_view limits_term;
  std::string_view limits_text;
  std::string_view version_term;

  std::string_view list_heading;
  std::string_view list_note;
  std::string_view no_companies;
  std::string_view founded;
  std::string_view confidence;
  std::string_view term;
  std::string_view opening_quote;
  std::string_view closing_quote;

  std::string_view queries_heading;
  std::string_view queries_note;
  std::string_view q_active;
  std::string_view q_candidates;
  std::string_view q_fields;
  std::string_view q_ages;
  std::string_view q_sizes;
  std::string_view q_regions;
  std::string_view q_districts;
  std::string_view q_list;
};

const Wording& WordingOf(Language language);

// "0-4" is "unter 5 Jahre"; a class that is not known stays as it is.
std::string AgeLabel(std::string_view age_class, Language language);
std::string SizeLabel(std::string_view size_class, Language language);
std::string_view ConfidenceLabel(Confidence confidence, Language language);

// "1 Unternehmen", "2 companies", "2 employees".
std::string CompaniesText(uint64_t number, Language language);
std::string EmployeesText(uint64_t number, Language language);
// "A, B und C".
std::string Enumerate(const std::vector<std::string>& parts, Language language);
// "3 von 40".
std::string PartOf(uint64_t part, uint64_t whole, Language language);

}  // namespace ritmon
