// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/feed_entries.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/domain_name.h"
#include "base/fingerprint.h"
#include "base/simhash.h"
#include "classifier/page_parser.h"
#include "crawler/scope.h"
#include "crawler/url_priority.h"
#include "model/robots_directives.h"
#include "pipeline/plausible_date.h"

namespace ritmon {
namespace {

// Of feeds that no configuration names.
constexpr int kMaxEntries = 200;
// Of these the pages are asked for before any other news of the site.
constexpr size_t kNewest = 10;

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string AsHtml(const FeedText& text) {
  return text.type == FeedTextType::kText ? "<p>" + Escaped(text.text) + "</p>"
                                          : text.text;
}

// Letters and digits of "de-DE" and the like only: it goes into markup.
std::string LanguageOf(const FeedEntry& entry) {
  std::string lang;
  for (const char c : entry.language.substr(0, 16)) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-') lang += c;
  }
  return lang;
}

constexpr char kNowhereUrl[] = "http://feed.invalid/";  // RFC 2606

// "http://www.a.example/feed/" and "https://a.example/feed" are one feed.
std::string LooseKey(const Url& url) {
  std::string path(url.path_and_query());
  while (path.ends_with('/')) path.pop_back();
  return std::string(WithoutWww(url.host())) + path;
}

struct Listed {
  const FeedEntry* entry;
  Url url;
  std::string key;
  std::optional<Timestamp> at;  // published, else updated
};

// Entries with a page, newest first, those without a date in the feed's order
// behind; each page once.
std::vector<Listed> ListedBy(const Feed& feed, size_t most) {
  std::vector<Listed> listed;
  std::set<std::string> keys;
  for (const FeedEntry& entry : feed.entries) {
    auto url = Url::Parse(entry.link);
    if (!url) continue;
    std::string key = url->Canonical();
    if (!keys.insert(key).second) continue;
    listed.push_back({&entry, std::move(*url), std::move(key),
                      entry.published ? entry.published : entry.updated});
  }
  std::stable_sort(
      listed.begin(), listed.end(), [](const Listed& a, const Listed& b) {
        return a.at.value_or(Timestamp{}) > b.at.value_or(Timestamp{});
      });
  if (listed.size() > most) listed.erase(listed.begin() + most, listed.end());
  return listed;
}

FoundUrl LinkTo(const Listed& listed, size_t place, bool alone) {
  FoundUrl found{.url = listed.url};
  found.priority = std::min(PriorityOf(listed.url) + (place < kNewest ? 0 : 1),
                            kLowestPriority);
  const FeedEntry& entry = *listed.entry;
  found.lastmod = entry.updated ? entry.updated : entry.published;
  found.alone = alone;
  return found;
}

class ExcerptMaker {
 public:
  ExcerptMaker(const FetchResult& result, const CaptureRef& ref,
               const FeedRules& rules, const FeedSource* source,
               const Feed& feed)
      : result_(result),
        ref_(ref),
        rules_(rules),
        source_(source),
        feed_(feed),
        site_(RegistrableDomain(result.request.url.host())) {}

  bool Wants(const Listed& listed) const {
    return source_ != nullptr || RegistrableDomain(listed.url.host()) == site_;
  }

  PageRecord Make(const Listed& listed) const {
    const FeedEntry& entry = *listed.entry;
    PageRecord record;
    record.key = listed.key;
    record.href = listed.url.href();
    record.host = listed.url.host();
    record.site = RegistrableDomain(listed.url.host());
    record.kind = KindOf(record.site);
    record.fetched_at =
        std::chrono::floor<std::chrono::seconds>(result_.fetched_at);
    record.capture = ref_;
    record.excerpt = true;
    record.status = result_.status;
    FeedEntry told = entry;
    if (told.language.empty() && source_ != nullptr) {
      told.language = source_->language;
    }
    Page page = PageOfEntry(told, listed.url);
    record.title = std::move(page.title);
    record.lang = std::move(page.lang);
    record.charset = "utf-8";
    record.published = PlausiblyPublished(listed.at, record.fetched_at);
    record.updated = PlausiblyPublished(entry.updated, record.fetched_at);
    record.publisher = feed_.publisher;
    if (source_ != nullptr && !source_->publisher.empty()) {
      record.publisher = source_->publisher;
    }
    record.notes = std::move(page.notes);
    record.notes.erase(PageNote::kNeedsScript);
    record.notes.insert(PageNote::kFromFeed);
    record.text_hash = Simhash(PageText(page));
    record.blocks = std::move(page.blocks);
    return record;
  }

