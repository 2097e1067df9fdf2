// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/register_number.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "registry/register_suffix.h"

namespace ritmon {
namespace {

constexpr size_t kMaxGap = 60;    // bytes between the word and its number
constexpr int kMaxStrangers = 4;  // words of a court's name in between

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}
template <size_t N>
bool IsOneOf(const std::array<std::string_view, N>& words,
             std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Where the blank at `at` ends, also one of U+00A0, U+2009, U+202F; `at` itself
// if there is none.
size_t SkipBlank(std::string_view text, size_t at) {
  if (at < text.size() && (text[at] == ' ' || text[at] == '\t')) return at + 1;
  if (text.substr(at, 2) == "\xC2\xA0") return at + 2;
  const std::string_view three = text.substr(at, 3);
  return three == "\xE2\x80\x89" || three == "\xE2\x80\xAF" ? at + 3 : at;
}

// The same for a hyphen or dash, U+2010 to U+2015 and ASCII.
size_t SkipHyphen(std::string_view text, size_t at) {
  if (at < text.size() && text[at] == '-') return at + 1;
  const bool is_dash = text.substr(at, 2) == "\xE2\x80" &&
                       at + 2 < text.size() && text[at + 2] >= '\x90' &&
                       text[at + 2] <= '\x95';
  return is_dash ? at + 3 : at;
}

// A letter begins at `at`; what is not ASCII is one unless it separates.
bool IsLetterAt(std::string_view text, size_t at) {
  return at < text.size() && IsLetter(text[at]) && SkipBlank(text, at) == at &&
         SkipHyphen(text, at) == at;
}

// The last byte of the character at `at`: those of a dash are no letters.
size_t LastByteAt(std::string_view text, size_t at) {
  while (at + 1 < text.size() && (text[at + 1] & '\xC0') == '\x80') ++at;
  return at;
}

struct Anchor {
  std::string type;  // empty: the word does not say which register
  size_t end = 0;
  bool is_code = false;  // "HRB", not "Handelsregister"
};

// "HRBNr. 12345", "HRBNR12345": behind the glued word, else `at`.
size_t SkipGluedNumberWord(std::string_view text, size_t at) {
  for (const std::string_view word : {"nummer", "nr"}) {
    if (AsciiLower(text.substr(at, word.size())) == word) {
      return at + word.size();
    }
  }
  return at;
}

// The letters that a type code begins with.
bool MayBeginCode(char c) {
  const char lower = AsciiLower(c);
  return lower == 'h' || lower == 'g' || lower == 'p' || lower == 'v';
}

// "HRB", "hr b", "H.R.B.", "HR-B", "HR: B", "GnR", "VR": a type code at `at`.
std::optional<Anchor> CodeAt(std::string_view text, size_t at) {
  if (at >= text.size() || !MayBeginCode(text[at])) return std::nullopt;
  std::string letters;
  bool upper = true;
  size_t i = at;
  size_t end = at;
  while (i < text.size() && letters.size() < 3) {
    if (!((text[i] >= 'a' && text[i] <= 'z') ||
          (text[i] >= 'A' && text[i] <= 'Z'))) {
      break;
    }
    if (text[i] >= 'a') upper = false;
    letters += AsciiLower(text[i]);
    end = ++i;
    if (letters.size() >= 3) break;
    // One dot or colon, blank or hyphen may stand between.
    if (i < text.size() && (text[i] == '.' || text[i] == ':')) ++i;
    const size_t blank = SkipBlank(text, i);
    i = blank != i ? blank : SkipHyphen(text, i);
    if (letters == "pr" || letters == "vr") break;
  }
  if (letters.size() == 3) end = SkipGluedNumberWord(text, end);
  if (IsLetterAt(text, end)) return std::nullopt;
  static constexpr std::array<std::pair<std::string_view, const char*>, 6>
      kCodes = {{{"hra", "HRA"},
                 {"hrb", "HRB"},
                 {"gnr", "GnR"},
                 {"gsr", "GsR"},
                 {"pr", "PR"},
                 {"vr", "VR"}}};
  for (const auto& [code, type] : kCodes) {
    if (letters != code) continue;
    if (code.size() == 2 && !upper) return std::nullopt;
    // "g n r" is no code: only HR is ever taken apart.
    if (code[0] == 'g' && AsciiLower(text.substr(at, 3)) != code) {
      return std::nullopt;
    }
    return Anchor{type, end, true};
  }
  return std::nullopt;
}

// "HR-Nr. 12345", "HR 12345": HR is other things, too (human resources), so
// "Nr" or a long number must follow at once.
bool IsCommercialRegister(std::string_view text, size_t at, size_t end) {
  if (text.substr(at, end - at) != "HR") return false;
  while (end < text.size() && (text[end] == '.' || text[end] == ':' ||
                               text[end] == ' ' || text[end] == '-')) {
    ++end;
  }
  size_t digits = 0;
  while (end + digits < text.size() && IsDigit(text[end + digits])) ++digits;
  return digits >= 5 || SkipGluedNumberWord(text, end) != end;
}

// Most words are told to be none without a copy in lower case.
bool MayNameRegister(std::string_view word) {
  if (word == "HR" || StartsWithNoCase(word, "genr") ||
      StartsWithNoCase(word, "partr")) {
    return true;
  }
  for (size_t i = 0; i < word.size(); ++i) {
    if (StartsWithNoCase(word.substr(i), "reg")) return true;
  }
  return false;
}

// "Handelsregister", "Registernummer", "Vereinsregister ...": a word at `at`.
std::optional<Anchor> WordAt(std::string_view text, size_t at) {
  size_t end = at;
  while (IsLetterAt(text, end)) ++end;
  if (!MayNameRegister(text.substr(at, end - at))) return std::nullopt;
  const std::string word = AsciiLower(text.substr(at, end - at));
  if (IsCommercialRegister(text, at, end)) return Anchor{"", end, false};
  if (word == "genr" || word == "genreg") return Anchor{"GnR", end, true};
  if (word == "partr" || word == "partreg") return Anchor{"PR", end, true};
  if (word == "registration") {
    // "Company registration number".
    return Anchor{"", end, false};
  }
  if (word.find("register") == std::string::npos ||
      word.starts_with("registergericht")) {
    return std::nullopt;
  }
  if (word.starts_with("vereinsregister")) return Anchor{"VR", end, false};
  if (word.starts_with("genossenschaftsregister")) {
    return Anchor{"GnR", end, false};
  }
  if (word.starts_with("partnerschaftsregister")) {
    return Anchor{"PR", end, false};
  }
  if (word.starts_with("gesellschaftsregister")) {
    return Anchor{"GsR", end, false};
  }
  if (word.starts_with("handelsregister") || word.starts_with("register") ||
      word == "registernr") {
    return Anchor{"", end, false};
  }
  return std::nullopt;
}

// Digits with blanks or dots between groups ("12 345", "12.345", "76 40 05");
// `end` is after the last. Empty if `at` is no number.
std::string NumberAt(std::string_view text, size_t at, size_t& end) {
  std::vector<std::string> groups;
  std::vector<size_t> ends;
  size_t i = at;
  while (true) {
    const size_t begin = i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    if (i == begin) break;
    groups.emplace_back(text.substr(begin, i - begin));
    ends.push_back(i);
    size_t next = SkipBlank(text, i);
    if (next == i && i < text.size() && text[i] == '.') ++next;
    if (next == i) break;
    i = next;
  }
  if (groups.empty()) return {};
  // 12 345, 123 456 and 12 34 5 are one number; 12345 20099 are two, and so are
  // 12 and a postcode.
  constexpr size_t kMostDigits = 6;
  size_t taken = 1;
  if (groups[0].size() <= 3 && groups.size() >= 2 && groups[1].size() == 3) {
    taken = 2;
  } else {
    size_t size = 0;
    size_t small = 0;
    while (small < groups.size() && groups[small].size() <= 3 &&
           size + groups[small].size() <= kMostDigits) {
      size += groups[small++].size();
    }
    if (small > 1) taken = small;
  }
  end = ends[taken - 1];
  const bool goes_on = end + 1 < text.size() && IsDigit(text[end + 1]) &&
                       (text[end] == '.' || text[end] == '/');
  if (goes_on) return {};  // a date, a tax number
  std::string digits;
  for (size_t g = 0; g < taken; ++g) digits += groups[g];
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() > 7) return {};
  return digits;
}

// Walks from an anchor over "-Nr.:", "beim Amtsgericht Hamburg unter" and the
// like to the number.
class Walk {
 public:
  Walk(std::string_view text, const Anchor& anchor)
      : text_(text), anchor_(anchor), type_(anchor.type), at_(anchor.end) {}

