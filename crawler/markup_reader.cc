// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/markup_reader.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/character_reference.h"

namespace ritmon {
namespace {

// More attributes than that are somebody's game.
constexpr size_t kMaxAttributes = 64;
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kCdataBegin = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool BeginsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Where a name ends that begins at `from`.
size_t EndOfName(std::string_view text, size_t from) {
  return std::min(text.find_first_of(" \t\r\n/<>=\"'", from), text.size());
}

}  // namespace

std::string_view MarkupToken::Attribute(std::string_view wanted) const {
  for (const auto& [attribute, value] : attributes) {
    if (attribute == wanted) return value;
  }
  return {};
}

MarkupToken MarkupReader::Next() {
  while (at_ < text_.size()) {
    if (text_[at_] != '<') return Text();
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with(kCdataBegin)) return Cdata();
    if (SkipDeclaration()) continue;
    if (rest.size() > 1 && BeginsName(rest[1])) return StartTag();
    if (rest.size() > 2 && rest[1] == '/' && BeginsName(rest[2])) {
      return EndTag();
    }
    return Text();
  }
  return {};
}

size_t MarkupReader::Find(std::string_view what, size_t from,
                          bool& missing) const {
  if (missing) return std::string_view::npos;
  const size_t found = text_.find(what, from);
  missing = found == std::string_view::npos;
  return found;
}

// Comments, instructions, document types.
bool MarkupReader::SkipDeclaration() {
  const std::string_view rest = text_.substr(at_);
  size_t end = std::string_view::npos;
  if (rest.starts_with("<!--")) {
    end = Find("-->", at_ + 4, no_comment_end_);
    if (end != std::string_view::npos) end += 3;
  } else if (rest.starts_with("<?")) {
    end = Find("?>", at_ + 2, no_instruction_end_);
    if (end != std::string_view::npos) end += 2;
  } else if (rest.starts_with("<!")) {
    end = EndOfDoctype();
  } else {
    return false;
  }
  if (end == std::string_view::npos) {
    // Not closed: its own '>' at best, so that the rest is read.
    ++mended_;
    const size_t close = text_.find_first_of("<>", at_ + 1);
    end = close == std::string_view::npos ? text_.size()
                                          : close + (text_[close] == '>');
  }
  at_ = end;
  return true;
}

// "<!DOCTYPE x [ <!ENTITY y "z"> ]>" holds tags of its own.
size_t MarkupReader::EndOfDoctype() {
  const size_t close = Find(">", at_, no_tag_end_);
  if (close == std::string_view::npos) return close;
  const size_t open = text_.substr(0, close).find('[', at_);
  if (open == std::string_view::npos) return close + 1;
  const size_t inner = Find("]", open, no_bracket_);
  if (inner == std::string_view::npos) return inner;
  const size_t end = Find(">", inner, no_tag_end_);
  return end == std::string_view::npos ? end : end + 1;
}

MarkupToken MarkupReader::Text() {
  const size_t begin = at_;
  if (text_[at_] == '<') {
    ++mended_;
    ++at_;
  }
  at_ = std::min(text_.find('<', at_), text_.size());
  MarkupToken token{.kind = MarkupKind::kText};
  token.raw = token.text = text_.substr(begin, at_ - begin);
  return token;
}

MarkupToken MarkupReader::Cdata() {
  const size_t begin = at_ + kCdataBegin.size();
  const size_t end = text_.find(kCdataEnd, begin);
  MarkupToken token{.kind = MarkupKind::kCdata};
  token.text =
      text_.substr(begin, end == std::string_view::npos ? std::string_view::npos
                                                        : end - begin);
  const size_t next =
      end == std::string_view::npos ? text_.size() : end + kCdataEnd.size();
  if (end == std::string_view::npos) ++mended_;
  token.raw = text_.substr(at_, next - at_);
  at_ = next;
  return token;
}

MarkupToken MarkupReader::EndTag() {
  const size_t begin = at_;
  at_ += 2;
  MarkupToken token{.kind = MarkupKind::kEnd};
  const size_t end = EndOfName(text_, at_);
  token.name = text_.substr(at_, end - at_);
  at_ = std::min(text_.find_first_of("<>", end), text_.size());
  if (at_ < text_.size() && text_[at_] == '>') {
    ++at_;
  } else {
    ++mended_;
  }
  token.raw = text_.substr(begin, at_ - begin);
  return token;
}

void MarkupReader::SkipSpace() {
  at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size());
}

MarkupToken MarkupReader::StartTag() {
  const size_t begin = at_++;
  MarkupToken token{.kind = MarkupKind::kStart};
  const size_t end = EndOfName(text_, at_);
  token.name = text_.substr(at_, end - at_);
  at_ = end;
  Attributes(token);
  if (at_ < text_.size() && text_[at_] == '>') {
    ++at_;
  } else {
    ++mended_;
  }
  token.raw = text_.substr(begin, at_ - begin);
  return token;
}

// Up to the '>' or to what takes its place.
void MarkupReader::Attributes(MarkupToken& token) {
  while (true) {
    SkipSpace();
    if (at_ >= text_.size() || text_[at_] == '>' || text_[at_] == '<') return;
    if (text_[at_] == '/') {
      ++at_;
      token.empty_element = at_ < text_.size() && text_[at_] == '>';
      continue;
    }
    const size_t end = EndOfName(text_, at_);
    if (end == at_) {  // a stray quote or sign
      ++mended_;
      ++at_;
      continue;
    }
    const std::string_view name = text_.substr(at_, end - at_);
    at_ = end;
    SkipSpace();
    std::string_view value;
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      SkipSpace();
      value = AttributeValue();
    } else {
      ++mended_;
    }
    if (token.attributes.size() < kMaxAttributes) {
      token.attributes.emplace_back(AsciiLower(name),
                                    DecodeCharacterReferences(value));
    }
  }
}

std::string_view MarkupReader::AttributeValue() {
  if (at_ >= text_.size()) return {};
  const char quote = text_[at_];
  if (quote != '"' && quote != '\'') {
    ++mended_;
    const size_t begin = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '>' &&
           text_[at_] != '<') {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }
  const size_t begin = at_ + 1;
  // No value holds a '<': with one the quote was forgotten.
  const char both[] = {quote, '<', '\0'};
  size_t end = text_.find_first_of(both, begin);
  if (end != std::string_view::npos && text_[end] == quote) {
    at_ = end + 1;
    return text_.substr(begin, end - begin);
  }
  ++mended_;
  end = std::min(text_.find_first_of("<>", begin), text_.size());
  at_ = end;
  return text_.substr(begin, end - begin);
}

bool MakePrintable(std::string& text) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && !IsSpace(c);
  };
  if (std::none_of(text.begin(), text.end(), is_control)) return false;
  for (char& c : text) {
    if (c == '\v' || c == '\f') c = ' ';
  }
  std::erase_if(text, is_control);
  return true;
}

}  // namespace ritmon
