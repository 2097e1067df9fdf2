// SPDX-License-Identifier: GPL-3.0-or-later
// A tokenizer as in the HTML standard, 13.2.5, as far as it needs to know
// where tags begin and end, and a stack of open elements as in 13.2.4.2, as
// far as it needs to know how deep they are.
#include "classifier/html_filter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "classifier/html_handling.h"

namespace ritmon {
namespace {

constexpr size_t kNpos = std::string_view::npos;

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool EqualsLower(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(),
                    [](char a, char b) { return Lower(a) == b; });
}
bool ContainsLower(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                     [](char a, char b) { return Lower(a) == b; }) !=
         text.end();
}

bool IsWanted(std::string_view name, std::string_view value) {
  constexpr std::string_view kWanted[] = {
      "id",       "class",         "href",      "src",         "alt",
      "rel",      "content",       "name",      "property",    "http-equiv",
      "itemprop", "itemtype",      "itemscope", "datetime",    "lang",
      "xml:lang", "role",          "hidden",    "aria-hidden", "type",
      "hreflang", "shadowrootmode"};
  if (value.size() > kMaxAttributeBytes) return false;
  if (EqualsLower(name, "style"))
    return ContainsLower(value, "none") || ContainsLower(value, "hidden");
  return std::any_of(std::begin(kWanted), std::end(kWanted),
                     [&](std::string_view w) { return EqualsLower(name, w); });
}

