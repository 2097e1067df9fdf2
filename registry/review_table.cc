// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/review_table.h"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/normalize.h"
#include "base/table_reader.h"
#include "registry/imprint_words.h"

namespace ritmon {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

enum class Column { kSite, kDecision, kCandidate, kCompany, kNote };
constexpr size_t kColumns = 5;

struct Title {
  Column column;
  std::string_view key;  // folded, letters and digits only
};

constexpr Title kTitles[] = {
    {Column::kSite, "site"},
    {Column::kSite, "website"},
    {Column::kSite, "webseite"},
    {Column::kSite, "domain"},
    {Column::kDecision, "decision"},
    {Column::kDecision, "entscheidung"},
    {Column::kCandidate, "candidateid"},
    {Column::kCandidate, "kandidat"},
    {Column::kCandidate, "kandidatid"},
    {Column::kCompany, "companyid"},
    {Column::kCompany, "firmaid"},
    {Column::kCompany, "firmenid"},
    {Column::kCompany, "unternehmensid"},
    {Column::kNote, "note"},
    {Column::kNote, "notiz"},
    {Column::kNote, "bemerkung"},
    {Column::kNote, "kommentar"},
};

std::string TitleKey(std::string_view title) {
  std::string key;
  for (const char c : Fold(title)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  }
  return key;
}

class Reading {
 public:
  // False: without its columns there is no use in going on.
  bool OnRow(const CsvRow& row) {
    if (has_header_) {
      TakeRow(row);
      return true;
    }
    has_header_ = true;
    for (const Title& title : kTitles) {
      auto& column = columns_[static_cast<size_t>(title.column)];
      for (size_t i = 0; i < row.cells.size() && !column; ++i) {
        if (TitleKey(row.cells[i]) == title.key) column = i;
      }
    }
    for (const std::string& cell : row.cells) {
      seen_ += (seen_.empty() ? "'" : ", '") + cell.substr(0, 40) + "'";
    }
    return Missing().empty();
  }

  // The column that is not there, for a message.
  std::string Missing() const {
    if (!has_header_) return "no rows";
    const bool company = Has(Column::kCandidate) || Has(Column::kCompany);
    const char* name = !Has(Column::kSite)       ? "site"
                       : !Has(Column::kDecision) ? "decision"
                       : !company                ? "candidate_id or company_id"
                                                 : nullptr;
    if (name == nullptr) return "";
    return std::string("no column ") + name + "; the titles are " + seen_;
  }

  ReviewTable table;

 private:
  bool Has(Column column) const {
    return columns_[static_cast<size_t>(column)].has_value();
  }

  std::string Cell(const CsvRow& row, Column column) const {
    const auto at = columns_[static_cast<size_t>(column)];
    if (!at || *at >= row.cells.size()) return {};
    std::string_view cell = TrimLine(row.cells[*at], kBlank);
    // By it CsvWriter keeps spreadsheets from seeing a formula.
    if (cell.size() > 1 && cell[0] == '\'' &&
        std::string_view("=+-@").find(cell[1]) != std::string_view::npos) {
      cell.remove_prefix(1);
    }
    return std::string(cell);
  }

  void TakeRow(const CsvRow& row) {
    const std::string candidate = Cell(row, Column::kCandidate);
    const std::string company = Cell(row, Column::kCompany);
    const std::string decision = Cell(row, Column::kDecision);
    if (decision.empty()) {
      if (company.empty() || !Has(Column::kCandidate)) {
        ++table.undecided;
      } else {
        Mistake(row, "company_id without a decision; write other");
      }
      return;
    }
    ReviewRow taken{.line = row.line,
                    .site = Cell(row, Column::kSite),
                    .company_id = candidate.empty() ? company : candidate,
                    .note = Cell(row, Column::kNote)};
    const auto verdict = ParseReviewVerdict(decision);
    if (!verdict) {
      return Mistake(row, "decision '" + decision +
                              "' is none of accept, reject, other (annehmen, "
                              "ablehnen, andere)");
    }
    taken.verdict = *verdict;
    if (taken.site.empty()) return Mistake(row, "no site");
    if (*verdict == ReviewVerdict::kOther) {
      if (company.empty()) {
        return Mistake(row, "other, but no company_id says which");
      }
      taken.company_id = company;
    } else if (taken.company_id.empty()) {
      return Mistake(row, decision + ", but the row names no company");
    } else if (!company.empty() && company != taken.company_id) {
      return Mistake(row, decision + " of " + taken.company_id + ", but " +
                              company + " in company_id; write other for that");
    }
    table.rows.push_back(std::move(taken));
  }

  void Mistake(const CsvRow& row, std::string message) {
    table.mistakes.push_back({row.line, std::move(message)});
  }

  bool has_header_ = false;
  std::array<std::optional<size_t>, kColumns> columns_;
  std::string seen_;
};

}  // namespace

Result<ReviewTable> ReadReviewTable(const std::filesystem::path& path) {
  Reading reading;
  auto read = ReadTableFile(
      path, {}, [&](const CsvRow& row) { return reading.OnRow(row); });
  if (!read) return tl::unexpected(read.error());
  const std::string missing = reading.Missing();
  if (!missing.empty()) {
    return Fail(ErrorKind::kInvalid, path.string() + ": " + missing);
  }
  for (const CsvProblem& problem : read->problems) {
    reading.table.mistakes.push_back({problem.line, problem.message});
  }
  return std::move(reading.table);
}

void CheckTogether(ReviewTable& table) {
  std::map<std::pair<std::string, std::string>, const ReviewRow*> pairs;
  std::map<std::string, const ReviewRow*> companies;
  std::vector<ReviewRow> rows = std::exchange(table.rows, {});
  for (ReviewRow& row : rows) {
    const auto [pair, is_new] =
        pairs.emplace(std::pair(row.site, row.company_id), &row);
    const bool rejects = row.verdict == ReviewVerdict::kReject;
    const auto against = [&](const ReviewRow& other) {
      table.mistakes.push_back(
          {row.line, row.site + ": " + std::string(ToString(row.verdict)) +
                         " of " + row.company_id + ", but " +
                         std::string(ToString(other.verdict)) + " of " +
                         other.company_id + " in row " +
                         std::to_string(other.line)});
    };
    if (!is_new) {
      if ((pair->second->verdict == ReviewVerdict::kReject) != rejects) {
        against(*pair->second);
      }
      continue;
    }
    if (!rejects) {
      const auto [company, first] = companies.emplace(row.site, &row);
      if (!first) {
        against(*company->second);
        continue;
      }
    }
    table.rows.push_back(row);
  }
}

}  // namespace ritmon
