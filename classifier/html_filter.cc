// SPDX-License-Identifier: GPL-3.0-or-later
// A tokenizer as in the HTML standard, 13.2.5, as far as it needs to know
// where tags begin and end, and a stack of open elements as in 13.2.4.2, as
// far as it needs to know how deep they are.
#include "classifier/html_filter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/utf8_prefix.h"
#include "classifier/html_handling.h"
#include "classifier/html_scan.h"
#include "classifier/html_stand_in.h"

namespace ritmon {
namespace {

constexpr size_t kNpos = std::string_view::npos;

// Which elements are open, as far as they count.
class OpenElements {
 public:
  // False if the tag is to be left out.
  bool Start(HtmlTagNumber tag) {
    if (stack_.size() >= kMaxDepth) {
      any_left_out_ = true;
      ++left_out_[tag];
      return false;
    }
    stack_.push_back(tag);
    return true;
  }

  bool End(HtmlTagNumber tag) {
    if (left_out_[tag] > 0) {
      --left_out_[tag];
      return false;
    }
    for (size_t i = stack_.size(); i > 0; --i) {
      const HtmlTagNumber open = stack_[i - 1];
      if (open == tag) {
        stack_.resize(i - 1);
        return true;
      }
      const bool stops = IsScopeBoundary(open)
                             ? !IsTable(tag)
                             : !IsSpecialElement(tag) && IsSpecialElement(open);
      if (stops) return true;
    }
    return true;
  }

  bool any_left_out() const { return any_left_out_; }

 private:
  bool any_left_out_ = false;
  std::vector<HtmlTagNumber> stack_;
  std::array<uint32_t, kHtmlTagIds> left_out_{};
};

class Filter {
 public:
  explicit Filter(std::string_view html)
      : html_(html), reader_(html, found_.attributes) {
    out_.reserve(html.size() / 8);
  }

  FilteredHtml Run() {
    while (at_ < html_.size()) {
      const size_t open = NextTag();
      Text(html_.substr(at_, open - at_));
      at_ = open;
      if (at_ + 1 >= html_.size()) break;
      const char next = html_[at_ + 1];
      if (IsAsciiLetter(next)) {
        StartTag();
      } else if (next == '/') {
        EndTag();
      } else {
        Declaration();
      }
    }
    // Gumbo would put U+FFFD for each, into the middle of words.
    for (char& c : out_) {
      if (static_cast<unsigned char>(c) < 0x20 && !IsHtmlSpace(c)) c = ' ';
    }
    found_.depth_cut = open_.any_left_out();
    found_.attributes_cut = reader_.cut();
    return std::move(found_);
  }

 private:
  // Where markup begins; any other '<' is text.
  size_t NextTag() const {
    for (size_t open = html_.find('<', at_); open != kNpos;
         open = html_.find('<', open + 1)) {
      if (open + 1 < html_.size() && BeginsMarkup(html_[open + 1])) return open;
    }
    return html_.size();
  }

  static bool BeginsMarkup(char c) {
    return IsAsciiLetter(c) || c == '/' || c == '!' || c == '?';
  }

  // White space stays white space: where it stands alone, the parser decides
  // by it whether a body or a table cell has begun.
  void Text(std::string_view text) {
    size_t begin = 0;
    while (begin < text.size() && IsHtmlSpace(text[begin])) ++begin;
    if (begin > 0) out_ += ' ';
    text.remove_prefix(begin);
    if (text.size() > kMaxTextBytes - text_bytes_) {
      found_.text_cut = true;
      text = Utf8Prefix(text, kMaxTextBytes - text_bytes_);
    }
    text_bytes_ += text.size();
    if (!text.empty()) PutAside(text, IsPlainText(text));
  }

  void PutAside(std::string_view text, bool is_plain) {
    if (!is_plain || found_.texts.size() >= kMaxStandIns) {
      AppendUnforged(text, out_);
      return;
    }
    AppendStandIn(found_.texts.size(), out_);
    found_.texts.push_back(text);
  }

  // Comment, doctype, processing instruction.
  void Declaration() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      if (rest.starts_with("<!-->")) {
        at_ += 5;
      } else if (rest.starts_with("<!--->")) {
        at_ += 6;
      } else {
        const size_t end = html_.find("-->", at_ + 4);
        const size_t bang = html_.substr(0, end).find("--!>", at_ + 4);
        at_ = bang != kNpos ? bang + 4 : end != kNpos ? end + 3 : html_.size();
      }
      return;
    }
    const size_t end = html_.find('>', at_);
    const size_t after = end == kNpos ? html_.size() : end + 1;
    if (rest.size() > 9 && EqualsLower(rest.substr(0, 9), "<!doctype") &&
        after - at_ < 512) {
      out_.append(html_, at_, after - at_);
    }
    at_ = after;
  }

  std::string_view TagName(size_t begin) {
    size_t end = begin;
    while (end < html_.size() && !IsHtmlSpace(html_[end]) &&
           html_[end] != '/' && html_[end] != '>')
      ++end;
    return html_.substr(begin, end - begin);
  }

  void EmitStart(std::string_view name) {
    ++tags_;
    const auto count =
        static_cast<uint32_t>(found_.attributes.size()) - first_attribute_;
    if (count > 0)
      found_.tags.push_back({out_.size(), first_attribute_, count});
    first_attribute_ += count;  // they have their tag: they stay
    out_ += '<';
    out_ += name;
    out_ += reader_.markup();
    out_ += '>';
  }

  void EmitEnd(std::string_view name) {
    ++tags_;
    out_ += "</";
    out_ += name;
    out_ += '>';
  }

