// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/register_lines.h"

#include <array>
#include <fstream>
#include <map>
#include <string_view>
#include <utility>

#include "base/fingerprint.h"

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 24> kFirst = {
    "Nord",  "Elb",   "Hansa", "Süd",    "Alster", "Isar",  "Rhein",  "Main",
    "Tech",  "Bau",   "Öko",   "Kontor", "Meyer",  "Weber", "Krüger", "Groß",
    "Agrar", "Werft", "Solar", "Wind",   "Immo",   "Medi",  "Logi",   "Data"};
constexpr std::array<std::string_view, 24> kSecond = {
    "licht", "werk",   "haus",  "technik", "bau",  "plan",   "kraft", "service",
    "media", "invest", "stahl", "form",    "hof",  "handel", "tec",   "line",
    "wert",  "quelle", "berg",  "tal",     "feld", "mark",   "gut",   "ring"};
constexpr std::array<std::string_view, 16> kBranch = {
    "Vermögensverwaltung", "Handels",         "Immobilien",  "Consulting",
    "Gebäudetechnik",      "Beteiligungs",    "Verwaltungs", "Logistik",
    "Maschinenbau",        "Gastronomie",     "Software",    "Energie",
    "Medizintechnik",      "Dienstleistungs", "Transport",   "Holding"};
constexpr std::array<std::string_view, 5> kForms = {
    "GmbH", "UG (haftungsbeschränkt)", "GmbH", "AG", "GmbH"};
constexpr std::array<std::string_view, 12> kStreets = {
    "Hauptstraße", "Bahnhofstr.",  "Am Markt",     "Industrieweg",
    "Lindenallee", "Gartenstraße", "Dorfstr.",     "Neuer Wall",
    "Schulstraße", "Ringstraße",   "An der Mühle", "Kirchweg"};
constexpr std::array<std::string_view, 8> kNames = {
    "Oliver",       "Sabine", "Jörg",  "Petra",
    "Hans-Joachim", "Ute",    "Björn", "Anna"};

// Of line `number`, another one for each `purpose`.
uint64_t Draw(uint64_t number, uint64_t purpose) {
  std::array<char, 16> bytes{};
  for (size_t i = 0; i < 8; ++i) {
    bytes[i] = static_cast<char>(number >> (8 * i));
    bytes[8 + i] = static_cast<char>(purpose >> (8 * i));
  }
  return Fingerprint64(std::string_view(bytes.data(), bytes.size()));
}

template <typename List>
const auto& Pick(const List& list, uint64_t number, uint64_t purpose) {
  return list[Draw(number, purpose) % list.size()];
}

}  // namespace

bool RegisterLines::IsPartnership(uint64_t number) const {
  return Draw(number, 1) % 6 == 0;
}

std::string RegisterLines::Name(uint64_t number) const {
  std::string name(Pick(kFirst, number, 2));
  name += Pick(kSecond, number, 3);
  name += " " + std::string(Pick(kSecond, number, 4)) +
          std::to_string(Draw(number, 5) % 90);
  name += " " + std::string(Pick(kBranch, number, 6));
  if (IsPartnership(number)) return name + " GmbH & Co. KG";
  return name + " " + std::string(Pick(kForms, number, 7));
}

std::string RegisterLines::Street(uint64_t number) const {
  return std::string(Pick(kStreets, number, 8)) + " " +
         std::to_string(Draw(number, 9) % 120 + 1);
}

const BenchPlace& RegisterLines::Place(uint64_t number) const {
  return Pick(places_, number, 10);
}

const Court& RegisterLines::CourtOf(uint64_t number) const {
  return courts_[number % courts_.size()];
}

uint64_t RegisterLines::RegisterNumber(uint64_t number) const {
  return number / courts_.size() + 1;
}

void RegisterLines::Append(uint64_t number, std::string& out) const {
  const char* type = IsPartnership(number) ? "HRA" : "HRB";
  const std::string digits = std::to_string(RegisterNumber(number));
  const Court& court = CourtOf(number);
  const BenchPlace& place = Place(number);
  out += R"({"all_attributes":{"_registerArt":")";
  out += type;
  out += R"(","_registerNummer":")" + digits;
  out += R"(","additional_data":{"AD":true,"CD":true,"DK":true,"HD":false,)"
         R"("SI":true,"UT":true,"VÖ":false},"federal_state":")";
  out += court.land + R"(","native_company_number":")" + court.name + " " +
         type + " " + digits;
  out += R"(","registered_office":")" + place.town + R"(","registrar":")" +
         court.name;
  out += R"("},"company_number":")" + court.code + "_" + type + digits;
  out += R"(","current_status":")";
  out += Draw(number, 11) % 3 == 0 ? "removed" : "currently registered";
  out += R"(","jurisdiction_code":"de","name":")" + Name(number);
  out += R"(","officers":[)";
  const uint64_t officers = Draw(number, 12) % 3;
  for (uint64_t i = 0; i < officers; ++i) {
    const std::string first(Pick(kNames, number, 13 + i));
    if (i > 0) out += ',';
    out += R"({"name":")" + first + R"( Muster","other_attributes":{"city":")" +
           place.town + R"(","firstname":")" + first +
           R"(","flag":"vertretungsberechtigt gemäß allgemeiner )"
           R"(Vertretungsregelung","lastname":"Muster"},"position":)"
           R"("Geschäftsführer","start_date":"2014-02-06","type":"person"})";
  }
  out += "]";
  if (Draw(number, 20) % 10 == 0) {
    out +=
        R"(,"previous_names":[{"company_name":")" + Name(number + 7) + R"("}])";
  }
  out += R"(,"registered_address":")" + Street(number) + ", " + place.postcode +
         " " + place.town;
  out += R"(.","retrieved_at":"2018-11-09T18:03:03Z"})";
  out += '\n';
}

Status WriteRegisterLines(const RegisterLines& lines, uint64_t count,
                          const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  std::string buffer;
  for (uint64_t i = 0; i < count; ++i) {
    lines.Append(i, buffer);
    if (buffer.size() < (1 << 20)) continue;
    file << buffer;
    buffer.clear();
  }
  file << buffer;
  file.close();
  if (file) return {};
  return Fail(ErrorKind::kIo, path.string() + ": could not be written");
}

std::vector<BenchPlace> ReadBenchPlaces(const std::string& directory) {
  // District -> its towns.
  std::map<std::string, std::vector<std::string>> towns;
  std::string line;
  std::ifstream municipalities(directory + "/municipalities.tsv");
  while (std::getline(municipalities, line)) {
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || tab != 8) continue;
    towns[line.substr(0, 5)].push_back(line.substr(tab + 1));
  }
  std::vector<BenchPlace> places;
  std::ifstream postcodes(directory + "/postcodes.tsv");
  while (std::getline(postcodes, line)) {
    if (line.size() < 11 || line[0] < '0' || line[0] > '9') continue;
    const auto found = towns.find(line.substr(6, 5));
    if (found == towns.end()) continue;
    const auto& names = found->second;
    places.push_back({line.substr(0, 5), names[places.size() % names.size()]});
  }
  return places;
}

}  // namespace ritmon
