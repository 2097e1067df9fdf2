// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_reader.h"

#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/sheet_rows.h"
#include "base/sheet_text.h"
#include "base/xml_stream.h"

namespace ritmon {
namespace {

// Parts that are small in any workbook that people make.
constexpr uint64_t kMaxPartBytes = uint64_t{32} << 20;
// What a text of the shared table costs beside its bytes.
constexpr uint64_t kTextBytes = 64;
// ECMA-376 allows 65,490 styles.
constexpr size_t kMaxStyles = 65'536;
constexpr size_t kNamedSheets = 20;  // in a message

struct SheetPlace {
  std::string name;
  std::string relation;
};

struct Relation {
  std::string type;  // its last word: "worksheet"
  std::string part;
};

std::string_view LastPart(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// The part that a relation of `base` ("xl/workbook.xml") leads to.
std::string PartOf(std::string_view base, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  const size_t slash = base.rfind('/');
  std::string folder(slash == std::string_view::npos
                         ? std::string_view()
                         : base.substr(0, slash + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (folder.empty()) continue;
    folder.pop_back();
    const size_t up = folder.rfind('/');
    folder.erase(up == std::string::npos ? 0 : up + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return folder.append(target);
}

// Where the relations of a part stand: "xl/_rels/workbook.xml.rels".
std::string RelationsOf(std::string_view part) {
  const std::string_view name = LastPart(part);
  return std::string(part.substr(0, part.size() - name.size())) + "_rels/" +
         std::string(name) + ".rels";
}

Result<int> ParseInt(std::string_view text) {
  int number = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return Fail(ErrorKind::kInvalid, "no number");
  return number;
}

// One workbook; the order of its methods is that of reading.
class Workbook {
 public:
  Workbook(const ZipFile& zip, const SheetReadOptions& options)
      : zip_(zip), options_(options) {}

  Status Open() {
    std::map<std::string, Relation> top;
    if (auto s = ReadRelations("", top); !s) return s;
    for (const auto& [id, relation] : top) {
      if (relation.type == "officeDocument") book_ = relation.part;
    }
    if (book_.empty()) {
      return Fail(ErrorKind::kInvalid, "holds no office document");
    }
    if (auto s = ReadRelations(book_, relations_); !s) return s;
    if (auto s = ReadSheetList(); !s) return s;
    for (const auto& [id, relation] : relations_) {
      Status read;
      if (relation.type == "styles") read = ReadStyles(relation.part);
      if (relation.type == "sharedStrings") read = ReadShared(relation.part);
      if (!read) return read;
    }
    return {};
  }

  Result<CsvSummary> ReadRows(const CsvRowCallback& on_row) {
    auto part = FindSheet();
    if (!part) return tl::unexpected(part.error());
    SheetRows rows(tables_, options_, on_row);
    bool enough = false;
    Status mistake;
    auto read =
        zip_.Read(*part, options_.max_sheet_bytes, [&](std::string_view bytes) {
          auto more = rows.Feed(bytes);
          if (!more) mistake = tl::unexpected(more.error());
          enough = !more || !*more;
          return !enough;
        });
    if (!read) return tl::unexpected(read.error());
    if (!mistake) return FailAt(*part, mistake.error());
    auto summary = rows.Finish();
    if (!summary) return FailAt(*part, summary.error());
    return summary;
  }

 private:
  Status ReadPart(const std::string& part, uint64_t max_bytes,
                  XmlStream& xml) const {
    Status parsed;
    auto read = zip_.Read(part, max_bytes, [&](std::string_view bytes) {
      parsed = xml.Feed(bytes);
      return parsed.has_value() && !xml.stopped();
    });
    if (!read) return read;
    if (parsed) parsed = xml.Finish();
    return parsed ? parsed : FailAt(part, parsed.error());
  }

  // Of `part`, or of the package if that is empty.
  Status ReadRelations(const std::string& part,
                       std::map<std::string, Relation>& relations) const {
    XmlStream xml(
        {.start = [&](std::string_view name, const XmlAttributes& attributes) {
          if (name != "Relationship" ||
              attributes.Get("TargetMode") == "External") {
            return;
          }
          relations[std::string(attributes.Get("Id"))] = {
              .type = std::string(LastPart(attributes.Get("Type"))),
              .part = PartOf(part, attributes.Get("Target"))};
        }});
    return ReadPart(RelationsOf(part), kMaxPartBytes, xml);
  }

  Status ReadSheetList() {
    XmlStream xml(
        {.start = [&](std::string_view name, const XmlAttributes& attributes) {
          if (name == "workbookPr") {
            const std::string_view since = attributes.Get("date1904");
            tables_.since_1904 = since == "1" || since == "true";
          } else if (name == "sheet") {
            sheets_.push_back({std::string(attributes.Get("name")),
                               std::string(attributes.Get("id"))});
          }
        }});
    return ReadPart(book_, kMaxPartBytes, xml);
  }

  Status ReadStyles(const std::string& part) {
    std::map<int, NumberFormat> own;
    bool in_cell_formats = false;
    XmlStream xml(
        {.start =
             [&](std::string_view name, const XmlAttributes& attributes) {
               const int id = ParseInt(attributes.Get("numFmtId")).value_or(0);
               if (name == "numFmt" && own.size() < kMaxStyles) {
                 own[id] = ParseNumberFormat(attributes.Get("formatCode"));
               } else if (name == "cellXfs") {
                 in_cell_formats = true;
               } else if (name == "xf" && in_cell_formats &&
                          tables_.formats.size() < kMaxStyles) {
                 const auto found = own.find(id);
                 tables_.formats.push_back(
                     found == own.end() ? BuiltInFormat(id) : found->second);
               }
             },
         .end =
             [&](std::string_view name) {
               if (name == "cellXfs") in_cell_formats = false;
             }});
    return ReadPart(part, kMaxPartBytes, xml);
  }

  Status ReadShared(const std::string& part) {
    std::string text;
    bool in_text = false;
    bool in_phonetic = false;
    uint64_t bytes = 0;
    XmlStream* parser = nullptr;
    const auto spend = [&](uint64_t more) {
      bytes += more;
      if (bytes > options_.max_shared_bytes) parser->Stop();
    };
    XmlStream xml({.start =
                       [&](std::string_view name, const XmlAttributes&) {
                         if (name == "si") text.clear();
                         in_text = in_text || name == "t";
                         in_phonetic = in_phonetic || name == "rPh";
                       },
                   .end =
                       [&](std::string_view name) {
                         if (name == "t") in_text = false;
                         if (name == "rPh") in_phonetic = false;
                         if (name != "si") return;
                         tables_.shared.push_back(UnescapeSheetText(text));
                         spend(kTextBytes);
                       },
                   .text =
                       [&](std::string_view more) {
                         if (!in_text || in_phonetic) return;
                         text += more;
                         spend(more.size());
                       }});
    parser = &xml;
    auto read = ReadPart(part, options_.max_sheet_bytes, xml);
    if (read && xml.stopped()) {
      return Fail(ErrorKind::kInvalid,
                  part + ": texts of more than " +
                      std::to_string(options_.max_shared_bytes) + " bytes");
    }
    return read;
  }

  Result<std::string> FindSheet() const {
    std::string names;
    size_t named = 0;
    for (const SheetPlace& sheet : sheets_) {
      const auto relation = relations_.find(sheet.relation);
      // Sheets that are nothing but a chart have no rows.
      if (relation == relations_.end() ||
          relation->second.type != "worksheet") {
        continue;
      }
      if (options_.sheet.empty() || sheet.name == options_.sheet) {
        return relation->second.part;
      }
      if (named++ == kNamedSheets) names += ", …";
      if (named > kNamedSheets) continue;
      names += (names.empty() ? "'" : ", '") + sheet.name + "'";
    }
    if (names.empty()) return Fail(ErrorKind::kNotFound, "no sheet with rows");
    return Fail(ErrorKind::kNotFound,
                "no sheet '" + options_.sheet + "'; there are " + names);
  }

  const ZipFile& zip_;
  const SheetReadOptions& options_;
  std::string book_;
  std::map<std::string, Relation> relations_;
  std::vector<SheetPlace> sheets_;
  SheetTables tables_;
};

Result<CsvSummary> Read(const ZipFile& zip, const SheetReadOptions& options,
                        const CsvRowCallback& on_row) {
  Workbook workbook(zip, options);
  if (auto s = workbook.Open(); !s) return tl::unexpected(s.error());
  return workbook.ReadRows(on_row);
}

}  // namespace

Result<CsvSummary> ReadSheetFile(const std::filesystem::path& path,
                                 const SheetReadOptions& options,
                                 const CsvRowCallback& on_row) {
  auto summary = Read(ZipFile(path), options, on_row);
  if (summary) return summary;
  // Errors of the archive name the file already.
  if (summary.error().message.starts_with(path.string())) return summary;
  return FailAt(path.string(), summary.error());
}

Result<CsvSummary> ReadSheetBytes(std::string_view bytes,
                                  const SheetReadOptions& options,
                                  const CsvRowCallback& on_row) {
  return Read(ZipFile::OfBytes(bytes), options, on_row);
}

}  // namespace ritmon
