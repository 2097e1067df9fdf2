// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/charset.h"
#include "base/compressed_lines.h"
#include "base/csv_encoding.h"

namespace ritmon {
namespace {

constexpr size_t kHeadBytes = size_t{64} << 10;

// A row that cannot be read is read again from its second line on, as long as
// this is rare: each time costs up to max_row_bytes.
constexpr uint64_t kMaxLostQuotes = 100;

// Bytes in, rows out. Knows nothing of files and encodings.
class CsvParser {
 public:
  CsvParser(char delimiter, const CsvOptions& options,
            std::function<bool(CsvRow&)> on_row,
            std::function<void(uint64_t, std::string)> on_problem)
      : delimiter_(delimiter),
        options_(options),
        on_row_(std::move(on_row)),
        on_problem_(std::move(on_problem)) {}

  // False once the receiver has enough or the file is hopeless.
  bool Feed(std::string_view bytes) {
    for (const char c : bytes) {
      if (stopped_) return false;
      Put(c);
    }
    return !stopped_;
  }

  void Finish() {
    while (!stopped_ && (state_ == State::kQuoted)) {
      LoseQuote("a quote that is never closed");
    }
    if (!stopped_ && HasRow()) EndRow();
  }

  void SkipFirstLine() { skip_line_ = true; }
  bool hopeless() const { return lost_quotes_ > kMaxLostQuotes; }

 private:
  enum class State { kStart, kEquals, kPlain, kQuoted, kQuoteSeen };

  bool HasRow() const {
    return !row_.cells.empty() || !cell_.empty() || state_ != State::kStart;
  }

  void Put(char c) {
    if (raw_.empty() && row_.cells.empty()) row_.line = line_;
    if (c == '\n' && after_return_) {  // the second half of CRLF
      after_return_ = false;
      // Inside quotes the break is kept as it was written.
      if (state_ == State::kQuoted) Keep(c);
      return;
    }
    after_return_ = c == '\r';
    const bool line_end = c == '\n' || c == '\r';
    if (line_end) ++line_;
    Step(c, line_end);
  }

  void Keep(char c) {
    raw_ += c;
    cell_ += c;
    if (raw_.size() > options_.max_row_bytes) {
      LoseQuote("a row of more than " + std::to_string(options_.max_row_bytes) +
                " bytes: is a quote not closed?");
    }
  }

  void Step(char c, bool line_end) {
    switch (state_) {
      case State::kStart:
        if (c == '"') {
          raw_ += c;
          state_ = State::kQuoted;
          return;
        }
        state_ = c == '=' ? State::kEquals : State::kPlain;
        break;
      case State::kEquals:
        if (c == '"') {  // Excel's ="text"
          raw_ += c;
          cell_.pop_back();
          state_ = State::kQuoted;
          return;
        }
        state_ = State::kPlain;
        break;
      case State::kPlain:
        break;
      case State::kQuoted:
        if (c == '"') {
          raw_ += c;
          state_ = State::kQuoteSeen;
        } else {
          Keep(c);
        }
        return;
      case State::kQuoteSeen:
        if (c == '"') {
          state_ = State::kQuoted;
          Keep(c);
          return;
        }
        if (c != delimiter_ && !line_end) {
          // "Gasthof "Zur Post" KG": a quote that nobody doubled.
          state_ = State::kQuoted;
          cell_ += '"';
          Keep(c);
          return;
        }
        break;
    }
    if (line_end) {
      EndRow();
    } else if (c == delimiter_) {
      raw_ += c;
      EndCell();
    } else {
      Keep(c);
    }
  }

  void EndCell() {
    row_.cells.push_back(std::exchange(cell_, {}));
    state_ = State::kStart;
  }

  void EndRow() {
    const bool empty =
        row_.cells.empty() && cell_.empty() && state_ != State::kQuoteSeen;
    EndCell();
    CsvRow row = std::exchange(row_, {});
    row_.line = line_;
    raw_.clear();
    if (std::exchange(skip_line_, false) || empty) return;
    if (row.cells.size() > options_.max_cells) {
      on_problem_(row.line, "more than " + std::to_string(options_.max_cells) +
                                " cells: is the delimiter wrong?");
      return;
    }
    if (!on_row_(row)) stopped_ = true;
  }

