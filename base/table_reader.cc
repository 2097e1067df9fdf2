// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/table_reader.h"

#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "base/sheet_reader.h"
#include "base/zip_file.h"

namespace ritmon {
namespace {

constexpr std::string_view kZipMagic = "PK\x03\x04";
constexpr std::string_view kCompoundMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view kOpenDocument = "application/vnd.oasis.opendocument";

std::string FirstBytes(const std::filesystem::path& path) {
  std::array<char, 8> bytes{};
  size_t size = 0;
  if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
    size = std::fread(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
  }
  return {bytes.data(), size};
}

// How the entry begins; nothing if there is none.
std::optional<std::string> Beginning(const ZipFile& zip,
                                     std::string_view name) {
  std::string head;
  auto read = zip.Read(name, UINT64_MAX, [&](std::string_view bytes) {
    head = bytes.substr(0, kOpenDocument.size());
    return false;
  });
  if (!read) return std::nullopt;
  return head;
}

}  // namespace

Result<CsvSummary> ReadTableFile(const std::filesystem::path& path,
                                 const CsvOptions& options,
                                 const CsvRowCallback& on_row) {
  const std::string head = path == "-" ? "" : FirstBytes(path);
  if (head == kCompoundMagic) {
    return Fail(ErrorKind::kInvalid,
                path.string() +
                    ": an old .xls, or a workbook with a password; "
                    "save it as .xlsx without one, or as CSV");
  }
  if (!head.starts_with(kZipMagic)) return ReadCsvFile(path, options, on_row);
  const ZipFile zip(path);
  if (Beginning(zip, "mimetype") == kOpenDocument) {
    return Fail(ErrorKind::kInvalid,
                path.string() +
                    ": an OpenDocument file; save it as .xlsx or "
                    "CSV");
  }
  // Separated values may come in a zip archive, too.
  if (!Beginning(zip, "[Content_Types].xml")) {
    return ReadCsvFile(path, options, on_row);
  }
  return ReadSheetFile(path,
                       SheetReadOptions{.sheet = {},
                                        .max_row_bytes = options.max_row_bytes,
                                        .max_cells = options.max_cells},
                       on_row);
}

}  // namespace ritmon
