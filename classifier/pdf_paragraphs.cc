// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pdf_paragraphs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "classifier/html_text.h"
#include "classifier/running_lines.h"

namespace ritmon {
namespace {

// The first and last character of UTF-8 text, as far as Latin goes.
bool IsLower(std::string_view text) {
  if (text.empty()) return false;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return lead >= 'a' && lead <= 'z';
  if (lead != 0xC3 || text.size() < 2) return false;
  const auto second = static_cast<unsigned char>(text[1]);
  return second >= 0x9F && second != 0xB7;  // ß à ... ÿ
}

bool EndsWithLetter(std::string_view text) {
  if (text.empty()) return false;
  const auto last = static_cast<unsigned char>(text.back());
  return (last | 0x20) >= 'a' && ((last | 0x20) <= 'z' || last >= 0x80);
}

bool IsUpperOrDigit(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// What a hyphen leaves open is taken up after such a word: "Wasser- und". None
// that is a syllable as well ("Werk-statt", "den-noch").
bool BeginsWithConjunction(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \n,"));
  return EqualsAny(word, {"und", "oder", "bzw.", "beziehungsweise", "sowie",
                          "bis", "als", "wie", "and", "or", "u.", "o."});
}

// "so-" + "wie" is one of them, divided itself.
bool EndsWithSo(std::string_view text) {
  return text == "so" || text.ends_with(" so") || text.ends_with("\nso");
}

// "CO2-", "PA-", "E-" before a lower-case word: such hyphens are written.
bool EndsWithAbbreviation(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && IsUpperOrDigit(text[begin - 1])) --begin;
  return begin < text.size() &&
         (begin == 0 || text[begin - 1] == ' ' || text[begin - 1] == '-' ||
          text[begin - 1] == '\n' || text[begin - 1] == '(');
}

// The hyphen that ends `text`: its bytes, or 0. U+00AD is lost on the way
// here only if white space is collapsed first, so lines are looked at raw.
size_t HyphenAtEnd(std::string_view text) {
  if (text.ends_with('-')) return 1;
  if (text.ends_with("\u00AD")) return 2;
  return text.ends_with("\u2010") ? 3 : 0;
}

bool EndsSentence(std::string_view text) {
  while (!text.empty() && (text.back() == '"' || text.back() == ')'))
    text.remove_suffix(1);
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') ||
         text.ends_with(':') || text.ends_with("“");
}

// "Geschäftsführer: ...", "21423 Winsen": lines of addresses and imprints.
bool BeginsLikeAddressLine(std::string_view text) {
  constexpr size_t kLongestLabel = 30;  // bytes
  constexpr size_t kPostcode = 5;
  const size_t digits =
      std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == kPostcode && text.substr(digits, 1) == " ") return true;
  const size_t colon = text.substr(0, kLongestLabel).find(": ");
  return colon != std::string_view::npos && colon > 2 && !IsLower(text) &&
         digits == 0;
}

constexpr auto kMarks = std::to_array<std::string_view>(
    {"•",      "●",      "○",      "◦", "▪", "■", "□", "▸", "►",
     "▶",      "‣",      "⁃",      "✓", "✔", "→", "➔", "➢", "\uF0B7",
     "\uF0A7", "\uF0D8", "\uF0FC", "·", "–", "-", "*"});

// The bytes of a list mark at the beginning, with what stands between; 0 if
// there is none. A mark is followed by a blank or stands alone.
size_t ListMark(std::string_view text) {
  for (const std::string_view mark : kMarks) {
    if (!text.starts_with(mark)) continue;
    const size_t end = text.find_first_not_of(" \t", mark.size());
    if (end == std::string_view::npos) return text.size();
    const bool private_use = mark.starts_with("\xEF");
    return end > mark.size() || private_use ? end : 0;
  }
  return 0;
}

bool SameSize(double a, double b) {
  constexpr double kTolerance = 0.12;
  return std::abs(a - b) <= kTolerance * std::max(a, b);
}

double Overlap(const PdfLine& a, const PdfLine& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}

// The distance from line to line that most of the text has, in letters' sizes.
double UsualLeading(const PdfDocument& document) {
  constexpr double kBins = 20;  // a size
  constexpr double kDefault = 1.2;
  std::map<int, size_t> bins;
  for (const PdfSheet& sheet : document.sheets) {
    for (size_t i = 1; i < sheet.lines.size(); ++i) {
      const PdfLine& a = sheet.lines[i - 1];
      const PdfLine& b = sheet.lines[i];
      const double leading = (b.top - a.top) / a.size;
      if (leading < 0.8 || leading > 2.2 || !SameSize(a.size, b.size) ||
          Overlap(a, b) <= 0) {
        continue;
      }
      bins[static_cast<int>(std::lround(leading * kBins))] += a.text.size();
    }
  }
  const auto most =
      std::max_element(bins.begin(), bins.end(),
                       [](auto& a, auto& b) { return a.second < b.second; });
  return most == bins.end() ? kDefault : most->first / kBins;
}

enum class Step { kNew, kGoesOn, kNewLine };

// Puts lines together, one after the other.
class Builder {
 public:
  explicit Builder(double leading) : leading_(leading) {}

