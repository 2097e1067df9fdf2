// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/common_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ritmon {
namespace {

// Folded, parted by blanks. What is a plausible company name and an ordinary
// word at once, and the words that such names are put together of.
constexpr std::string_view kEveryday =
    "abend acker adler agentur ahorn akademie akku akkus aktion aktiv alltag "
    "alpha alster alt alte altes alpen amsel anfang angebot anker anlage "
    "anlagen ansicht antrieb apfel apotheke april arbeit arche architektur "
    "arena atlas atelier aufbau aufbruch auge aurora ausblick auto autohaus "
    "baer balance balkon ball baltic band bank basis batterie batterien bau "
    "bauer baum baumeister beta berg berge berger bereich beton bewegung "
    "biber biene bild bio bioenergie birke blatt blau blaue blick blitz "
    "block blume blumen boden bogen boje boot boxer brand bruecke bruecken "
    "brunnen buch buche bund buero burg bus busch campus care cargo carbon "
    "center centrum chance chemie city clever cloud club code compass concept "
    "consult control cosmos daten dach dachs damm dampf data deich deiche "
    "delfin delta design dialog diamant dienst dienste digital direkt dock "
    "dom dorf drache dreieck druck duene eagle echo ecke eco edel eiche eins "
    "einheit eis eisen eisvogel elan elbe elektro element elemente ems "
    "energie energien energy ente epsilon erde erfolg ernte erste estrich "
    "europa event express fabrik faden fahrrad falke familie farbe farben "
    "feder feld fels fenster ferien fest feuer figur film finanz fink fisch "
    "fischer flamme flieger flotte flug fluss fokus folie form forst forum "
    "fortschritt foto freiheit freund freunde frieden frisch fuchs fuehrung "
    "funke fuer future galerie gans garten gas gaertner geest gebaeude "
    "gemeinschaft generation genuss geo gesundheit gewinn gipfel glas gleis "
    "global glocke glueck gold gras green grenze grill group gruen grund "
    "gruppe gut hafen hahn hai halle hammer hand handel handwerk hanse "
    "harmonie harz hase haus hebel heide heim heimat heizung helden hell "
    "herz hilfe himmel hirsch hof holz horizont horn hotel huette hund hut "
    "ideal idee ideen igel image immobilien impuls industrie info ingenieur "
    "initiative innovation insel integral inter invest jahr jung jupiter "
    "kaffee kamera kanal kapitaen karte kasse kater katze kern kette kiefer "
    "kiel kies kind kinder kino klang klar klee klima klinik klub knoten "
    "kobold koenig kollektiv komet kompakt kompass komponenten kontakt "
    "kontor kontrast kontur konzept korn korb kosmos kraft kran kranich kreis "
    "kreislauf krone kubus kueche kueste kugel kultur kunde kunst kupfer kurs "
    "kurve labor lack laden lager lampe land landwirtschaft laser last lauf "
    "leben leder leine leiter lerche leuchtturm licht linde linie linse "
    "logistik lok loewe lotse lotus lounge luchs luft luna lupe luv magazin "
    "magnet maler marke markt marina mars marsch maschine maschinen mast "
    "material matrix mauer maus media medien medizin meer mehrwert meister "
    "melodie mensch menschen merkur messe messtechnik metall meteor metro "
    "milan mitte mobil mobile mobilitaet mode modul moewe mole mond moor "
    "moment monitor montage mosaik motor motion muehle mueritz museum musik "
    "muschel mut nachbar nadel nah natur nautilus navi nebel neptun nest netz "
    "neu neue neuer neues nexus nord norden nordlicht nordost nordsee nordwest "
    "nova novum null oase objekt office ofen oeko olymp omega opal optik "
    "optimal orange orbit ordnung orient orion ost osten ostsee otter ozean "
    "papier park partner passage pegel pelikan perle person perspektive "
    "pfad pfeil pferd pflanze pflege pflegedienst phoenix physik pilot pinguin "
    "pionier planet planung plan plus pol polar polaris portal position post "
    "praxis prisma profi profil programm projekt projekte prozess puls punkt "
    "pumpe pyramide quadrat qualitaet quartier quelle rabe rad radar rahmen "
    "rampe rat raum reaktor recht recycling regal regen region regler reh "
    "reise reisen restaurant rhein ring ritter robbe robe rohr rolle rose rot "
    "rotor route ruder ruhe saat saege safe salz sand saphir saturn schaf "
    "schatz schiff schiene schild schlei schleuse schloss schluessel "
    "schmiede schnee schule schutz schwalbe schwan schwarm schweiss see "
    "seestern segel sehen senior sensor service services seil sicher "
    "sicherheit sicht sieben signal silber sinn sirius skala smart sofort "
    "software solar solaris solartechnik sommer sonne sonnen sozial spatz "
    "specht speicher spektrum sphaere spiegel spiel spirale sport sprache "
    "sprung spur stadt stadtwerke stahl stall stamm standard start station "
    "stein stern steuer stiftung stil stoff storch strahl strand strasse "
    "strategie strecke strom struktur studio sturm stufe sued sueden "
    "suedost suedwest summe synergie system systeme tal tandem tanne "
    "taube team technik technologie technologien tempo terra therapie "
    "thema tiger tiefe titan tisch tor traum transfer transport treffpunkt "
    "treue triton tropfen turbine turm uebergang ufer uhr uhu umwelt "
    "umweltschutz umwelttechnik union uni universum unterwegs vega venus "
    "verein verkehr verlag versorgung vertrieb viadukt viertel vier vision "
    "vital vogel vogt vorsprung wach waage wachstum wagen wald waerme "
    "waermepumpe wasser wasserstoff watt weber weg wege weide weit welle "
    "wellen welt wende werft werk werke werkstatt wert weser west westen "
    "wetter wiese wikinger wind windkraft windpark winter wir wirtschaft "
    "wissen wohnen wolf wolke wunder wurzel zahl zahn zauber zeder zeit "
    "zelle zeltplatz zeitung zentrum zeppelin ziegel ziel zirkel zoo zucker "
    "zug zukunft zweirad zwei drei zylinder apple bridge build building "
    "business capital circle clean company crown digital east edge "
    "electric engine engineering eagle field fire first flow force forward "
    "fox garden gate general grid ground growth harbor harbour health home "
    "house idea impact ice key lab labs leaf life light lighthouse link "
    "logic main map market mind mission moon motion motors mountain "
    "network new next night north ocean one open path people performance "
    "pioneer pilot plant point power pure river road rock root sail sea "
    "seven shift signal silver sky solution solutions source south space "
    "spark speed spring star state stone storm stream summit sun table "
    "target tech technologies technology time tower trade tree trust unity "
    "up value vision wave way west white wild wing wood word work works world";

// Beasts, stars, gods and tools that stand for something else.
constexpr std::string_view kEmblems =
    "adler albatros amsel anker apollo arche atlas aurora baer biber boje "
    "boxer "
    "compass dachs delfin diamant drache eagle eisvogel falke fink fox fuchs "
    "hirsch igel jupiter kobold komet kompass kranich krone leuchtturm "
    "lighthouse loewe lotse lotus luchs luna mars merkur meteor milan moewe "
    "nautilus neptun nova nordlicht nordstern omega opal orbit orion otter "
    "pegasus pelikan perle phoenix pinguin polaris rabe ritter robbe saphir "
    "saturn schwalbe schwan seestern sirius spatz specht stern storch taube "
    "terra tiger titan triton uhu vega venus wikinger wolf zeder zeppelin";

// Said of many companies; left out of a short form. Also beginnings of words
// that end so: "foerdertechnik", "schaltanlagenbau".
constexpr std::string_view kTrade =
    "technik technologie technologien technology technologies software "
    "systems solutions consulting engineering services logistics robotics "
    "biotech pharma medical materials energy automation automotive electronics "
    "therapeutics diagnostics simulation hydrogen fulfilment materials "
    "international deutschland germany europe nord norddeutschland sued "
    "kunststoffe vertrieb moebel";
constexpr std::array<std::string_view, 46> kTradeEndings = {
    "technik",   "technologie",  "technologien",   "systeme",    "system",
    "bau",       "handel",       "logistik",       "beratung",   "service",
    "dienste",   "dienst",       "werke",          "werk",       "fabrik",
    "verlag",    "betriebe",     "betrieb",        "anlagen",    "maschinen",
    "geraete",   "elektronik",   "optik",          "energie",    "energien",
    "recycling", "entsorgung",   "planung",        "vermietung", "verarbeitung",
    "stoffe",    "speicher",     "medien",         "druckerei",  "pflege",
    "software",  "gesellschaft", "genossenschaft", "module",     "werft",
    "zentrum",   "kliniken",     "reisen",         "transporte", "spedition",
    "manufaktur"};

constexpr std::string_view kSister =
    "verwaltung verwaltungs verwaltungsgesellschaft holding beteiligung "
    "beteiligungs beteiligungsgesellschaft grundstuecks immobilien vermoegens "
    "vermoegensverwaltung besitz management projekt i ii iii iv v vi vii viii "
    "ix x";

constexpr std::string_view kGivenNames =
    "achim adam adrian ahmet alex alexander alfred ali alina amelie andrea "
    "andreas angela angelika anika anja anke anna anne annegret annette anton "
    "antje armin arne arno arthur astrid axel barbara bastian beate ben "
    "benedikt benjamin bernd bernhard bettina birgit birte bjoern boris britta "
    "bruno carla carina carl carolin caroline carsten charlotte chiara chris "
    "christa christian christiane christina christine christoph clara claudia "
    "claus cornelia dagmar daniel daniela david dennis detlef diana dieter "
    "dietmar dirk dominik doris eberhard eckhard elena elisabeth elke ella "
    "ellen emil emma emre enno erich erik erika ernst eva fabian fatma felix "
    "ferdinand finn florian frank franz franziska frauke frederik friedrich "
    "fritz gabi gabriele georg gerd gerda gerhard gerrit gesa gisela greta "
    "gudrun guenter guenther gunnar hanna hannah hanne hannes hans harald "
    "hartmut hauke heike heiko heiner heinrich heinz helene helga helmut "
    "hendrik henning henrik henry herbert hermann hilde hinnerk holger holm "
    "horst hubert hugo ida ilse imke ina ines inga inge ingo ingrid inken ira "
    "iris isabel jakob jan jana janina jannik jens jelka jessica joachim "
    "jochen johann johanna johannes jonas jonte joerg josef jost judith jule "
    "julia julian juergen jutta kai karen karin karl karsten katharina kathrin "
    "katja katrin kay kevin kerstin kirsten klara klaus knud konrad konstantin "
    "kristin kurt lars lasse laura lea lena leon leonie lina linus lisa lothar "
    "louis louisa luca ludwig luise lukas lutz maja malte manfred manuel "
    "manuela marcel marco marcus mareike margret maria marie marina mario "
    "marion marius mark markus marlene marlies martin martina mathias "
    "matthias max maximilian mehmet meike melanie merle mia michael michaela "
    "miriam monika moritz murat nadine nadja natalie nele nico nicole niels "
    "nikolaus nils nina norbert ole olaf oliver osman otto pascal patricia "
    "patrick paul paula peer peter petra philipp pia rainer ralf ralph "
    "raphael rebecca regina reimer reiner reinhard renate rene ria richard "
    "rita robert robin roland rolf roman ronald rosa rosemarie rudi rudolf "
    "ruediger ruth sabine samira samuel sandra sara sarah sascha sebastian "
    "silke silvia simon simone sina sofia sofie sonja sophia sophie soeren "
    "stefan stefanie steffen stephan stephanie sven svenja swantje sybille "
    "sylvia tanja thea theo thomas thorben thorsten tilman tim timo tina "
    "tobias "
    "tom torben torsten ulf uli ulrich ulrike urs ursula ute uwe valentin "
    "vanessa vera verena viktor viktoria vincent volker waldemar walter "
    "waltraud wencke werner wiebke wilfried wilhelm willi willy wolfgang "
    "yannick yvonne john james mary susan emily jack kate lucy";

constexpr std::string_view kSurnames =
    "ahlers ahrens albers albrecht arndt bach bauer baumann beck becker behn "
    "behrens bergmann berger bischoff blohm boehm brandt braun brinkmann "
    "bruns buchholz busch carstens christiansen clausen cohrs dierks dietrich "
    "ebert eggers ehlers engel engelhardt ernst fiedler fischer franke frank "
    "friedrich fuchs geiger gerdes graf gross guenther haase hahn hansen "
    "harms hartmann heinrich heinz heitmann herrmann hinrichs hoffmann hofmann "
    "horn huber jaeger jahn jansen janssen jensen johannsen jung kaiser keller "
    "klein koch koehler koenig kraemer kraus krause krueger krohn kruse kuehn "
    "kuhn lang lange lehmann lorenz ludwig lueders lutz maier martens martin "
    "mayer meier meinecke mertens meyer meyn moeller mohr mueller neumann "
    "nissen oetjen olsen otto paulsen peters petersen petzold pfeiffer pohl "
    "pohlmann rasmussen reimers richter riemann roth sander schaefer scherer "
    "schmid schmidt schmitt schmitz schneider scholz schreiber schroeder "
    "schubert schultz schulz schulze schumacher schuster schwarz seidel "
    "siemers simon sommer stein steiner stolz storm struck stuhr thiel thomas "
    "thomsen tiedemann timm vogel vogt voss wagner walter weber wegner weiss "
    "wendt werner westphal wiese wilke winkler winter witt wolf wolff wulf "
    "ziegler zimmermann smith jones brown taylor wilson clark baker";

constexpr std::string_view kTitles =
    "herr herrn frau dr prof professor familie ehepaar mr mrs ms";

constexpr std::string_view kCompanyNouns =
    "firma firmen unternehmen unternehmens konzern konzerns betrieb betriebs "
    "betriebes hersteller herstellers herstellerin anbieter anbieters "
    "dienstleister entwickler betreiber startup startups gruendung "
    "mittelstaendler "
    "zulieferer ausruester spezialist spezialisten lieferant "
    "marktfuehrer weltmarktfuehrer tochterfirma "
    "mutterkonzern softwarehaus ingenieurbuero agentur handwerksbetrieb "
    "familienunternehmen familienbetrieb produzent versorger werft druckerei "
    "brauerei reederei spedition genossenschaft maschinenbauer stadtwerke "
    "stadtwerken kranbauer recycler company firm "
    "manufacturer maker supplier provider developer subsidiary producer "
    "operator startup business specialist vendor";
constexpr std::array<std::string_view, 26> kCompanyEndings = {
    "firma",      "unternehmen",  "unternehmens",  "hersteller", "herstellers",
    "anbieter",   "anbieters",    "betrieb",       "betreiber",  "entwickler",
    "spezialist", "spezialisten", "dienstleister", "zulieferer", "zulieferers",
    "konzern",    "produzent",    "produzenten",   "lieferant",  "lieferanten",
    "bauer",      "bauers",       "versorger",     "ausruester", "betriebs",
    "schmiede"};

constexpr std::string_view kRoles =
    "chef chefin chefs ceo cto cfo geschaeftsfuehrer geschaeftsfuehrerin "
    "geschaeftsfuehrung gruender gruenderin gruenders sprecher sprecherin "
    "sprechers vorstand vorstaendin vorstandschef vorstandsvorsitzende "
    "vorstandsvorsitzender inhaber inhaberin mitarbeiter mitarbeiterin "
    "mitarbeitern mitarbeiterinnen beschaeftigte beschaeftigten leitung "
    "aufsichtsrat tochter belegschaft betriebsrat kunden personalchefin "
    "entwicklungsleiter entwicklungsleiterin technikchef werksleiter "
    "werksleiterin betriebsleiter projektleiterin projektleiter prokurist "
    "founder cofounder director chairman spokesman spokeswoman spokesperson "
    "employees manager owner head boss";

constexpr std::string_view kDeterminers =
    "der die das den dem des ein eine einen einem einer eines kein keine "
    "keinen "
    "im am zum zur vom beim ans ins aufs fuers uebers unterm dieser diese "
    "dieses diesen diesem jeder jede jedes jeden mein meine meinen sein seine "
    "seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren "
    "unserem unserer jener welcher mehr viel wenig ohne pro als vor alle "
    "the a an this that these those our your his her its their no every any";

constexpr std::string_view kFunctionWords =
    "u am an auf aus bei das dem den der des die fuer im in mit of of on "
    "the to um und von vom zu zum zur and for by at de la le";

std::unordered_set<std::string_view> Split(std::string_view words) {
  std::unordered_set<std::string_view> set;
  while (!words.empty()) {
    const size_t blank = words.find(' ');
    set.insert(words.substr(0, blank));
    if (blank == std::string_view::npos) break;
    words.remove_prefix(blank + 1);
  }
  return set;
}

template <size_t kCount>
bool EndsLike(std::string_view word,
              const std::array<std::string_view, kCount>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view end) {
    return word.size() > end.size() + 2 && word.ends_with(end);
  });
}

