// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_reader/pdf_text.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxTitle = 1000;           // bytes
constexpr size_t kMaxXmp = size_t{1} << 18;  // bytes
// What a line costs of PdfLimits::max_text beside its text: its places.
constexpr size_t kCostOfLine = 32;

// Tenths of a point; places far outside of any paper are no places.
int64_t Tenths(double points) {
  constexpr double kFar = 100'000;
  if (!std::isfinite(points)) return 0;
  return std::llround(std::clamp(points, -kFar, kFar) * 10);
}

void AppendUtf8(char32_t c, std::string& out) {
  const auto put = [&](char32_t byte) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

// ustring::to_utf8 goes through iconv once a word; UTF-16 is simple enough.
std::string Utf8(const poppler::ustring& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool high = c >= 0xD800 && c < 0xDC00;
    if (high && i + 1 < text.size() && (text[i + 1] & 0xFC00) == 0xDC00) {
      c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00u);
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    if (c != 0) AppendUtf8(c, out);
  }
  return out;
}

bool IsBold(std::string font) {
  for (char& c : font) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const char* word : {"bold", "black", "heavy", "demi"}) {
    if (font.find(word) != std::string::npos) return true;
  }
  return false;
}

struct Line {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;                  // of most of its letters
  std::map<int64_t, size_t> sizes;  // tenths of a point -> bytes
  size_t bold = 0;                  // bytes of its text
  bool turned = false;
  bool space = false;  // a blank is due before the next word
  std::string text;
};

// Whether `word` goes on where `line` ends. What stands far to the right is
// another column or cell.
bool Continues(const Line& line, const poppler::text_box& word,
               const poppler::rectf& box) {
  constexpr double kWidestGap = 1.8;  // letters' sizes
  constexpr double kOverlap = 0.5;    // of the lower one's height
  const bool turned = word.rotation() != 0;
  if (line.text.empty() || turned != line.turned) return false;
  if (turned) return line.space;
  const double height =
      std::min(line.bottom - line.top, box.bottom() - box.top());
  const double common =
      std::min(line.bottom, box.bottom()) - std::max(line.top, box.top());
  const double gap = box.left() - line.right;
  return common >= kOverlap * height && gap <= kWidestGap * line.size &&
         gap >= -0.5 * line.size;
}

void Add(const poppler::text_box& word, const poppler::rectf& box,
         std::string text, Line& line) {
  constexpr double kBlank = 0.2;  // of the letters' size
  if (line.text.empty()) {
    line.left = box.left();
    line.top = box.top();
    line.bottom = box.bottom();
    line.turned = word.rotation() != 0;
  } else {
    const bool blank = line.space || (!line.turned && box.left() - line.right >
                                                          kBlank * line.size);
    if (blank) line.text += ' ';
    line.top = std::min(line.top, box.top());
    line.bottom = std::max(line.bottom, box.bottom());
  }
  line.right = box.right();
  size_t& most = line.sizes[Tenths(line.size)];
  size_t& own = line.sizes[Tenths(word.get_font_size())];
  own += text.size();
  if (own >= most) line.size = word.get_font_size();
  if (IsBold(word.get_font_name())) line.bold += text.size();
  line.space = word.has_space_after();
  line.text += text;
}

Json LineAsJson(const Line& line) {
  return Json::array(
      {Tenths(line.left), Tenths(line.top), Tenths(line.right),
       Tenths(line.bottom), Tenths(line.size),
       (2 * line.bold > line.text.size() ? 1 : 0) + (line.turned ? 2 : 0),
       line.text});
}

// The lines of a page in reading order, as poppler sees it: column by column.
Json LinesOf(const poppler::page& page, size_t& room) {
  Json lines = Json::array();
  Line line;
  const auto flush = [&] {
    if (!line.text.empty()) lines.push_back(LineAsJson(line));
    line = {};
  };
  for (const poppler::text_box& word :
       page.text_list(poppler::page::text_list_include_font)) {
    std::string text = Utf8(word.text());
    if (text.empty()) continue;
    const poppler::rectf box = word.bbox();
    const bool goes_on = Continues(line, word, box);
    const size_t cost = text.size() + 1 + (goes_on ? 0 : kCostOfLine);
    if (cost >= room) {
      room = 0;
      break;
    }
    room -= cost;
    if (!goes_on) flush();
    Add(word, box, std::move(text), line);
  }
  flush();
  return lines;
}

void AddDate(const poppler::document& document, const char* key,
             const char* name, Json& json) {
  const time_t date = document.info_date_t(key);
  if (date > 0) json[name] = static_cast<int64_t>(date);
}

std::string Printed(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string PdfAsJson(std::string_view pdf, const PdfLimits& limits) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  Json json{{"format", 1}, {"status", "damaged"}};
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(),
                                            static_cast<int>(pdf.size())));
  if (document == nullptr) return Printed(json);
  if (document->is_locked() || !document->has_permission(poppler::perm_copy)) {
    json["status"] = "locked";
    return Printed(json);
  }
  json["status"] = "read";
  json["title"] = Utf8(document->get_title()).substr(0, kMaxTitle);
  AddDate(*document, "CreationDate", "created", json);
  AddDate(*document, "ModDate", "modified", json);
  json["xmp"] = Utf8(document->metadata()).substr(0, kMaxXmp);
  json["page_count"] = document->pages();
  Json pages = Json::array();
  size_t room = limits.max_text;
  const int count = std::min(document->pages(), limits.max_pages);
  for (int i = 0; i < count && room > 0; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page == nullptr) continue;
    const poppler::rectf paper = page->page_rect();
    pages.push_back(Json{{"width", Tenths(paper.width())},
                         {"height", Tenths(paper.height())},
                         {"lines", LinesOf(*page, room)}});
  }
  json["text_cut"] = room == 0;
  json["pages"] = std::move(pages);
  return Printed(json);
}

void PrepareForSandbox() {
  // iconv reads its list of encodings.
  static_cast<void>(poppler::ustring::from_utf8("a"));
  static_cast<void>(poppler::ustring::from_utf8("a").to_utf8());
}

}  // namespace ritmon
