// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/zip_writer.h"

#include <zlib.h>

#include <cstdint>
#include <stdexcept>

namespace ritmon {
namespace {

void Put(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xFF);
  }
}

// Without zlib's own header.
std::string Deflated(const std::string& content) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("deflateInit2");
  }
  std::string out(deflateBound(&stream, content.size()), '\0');
  std::string in = content;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::string MakeZip(const ZipEntries& entries) {
  std::string zip;
  std::string directory;
  for (const auto& [name, content] : entries) {
    const std::string packed = Deflated(content);
    std::string common;
    Put(common, 20, 2);  // version needed
    Put(common, 0, 2);   // flags
    Put(common, 8, 2);   // deflate
    Put(common, 0, 2);   // time
    Put(common, 0x21, 2);
    Put(common,
        crc32(0, reinterpret_cast<const Bytef*>(content.data()),
              static_cast<uInt>(content.size())),
        4);
    Put(common, packed.size(), 4);
    Put(common, content.size(), 4);
    Put(common, name.size(), 2);
    Put(common, 0, 2);  // extra field
    const size_t offset = zip.size();
    zip += "PK\x03\x04" + common + name + packed;
    directory += "PK\x01\x02";
    Put(directory, 20, 2);
    directory += common;
    Put(directory, 0, 2);  // comment
    Put(directory, 0, 2);  // disk
    Put(directory, 0, 2);
    Put(directory, 0, 4);
    Put(directory, offset, 4);
    directory += name;
  }
  const size_t at = zip.size();
  zip += directory + "PK\x05\x06";
  Put(zip, 0, 4);
  Put(zip, entries.size(), 2);
  Put(zip, entries.size(), 2);
  Put(zip, directory.size(), 4);
  Put(zip, at, 4);
  Put(zip, 0, 2);
  return zip;
}

ZipEntries WorkbookParts(const std::string& sheet_data,
                         const ZipEntries& more) {
  const std::string types =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  ZipEntries parts = {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", "<Relationships><Relationship Id='r1' Type='" + types +
                          "officeDocument' Target='xl/workbook.xml'/>"
                          "</Relationships>"},
      {"xl/workbook.xml",
       "<workbook xmlns:r='r'><sheets><sheet name='Tabelle1' sheetId='1' "
       "r:id='rId1'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id='rId1' Type='" + types +
           "worksheet' Target='worksheets/sheet1.xml'/><Relationship "
           "Id='rId2' Type='" +
           types +
           "styles' Target='styles.xml'/><Relationship Id='rId3' Type='" +
           types +
           "sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>"},
      {"xl/worksheets/sheet1.xml",
       "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"},
      {"xl/styles.xml", "<styleSheet/>"},
      {"xl/sharedStrings.xml", "<sst/>"}};
  for (const auto& [name, content] : more) {
    bool replaced = false;
    for (auto& part : parts) {
      if (part.first != name) continue;
      part.second = content;
      replaced = true;
    }
    if (!replaced) parts.emplace_back(name, content);
  }
  return parts;
}

}  // namespace ritmon
