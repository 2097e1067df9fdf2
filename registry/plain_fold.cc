// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/plain_fold.h"

#include "base/normalize.h"

namespace ritmon {
namespace {

// False for other bytes than ASCII, umlauts and sharp s.
bool FoldPlainly(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    const std::string_view two = text.substr(i, 2);
    if (two == "ä" || two == "Ä") {
      out += "ae";
    } else if (two == "ö" || two == "Ö") {
      out += "oe";
    } else if (two == "ü" || two == "Ü") {
      out += "ue";
    } else if (two == "ß") {
      out += "ss";
    } else {
      return false;
    }
    ++i;
  }
  return true;
}

}  // namespace

std::string FoldName(std::string_view text) {
  std::string folded;
  folded.reserve(text.size() + 4);
  return FoldPlainly(text, folded) ? folded : Fold(text);
}

}  // namespace ritmon
