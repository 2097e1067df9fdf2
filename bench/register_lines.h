// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up lines in the form of OffeneRegister's file: names of words that firms
// use, real courts, towns and postcodes, officers, former names, some removed.
// The same lines for the same numbers.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "registry/courts.h"

namespace ritmon {

// A German address for bench lines.
struct BenchPlace {
  std::string postcode;
  std::string town;
};

class RegisterLines {
 public:
  RegisterLines(const Courts& courts, std::vector<BenchPlace> places)
      : courts_(courts.all()), places_(std::move(places)) {}

  // Appends line `number` with its line end.
  void Append(uint64_t number, std::string& out) const;
  // Parts of the line: what an imprint would say.
  std::string Name(uint64_t number) const;
  std::string Street(uint64_t number) const;
  const BenchPlace& Place(uint64_t number) const;
  const Court& CourtOf(uint64_t number) const;
  bool IsPartnership(uint64_t number) const;
  uint64_t RegisterNumber(uint64_t number) const;

 private:
  const std::vector<Court>& courts_;
  std::vector<BenchPlace> places_;
};

// The first `count` lines as a file.
Status WriteRegisterLines(const RegisterLines& lines, uint64_t count,
                          const std::filesystem::path& path);

// Places of config/geo/postcodes.tsv with the towns of municipalities.tsv.
std::vector<BenchPlace> ReadBenchPlaces(const std::string& directory);

}  // namespace ritmon
