// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_priority.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "crawler/scope.h"
#include "crawler/url_language.h"
#include "crawler/url_parts.h"
#include "crawler/url_topic.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

// The file name's extension apart: "-ueber-uns-".
std::string SegmentWords(std::string_view segment) {
  const size_t dot = segment.rfind('.');
  if (dot != std::string_view::npos && segment.size() - dot <= 6) {
    segment = segment.substr(0, dot);
  }
  return TopicWords(PercentDecode(segment));
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

struct PathView {
  std::string_view lower;                  // of a string that outlives this
  std::vector<std::string_view> segments;  // of `lower`, a language apart
};

PathView ViewPath(std::string_view lower) {
  PathView view{lower, SplitUrlPart(lower, '/')};
  if (!view.segments.empty() && IsLanguageName(view.segments[0])) {
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
  for (const std::string_view parameter : SplitUrlPart(lower_query, '&')) {
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
    if (ends) return PriorityOfTopic(UrlTopic::kArchive);
    if (IsNumber(segments[i + 1])) return PriorityOfTopic(UrlTopic::kEvents);
  }
  return std::nullopt;
}

// The most telling segment: what lowers wins, then the last that says anything.
int PriorityOfSegments(const PathView& path) {
  int priority = PriorityOfTopic(UrlTopic::kNeutral);
  bool below_news = false;
  for (size_t i = 0; i < path.segments.size(); ++i) {
    const bool is_last = i + 1 == path.segments.size();
    const std::string words = SegmentWords(path.segments[i]);
    const bool is_title = is_last && CountTopicWords(words) > kMostWordsOfAName;
    const UrlTopic topic = TopicOf(words, is_title);
    const int found = PriorityOfTopic(topic);
    const int neutral = PriorityOfTopic(UrlTopic::kNeutral);
    if (found > neutral) {
      priority = std::max(priority, found);
    } else if (found < neutral && priority <= neutral) {
      priority = found;
    }
    below_news |= topic == UrlTopic::kNews && !is_last;
  }
  // "/news/" says that there is news; "/news/title" is one of many.
  return below_news ? std::max(priority, PriorityOfTopic(UrlTopic::kEvents))
                    : priority;
}

int PriorityOfQuery(std::string_view query) {
  int priority = PriorityOfTopic(UrlTopic::kNeutral);
  for (const std::string_view parameter : SplitUrlPart(query, '&')) {
    const size_t equals = std::min(parameter.find('='), parameter.size());
    // Names of parameters lower ("?tag=x"), values say what there is.
    const int name = PriorityOfTopic(
        TopicOf(TopicWords(PercentDecode(parameter.substr(0, equals))), false));
    const int value = PriorityOfTopic(TopicOf(
        SegmentWords(parameter.substr(std::min(equals + 1, parameter.size()))),
        false));
    const int neutral = PriorityOfTopic(UrlTopic::kNeutral);
    if (name > neutral) return name;
    if (value != neutral) priority = value;
  }
  return priority;
}

bool SaysImprint(const Url& url, std::string_view text_words) {
  if (LooksLikeImprint(url)) return true;
  if (CountTopicWords(text_words) > kMostWordsOfAName) return false;
  for (const std::string_view word :
       {"-impressum-", "-imprint-", "-legal-notice-",
        "-anbieterkennzeichnung-"}) {
    if (text_words.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// What the URL itself says, whatever its language.
int PriorityByUrl(const Url& url, const PathView& path) {
  const std::string query = AsciiLower(url.query());
  if (path.lower.ends_with(".pdf")) return PriorityOfTopic(UrlTopic::kMedia);
  if (IsPageOfList(path, query)) return PriorityOfTopic(UrlTopic::kListing);
  const int by_query = PriorityOfQuery(query);
  if (IsStartPage(path) && (query.empty() || !LanguageOfPath(url).empty())) {
    return PriorityOfTopic(UrlTopic::kCompany);
  }
  const int by_path = PriorityOfSegments(path);
  const int neutral = PriorityOfTopic(UrlTopic::kNeutral);
  if (by_path > neutral || by_query > neutral) {
    const auto dated = PriorityOfDatedPath(path);
    return std::max({by_path, by_query, dated.value_or(0)});
  }
  if (const auto dated = PriorityOfDatedPath(path)) return *dated;
  return std::min(by_path, by_query);
}

bool IsInAnother(std::string_view language, const Url& url) {
  const std::string named = LanguageOfPath(url);
  return !named.empty() && named != language;
}

}  // namespace

int PriorityOf(const Url& url, const LinkHints& hints) {
  const std::string text = TopicWords(hints.text);
  if (SaysImprint(url, text)) return PriorityOfTopic(UrlTopic::kImprint);
  const std::string lower_path = AsciiLower(url.path());
  const PathView path = ViewPath(lower_path);
  int priority = PriorityByUrl(url, path);
  if (priority == PriorityOfTopic(UrlTopic::kNeutral) &&
      CountTopicWords(text) <= kMostWordsOfAName) {
    priority = PriorityOfTopic(TopicOf(text, false));
  }
  if (hints.nofollow) ++priority;
  if (!hints.site_lang.empty() &&
      (hints.language_double || IsInAnother(hints.site_lang, url))) {
    constexpr int kLater = 4;
    priority = std::max(priority + kLater, 6);
  }
  return std::min(priority, kLowestPriority);
}

}  // namespace ritmon