  void StartTag() {
    const std::string_view name = TagName(at_ + 1);
    const HtmlTagNumber tag = HtmlTagId(name);
    first_attribute_ = static_cast<uint32_t>(found_.attributes.size());
    at_ = reader_.Read(at_ + 1 + name.size(),
                       NeedsAttributes(tag) ? AttributeReader::Keep::kAll
                                            : AttributeReader::Keep::kAside);
    StartTag(name, tag);
    // Those of a tag that was left out.
    found_.attributes.resize(first_attribute_);
  }

  void StartTag(std::string_view name, HtmlTagNumber tag) {
    if (tags_ >= kMaxTags) {
      found_.tags_cut = true;
      if (HasRawBody(HandlingOf(tag))) SkipRawBody(name, tag);
      return;
    }
    switch (HandlingOf(tag)) {
      case Handling::kNormal:
        if (open_.Start(tag)) EmitStart(name);
        break;
      case Handling::kUncounted:
        EmitStart(name);
        break;
      case Handling::kVoidDrop:
        break;
      case Handling::kType:
        TypeTag(name, tag);
        break;
      case Handling::kRawDrop:
        // Without an end tag only the tag goes; a page must not vanish
        // because a <select> was not closed.
        SkipRawBody(name, tag);
        break;
      case Handling::kRawEmpty:
        EmitStart(name);
        SkipRawBody(name, tag);
        EmitEnd(name);
        break;
      case Handling::kRawKeep:
      case Handling::kScript:
        RawBody(name, tag);
        break;
    }
  }

  static bool HasRawBody(Handling handling) {
    return handling == Handling::kRawDrop || handling == Handling::kRawEmpty ||
           handling == Handling::kRawKeep || handling == Handling::kScript;
  }

  void RawBody(std::string_view name, HtmlTagNumber tag) {
    const size_t body = at_;
    const bool is_script = HandlingOf(tag) == Handling::kScript;
    const bool closed = SkipRawBody(name, tag);
    if (is_script && !ContainsLower(reader_.markup(), "ld+json")) {
      if (!closed) at_ = html_.size();
      return;
    }
    if (!closed) return;
    EmitStart(name);
    const std::string_view text = html_.substr(body, raw_end_ - body);
    if (is_script && !text.empty()) {
      PutAside(text, !HasControl(text));  // no references in scripts
    } else {
      Text(text);
    }
    EmitEnd(name);
  }

  // A type tag stays if it carries data or hides its text; then its end tag
  // must stay too.
  void TypeTag(std::string_view name, HtmlTagNumber tag) {
    const bool stays = ContainsLower(reader_.markup(), "itemprop") ||
                       ContainsLower(reader_.markup(), "style=") ||
                       ContainsLower(reader_.markup(), " hidden") ||
                       ContainsLower(reader_.markup(), "icon");
    if (stays && open_.Start(tag)) {
      ++kept_type_[tag];
      EmitStart(name);
    } else if (kept_type_[tag] > 0) {
      ++inner_type_[tag];
    }
  }

  void EndTag() {
    if (at_ + 2 >= html_.size() || !IsAsciiLetter(html_[at_ + 2])) {
      const size_t end = html_.find('>', at_);  // a bogus comment
      at_ = end == kNpos ? html_.size() : end + 1;
      return;
    }
    const std::string_view name = TagName(at_ + 2);
    const HtmlTagNumber tag = HtmlTagId(name);
    at_ = reader_.Read(at_ + 2 + name.size(), AttributeReader::Keep::kNone);
    if (tags_ >= kMaxTags) return;
    if (HandlingOf(tag) == Handling::kType) {
      if (inner_type_[tag] > 0) {
        --inner_type_[tag];
        return;
      }
      if (kept_type_[tag] == 0) return;
      --kept_type_[tag];
    }
    const bool counts = HandlingOf(tag) == Handling::kNormal ||
                        HandlingOf(tag) == Handling::kType;
    if (!counts || open_.End(tag)) EmitEnd(name);
  }

  // To after "</name>". False, and nothing skipped, if there is none.
  bool SkipRawBody(std::string_view name, HtmlTagNumber tag) {
    if (unclosed_[tag]) return false;
    for (size_t at = at_; (at = html_.find("</", at)) != kNpos; at += 2) {
      const std::string_view found = html_.substr(at + 2, name.size());
      const size_t after = at + 2 + name.size();
      if (after >= html_.size()) break;
      if (!std::equal(
              found.begin(), found.end(), name.begin(), name.end(),
              [](char a, char b) { return LowerAscii(a) == LowerAscii(b); }))
        continue;
      if (!IsHtmlSpace(html_[after]) && html_[after] != '>' &&
          html_[after] != '/')
        continue;
      raw_end_ = at;
      const size_t end = html_.find('>', after);
      at_ = end == kNpos ? html_.size() : end + 1;
      return true;
    }
    unclosed_[tag] = true;  // do not look again: that would be quadratic
    return false;
  }

  std::string_view html_;
  size_t at_ = 0;
  size_t raw_end_ = 0;  // of the body last skipped
  FilteredHtml found_;
  std::string& out_ = found_.markup;
  AttributeReader reader_;
  uint32_t first_attribute_ = 0;  // of the tag last read
  size_t tags_ = 0;               // in the markup
  size_t text_bytes_ = 0;
  OpenElements open_;
  std::array<bool, kHtmlTagIds> unclosed_{};
  std::array<uint32_t, kHtmlTagIds> kept_type_{};  // open type tags that stayed
  std::array<uint32_t, kHtmlTagIds>
      inner_type_{};  // left out inside one of those
};

}  // namespace

FilteredHtml FilterHtml(std::string_view html) { return Filter(html).Run(); }

}  // namespace ritmon