// Which elements are open, as far as they count.
class OpenElements {
 public:
  // False if the tag is to be left out.
  bool Start(HtmlTagNumber tag) {
    if (stack_.size() >= kMaxDepth) {
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

 private:
  std::vector<HtmlTagNumber> stack_;
  std::array<uint32_t, kHtmlTagIds> left_out_{};
};

class Filter {
 public:
  explicit Filter(std::string_view html) : html_(html) {
    out_.reserve(html.size() / 2);
  }

  std::string Run() {
    while (at_ < html_.size()) {
      const size_t open = std::min(html_.find('<', at_), html_.size());
      out_.append(html_, at_, open - at_);
      at_ = open;
      if (at_ + 1 >= html_.size()) {
        out_.append(html_, at_);
        break;
      }
      const char next = html_[at_ + 1];
      if (IsLetter(next)) {
        StartTag();
      } else if (next == '/') {
        EndTag();
      } else if (next == '!' || next == '?') {
        Declaration();
      } else {
        out_ += '<';
        ++at_;
      }
    }
    // Gumbo would put U+FFFD for each, into the middle of words.
    for (char& c : out_) {
      if (static_cast<unsigned char>(c) < 0x20 && !IsSpace(c)) c = ' ';
    }
    return std::move(out_);
  }

 private:
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
    while (end < html_.size() && !IsSpace(html_[end]) && html_[end] != '/' &&
           html_[end] != '>')
      ++end;
    return html_.substr(begin, end - begin);
  }

  // Reads attributes up to and including '>'; wanted ones go to `attributes_`.
  void ReadAttributes() {
    attributes_.clear();
    unsigned kept = 0;
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '>') {
        ++at_;
        return;
      }
      if (IsSpace(c) || c == '/') {
        ++at_;
        continue;
      }
      const size_t begin = at_++;  // a leading '=' belongs to the name
      while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '/' &&
             html_[at_] != '>' && html_[at_] != '=')
        ++at_;
      const std::string_view name = html_.substr(begin, at_ - begin);
      size_t after = at_;
      while (after < html_.size() && IsSpace(html_[after])) ++after;
      std::string_view value;
      if (after < html_.size() && html_[after] == '=') {
        at_ = after + 1;
        value = ReadValue();
      }
      if (kept < kMaxAttributes && IsWanted(name, value)) {
        ++kept;
        attributes_ += ' ';
        attributes_.append(html_, begin, at_ - begin);
      }
    }
  }

  std::string_view ReadValue() {
    while (at_ < html_.size() && IsSpace(html_[at_])) ++at_;
    if (at_ >= html_.size()) return {};
    const char quote = html_[at_];
    if (quote == '"' || quote == '\'') {
      const size_t begin = ++at_;
      const size_t end = std::min(html_.find(quote, begin), html_.size());
      at_ = std::min(end + 1, html_.size());
      return html_.substr(begin, end - begin);
    }
    const size_t begin = at_;
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '>')
      ++at_;
    return html_.substr(begin, at_ - begin);
  }

  void Emit(std::string_view open, std::string_view name) {
    out_ += open;
    out_ += name;
    if (open == "<") out_ += attributes_;
    out_ += '>';
  }

  void StartTag() {
    const std::string_view name = TagName(at_ + 1);
    const HtmlTagNumber tag = HtmlTagId(name);
    at_ += 1 + name.size();
    ReadAttributes();
    switch (HandlingOf(tag)) {
      case Handling::kNormal:
        if (open_.Start(tag)) Emit("<", name);
        break;
      case Handling::kUncounted:
        Emit("<", name);
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
        Emit("<", name);
        SkipRawBody(name, tag);
        Emit("</", name);
        break;
      case Handling::kRawKeep:
      case Handling::kScript: {
        const size_t body = at_;
        const bool closed = SkipRawBody(name, tag);
        if (HandlingOf(tag) == Handling::kScript &&
            !ContainsLower(attributes_, "ld+json")) {
          if (!closed) at_ = html_.size();
          break;
        }
        if (!closed) break;
        Emit("<", name);
        out_.append(html_, body, raw_end_ - body);
        Emit("</", name);
        break;
      }
    }
  }

  // A type tag stays if it carries data or hides its text; then its end tag
  // must stay too.
  void TypeTag(std::string_view name, HtmlTagNumber tag) {
    const bool stays = ContainsLower(attributes_, "itemprop") ||
                       ContainsLower(attributes_, "style=") ||
                       ContainsLower(attributes_, " hidden") ||
                       ContainsLower(attributes_, "icon");
    if (stays && open_.Start(tag)) {
      ++kept_type_[tag];
      Emit("<", name);
    } else if (kept_type_[tag] > 0) {
      ++inner_type_[tag];
    }
  }

  void EndTag() {
    if (at_ + 2 >= html_.size() || !IsLetter(html_[at_ + 2])) {
      const size_t end = html_.find('>', at_);  // a bogus comment
      at_ = end == kNpos ? html_.size() : end + 1;
      return;
    }
    const std::string_view name = TagName(at_ + 2);
    const HtmlTagNumber tag = HtmlTagId(name);
    at_ += 2 + name.size();
    ReadAttributes();
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
    if (!counts || open_.End(tag)) Emit("</", name);
  }

  // To after "</name>". False, and nothing skipped, if there is none.
  bool SkipRawBody(std::string_view name, HtmlTagNumber tag) {
    if (unclosed_[tag]) return false;
    for (size_t at = at_; (at = html_.find("</", at)) != kNpos; at += 2) {
      const std::string_view found = html_.substr(at + 2, name.size());
      const size_t after = at + 2 + name.size();
      if (after >= html_.size()) break;
      if (!std::equal(found.begin(), found.end(), name.begin(), name.end(),
                      [](char a, char b) { return Lower(a) == Lower(b); }))
        continue;
      if (!IsSpace(html_[after]) && html_[after] != '>' && html_[after] != '/')
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
  size_t raw_end_ = 0;      // of the body last skipped
  std::string attributes_;  // wanted ones of the tag last read, as written
  std::string out_;
  OpenElements open_;
  std::array<bool, kHtmlTagIds> unclosed_{};
  std::array<uint32_t, kHtmlTagIds> kept_type_{};  // open type tags that stayed
  std::array<uint32_t, kHtmlTagIds>
      inner_type_{};  // left out inside one of those
};

}  // namespace

std::string FilterHtml(std::string_view html) { return Filter(html).Run(); }

}  // namespace ritmon