  std::optional<FoundRegisterNumber> Run() {
    const size_t limit = std::min(text_.size(), at_ + kMaxGap);
    while (at_ < limit) {
      const char c = text_[at_];
      if (IsDigit(c)) return TakeNumber();
      if (IsLetterAt(text_, at_)) {
        if (!PassWord()) return std::nullopt;
      } else {
        if (c == '@' || c == '+') return std::nullopt;
        at_ = LastByteAt(text_, at_) + 1;
      }
    }
    return std::nullopt;
  }

 private:
  std::optional<FoundRegisterNumber> TakeNumber() {
    FoundRegisterNumber found;
    found.number = NumberAt(text_, at_, found.end);
    const bool sure = anchor_.is_code && strangers_ == 0;
    if (found.number.empty() || (found.number.size() < 2 && !sure) ||
        (!anchor_.is_code && found.number.size() < 2)) {
      return std::nullopt;
    }
    found.suffix = RegisterSuffixAt(text_, found.end, found.end);
    // "12a", "4711/B": a house number or something else.
    if (found.end < text_.size() && text_[found.end] >= 'a' &&
        text_[found.end] <= 'z') {
      return std::nullopt;
    }
    found.type = type_;
    return found;
  }

  // False if the word says that no number follows.
  bool PassWord() {
    static constexpr std::array<std::string_view, 34> kPassed = {
        "nr",          "nummer",  "no",         "number",
        "num",         "abt",     "abteilung",  "unter",
        "der",         "des",     "dem",        "beim",
        "bei",         "am",      "im",         "in",
        "amtsgericht", "ag",      "gericht",    "registergericht",
        "lautet",      "ist",     "is",         "court",
        "of",          "local",   "district",   "eingetragen",
        "die",         "zu",      "registered", "under",
        "the",         "register"};
    static constexpr std::array<std::string_view, 22> kEnds = {
        "tel",
        "telefon",
        "fon",
        "phone",
        "fax",
        "telefax",
        "mobil",
        "ust",
        "umsatzsteuer",
        "steuernummer",
        "vat",
        "sitz",
        "plz",
        "str",
        "strasse",
        "straße",
        "postfach",
        "mail",
        "geschäftsführer",
        "vertreten",
        "de",
        "vorstand"};
    if (const auto code = CodeAt(text_, at_)) {
      if (!anchor_.is_code || code->end - at_ > 2) return false;
    }
    size_t end = at_;
    while (IsLetterAt(text_, end)) ++end;
    const std::string_view raw = text_.substr(at_, end - at_);
    const std::string word = AsciiLower(raw);
    if (IsOneOf(kEnds, word) || word.ends_with("straße") ||
        word.ends_with("strasse") || word.ends_with("steuer")) {
      return false;
    }
    at_ = end;
    if (raw == "A" || raw == "B") {
      if (type_.empty()) type_ = raw == "A" ? "HRA" : "HRB";
      return true;
    }
    if (IsOneOf(kPassed, word) || word.find("register") != std::string::npos) {
      return true;
    }
    return ++strangers_ <= kMaxStrangers;
  }

