// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/robots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/ascii.h"
#include "crawler/path_pattern.h"

namespace ritmon {
namespace {

// Google's limit: eight times the longest URL of Internet Explorer. What is
// beyond it in a line is dropped.
constexpr size_t kMaxLineBytes = 2083 * 8 - 1;

// A wish for more than a day is taken as a day.
constexpr double kMaxDelaySeconds = 24 * 60 * 60;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

bool StartsWithIgnoringCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return a == AsciiLower(b); });
}

enum class Key { kUserAgent, kAllow, kDisallow, kSitemap, kCrawlDelay, kOther };

// Prefixes, and with the misspellings that Google has found to be frequent.
constexpr auto kKeys = std::to_array<std::pair<std::string_view, Key>>({
    {"user-agent", Key::kUserAgent},
    {"useragent", Key::kUserAgent},
    {"user agent", Key::kUserAgent},
    {"allow", Key::kAllow},
    {"disallow", Key::kDisallow},
    {"dissallow", Key::kDisallow},
    {"dissalow", Key::kDisallow},
    {"disalow", Key::kDisallow},
    {"diasllow", Key::kDisallow},
    {"disallaw", Key::kDisallow},
    {"sitemap", Key::kSitemap},
    {"site-map", Key::kSitemap},
    {"crawl-delay", Key::kCrawlDelay},
    {"crawldelay", Key::kCrawlDelay},
});

Key ParseKey(std::string_view text) {
  for (const auto& [prefix, key] : kKeys) {
    if (StartsWithIgnoringCase(text, prefix)) return key;
  }
  return Key::kOther;
}

struct Line {
  std::string_view key;
  std::string_view value;
};

// "key: value", or "key value" of exactly two words: some forget the colon.
std::optional<Line> SplitLine(std::string_view line) {
  size_t separator = line.find(':');
  if (separator == std::string_view::npos) {
    separator = line.find_first_of(" \t");
    if (separator == std::string_view::npos) return std::nullopt;
    const auto value = Trimmed(line.substr(separator));
    if (value.find_first_of(" \t") != std::string_view::npos) {
      return std::nullopt;
    }
  }
  const auto key = Trimmed(line.substr(0, separator));
  if (key.empty()) return std::nullopt;
  return Line{key, Trimmed(line.substr(separator + 1))};
}

std::optional<std::chrono::milliseconds> ParseDelay(std::string_view value) {
  double seconds = 0;
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(),
                                      seconds, std::chars_format::fixed);
  if (parsed.ec != std::errc() || !std::isfinite(seconds) || seconds < 0) {
    return std::nullopt;
  }
  seconds = std::min(seconds, kMaxDelaySeconds);
  return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
}

}  // namespace

// Collects two sets of rules, those for the product token and those for "*";
// the second counts only if there is no group for the first.
class RobotsParser {
 public:
  explicit RobotsParser(std::string_view product_token)
      : product_token_(product_token) {}

  void Read(std::string_view line) {
    line = Trimmed(line.substr(0, line.find('#')));
    if (line.empty()) return;
    const auto parts = SplitLine(line);
    const Key key = parts ? ParseKey(parts->key) : Key::kOther;
    switch (key) {
      case Key::kUserAgent:
        return StartOrExtendGroup(parts->value);
      case Key::kAllow:
        return AddRule(true, parts->value);
      case Key::kDisallow:
        return AddRule(false, parts->value);
      case Key::kSitemap:
        if (result_.sitemaps_.size() < RobotsRules::kMaxSitemaps) {
          result_.sitemaps_.emplace_back(parts->value);
        }
        return;
      case Key::kCrawlDelay:
        if (const auto delay = ParseDelay(parts->value)) {
          delay_ = std::max(delay_.value_or(*delay), *delay);
          return;
        }
        break;
      case Key::kOther:
        break;
    }
    ++result_.skipped_lines_;
  }

  RobotsRules Finish() {
    EndGroup();
    const bool specific = named_.seen;
    result_.rules_ = std::move(specific ? named_.rules : any_.rules);
    result_.crawl_delay_ = specific ? named_.delay : any_.delay;
    return std::move(result_);
  }

 private:
  struct Group {
    bool seen = false;    // somewhere in the file
    bool active = false;  // the lines being read belong to it
    std::vector<RobotsRules::Rule> rules;
    std::optional<std::chrono::milliseconds> delay;
  };

