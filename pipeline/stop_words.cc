// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/stop_words.h"

#include <algorithm>
#include <array>

namespace ritmon {
namespace {

// Folded, with single blanks between.
constexpr std::string_view kText =
    "a aber about above acht after ag again against aktuell aktuelle "
    "aktuelles all alle allem allen aller alles als also although always am "
    "among an and andere anderem anderen anderer anderes anfrage angebot "
    "angebote another ansprechpartner any april arbeit arbeiten are around "
    "artikel as at auch auf august aus away back be became because been "
    "before bei beim being bekommen below benutzer bereits besonders besser "
    "beste besten between bieten bietet bild bilder bin bis bist bleiben "
    "bleibt both brauchen braucht bringen bringt bspw but by bzw ca came can "
    "cannot click co come companies company contact cookie cookies could "
    "customer customers da dabei dadurch dafuer dagegen daher damit danach "
    "daneben dann daran darauf daraus darin darueber darum darunter das dass "
    "datei datenschutz davon day days dazu december dein deine deinem deinen "
    "deiner dem den denen denn dennoch der deren des deshalb dessen deutsche "
    "deutschen deutscher deutschland dezember dh did die dienstag dies diese "
    "diesem diesen dieser dieses do doch does doing done donnerstag dort "
    "down download downloads drei du durch during each ebenfalls ebenso ein "
    "eine einem einen einer eines einfach einige einigen einiger einmal "
    "either else email enough er erfahren erst erste ersten erster es etc "
    "etwa etwas euch euer eure eurem euren eurer europa europaeische "
    "europaeischen europe european even ever every faehrt fahren fax februar "
    "february few find finden findet firma first for formular foto fotos "
    "frage fragen freitag friday from fuenf fuer further ganz gar gbr gegen "
    "gegenueber gehen geht gemeinsam genau german germany gern get gets ggf "
    "gibt gilt give given gleich gmbh go goes good got gut gute guten guter "
    "haben had haelt haengen halten has hat hatte hatten have having he "
    "helfen her here hers heute hier hilft him hin hinter his home how "
    "however http https i ich if ihm ihn ihnen ihr ihre ihrem ihren ihrer "
    "ihres im immer impressum imprint in inc including indem info "
    "information informationen infos inhalt innerhalb ins insbesondere into "
    "is ist it its itself ja jahr jahre jahren jahres januar january je jede "
    "jedem jeden jeder jedes jedoch jetzt juli july june juni just kann "
    "kannst keep kein keine keinem keinen keiner kg koennen koennte kommen "
    "kommt konnte kontakt kontaktieren kunde kunden laeuft lassen laufen "
    "learn leben leistung leistungen lesen liegen liegt like link links llc "
    "ltd machen macht made maerz mai mail make makes man many march may mbh "
    "me mehr mein meine meinem meinen meiner menue might mine mit "
    "mitarbeiter mitarbeiterin mitarbeiterinnen mittels mittwoch moechten "
    "monat monate monday montag month months more most much muessen muesste "
    "muss must my nach nachdem nachricht nachrichten natuerlich navigation "
    "near neben need nehmen nein neither neu neue neuem neuen neuer neues "
    "neun never new news newsletter next nicht nichts nimmt no noch nor not "
    "november now nun nur ob oben october oder of off often ohg ohne oktober "
    "on once one only onto or other others our ours out over own page pages "
    "part pdf per phone please press presse privacy pro product products "
    "produkt produkte put rather read really sagen sagt same samstag "
    "saturday schon sechs see seem sehen sehr sein seine seinem seinen "
    "seiner seit seitdem seite seiten selbst september service services "
    "several she should sich sie sieben sieht since sind site so sobald "
    "sodass sogar solche solchen sollen sollte some somit sondern sonntag "
    "sonst sowie sowohl startseite statt stehen steht stellen such suche "
    "sunday tag tage tagen take team telefax telefon termin termine than "
    "that the their theirs them then there these they this those through "
    "thursday thus to today together too toward trotz tuesday tun tut two "
    "ueber ueberblick uebersicht ug uhr um und under uns unser unsere "
    "unserem unseren unserer unseres unter unternehmen unternehmens until up "
    "upon us use used usw very via viel viele vielen vieler vier view vom "
    "von vor vorher waehrend war waren warum was way we webseite website "
    "wednesday weil weiter weitere weiterem weiteren weiterer weiteres "
    "weiterlesen welche welchem welchen welcher welches welcome well wenn "
    "wer werden were what when where whether which while who whom whose why "
    "wie wieder will willkommen wir wird wissen with within without wo wobei "
    "woche wochen wollen worden would wurde wurden www year years yet you "
    "your yours zb zehn zeigen zeigt zu zudem zum zur zurueck zusammen zwar "
    "zwei zwischen zwoelf";

constexpr size_t kCount =
    static_cast<size_t>(std::count(kText.begin(), kText.end(), ' ')) + 1;

// The words, sorted by bytes.
constexpr auto kWords = [] {
  std::array<std::string_view, kCount> words;
  size_t begin = 0;
  for (std::string_view& word : words) {
    const size_t end = std::min(kText.find(' ', begin), kText.size());
    word = kText.substr(begin, end - begin);
    begin = end + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}();

}  // namespace

bool IsStopWord(std::string_view word) {
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

}  // namespace ritmon
