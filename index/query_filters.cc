// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/query_filters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/charset.h"
#include "base/nearest.h"
#include "base/normalize.h"
#include "base/time.h"
#include "index/dimension.h"
#include "index/stemmer.h"
#include "model/record.h"

namespace ritmon {
namespace {

using Names = std::array<std::string_view, 4>;

bool Contains(const Names& names, std::string_view key) {
  return !key.empty() &&
         std::find(names.begin(), names.end(), key) != names.end();
}

enum Targets { kPagesOnly, kCompaniesOnly, kBoth };

struct Prefix {
  FilterKind kind;
  Targets targets;
  // NameKeys, the canonical one first; unused places are empty.
  Names names;
};

constexpr Prefix kFilterPrefixes[] = {
    {FilterKind::kTitle, kPagesOnly, {"title", "titel"}},
    {FilterKind::kField, kBoth, {"field", "feld", "anwendungsfeld"}},
    {FilterKind::kTopic, kBoth, {"topic", "thema"}},
    {FilterKind::kFuture, kBoth, {"future", "zukunftsfeld", "future-field"}},
    {FilterKind::kConfidence, kBoth, {"confidence", "sicherheit"}},
    {FilterKind::kHost, kBoth, {"host", "domain", "site"}},
    {FilterKind::kCompany, kBoth, {"company", "firma", "unternehmen"}},
    {FilterKind::kLang, kBoth, {"lang", "sprache", "language"}},
    {FilterKind::kSince, kBoth, {"since", "seit", "from", "ab"}},
    {FilterKind::kUntil, kBoth, {"until", "bis"}},
    {FilterKind::kPageKind, kBoth, {"source", "quelle"}},
    {FilterKind::kPageKind, kPagesOnly, {"kind", "art"}},
    {FilterKind::kEntityKind, kCompaniesOnly, {"kind", "art"}},
    {FilterKind::kEntityKind, kBoth, {"company-kind", "firmenart"}},
    {FilterKind::kRegion, kBoth, {"region"}},
    {FilterKind::kDistrict, kBoth, {"district", "kreis", "landkreis"}},
    {FilterKind::kMunicipality, kBoth, {"municipality", "gemeinde", "ort"}},
    {FilterKind::kCluster, kBoth, {"cluster", "netzwerk"}},
    {FilterKind::kFounded, kBoth, {"founded", "gegruendet", "gruendungsjahr"}},
    {FilterKind::kAge, kBoth, {"age", "alter"}},
    {FilterKind::kStartup, kBoth, {"startup", "start-up"}},
    {FilterKind::kSize, kBoth, {"size", "groesse", "employees"}},
    {FilterKind::kSizeClass, kBoth, {"size-class", "groessenklasse"}},
    {FilterKind::kSizeStudy, kBoth, {"size-study", "groesse-studie"}},
    {FilterKind::kSizeEu, kBoth, {"size-eu", "groesse-eu"}},
    {FilterKind::kLegalForm, kBoth, {"legal-form", "rechtsform"}},
    {FilterKind::kStatus, kBoth, {"status"}},
};

bool Applies(const Prefix& prefix, QueryTarget target) {
  return prefix.targets == kBoth ||
         (prefix.targets == kPagesOnly) == (target == QueryTarget::kPages);
}

// A value that is one of a few words: canonical name and its other spellings.
struct Choice {
  std::string_view name;
  Names spellings;  // NameKeys
};

constexpr Choice kConfidences[] = {
    {"high", {"hoch"}}, {"medium", {"mittel"}}, {"low", {"niedrig"}}};
constexpr Choice kPageKinds[] = {{"web", {"website"}},
                                 {"news", {"nachricht", "nachrichten"}},
                                 {"post", {"posts", "social"}},
                                 {"grant", {"foerderung", "grants"}}};
constexpr Choice kStatuses[] = {{"active", {"aktiv"}},
                                {"liquidation", {"in-liquidation"}},
                                {"removed", {"geloescht"}}};
constexpr Choice kEntityKinds[] = {{"enterprise", {"unternehmen"}},
                                   {"shell", {"projektgesellschaft"}},
                                   {"association", {"verein", "verband"}},
                                   {"public", {"oeffentlich"}},
                                   {"science", {"wissenschaft"}}};
constexpr Choice kStartups[] = {
    {"yes", {"ja"}}, {"no", {"nein"}}, {"unknown", {"unbekannt"}}};
constexpr Choice kLanguages[] = {{"de", {"deutsch", "german"}},
                                 {"en", {"englisch", "english"}}};

template <size_t kSize>
Result<std::string> Choose(const Choice (&choices)[kSize],
                           std::string_view value, std::string_view what) {
  const std::string key = NameKey(value);
  std::vector<std::string_view> names;
  for (const Choice& choice : choices) {
    if (choice.name == key || Contains(choice.spellings, key)) {
      return std::string(choice.name);
    }
    names.emplace_back(choice.name);
  }
  std::string message = "unknown " + std::string(what) + " '" +
                        ScrubUtf8(value.substr(0, 64)) + "'" +
                        DidYouMean(key, names) + " Known:";
  for (const std::string_view name : names) message += " " + std::string(name);
  return Fail(ErrorKind::kInvalid, std::move(message));
}

Result<std::string> ParseLang(std::string_view value) {
  const std::string key = NameKey(value);
  const bool is_code = key.size() == 2 &&
                       std::all_of(key.begin(), key.end(),
                                   [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_code) return key;
  return Choose(kLanguages, value, "language");
}

// In the form that Url::host() has.
Result<std::string> ParseHostValue(std::string_view value) {
  std::string text(value);
  if (text.find("://") == std::string::npos) text = "http://" + text;
  const auto url = Url::Parse(text);
  if (!url) {
    return Fail(ErrorKind::kInvalid,
                "'" + ScrubUtf8(value.substr(0, 64)) + "' is no host name");
  }
  return std::string(url->host());
}

Result<std::string> ParseWords(std::string_view value, std::string_view what) {
  const auto words = FoldedWords(value);
  if (words.empty()) {
    return Fail(ErrorKind::kInvalid, std::string(what) + ": there is no word");
  }
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : " ") + word;
  return text;
}

// More than any company has years or people.
constexpr int64_t kLargest = 1'000'000'000;

std::optional<int64_t> ParseNumber(std::string_view text) {
  int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || number < 0 ||
      number > kLargest) {
    return std::nullopt;
  }
  return number;
}

std::optional<NumberRange> RangeOf(std::string_view text) {
  const auto number_after = [&](size_t n) {
    return ParseNumber(text.substr(n));
  };
  NumberRange range;
  if (text == "unknown" || text == "unbekannt") {
    range.unknown = true;
  } else if (text.starts_with("<=")) {
    range.most = number_after(2);
  } else if (text.starts_with(">=")) {
    range.least = number_after(2);
  } else if (text.starts_with('<')) {
    range.most = number_after(1);
    if (range.most) --*range.most;
  } else if (text.starts_with('>')) {
    range.least = number_after(1);
    if (range.least) ++*range.least;
  } else if (text.ends_with('+')) {
    range.least = ParseNumber(text.substr(0, text.size() - 1));
  } else {
    const size_t dash = text.find('-');
    range.least = ParseNumber(text.substr(0, dash));
    range.most =
        dash == std::string_view::npos ? range.least : number_after(dash + 1);
    if (!range.least || !range.most) return std::nullopt;
  }
  if (!range.unknown && !range.least && !range.most) return std::nullopt;
  if (range.least.value_or(0) > kLargest || range.most.value_or(0) < 0) {
    return std::nullopt;  // > the largest, < 0
  }
  return range;
}

Result<NumberRange> ParseRange(std::string_view value, std::string_view what) {
  auto range = RangeOf(Fold(value));
  if (range) return *range;
  return Fail(ErrorKind::kInvalid,
              std::string(what) + ": '" + ScrubUtf8(value.substr(0, 64)) +
                  "' is no number or range; write 5, 5-9, <5, >=10, 50+ or "
                  "unknown");
}

std::string RangeText(const NumberRange& range) {
  if (range.unknown) return "unknown";
  if (!range.least) return "<=" + std::to_string(*range.most);
  if (!range.most) return ">=" + std::to_string(*range.least);
  return std::to_string(*range.least) + "-" + std::to_string(*range.most);
}

// "2025", "2025-06" or "2025-06-01", as it is.
Result<std::string> ParseDay(std::string_view value, std::string_view what) {
  const std::string text(value);
  for (const char* rest : {"", "-01", "-01-01"}) {
    const auto day = ParseDate(text + rest);
    if (day && FormatDate(*day).starts_with(text)) return text;
  }
  return Fail(ErrorKind::kInvalid,
              std::string(what) + ": '" + ScrubUtf8(value.substr(0, 64)) +
                  "' is no day; write 2025, 2025-06 or 2025-06-01");
}

bool IsUnknown(std::string_view value) {
  const std::string key = NameKey(value);
  return key == kUnknownValue || key == "unbekannt";
}

Result<std::string> ParseClass(std::string_view value, Dimension dimension,
                               std::string_view what) {
  if (IsUnknown(value)) return std::string(kUnknownValue);
  std::string message = std::string(what) + ": unknown class '" +
                        ScrubUtf8(value.substr(0, 64)) + "'. Known:";
  for (std::string& name : ClassesOf(dimension)) {
    if (name == value) return std::move(name);
    message += " " + name;
  }
  return Fail(ErrorKind::kInvalid, std::move(message));
}

Status AddPlace(const std::vector<VocabularyEntry>& entries,
                std::string_view value, std::string_view what,
                QueryFilter& filter) {
  if (IsUnknown(value)) {
    filter.values.emplace_back(kUnknownValue);
    return {};
  }
  auto ids = FindAllEntries(entries, value, what);
  if (!ids) return tl::unexpected(ids.error());
  for (std::string& id : *ids) filter.values.push_back(std::move(id));
  return {};
}

Status AddEntry(const std::vector<VocabularyEntry>& entries,
                std::string_view value, std::string_view what,
                QueryFilter& filter) {
  const auto entry = FindEntry(entries, value, what);
  if (!entry) return tl::unexpected(entry.error());
  filter.values.push_back((*entry)->id);
  filter.fields.insert(filter.fields.end(), (*entry)->members.begin(),
                       (*entry)->members.end());
  return {};
}

Status AddChosen(Result<std::string> chosen, QueryFilter& filter) {
  if (!chosen) return tl::unexpected(chosen.error());
  filter.values.push_back(std::move(*chosen));
  return {};
}

Status AddLegalForm(const std::vector<VocabularyEntry>& entries,
                    std::string_view value, QueryFilter& filter) {
  if (IsUnknown(value)) return AddChosen(std::string(kUnknownValue), filter);
  if (!entries.empty()) return AddEntry(entries, value, "legal form", filter);
  std::string id = NameKey(value);
  std::replace(id.begin(), id.end(), '-', '_');
  return AddChosen(std::move(id), filter);
}

// Also "none": in no cluster.
Status AddCluster(const std::vector<VocabularyEntry>& clusters,
                  std::string_view value, QueryFilter& filter) {
  const std::string key = NameKey(value);
  if (key == kNoCluster || key == "keins" || key == "keiner") {
    return AddChosen(std::string(kNoCluster), filter);
  }
  return AddEntry(clusters, value, "cluster", filter);
}

Status AddValue(std::string_view value, std::string_view name,
                const Vocabulary& vocabulary, QueryFilter& filter) {
  switch (filter.kind) {
    case FilterKind::kField:
      return AddEntry(vocabulary.fields, value, "field", filter);
    case FilterKind::kTopic:
      return AddEntry(vocabulary.topics, value, "topic", filter);
    case FilterKind::kFuture:
      return AddEntry(vocabulary.future_fields, value, "future field", filter);
    case FilterKind::kRegion:
      return AddPlace(vocabulary.regions, value, "region", filter);
    case FilterKind::kDistrict:
      return AddPlace(vocabulary.districts, value, "district", filter);
    case FilterKind::kMunicipality:
      return AddPlace(vocabulary.municipalities, value, "municipality", filter);
    case FilterKind::kCluster:
      return AddCluster(vocabulary.clusters, value, filter);
    case FilterKind::kSizeClass:
      return AddChosen(ParseClass(value, Dimension::kSizeClass, name), filter);
    case FilterKind::kSizeStudy:
      return AddChosen(ParseClass(value, Dimension::kSize, name), filter);
    case FilterKind::kSizeEu:
      return AddChosen(ParseClass(value, Dimension::kSizeEu, name), filter);
    case FilterKind::kSince:
    case FilterKind::kUntil:
      return AddChosen(ParseDay(value, name), filter);
    case FilterKind::kLegalForm:
      return AddLegalForm(vocabulary.legal_forms, value, filter);
    case FilterKind::kConfidence:
      return AddChosen(Choose(kConfidences, value, "confidence"), filter);
    case FilterKind::kPageKind:
      return AddChosen(Choose(kPageKinds, value, "kind of page"), filter);
    case FilterKind::kStatus:
      return AddChosen(Choose(kStatuses, value, "status"), filter);
    case FilterKind::kEntityKind:
      return AddChosen(Choose(kEntityKinds, value, "kind of company"), filter);
    case FilterKind::kStartup:
      return AddChosen(Choose(kStartups, value, "start-up"), filter);
    case FilterKind::kLang:
      return AddChosen(ParseLang(value), filter);
    case FilterKind::kHost:
      return AddChosen(ParseHostValue(value), filter);
    case FilterKind::kTitle:
      return AddChosen(ParseWords(value, name), filter);
    case FilterKind::kCompany:
      filter.values.push_back(ScrubUtf8(value));
      return {};
    case FilterKind::kAge:
    case FilterKind::kFounded:
    case FilterKind::kSize: {
      const auto range = ParseRange(value, name);
      if (!range) return tl::unexpected(range.error());
      filter.ranges.push_back(*range);
      return {};
    }
  }
  return {};
}

Result<const Prefix*> FindPrefix(std::string_view written, QueryTarget target) {
  const std::string key = NameKey(written);
  std::vector<std::string> known;
  bool for_the_other = false;
  for (const Prefix& prefix : kFilterPrefixes) {
    const bool named = Contains(prefix.names, key);
    if (named && Applies(prefix, target)) return &prefix;
    for_the_other = for_the_other || named;
    if (!Applies(prefix, target)) continue;
    for (const std::string_view name : prefix.names) {
      if (!name.empty()) known.push_back(std::string(name) + ":");
    }
  }
  const std::string shown = "'" + ScrubUtf8(written.substr(0, 64)) + ":'";
  if (for_the_other) {
    return Fail(ErrorKind::kInvalid,
                shown + (target == QueryTarget::kPages
                             ? " is a filter for companies, not for pages"
                             : " is a filter for pages, not for companies"));
  }
  return Fail(ErrorKind::kInvalid,
              "unknown filter " + shown +
                  DidYouMean(key + ":", {known.begin(), known.end()}));
}

std::vector<std::string> Ids(const std::vector<VocabularyEntry>& entries) {
  std::vector<std::string> ids;
  for (const VocabularyEntry& entry : entries) ids.push_back(entry.id);
  return ids;
}

// People know a district by its name, not by its number; without blanks, as
// no quotes are needed then.
std::vector<std::string> NameKeys(const std::vector<VocabularyEntry>& entries) {
  std::vector<std::string> keys;
  for (const VocabularyEntry& entry : entries) {
    keys.push_back(NameKey(entry.label_de));
  }
  return keys;
}

template <size_t kSize>
std::vector<std::string> NamesOf(const Choice (&choices)[kSize]) {
  std::vector<std::string> names;
  for (const Choice& choice : choices) names.emplace_back(choice.name);
  return names;
}

std::string Quoted(const std::string& value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
           c == '+';
  });
  return plain && !value.empty() ? value : "\"" + value + "\"";
}

}  // namespace

