// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_places.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/regex.h"
#include "registry/imprint_address.h"
#include "registry/imprint_names.h"
#include "registry/pattern.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

constexpr size_t kStreetLinesAbove = 3;
constexpr size_t kCountryReach = 8;  // lines from a postcode to what says that
                                     // it is not a German one

using Lines = std::vector<ImprintLine>;

// "20095" / "Hamburg", or "PLZ:" / "20095" / "Ort:" / "Hamburg": in cells of
// their own.
std::optional<FoundPlace> PlaceInCells(const Lines& lines, size_t i) {
  if (i + 1 >= lines.size()) return std::nullopt;
  const std::string& text = lines[i].text;
  const std::string& folded = lines[i].folded;
  const size_t digits = text.find_first_of("0123456789");
  if (digits == std::string::npos || text.size() - digits != 5) {
    return std::nullopt;
  }
  if (digits != 0 && !folded.starts_with("plz") &&
      !folded.starts_with("postleitzahl") && !folded.starts_with("d-")) {
    return std::nullopt;
  }
  const std::string& below = lines[i + 1].folded;
  const bool label = below == "ort:" || below == "ort" || below == "stadt:";
  const size_t next = label && i + 2 < lines.size() ? i + 2 : i + 1;
  std::string town = lines[next].text;
  const size_t colon = town.find(": ");
  if (colon != std::string::npos) town.erase(0, colon + 2);
  auto place = FindPlace(text.substr(digits) + " " + town);
  if (place) {
    place->begin = digits;
    place->end = text.size();
  }
  return place;
}

// Registers, VAT ids and countries that are not German.
bool SaysForeign(std::string_view folded) {
  static const Regex sign = Pattern(
      R"(\bfn ?\d{3,6} ?[a-z]\b|firmenbuch|\batu ?\d{8}\b|\bche[- ]?\d{3}|)"
      R"(\bkvk\b|\bbtw\b|kantons? |companies house|company (?:no|number)|)"
      R"(^(?:a|at|ch|nl|l|li)[ \-]{1,3}\d{4}\b|\b(?:oesterreich|austria|)"
      R"(schweiz|switzerland|suisse|niederlande|netherlands|nederland|)"
      R"(liechtenstein|luxemb(?:urg|ourg)|belgien|daenemark|denmark|)"
      R"(united kingdom|england|grossbritannien)\b)");
  return sign.Occurs(folded);
}

std::optional<FoundPlace> ForeignPlaceAt(const Lines& lines, size_t i) {
  auto place = FindForeignPlace(lines[i].text);
  if (!place) return std::nullopt;
  const size_t end = std::min(lines.size(), i + kCountryReach);
  for (size_t at = i; at < end; ++at) {
    // A German address below is another company's, or this one's.
    if (at > i && FindPlace(lines[at].text)) break;
    if (SaysForeign(lines[at].folded)) return place;
  }
  return std::nullopt;
}

std::string StreetFor(const Lines& lines, size_t i, const FoundPlace& place) {
  std::string_view head =
      std::string_view(lines[i].text).substr(0, place.begin);
  for (const FoundName& name : lines[i].names) {
    if (name.end > place.begin) break;
    head = std::string_view(lines[i].text)
               .substr(name.end, place.begin - name.end);
  }
  std::string street = StreetIn(head);
  for (size_t back = 1;
       street.empty() && back <= kStreetLinesAbove && back <= i; ++back) {
    std::string_view above = lines[i - back].text;
    const auto& named = lines[i - back].names;
    if (!named.empty()) above.remove_prefix(named.back().end);
    if (FindPlace(above) || !FindRegisterNumbers(above).empty()) break;
    street = StreetIn(above);
    if (!named.empty()) break;
  }
  return street;
}

// "Industriepark Nord, Gebäude 12": the only line between name and place. It
// must have a number: else it may be a person.
std::string LineBetween(const Lines& lines, size_t i) {
  if (i < 2 || lines[i - 2].names.empty()) return {};
  const ImprintLine& between = lines[i - 1];
  const bool plain =
      between.folded.find_first_of("0123456789") != std::string::npos &&
      between.folded.find_first_of(":@") == std::string::npos &&
      !between.folded.empty() && between.folded[0] >= 'a' &&
      !between.folded.starts_with("c/o") && between.text.size() < 80 &&
      !IsPostOfficeBox(between.text) &&
      FindRegisterNumbers(between.text).empty() && between.names.empty();
  return plain ? between.text : std::string();
}

// "20095 Hamburg, Jungfernstieg 1", or the street on the line below.
std::string StreetBehind(const Lines& lines, size_t i,
                         const FoundPlace& place) {
  std::string street =
      StreetIn(std::string_view(lines[i].text)
                   .substr(std::min(place.end, lines[i].text.size())));
  if (!street.empty() || i + 1 >= lines.size()) return street;
  const ImprintLine& below = lines[i + 1];
  const bool plain = below.names.empty() && !FindPlace(below.text) &&
                     below.folded.find(':') == std::string::npos &&
                     (i + 2 >= lines.size() || !FindPlace(lines[i + 2].text));
  return plain ? StreetIn(below.text) : std::string();
}

bool IsBoxAbove(const Lines& lines, size_t i, const FoundPlace& place) {
  const std::string_view head =
      std::string_view(lines[i].text).substr(0, place.begin);
  if (IsPostOfficeBox(head)) return true;
  return i > 0 && StreetIn(head).empty() && IsPostOfficeBox(lines[i - 1].text);
}

}  // namespace

std::optional<FoundAddress> AddressAt(const std::vector<ImprintLine>& lines,
                                      size_t i) {
  auto place = FindPlace(lines[i].text);
  if (!place) place = PlaceInCells(lines, i);
  const bool german = place.has_value();
  if (!place) place = ForeignPlaceAt(lines, i);
  if (!place) return std::nullopt;
  FoundAddress found;
  found.begin = place->begin;
  found.foreign = !german;
  found.address = {StreetFor(lines, i, *place), place->postcode, place->town};
  if (found.address.street.empty()) {
    found.address.street = LineBetween(lines, i);
  }
  found.post_box = IsBoxAbove(lines, i, *place);
  if (found.address.street.empty() && !found.post_box) {
    found.address.street = StreetBehind(lines, i, *place);
  }
  found.placeholder = place->town.starts_with("Muster") &&
                      (place->postcode == "12345" ||
                       found.address.street.starts_with("Muster"));
  return found;
}

bool IsStreetLine(const ImprintLine& line) {
  return !StreetIn(line.text).empty() || IsPostOfficeBox(line.text);
}

}  // namespace ritmon
