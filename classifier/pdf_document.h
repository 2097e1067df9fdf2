// SPDX-License-Identifier: GPL-3.0-or-later
// What the program ritmon-read-pdf says of a document, as values. Its format
// is in docs/formats.md; the program reads hostile files, so what it prints is
// as little trusted as they are.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace ritmon {

// Places are points (1/72 inch) from the top left of the page.
struct PdfLine {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;      // of its letters
  bool bold = false;    // most of it
  bool turned = false;  // not written from left to right
  std::string text;     // valid UTF-8, not empty
};

struct PdfSheet {
  double width = 0;
  double height = 0;
  std::vector<PdfLine> lines;  // in reading order
};

struct PdfDocument {
  enum class State { kRead, kLocked, kDamaged };
  State state = State::kDamaged;
  std::string title;  // as the document says; often what nobody wanted to say
  std::optional<Timestamp> created;
  std::optional<Timestamp> modified;
  std::string xmp;
  int64_t page_count = 0;  // may be more than are in `sheets`
  bool text_cut = false;
  std::vector<PdfSheet> sheets;
};

// Anything that is not in the format is a damaged document. Pure.
PdfDocument ParsePdfDocument(std::string_view json);

}  // namespace ritmon
