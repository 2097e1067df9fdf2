// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

// Beside the C0 controls and everything above '~', which all sets have.
constexpr std::string_view SetCharacters(PercentEncodeSet set) {
  switch (set) {
    case PercentEncodeSet::kUserinfo:
      return " \"#<>?^`{}/:;=@[\\]|";
    case PercentEncodeSet::kPath:
      return " \"#<>?^`{}";
    case PercentEncodeSet::kSpecialQuery:
      return " \"#<>'";
  }
  return {};
}

bool IsControlOrHigh(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte > 0x7E;
}

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

// RFC 3986, 2.3.
bool IsUnreserved(char c) {
  return IsAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

// RFC 3986, 3.3 and 3.4: what may stand bare in a path or query. The quote is
// left out, so that the form also survives the query set above.
bool MayStandBare(char c) {
  constexpr std::string_view kOthers = "!$&()*+,;=:@/?";
  return IsUnreserved(c) || kOthers.find(c) != std::string_view::npos;
}

void AppendEscape(char c, std::string* out) {
  const auto byte = static_cast<unsigned char>(c);
  out->push_back('%');
  out->push_back(kHexDigits[byte >> 4]);
  out->push_back(kHexDigits[byte & 15]);
}

// The byte that the escape at `pos` stands for, or -1 if there is none.
int EscapeAt(std::string_view text, size_t pos) {
  if (text[pos] != '%' || pos + 2 >= text.size()) return -1;
  const int high = HexValue(text[pos + 1]);
  const int low = HexValue(text[pos + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

}  // namespace

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void AppendPercentEncoded(std::string_view text, PercentEncodeSet set,
                          std::string* out) {
  const std::string_view encoded = SetCharacters(set);
  for (const char c : text) {
    if (IsControlOrHigh(c) || encoded.find(c) != std::string_view::npos) {
      AppendEscape(c, out);
    } else {
      out->push_back(c);
    }
  }
}

std::string PercentDecode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const int byte = EscapeAt(text, i);
    if (byte >= 0) i += 2;
    out.push_back(byte >= 0 ? static_cast<char>(byte) : text[i]);
  }
  return out;
}

std::string NormalizePercentEncoding(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const int byte = EscapeAt(text, i);
    if (byte >= 0) {
      i += 2;
      const char c = static_cast<char>(byte);
      if (IsUnreserved(c)) {
        out.push_back(c);
      } else {
        AppendEscape(c, &out);
      }
    } else if (MayStandBare(text[i])) {
      out.push_back(text[i]);
    } else {
      AppendEscape(text[i], &out);
    }
  }
  return out;
}

}  // namespace ritmon
