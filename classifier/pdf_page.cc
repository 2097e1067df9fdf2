// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pdf_page.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/charset.h"
#include "classifier/block_zones.h"
#include "classifier/html_text.h"
#include "classifier/language.h"
#include "classifier/pdf_document.h"
#include "classifier/pdf_paragraphs.h"
#include "classifier/text_blocks.h"
#include "classifier/xmp_reservation.h"

namespace ritmon {
namespace {

constexpr size_t kLongestTitle = 200;  // bytes

bool HasLetter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte | 0x20) >= 'a' && ((byte | 0x20) <= 'z' || byte >= 0x80);
  });
}

// Dots that lead to a page number: a line of the list of contents.
bool HasLeaders(std::string_view text) {
  return ContainsAny(text, {". . . .", ".....", "\u2026\u2026\u2026"});
}

// 1 to 3 for what is set larger than the text or bold; 0 for text.
int HeadingLevel(const PdfParagraph& paragraph, double body) {
  constexpr size_t kMostLines = 3;
  constexpr size_t kLongestHeading = 240;  // bytes
  constexpr size_t kLongestBold = 120;
  if (paragraph.is_item || paragraph.running || body <= 0 ||
      HasLeaders(paragraph.text) || paragraph.lines > kMostLines ||
      !HasLetter(paragraph.text) || paragraph.text.size() > kLongestHeading) {
    return 0;
  }
  const double ratio = paragraph.size / body;
  if (ratio >= 1.55) return 1;
  if (ratio >= 1.25) return 2;
  if (ratio >= 1.09) return 3;
  const char last = paragraph.text.back();
  const bool open = last == '.' || last == ',' || last == ';';
  return paragraph.bold && !open && ratio >= 0.95 &&
                 paragraph.text.size() <= kLongestBold
             ? 3
             : 0;
}

Zone ZoneOf(const PdfParagraph& paragraph, int heading) {
  if (paragraph.running) return Zone::kFooter;
  if (HasLeaders(paragraph.text)) return Zone::kNavigation;
  if (paragraph.is_item) return Zone::kList;
  switch (heading) {
    case 1:
      return Zone::kHeading1;
    case 2:
      return Zone::kHeading2;
    case 3:
      return Zone::kHeading3;
    default:
      return Zone::kMain;
  }
}

std::string OneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// The largest text of the first two pages; where none is larger, the first.
std::string LargestText(const std::vector<PdfParagraph>& paragraphs) {
  const PdfParagraph* best = nullptr;
  for (const PdfParagraph& paragraph : paragraphs) {
    if (paragraph.running || paragraph.sheet > 1) break;
    if (!HasLetter(paragraph.text) || paragraph.text.size() < 4) continue;
    if (best == nullptr || (paragraph.size > 1.05 * best->size &&
                            paragraph.text.size() <= kLongestTitle)) {
      best = &paragraph;
    }
  }
  if (best == nullptr) return {};
  std::string title = OneLine(best->text);
  if (title.size() > kLongestTitle) {
    const size_t blank = title.rfind(' ', kLongestTitle);
    // A cut inside a character is not left standing.
    title = ScrubUtf8(title.substr(0, blank == 0 ? kLongestTitle : blank));
  }
  return title;
}

// Keeps what fits in kMaxPdfText.
void CutText(std::vector<PdfParagraph>& paragraphs, PageNotes& notes) {
  size_t bytes = 0;
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    bytes += paragraphs[i].text.size() + 1;
    if (bytes <= kMaxPdfText) continue;
    paragraphs.resize(i);
    notes.insert(PageNote::kTextCut);
    return;
  }
}

