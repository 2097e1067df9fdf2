// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/foekat_csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/charset.h"
#include "base/normalize.h"
#include "funding/grant_cells.h"

namespace ritmon {
namespace {

constexpr size_t kMaxReasonBytes = 60;

// Folded parts of titles that are bookings, not projects.
constexpr std::array<std::string_view, 3> kBookings = {
    "nur zum zweck der auszahlung",
    "sammelvorhabenbuchung",
    "annahmevorhaben titelrueckfluesse",
};

std::string Quoted(std::string_view text) {
  std::string cut(text.substr(0, kMaxReasonBytes));
  if (cut.size() < text.size()) cut += "…";
  return "'" + ScrubUtf8(cut) + "'";
}

// EnArgus quotes with ', of which CSV knows nothing: a cell that begins so and
// was cut at a delimiter is put together again as long as there are too many.
void JoinSingleQuoted(std::vector<std::string>& cells, size_t expected) {
  for (size_t i = 0; i < cells.size() && cells.size() > expected; ++i) {
    if (!cells[i].starts_with('\'')) continue;
    size_t end = i;
    while (end < cells.size() && (!cells[end].ends_with('\'') ||
                                  (end == i && cells[end].size() == 1))) {
      ++end;
    }
    if (end == cells.size() || cells.size() - (end - i) < expected) continue;
    for (size_t k = i + 1; k <= end; ++k) cells[i] += ';' + cells[k];
    cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                cells.begin() + static_cast<std::ptrdiff_t>(end) + 1);
  }
}

// Why a row is no grant, or nothing.
std::string_view DropReason(const Grant& grant) {
  const std::string title = Fold(grant.title);
  for (const std::string_view booking : kBookings) {
    if (title.find(booking) != std::string::npos) return "booking";
  }
  if (Fold(grant.recipient.name).starts_with("bundesministerium")) {
    return "ministry";
  }
  return {};
}

// Rows in, grants out.
class GrantReader {
 public:
  explicit GrantReader(const GrantCallback& on_grant) : on_grant_(on_grant) {}

  // False once something failed that ends the reading.
  bool OnRow(const CsvRow& row) {
    if (!columns_) {
      auto columns = MapGrantColumns(row.cells);
      if (!columns) {
        failure = columns.error();
        return false;
      }
      columns_ = *columns;
      summary.header = columns->header;
      return true;
    }
    ++summary.read;
    Grant grant;
    if (std::string problem = ReadRow(row, grant); !problem.empty()) {
      Refuse(row.line, std::move(problem));
      return true;
    }
    if (const auto reason = DropReason(grant); !reason.empty()) {
      ++summary.dropped[std::string(reason)];
      return true;
    }
    ++summary.kept;
    if (IsHiddenName(grant.recipient.name)) ++summary.persons;
    if (grant.amount_cents == 0) ++summary.undisclosed;
    auto status = on_grant_(grant);
    if (!status) failure = status.error();
    return status.has_value();
  }

  void Refuse(uint64_t line, std::string reason) {
    ++summary.refused;
    if (summary.refusals.size() < GrantFileSummary::kMaxRefusals) {
      summary.refusals.push_back({line, std::move(reason)});
    }
  }

  bool has_header() const { return columns_.has_value(); }

  GrantFileSummary summary;
  std::optional<Error> failure;

 private:
  // What is wrong with the row, or nothing.
  std::string ReadRow(const CsvRow& row, Grant& grant) {
    cells_ = row.cells;
    const bool enargus = columns_->header == GrantHeader::kEnargus;
    if (enargus) JoinSingleQuoted(cells_, columns_->cells);
    if (std::string problem = CheckCells(); !problem.empty()) return problem;
    ReadTexts(grant);

    const std::string fkz = Cell(GrantColumn::kFkz);
    auto key = ParseFkz(fkz);
    if (!key) return "FKZ " + Quoted(fkz) + " is none";
    grant.fkz = std::move(*key);
    const std::string amount = Cell(GrantColumn::kAmount);
    const auto cents = ParseCents(
        amount, enargus ? NumberStyle::kPoint : NumberStyle::kGerman);
    if (!cents) return "amount " + Quoted(amount) + " is none";
    grant.amount_cents = *cents;
    std::string problem = ReadDate(GrantColumn::kStart, "start", grant.start);
    if (problem.empty()) {
      problem = ReadDate(GrantColumn::kEnd, "end", grant.end);
    }
    if (problem.empty()) {
      problem = ReadAgs(GrantColumn::kRecipientAgs, grant.recipient.ags);
    }
    if (problem.empty()) {
      problem = ReadAgs(GrantColumn::kExecutingAgs, grant.executing.ags);
    }
    return problem;
  }

