// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/domain_words.h"

#include <string>

namespace ritmon {
namespace {

// The tables are words between blanks.

// What a company does or is, not what it is called. Left out by some, kept by
// others; alone they name nobody. Folded.
constexpr std::string_view kGeneral =
    " anlagenbau apparatebau arzneimittel automation automatisierung "
    "automotive bau bauelemente beratung beteiligungs betriebs bio consult "
    "consulting daten design dienste dienstleistungen digital druck "
    "druckerei e edv elektro elektronik elektrotechnik energie "
    "energietechnik energy engineering entwicklung entwicklungs europe "
    "fahrzeugbau feinmechanik fertigung gebaeudetechnik germany geraetebau "
    "group gruppe handel handels handelsgesellschaft handelskontor hamburg "
    "haustechnik heizung holding home immobilien industrie industries "
    "ingenieure ingenieurbuero innovation international it klima kontor "
    "kunststoffe kunststofftechnik labor labs logistik logistics management "
    "marine maschinen maschinenbau materials medical medien medizin "
    "medizintechnik metall metallbau mobility montage netz nord "
    "norddeutschland online partner pflege pharma planung "
    "praezisionstechnik produktion produktions projekt projekte recycling "
    "robotics sanitaer security service services sicherheitstechnik "
    "software solar solutions stahlbau system systeme systems systemtechnik "
    "technik technologie technologies technology tech therapeutics "
    "transport transporte umwelt umwelttechnik unternehmensberatung "
    "verfahrenstechnik verlag vermietung vermoegensverwaltung versand "
    "vertrieb vertriebs verwaltung verwaltungs werbung werk werke werkstatt "
    "wind zerspanung ";

// They stand before a name: "Autohaus Meyer". Folded.
constexpr std::string_view kTrades =
    " apotheke architekturbuero autohaus baeckerei baugenossenschaft "
    "bauunternehmen buero dachdeckerei dachdeckermeister druckerei elektro "
    "fahrschule firma fleischerei gaertnerei gasthaus genossenschaft hotel "
    "ingenieurbuero kanzlei kfz maler malerbetrieb offsetdruckerei "
    "pflegedienst praxis reederei reisebuero restaurant sanitaetshaus "
    "schiffswerft schlosserei spedition steuerberatung tischlerei verlag "
    "werft zahntechnik zimmerei ";

// Often left out of "Wilhelm Harms & Söhne", as titles are. Folded.
constexpr std::string_view kGivenNames =
    " dr prof dipl ing albert alfred andreas anton arthur august bernd "
    "bernhard carl carsten christian claus dieter dirk ernst erich erwin "
    "ferdinand frank franz friedrich fritz georg gerd gerhard guenter "
    "guenther gustav hans heinrich heinz helmut hermann herbert hinrich "
    "horst ingo jan jens joachim jochen johann johannes jost juergen karl "
    "kai klaus knud kurt lars ludwig manfred martin matthias max michael "
    "olaf otto paul peter rainer ralf richard robert rolf rudolf sabine "
    "stefan sven theodor thomas thorsten torsten ulrich uwe volker walter "
    "werner wilhelm willi willy wolfgang ";

// "& Söhne" and the like: kept as often as dropped.
constexpr std::string_view kKin =
    " sohn soehne partner co cie gebrueder gebr toechter tochter nachf "
    "nachfolger erben kollegen ";

// Joined to others they mean nothing.
constexpr std::string_view kSmall =
    " der die das zum zur am an im in bei fuer von vom mit the of for and to "
    "by ";

// How compounds end that say what a company does: "Getriebetechnik". One that
// stands alone is its name all the same: "Chitinwerk". Folded.
constexpr std::string_view kGeneralEndings =
    " agentur anlagen automaten bau bearbeitung beratung betrieb betriebs "
    "dienst dienste druckerei elektronik fabrik gesellschaft handel handels "
    "industrie ingenieure kommunikation logistik maschinen montage planung "
    "praxis produkte reinigung service software speicher systeme technik "
    "technologie transporte verarbeitung verlag verlags vermietung vertrieb "
    "vertriebs verwaltung verwaltungs werke werkzeuge wirtschaft zentrum ";

bool Has(std::string_view table, std::string_view word) {
  return word.find(' ') == std::string_view::npos &&
         table.find(" " + std::string(word) + " ") != std::string_view::npos;
}

// The longest of kGeneralEndings that leaves `stem` bytes; empty if none does.
std::string_view EndingOf(std::string_view word, size_t stem) {
  for (size_t at = stem; at < word.size(); ++at) {
    if (Has(kGeneralEndings, word.substr(at))) return word.substr(at);
  }
  return {};
}

}  // namespace

bool IsGeneralWord(std::string_view word) { return Has(kGeneral, word); }
bool IsTrade(std::string_view word) { return Has(kTrades, word); }
bool IsGivenName(std::string_view word) { return Has(kGivenNames, word); }
bool IsKin(std::string_view word) { return Has(kKin, word); }
bool IsSmallWord(std::string_view word) { return Has(kSmall, word); }

bool IsDescriptive(std::string_view word) {
  constexpr size_t kStem = 3;
  return IsGeneralWord(word) || !EndingOf(word, kStem).empty();
}

std::string_view StemOf(std::string_view word) {
  constexpr size_t kStem = 5;
  const std::string_view ending = EndingOf(word, kStem);
  if (ending.empty()) return {};
  return word.substr(0, word.size() - ending.size());
}

}  // namespace ritmon