  void Take(const PdfLine& line, size_t sheet) {
    const Step step = last_ == nullptr ? Step::kNew : StepTo(line, sheet);
    std::string_view text = line.text;
    if (step == Step::kNew) {
      Flush();
      const size_t mark = line.turned ? 0 : ListMark(text);
      current_ = {.size = line.size,
                  .bold = line.bold,
                  .is_item = mark > 0,
                  .sheet = sheet};
      text.remove_prefix(mark);
      left_ = line.left;
      right_ = line.right;
    }
    if (step == Step::kNewLine) {
      current_.text += '\n';
      current_.text += text;
    } else {
      JoinLine(text, current_.text);
    }
    ++current_.lines;
    left_ = std::min(left_, line.left);
    right_ = std::max(right_, line.right);
    last_ = &line;
    last_sheet_ = sheet;
  }

  std::vector<PdfParagraph> Finish() {
    Flush();
    return std::move(done_);
  }

 private:
  Step StepTo(const PdfLine& line, size_t sheet) const {
    const PdfLine& last = *last_;
    if (line.turned || last.turned || line.bold != last.bold ||
        !SameSize(line.size, last.size)) {
      return Step::kNew;
    }
    // A mark alone on its line, as some layouts have it.
    const double down = line.top - last.top;
    if (current_.is_item && current_.text.empty()) return Step::kGoesOn;
    if (ListMark(line.text) > 0) return Step::kNew;
    if (sheet != last_sheet_ || down <= -last.size) return StepOver(line);
    // Beside it: the next cell of a row.
    if (down < 0.3 * last.size) return Step::kNew;
    if (down > 1.25 * leading_ * last.size || Overlap(last, line) <= 0) {
      return Step::kNew;
    }
    return StepDown(line);
  }

  // To the top of the next column or page: only what is plainly unfinished.
  Step StepOver(const PdfLine& line) const {
    const bool unfinished =
        !EndsSentence(current_.text) && current_.text.size() > 40;
    return unfinished && IsLower(line.text) ? Step::kGoesOn : Step::kNew;
  }

  // A line that ends though the next word had room there ends on purpose.
  Step StepDown(const PdfLine& line) const {
    const PdfLine& last = *last_;
    const size_t blank = std::min(line.text.find(' '), line.text.size());
    const double word = (line.right - line.left) *
                        static_cast<double>(blank + 1) /
                        static_cast<double>(line.text.size() + 1);
    const double edge = std::max(right_, line.right);
    const bool on_purpose = last.right + word + last.size < edge;
    const bool indented = line.left > last.left + 0.8 * last.size;
    if (EndsSentence(last.text) && !IsLower(line.text) &&
        (on_purpose || indented)) {
      return Step::kNew;
    }
    if ((on_purpose || BeginsLikeAddressLine(line.text)) &&
        !IsLower(line.text) && HyphenAtEnd(last.text) == 0) {
      return Step::kNewLine;
    }
    return Step::kGoesOn;
  }

  void Flush() {
    std::string text;
    // Lines stay, all other white space is collapsed.
    TextSqueezer squeezer;
    std::string_view rest = current_.text;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      squeezer.Append(rest.substr(0, end));
      squeezer.AppendLineBreak();
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    current_.text = squeezer.Take();
    if (!current_.text.empty()) done_.push_back(std::move(current_));
    current_ = {};
  }

  double leading_;
  PdfParagraph current_;
  double left_ = 0;
  double right_ = 0;
  const PdfLine* last_ = nullptr;
  size_t last_sheet_ = 0;
  std::vector<PdfParagraph> done_;
};

}  // namespace

void JoinLine(std::string_view next, std::string& text) {
  if (next.empty()) return;
  const size_t hyphen = HyphenAtEnd(text);
  const std::string_view before =
      std::string_view(text).substr(0, text.size() - hyphen);
  if (hyphen == 0 ||
      !(EndsWithLetter(before) || EndsWithAbbreviation(before))) {
    if (!text.empty()) text += ' ';
  } else if (hyphen == 2) {
    text.resize(before.size());
  } else if (BeginsWithConjunction(next) && !EndsWithSo(before)) {
    text += ' ';
  } else if (IsLower(next) && !EndsWithAbbreviation(before)) {
    text.resize(before.size());
  }
  text += next;
}

std::vector<PdfParagraph> FindParagraphs(const PdfDocument& document) {
  const RunningLines running(document);
  Builder builder(UsualLeading(document));
  for (size_t i = 0; i < document.sheets.size(); ++i) {
    for (const PdfLine& line : document.sheets[i].lines) {
      if (running.KindOf(document.sheets[i], line) == LineKind::kText) {
        builder.Take(line, i);
      }
    }
  }
  std::vector<PdfParagraph> paragraphs = builder.Finish();
  for (const std::string& text : running.texts()) {
    PdfParagraph paragraph{.text = SqueezeText(text), .running = true};
    if (!paragraph.text.empty()) paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

double BodySize(const std::vector<PdfParagraph>& paragraphs) {
  std::map<int64_t, size_t> letters;
  for (const PdfParagraph& paragraph : paragraphs) {
    if (paragraph.running) continue;
    letters[std::llround(paragraph.size * 2)] += paragraph.text.size();
  }
  const auto most =
      std::max_element(letters.begin(), letters.end(),
                       [](auto& a, auto& b) { return a.second < b.second; });
  return most == letters.end() ? 0 : static_cast<double>(most->first) / 2;
}

}  // namespace ritmon