  // Gives up the row that began on row_.line and reads on from its next line.
  void LoseQuote(const std::string& why) {
    on_problem_(row_.line, why);
    if (++lost_quotes_ > kMaxLostQuotes) {
      stopped_ = true;
      return;
    }
    const std::string raw = std::exchange(raw_, {});
    const size_t end = raw.find_first_of("\r\n");
    line_ = row_.line;
    row_ = {};
    cell_.clear();
    state_ = State::kStart;
    after_return_ = false;
    if (end == std::string::npos) {
      // One endless line: what follows of it cannot be a row either.
      skip_line_ = true;
      state_ = State::kPlain;
      return;
    }
    ++line_;
    const size_t next = raw.compare(end, 2, "\r\n") == 0 ? end + 2 : end + 1;
    Feed(std::string_view(raw).substr(next));
  }

  const char delimiter_;
  const CsvOptions& options_;
  std::function<bool(CsvRow&)> on_row_;
  std::function<void(uint64_t, std::string)> on_problem_;
  State state_ = State::kStart;
  CsvRow row_;
  std::string cell_;
  std::string raw_;  // the row's bytes so far, to read it again
  uint64_t line_ = 1;
  uint64_t lost_quotes_ = 0;
  bool after_return_ = false;
  bool skip_line_ = false;
  bool stopped_ = false;
};

// "sep=;": Excel's own first line.
std::optional<char> DelimiterLine(std::string_view head) {
  if (head.size() > 5 && head.starts_with("sep=") &&
      (head[5] == '\n' || head[5] == '\r')) {
    return head[4];
  }
  return std::nullopt;
}

// The delimiter by which most rows of `head` have as many cells as the first.
char DetectDelimiter(std::string_view head) {
  if (const auto told = DelimiterLine(head)) return *told;
  // Without the row that the head cuts.
  if (head.size() >= kHeadBytes) head = head.substr(0, head.rfind('\n') + 1);
  const CsvOptions options;
  char best = ',';
  size_t best_score = 0;
  for (const char delimiter : {';', ',', '\t', '|'}) {
    size_t cells = 0;
    size_t alike = 0;
    size_t rows = 0;
    CsvParser parser(
        delimiter, options,
        [&](CsvRow& row) {
          if (cells == 0) cells = row.cells.size();
          if (row.cells.size() == cells) ++alike;
          return ++rows < 50;
        },
        [](uint64_t, const std::string&) {});
    parser.Feed(head);
    parser.Finish();
    const size_t score = cells > 1 ? 1000 * alike / rows + cells : 0;
    if (score > best_score) {
      best_score = score;
      best = delimiter;
    }
  }
  return best;
}

// Joins bytes, decoder and parser for one file.
class Reading {
 public:
  Reading(const CsvOptions& options, const CsvRowCallback& on_row)
      : options_(options), on_row_(on_row) {}

  Status Begin(std::string_view head) {
    std::string& encoding = summary_.format.encoding;
    encoding = options_.encoding.value_or(DetectTableEncoding(head));
    if (!options_.encoding && encoding == "windows-1252") {
      encoding = options_.fallback_encoding;
    }
    if (encoding != "UTF-8") {
      auto decoder = TableDecoder::Open(encoding);
      if (!decoder) return tl::unexpected(decoder.error());
      decoder_.emplace(std::move(*decoder));
    }
    std::string text;
    if (decoder_) {
      // A decoder of its own: this one must see the first bytes again.
      auto peek = TableDecoder::Open(encoding);
      if (peek) peek->Decode(head, true, text);
      head = text;
    }
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const auto told = DelimiterLine(head);
    summary_.format.delimiter =
        options_.delimiter.value_or(DetectDelimiter(head));
    parser_.emplace(
        summary_.format.delimiter, options_,
        [this](CsvRow& row) { return HandOut(row); },
        [this](uint64_t line, std::string message) {
          ++summary_.bad_rows;
          if (summary_.problems.size() < CsvSummary::kMaxProblems) {
            summary_.problems.push_back({line, std::move(message)});
          }
        });
    if (told) parser_->SkipFirstLine();
    return {};
  }

