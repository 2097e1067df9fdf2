// SPDX-License-Identifier: GPL-3.0-or-later
// Reservations of text and data mining in plain language, as imprints and
// terms hold them ("Eine Nutzung für Text und Data Mining im Sinne von § 44b
// UrhG behalten wir uns vor"). Natural language may be machine-readable (LG
// Hamburg, 310 O 227/23), so it is read.
//
// The phrases are data: config/reservation-phrases.toml explains its lists. A
// finding needs a phrase that names the mining and one that reserves, in one
// sentence or in neighbouring ones that refer to each other; to name the law
// is not to use it.

#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/page.h"

namespace ritmon {

struct ReservationFinding {
  std::string phrase;    // as the file writes it: "data mining + untersagt"
  std::string sentence;  // what the page says, at most 200 characters
};

// Compiled once, then immutable: safe to share between threads.
class ReservationPhrases {
 public:
  // kInvalid with all mistakes, one a line, each with file and line; `name` is
  // what they call the file.
  static Result<ReservationPhrases> Parse(std::string_view toml,
                                          const std::string& name);
  static Result<ReservationPhrases> Load(const std::filesystem::path& path);

  // The first finding in the legal text of `page`; none on pages that are
  // neither imprint nor terms nor another legal page.
  std::optional<ReservationFinding> Find(const Page& page) const;

  // The kinds of phrases: the lists of the file, in its order.
  enum class Kind { kMining, kReserving, kWeak, kReferring, kWhole, kExcept };

  struct Word {
    std::string text;   // folded
    bool open = false;  // more letters may follow
    bool gap = false;   // other words may come before it
  };
  struct Phrase {
    Kind kind = Kind::kMining;
    std::string written;
    std::vector<Word> words;
  };

 private:
  std::vector<Phrase> phrases_;
  size_t distance_ = 40;  // words between the two
};

}  // namespace ritmon
