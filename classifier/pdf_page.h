// SPDX-License-Identifier: GPL-3.0-or-later
// A PDF as a Page like any other: title, dates, language, blocks with zones.
//
// The bytes of a PDF are not read here but by the program ritmon-read-pdf, in
// a process of its own (pipeline/read_document.h); this takes what it printed.
// Never fails: what is no answer of that program gives a page without text and
// the note kUnreadable. Pure functions: may be called from any thread.

#pragma once

#include <string_view>

#include "model/page.h"
#include "model/url.h"

namespace ritmon {

// At most so much text is kept, then the page is marked kTextCut.
inline constexpr size_t kMaxPdfText = size_t{1} << 20;  // bytes

Page ReadPdfPage(const Url& url, std::string_view answer);

// A document without an answer: its process crashed, ran out of time or memory.
Page UnreadablePdfPage(const Url& url);

// Whether a file is a PDF: "%PDF-" stands in its first KiB, as readers have it.
bool LooksLikePdf(std::string_view bytes);

// Whether a title in a document's properties was written by a program:
// "Microsoft Word - x.docx", "untitled", "PowerPoint-Präsentation", a file's
// name.
bool IsJunkTitle(std::string_view title);

}  // namespace ritmon