bool LooksLikePrefix(std::string_view prefix) {
  if (prefix.empty() || prefix.size() > 64) return false;
  bool has_letter = false;
  for (const char c : prefix) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = byte >= 0x80 || (byte >= 'a' && byte <= 'z') ||
                           (byte >= 'A' && byte <= 'Z');
    if (!is_letter && c != '-' && c != '_') return false;
    has_letter = has_letter || is_letter;
  }
  return has_letter;
}

std::vector<std::string> FilterNames(QueryTarget target, bool all_spellings) {
  std::vector<std::string> names;
  for (const Prefix& prefix : kFilterPrefixes) {
    if (!Applies(prefix, target)) continue;
    for (const std::string_view name : prefix.names) {
      if (!name.empty()) names.emplace_back(name);
      if (!all_spellings) break;
    }
  }
  return names;
}

std::optional<FilterKind> FindFilter(std::string_view name,
                                     QueryTarget target) {
  const auto prefix = FindPrefix(name, target);
  return prefix ? std::optional((*prefix)->kind) : std::nullopt;
}

std::vector<std::string> FilterValues(FilterKind kind,
                                      const Vocabulary& vocabulary) {
  switch (kind) {
    case FilterKind::kField:
      return Ids(vocabulary.fields);
    case FilterKind::kTopic:
      return Ids(vocabulary.topics);
    case FilterKind::kFuture:
      return Ids(vocabulary.future_fields);
    case FilterKind::kRegion:
      return Ids(vocabulary.regions);
    case FilterKind::kCluster: {
      std::vector<std::string> ids = Ids(vocabulary.clusters);
      ids.emplace_back(kNoCluster);
      return ids;
    }
    case FilterKind::kDistrict:
      return NameKeys(vocabulary.districts);
    case FilterKind::kMunicipality:
      return NameKeys(vocabulary.municipalities);
    case FilterKind::kSizeClass:
      return ClassesOf(Dimension::kSizeClass);
    case FilterKind::kSizeStudy:
      return ClassesOf(Dimension::kSize);
    case FilterKind::kSizeEu:
      return ClassesOf(Dimension::kSizeEu);
    case FilterKind::kConfidence:
      return NamesOf(kConfidences);
    case FilterKind::kPageKind:
      return NamesOf(kPageKinds);
    case FilterKind::kStatus:
      return NamesOf(kStatuses);
    case FilterKind::kEntityKind:
      return NamesOf(kEntityKinds);
    case FilterKind::kStartup:
      return NamesOf(kStartups);
    case FilterKind::kLang:
      return NamesOf(kLanguages);
    default:
      return {};
  }
}