std::vector<TextBlock> BlocksOf(const std::vector<PdfParagraph>& paragraphs) {
  const double body = BodySize(paragraphs);
  std::vector<TextBlock> blocks;
  blocks.reserve(paragraphs.size());
  for (const PdfParagraph& paragraph : paragraphs) {
    TextBlock block{.text = paragraph.text};
    block.heading = HeadingLevel(paragraph, body);
    block.zone = ZoneOf(paragraph, block.heading);
    block.is_item = paragraph.is_item;
    for (const char c : block.text) {
      const bool continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
      if (c != ' ' && c != '\n' && !continuation) ++block.characters;
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

bool IsTold(Zone zone) {
  return zone == Zone::kMain || zone == Zone::kList ||
         (zone >= Zone::kHeading1 && zone <= Zone::kHeading3);
}

void ReadText(const PdfDocument& document, Page& page) {
  std::vector<PdfParagraph> paragraphs = FindParagraphs(document);
  CutText(paragraphs, page.notes);
  page.title = SqueezeText(document.title);
  if (IsJunkTitle(page.title)) page.title = LargestText(paragraphs);
  std::vector<TextBlock> blocks = BlocksOf(paragraphs);
  page.is_imprint =
      RefineZones(page.url, page.title, PageSubject::kAny, blocks);
  if (std::none_of(paragraphs.begin(), paragraphs.end(),
                   [](const PdfParagraph& p) { return HasLetter(p.text); })) {
    page.notes.insert(PageNote::kNoText);
  }
  if (!page.title.empty()) page.blocks.push_back({Zone::kTitle, page.title});
  for (Block& block : FinalBlocks(blocks)) {
    if (IsTold(block.zone)) {
      if (!page.main_text.empty()) page.main_text += '\n';
      page.main_text += block.text;
    }
    page.blocks.push_back(std::move(block));
  }
}

void SetLanguage(Page& page) {
  constexpr size_t kEnough = 8 * 1024;
  std::string text = page.title;
  for (const Block& block : page.blocks) {
    if (text.size() > kEnough) break;
    if (block.zone == Zone::kTitle) continue;
    text += '\n';
    text += block.text;
  }
  LanguageGuess guess = DetectLanguage(text);
  page.lang = std::move(guess.lang);
  page.lang_confidence = guess.confidence;
}

}  // namespace

bool LooksLikePdf(std::string_view bytes) {
  constexpr size_t kBeginning = 1024;
  const std::string_view beginning = bytes.substr(0, kBeginning);
  const size_t at = beginning.find("%PDF-");
  // What has tags before it only speaks of PDF.
  return at != std::string_view::npos &&
         beginning.substr(0, at).find('<') == std::string_view::npos;
}

bool IsJunkTitle(std::string_view title) {
  constexpr size_t kShortest = 4;  // bytes
  const std::string lower = LowerText(SqueezeText(ScrubUtf8(title)));
  if (lower.size() < kShortest || !HasLetter(lower)) return true;
  // A text in UTF-16 read as something else.
  if (ContainsAny(lower, {"þÿ", "ÿþ", "\uFFFD"})) return true;
  if (StartsWithAny(lower,
                    {"microsoft ",   "untitled",     "unbenannt", "ohne titel",
                     "dokument",     "document",     "unknown",   "powerpoint",
                     "präsentation", "presentation", "folie ",    "slide ",
                     "titel der ",   "layout ",      "print",     "file:",
                     "http:",        "https:",       "c:\\",      "d:\\"})) {
    // "Dokumentation der Anlage" is a title, "Dokument1" is none.
    constexpr size_t kMostWords = 2;
    const bool program =
        StartsWithAny(lower, {"microsoft ", "file:", "http", "c:\\", "d:\\"});
    const auto blanks = std::count(lower.begin(), lower.end(), ' ');
    if (program || static_cast<size_t>(blanks) < kMostWords) return true;
  }
  // A file's name.
  const size_t dot = lower.rfind('.');
  if (dot != std::string::npos &&
      EqualsAny(std::string_view(lower).substr(dot),
                {".doc",  ".docx", ".docm", ".dot",  ".odt",  ".rtf", ".txt",
                 ".pdf",  ".indd", ".indb", ".qxd",  ".qxp",  ".ai",  ".cdr",
                 ".eps",  ".ps",   ".ppt",  ".pptx", ".pptm", ".odp", ".xls",
                 ".xlsx", ".xlsm", ".ods",  ".pub",  ".pmd",  ".fm",  ".tex",
                 ".dvi",  ".html", ".htm",  ".jpg",  ".tif",  ".psd", ".sla",
                 ".vsd",  ".dwg",  ".idml", ".wpd",  ".p65"})) {
    return true;
  }
  return lower.find(' ') == std::string::npos &&
         lower.find_first_of("_0123456789") != std::string::npos;
}

Page UnreadablePdfPage(const Url& url) {
  Page page{.url = url, .format = PageFormat::kPdf};
  page.notes.insert(PageNote::kUnreadable);
  return page;
}

Page ReadPdfPage(const Url& url, std::string_view answer) {
  const PdfDocument document = ParsePdfDocument(answer);
  const bool hollow = document.sheets.empty() && document.page_count > 0;
  if (document.state != PdfDocument::State::kRead || hollow) {
    Page page = UnreadablePdfPage(url);
    if (document.state == PdfDocument::State::kLocked) {
      page.notes.insert(PageNote::kLocked);
    }
    return page;
  }
  Page page{.url = url, .format = PageFormat::kPdf};
  if (document.text_cut) page.notes.insert(PageNote::kTextCut);
  if (document.page_count > static_cast<int64_t>(document.sheets.size())) {
    page.notes.insert(PageNote::kPagesCut);
  }
  page.published = document.created;
  page.updated = document.modified;
  HeadReservation reservation = ScanXmpForReservation(document.xmp);
  page.tdm_reservation = reservation.tdm_reservation;
  page.tdm_policy = std::move(reservation.tdm_policy);
  ReadText(document, page);
  SetLanguage(page);
  return page;
}

}  // namespace ritmon
