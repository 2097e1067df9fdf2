// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reservation.h"

#include <strings.h>

#include <array>
#include <utility>

namespace ritmon {
namespace {

using enum ReservationSource;

constexpr auto kNames =
    std::to_array<std::pair<ReservationSource, std::string_view>>({
        {kNone, "none"},
        {kTdmFile, "tdmrep.json"},
        {kTdmHeader, "tdm-header"},
        {kTdmMeta, "tdm-meta"},
        {kNoAiHeader, "noai-header"},
        {kNoAiMeta, "noai-meta"},
        {kPhrase, "phrase"},
    });

}  // namespace

std::string_view ToString(ReservationSource source) {
  for (const auto& [known, name] : kNames) {
    if (known == source) return name;
  }
  return "none";
}

std::optional<ReservationSource> ParseReservationSource(std::string_view name) {
  for (const auto& [source, known] : kNames) {
    if (known == name) return source;
  }
  return std::nullopt;
}

std::optional<bool> ParseTdmReservation(std::string_view value) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  const size_t begin = value.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return std::nullopt;
  value = value.substr(begin, value.find_last_not_of(kBlanks) + 1 - begin);
  if (value == "1") return true;
  if (value == "0") return false;
  return std::nullopt;
}

std::optional<bool> TdmReservationOf(const HeaderList& headers) {
  std::optional<bool> found;
  for (const auto& [name, value] : headers) {
    if (strcasecmp(name.c_str(), "tdm-reservation") != 0) continue;
    if (const auto said = ParseTdmReservation(value)) {
      found = found.value_or(false) || *said;
    }
  }
  return found;
}

ResolvedReservation Resolve(const ReservationSigns& signs) {
  ResolvedReservation result;
  for (const auto& [said, source] : {std::pair(signs.tdm_file, kTdmFile),
                                     std::pair(signs.tdm_header, kTdmHeader),
                                     std::pair(signs.tdm_meta, kTdmMeta)}) {
    if (said) result = {*said, source};
  }
  if (result.reserved) return result;
  if (signs.noai_header) return {true, kNoAiHeader};
  if (signs.noai_meta) return {true, kNoAiMeta};
  return result;
}

}  // namespace ritmon
