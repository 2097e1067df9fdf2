// SPDX-License-Identifier: GPL-3.0-or-later
// OffeneRegister's company file: one JSON object a line, plain or compressed
// (https://offeneregister.de, CC BY 4.0). Objects printed over several lines
// are read too if the first line is a lone bracket. Officers are skipped while
// parsing and never held. simdjson stops in offeneregister.cc.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "registry/import.h"

namespace ritmon {

struct OffeneRegisterLine {
  Company company;        // without legal form, district and kind
  std::string retrieved;  // date, "2018-11-09"
};

// Keeps its buffers from line to line. Belongs to one thread.
class OffeneRegisterParser {
 public:
  OffeneRegisterParser();
  ~OffeneRegisterParser();
  OffeneRegisterParser(OffeneRegisterParser&&) noexcept;

  // kInvalid says what is wrong with the line.
  Result<OffeneRegisterLine> Parse(std::string_view line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// "Waidmannstraße 1, 22769 Hamburg." in its parts; what is not there is empty.
Address ParseRegisteredAddress(std::string_view text);

// Hands every line of `path` to `sink`; bad ones are refused and said.
Status ReadOffeneRegister(const std::filesystem::path& path, CompanySink& sink);

// Reads `path` into the store.
Result<ImportSummary> ImportOffeneRegister(const std::filesystem::path& path,
                                           const ImportContext& context);

}  // namespace ritmon