bool IsNumber(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

CommonWords::CommonWords()
    : everyday_(Split(kEveryday)),
      emblems_(Split(kEmblems)),
      trade_(Split(kTrade)),
      sister_(Split(kSister)),
      given_names_(Split(kGivenNames)),
      surnames_(Split(kSurnames)),
      titles_(Split(kTitles)),
      company_nouns_(Split(kCompanyNouns)),
      roles_(Split(kRoles)),
      determiners_(Split(kDeterminers)),
      function_words_(Split(kFunctionWords)) {}

bool CommonWords::IsEveryday(std::string_view word) const {
  if (everyday_.contains(word) || emblems_.contains(word) ||
      trade_.contains(word) || IsNumber(word) ||
      function_words_.contains(word) || company_nouns_.contains(word)) {
    return true;
  }
  // "energieservice", "sonnenhof", "handelskontor" (with a linking s).
  for (size_t cut = 3; cut + 3 <= word.size(); ++cut) {
    if (!everyday_.contains(word.substr(0, cut))) continue;
    std::string_view rest = word.substr(cut);
    if (everyday_.contains(rest)) return true;
    if (rest.front() == 's' && everyday_.contains(rest.substr(1))) return true;
  }
  return false;
}

bool CommonWords::IsEmblem(std::string_view word) const {
  return emblems_.contains(word);
}

bool CommonWords::IsTrade(std::string_view word) const {
  return trade_.contains(word) || EndsLike(word, kTradeEndings);
}

bool CommonWords::IsSisterWord(std::string_view word) const {
  return sister_.contains(word) || IsNumber(word);
}

bool CommonWords::IsGivenName(std::string_view word) const {
  return given_names_.contains(word);
}
bool CommonWords::IsSurname(std::string_view word) const {
  return surnames_.contains(word);
}
bool CommonWords::IsTitle(std::string_view word) const {
  return titles_.contains(word);
}

bool CommonWords::IsCompanyNoun(std::string_view word) const {
  return company_nouns_.contains(word) || EndsLike(word, kCompanyEndings);
}

bool CommonWords::IsRole(std::string_view word) const {
  return roles_.contains(word);
}
bool CommonWords::IsDeterminer(std::string_view word) const {
  return determiners_.contains(word);
}
bool CommonWords::IsFunctionWord(std::string_view word) const {
  return function_words_.contains(word);
}

}  // namespace ritmon
