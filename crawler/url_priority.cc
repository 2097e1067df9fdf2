// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_priority.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "crawler/scope.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

enum class Topic {
  kImprint,
  kCompany,
  kOffer,
  kNeutral,
  kSupport,
  kJobs,
  kNews,
  kEvents,
  kShop,
  kLegal,
  kMedia,
  kArchive,
  kListing,
  kAccount,
};

int PriorityOfTopic(Topic topic) {
  switch (topic) {
    case Topic::kImprint:
      return 0;
    case Topic::kCompany:
      return 1;
    case Topic::kOffer:
      return 2;
    case Topic::kNeutral:
      return 3;
    case Topic::kSupport:
    case Topic::kJobs:
    case Topic::kNews:
      return 4;
    case Topic::kEvents:
      return 5;
    case Topic::kShop:
    case Topic::kLegal:
    case Topic::kMedia:
    case Topic::kArchive:
      return 6;
    case Topic::kListing:
      return 7;
    case Topic::kAccount:
      return kLowestPriority;
  }
  return 3;
}

// How a word is looked for in "-ueber-uns-": alone, as whole words, at the
// start of one, or anywhere (German compounds: "softwareloesungen").
enum class Match { kAlone, kWord, kStart, kPart };

struct Word {
  std::string_view text;  // folded, '-' between words
  Match match;
  Topic topic;
};