  std::string_view text_;
  const Anchor& anchor_;
  std::string type_;
  size_t at_;
  int strangers_ = 0;
};

}  // namespace

std::vector<FoundRegisterNumber> FindRegisterNumbers(std::string_view text) {
  std::vector<FoundRegisterNumber> found;
  // Most lines of most pages end here.
  if (std::none_of(text.begin(), text.end(), IsDigit)) return found;
  bool in_word = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool letter = IsLetterAt(text, at);
    const bool starts = letter && !in_word;
    in_word = letter;
    if (!letter) at = LastByteAt(text, at);
    if (!starts || (at > 0 && IsDigit(text[at - 1]))) continue;
    auto anchor = CodeAt(text, at);
    if (!anchor) anchor = WordAt(text, at);
    if (!anchor) continue;
    auto number = Walk(text, *anchor).Run();
    if (!number) continue;
    number->begin = at;
    at = number->end - 1;
    in_word = IsLetter(text[at]);
    found.push_back(std::move(*number));
  }
  return found;
}

std::optional<std::string> ParseRegisterType(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string upper = AsciiUpper(text.substr(begin));
  if (const auto anchor = CodeAt(upper, 0)) return anchor->type;
  if (const auto anchor = WordAt(text, begin)) {
    if (!anchor->type.empty()) return anchor->type;
  }
  if (upper == "A" || upper == "B") return "HR" + upper;
  return std::nullopt;
}

std::optional<FoundRegisterNumber> ParseRegisterCell(std::string_view text,
                                                     std::string_view type) {
  auto found = FindRegisterNumbers(text);
  if (!found.empty()) {
    if (found[0].type.empty()) found[0].type = std::string(type);
    return std::move(found[0]);
  }
  size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (type.empty() || at == text.size() || !IsDigit(text[at])) {
    return std::nullopt;
  }
  FoundRegisterNumber number;
  number.begin = at;
  number.number = NumberAt(text, at, number.end);
  if (number.number.empty()) return std::nullopt;
  number.suffix = RegisterSuffixAt(text, number.end, number.end);
  number.type = std::string(type);
  return number;
}

std::optional<RegisterNumber> ParseRegisterKey(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  size_t separator = text.find('_');
  if (separator == std::string_view::npos &&
      AsciiLower(text.substr(0, 2)) == "de") {
    separator = text.find('.');
    if (separator != std::string_view::npos) {
      text.remove_prefix(2);
      separator -= 2;
    }
  }
  if (separator == std::string_view::npos || separator < 2) {
    return std::nullopt;
  }
  RegisterNumber key;
  key.court = AsciiUpper(text.substr(0, separator));
  std::string_view rest = text.substr(separator + 1);
  const size_t digits = rest.find_first_of("0123456789");
  if (digits == std::string_view::npos) return std::nullopt;
  const auto type = ParseRegisterType(rest.substr(0, digits));
  if (!type) return std::nullopt;
  key.type = *type;
  rest.remove_prefix(digits);
  const size_t end = rest.find_first_not_of("0123456789");
  std::string_view number = rest.substr(0, end);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  if (number.empty() || number.size() > 9) return std::nullopt;
  key.number = std::string(number);
  if (end != std::string_view::npos) {
    std::string_view suffix = rest.substr(end);
    while (!suffix.empty() && suffix.front() == ' ') suffix.remove_prefix(1);
    if (suffix.size() > 8) return std::nullopt;
    key.suffix = std::string(suffix);
  }
  return key;
}

}  // namespace ritmon
