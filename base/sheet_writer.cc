// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <optional>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/charset.h"
#include "base/sheet_text.h"
#include "base/utf8_scan.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using std::chrono::sys_days;

constexpr double kWidestColumn = 60;  // characters, if found by itself
constexpr double kFilterArrow = 3;    // covers the end of a title
// From here on a double does not hold every integer.
constexpr int64_t kExactIntegers = int64_t{1} << 53;

// Days as spreadsheets count them (ECMA-376 part 1, 18.17.4.1): 1 is 1 January
// 1900, and 1900 is taken for a leap year.
std::optional<double> SerialOf(Date date) {
  if (!date.ok()) return std::nullopt;
  const auto days = (sys_days(date) - sys_days(std::chrono::year(1899) /
                                               std::chrono::December / 31))
                        .count();
  if (days < 1 || date.year() > std::chrono::year(9999)) return std::nullopt;
  return static_cast<double>(days < 60 ? days : days + 1);
}

// What may be clicked.
bool IsWebLink(std::string_view url) {
  const std::string scheme = AsciiLower(url.substr(0, 8));
  if (!scheme.starts_with("http://") && scheme != "https://") return false;
  // The library writes some signs as %7B, and complains on standard error of
  // what is too long then.
  size_t escaped = url.size();
  for (size_t at = 0; at < url.size(); at += NextUtf8(url, at).length) {
    const auto c = static_cast<unsigned char>(url[at]);
    if (!NextUtf8(url, at).valid || c <= 0x20 || c == 0x7F || c == '"' ||
        c == '<' || c == '>') {
      return false;
    }
    if (std::string_view("%[]^`{}\\|").find(url[at]) !=
        std::string_view::npos) {
      escaped += 2;
    }
  }
  return escaped <= kMaxLinkBytes;
}

bool IsSheetName(const std::string& name) {
  size_t characters = 0;
  for (size_t at = 0; at < name.size(); at += NextUtf8(name, at).length) {
    if (!NextUtf8(name, at).valid) return false;
    ++characters;
  }
  return characters > 0 && characters <= kMaxSheetName &&
         name.find_first_of("[]:*?/\\") == std::string::npos &&
         name.front() != '\'' && name.back() != '\'' &&
         std::none_of(name.begin(), name.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20;
         });
}

double WidthOf(std::string_view text) {
  double widest = 0;
  double width = 0;
  for (const char c : text) {
    if (c == '\n') width = 0;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++width;
    widest = std::max(widest, width);
  }
  return widest;
}

}  // namespace

struct SheetWriter::State {
  fs::path path;
  fs::path unfinished;
  std::string folder;  // libxlsxwriter keeps a pointer to it
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* title = nullptr;
  lxw_format* date = nullptr;
  lxw_format* time = nullptr;
  std::set<std::string> names;  // in lower case
  std::vector<SheetColumn> columns;
  std::vector<double> widths;  // of what was written
  uint32_t row = 0;            // the next one
  uint32_t links = 0;          // of the sheet
  SheetSummary summary;

  State() = default;
  State(const State&) = delete;
  ~State() {
    if (book != nullptr) {
      workbook_close(book);
      std::error_code code;
      fs::remove(unfinished, code);
    }
  }

  Error Failure(const std::string& why) const {
    return {ErrorKind::kIo, path.string() + ": cannot write: " + why};
  }

  // The library does not look whether its temporary file took everything.
  Status CheckDisk() const {
    std::FILE* rows = sheet == nullptr ? nullptr : sheet->optimize_tmpfile;
    if (rows != nullptr && (std::fflush(rows) != 0 || std::ferror(rows) != 0)) {
      return tl::unexpected(Failure("the disk does not take its rows"));
    }
    return {};
  }

