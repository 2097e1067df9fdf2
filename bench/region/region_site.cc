// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/region_site.h"

#include <algorithm>
#include <array>

namespace ritmon {
namespace {

struct Place {
  std::string_view postcode, town, court;
};

constexpr Place kPlaces[] = {
    {"20095", "Hamburg", "Hamburg"},     {"20457", "Hamburg", "Hamburg"},
    {"22761", "Hamburg", "Hamburg"},     {"21073", "Hamburg", "Hamburg"},
    {"21335", "Lüneburg", "Lüneburg"},   {"21423", "Winsen (Luhe)", "Lüneburg"},
    {"21614", "Buxtehude", "Tostedt"},   {"21682", "Stade", "Tostedt"},
    {"25421", "Pinneberg", "Pinneberg"}, {"25524", "Itzehoe", "Pinneberg"},
    {"22846", "Norderstedt", "Kiel"},    {"23795", "Bad Segeberg", "Kiel"},
    {"23552", "Lübeck", "Lübeck"},       {"22926", "Ahrensburg", "Lübeck"},
    {"19053", "Schwerin", "Schwerin"}};
constexpr std::string_view kStreets[] = {"Süderfeldpassage", "Gutenbergbogen",
                                         "Am Ilmenaugarten", "Tonnenhafen",
                                         "Alter Mühlenkamp", "Reepschlägerweg",
                                         "Kreuzdornallee",   "Zum Deichvorland",
                                         "Neue Ziegelei",    "Schützenhof"};

// Names of no company: 32 x 24 x 16 of them, each with 12 branches.
constexpr std::string_view kHeads[] = {
    "Brank", "Drusk",  "Elmwar", "Fritz",   "Gorl",   "Harwig", "Ihlen",
    "Jorv",  "Kalmer", "Lomsk",  "Mertz",   "Norvig", "Oltma",  "Prinsk",
    "Quarl", "Rovig",  "Sarvin", "Tellmar", "Ulmsk",  "Varnig", "Wolsk",
    "Yntem", "Zarrel", "Bolmer", "Corvin",  "Dermsk", "Egvar",  "Folmer",
    "Grusk", "Hilmar", "Jelsk",  "Kovern"};
constexpr std::string_view kMiddles[] = {
    "a",  "e",   "i",  "o",  "u",   "ab", "el",  "in", "or", "um", "es", "ig",
    "al", "end", "is", "om", "ust", "ar", "ern", "il", "ov", "un", "ak", "eth"};
constexpr std::string_view kTails[] = {
    "holt", "sund", "brook", "lohe",  "wisch", "beek", "mark", "horst",
    "rade", "koog", "warft", "stedt", "fleth", "kamp", "moor", "diek"};
constexpr std::string_view kBranches[] = {
    "Technik",    "Systeme", "Werke",   "Gesellschaft",
    "Manufaktur", "Kontor",  "Handels", "Entwicklung",
    "Service",    "Gruppe",  "Anlagen", "Partner"};
constexpr std::string_view kFirstNames[] = {"Merle", "Karsten", "Ute",  "Jörn",
                                            "Silke", "Thede",   "Imke", "Arne"};

constexpr uint64_t kNames =
    std::size(kHeads) * std::size(kMiddles) * std::size(kTails);
constexpr uint64_t kFirstRegisterNumber = 900'101;

// Different for numbers below kNames, neighbours far from each other.
std::string FamilyName(uint64_t number) {
  uint64_t rest = number * 7919 % kNames;  // a prime, so none comes twice
  const std::string_view head = kHeads[rest % std::size(kHeads)];
  rest /= std::size(kHeads);
  const std::string_view middle = kMiddles[rest % std::size(kMiddles)];
  rest /= std::size(kMiddles);
  return std::string(head) + std::string(middle) + std::string(kTails[rest]);
}

RegionCompany PlanCompany(uint64_t number, RegionRandom& random) {
  RegionCompany company;
  const std::string family = FamilyName(number);
  const uint64_t cycle = number / kNames;
  company.name = family + " ";
  company.name += kBranches[(number + cycle) % std::size(kBranches)];
  const size_t form = random.Below(20);
  company.partnership = form < 3;
  company.name += form < 3   ? " GmbH & Co. KG"
                  : form < 4 ? " AG"
                  : form < 6 ? " UG (haftungsbeschränkt)"
                             : " GmbH";
  const uint64_t serial = kFirstRegisterNumber + number;
  company.register_number =
      (company.partnership ? "HRA " : "HRB ") + std::to_string(serial);
  company.vat_id = "DE" + std::to_string(300'000'000 + serial);
  company.street = std::string(random.Pick(kStreets)) + " " +
                   std::to_string(1 + random.Below(90));
  const Place& place = random.Pick(kPlaces);
  company.postcode = place.postcode;
  company.town = place.town;
  company.court = place.court;
  company.manager =
      std::string(random.Pick(kFirstNames)) + " " + FamilyName(number + 5);
  company.founded = static_cast<int>(1950 + random.Below(76));
  company.employees = static_cast<int>(1 + 30 * random.LogNormal(1.2));
  return company;
}

std::string_view PathOf(RegionPageKind kind, Language language) {
  const bool german = language == Language::kGerman;
  switch (kind) {
    case RegionPageKind::kHome:
      return "/";
    case RegionPageKind::kImprint:
      return german ? "/impressum.html" : "/imprint.html";
    case RegionPageKind::kProducts:
      return german ? "/produkte.html" : "/products.html";
    case RegionPageKind::kAbout:
      return german ? "/unternehmen.html" : "/company.html";
    case RegionPageKind::kNewsList:
      return german ? "/aktuelles.html" : "/news.html";
    case RegionPageKind::kPrivacy:
      return german ? "/datenschutz.html" : "/privacy.html";
    case RegionPageKind::kProduct:
      return german ? "/produkte/" : "/products/";
    case RegionPageKind::kNews:
      return german ? "/aktuelles/" : "/news/";
  }
  return "/";
}

std::string_view TitleOf(RegionPageKind kind, Language language) {
  const bool german = language == Language::kGerman;
  switch (kind) {
    case RegionPageKind::kHome:
      return german ? "Startseite" : "Home";
    case RegionPageKind::kImprint:
      return german ? "Impressum" : "Imprint";
    case RegionPageKind::kProducts:
      return german ? "Produkte" : "Products";
    case RegionPageKind::kAbout:
      return german ? "Unternehmen" : "Company";
    case RegionPageKind::kNewsList:
      return german ? "Aktuelles" : "News";
    case RegionPageKind::kPrivacy:
      return german ? "Datenschutz" : "Privacy";
    case RegionPageKind::kProduct:
      return german ? "Produkt" : "Product";
    case RegionPageKind::kNews:
      return german ? "Meldung" : "Story";
  }
  return "";
}

// After the six pages that every site has come two products for each story.
RegionPageKind KindOf(size_t page) {
  constexpr RegionPageKind kFixed[] = {
      RegionPageKind::kHome,     RegionPageKind::kImprint,
      RegionPageKind::kProducts, RegionPageKind::kAbout,
      RegionPageKind::kNewsList, RegionPageKind::kPrivacy};
  if (page < std::size(kFixed)) return kFixed[page];
  return page % 3 == 2 ? RegionPageKind::kNews : RegionPageKind::kProduct;
}

std::vector<RegionPage> PlanPages(size_t count, Language language) {
  std::vector<RegionPage> pages(count);
  for (size_t i = 0; i < count; ++i) {
    RegionPage& page = pages[i];
    page.kind = KindOf(i);
    page.path = PathOf(page.kind, language);
    page.title = TitleOf(page.kind, language);
    if (page.path.size() > 1 && page.path.ends_with('/')) {
      page.path += std::to_string(i) + ".html";
      page.title += " " + std::to_string(i);
    }
  }
  return pages;
}

// The page of that kind, the `skipped` first ones left out; else the home page.
RegionPage& FindPage(std::vector<RegionPage>& pages, RegionPageKind kind,
                     size_t skipped) {
  for (RegionPage& page : pages) {
    if (page.kind == kind && skipped-- == 0) return page;
  }
  return pages.front();
}

// A page about the field, two sentences on the home page, one about the
// company: no sentence twice.
void SpeakOf(const FieldText& field, size_t skipped, RegionRandom& random,
             std::vector<RegionPage>& pages) {
  RegionPage& product = FindPage(pages, RegionPageKind::kProduct, skipped);
  RegionPage& about = FindPage(pages, RegionPageKind::kAbout, 0);
  RegionPage& home = pages.front();
  if (&product != &home) product.title = field.heading;
  size_t at = random.Below(field.sentences.size());
  for (RegionPage* page :
       {&home, &product, &product, &product, &product, &about, &home}) {
    page->sentences.push_back(field.sentences[at]);
    at = (at + 1) % field.sentences.size();
  }
}

}  // namespace

std::string OriginOf(const RegionSite& site, const RegionOptions& options) {
  return "http://" + site.host + ":" + std::to_string(options.port);
}

RegionSite PlanSite(const RegionOptions& options, uint64_t number) {
  RegionRandom random = RegionRandom(options.seed).Part(number);
  RegionSite site;
  site.number = number;
  site.host = "127." + std::to_string(1 + number / 40'000) + "." +
              std::to_string(number / 200 % 200) + "." +
              std::to_string(number % 200 + 1);
  const uint64_t share = number % 20;
  site.language = share < 3 ? Language::kEnglish : Language::kGerman;
  site.company = PlanCompany(number, random);
  site.pages = PlanPages(options.pages, site.language);
  if (share < 7) {
    if (share % 2 == 1 && site.language == Language::kGerman) {
      site.pages.front().sentences.push_back(random.Pick(OtherSentences()));
    }
    return site;
  }
  const std::span<const FieldText> fields = FieldTexts();
  const size_t first = random.Below(fields.size());
  site.company.fields.push_back(&fields[first]);
  if (random.Below(5) < 2) {
    const size_t step = 1 + random.Below(fields.size() - 1);
    site.company.fields.push_back(&fields[(first + step) % fields.size()]);
  }
  for (size_t i = 0; i < site.company.fields.size(); ++i) {
    SpeakOf(*site.company.fields[i], i, random, site.pages);
  }
  return site;
}

}  // namespace ritmon
