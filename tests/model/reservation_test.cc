// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reservation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace ritmon {
namespace {

using enum ReservationSource;
constexpr std::optional<bool> kUnset;

// TDMRep, "tdm-reservation": other values than 0 and 1 are unset.
TEST(ReservationTest, Values) {
  const struct {
    const char* value;
    std::optional<bool> said;
  } cases[] = {
      {"1", true},      {"0", false},     {" 1\t", true}, {"\r\n0", false},
      {"", kUnset},     {" ", kUnset},    {"2", kUnset},  {"01", kUnset},
      {"-1", kUnset},   {"true", kUnset}, {"1;", kUnset}, {"\"1\"", kUnset},
      {"1, 1", kUnset}, {"1.0", kUnset},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ParseTdmReservation(c.value), c.said) << c.value;
  }
  EXPECT_EQ(std::size(cases), 14u);
}

TEST(ReservationTest, Headers) {
  EXPECT_EQ(TdmReservationOf({}), kUnset);
  EXPECT_EQ(TdmReservationOf({{"TDM-Reservation", "1"}}), true);
  EXPECT_EQ(TdmReservationOf({{"tdm-reservation", "0"}}), false);
  EXPECT_EQ(TdmReservationOf({{"tdm-policy", "1"}}), kUnset);
  EXPECT_EQ(TdmReservationOf({{"tdm-reservation", "x"}}), kUnset);
  EXPECT_EQ(
      TdmReservationOf({{"tdm-reservation", "1"}, {"tdm-reservation", "0"}}),
      true);
  EXPECT_EQ(
      TdmReservationOf({{"tdm-reservation", "0"}, {"Tdm-Reservation", "1"}}),
      true);
}

// TDMRep, "Processing priority".
TEST(ReservationTest, Resolves) {
  const struct {
    ReservationSigns signs;
    bool reserved;
    ReservationSource source;
  } cases[] = {
      {{kUnset, kUnset, kUnset}, false, kNone},
      {{true, kUnset, kUnset}, true, kTdmFile},
      {{false, kUnset, kUnset}, false, kTdmFile},
      {{kUnset, true, kUnset}, true, kTdmHeader},
      {{kUnset, kUnset, true}, true, kTdmMeta},
      {{true, false, kUnset}, false, kTdmHeader},
      {{false, true, kUnset}, true, kTdmHeader},
      {{true, kUnset, false}, false, kTdmMeta},
      {{false, kUnset, true}, true, kTdmMeta},
      {{true, true, false}, false, kTdmMeta},
      {{false, false, true}, true, kTdmMeta},
      {{kUnset, true, false}, false, kTdmMeta},
      {{kUnset, false, true}, true, kTdmMeta},
      // noai does not ask them.
      {{kUnset, kUnset, kUnset, true, false}, true, kNoAiHeader},
      {{kUnset, kUnset, kUnset, false, true}, true, kNoAiMeta},
      {{kUnset, kUnset, kUnset, true, true}, true, kNoAiHeader},
      {{false, false, false, true, false}, true, kNoAiHeader},
      {{false, false, false, false, true}, true, kNoAiMeta},
      {{true, kUnset, kUnset, true, true}, true, kTdmFile},
      {{true, kUnset, false, false, true}, true, kNoAiMeta},
  };
  for (const auto& c : cases) {
    const auto found = Resolve(c.signs);
    EXPECT_EQ(found.reserved, c.reserved) << &c - cases;
    EXPECT_EQ(found.source, c.source) << &c - cases;
  }
  EXPECT_EQ(std::size(cases), 20u);
}

// Against the rule as it is written: the last one that says anything.
TEST(ReservationTest, EveryCombination) {
  const std::array<std::optional<bool>, 3> values = {kUnset, false, true};
  int combinations = 0;
  for (const auto file : values) {
    for (const auto header : values) {
      for (const auto meta : values) {
        for (const bool noai : {false, true}) {
          std::vector<bool> said;
          for (const auto& value : {file, header, meta}) {
            if (value) said.push_back(*value);
          }
          const bool reserved = noai || (!said.empty() && said.back());
          EXPECT_EQ(Resolve({file, header, meta, noai, false}).reserved,
                    reserved);
          EXPECT_EQ(Resolve({file, header, meta, false, noai}).reserved,
                    reserved);
          ++combinations;
        }
      }
    }
  }
  EXPECT_EQ(combinations, 54);
}

TEST(ReservationTest, NamesComeBack) {
  for (const auto source : {kNone, kTdmFile, kTdmHeader, kTdmMeta, kNoAiHeader,
                            kNoAiMeta, kPhrase}) {
    EXPECT_EQ(ParseReservationSource(ToString(source)), source);
  }
  EXPECT_EQ(ParseReservationSource("ai.txt"), std::nullopt);
}

}  // namespace
}  // namespace ritmon