// The first that matches counts: what makes a page unimportant is above what
// makes it important ("unternehmensnachrichten", "produkt-archiv").
constexpr Word kWords[] = {
    {"warenkorb", Match::kWord, Topic::kAccount},
    {"cart", Match::kWord, Topic::kAccount},
    {"basket", Match::kWord, Topic::kAccount},
    {"checkout", Match::kWord, Topic::kAccount},
    {"login", Match::kWord, Topic::kAccount},
    {"anmelden", Match::kWord, Topic::kAccount},
    {"registrieren", Match::kWord, Topic::kAccount},
    {"mein-konto", Match::kWord, Topic::kAccount},
    {"my-account", Match::kWord, Topic::kAccount},
    {"intranet", Match::kWord, Topic::kAccount},
    {"kundenportal", Match::kWord, Topic::kAccount},
    {"tag", Match::kAlone, Topic::kListing},
    {"tags", Match::kAlone, Topic::kListing},
    {"schlagwort", Match::kStart, Topic::kListing},
    {"category", Match::kAlone, Topic::kListing},
    {"categories", Match::kAlone, Topic::kListing},
    {"kategorie", Match::kStart, Topic::kListing},
    {"author", Match::kAlone, Topic::kListing},
    {"autor", Match::kAlone, Topic::kListing},
    {"archiv", Match::kPart, Topic::kArchive},
    {"datenschutz", Match::kStart, Topic::kLegal},
    {"privacy", Match::kWord, Topic::kLegal},
    {"cookie", Match::kStart, Topic::kLegal},
    {"agb", Match::kWord, Topic::kLegal},
    {"terms", Match::kWord, Topic::kLegal},
    {"nutzungsbedingungen", Match::kWord, Topic::kLegal},
    {"geschaeftsbedingungen", Match::kPart, Topic::kLegal},
    {"widerruf", Match::kStart, Topic::kLegal},
    {"disclaimer", Match::kWord, Topic::kLegal},
    {"haftungsausschluss", Match::kWord, Topic::kLegal},
    {"barrierefreiheit", Match::kWord, Topic::kLegal},
    {"versand", Match::kWord, Topic::kShop},
    {"zahlungsarten", Match::kWord, Topic::kShop},
    {"shop", Match::kWord, Topic::kShop},
    {"onlineshop", Match::kWord, Topic::kShop},
    {"webshop", Match::kWord, Topic::kShop},
    {"store", Match::kAlone, Topic::kShop},
    {"sale", Match::kAlone, Topic::kShop},
    {"gutschein", Match::kStart, Topic::kShop},
    {"galerie", Match::kPart, Topic::kMedia},
    {"gallery", Match::kWord, Topic::kMedia},
    {"fotos", Match::kWord, Topic::kMedia},
    {"mediathek", Match::kWord, Topic::kMedia},
    {"download", Match::kStart, Topic::kMedia},
    {"newsletter", Match::kStart, Topic::kMedia},
    {"forum", Match::kWord, Topic::kMedia},
    {"gaestebuch", Match::kWord, Topic::kMedia},
    {"karriere", Match::kStart, Topic::kJobs},
    {"career", Match::kStart, Topic::kJobs},
    {"job", Match::kWord, Topic::kJobs},
    {"jobs", Match::kWord, Topic::kJobs},
    {"jobboerse", Match::kWord, Topic::kJobs},
    {"stellen", Match::kStart, Topic::kJobs},
    {"offene-stellen", Match::kWord, Topic::kJobs},
    {"ausbildung", Match::kStart, Topic::kJobs},
    {"praktik", Match::kStart, Topic::kJobs},
    {"bewerb", Match::kStart, Topic::kJobs},
    {"vacancies", Match::kWord, Topic::kJobs},
    {"news", Match::kWord, Topic::kNews},
    {"neuigkeiten", Match::kWord, Topic::kNews},
    {"nachrichten", Match::kPart, Topic::kNews},
    {"aktuelles", Match::kWord, Topic::kNews},
    {"aktuell", Match::kWord, Topic::kNews},
    {"meldung", Match::kStart, Topic::kNews},
    {"blog", Match::kWord, Topic::kNews},
    {"magazin", Match::kWord, Topic::kNews},
    {"presse", Match::kStart, Topic::kNews},
    {"press", Match::kWord, Topic::kNews},
    {"medien", Match::kWord, Topic::kNews},
    {"events", Match::kWord, Topic::kEvents},
    {"event", Match::kWord, Topic::kEvents},
    {"termine", Match::kWord, Topic::kEvents},
    {"veranstaltung", Match::kStart, Topic::kEvents},
    {"messen", Match::kWord, Topic::kEvents},
    {"kalender", Match::kPart, Topic::kEvents},
    {"calendar", Match::kWord, Topic::kEvents},
    {"faq", Match::kWord, Topic::kSupport},
    {"hilfe", Match::kWord, Topic::kSupport},
    {"support", Match::kWord, Topic::kSupport},
    {"glossar", Match::kStart, Topic::kSupport},
    {"about", Match::kWord, Topic::kCompany},
    {"aboutus", Match::kWord, Topic::kCompany},
    {"about-us", Match::kWord, Topic::kCompany},
    {"ueber-uns", Match::kWord, Topic::kCompany},
    {"ueberuns", Match::kWord, Topic::kCompany},
    {"uber-uns", Match::kWord, Topic::kCompany},
    {"uberuns", Match::kWord, Topic::kCompany},
    {"ueber", Match::kAlone, Topic::kCompany},
    {"wir", Match::kAlone, Topic::kCompany},
    {"wer-wir-sind", Match::kWord, Topic::kCompany},
    {"was-wir-tun", Match::kWord, Topic::kOffer},
    {"who-we-are", Match::kWord, Topic::kCompany},
    {"what-we-do", Match::kWord, Topic::kOffer},
    {"unternehmen", Match::kStart, Topic::kCompany},
    {"company", Match::kWord, Topic::kCompany},
    {"firma", Match::kWord, Topic::kCompany},
    {"firmen", Match::kStart, Topic::kCompany},
    {"betrieb", Match::kWord, Topic::kCompany},
    {"profil", Match::kPart, Topic::kCompany},
    {"profile", Match::kWord, Topic::kCompany},
    {"portrait", Match::kPart, Topic::kCompany},
    {"portraet", Match::kPart, Topic::kCompany},
    {"philosophie", Match::kPart, Topic::kCompany},
    {"leitbild", Match::kWord, Topic::kCompany},
    {"mission", Match::kWord, Topic::kCompany},
    {"vision", Match::kWord, Topic::kCompany},
    {"was-wir-machen", Match::kWord, Topic::kOffer},
    {"leistung", Match::kPart, Topic::kOffer},
    {"service", Match::kWord, Topic::kOffer},
    {"services", Match::kWord, Topic::kOffer},
    {"angebot", Match::kStart, Topic::kOffer},
    {"portfolio", Match::kPart, Topic::kOffer},
    {"produkt", Match::kPart, Topic::kOffer},
    {"product", Match::kStart, Topic::kOffer},
    {"produktion", Match::kPart, Topic::kOffer},
    {"fertigung", Match::kPart, Topic::kOffer},
    {"loesung", Match::kPart, Topic::kOffer},
    {"losung", Match::kStart, Topic::kOffer},
    {"solution", Match::kStart, Topic::kOffer},
    {"technologie", Match::kPart, Topic::kOffer},
    {"technolog", Match::kStart, Topic::kOffer},
    {"technik", Match::kPart, Topic::kOffer},
    {"innovation", Match::kStart, Topic::kOffer},
    {"forschung", Match::kPart, Topic::kOffer},
    {"research", Match::kWord, Topic::kOffer},
    {"entwicklung", Match::kPart, Topic::kOffer},
    {"development", Match::kWord, Topic::kOffer},
    {"projekt", Match::kPart, Topic::kOffer},
    {"project", Match::kStart, Topic::kOffer},
    {"referenz", Match::kPart, Topic::kOffer},
    {"reference", Match::kStart, Topic::kOffer},
    {"case-studies", Match::kWord, Topic::kOffer},
    {"kompetenz", Match::kPart, Topic::kOffer},
    {"expertise", Match::kWord, Topic::kOffer},
    {"anwendung", Match::kPart, Topic::kOffer},
    {"application", Match::kStart, Topic::kOffer},
    {"branchen", Match::kStart, Topic::kOffer},
    {"industries", Match::kWord, Topic::kOffer},
    {"geschaeftsfeld", Match::kStart, Topic::kOffer},
    {"geschaeftsbereich", Match::kStart, Topic::kOffer},
    {"arbeitsgebiet", Match::kStart, Topic::kOffer},
    {"taetigkeit", Match::kStart, Topic::kOffer},
    {"sortiment", Match::kWord, Topic::kOffer},
    {"nachhaltigkeit", Match::kStart, Topic::kOffer},
    {"kontakt", Match::kStart, Topic::kOffer},
    {"contact", Match::kWord, Topic::kOffer},
    {"standort", Match::kStart, Topic::kOffer},
    {"anfahrt", Match::kWord, Topic::kOffer},
};