  // The catalogue puts up to four empty columns behind the last.
  std::string CheckCells() const {
    if (cells_.size() <= columns_->last_known) {
      return std::to_string(cells_.size()) + " cells, there must be " +
             std::to_string(columns_->cells);
    }
    for (size_t i = columns_->cells; i < cells_.size(); ++i) {
      if (CleanCell(cells_[i]).empty()) continue;
      return std::to_string(cells_.size()) + " cells, there must be " +
             std::to_string(columns_->cells) + ": a stray delimiter or quote?";
    }
    return {};
  }

  std::string Cell(GrantColumn column) const {
    const auto index = columns_->index[static_cast<size_t>(column)];
    if (!index || *index >= cells_.size()) return {};
    std::string cell = CleanCell(cells_[*index]);
    if (columns_->header == GrantHeader::kEnargus && cell.size() > 1 &&
        cell.front() == '\'' && cell.back() == '\'') {
      cell = cell.substr(1, cell.size() - 2);
    }
    return cell;
  }

  void ReadTexts(Grant& grant) const {
    grant.recipient.name = Cell(GrantColumn::kRecipient);
    grant.recipient.town = Cell(GrantColumn::kRecipientTown);
    grant.recipient.state = Cell(GrantColumn::kRecipientState);
    grant.recipient.country = Cell(GrantColumn::kRecipientCountry);
    grant.executing.name = Cell(GrantColumn::kExecuting);
    grant.executing.town = Cell(GrantColumn::kExecutingTown);
    grant.executing.state = Cell(GrantColumn::kExecutingState);
    grant.executing.country = Cell(GrantColumn::kExecutingCountry);
    grant.title = Cell(GrantColumn::kTitle);
    grant.plan_code = Cell(GrantColumn::kPlanCode);
    grant.plan_text = Cell(GrantColumn::kPlanText);
    grant.profile = Cell(GrantColumn::kProfile);
    grant.joint_project = Cell(GrantColumn::kJointProject);
    grant.kind = Cell(GrantColumn::kKind);
    grant.ministry = Cell(GrantColumn::kMinistry);
  }

  std::string ReadDate(GrantColumn column, std::string_view name,
                       std::optional<Date>& date) const {
    const std::string cell = Cell(column);
    if (cell.empty()) return {};
    date = ParseGrantDate(cell);
    if (date) return {};
    return std::string(name) + " " + Quoted(cell) + " is no date";
  }

  std::string ReadAgs(GrantColumn column, std::string& ags) const {
    const std::string cell = Cell(column);
    auto parsed = ParseAgs(cell);
    if (!parsed) return "Gemeindekennziffer " + Quoted(cell) + " is none";
    ags = std::move(*parsed);
    return {};
  }

  const GrantCallback& on_grant_;
  std::optional<GrantColumns> columns_;
  std::vector<std::string> cells_;
};

// `read` is ReadCsvFile or ReadCsvText with its input bound.
template <typename Read>
Result<GrantFileSummary> ReadGrants(CsvOptions csv,
                                    const GrantCallback& on_grant,
                                    const Read& read) {
  csv.fallback_encoding = "ISO-8859-15";  // what the catalogue writes
  GrantReader reader(on_grant);
  auto result = read(csv, [&](const CsvRow& row) { return reader.OnRow(row); });
  if (reader.failure) return tl::unexpected(*reader.failure);
  if (!result) return tl::unexpected(result.error());
  if (!reader.has_header()) return Fail(ErrorKind::kInvalid, "no rows");
  GrantFileSummary& summary = reader.summary;
  summary.encoding = result->format.encoding;
  for (const CsvProblem& problem : result->problems) {
    reader.Refuse(problem.line, problem.message);
  }
  summary.refused += result->bad_rows - result->problems.size();
  summary.read += result->bad_rows;
  std::sort(summary.refusals.begin(), summary.refusals.end(),
            [](const GrantRefusal& a, const GrantRefusal& b) {
              return a.line < b.line;
            });
  return std::move(summary);
}

}  // namespace

uint64_t GrantFileSummary::Dropped() const {
  uint64_t sum = 0;
  for (const auto& [reason, count] : dropped) sum += count;
  return sum;
}

bool IsHiddenName(std::string_view name) {
  return name.starts_with("Keine Anzeige aufgrund datenschutz");
}

Result<GrantFileSummary> ReadGrantFile(const std::filesystem::path& path,
                                       const CsvOptions& csv,
                                       const GrantCallback& on_grant) {
  auto summary = ReadGrants(csv, on_grant,
                            [&](const CsvOptions& options, const auto& on_row) {
                              return ReadCsvFile(path, options, on_row);
                            });
  if (!summary) {
    const Error& error = summary.error();
    if (error.message.starts_with(path.string())) {
      return tl::unexpected(error);
    }
    return FailAt(path.string(), error);
  }
  return summary;
}

Result<GrantFileSummary> ReadGrantText(std::string_view bytes,
                                       const CsvOptions& csv,
                                       const GrantCallback& on_grant) {
  return ReadGrants(csv, on_grant,
                    [&](const CsvOptions& options, const auto& on_row) {
                      return ReadCsvText(bytes, options, on_row);
                    });
}

}  // namespace ritmon
