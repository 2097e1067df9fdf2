// SPDX-License-Identifier: GPL-3.0-or-later
// Makes small PDF files for tests: text in Helvetica at given places, document
// properties, XMP; and files that are hostile in one way each.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ritmon {

// One line of text, its place in points from the lower left of an A4 page.
struct PdfWords {
  double x = 72;
  double y = 770;
  double size = 11;
  std::string text;  // UTF-8, Latin 1 only
  bool bold = false;
};

class PdfWriter {
 public:
  // "Title" -> "Jahresbericht"; "CreationDate" -> "D:20250305101500+01'00'".
  void SetProperty(const std::string& key, const std::string& value);
  void SetXmp(std::string xmp) { xmp_ = std::move(xmp); }
  // Of the whole file; nobody knows the password. The streams are left as they
  // are, for nobody gets to read them.
  void SetLocked() { locked_ = true; }

  void AddPage(const std::vector<PdfWords>& words);
  // Lines below one another from the top, 11 points.
  void AddLines(const std::vector<std::string>& lines);
  // A page with this content stream, behind `filter` ("/FlateDecode").
  void AddRawPage(std::string content, std::string filter);

  std::string Bytes() const;

 private:
  struct Stream {
    std::string content;
    std::string filter;
  };
  std::vector<std::pair<std::string, std::string>> properties_;
  std::string xmp_;
  bool locked_ = false;
  std::vector<Stream> pages_;
};

// zlib's format (FlateDecode) of `times` times `part`, made piece by piece.
std::string DeflateRepeated(std::string_view part, size_t times);

}  // namespace ritmon
