// SPDX-License-Identifier: GPL-3.0-or-later
// nlohmann::json stops here. Its event interface is used, not its tree: memory
// stays small whatever comes, and what stood before a syntax error counts.
#include "crawler/tdmrep.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/charset.h"
#include "crawler/path_pattern.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// The characters that mean themselves encoded or not (RFC 3986, 2.3).
bool IsUnreserved(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

// What a URL holds only in encoded form.
bool MustBeEncoded(unsigned char c) {
  constexpr std::string_view kUnsafe = "\"<>\\^`{|}%";
  return c <= ' ' || c >= 0x7F ||
         kUnsafe.find(static_cast<char>(c)) != std::string_view::npos;
}

int HexValue(char c) {
  if (c <= '9') return c - '0';
  return (c | 0x20) - 'a' + 10;
}

void AppendEncoded(int c, std::string& out) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  out += '%';
  out += kHexDigits[static_cast<size_t>(c) >> 4];
  out += kHexDigits[static_cast<size_t>(c) & 15];
}

// One spelling for both sides of a comparison: encoded characters "MUST be
// unencoded prior to comparison" if they are unreserved, all others are
// encoded. Spell(Spell(x)) == Spell(x).
std::string Spell(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (size_t i = 0; i < path.size(); ++i) {
    if (IsPercentEncoded(path, i)) {
      const int c = HexValue(path[i + 1]) * 16 + HexValue(path[i + 2]);
      i += 2;
      if (IsUnreserved(c)) {
        out += static_cast<char>(c);
      } else {
        AppendEncoded(c, out);
      }
    } else if (const auto c = static_cast<unsigned char>(path[i]);
               MustBeEncoded(c)) {
      AppendEncoded(c, out);
    } else {
      out += path[i];
    }
  }
  return out;
}

void Replace(std::string& text, char from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos;
       at += to.size()) {
    text.replace(at, 1, to);
  }
}

// In a path the two special characters stand for themselves; a pattern that
// means them writes "%24" and "%2A".
std::string SpellPath(std::string_view path) {
  std::string spelled = Spell(path);
  Replace(spelled, '$', "%24");
  Replace(spelled, '*', "%2A");
  return spelled;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

// Empty if this is no location. The house's: "articles/" is read as
// "/articles/", and a whole URL as its path, for the file speaks of its own
// origin only; both are clear enough to be obeyed.
std::string SpellPattern(std::string_view location) {
  location = Trimmed(location.substr(0, location.find('#')));
  if (location.starts_with("https://") || location.starts_with("http://")) {
    const size_t path = location.find('/', location.find("//") + 2);
    location = path == std::string_view::npos ? "/" : location.substr(path);
  }
  const bool anchored = location.ends_with('$');
  if (anchored) location.remove_suffix(1);
  if (location.empty()) return {};
  std::string spelled = Spell(location);
  Replace(spelled, '$', "%24");
  if (spelled.front() != '/' && spelled.front() != '*') {
    spelled.insert(spelled.begin(), '/');
  }
  // A row of stars is one star.
  size_t end = 0;
  for (const char c : spelled) {
    if (c != '*' || end == 0 || spelled[end - 1] != '*') spelled[end++] = c;
  }
  spelled.resize(end);
  if (anchored) spelled += '$';
  return spelled.size() <= TdmRules::kMaxPatternBytes ? spelled : std::string();
}

// Empty if this is no URL; a relative one is.
std::string_view PolicyUrl(std::string_view text) {
  text = Trimmed(text);
  if (text.size() > TdmRules::kMaxPolicyBytes) return {};
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\\') {
      return {};
    }
  }
  return text;
}

// Of one rule in ToJson, at most.
size_t JsonBytes(const std::string& pattern, const std::string& policy) {
  return pattern.size() + policy.size() + 64;
}

// Paths begin with '/', so these match them all; "/$" and "*/$" do not.
bool MatchesAllPaths(std::string_view pattern) {
  for (const std::string_view all :
       {"/", "*", "/*", "*/", "*/*", "*$", "/*$", "*/*$"}) {
    if (pattern == all) return true;
  }
  return false;
}

}  // namespace

// Receives the events of the JSON parser; false ends the reading.
class TdmRulesReader {
 public:
  bool null() { return Other(); }
  bool boolean(bool /*value*/) { return Other(); }
  bool number_integer(int64_t value) { return Number(value == 0, value == 1); }
  bool number_unsigned(uint64_t value) {
    return Number(value == 0, value == 1);
  }
  bool number_float(double value, const std::string& /*text*/) {
    return Number(value == 0, value == 1);
  }
  bool binary(std::vector<uint8_t>& /*value*/) { return Other(); }

  bool string(std::string& value) {
    if (!InEntry()) return Other();
    if (key_ == "location") {
      pattern_ = SpellPattern(value);
    } else if (key_ == "tdm-policy") {
      policy_ = PolicyUrl(value);
    } else if (key_ == "tdm-reservation") {
      // The house's: the number in quotes, as the header has it, is clear.
      const std::string_view number = Trimmed(value);
      Number(number == "0", number == "1");
    }
    return true;
  }

