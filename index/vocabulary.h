// SPDX-License-Identifier: GPL-3.0-or-later
// The names that a query may use for fields, topics and places. The index does
// not know the keyword lists nor the regions: the caller fills this in.
//
// Immutable once filled: safe to share between threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct VocabularyEntry {
  std::string id;  // canonical: "hydrogen-efuels", "02000"
  std::string label_de;
  std::string label_en;
  std::vector<std::string> aliases;
  std::vector<std::string> members;  // of a future field: its fields' ids
};

// Each list in the order in which counts show it.
struct Vocabulary {
  std::vector<VocabularyEntry> fields;
  std::vector<VocabularyEntry> future_fields;
  std::vector<VocabularyEntry> topics;
  std::vector<VocabularyEntry> regions;
  std::vector<VocabularyEntry> districts;  // id: AGS, 5 digits
  // id: AGS, 8 digits; several may have one name.
  std::vector<VocabularyEntry> municipalities;
  std::vector<VocabularyEntry> clusters;
  std::vector<VocabularyEntry> legal_forms;  // may be empty: any is taken
};

// The form in which names are compared: folded, letters and digits only, with
// one '-' for all between. "Wasserstoff & E-Fuels" is "wasserstoff-e-fuels".
std::string NameKey(std::string_view name);

// The entry that `name` (id, label or alias, in any spelling of NameKey)
// means. kInvalid, with the nearest right one, if there is none; `what` is
// what the message calls it: "field".
Result<const VocabularyEntry*> FindEntry(
    const std::vector<VocabularyEntry>& entries, std::string_view name,
    std::string_view what);

// The ids of all entries that `name` may mean, at least one. As FindEntry
// otherwise.
Result<std::vector<std::string>> FindAllEntries(
    const std::vector<VocabularyEntry>& entries, std::string_view name,
    std::string_view what);

// The German or English label of the entry with this id; the id itself where
// the list does not know it.
std::string LabelOf(const std::vector<VocabularyEntry>& entries,
                    std::string_view id, bool german);

}  // namespace ritmon
