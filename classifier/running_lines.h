// SPDX-License-Identifier: GPL-3.0-or-later
// Headers, footers and page numbers of a laid-out document: what stands at the
// upper or lower edge and is the same on several pages but for its numbers.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "classifier/pdf_document.h"

namespace ritmon {

enum class LineKind { kText, kRunning, kPageNumber };

class RunningLines {
 public:
  explicit RunningLines(const PdfDocument& document);

  // `line` is one of `sheet`'s, that one of the document's.
  LineKind KindOf(const PdfSheet& sheet, const PdfLine& line) const;
  // Each running line once, as it is on its first page, in document order.
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  bool IsRunning(const std::string& key) const;

  std::map<std::string, size_t> sheets_;  // by text without its numbers
  size_t needed_ = 0;                     // sheets
  std::vector<std::string> texts_;
};

}  // namespace ritmon
