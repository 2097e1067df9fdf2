// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/boilerplate_phrases.h"

#include <span>
#include <string>
#include <vector>

#include "base/literal_automaton.h"
#include "classifier/html_text.h"

namespace ritmon {
namespace {

// Said of nothing else, whatever is around it. Lower case.
constexpr std::string_view kInvitations[] = {
    "artikel teilen?",
    "beitrag teilen?",
    "war der artikel nützlich",
    "war dieser artikel hilfreich",
    "war dieser artikel nützlich",
    "war dieser beitrag hilfreich",
    "war der beitrag hilfreich",
    "wie hat ihnen dieser artikel gefallen",
    "hat ihnen der artikel gefallen",
    "hat dir der artikel gefallen",
    "hat ihnen der beitrag gefallen",
    "hat dir der beitrag gefallen",
    "hat ihnen dieser artikel gefallen",
    "gefällt ihnen dieser artikel",
    "gefällt dir dieser artikel",
    "artikel bewerten",
    "beitrag bewerten",
    "teilen sie diesen artikel",
    "teilen sie diesen beitrag",
    "teile diesen artikel",
    "teile diesen beitrag",
    "teilt diesen artikel",
    "teilt diesen beitrag",
    "diesen artikel weiterempfehlen",
    "folgen sie uns auf",
    "folgen sie uns bei",
    "folge uns auf",
    "folgt uns auf",
    "folge uns bei",
    "unseren newsletter abonnieren",
    "abonnieren sie unseren newsletter",
    "abonniere unseren newsletter",
    "abonniert unseren newsletter",
    "abonniere jetzt",
    "abonnieren sie jetzt",
    "jetzt newsletter abonnieren",
    "zum newsletter anmelden",
    "zu unserem newsletter an",
    "für unseren newsletter an",
    "unseren kostenlosen newsletter",
    "den kostenlosen newsletter",
    "newsletter-anmeldung",
    "jetzt kostenlos abonnieren",
    "nichts mehr verpassen",
    "kein update mehr",
    "unterstützen sie unsere arbeit",
    "unterstütze unsere arbeit",
    "schreiben sie uns ihre meinung",
    "schreibt es uns in die kommentare",
    "schreib es uns in die kommentare",
    "verraten sie es uns in den kommentaren",
    "ihre e-mail-adresse wird nicht",
    "deine e-mail-adresse wird nicht",
    "erforderliche felder sind",
    "um kommentieren zu können",
    "um einen kommentar zu",
    "kommentare sind geschlossen",
    "die kommentarfunktion ist",
    "fehler im text gefunden",
    "einen fehler gefunden",
    "affiliate-link",
    "affiliate link",
    "affiliatelinks",
    "bei einem kauf eine provision",
    "erhalten wir eine provision",
    "erhalten wir von dem",
    "bei den verlinkungen handelt es sich",
    "dieser artikel enthält werbe",
    "dieser beitrag enthält werbe",
    "alle rechte vorbehalten",
    "like this story? share",
    "share this article",
    "share this story",
    "did you find this article",
    "was this article helpful",
    "was this page helpful",
    "did you enjoy this",
    "if you enjoyed this article",
    "follow us on twitter",
    "follow us on facebook",
    "follow us on instagram",
    "follow him on twitter",
    "follow her on twitter",
    "follow them on twitter",
    "follow me on twitter",
    "like us on facebook",
    "sign up for our",
    "sign up to our",
    "sign up for the free",
    "sign up here",
    "signing up to our",
    "subscribe to our",
    "subscribe here",
    "subscribe now",
    "get the latest updates",
    "get breaking news alerts",
    "delivered to your inbox",
    "right in your inbox",
    "straight to your inbox",
    "free daily newsletter",
    "free newsletter",
    "download our app",
    "have a tip? ",
    "got a tip?",
    "if you have a news tip",
    "we'd like to hear what you think",
    "we’d like to hear what you think",
    "let us know in the comments",
    "tell us in the comments",
    "leave a comment below",
    "chat with us in facebook",
    "your email address will not",
    "required fields are marked",
    "comments are closed",
    "contributed to this report",
    "contributed reporting",
    "no part may be reproduced",
    "may not be reproduced, distributed",
    "may not be published, broadcast",
    "this document is subject to copyright",
    "all rights reserved",
    "we may earn a commission",
    "we may receive a commission",
    "may earn us a commission",
    "earn from qualifying purchases",
    "click here for more information",
    "click here to subscribe",
};

constexpr std::string_view kPlaceholders[] = {
    "externe inhalte",
    "externen inhalt",
    "externer inhalt",
    "externem inhalt",
    "inhalte von drittanbietern",
    "empfohlener redaktioneller inhalt",
    "personenbezogene daten an drittplattformen",
    "daten an drittanbieter übermittelt",
    "deine privatsphäre",
    "ihre privatsphäre",
    "mit dem laden des videos akzeptieren",
    "mit dem laden der karte akzeptieren",
    "mit dem laden des tweets akzeptieren",
    "mit dem laden des beitrags akzeptieren",
    "mit dem abspielen des videos",
    "inhalt laden",
    "inhalt entsperren",
    "video laden",
    "karte laden",
    "immer entsperren",
    "benötigen ihre zustimmung",
    "benötigen wir ihre zustimmung",
    "aktivieren sie javascript",
    "javascript aktivieren",
    "enable javascript",
    "we respect your privacy",
    "third-party content",
    "external content",
    "to view this content",
    "by loading the video",
};

std::vector<std::string> Strings(std::span<const std::string_view> phrases) {
  return {phrases.begin(), phrases.end()};
}

bool Contains(const LiteralAutomaton& phrases, std::string_view text) {
  bool found = false;
  phrases.FindAll(LowerText(text), [&](size_t, size_t) { found = true; });
  return found;
}

}  // namespace

bool IsInvitation(std::string_view paragraph) {
  constexpr size_t kLongest = 420;  // bytes
  if (paragraph.size() > kLongest) return false;
  static const LiteralAutomaton phrases(Strings(kInvitations));
  return Contains(phrases, paragraph);
}

bool IsEmbedPlaceholder(std::string_view paragraph) {
  constexpr size_t kLongest = 600;  // bytes
  if (paragraph.size() > kLongest) return false;
  static const LiteralAutomaton phrases(Strings(kPlaceholders));
  return Contains(phrases, paragraph);
}

}  // namespace ritmon
