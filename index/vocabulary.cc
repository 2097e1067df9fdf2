// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/vocabulary.h"

#include <utility>

#include "base/charset.h"
#include "base/nearest.h"
#include "base/normalize.h"
#include "index/stemmer.h"

namespace ritmon {
namespace {

// A name in a message, not a page of text.
constexpr size_t kMaxShown = 64;

template <typename OnName>
void ForEachName(const VocabularyEntry& entry, OnName&& on_name) {
  on_name(entry.id);
  on_name(entry.label_de);
  on_name(entry.label_en);
  for (const std::string& alias : entry.aliases) on_name(alias);
}

// The id of the entry that was probably meant, or empty.
std::string NearestId(const std::vector<VocabularyEntry>& entries,
                      const std::string& key) {
  std::vector<std::string> keys;
  std::vector<const VocabularyEntry*> owners;
  for (const VocabularyEntry& entry : entries) {
    ForEachName(entry, [&](const std::string& name) {
      keys.push_back(NameKey(name));
      owners.push_back(&entry);
    });
  }
  const auto nearest = NearestIndex(key, {keys.begin(), keys.end()});
  return nearest ? owners[*nearest]->id : std::string();
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

namespace {

bool Means(const VocabularyEntry& entry, const std::string& key) {
  bool found = false;
  ForEachName(entry, [&](const std::string& known) {
    found = found || (!key.empty() && NameKey(known) == key);
  });
  return found;
}

tl::unexpected<Error> UnknownName(const std::vector<VocabularyEntry>& entries,
                                  std::string_view name, std::string_view what,
                                  const std::string& key) {
  std::string message = "unknown " + std::string(what) + " '" +
                        ScrubUtf8(name.substr(0, kMaxShown)) + "'";
  const std::string nearest = NearestId(entries, key);
  if (entries.empty()) {
    message += ": none is known here";
  } else if (!nearest.empty()) {
    message += ", do you mean '" + nearest + "'?";
  }
  return Fail(ErrorKind::kInvalid, std::move(message));
}

}  // namespace

Result<const VocabularyEntry*> FindEntry(
    const std::vector<VocabularyEntry>& entries, std::string_view name,
    std::string_view what) {
  const std::string key = NameKey(name);
  for (const VocabularyEntry& entry : entries) {
    if (Means(entry, key)) return &entry;
  }
  return UnknownName(entries, name, what, key);
}

Result<std::vector<std::string>> FindAllEntries(
    const std::vector<VocabularyEntry>& entries, std::string_view name,
    std::string_view what) {
  const std::string key = NameKey(name);
  std::vector<std::string> ids;
  for (const VocabularyEntry& entry : entries) {
    if (Means(entry, key)) ids.push_back(entry.id);
  }
  if (ids.empty()) return UnknownName(entries, name, what, key);
  return ids;
}

std::string LabelOf(const std::vector<VocabularyEntry>& entries,
                    std::string_view id, bool german) {
  for (const VocabularyEntry& entry : entries) {
    if (entry.id != id) continue;
    return german || entry.label_en.empty() ? entry.label_de : entry.label_en;
  }
  return std::string(id);
}

}  // namespace ritmon