  bool start_object(size_t /*elements*/) {
    // A lone rule without the list around it is taken as a list of one.
    if (depth_ == 0) entry_depth_ = 1;
    ++depth_;
    if (InEntry()) ClearEntry();
    return Go();
  }
  bool key(std::string& name) {
    if (InEntry()) key_ = std::move(name);
    return true;
  }
  bool end_object() {
    if (InEntry()) EndEntry();
    --depth_;
    return Go();
  }
  bool start_array(size_t /*elements*/) {
    if (depth_ == 1 && entry_depth_ == 2) ++result_.skipped_entries_;
    ++depth_;
    return Go();
  }
  bool end_array() {
    --depth_;
    return Go();
  }
  // The entry that was being read counts if it had said enough.
  bool parse_error(size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    if (InEntry()) {
      EndEntry();
    } else {
      ++result_.skipped_entries_;
    }
    return false;
  }

  TdmRules Finish() { return std::move(result_); }

 private:
  // Depth costs the parser one bit a level; nothing real goes so deep.
  static constexpr int kMaxDepth = 64;

  bool InEntry() const { return depth_ == entry_depth_; }
  bool Go() const {
    return depth_ <= kMaxDepth && !full_ &&
           result_.rules_.size() < TdmRules::kMaxRules;
  }

  bool Number(bool is_zero, bool is_one) {
    if (!InEntry()) return Other();
    if (key_ != "tdm-reservation") return true;
    // Other values are "unset".
    reserved_.reset();
    if (is_zero || is_one) reserved_ = is_one;
    return true;
  }

  // A value where an entry should be.
  bool Other() {
    if (depth_ == 1 && entry_depth_ == 2) ++result_.skipped_entries_;
    if (InEntry() && key_ == "tdm-reservation") reserved_.reset();
    return true;
  }

  void ClearEntry() {
    key_.clear();
    pattern_.clear();
    policy_.clear();
    reserved_.reset();
  }

  // A rule that says nothing does not hide a later one that does.
  void EndEntry() {
    if (pattern_.empty() || !reserved_) {
      ++result_.skipped_entries_;
      return ClearEntry();
    }
    if (!*reserved_) policy_.clear();
    json_bytes_ += JsonBytes(pattern_, policy_);
    full_ = json_bytes_ > TdmRules::kMaxBytes;
    if (!full_) {
      result_.rules_.push_back(
          {std::move(pattern_), *reserved_, std::move(policy_)});
    }
    ClearEntry();
  }

  TdmRules result_;
  size_t json_bytes_ = 2;  // of ToJson, so that it can be read again
  bool full_ = false;
  int depth_ = 0;
  int entry_depth_ = 2;  // of the members of an entry
  std::string key_;
  std::string pattern_;
  std::string policy_;
  std::optional<bool> reserved_;
};

TdmRules TdmRules::Parse(std::string_view json) {
  json = json.substr(0, kMaxBytes);
  // The parser refuses what is not UTF-8, a path in Latin 1 is no reason to.
  const std::string text = ScrubUtf8(json);
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  TdmRulesReader reader;
  if (!Trimmed(rest).empty()) {
    Json::sax_parse(rest.begin(), rest.end(), &reader,
                    Json::input_format_t::json,
                    /*strict=*/true, /*ignore_comments=*/true);
  }
  return reader.Finish();
}

const TdmRules::Rule* TdmRules::FirstMatch(
    std::string_view path_and_query) const {
  if (rules_.empty()) return nullptr;
  const std::string path = SpellPath(path_and_query);
  for (const Rule& rule : rules_) {
    if (MatchesPathPattern(path, rule.pattern)) return &rule;
  }
  return nullptr;
}

std::optional<bool> TdmRules::Reservation(
    std::string_view path_and_query) const {
  const Rule* rule = FirstMatch(path_and_query);
  if (rule == nullptr) return std::nullopt;
  return rule->reserved;
}

std::string TdmRules::Policy(std::string_view path_and_query) const {
  const Rule* rule = FirstMatch(path_and_query);
  return rule == nullptr ? std::string() : rule->policy;
}

bool TdmRules::IsSiteWide() const {
  for (const Rule& rule : rules_) {
    if (!rule.reserved) return false;
    if (MatchesAllPaths(rule.pattern)) return true;
  }
  return false;
}

std::string TdmRules::ToJson() const {
  Json list = Json::array();
  for (const Rule& rule : rules_) {
    Json entry = {{"location", rule.pattern},
                  {"tdm-reservation", rule.reserved ? 1 : 0}};
    if (!rule.policy.empty()) entry["tdm-policy"] = rule.policy;
    list.push_back(std::move(entry));
  }
  return list.dump();
}

size_t TdmRules::memory_bytes() const {
  size_t bytes = sizeof(TdmRules);
  for (const Rule& rule : rules_) {
    bytes += sizeof(Rule) + rule.pattern.capacity() + rule.policy.capacity();
  }
  return bytes;
}

}  // namespace ritmon
