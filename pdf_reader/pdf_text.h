// SPDX-License-Identifier: GPL-3.0-or-later
// One PDF into lines of text with their places, by poppler. What the lines mean
// is not decided here but in classifier/pdf_page.h.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ritmon {

struct PdfLimits {
  int max_pages = 200;
  size_t max_text = size_t{3} << 20;  // bytes, of all pages; see pdf_text.cc
};

// One JSON object, described in docs/formats.md ("What ritmon-read-pdf
// prints"). `pdf` may be any bytes, but poppler may crash on it.
std::string PdfAsJson(std::string_view pdf, const PdfLimits& limits);

// Has the C library load what it loads on first use, for later is too late.
void PrepareForSandbox();

}  // namespace ritmon
