// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/list_rewriter.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace ritmon {
namespace {

constexpr size_t kNone = std::string::npos;

struct Element {
  size_t begin = 0;
  size_t end = 0;
  size_t comma = kNone;  // behind it
};

// A list as it stands in the text.
struct ListText {
  size_t begin = 0;  // of '['
  size_t end = 0;    // behind ']'
  std::vector<Element> elements;
  bool has_comment = false;
};

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// Where a line of `text` begins that holds `at`, and where it ends: at its
// "\n" or the end of the text.
size_t LineBegin(std::string_view text, size_t at) {
  const size_t newline = at == 0 ? kNone : text.rfind('\n', at - 1);
  return newline == kNone ? 0 : newline + 1;
}
size_t LineEnd(std::string_view text, size_t at) {
  return std::min(text.find('\n', at), text.size());
}

// toml++ counts columns in characters.
size_t OffsetOf(std::string_view text, const toml::source_position& position) {
  size_t at = 0;
  for (uint32_t line = 1; line < position.line; ++line) {
    at = std::min(LineEnd(text, at) + 1, text.size());
  }
  for (uint32_t column = 1; column < position.column && at < text.size();
       ++column) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

// The end of the TOML string that begins at `at`.
size_t StringEnd(std::string_view text, size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool multi_line = text.substr(at).starts_with(three);
  for (size_t i = at + (multi_line ? 3 : 1); i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote &&
               (!multi_line || text.substr(i).starts_with(three))) {
      i += multi_line ? 3 : 1;
      // Up to two quotes may stand before the closing ones.
      while (multi_line && i < text.size() && text[i] == quote) ++i;
      return i;
    }
  }
  return text.size();
}

// The list whose '[' is at `at`; the text is known to be TOML. Nothing if it
// holds anything but strings.
std::optional<ListText> ReadList(std::string_view text, size_t at) {
  ListText list{.begin = at};
  if (at >= text.size() || text[at] != '[') return std::nullopt;
  for (size_t i = at + 1; i < text.size();) {
    const char c = text[i];
    if (c == ']') {
      list.end = i + 1;
      return list;
    }
    if (c == '#') {
      list.has_comment = true;
      i = LineEnd(text, i);
    } else if (c == '"' || c == '\'') {
      list.elements.push_back({i, StringEnd(text, i)});
      i = list.elements.back().end;
    } else if (c == ',' && !list.elements.empty()) {
      list.elements.back().comma = i++;
    } else if (IsBlank(c) || c == '\n' || c == '\r') {
      ++i;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// A TOML string: literal where a regular expression has backslashes.
std::string Quote(const std::string& value) {
  const bool plain = std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 32 || c == 127;
  });
  if (plain && value.find_first_of("\"\\") != kNone &&
      value.find('\'') == kNone) {
    return "'" + value + "'";
  }
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    if (static_cast<unsigned char>(c) < 32 || c == 127) {
      static constexpr char kDigits[] = "0123456789ABCDEF";
      text += "\\u00";
      text += kDigits[(c >> 4) & 0xF];
      text += kDigits[c & 0xF];
    } else {
      text += c;
    }
  }
  return text + "\"";
}

std::string Listed(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const std::string& value : values) {
    text += (text.size() == 1 ? "" : ", ") + Quote(value);
  }
  return text + "]";
}

std::string_view NewLine(std::string_view text) {
  return text.find("\r\n") != kNone ? "\r\n" : "\n";
}

struct Range {
  size_t begin = 0;
  size_t end = 0;
};

// What goes with the elements of `gone`: their commas, blanks, and the lines
// that would be left empty.
std::vector<Range> RangesOf(std::string_view text, const ListText& list,
                            const std::vector<bool>& gone) {
  std::vector<Range> ranges;
  for (size_t i = 0; i < list.elements.size(); ++i) {
    if (!gone[i]) continue;
    const Element& element = list.elements[i];
    size_t end = element.comma == kNone ? element.end : element.comma + 1;
    while (end < text.size() && IsBlank(text[end])) ++end;
    size_t begin = element.begin;
    const bool last = i + 1 == list.elements.size();
    if (!ranges.empty() && ranges.back().end == begin) {
      ranges.back().end = end;
    } else {
      ranges.push_back({begin, end});
    }
    // The comma before the last one, if both stand on one line.
    if (last && element.comma == kNone) {
      Range& range = ranges.back();
      size_t before = range.begin;
      while (before > list.begin + 1 && IsBlank(text[before - 1])) --before;
      if (text[before - 1] == ',') range.begin = before - 1;
    }
  }
  for (Range& range : ranges) {
    size_t begin = range.begin;
    while (begin > list.begin + 1 && IsBlank(text[begin - 1])) --begin;
    size_t end = range.end;
    if (end < text.size() && text[end] == '\r') ++end;
    if (text[begin - 1] == '\n' && end < text.size() && text[end] == '\n') {
      range = {begin, end + 1};
    }
  }
  return ranges;
}

