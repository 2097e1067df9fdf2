// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs out of the lines of a laid-out document: lines that go on are
// joined, words that were broken at a line end are made whole, and what only
// repeats from page to page is told from the text.

#pragma once

#include <string>
#include <vector>

#include "classifier/pdf_document.h"

namespace ritmon {

struct PdfParagraph {
  std::string text;  // white space collapsed; '\n' where a line ends on purpose
  double size = 0;   // of its letters, points
  bool bold = false;
  bool is_item = false;  // of a list; its mark is gone
  bool running = false;  // a header or footer, given once
  size_t sheet = 0;      // where it begins, from 0
  size_t lines = 0;
};

// In reading order, running headers and footers last. Bare page numbers are
// left out. Pure; linear in the number of lines.
std::vector<PdfParagraph> FindParagraphs(const PdfDocument& document);

// `next` goes on where `text` ends: joined with a blank, or without where a
// hyphen divides a word: "Wasser-" + "stoff" is "Wasserstoff", "Nord-" + "Süd"
// is "Nord-Süd", "Wasser-" + "und" stays as it is.
void JoinLine(std::string_view next, std::string& text);

// The size in which most letters are set, by half points; 0 without text.
double BodySize(const std::vector<PdfParagraph>& paragraphs);

}  // namespace ritmon