// Of a link's text, of a path's segment, of a parameter.
constexpr size_t kReadBytes = 200;

// "Über uns.html" as "-ueber-uns-html-".
std::string Words(std::string_view text) {
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

int CountWords(std::string_view words) {
  return static_cast<int>(std::count(words.begin(), words.end(), '-')) - 1;
}

bool Matches(std::string_view words, const Word& word) {
  if (word.match == Match::kAlone) {
    return words.size() == word.text.size() + 2 &&
           words.substr(1, word.text.size()) == word.text;
  }
  for (size_t at = words.find(word.text); at != std::string_view::npos;
       at = words.find(word.text, at + 1)) {
    if (word.match == Match::kPart) return true;
    if (words[at - 1] != '-') continue;
    if (word.match == Match::kStart || words[at + word.text.size()] == '-') {
      return true;
    }
  }
  return false;
}

// A title made of many words is about something: "karriere" in it does not
// make it an advertisement.
constexpr int kMostWordsOfAName = 4;

Topic TopicOf(std::string_view words, bool is_title) {
  for (const Word& word : kWords) {
    const bool lowers =
        PriorityOfTopic(word.topic) > PriorityOfTopic(Topic::kNeutral);
    if ((!is_title || !lowers) && Matches(words, word)) return word.topic;
  }
  return Topic::kNeutral;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// The file name's extension apart: "-ueber-uns-".
std::string SegmentWords(std::string_view segment) {
  const size_t dot = segment.rfind('.');
  if (dot != std::string_view::npos && segment.size() - dot <= 6) {
    segment = segment.substr(0, dot);
  }
  return Words(PercentDecode(segment));
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

bool IsYear(std::string_view text) {
  return text.size() == 4 && IsNumber(text) &&
         (text.starts_with("19") || text.starts_with("20"));
}

// ---- Languages -------------------------------------------------------------

struct LanguageName {
  std::string_view name;
  std::string_view code;
};
constexpr LanguageName kLanguages[] = {
    {"de", "de"},        {"en", "en"},       {"fr", "fr"},
    {"es", "es"},        {"nl", "nl"},       {"pl", "pl"},
    {"da", "da"},        {"sv", "sv"},       {"nb", "nb"},
    {"fi", "fi"},        {"cs", "cs"},       {"sk", "sk"},
    {"hu", "hu"},        {"ro", "ro"},       {"bg", "bg"},
    {"hr", "hr"},        {"sl", "sl"},       {"lt", "lt"},
    {"lv", "lv"},        {"et", "et"},       {"el", "el"},
    {"ru", "ru"},        {"uk", "uk"},       {"tr", "tr"},
    {"pt", "pt"},        {"zh", "zh"},       {"ja", "ja"},
    {"ko", "ko"},        {"ar", "ar"},       {"he", "he"},
    {"vi", "vi"},        {"deutsch", "de"},  {"german", "de"},
    {"english", "en"},   {"englisch", "en"}, {"eng", "en"},
    {"deu", "de"},       {"ger", "de"},      {"french", "fr"},
    {"francais", "fr"},  {"spanish", "es"},  {"espanol", "es"},
    {"italiano", "it"},  {"italian", "it"},  {"polski", "pl"},
    {"nederlands", "nl"}};

// "en", "en-us", "en_GB", "english"; `text` is in lower case.
std::string_view LanguageOfName(std::string_view text) {
  const size_t region = text.find_first_of("-_");
  if (region == 2 && text.size() <= 7) {
    if (text.starts_with("it")) return "it";
    text = text.substr(0, region);
  }
  for (const LanguageName& language : kLanguages) {
    if (language.name == text) return language.code;
  }
  return {};
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// "about_en.html", "about.en.html".
std::string_view LanguageOfFile(std::string_view file) {
  const size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || file.size() - dot > 6) return {};
  file = file.substr(0, dot);
  const size_t mark = file.find_last_of("_.");
  if (mark == std::string_view::npos || file.size() - mark != 3) return {};
  return LanguageOfName(file.substr(mark + 1));
}

std::string_view LanguageOfQuery(std::string_view query) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"lang", "language", "sprache", "hl", "locale", "lng", "lg"});
  for (const std::string_view parameter : Split(query, '&')) {
    const size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (std::find(kNames.begin(), kNames.end(), parameter.substr(0, equals)) ==
        kNames.end()) {
      continue;
    }
    const std::string_view value = parameter.substr(equals + 1);
    if (const auto language = LanguageOfName(value); !language.empty()) {
      return language;
    }
    if (value == "it") return "it";
  }
  return {};
}