std::string WithoutRanges(std::string text, const std::vector<Range>& ranges) {
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    text.erase(range->begin, range->end - range->begin);
  }
  return text;
}

// Puts `values` behind the last element of the list at `at`.
std::string WithElements(std::string text, size_t at,
                         const std::vector<std::string>& values) {
  const auto list = ReadList(text, at);
  if (!list || values.empty()) return text;
  if (list->elements.empty()) {
    // Behind comments, if there are any.
    std::string inside = Listed(values);
    text.insert(list->end - 1, inside.substr(1, inside.size() - 2));
    return text;
  }
  const Element& last = list->elements.back();
  const size_t line = LineBegin(text, last.begin);
  const bool own_lines = line > list->begin;
  std::string between = " ";
  if (own_lines) {
    size_t indent = line;
    while (IsBlank(text[indent])) ++indent;
    between = std::string(NewLine(text)) + text.substr(line, indent - line);
  }
  std::string more;
  if (last.comma == kNone) {
    for (const std::string& value : values)
      more += "," + between + Quote(value);
    text.insert(last.end, more);
    return text;
  }
  for (const std::string& value : values) more += between + Quote(value) + ",";
  size_t behind = last.comma + 1;
  if (own_lines && LineEnd(text, behind) < list->end) {
    behind = LineEnd(text, behind);  // behind a comment
    if (text[behind - 1] == '\r') --behind;
  }
  text.insert(behind, more);
  return text;
}

// The end of the line on which the value ends.
size_t ValueLineEnd(std::string_view text, const toml::node& node) {
  const size_t at = OffsetOf(text, node.source().begin);
  if (const auto list = ReadList(text, at)) return LineEnd(text, list->end);
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    return LineEnd(text, StringEnd(text, at));
  }
  return LineEnd(text, at);
}

// The end of the last line of everything in a table.
size_t TableEnd(std::string_view text, const toml::table& table) {
  size_t end = LineEnd(text, OffsetOf(text, table.source().begin));
  for (const auto& [key, node] : table) {
    const toml::table* inner = node.as_table();
    end = std::max(end, inner != nullptr ? TableEnd(text, *inner)
                                         : ValueLineEnd(text, node));
  }
  return end;
}

tl::unexpected<Error> FailIn(const std::string& file, const toml::node& node,
                             const std::string& why) {
  return Fail(
      ErrorKind::kInvalid,
      file + ":" + std::to_string(node.source().begin.line) + ": " + why);
}

// Inserts a line that reads `content` behind the line that ends at `end`.
std::string WithLine(std::string text, size_t end, const std::string& content) {
  const std::string newline(NewLine(text));
  if (end > 0 && end <= text.size() && text[end - 1] == '\r') --end;
  text.insert(end, newline + content);
  return text;
}

// Takes away the line of a list that became empty, if nothing else is on it.
std::string WithoutEmptyList(std::string text, size_t at) {
  const auto list = ReadList(text, at);
  if (!list || !list->elements.empty() || list->has_comment) return text;
  const size_t begin = LineBegin(text, at);
  size_t end = list->end;
  while (end < text.size() && (IsBlank(text[end]) || text[end] == '\r')) ++end;
  if (end < text.size() && text[end] != '\n') return text;
  // An inline table holds more than the list.
  if (std::string_view(text).substr(begin, at - begin).find('{') != kNone) {
    return text;
  }
  text.erase(begin, std::min(end + 1, text.size()) - begin);
  return text;
}

Result<toml::table> ParseToml(const std::string& text,
                              const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return Fail(ErrorKind::kInvalid,
                file + ":" + std::to_string(error.source().begin.line) + ": " +
                    std::string(error.description()));
  }
}

