// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/xml_charset.h"

#include "base/charset.h"

namespace ritmon {
namespace {

// The value of encoding="..." in the XML declaration, or empty. Some stand
// behind blank lines.
std::string_view DeclaredEncoding(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  text.remove_prefix(first);
  if (!text.starts_with("<?xml")) return {};
  text = text.substr(0, text.find('>'));
  size_t begin = text.find("encoding");
  if (begin == std::string_view::npos) return {};
  begin = text.find_first_of("\"'", begin);
  if (begin == std::string_view::npos) return {};
  const size_t end = text.find(text[begin], begin + 1);
  return end == std::string_view::npos
             ? std::string_view()
             : text.substr(begin + 1, end - begin - 1);
}

}  // namespace

std::string XmlToUtf8(std::string_view bytes, std::string_view content_type) {
  if (bytes.starts_with("\xFF\xFE")) {
    return ToUtf8(bytes.substr(2), "utf-16le");
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return ToUtf8(bytes.substr(2), "utf-16be");
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  // UTF-16 without its mark, as XML 1.0 (F.1) knows it by its first '<'.
  using namespace std::string_view_literals;
  if (bytes.starts_with("<\0?\0"sv)) return ToUtf8(bytes, "utf-16le");
  if (bytes.starts_with("\0<\0?"sv)) return ToUtf8(bytes, "utf-16be");
  if (IsValidUtf8(bytes)) return std::string(bytes);
  for (const std::string_view charset :
       {CharsetFromContentType(content_type),
        CharsetFromLabel(DeclaredEncoding(bytes))}) {
    if (!charset.empty() && charset != "utf-8") return ToUtf8(bytes, charset);
  }
  return DecodeHtml(bytes, {}).text;
}

}  // namespace ritmon