  Status EndSheet() {
    if (sheet == nullptr) return {};
    for (size_t i = 0; i < columns.size(); ++i) {
      const double width = columns[i].width > 0
                               ? columns[i].width
                               : std::min(widths[i] + 1, kWidestColumn);
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, at, at, width, nullptr);
    }
    if (!columns.empty()) {
      worksheet_autofilter(sheet, 0, 0, row - 1,
                           static_cast<lxw_col_t>(columns.size() - 1));
    }
    return CheckDisk();
  }

  lxw_error WriteText(size_t column, std::string_view text,
                      lxw_format* format) {
    auto [cell, cut] = SheetText(text);
    if (cut) ++summary.cut_cells;
    widths[column] = std::max(widths[column], WidthOf(cell));
    if (cell.empty()) return LXW_NO_ERROR;
    return worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column),
                                  cell.c_str(), format);
  }

  lxw_error WriteNumber(size_t column, double number, lxw_format* format) {
    // "12345678" or "2026-11-23".
    widths[column] = std::max(widths[column], 10.0);
    return worksheet_write_number(sheet, row, static_cast<lxw_col_t>(column),
                                  number, format);
  }

  lxw_error WriteTime(size_t column, Timestamp when) {
    const auto day = std::chrono::floor<std::chrono::days>(when);
    const auto serial = SerialOf(Date(day));
    if (!serial) return WriteText(column, FormatTimestamp(when), nullptr);
    widths[column] = std::max(widths[column], 16.0);
    const auto seconds =
        std::chrono::floor<std::chrono::seconds>(when - day).count();
    return WriteNumber(column, *serial + static_cast<double>(seconds) / 86400,
                       time);
  }

  lxw_error WriteLink(size_t column, const std::string& url) {
    const auto [text, cut] = SheetText(url);
    if (!IsWebLink(url) || links >= kMaxSheetLinks) {
      return WriteText(column, url, nullptr);
    }
    const auto at = static_cast<lxw_col_t>(column);
    const lxw_error error = worksheet_write_url_opt(
        sheet, row, at, url.c_str(), nullptr, text.c_str(), nullptr);
    // Should it count otherwise.
    if (error == LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED) {
      return WriteText(column, url, nullptr);
    }
    widths[column] = std::max(widths[column], WidthOf(text));
    ++links;
    ++summary.links;
    return error;
  }

  lxw_error Write(size_t column, const SheetCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      return WriteText(column, *text, nullptr);
    }
    if (const auto* number = std::get_if<int64_t>(&cell)) {
      if (*number > kExactIntegers || *number < -kExactIntegers) {
        return WriteText(column, std::to_string(*number), nullptr);
      }
      return WriteNumber(column, static_cast<double>(*number), nullptr);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
      // Sheets know neither infinity nor "not a number".
      return std::isfinite(*number) ? WriteNumber(column, *number, nullptr)
                                    : LXW_NO_ERROR;
    }
    if (const auto* yes = std::get_if<bool>(&cell)) {
      return worksheet_write_boolean(sheet, row, static_cast<lxw_col_t>(column),
                                     *yes ? 1 : 0, nullptr);
    }
    if (const auto* day = std::get_if<Date>(&cell)) {
      const auto serial = SerialOf(*day);
      return serial ? WriteNumber(column, *serial, date)
                    : WriteText(column, FormatDate(*day), nullptr);
    }
    if (const auto* when = std::get_if<Timestamp>(&cell)) {
      return WriteTime(column, *when);
    }
    if (const auto* link = std::get_if<SheetLink>(&cell)) {
      return WriteLink(column, link->url);
    }
    return LXW_NO_ERROR;
  }
};