Result<std::string> EditList(const std::string& text, const std::string& file,
                             const toml::array& values,
                             const TermListEdit& edit) {
  const size_t at = OffsetOf(text, values.source().begin);
  const auto list = ReadList(text, at);
  if (!list || list->elements.size() != values.size()) {
    return FailIn(file, values, "this list cannot be changed from a table");
  }
  std::vector<bool> gone(values.size(), false);
  for (const std::string& term : edit.remove) {
    size_t i = 0;
    while (i < values.size() &&
           (gone[i] || values[i].value_or(std::string()) != term)) {
      ++i;
    }
    if (i == values.size()) {
      return FailIn(file, values, "\"" + term + "\" is not in this list");
    }
    gone[i] = true;
  }
  std::string changed = WithoutRanges(text, RangesOf(text, *list, gone));
  changed = WithElements(std::move(changed), at, edit.add);
  return WithoutEmptyList(std::move(changed), at);
}

}  // namespace

std::string_view StrengthName(int strength) {
  return strength >= 3 ? "strong" : strength == 2 ? "medium" : "weak";
}

std::string_view LanguageKey(TermLanguage language) {
  return language == TermLanguage::kGerman ? "de" : "en";
}

Result<std::string> EditTermList(const std::string& text,
                                 const std::string& file,
                                 const TermListEdit& edit) {
  auto root = ParseToml(text, file);
  if (!root) return tl::unexpected(root.error());
  const toml::table* family = (*root)["family"][edit.family].as_table();
  if (family == nullptr) {
    return Fail(ErrorKind::kInvalid, file + ": no such family");
  }
  const std::string_view strength = StrengthName(edit.strength);
  const std::string_view language = LanguageKey(edit.language);
  const toml::node* lists = family->get(strength);
  const toml::array* plain = lists == nullptr ? nullptr : lists->as_array();
  if (plain != nullptr) {
    if (edit.language == TermLanguage::kGerman) {
      return EditList(text, file, *plain, edit);
    }
    // "strong = [...]" is "strong.de" as soon as there is another language.
    const size_t list = OffsetOf(text, plain->source().begin);
    const size_t key = text.rfind(strength, list);
    if (key == std::string::npos || key < LineBegin(text, list)) {
      return FailIn(file, *plain, "this list cannot be changed from a table");
    }
    std::string renamed = text;
    renamed.insert(key + strength.size(), ".de");
    return EditTermList(renamed, file, edit);
  }
  if (lists != nullptr && lists->is_table()) {
    const toml::node* values = lists->as_table()->get(language);
    if (values != nullptr && values->is_array()) {
      return EditList(text, file, *values->as_array(), edit);
    }
  }
  if (!edit.remove.empty()) {
    return FailIn(file, *family, "there is no such list");
  }
  size_t end = 0;
  for (const char* key : {"strong", "medium", "weak"}) {
    const toml::node* node = family->get(key);
    if (node == nullptr) continue;
    end = std::max(end, node->is_table() ? TableEnd(text, *node->as_table())
                                         : ValueLineEnd(text, *node));
  }
  if (end == 0) end = TableEnd(text, *family);
  return WithLine(text, end,
                  std::string(strength) + "." + std::string(language) + " = " +
                      Listed(edit.add));
}

Result<std::string> AppendFamily(const std::string& text,
                                 const std::string& file,
                                 const FamilySource& family) {
  auto root = ParseToml(text, file);
  if (!root) return tl::unexpected(root.error());
  const toml::array* families = (*root)["family"].as_array();
  if (families == nullptr || families->empty() ||
      !families->back().is_table()) {
    return Fail(ErrorKind::kInvalid, file + ": no [[family]] to go behind");
  }
  const std::string newline(NewLine(text));
  std::string added =
      newline + "[[family]]" + newline + "name = " + Quote(family.name);
  if (!family.needs.empty()) {
    added += newline + "needs = " + Listed(family.needs);
  }
  for (const int strength : {3, 2, 1}) {
    for (const TermLanguage language :
         {TermLanguage::kGerman, TermLanguage::kEnglish}) {
      std::vector<std::string> terms;
      for (const TermSource& term : family.terms) {
        if (term.strength == strength && term.language == language) {
          terms.push_back(term.text);
        }
      }
      if (terms.empty()) continue;
      added += newline + std::string(StrengthName(strength)) + "." +
               std::string(LanguageKey(language)) + " = " + Listed(terms);
    }
  }
  return WithLine(text, TableEnd(text, *families->back().as_table()), added);
}

}  // namespace ritmon