  // A line that is no rule does not end a group (RFC 9309, 2.2.4), so a delay
  // belongs to all agents of its group, also to those named after it.
  void EndGroup() {
    for (Group* group : {&named_, &any_}) {
      if (group->active && delay_) {
        group->delay = std::max(group->delay.value_or(*delay_), *delay_);
      }
      group->active = false;
    }
    delay_.reset();
    has_rules_ = false;
  }

  void StartOrExtendGroup(std::string_view agent) {
    if (has_rules_) EndGroup();
    if (agent.starts_with('*') && (agent.size() == 1 || IsSpace(agent[1]))) {
      any_.seen = any_.active = true;
      return;
    }
    // RFC 9309, 2.2.1: letters, '_' and '-'; "FooBot/1.2" means "FooBot".
    const auto* end = std::find_if_not(agent.begin(), agent.end(), [](char c) {
      const char lower = AsciiLower(c);
      return (lower >= 'a' && lower <= 'z') || c == '_' || c == '-';
    });
    const auto name = agent.substr(0, static_cast<size_t>(end - agent.begin()));
    if (name.size() == product_token_.size() &&
        std::equal(
            name.begin(), name.end(), product_token_.begin(),
            [](char a, char b) { return AsciiLower(a) == AsciiLower(b); })) {
      named_.seen = named_.active = true;
    }
  }

  void AddRule(bool allow, std::string_view value) {
    has_rules_ = true;
    if (!named_.active && !any_.active) return;
    if (value.empty()) return;  // "Disallow:" forbids nothing
    const std::string pattern = EscapePath(value);
    AddPattern(allow, pattern);
    // "Allow: /shop/index.html" also allows "/shop/", which is the same page.
    const size_t slash = pattern.rfind('/');
    if (allow && slash != std::string::npos &&
        std::string_view(pattern).substr(slash).starts_with("/index.htm")) {
      AddPattern(true, pattern.substr(0, slash + 1) + "$");
    }
  }

  void AddPattern(bool allow, const std::string& pattern) {
    for (Group* group : {&named_, &any_}) {
      if (group->active) group->rules.push_back({pattern, allow});
    }
  }

  std::string product_token_;
  Group named_;
  Group any_;
  bool has_rules_ = false;                          // the current group
  std::optional<std::chrono::milliseconds> delay_;  // of the current group
  RobotsRules result_;
};

RobotsRules RobotsRules::Parse(std::string_view body,
                               std::string_view product_token) {
  body = body.substr(0, kMaxBytes);
  // A byte order mark, or what is left of it.
  for (const char byte : std::string_view("\xEF\xBB\xBF")) {
    if (!body.starts_with(byte)) break;
    body.remove_prefix(1);
  }
  RobotsParser parser(product_token);
  while (!body.empty()) {
    const size_t end = std::min(body.find_first_of("\r\n"), body.size());
    parser.Read(body.substr(0, std::min(end, kMaxLineBytes)));
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return parser.Finish();
}

bool RobotsRules::Allows(std::string_view path_and_query) const {
  if (path_and_query == "/robots.txt") return true;  // RFC 9309, 2.2.2
  // Hex in upper case; the path is not encoded anew, see the contract.
  std::string normalised;
  if (path_and_query.find('%') != std::string_view::npos) {
    normalised = path_and_query;
    for (size_t i = 0; i + 2 < normalised.size(); ++i) {
      if (!IsPercentEncoded(normalised, i)) continue;
      for (size_t k = i + 1; k <= i + 2; ++k) {
        char& c = normalised[k];
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
      }
      i += 2;
    }
    path_and_query = normalised;
  }
  const Rule* longest = nullptr;
  for (const Rule& rule : rules_) {
    const bool longer =
        longest == nullptr || rule.pattern.size() > longest->pattern.size() ||
        (rule.pattern.size() == longest->pattern.size() && rule.allow);
    if (longer && MatchesPathPattern(path_and_query, rule.pattern))
      longest = &rule;
  }
  return longest == nullptr || longest->allow;
}

std::string RobotsPath(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const size_t scheme = url.find("://");
  // "://" inside a path or query is no scheme.
  if (scheme != std::string_view::npos &&
      url.find_first_of("/?") == scheme + 1) {
    url.remove_prefix(scheme + 3);
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
  }
  const size_t begin = url.find_first_of("/?");
  if (begin == std::string_view::npos) return "/";
  std::string path(url.substr(begin));
  return path.starts_with('/') ? path : "/" + path;
}

}  // namespace ritmon
