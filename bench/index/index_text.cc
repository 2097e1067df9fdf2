// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/index/index_text.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>

namespace ritmon {
namespace {

// So that 11 KB hold some 1,600 words, 700 of them different, as running text
// of German company pages does.
constexpr size_t kWords = 100'000;
constexpr double kExponent = 1.1;

// Syllables of which German words are made; longer words are rarer.
std::string WordOf(uint64_t number) {
  static const char* const kHeads[] = {
      "an", "be", "ver", "ent", "er", "ge", "auf", "aus", "ein", "vor",
      "st", "kr", "sch", "bl",  "tr", "gr", "w",   "m",   "h",   "l"};
  static const char* const kMiddles[] = {"and", "ach", "ein", "ur",  "ell",
                                         "orm", "ist", "aft", "ung", "ohn"};
  static const char* const kTails[] = {"en",  "er", "ung", "heit", "lich",
                                       "bar", "e",  "t",   "ern",  "keit"};
  std::string word = kHeads[number % std::size(kHeads)];
  number /= std::size(kHeads);
  if (number == 0) return word;
  if (--number < std::size(kTails)) return word + kTails[number];
  number -= std::size(kTails);
  do {
    word += kMiddles[number % std::size(kMiddles)];
    number /= std::size(kMiddles);
    word += kTails[number % std::size(kTails)];
    number /= std::size(kTails);
  } while (number > 0);
  return word;
}

Date DayOf(uint64_t number) {
  return Date{std::chrono::year(2019 + static_cast<int>(number % 8)),
              std::chrono::month(1 + static_cast<unsigned>(number / 8 % 12)),
              std::chrono::day(1 + static_cast<unsigned>(number / 96 % 28))};
}

Confidence ConfidenceOf(uint64_t number) {
  return static_cast<Confidence>(number % 3);
}

std::vector<VocabularyEntry> Entries(const std::string& prefix, int count) {
  std::vector<VocabularyEntry> entries;
  for (int i = 0; i < count; ++i) {
    VocabularyEntry& entry = entries.emplace_back();
    entry.id = prefix + std::to_string(i);
    entry.label_de = entry.id;
    entry.label_en = entry.id;
  }
  return entries;
}

}  // namespace

ZipfWords::ZipfWords(size_t words) {
  double sum = 0;
  for (size_t i = 0; i < words; ++i) {
    words_.push_back(WordOf(i));
    sum += 1.0 / std::pow(static_cast<double>(i + 1), kExponent);
    sums_.push_back(sum);
  }
}

const std::string& ZipfWords::Draw(std::mt19937_64& random) const {
  std::uniform_real_distribution<double> uniform(0, sums_.back());
  const auto at = std::lower_bound(sums_.begin(), sums_.end(), uniform(random));
  return words_[static_cast<size_t>(at - sums_.begin())];
}

IndexText::IndexText(uint64_t pages, uint64_t companies)
    : words_(kWords),
      // A site has thirty pages or so; most companies have none that is known.
      owners_(std::max<uint64_t>(1, std::min(companies, pages / 30))) {
  vocabulary_.fields = Entries("field-", 15);
  vocabulary_.future_fields = Entries("future-", 4);
  for (int i = 0; i < 15; ++i) {
    vocabulary_.future_fields[i % 4].members.push_back("field-" +
                                                       std::to_string(i));
  }
  vocabulary_.topics = Entries("topic-", 40);
  vocabulary_.regions = Entries("region-", 4);
  for (int i = 0; i < 40; ++i) {
    VocabularyEntry& district = vocabulary_.districts.emplace_back();
    district.id = std::to_string(10000 + i);
  }
}

std::string IndexText::Text(std::mt19937_64& random, size_t bytes) const {
  std::string text;
  while (text.size() < bytes) {
    if (!text.empty()) text += random() % 12 == 0 ? ". " : " ";
    text += words_.Draw(random);
  }
  return text;
}

PageRecord IndexText::Page(uint64_t number, size_t bytes) const {
  std::mt19937_64 random(number + 1);
  PageRecord page;
  const uint64_t owner = OwnerOf(number);
  page.host = "www.firma-" + std::to_string(owner) + ".example";
  page.site = "firma-" + std::to_string(owner) + ".example";
  page.key = "http://" + page.host + "/seite-" + std::to_string(number);
  page.href = page.key;
  page.company_id = "N-" + std::to_string(owner);
  page.lang = number % 5 == 0 ? "en" : "de";
  page.kind = number % 20 == 0 ? PageKind::kNews : PageKind::kWeb;
  page.fetched_at = std::chrono::sys_days(DayOf(random()));
  page.title = Text(random, 40);
  // As German company pages share their text out among the zones.
  constexpr std::pair<Zone, double> kShares[] = {
      {Zone::kNavigation, 0.18},  {Zone::kHeading1, 0.01},
      {Zone::kDescription, 0.03}, {Zone::kHeading2, 0.03},
      {Zone::kMain, 0.54},        {Zone::kList, 0.07},
      {Zone::kAside, 0.04},       {Zone::kLink, 0.04},
      {Zone::kImageAlt, 0.03},    {Zone::kFooter, 0.03}};
  for (const auto& [zone, share] : kShares) {
    auto left = static_cast<size_t>(share * static_cast<double>(bytes));
    // Sentences and menus come in pieces.
    while (left > 0) {
      const size_t piece = std::min<size_t>(left, 400);
      page.blocks.push_back({zone, Text(random, piece)});
      left -= piece;
    }
  }
  // One page in eight speaks of a field, some of two.
  for (uint64_t tags = random() % 8 == 0 ? 1 + random() % 2 : 0; tags > 0;
       --tags) {
    FieldTag& tag = page.tags.fields.emplace_back();
    tag.field = vocabulary_.fields[random() % 15].id;
    tag.score = 3 + static_cast<double>(random() % 100) / 10;
    tag.confidence = ConfidenceOf(1 + random() % 2);
    FieldTag& topic = page.tags.topics.emplace_back(tag);
    topic.field = vocabulary_.topics[random() % 40].id;
  }
  return page;
}

CompanyRecord IndexText::CompanyOf(uint64_t number) const {
  std::mt19937_64 random(number + 7'000'000'000);
  CompanyRecord record;
  Company& company = record.company;
  company.id = "N-" + std::to_string(number);
  company.name = Text(random, 12) + " " + Text(random, 12) + " GmbH";
  const char* const forms[] = {"gmbh", "gmbh", "gmbh", "gmbh_co_kg",
                               "ug",   "ag",   "ohg",  "kg"};
  company.legal_form = forms[random() % std::size(forms)];
  company.address = {"Hafenstraße " + std::to_string(random() % 90), "20457",
                     "Hamburg"};
  const uint64_t district = random() % 40;
  company.district = vocabulary_.districts[district].id;
  record.municipality = company.district + std::to_string(100 + random() % 30);
  record.regions = {vocabulary_.regions[district % 4].id};
  if (district % 2 == 0) record.regions.push_back(vocabulary_.regions[0].id);
  if (district % 4 == 0) record.regions.pop_back();
  if (random() % 10 != 0) {
    company.founded = Date{std::chrono::year(1950 + random() % 76),
                           std::chrono::month(1 + random() % 12),
                           std::chrono::day(1 + random() % 28)};
    company.founded_precision = random() % 4 == 0 ? "year" : "day";
  }
  if (random() % 3 != 0) {
    company.employees = Headcount::Exactly(
        static_cast<int64_t>(random() % (random() % 10 == 0 ? 3000 : 60)));
  }
  if (random() % 12 == 0) company.kind = EntityKind::kShell;
  if (random() % 25 == 0) company.status = CompanyStatus::kRemoved;
  if (number >= owners_) return record;
  record.hosts = {"www.firma-" + std::to_string(number) + ".example"};
  if (random() % 3 != 0) return record;
  // One in three of those with a site is tagged.
  for (uint64_t tags = 1 + random() % 2; tags > 0; --tags) {
    CompanyField& tag = record.fields.emplace_back();
    tag.field = vocabulary_.fields[random() % 15].id;
    tag.confidence = ConfidenceOf(random());
    tag.score = 5;
    tag.pages = {"http://" + record.hosts[0] + "/a"};
    tag.rule = "two pages";
    CompanyField& topic = record.topics.emplace_back(tag);
    topic.field = vocabulary_.topics[random() % 40].id;
  }
  record.evidence.kinds = {PageKind::kWeb};
  record.evidence.langs = {"de"};
  record.evidence.newest = DayOf(random());
  return record;
}

}  // namespace ritmon
