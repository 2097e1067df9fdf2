// SPDX-License-Identifier: GPL-3.0-or-later
// What a made region holds: each site's company, its pages and what they say.
// Site `number` is the same whatever else is made; all from the seed.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/region/field_texts.h"
#include "bench/region/region_random.h"
#include "bench/region/region_words.h"

namespace ritmon {

struct RegionOptions {
  uint64_t hosts = 400;
  size_t pages = 10;       // of each host; at least 2, home page and imprint
  size_t bytes = 144'000;  // of HTML, mean of all pages
  uint64_t seed = 1;
  uint16_t port = 80;  // where the sites will be served
};

enum class RegionPageKind {
  kHome,
  kImprint,
  kProducts,  // lists the product pages
  kAbout,
  kNewsList,
  kPrivacy,
  kProduct,
  kNews,
};

struct RegionPage {
  RegionPageKind kind = RegionPageKind::kHome;
  std::string path;  // "/" or "/produkte/anlagen-7.html"
  std::string title;
  // Of a field, or of none.
  std::vector<std::string_view> sentences;
};

// All invented; register numbers from 900101 up do not exist.
struct RegionCompany {
  std::string name;
  std::string register_number;  // "HRB 900101"
  std::string street;
  std::string_view postcode;
  std::string_view town;
  std::string_view court;
  std::string manager;
  std::string vat_id;
  int founded = 0;  // year
  int employees = 0;
  bool partnership = false;  // GmbH & Co. KG
  std::vector<const FieldText*> fields;
};

struct RegionSite {
  uint64_t number = 0;
  std::string host;  // 127.1.x.y: nobody need resolve it
  Language language = Language::kGerman;
  RegionCompany company;
  std::vector<RegionPage> pages;
};

// "http://127.1.0.1:8080", without the slash.
std::string OriginOf(const RegionSite& site, const RegionOptions& options);

// Of 20 sites 3 are English and 7 in no field: these and 4 German ones, of
// which every other mentions a field without working in it.
RegionSite PlanSite(const RegionOptions& options, uint64_t number);

}  // namespace ritmon