  bool Feed(std::string_view bytes, bool last) {
    std::string text;
    if (decoder_) {
      decoder_->Decode(bytes, last, text);
      bytes = text;
    }
    if (first_ && bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (!bytes.empty()) first_ = false;
    return parser_->Feed(bytes);
  }

  Result<CsvSummary> Finish() {
    parser_->Finish();
    if (parser_->hopeless()) {
      const CsvProblem& last = summary_.problems.back();
      return Fail(ErrorKind::kInvalid,
                  "line " + std::to_string(last.line) + ": " + last.message +
                      "; this is the " + std::to_string(kMaxLostQuotes) +
                      "th such row, the file is not separated values");
    }
    return std::move(summary_);
  }

 private:
  bool HandOut(CsvRow& row) {
    if (!decoder_) {
      for (std::string& cell : row.cells) {
        if (IsValidUtf8(cell)) continue;
        cell = ToUtf8(cell, options_.fallback_encoding);
        ++summary_.recoded_cells;
      }
    }
    ++summary_.rows;
    return on_row_(row);
  }

  const CsvOptions& options_;
  const CsvRowCallback& on_row_;
  CsvSummary summary_;
  std::optional<TableDecoder> decoder_;
  std::optional<CsvParser> parser_;
  bool first_ = true;
};

bool IsNumber(std::string_view text) {
  return text.find_first_not_of("0123456789.,+-") == std::string_view::npos &&
         text.find_last_of("+-") == 0;
}

}  // namespace

CsvFormat DetectCsvFormat(std::string_view head) {
  const CsvRowCallback ignore = [](const CsvRow&) { return false; };
  auto summary = ReadCsvText(head.substr(0, kHeadBytes), {}, ignore);
  return summary ? summary->format : CsvFormat{};
}

Result<CsvSummary> ReadCsvFile(const std::filesystem::path& path,
                               const CsvOptions& options,
                               const CsvRowCallback& on_row) {
  auto file = CompressedFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  Reading reading(options, on_row);
  auto head = file->ReadHead(kHeadBytes);
  if (!head) return tl::unexpected(head.error());
  auto status = reading.Begin(*head);
  if (!status) return FailAt(path.string(), status.error());
  bool more = reading.Feed(*head, false);
  std::string buffer(kHeadBytes, '\0');
  while (more) {
    auto n = file->Read(buffer.data(), buffer.size());
    if (!n) return tl::unexpected(n.error());
    if (*n == 0) {
      reading.Feed({}, true);
      break;
    }
    more = reading.Feed(std::string_view(buffer).substr(0, *n), false);
    if (options.on_bytes) options.on_bytes(file->compressed_bytes());
  }
  auto summary = reading.Finish();
  if (!summary) return FailAt(path.string(), summary.error());
  return summary;
}

Result<CsvSummary> ReadCsvText(std::string_view bytes,
                               const CsvOptions& options,
                               const CsvRowCallback& on_row) {
  Reading reading(options, on_row);
  auto status = reading.Begin(bytes.substr(0, kHeadBytes));
  if (!status) return tl::unexpected(status.error());
  reading.Feed(bytes, true);
  return reading.Finish();
}

void CsvWriter::AppendCell(std::string_view cell) {
  const bool formula =
      formulas_ == FormulaCells::kProtected && !cell.empty() &&
      std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos &&
      cell.size() > 1 && !IsNumber(cell);
  const bool quoted =
      cell.find_first_of("\"\r\n") != std::string_view::npos ||
      cell.find(delimiter_) != std::string_view::npos ||
      (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (quoted) text_ += '"';
  if (formula) text_ += '\'';
  for (const char c : cell) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  if (quoted) text_ += '"';
}

void CsvWriter::Append(const std::vector<std::string>& cells) {
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) text_ += delimiter_;
    first = false;
    AppendCell(cell);
  }
  // One empty cell would be an empty line, which is no row.
  if (cells.size() == 1 && cells[0].empty()) text_ += "\"\"";
  text_ += "\r\n";
}

}  // namespace ritmon
