// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_output.h"

#include <algorithm>

#include "cli/text_table.h"

namespace ritmon {

std::string Fitted(const std::string& text, const Terminal& terminal) {
  if (!terminal.is_terminal) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (at == 0) {
      out += terminal.Bold(line) + "\n";
    } else {
      out += WrapText(line, indent + 2, terminal.width);
    }
    at = end + 1;
  }
  return out;
}

}  // namespace ritmon
