// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/handelsregister_db.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/database.h"
#include "registry/company_cells.h"
#include "registry/date_cell.h"
#include "registry/offeneregister.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

// Sorting goes to the disk; KiB of memory, negative as SQLite wants it.
constexpr char kSettings[] =
    "PRAGMA cache_size=-32000; PRAGMA temp_store=FILE;";

// The rows of one table, company by company. Column 0 is the company's id.
class Rows {
 public:
  static Result<Rows> Open(Database& database, const std::string& sql) {
    auto statement = database.Prepare(sql);
    if (!statement) {
      return Fail(ErrorKind::kInvalid,
                  "not the dump of 2022: " + statement.error().message);
    }
    Rows rows(std::move(*statement));
    if (auto s = rows.Step(); !s) return tl::unexpected(s.error());
    return rows;
  }

  // Calls `on_row` with the rows of company `id`. Ids must come in order.
  template <typename OnRow>
  Status Take(const std::string& id, OnRow on_row) {
    while (id_ && *id_ < id) {
      if (auto s = Step(); !s) return s;
    }
    while (id_ && *id_ == id) {
      on_row(statement_);
      if (auto s = Step(); !s) return s;
    }
    return {};
  }

  const std::optional<std::string>& id() const { return id_; }
  const Statement& row() const { return statement_; }
  Status Step() {
    auto more = statement_.Step();
    if (!more) return tl::unexpected(more.error());
    id_ = *more ? std::optional(statement_.Text(0)) : std::nullopt;
    return {};
  }

 private:
  explicit Rows(Statement statement) : statement_(std::move(statement)) {}
  Statement statement_;
  std::optional<std::string> id_;
};

bool IsTrue(const std::string& text) {
  return text == "True" || text == "true" || text == "1";
}

std::string Select(const char* columns, const char* table, const char* order) {
  return std::string("SELECT CAST(companyId AS TEXT) AS company, ") + columns +
         " FROM " + table + " ORDER BY company" + order;
}

class Dump {
 public:
  static Result<Dump> Open(Database& database, const Courts& courts) {
    const std::string sql[] = {
        Select("foundedDate, dissolutionDate, lastSeenDate", "Companies", ""),
        Select("name, isCurrent", "Names", ", validFrom"),
        Select("zipCode, fullAddress, isCurrent", "Addresses", ", validFrom"),
        Select("nativeReferenceNumber, courtCode, courtName, validTill",
               "ReferenceNumbers", ", referenceNumberFirstSeen"),
        Select("objective, isCurrent", "Objectives", ", validFrom")};
    std::vector<Rows> tables;
    for (const std::string& one : sql) {
      auto rows = Rows::Open(database, one);
      if (!rows) return tl::unexpected(rows.error());
      tables.push_back(std::move(*rows));
    }
    return Dump(std::move(tables), courts);
  }

  Status Read(CompanySink& sink) {
    Rows& companies = tables_[0];
    for (uint64_t line = 1; companies.id(); ++line) {
      const std::string id = *companies.id();
      Company company;
      std::string as_of;
      ReadDates(companies.row(), company, as_of);
      if (auto s = ReadOthers(id, company); !s) return s;
      if (auto s = companies.Step(); !s) return s;
      if (sink.IsDone(line)) continue;
      if (!problem_.empty()) {
        sink.Refuse(line, "company " + id + ": " + std::exchange(problem_, {}));
        continue;
      }
      company.source = "offeneregister-2022";
      auto taken = sink.Take(line, std::move(company),
                             {"offeneregister-2022", kRegisterRank, as_of});
      if (!taken) return taken;
    }
    return {};
  }

 private:
  Dump(std::vector<Rows> tables, const Courts& courts)
      : tables_(std::move(tables)), courts_(courts) {}

  static void ReadDates(const Statement& row, Company& company,
                        std::string& as_of) {
    const DateCell founded = ReadDateCell(row.Text(1), DateFormat::kYearFirst);
    company.founded = founded.date;
    if (founded.date) {
      company.founded_precision = founded.is_day ? "day" : "year";
      company.founded_source = "register";
    }
    if (!row.Text(2).empty()) company.status = CompanyStatus::kRemoved;
    as_of = row.Text(3).substr(0, 10);
  }

  Status ReadOthers(const std::string& id, Company& company) {
    std::vector<std::string> names;
    auto status = tables_[1].Take(id, [&](const Statement& row) {
      // The last one that is current, else the last one: rows come by date.
      if (IsTrue(row.Text(2)) || company.name.empty()) {
        company.name = row.Text(1);
      }
      names.push_back(row.Text(1));
    });
    if (!status) return status;
    for (std::string& name : names) {
      if (name != company.name) company.previous_names.push_back(name);
    }
    bool current = false;
    status = tables_[2].Take(id, [&](const Statement& row) {
      if (current && !IsTrue(row.Text(3))) return;
      current = IsTrue(row.Text(3));
      company.address = ParseRegisteredAddress(row.Text(2));
      if (company.address.postcode.empty()) {
        company.address.postcode = row.Text(1);
      }
    });
    if (!status) return status;
    status = tables_[4].Take(id, [&](const Statement& row) {
      if (IsTrue(row.Text(2)) || company.purpose.empty()) {
        company.purpose = row.Text(1);
      }
    });
    if (!status) return status;
    return ReadNumber(id, company);
  }

  Status ReadNumber(const std::string& id, Company& company) {
    std::string text;
    std::string code;
    std::string name;
    bool valid = false;
    auto status = tables_[3].Take(id, [&](const Statement& row) {
      const bool still = row.Text(4).empty();
      if (valid && !still) return;
      valid = still;
      text = row.Text(1);
      code = row.Text(2);
      name = row.Text(3);
    });
    if (!status) return status;
    if (company.name.empty()) problem_ = "no name";
    if (text.empty()) return {};
    const auto found = ParseRegisterCell(text, RegisterTypeOf(company));
    const Court* court = courts_.FindCode(code);
    if (court == nullptr) court = courts_.Find(name);
    if (!found || found->type.empty()) {
      problem_ = "'" + text + "' is no register number";
    } else if (court == nullptr) {
      problem_ = "unknown register court '" + code + "' (" + name + ")";
    } else {
      company.court = court->name;
      company.register_number = RegisterNumber{court->code, found->type,
                                               found->number, found->suffix};
    }
    return {};
  }

  std::vector<Rows> tables_;
  const Courts& courts_;
  std::string problem_;  // of the company being read
};

}  // namespace

Status ReadHandelsregisterDb(const std::filesystem::path& path,
                             const Courts& courts, CompanySink& sink) {
  auto database = Database::OpenReadOnly(path);
  if (!database) return tl::unexpected(database.error());
  if (auto s = database->Execute(kSettings); !s) {
    return FailAt(path.string(), s.error());
  }
  auto dump = Dump::Open(*database, courts);
  if (!dump) return FailAt(path.string(), dump.error());
  if (auto s = dump->Read(sink); !s) return FailAt(path.string(), s.error());
  return {};
}

}  // namespace ritmon
