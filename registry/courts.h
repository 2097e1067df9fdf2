// SPDX-License-Identifier: GPL-3.0-or-later
// Register courts: names as they are written -> XJustiz codes.
//
// The table is config/register_courts.tsv. Immutable once loaded, safe to
// share between threads.

#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "registry/town_index.h"

namespace ritmon {

struct Court {
  std::string code;  // XJustiz, as OffeneRegister spells it: "K1101R"
  std::string name;  // "Hamburg"
  std::string land;
};

class Courts {
 public:
  // kInvalid with all bad lines.
  static Result<Courts> Load(const std::filesystem::path& path);

  // "Hamburg", "Amtsgericht Hamburg", "AG Charlottenburg (Berlin)", "Limburg
  // (Lahn)", "Local Court of Munich"; also a court whose register another one
  // has taken over, and "Amtsgericht Stade, jetzt Amtsgericht Tostedt". Null
  // if unknown. Names as the table has them take a tenth of a microsecond.
  const Court* Find(std::string_view name) const;
  // By code, also in its other spellings ("F1103" for "F1103R", "DEK1101R").
  const Court* FindCode(std::string_view code) const;

  // The name of a court without "Amtsgericht" and the like: "Hamburg".
  static std::string CleanName(std::string_view text);

  const std::vector<Court>& all() const { return courts_; }
  // Those of the state whose AGS begins with these two digits ("02": Hamburg);
  // none for anything else.
  std::vector<const Court*> OfState(std::string_view ags) const;

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  const Court* FindKey(std::string key) const;

  std::vector<Court> courts_;
  // As written in the table, and with "Amtsgericht" before it.
  std::unordered_map<std::string, size_t, Hash, std::equal_to<>> by_spelling_;
  std::map<std::string, size_t, std::less<>> by_name_;  // folded
  TownIndex by_town_;                                   // the code for an AGS
  std::map<std::string, size_t, std::less<>> by_code_;
};

}  // namespace ritmon
