// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/charset_prescan.h"

#include <cstddef>
#include <string>

#include "base/ascii.h"
#include "base/charset_labels.h"

namespace ritmon {
namespace {

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool StartsWithoutCase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i) {
    if (AsciiLower(text[i]) != lower[i]) return false;
  }
  return true;
}

size_t FindWithoutCase(std::string_view text, std::string_view lower) {
  for (size_t i = 0; i + lower.size() <= text.size(); ++i) {
    if (StartsWithoutCase(text.substr(i), lower)) return i;
  }
  return std::string_view::npos;
}

struct Attribute {
  std::string name;   // lower case
  std::string value;  // lower case: labels have no case
};

// Reads over the first bytes of a page; `position` never passes the end.
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  std::string_view Run() {
    while (!AtEnd()) {
      if (bytes_[position_] != '<') {
        ++position_;
        continue;
      }
      const std::string_view rest = bytes_.substr(position_);
      if (rest.starts_with("<!--")) {
        // The two dashes that end it may be those that began it.
        const size_t end = bytes_.find("-->", position_ + 2);
        if (end == std::string_view::npos) return {};
        position_ = end + 3;
      } else if (StartsWithoutCase(rest, "<meta") && rest.size() > 5 &&
                 (IsSpace(rest[5]) || rest[5] == '/')) {
        position_ += 6;
        const std::string_view found = Meta();
        if (!found.empty()) return found;
      } else if (IsTag(rest)) {
        SkipName();
        while (NextAttribute()) {
        }
      } else if (rest.size() > 1 &&
                 (rest[1] == '!' || rest[1] == '/' || rest[1] == '?')) {
        const size_t end = bytes_.find('>', position_);
        if (end == std::string_view::npos) return {};
        position_ = end + 1;
      } else {
        ++position_;
      }
    }
    return {};
  }

 private:
  bool AtEnd() const { return position_ >= bytes_.size(); }

  static bool IsTag(std::string_view rest) {
    const size_t letter = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
    return rest.size() > letter && IsLetter(rest[letter]);
  }

  void SkipName() {
    while (!AtEnd() && !IsSpace(bytes_[position_]) && bytes_[position_] != '>')
      ++position_;
  }

  void SkipSpace() {
    while (!AtEnd() && IsSpace(bytes_[position_])) ++position_;
  }

  // "get an attribute". False at the end of the tag, and at the end of the
  // bytes: an attribute that is cut off does not count.
  bool NextAttribute() {
    attribute_ = {};
    while (!AtEnd() && (IsSpace(bytes_[position_]) || bytes_[position_] == '/'))
      ++position_;
    if (AtEnd()) return false;
    if (bytes_[position_] == '>') {
      ++position_;
      tag_closed_ = true;
      return false;
    }
    bool has_value = false;
    for (; !AtEnd(); ++position_) {
      const char c = bytes_[position_];
      if (c == '=' && !attribute_.name.empty()) {
        ++position_;
        has_value = true;
        break;
      }
      if (IsSpace(c)) {
        SkipSpace();
        if (!AtEnd() && bytes_[position_] == '=') {
          ++position_;
          has_value = true;
        }
        break;
      }
      if (c == '/' || c == '>') return true;
      attribute_.name += AsciiLower(c);
    }
    if (AtEnd()) return false;
    return has_value ? Value() : true;
  }

  bool Value() {
    SkipSpace();
    if (AtEnd()) return false;
    const char quote = bytes_[position_];
    if (quote == '"' || quote == '\'') {
      for (++position_; !AtEnd(); ++position_) {
        if (bytes_[position_] == quote) {
          ++position_;
          return true;
        }
        attribute_.value += AsciiLower(bytes_[position_]);
      }
      return false;
    }
    for (; !AtEnd(); ++position_) {
      const char c = bytes_[position_];
      if (IsSpace(c) || c == '>') return true;
      attribute_.value += AsciiLower(c);
    }
    return false;
  }

  std::string_view Meta() {
    bool got_pragma = false;
    bool need_pragma = false;
    tag_closed_ = false;
    bool saw_pragma = false, saw_content = false, saw_charset = false;
    std::string_view charset;
    while (NextAttribute()) {
      if (attribute_.name == "http-equiv" && !saw_pragma) {
        saw_pragma = true;
        got_pragma = attribute_.value == "content-type";
      } else if (attribute_.name == "content" && !saw_content) {
        saw_content = true;
        const std::string_view found = CharsetInContent(attribute_.value);
        if (!found.empty() && charset.empty()) {
          charset = found;
          need_pragma = true;
        }
      } else if (attribute_.name == "charset" && !saw_charset) {
        saw_charset = true;
        charset = CharsetFromLabel(attribute_.value);
        need_pragma = false;
      }
    }
    // A tag that the end of the bytes cut off says nothing.
    if (!tag_closed_) return {};
    if (need_pragma && !got_pragma) return {};
    return charset;
  }

  std::string_view bytes_;
  size_t position_ = 0;
  Attribute attribute_;
  bool tag_closed_ = false;  // the last tag read had its '>'
};

// <?xml version="1.0" encoding="iso-8859-1"?>
std::string_view XmlDeclaration(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view line = bytes.substr(0, bytes.find('>'));
  size_t at = FindWithoutCase(line, "encoding");
  if (at == std::string_view::npos) return {};
  at = line.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const size_t end = line.find(line[at], at + 1);
  if (end == std::string_view::npos) return {};
  return CharsetFromLabel(line.substr(at + 1, end - at - 1));
}

}  // namespace

std::string_view CharsetInContent(std::string_view content) {
  for (;;) {
    const size_t found = FindWithoutCase(content, "charset");
    if (found == std::string_view::npos) return {};
    content.remove_prefix(found + 7);
    while (!content.empty() && IsSpace(content.front()))
      content.remove_prefix(1);
    if (!content.empty() && content.front() == '=') break;
  }
  content.remove_prefix(1);
  while (!content.empty() && IsSpace(content.front())) content.remove_prefix(1);
  if (content.empty()) return {};
  const char quote = content.front();
  if (quote == '"' || quote == '\'') {
    const size_t end = content.find(quote, 1);
    if (end == std::string_view::npos) return {};
    return CharsetFromLabel(content.substr(1, end - 1));
  }
  return CharsetFromLabel(
      content.substr(0, content.find_first_of("; \t\n\f\r")));
}

std::string_view PrescanMeta(std::string_view bytes) {
  bytes = bytes.substr(0, kPrescanBytes);
  std::string_view charset = Prescan(bytes).Run();
  if (charset.empty()) charset = XmlDeclaration(bytes);
  if (charset == "utf-16be" || charset == "utf-16le") return "utf-8";
  if (charset == "x-user-defined") return "windows-1252";
  return charset;
}

}  // namespace ritmon
