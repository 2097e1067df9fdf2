// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_topic.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/literal_automaton.h"
#include "base/normalize.h"

namespace ritmon {
namespace {

// How a word is looked for in "-ueber-uns-": alone, as whole words, at the
// start of one, or anywhere (German compounds: "softwareloesungen").
enum class Match { kAlone, kWord, kStart, kPart };

struct Word {
  std::string_view text;  // folded, '-' between words
  Match match;
  UrlTopic topic;
};

// The first that matches counts: what makes a page unimportant is above what
// makes it important ("unternehmensnachrichten", "produkt-archiv").
constexpr Word kWords[] = {
    {"warenkorb", Match::kWord, UrlTopic::kAccount},
    {"cart", Match::kWord, UrlTopic::kAccount},
    {"basket", Match::kWord, UrlTopic::kAccount},
    {"checkout", Match::kWord, UrlTopic::kAccount},
    {"login", Match::kWord, UrlTopic::kAccount},
    {"anmelden", Match::kWord, UrlTopic::kAccount},
    {"registrieren", Match::kWord, UrlTopic::kAccount},
    {"mein-konto", Match::kWord, UrlTopic::kAccount},
    {"my-account", Match::kWord, UrlTopic::kAccount},
    {"intranet", Match::kWord, UrlTopic::kAccount},
    {"kundenportal", Match::kWord, UrlTopic::kAccount},
    {"tag", Match::kAlone, UrlTopic::kListing},
    {"tags", Match::kAlone, UrlTopic::kListing},
    {"schlagwort", Match::kStart, UrlTopic::kListing},
    {"category", Match::kAlone, UrlTopic::kListing},
    {"categories", Match::kAlone, UrlTopic::kListing},
    {"kategorie", Match::kStart, UrlTopic::kListing},
    {"author", Match::kAlone, UrlTopic::kListing},
    {"autor", Match::kAlone, UrlTopic::kListing},
    {"archiv", Match::kPart, UrlTopic::kArchive},
    {"datenschutz", Match::kStart, UrlTopic::kLegal},
    {"privacy", Match::kWord, UrlTopic::kLegal},
    {"cookie", Match::kStart, UrlTopic::kLegal},
    {"agb", Match::kWord, UrlTopic::kLegal},
    {"terms", Match::kWord, UrlTopic::kLegal},
    {"nutzungsbedingungen", Match::kWord, UrlTopic::kLegal},
    {"geschaeftsbedingungen", Match::kPart, UrlTopic::kLegal},
    {"widerruf", Match::kStart, UrlTopic::kLegal},
    {"disclaimer", Match::kWord, UrlTopic::kLegal},
    {"haftungsausschluss", Match::kWord, UrlTopic::kLegal},
    {"barrierefreiheit", Match::kWord, UrlTopic::kLegal},
    {"versand", Match::kWord, UrlTopic::kShop},
    {"zahlungsarten", Match::kWord, UrlTopic::kShop},
    {"shop", Match::kWord, UrlTopic::kShop},
    {"onlineshop", Match::kWord, UrlTopic::kShop},
    {"webshop", Match::kWord, UrlTopic::kShop},
    {"store", Match::kAlone, UrlTopic::kShop},
    {"sale", Match::kAlone, UrlTopic::kShop},
    {"gutschein", Match::kStart, UrlTopic::kShop},
    {"galerie", Match::kPart, UrlTopic::kMedia},
    {"gallery", Match::kWord, UrlTopic::kMedia},
    {"fotos", Match::kWord, UrlTopic::kMedia},
    {"mediathek", Match::kWord, UrlTopic::kMedia},
    {"download", Match::kStart, UrlTopic::kMedia},
    {"newsletter", Match::kStart, UrlTopic::kMedia},
    {"forum", Match::kWord, UrlTopic::kMedia},
    {"gaestebuch", Match::kWord, UrlTopic::kMedia},
    {"karriere", Match::kStart, UrlTopic::kJobs},
    {"career", Match::kStart, UrlTopic::kJobs},
    {"job", Match::kWord, UrlTopic::kJobs},
    {"jobs", Match::kWord, UrlTopic::kJobs},
    {"jobboerse", Match::kWord, UrlTopic::kJobs},
    {"stellen", Match::kStart, UrlTopic::kJobs},
    {"offene-stellen", Match::kWord, UrlTopic::kJobs},
    {"ausbildung", Match::kStart, UrlTopic::kJobs},
    {"praktik", Match::kStart, UrlTopic::kJobs},
    {"bewerb", Match::kStart, UrlTopic::kJobs},
    {"vacancies", Match::kWord, UrlTopic::kJobs},
    {"news", Match::kWord, UrlTopic::kNews},
    {"neuigkeiten", Match::kWord, UrlTopic::kNews},
    {"nachrichten", Match::kPart, UrlTopic::kNews},
    {"aktuelles", Match::kWord, UrlTopic::kNews},
    {"aktuell", Match::kWord, UrlTopic::kNews},
    {"meldung", Match::kStart, UrlTopic::kNews},
    {"blog", Match::kWord, UrlTopic::kNews},
    {"magazin", Match::kWord, UrlTopic::kNews},
    {"presse", Match::kStart, UrlTopic::kNews},
    {"press", Match::kWord, UrlTopic::kNews},
    {"medien", Match::kWord, UrlTopic::kNews},
    {"events", Match::kWord, UrlTopic::kEvents},
    {"event", Match::kWord, UrlTopic::kEvents},
    {"termine", Match::kWord, UrlTopic::kEvents},
    {"veranstaltung", Match::kStart, UrlTopic::kEvents},
    {"messen", Match::kWord, UrlTopic::kEvents},
    {"kalender", Match::kPart, UrlTopic::kEvents},
    {"calendar", Match::kWord, UrlTopic::kEvents},
    {"faq", Match::kWord, UrlTopic::kSupport},
    {"hilfe", Match::kWord, UrlTopic::kSupport},
    {"support", Match::kWord, UrlTopic::kSupport},
    {"glossar", Match::kStart, UrlTopic::kSupport},
    {"about", Match::kWord, UrlTopic::kCompany},
    {"aboutus", Match::kWord, UrlTopic::kCompany},
    {"about-us", Match::kWord, UrlTopic::kCompany},
    {"ueber-uns", Match::kWord, UrlTopic::kCompany},
    {"ueberuns", Match::kWord, UrlTopic::kCompany},
    {"uber-uns", Match::kWord, UrlTopic::kCompany},
    {"uberuns", Match::kWord, UrlTopic::kCompany},
    {"ueber", Match::kAlone, UrlTopic::kCompany},
    {"wir", Match::kAlone, UrlTopic::kCompany},
    {"wer-wir-sind", Match::kWord, UrlTopic::kCompany},
    {"was-wir-tun", Match::kWord, UrlTopic::kOffer},
    {"who-we-are", Match::kWord, UrlTopic::kCompany},
    {"what-we-do", Match::kWord, UrlTopic::kOffer},
    {"unternehmen", Match::kStart, UrlTopic::kCompany},
    {"company", Match::kWord, UrlTopic::kCompany},
    {"firma", Match::kWord, UrlTopic::kCompany},
    {"firmen", Match::kStart, UrlTopic::kCompany},
    {"betrieb", Match::kWord, UrlTopic::kCompany},
    {"profil", Match::kPart, UrlTopic::kCompany},
    {"profile", Match::kWord, UrlTopic::kCompany},
    {"portrait", Match::kPart, UrlTopic::kCompany},
    {"portraet", Match::kPart, UrlTopic::kCompany},
    {"philosophie", Match::kPart, UrlTopic::kCompany},
    {"leitbild", Match::kWord, UrlTopic::kCompany},
    {"mission", Match::kWord, UrlTopic::kCompany},
    {"vision", Match::kWord, UrlTopic::kCompany},
    {"was-wir-machen", Match::kWord, UrlTopic::kOffer},
    {"leistung", Match::kPart, UrlTopic::kOffer},
    {"service", Match::kWord, UrlTopic::kOffer},
    {"services", Match::kWord, UrlTopic::kOffer},
    {"angebot", Match::kStart, UrlTopic::kOffer},
    {"portfolio", Match::kPart, UrlTopic::kOffer},
    {"produkt", Match::kPart, UrlTopic::kOffer},
    {"product", Match::kStart, UrlTopic::kOffer},
    {"produktion", Match::kPart, UrlTopic::kOffer},
    {"fertigung", Match::kPart, UrlTopic::kOffer},
    {"loesung", Match::kPart, UrlTopic::kOffer},
    {"losung", Match::kStart, UrlTopic::kOffer},
    {"solution", Match::kStart, UrlTopic::kOffer},
    {"technologie", Match::kPart, UrlTopic::kOffer},
    {"technolog", Match::kStart, UrlTopic::kOffer},
    {"technik", Match::kPart, UrlTopic::kOffer},
    {"innovation", Match::kStart, UrlTopic::kOffer},
    {"forschung", Match::kPart, UrlTopic::kOffer},
    {"research", Match::kWord, UrlTopic::kOffer},
    {"entwicklung", Match::kPart, UrlTopic::kOffer},
    {"development", Match::kWord, UrlTopic::kOffer},
    {"projekt", Match::kPart, UrlTopic::kOffer},
    {"project", Match::kStart, UrlTopic::kOffer},
    {"referenz", Match::kPart, UrlTopic::kOffer},
    {"reference", Match::kStart, UrlTopic::kOffer},
    {"case-studies", Match::kWord, UrlTopic::kOffer},
    {"kompetenz", Match::kPart, UrlTopic::kOffer},
    {"expertise", Match::kWord, UrlTopic::kOffer},
    {"anwendung", Match::kPart, UrlTopic::kOffer},
    {"application", Match::kStart, UrlTopic::kOffer},
    {"branchen", Match::kStart, UrlTopic::kOffer},
    {"industries", Match::kWord, UrlTopic::kOffer},
    {"geschaeftsfeld", Match::kStart, UrlTopic::kOffer},
    {"geschaeftsbereich", Match::kStart, UrlTopic::kOffer},
    {"arbeitsgebiet", Match::kStart, UrlTopic::kOffer},
    {"taetigkeit", Match::kStart, UrlTopic::kOffer},
    {"sortiment", Match::kWord, UrlTopic::kOffer},
    {"nachhaltigkeit", Match::kStart, UrlTopic::kOffer},
    {"kontakt", Match::kStart, UrlTopic::kOffer},
    {"contact", Match::kWord, UrlTopic::kOffer},
    {"standort", Match::kStart, UrlTopic::kOffer},
    {"anfahrt", Match::kWord, UrlTopic::kOffer},
};

// Of a link's text, of a path's segment, of a parameter.
constexpr size_t kReadBytes = 200;  // see the header

bool Lowers(UrlTopic topic) {
  return PriorityOfTopic(topic) > PriorityOfTopic(UrlTopic::kNeutral);
}

// All words are looked for at once: every link of every page is asked.
const LiteralAutomaton& WordAutomaton() {
  static const LiteralAutomaton automaton = [] {
    std::vector<std::string> literals;
    for (const Word& word : kWords) {
      std::string literal(word.text);
      if (word.match != Match::kPart) literal.insert(0, "-");
      if (word.match == Match::kWord || word.match == Match::kAlone) {
        literal += '-';
      }
      literals.push_back(std::move(literal));
    }
    return LiteralAutomaton(literals);
  }();
  return automaton;
}

}  // namespace

int PriorityOfTopic(UrlTopic topic) {
  switch (topic) {
    case UrlTopic::kImprint:
      return 0;
    case UrlTopic::kCompany:
      return 1;
    case UrlTopic::kOffer:
      return 2;
    case UrlTopic::kNeutral:
      return 3;
    case UrlTopic::kSupport:
    case UrlTopic::kJobs:
    case UrlTopic::kNews:
      return 4;
    case UrlTopic::kEvents:
      return 5;
    case UrlTopic::kShop:
    case UrlTopic::kLegal:
    case UrlTopic::kMedia:
    case UrlTopic::kArchive:
      return 6;
    case UrlTopic::kListing:
      return 7;
    case UrlTopic::kAccount:
      return 8;
  }
  return 3;
}

std::string TopicWords(std::string_view text) {
  std::string out = "-";
  for (const char c : Fold(text.substr(0, kReadBytes))) {
    const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (in_word) {
      out.push_back(c);
    } else if (!out.ends_with('-')) {
      out.push_back('-');
    }
  }
  if (!out.ends_with('-')) out.push_back('-');
  return out;
}

int CountTopicWords(std::string_view words) {
  return static_cast<int>(std::count(words.begin(), words.end(), '-')) - 1;
}

UrlTopic TopicOf(std::string_view words, bool is_title) {
  size_t first = std::size(kWords);
  WordAutomaton().FindAll(words, [&](size_t literal, size_t) {
    const Word& word = kWords[literal];
    if (literal >= first || (is_title && Lowers(word.topic))) return;
    if (word.match == Match::kAlone && words.size() != word.text.size() + 2) {
      return;
    }
    first = literal;
  });
  return first == std::size(kWords) ? UrlTopic::kNeutral : kWords[first].topic;
}

}  // namespace ritmon