SheetWriter::SheetWriter(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
SheetWriter::SheetWriter(SheetWriter&&) noexcept = default;
SheetWriter::~SheetWriter() = default;

Result<SheetWriter> SheetWriter::Create(const fs::path& path,
                                        Timestamp created) {
  auto state = std::make_unique<State>();
  state->path = path;
  state->unfinished = path;
  state->unfinished += ".new";
  state->folder = path.has_parent_path() ? path.parent_path().string() : ".";
  // The library writes at the end only; said now, nobody waits for nothing.
  std::FILE* probe = std::fopen(state->unfinished.c_str(), "wb");
  if (probe == nullptr) {
    const std::error_code code(errno, std::generic_category());
    return tl::unexpected(state->Failure(code.message()));
  }
  std::fclose(probe);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = state->folder.data();
  options.use_zip64 = LXW_TRUE;
  state->book = workbook_new_opt(state->unfinished.c_str(), &options);
  if (state->book == nullptr) {
    return tl::unexpected(state->Failure("no memory"));
  }
  // Zero would mean now.
  lxw_doc_properties properties{};
  properties.created = std::max<time_t>(1, ToMillis(created) / 1000);
  workbook_set_properties(state->book, &properties);
  state->title = workbook_add_format(state->book);
  format_set_bold(state->title);
  state->date = workbook_add_format(state->book);
  format_set_num_format(state->date, "yyyy-mm-dd");
  state->time = workbook_add_format(state->book);
  format_set_num_format(state->time, "yyyy-mm-dd hh:mm");
  return SheetWriter(std::move(state));
}

Status SheetWriter::AddSheet(const std::string& name,
                             const std::vector<SheetColumn>& columns) {
  State& state = *state_;
  if (!IsSheetName(name) || !state.names.insert(AsciiLower(name)).second) {
    return Fail(ErrorKind::kInvalid, state.path.string() +
                                         ": no name for a sheet: '" +
                                         ScrubUtf8(name) + "'");
  }
  if (columns.size() > kMaxSheetColumns) {
    return Fail(ErrorKind::kInvalid,
                state.path.string() + ": a sheet has at most " +
                    std::to_string(kMaxSheetColumns) + " columns");
  }
  if (auto s = state.EndSheet(); !s) return s;
  state.sheet = workbook_add_worksheet(state.book, name.c_str());
  if (state.sheet == nullptr || state.sheet->optimize_tmpfile == nullptr) {
    state.sheet = nullptr;
    return tl::unexpected(
        state.Failure("no temporary file in " + state.folder));
  }
  state.columns = columns;
  state.widths.assign(columns.size(), 0);
  state.row = 0;
  state.links = 0;
  for (size_t i = 0; i < columns.size(); ++i) {
    state.WriteText(i, columns[i].title, state.title);
    state.widths[i] += kFilterArrow;
  }
  worksheet_freeze_panes(state.sheet, 1, 0);
  state.row = 1;
  return {};
}

Status SheetWriter::Append(const std::vector<SheetCell>& cells) {
  State& state = *state_;
  const std::string place = state.path.string();
  if (state.sheet == nullptr) {
    return Fail(ErrorKind::kInvalid, place + ": a row without a sheet");
  }
  if (state.row >= kMaxSheetRows) {
    return Fail(ErrorKind::kInvalid, place + ": a sheet is full with " +
                                         std::to_string(kMaxSheetRows) +
                                         " rows; select fewer, or take CSV");
  }
  if (cells.size() > state.columns.size()) {
    return Fail(ErrorKind::kInvalid,
                place + ": a row of " + std::to_string(cells.size()) +
                    " cells under " + std::to_string(state.columns.size()) +
                    " titles");
  }
  for (size_t i = 0; i < cells.size(); ++i) {
    const lxw_error error = state.Write(i, cells[i]);
    if (error != LXW_NO_ERROR) {
      return tl::unexpected(state.Failure(lxw_strerror(error)));
    }
  }
  ++state.row;
  ++state.summary.rows;
  return {};
}

bool SheetWriter::IsFull() const {
  return state_->sheet != nullptr && state_->row >= kMaxSheetRows;
}

Result<SheetSummary> SheetWriter::Close() {
  State& state = *state_;
  if (state.sheet == nullptr) {
    return Fail(ErrorKind::kInvalid, state.path.string() + ": no sheet");
  }
  auto ended = state.EndSheet();
  state.sheet = nullptr;
  const lxw_error error = workbook_close(std::exchange(state.book, nullptr));
  if (ended && error != LXW_NO_ERROR) {
    ended = tl::unexpected(state.Failure(lxw_strerror(error)));
  }
  std::error_code code;
  if (ended) fs::rename(state.unfinished, state.path, code);
  if (code) ended = tl::unexpected(state.Failure(code.message()));
  if (!ended) {
    fs::remove(state.unfinished, code);
    return tl::unexpected(ended.error());
  }
  return state.summary;
}

}  // namespace ritmon
