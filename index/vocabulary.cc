// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/vocabulary.h"

#include <algorithm>
#include <utility>

#include "base/charset.h"
#include "base/normalize.h"
#include "index/stemmer.h"

namespace ritmon {
namespace {

// What is compared by distance; the tail of a longer name tells nothing more.
constexpr size_t kMaxCompared = 64;

// How many letters must change to make `a` of `b` or of the beginning of `b`
// (one more): who types a name seldom types all of it.
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return std::min(row[b.size()], *std::min_element(row.begin(), row.end()) + 1);
}

// Smaller is nearer. Whoever types a part of a name means that name.
size_t Distance(std::string_view name, std::string_view known) {
  if (name.size() >= 3 && known.find(name) != std::string_view::npos) {
    return known.starts_with(name) ? 0 : 1;
  }
  return 1 + EditDistance(name.substr(0, kMaxCompared),
                          known.substr(0, kMaxCompared));
}

template <typename OnName>
void ForEachName(const VocabularyEntry& entry, OnName&& on_name) {
  on_name(entry.id);
  on_name(entry.label_de);
  on_name(entry.label_en);
  for (const std::string& alias : entry.aliases) on_name(alias);
}

std::string NearestId(const std::vector<VocabularyEntry>& entries,
                      const std::string& key) {
  std::string nearest;
  size_t least = SIZE_MAX;
  for (const VocabularyEntry& entry : entries) {
    ForEachName(entry, [&](const std::string& name) {
      if (name.empty()) return;
      const size_t distance = Distance(key, NameKey(name));
      if (distance >= least) return;
      least = distance;
      nearest = entry.id;
    });
  }
  return nearest;
}

}  // namespace

std::string NameKey(std::string_view name) {
  std::string key;
  for (const std::string& word : FoldedWords(name)) {
    if (!key.empty()) key += '-';
    key += word;
  }
  return key;
}

Result<const VocabularyEntry*> FindEntry(
    const std::vector<VocabularyEntry>& entries, std::string_view name,
    std::string_view what) {
  const std::string key = NameKey(name);
  for (const VocabularyEntry& entry : entries) {
    bool found = false;
    ForEachName(entry, [&](const std::string& known) {
      found = found || (!key.empty() && NameKey(known) == key);
    });
    if (found) return &entry;
  }
  std::string message = "unknown " + std::string(what) + " '" +
                        ScrubUtf8(name.substr(0, kMaxCompared)) + "'";
  const std::string nearest = NearestId(entries, key);
  message += nearest.empty() ? ": none is known here"
                             : ": did you mean '" + nearest + "'?";
  return Fail(ErrorKind::kInvalid, std::move(message));
}

std::string Nearest(std::string_view name,
                    const std::vector<std::string>& names) {
  std::string nearest;
  size_t least = SIZE_MAX;
  for (const std::string& known : names) {
    const size_t distance = Distance(name, known);
    if (distance >= least) continue;
    least = distance;
    nearest = known;
  }
  return nearest;
}

}  // namespace ritmon
