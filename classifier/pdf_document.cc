// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/pdf_document.h"

#include <chrono>
#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;
constexpr size_t kLineFields = 7;

std::string TextOf(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : std::string();
}

int64_t IntOf(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number_integer()
             ? found->get<int64_t>()
             : 0;
}

double Points(const Json& tenths) {
  return static_cast<double>(tenths.get<int64_t>()) / 10;
}

// PDF is of 1993; a clock that is wrong says 1970 or something far off.
std::optional<Timestamp> DateOf(const Json& json, const char* key) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const int64_t seconds = IntOf(json, key);
  constexpr int64_t kFar = int64_t{1} << 33;
  if (seconds <= 0 || seconds > kFar) return std::nullopt;
  const Timestamp time{std::chrono::seconds(seconds)};
  if (time < sys_days(year(1993) / 1 / 1)) return std::nullopt;
  if (time >= sys_days(year(2100) / 1 / 1)) return std::nullopt;
  return time;
}

void AddLine(const Json& json, std::vector<PdfLine>& lines) {
  if (!json.is_array() || json.size() != kLineFields || !json[6].is_string()) {
    return;
  }
  for (size_t i = 0; i < 6; ++i) {
    if (!json[i].is_number_integer()) return;
  }
  PdfLine line{.left = Points(json[0]),
               .top = Points(json[1]),
               .right = Points(json[2]),
               .bottom = Points(json[3]),
               .size = Points(json[4]),
               .bold = (json[5].get<int64_t>() & 1) != 0,
               .turned = (json[5].get<int64_t>() & 2) != 0,
               .text = json[6].get<std::string>()};
  if (line.size <= 0) line.size = 1;
  if (!line.text.empty()) lines.push_back(std::move(line));
}

void AddSheet(const Json& json, std::vector<PdfSheet>& sheets) {
  if (!json.is_object()) return;
  PdfSheet sheet;
  sheet.width = static_cast<double>(IntOf(json, "width")) / 10;
  sheet.height = static_cast<double>(IntOf(json, "height")) / 10;
  const auto lines = json.find("lines");
  if (lines != json.end() && lines->is_array()) {
    for (const Json& line : *lines) AddLine(line, sheet.lines);
  }
  sheets.push_back(std::move(sheet));
}

}  // namespace

PdfDocument ParsePdfDocument(std::string_view text) {
  PdfDocument document;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || IntOf(json, "format") != kFormat) return document;
  const std::string status = TextOf(json, "status");
  if (status == "locked") document.state = PdfDocument::State::kLocked;
  if (status != "read") return document;
  document.state = PdfDocument::State::kRead;
  document.title = TextOf(json, "title");
  document.created = DateOf(json, "created");
  document.modified = DateOf(json, "modified");
  document.xmp = TextOf(json, "xmp");
  document.page_count = IntOf(json, "page_count");
  const auto cut = json.find("text_cut");
  document.text_cut =
      cut != json.end() && cut->is_boolean() && cut->get<bool>();
  const auto pages = json.find("pages");
  if (pages != json.end() && pages->is_array()) {
    for (const Json& page : *pages) AddSheet(page, document.sheets);
  }
  return document;
}

}  // namespace ritmon
