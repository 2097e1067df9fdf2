// SPDX-License-Identifier: GPL-3.0-or-later
// Towns as people write them -> municipalities (AGS of 8 digits).
//
// "Buchholz i. d. N.", "Halle (S.)", "Frankfurt/Main", "HAMBURG-ALTONA",
// "Muehlhausen", "Hansestadt Wismar": the words count, without titles and
// fillers; they may be cut and left out at the end. Immutable once filled, safe
// to share between threads.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ritmon {

// The words of a town's name, folded, without titles and fillers, with one
// blank in between: "Hansestadt Lübeck" -> "luebeck".
std::string TownKey(std::string_view town);

enum class TownLikeness : uint8_t {
  kNone = 0,
  kPart = 1,       // begins with the municipality: "Hamburg-Altona"
  kShortened = 2,  // "Buchholz" or "Halle (S.)" for the whole name
  kSame = 3,
};

struct TownHit {
  std::string_view ags;  // 8 digits; lives as long as the index
  TownLikeness likeness = TownLikeness::kNone;
};

class TownIndex {
 public:
  // `ags` may come again with another name ("Munich").
  void Add(std::string_view ags, std::string_view name);

  // All municipalities that `key`, a TownKey, may mean, each once.
  std::vector<TownHit> Find(std::string_view key) const;
  bool Contains(std::string_view key) const;  // kSame

  size_t size() const { return names_.size(); }

 private:
  struct Name {
    std::string ags;
    std::string key;
    bool exact = true;  // false: a spelling that is only like it
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  void Insert(std::string_view ags, std::string key, bool exact);

  std::vector<Name> names_;
  // First word -> positions in names_.
  std::unordered_map<std::string, std::vector<uint32_t>, Hash, std::equal_to<>>
      by_first_word_;
};

}  // namespace ritmon
