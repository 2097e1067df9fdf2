// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/source_format.h"

#include <string>

#include "base/compressed_lines.h"

namespace ritmon {
namespace {

constexpr size_t kHeadBytes = size_t{64} << 10;

Result<std::string> HeadOf(const std::filesystem::path& path) {
  auto file = CompressedFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  return file->ReadHead(kHeadBytes);
}

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

SourceFormat FormatOfJson(std::string_view head) {
  if (Has(head, "\"company_number\"") || Has(head, "\"all_attributes\"")) {
    return SourceFormat::kOffeneRegister;
  }
  const bool gleif = Has(head, "\"records\"") || Has(head, "\"LEI\"") ||
                     Has(head, "lei-records");
  return gleif ? SourceFormat::kGleifJson : SourceFormat::kOffeneRegister;
}

}  // namespace

std::string_view ToString(SourceFormat format) {
  static constexpr std::array<std::string_view, kSourceFormats> kNames = {
      "offeneregister", "offeneregister-2022",
      "gleif-csv",      "gleif-json",
      "xjustiz",        "csv"};
  return kNames[static_cast<size_t>(format)];
}

std::optional<SourceFormat> ParseSourceFormat(std::string_view name) {
  for (size_t i = 0; i < kSourceFormats; ++i) {
    const auto format = static_cast<SourceFormat>(i);
    if (ToString(format) == name) return format;
  }
  return std::nullopt;
}

Result<SourceFormat> DetectSourceFormat(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) return SourceFormat::kXjustiz;
  auto head = HeadOf(path);
  if (!head) return tl::unexpected(head.error());
  if (head->starts_with(std::string_view("SQLite format 3\0", 16))) {
    return SourceFormat::kOffeneRegister2022;
  }
  std::string_view text = *head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return SourceFormat::kCsv;
  text.remove_prefix(begin);
  if (text.front() == '{' || text.front() == '[') return FormatOfJson(text);
  // A workbook (XLSX) is a zip archive that begins with this.
  const bool is_workbook =
      Has(text.substr(0, 1000), "openxmlformats.org/package/2006");
  if (is_workbook) return SourceFormat::kCsv;
  if (text.front() == '<') return SourceFormat::kXjustiz;
  const std::string_view first = text.substr(0, text.find('\n'));
  return Has(first, "Entity.LegalName") ? SourceFormat::kGleifCsv
                                        : SourceFormat::kCsv;
}

}  // namespace ritmon
