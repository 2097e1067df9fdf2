// SPDX-License-Identifier: GPL-3.0-or-later
// Who is who: imprints, names, legal forms, register numbers, lines of the
// register, the match of one site, names in running text.

#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/files.h"
#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "bench/register_lines.h"
#include "bench/scratch_folder.h"
#include "registry/imprint.h"
#include "registry/legal_form.h"
#include "registry/match.h"
#include "registry/mention_finder.h"
#include "registry/name_key.h"
#include "registry/offeneregister.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

constexpr uint64_t kCompanies = 2000;

const Courts& AllCourts() {
  static const Courts courts =
      Must(Courts::Load(Source("config/register_courts.tsv")));
  return courts;
}

const Regions& AllRegions() {
  static const Regions regions = Must(Regions::Load(Source("config/geo")));
  return regions;
}

const RegisterLines& Lines() {
  static const RegisterLines lines(AllCourts(),
                                   ReadBenchPlaces(Source("config/geo")));
  return lines;
}

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (uint64_t i = 0; i < kCompanies; ++i) names.push_back(Lines().Name(i));
  return names;
}

std::string ImprintText(uint64_t company) {
  const RegisterLines& lines = Lines();
  return "Impressum\nAngaben gemäß § 5 DDG\n" + lines.Name(company) + "\n" +
         lines.Street(company) + "\n" + lines.Place(company).postcode + " " +
         lines.Place(company).town +
         "\nTelefon: 040 123456\nE-Mail: info@firma.example\n"
         "Geschäftsführer: Anna Muster\nRegistergericht: Amtsgericht " +
         lines.CourtOf(company).name +
         (lines.IsPartnership(company) ? "\nHRA " : "\nHRB ") +
         std::to_string(lines.RegisterNumber(company)) +
         "\nUSt-IdNr.: DE136695976\nHaftung für Inhalte: Als Diensteanbieter "
         "sind wir für eigene Inhalte auf diesen Seiten verantwortlich.\n";
}

std::vector<std::string> Imprints() {
  std::vector<std::string> texts;
  for (uint64_t i = 0; i < 200; ++i) texts.push_back(ImprintText(i));
  return texts;
}

void ImprintOfText(benchmark::State& state) {
  ForEachText(state, Imprints(), [](const std::string& text) {
    benchmark::DoNotOptimize(ExtractImprintText(text));
  });
}
BENCHMARK(ImprintOfText);

// Most are none, and that must be said quickly.
void ImprintOfAnyPage(benchmark::State& state) {
  const auto& pages = ParsedPages();
  ForEachOf(state, pages.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(ExtractImprint(pages[i]));
  });
}
BENCHMARK(ImprintOfAnyPage)->Unit(benchmark::kMillisecond);

void NameKeyFull(benchmark::State& state) {
  ForEachText(state, Names(), [](const std::string& name) {
    benchmark::DoNotOptimize(FullNameKey(name));
  });
}
BENCHMARK(NameKeyFull);

void NameKeyLight(benchmark::State& state) {
  ForEachText(state, Names(), [](const std::string& name) {
    benchmark::DoNotOptimize(LightNameKey(name));
  });
}
BENCHMARK(NameKeyLight);

void LegalFormOfName(benchmark::State& state) {
  ForEachText(state, Names(), [](const std::string& name) {
    benchmark::DoNotOptimize(LegalFormOf(name));
  });
}
BENCHMARK(LegalFormOfName);

void RegisterNumbersOfText(benchmark::State& state) {
  ForEachText(state, Imprints(), [](const std::string& text) {
    benchmark::DoNotOptimize(FindRegisterNumbers(text));
  });
}
BENCHMARK(RegisterNumbersOfText);

void RegisterJsonLine(benchmark::State& state) {
  std::vector<std::string> texts(kCompanies);
  for (uint64_t i = 0; i < kCompanies; ++i) Lines().Append(i, texts[i]);
  OffeneRegisterParser parser;
  ForEachText(state, texts, [&](const std::string& line) {
    benchmark::DoNotOptimize(Must(parser.Parse(line)));
  });
}
BENCHMARK(RegisterJsonLine);

// A register of kCompanies in a folder of its own.
class SmallRegister {
 public:
  SmallRegister()
      : database_(Must(Database::Open(folder_.path() / "state.db"))) {
    std::string lines;
    for (uint64_t i = 0; i < kCompanies; ++i) Lines().Append(i, lines);
    const auto file = folder_.path() / "register.jsonl";
    Must(WriteFileAtomically(file, lines));
    auto store = Must(CompanyStore::Open(database_));
    Must(ImportOffeneRegister(file,
                              {store, database_, AllCourts(), AllRegions()}));
  }
  Database& database() { return database_; }

 private:
  ScratchFolder folder_;
  Database database_;
};

void ImportRegister(benchmark::State& state) {
  for (auto _ : state) SmallRegister();
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(kCompanies));
}
BENCHMARK(ImportRegister)->Unit(benchmark::kMillisecond);

void MatchSite(benchmark::State& state) {
  SmallRegister known;
  auto directory = Must(CompanyDirectory::Open(known.database(), AllCourts()));
  SiteMatcher matcher(directory, AllCourts(), AllRegions());
  std::vector<SiteEvidence> sites;
  for (const std::string& text : Imprints()) {
    SiteEvidence& site = sites.emplace_back();
    site.host_label = "example";
    site.companies = ExtractImprintText(text);
  }
  size_t settled = 0;
  ForEachOf(state, sites.size(), 0, [&](size_t i) {
    const auto match = Must(matcher.Match(sites[i]));
    settled += match && IsSettled(*match) ? 1 : 0;
  });
  if (settled == 0) state.SkipWithError("no site is settled");
}
BENCHMARK(MatchSite)->Unit(benchmark::kMillisecond);

void FindMentionsInPage(benchmark::State& state) {
  GazetteerBuilder builder(&AllRegions());
  for (uint64_t i = 0; i < kCompanies; ++i) {
    Company company;
    company.id = std::to_string(i);
    company.name = Lines().Name(i);
    company.address.town = Lines().Place(i).town;
    builder.Add(company);
  }
  const CompanyGazetteer gazetteer = builder.Build();
  MentionFinder finder(gazetteer);
  ForEachText(state, PageTexts(), [&](const std::string& text) {
    const std::string_view block = text;
    benchmark::DoNotOptimize(finder.Find({&block, 1}));
  });
}
BENCHMARK(FindMentionsInPage)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