Result<QueryFilter> ParseFilter(std::string_view prefix,
                                const std::vector<std::string>& values,
                                const QueryContext& context) {
  const auto found = FindPrefix(prefix, context.target);
  if (!found) return tl::unexpected(found.error());
  const std::string name((*found)->names[0]);
  QueryFilter filter;
  filter.kind = (*found)->kind;
  static const Vocabulary kNothing;
  const Vocabulary& vocabulary =
      context.vocabulary != nullptr ? *context.vocabulary : kNothing;
  for (const std::string& value : values) {
    const Status added = AddValue(value, name, vocabulary, filter);
    if (!added) return tl::unexpected(added.error());
  }
  if (filter.values.empty() && filter.ranges.empty()) {
    return Fail(ErrorKind::kInvalid,
                name + ": has no value; it stands right behind the colon");
  }
  return filter;
}

std::string ToString(const QueryFilter& filter, QueryTarget target) {
  std::string text;
  for (const Prefix& prefix : kFilterPrefixes) {
    if (prefix.kind != filter.kind || !Applies(prefix, target)) continue;
    text = std::string(prefix.names[0]) + ":";
    break;
  }
  std::vector<std::string> parts;
  for (const std::string& value : filter.values) parts.push_back(Quoted(value));
  for (const NumberRange& range : filter.ranges) {
    parts.push_back(RangeText(range));
  }
  for (size_t i = 0; i < parts.size(); ++i)
    text += (i > 0 ? "," : "") + parts[i];
  return text;
}

}  // namespace ritmon