 private:
  PageKind KindOf(const std::string& site) const {
    if (rules_.news_sites.contains(site)) return PageKind::kNews;
    return source_ == nullptr ? PageKind::kWeb : source_->kind;
  }

  const FetchResult& result_;
  const CaptureRef& ref_;
  const FeedRules& rules_;
  const FeedSource* source_;
  const Feed& feed_;
  std::string site_;
};

uint64_t HashOf(const Feed& feed) {
  std::string all;
  for (const FeedEntry& entry : feed.entries) {
    for (const std::string* part : {&entry.id, &entry.link, &entry.title.text,
                                    &entry.summary.text, &entry.content.text}) {
      all.append(*part) += '\0';
    }
    if (entry.updated) all += FormatTimestamp(*entry.updated);
    all += '\n';
  }
  return all.empty() ? 0 : Fingerprint64(all);
}

}  // namespace

bool IsFeedAnswer(const FetchResult& result) {
  if (result.outcome != FetchOutcome::kOk) return false;
  if (result.request.kind == FetchKind::kFeed) return true;
  if (result.request.kind != FetchKind::kPage) return false;
  const std::string_view type = FindHeader(result.headers, "Content-Type");
  return StartsWithNoCase(type, "application/rss+xml") ||
         StartsWithNoCase(type, "application/atom+xml") ||
         StartsWithNoCase(type, "application/feed+json");
}

const FeedSource* SourceOf(const std::vector<FeedSource>& sources,
                           const Url& url) {
  const std::string wanted = LooseKey(url);
  for (const FeedSource& source : sources) {
    const auto known = Url::Parse(source.url);
    if (known && LooseKey(*known) == wanted) return &source;
  }
  return nullptr;
}

FeedReading ReadFeed(const FetchResult& result, const CaptureRef& ref,
                     const FeedRules& rules) {
  FeedReading reading;
  const Url& url = result.request.url;
  const Feed feed =
      ParseFeed(result.body, &url, FindHeader(result.headers, "Content-Type"));
  const FeedSource* source = SourceOf(rules.sources, url);
  reading.entries_hash = HashOf(feed);
  const RobotsDirectives directives =
      RobotsTagsOf(result.headers, rules.product_token);
  const int most = source == nullptr ? kMaxEntries : source->max_entries;
  const ExcerptMaker maker(result, ref, rules, source, feed);
  const auto listed = ListedBy(feed, static_cast<size_t>(most));
  for (size_t place = 0; place < listed.size(); ++place) {
    if (!directives.noindex && maker.Wants(listed[place])) {
      reading.excerpts.push_back(maker.Make(listed[place]));
    }
    if (directives.nofollow || (source != nullptr && !source->pages)) continue;
    reading.links.push_back(LinkTo(listed[place], place, source != nullptr));
  }
  return reading;
}

Page PageOfEntry(const FeedEntry& entry, const Url& url) {
  const FeedText& text = entry.content.text.size() >= entry.summary.text.size()
                             ? entry.content
                             : entry.summary;
  const std::string title = PlainText(entry.title);
  std::string html = "<!DOCTYPE html><html";
  if (const std::string lang = LanguageOf(entry); !lang.empty()) {
    html += " lang=\"" + lang + "\"";
  }
  html += "><head><title>" + Escaped(title) + "</title></head><body><main>";
  html += "<h1>" + Escaped(title) + "</h1><div>" + AsHtml(text);
  html += "</div></main></body></html>";
  Page page = ParsePage(url, html, "text/html; charset=utf-8");
  page.links.clear();
  return page;
}

std::string PlainText(const FeedText& text) {
  if (text.text.empty()) return {};
  const auto nowhere = Url::Parse(kNowhereUrl);
  return PageText(ParsePage(*nowhere,
                            "<!DOCTYPE html><body><main><div>" + AsHtml(text) +
                                "</div></main></body>",
                            "text/html; charset=utf-8"));
}

}  // namespace ritmon
