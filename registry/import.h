// SPDX-License-Identifier: GPL-3.0-or-later
// One import of companies: accounts in, companies in the store out.
//
// A reader (offeneregister.h, company_csv.h, ...) goes through its file and
// hands over each row. Rows are staged in a database of their own beside the
// state and go into the store in one transaction once the file is read to its
// end: a file that breaks off leaves nothing behind. What a killed import has
// staged is taken up again; the reader skips those rows.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/database.h"
#include "model/company.h"
#include "registry/company_store.h"
#include "registry/courts.h"
#include "registry/import_log.h"
#include "registry/regions.h"

namespace ritmon {

// What a register's own data are worth (SourceInfo::rank).
inline constexpr int kRegisterRank = 50;
// GLEIF's, between vendors' (30) and the register's: it copies registers.
inline constexpr int kGleifRank = 40;

struct ImportProgress {
  uint64_t rows = 0;
  uint64_t bytes = 0;       // taken from the file
  bool is_storing = false;  // the file is read, the store takes it over
};

// Everything must outlive the import.
struct ImportContext {
  CompanyStore& store;
  Database& database;  // of the store
  const Courts& courts;
  const Regions& regions;
  // Called now and then.
  std::function<void(const ImportProgress&)> on_progress;
  // Where rows are staged; in memory if empty. Removed in the end.
  std::filesystem::path staging;
  // Names the very state of the file: staged rows of another are thrown away.
  std::string stamp;
  std::string now;  // for the log of imports, "2026-11-28T12:00:00Z"
  // Whether a company may be kept; may take values out of it. Empty: all may.
  std::function<bool(Company&)> admit;
};

// What the reader of a file hands its rows to.
class CompanySink {
 public:
  virtual ~CompanySink() = default;
  // Whether an earlier, interrupted import has dealt with this line.
  virtual bool IsDone(uint64_t line) const = 0;
  // One account of a company. An error ends the import.
  virtual Status Take(uint64_t line, Company company,
                      const SourceInfo& source) = 0;
  virtual void Refuse(uint64_t line, std::string reason) = 0;
  // A row that is right and not wanted: a company of another country.
  virtual void Skip(uint64_t line) = 0;
  // Bytes taken from the file so far.
  virtual void NoteBytes(uint64_t bytes) = 0;
};

// Reads `path` through `read` into the store and notes it in the log.
using ReadCompanies = std::function<Status(CompanySink&)>;
Result<ImportSummary> ImportFile(const std::filesystem::path& path,
                                 const std::string& source,
                                 const ImportContext& context,
                                 const ReadCompanies& read);

// Fills in what follows from the rest: legal form, court, district, kind.
void CompleteCompany(Company& company, const Courts& courts,
                     const Regions& regions);

}  // namespace ritmon