// ---- Kinds of paths
// ----------------------------------------------------------

struct PathView {
  std::string lower;
  std::vector<std::string_view> segments;  // of `lower`, a language apart
};

PathView ViewPath(const Url& url) {
  PathView view{.lower = Lower(url.path())};
  view.segments = Split(view.lower, '/');
  if (!view.segments.empty() && !LanguageOfName(view.segments[0]).empty()) {
    view.segments.erase(view.segments.begin());
  }
  return view;
}

bool IsStartPage(const PathView& path) {
  if (path.segments.empty()) return true;
  if (path.segments.size() > 1) return false;
  const std::string_view name =
      path.segments[0].substr(0, path.segments[0].find_first_of("._"));
  return name == "index" || name == "home" || name == "start" ||
         name == "startseite" || name == "default" || name == "willkommen";
}

bool IsPageOfList(const PathView& path, std::string_view lower_query) {
  for (size_t i = 0; i + 1 < path.segments.size(); ++i) {
    const std::string_view name = path.segments[i];
    if ((name == "page" || name == "seite") && IsNumber(path.segments[i + 1])) {
      return true;
    }
  }
  constexpr auto kNames = std::to_array<std::string_view>(
      {"page", "seite", "paged", "start", "offset", "limitstart", "p", "pg"});
  for (const std::string_view parameter : Split(lower_query, '&')) {
    const size_t equals = std::min(parameter.find('='), parameter.size());
    std::string_view name = parameter.substr(0, equals);
    // "tx_news_pi1[currentPage]".
    if (name.ends_with("currentpage]") || name.ends_with("currentpage%5d")) {
      return true;
    }
    const std::string_view value =
        parameter.substr(std::min(equals + 1, parameter.size()));
    const bool listed =
        std::find(kNames.begin(), kNames.end(), name) != kNames.end();
    // "?p=123" is WordPress's name of an article.
    if (listed && IsNumber(value) && value.size() <= (name == "p" ? 2u : 4u)) {
      return true;
    }
  }
  return false;
}

// "/2024/05/title" is a news item, "/2024/05/" or "/news/2024/" an archive.
std::optional<int> PriorityOfDatedPath(const PathView& path) {
  const auto& segments = path.segments;
  for (size_t i = 0; i < segments.size(); ++i) {
    if (!IsYear(segments[i])) continue;
    const bool ends = std::all_of(segments.begin() + static_cast<ptrdiff_t>(i),
                                  segments.end(), IsNumber);
    if (ends) return PriorityOfTopic(Topic::kArchive);
    if (IsNumber(segments[i + 1])) return PriorityOfTopic(Topic::kEvents);
  }
  return std::nullopt;
}

