// SPDX-License-Identifier: GPL-3.0-or-later
// XML as it is found in feeds, as a row of tokens. Never fails.
//
// Why no parser of XML: of the feeds of the world a good part is not
// well-formed, and one mistake must not cost the entries behind it. expat stops
// at the first mistake. libxml2 has a mode that goes on, but it drops
// characters ("&amp;" goes everywhere after some errors: sparklemotion/nokogiri
// #2267), takes all following items into a paragraph that a description forgot
// to close (lwindolf/liferea #1395), and knows no HTML entity. A repair in
// front of a strict parser has to find tags, attributes, CDATA and nesting
// itself, and then nothing is left to do for the parser. So this is only that:
//
// - '&' that begins no reference, '<' that begins no tag are text,
// - names of HTML 4's characters are known, all others stay as they are,
// - control characters are left out,
// - a tag without '>' ends before the next '<', so does an open quote,
// - document types are skipped whole: what they declare is not known here, so
//   there is no entity that could grow, and none from elsewhere.
//
// Nesting is the caller's.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ritmon {

enum class MarkupKind { kStart, kEnd, kText, kCdata, kOver };

struct MarkupToken {
  MarkupKind kind = MarkupKind::kOver;
  std::string_view raw;   // all of it, as it stands in the input
  std::string_view name;  // of kStart and kEnd, as written: "dc:date"
  std::string_view text;  // of kText (references as written) and kCdata
  // References replaced, names in lower case.
  std::vector<std::pair<std::string, std::string>> attributes;
  bool empty_element = false;  // "<x/>"

  // Empty if it is not there.
  std::string_view Attribute(std::string_view wanted) const;
};

class MarkupReader {
 public:
  // `text` is UTF-8 without control characters (see Printable) and must outlive
  // the tokens.
  explicit MarkupReader(std::string_view text) : text_(text) {}

  MarkupToken Next();
  // Places at which the input was no XML.
  int mended() const { return mended_; }

 private:
  bool SkipDeclaration();
  size_t Find(std::string_view what, size_t from, bool& missing) const;
  size_t EndOfDoctype();
  MarkupToken Text();
  MarkupToken Cdata();
  MarkupToken EndTag();
  MarkupToken StartTag();
  void Attributes(MarkupToken& token);
  std::string_view AttributeValue();
  void SkipSpace();

  std::string_view text_;
  size_t at_ = 0;
  int mended_ = 0;
  // Not to be found from here to the end: it is not looked for again, or the
  // work would grow with the square of the input.
  bool no_comment_end_ = false;
  bool no_instruction_end_ = false;
  bool no_bracket_ = false;
  bool no_tag_end_ = false;
};

// Leaves out the control characters that XML does not know; those that once
// ended a line or page become a blank. Whether any was there.
bool MakePrintable(std::string& text);

}  // namespace ritmon
