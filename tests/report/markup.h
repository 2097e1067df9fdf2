// SPDX-License-Identifier: GPL-3.0-or-later
// A strict reader of the report's markup: the part of XML that it uses, and
// what a self-contained page may hold. Knows nothing of how the report is made.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset.h"

namespace ritmon {

struct MarkupElement {
  std::string name;
  std::map<std::string, std::string> attributes;  // as written
  std::string text;  // its own, as written, without that of children
};

struct Markup {
  std::vector<MarkupElement> elements;  // in the order of their start tags
  std::vector<std::string> mistakes;
  std::string text;  // of all elements but style, title and desc, as written
};

// "data:text/csv;...;base64,": a table to take along, nothing that runs.
inline bool IsCsvInPlace(std::string_view href) {
  constexpr std::string_view kHead = "data:text/csv;charset=utf-8;base64,";
  return href.starts_with(kHead) &&
         href.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
             "+/=",
             kHead.size()) == std::string_view::npos;
}

class MarkupReader {
 public:
  static Markup Read(std::string_view markup) {
    MarkupReader reader(markup);
    reader.Run();
    return std::move(reader.result_);
  }

 private:
  explicit MarkupReader(std::string_view markup) : markup_(markup) {}

  void Say(std::string mistake) {
    result_.mistakes.push_back(std::move(mistake) + " at byte " +
                               std::to_string(at_));
  }

  void Run() {
    CheckCharacters();
    constexpr std::string_view kDoctype = "<!DOCTYPE html>";
    if (markup_.starts_with(kDoctype)) at_ = kDoctype.size();
    while (at_ < markup_.size() && result_.mistakes.size() < 20) {
      if (markup_[at_] == '<') {
        ReadTag();
      } else {
        ReadText();
      }
    }
    if (!open_.empty()) Say("not closed: " + Name(open_.back()));
    for (const std::string& target : targets_) {
      if (!ids_.contains(target)) Say("no element has the id " + target);
    }
  }

  const std::string& Name(size_t element) const {
    return result_.elements[element].name;
  }