// The most telling segment: what lowers wins, then the last that says anything.
int PriorityOfSegments(const PathView& path) {
  int priority = PriorityOfTopic(Topic::kNeutral);
  bool below_news = false;
  for (size_t i = 0; i < path.segments.size(); ++i) {
    const bool is_last = i + 1 == path.segments.size();
    const std::string words = SegmentWords(path.segments[i]);
    const bool is_title = is_last && CountWords(words) > kMostWordsOfAName;
    const Topic topic = TopicOf(words, is_title);
    const int found = PriorityOfTopic(topic);
    const int neutral = PriorityOfTopic(Topic::kNeutral);
    if (found > neutral) {
      priority = std::max(priority, found);
    } else if (found < neutral && priority <= neutral) {
      priority = found;
    }
    below_news |= topic == Topic::kNews && !is_last;
  }
  // "/news/" says that there is news; "/news/title" is one of many.
  return below_news ? std::max(priority, PriorityOfTopic(Topic::kEvents))
                    : priority;
}

int PriorityOfQuery(std::string_view query) {
  int priority = PriorityOfTopic(Topic::kNeutral);
  for (const std::string_view parameter : Split(query, '&')) {
    const size_t equals = std::min(parameter.find('='), parameter.size());
    // Names of parameters lower ("?tag=x"), values say what there is.
    const int name = PriorityOfTopic(
        TopicOf(Words(PercentDecode(parameter.substr(0, equals))), false));
    const int value = PriorityOfTopic(TopicOf(
        SegmentWords(parameter.substr(std::min(equals + 1, parameter.size()))),
        false));
    const int neutral = PriorityOfTopic(Topic::kNeutral);
    if (name > neutral) return name;
    if (value != neutral) priority = value;
  }
  return priority;
}

bool SaysImprint(const Url& url, std::string_view text_words) {
  if (LooksLikeImprint(url)) return true;
  if (CountWords(text_words) > kMostWordsOfAName) return false;
  for (const std::string_view word :
       {"-impressum-", "-imprint-", "-legal-notice-",
        "-anbieterkennzeichnung-"}) {
    if (text_words.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// What the URL itself says, whatever its language.
int PriorityByUrl(const Url& url, const PathView& path) {
  const std::string query = Lower(url.query());
  if (path.lower.ends_with(".pdf")) return PriorityOfTopic(Topic::kMedia);
  if (IsPageOfList(path, query)) return PriorityOfTopic(Topic::kListing);
  const int by_query = PriorityOfQuery(query);
  if (IsStartPage(path) && (query.empty() || !LanguageOfQuery(query).empty())) {
    return PriorityOfTopic(Topic::kCompany);
  }
  const int by_path = PriorityOfSegments(path);
  const int neutral = PriorityOfTopic(Topic::kNeutral);
  if (by_path > neutral || by_query > neutral) {
    const auto dated = PriorityOfDatedPath(path);
    return std::max({by_path, by_query, dated.value_or(0)});
  }
  if (const auto dated = PriorityOfDatedPath(path)) return *dated;
  return std::min(by_path, by_query);
}

}  // namespace

std::string LanguageOfPath(const Url& url) {
  const std::string path = Lower(url.path());
  const auto segments = Split(path, '/');
  for (size_t i = 0; i < segments.size() && i < 2; ++i) {
    // "/ch/fr/", "/index.php/en/": a country or a program may come first.
    const std::string_view first = segments[0];
    if (i == 1 && first.size() != 2 && !first.starts_with("index")) break;
    if (const auto language = LanguageOfName(segments[i]); !language.empty()) {
      return std::string(language);
    }
  }
  if (const auto language = LanguageOfQuery(Lower(url.query()));
      !language.empty()) {
    return std::string(language);
  }
  if (!segments.empty()) {
    if (const auto language = LanguageOfFile(segments.back());
        !language.empty()) {
      return std::string(language);
    }
  }
  const std::string_view host = WithoutWww(url.host());
  const size_t dot = host.find('.');
  if (dot == std::string_view::npos || RegistrableDomain(host) == host) {
    return {};
  }
  return std::string(LanguageOfName(host.substr(0, dot)));
}

int PriorityOf(const Url& url, const LinkHints& hints) {
  const std::string text = Words(hints.text);
  if (SaysImprint(url, text)) return PriorityOfTopic(Topic::kImprint);
  const PathView path = ViewPath(url);
  int priority = PriorityByUrl(url, path);
  if (priority == PriorityOfTopic(Topic::kNeutral) &&
      CountWords(text) <= kMostWordsOfAName) {
    priority = PriorityOfTopic(TopicOf(text, false));
  }
  if (hints.nofollow) ++priority;
  const std::string language = LanguageOfPath(url);
  const bool is_double = !hints.site_lang.empty() &&
                         (hints.language_double ||
                          (!language.empty() && language != hints.site_lang));
  if (is_double) {
    constexpr int kLater = 4;
    priority = std::max(priority + kLater, 6);
  }
  return std::min(priority, kLowestPriority);
}

}  // namespace ritmon
