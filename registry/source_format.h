// SPDX-License-Identifier: GPL-3.0-or-later
// The forms that company registers and lists come in.

#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace ritmon {

enum class SourceFormat {
  kOffeneRegister,      // offeneregister.h
  kOffeneRegister2022,  // handelsregister_db.h
  kGleifCsv,            // gleif.h
  kGleifJson,
  kXjustiz,  // xjustiz.h
  kCsv,      // company_csv.h
};
inline constexpr size_t kSourceFormats = 6;

// "offeneregister", "offeneregister-2022", "gleif-csv", "gleif-json",
// "xjustiz", "csv".
std::string_view ToString(SourceFormat format);
std::optional<SourceFormat> ParseSourceFormat(std::string_view name);

// By the first bytes, unpacked; a folder is XJustiz's. What shows none of the
// others' signs is a table (kCsv). kNotFound, kIo as reading has it.
Result<SourceFormat> DetectSourceFormat(const std::filesystem::path& path);

}  // namespace ritmon