  void CheckCharacters() {
    if (!IsValidUtf8(markup_)) Say("not UTF-8");
    for (const char c : markup_) {
      if (static_cast<unsigned char>(c) < 0x20 && c != '\n') {
        Say("control character " + std::to_string(c));
      }
    }
    // What turns the direction of text, and noncharacters.
    for (const char* bad : {"\u061C", "\u200E", "\u200F", "\u202A", "\u202B",
                            "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                            "\u2068", "\u2069", "\uFFFE", "\uFFFF"}) {
      if (markup_.find(bad) != std::string_view::npos) {
        Say("an invisible character");
      }
    }
  }

  void CheckEntities(std::string_view text) {
    for (size_t i = text.find('&'); i != std::string_view::npos;
         i = text.find('&', i + 1)) {
      bool known = false;
      for (const std::string_view entity :
           {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
        known = known || text.substr(i).starts_with(entity);
      }
      if (!known) Say("unknown entity");
    }
  }

  void ReadText() {
    const size_t end = std::min(markup_.find('<', at_), markup_.size());
    const std::string_view text = markup_.substr(at_, end - at_);
    CheckEntities(text);
    if (open_.empty()) {
      if (text.find_first_not_of('\n') != std::string_view::npos) {
        Say("text outside the root");
      }
    } else {
      MarkupElement& element = result_.elements[open_.back()];
      element.text += text;
      if (element.name != "style" && element.name != "title" &&
          element.name != "desc") {
        (result_.text += text) += '\n';
      }
    }
    at_ = end;
  }

  void ReadTag() {
    const bool closes = markup_.substr(at_).starts_with("</");
    at_ += closes ? 2 : 1;
    const size_t name_end = markup_.find_first_of(" />", at_);
    if (name_end == std::string_view::npos || name_end == at_) {
      Say("no tag name");
      at_ = markup_.size();
      return;
    }
    std::string name(markup_.substr(at_, name_end - at_));
    at_ = name_end;
    if (closes) {
      Close(name);
      return;
    }
    MarkupElement element{std::move(name), {}, {}};
    while (at_ < markup_.size() && markup_[at_] == ' ') {
      ++at_;
      if (!ReadAttribute(element)) return;
    }
    CheckElement(element);
    result_.elements.push_back(std::move(element));
    if (markup_.substr(at_).starts_with("/>")) {
      at_ += 2;
    } else if (markup_.substr(at_).starts_with(">")) {
      at_ += 1;
      open_.push_back(result_.elements.size() - 1);
    } else {
      Say("tag not ended");
      at_ = markup_.size();
    }
  }

  void Close(const std::string& name) {
    if (open_.empty() || Name(open_.back()) != name) {
      Say("unexpected end of " + name);
      at_ = markup_.size();
      return;
    }
    open_.pop_back();
    if (markup_[at_] != '>') Say("end tag not ended");
    ++at_;
  }

  bool ReadAttribute(MarkupElement& element) {
    if (markup_[at_] == '/') return true;
    const size_t equals = markup_.find('=', at_);
    if (equals == std::string_view::npos || equals + 1 >= markup_.size() ||
        markup_[equals + 1] != '"') {
      Say("attribute without quotes");
      at_ = markup_.size();
      return false;
    }
    const std::string name(markup_.substr(at_, equals - at_));
    if (name.find_first_of(" <>\"'&") != std::string::npos) Say("bad name");
    const size_t end = markup_.find('"', equals + 2);
    if (end == std::string_view::npos) {
      Say("value not ended");
      at_ = markup_.size();
      return false;
    }
    const std::string_view value = markup_.substr(equals + 2, end - equals - 2);
    CheckEntities(value);
    if (value.find('<') != std::string_view::npos) Say("'<' in a value");
    if (!element.attributes.emplace(name, value).second) {
      Say("attribute twice: " + name);
    }
    at_ = end + 1;
    return true;
  }

  void CheckElement(const MarkupElement& element) {
    for (const char* name : {"script", "iframe", "object", "embed", "link",
                             "img", "image", "use", "form", "base"}) {
      if (element.name == name) Say("element " + element.name);
    }
    for (const auto& [name, value] : element.attributes) {
      if (name.starts_with("on") || name == "src" || name == "xlink:href" ||
          name == "srcset" || name == "data") {
        Say("attribute " + name);
      }
      if (name == "id" && !ids_.insert(value).second) {
        Say("id twice: " + value);
      }
      if (name == "aria-labelledby") {
        const size_t blank = value.find(' ');
        targets_.insert(value.substr(0, blank));
        if (blank != std::string::npos)
          targets_.insert(value.substr(blank + 1));
      }
      if (name == "style" || name == "fill" || name == "stroke") {
        CheckReference(value);
      }
    }
    CheckHref(element);
  }

  void CheckReference(const std::string& value) {
    if (value.starts_with("url(#") && value.ends_with(")")) {
      targets_.insert(value.substr(5, value.size() - 6));
    } else if (value.find("url(") != std::string::npos) {
      Say("a resource from outside");
    }
  }

  void CheckHref(const MarkupElement& element) {
    const auto href = element.attributes.find("href");
    if (href == element.attributes.end()) return;
    if (href->second.starts_with("#")) {
      targets_.insert(href->second.substr(1));
    } else if (!href->second.starts_with("http://") &&
               !href->second.starts_with("https://") &&
               !IsCsvInPlace(href->second)) {
      Say("href " + href->second);
    }
  }

  std::string_view markup_;  // of the caller
  size_t at_ = 0;
  std::vector<size_t> open_;
  std::set<std::string> ids_;
  std::set<std::string> targets_;
  Markup result_;
};

inline std::string MistakesOf(std::string_view markup) {
  std::string all;
  for (const std::string& mistake : MarkupReader::Read(markup).mistakes) {
    all += mistake + "\n";
  }
  return all;
}

inline size_t CountOf(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace ritmon
