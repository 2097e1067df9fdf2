// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that is watched: what is put there is imported and then filed away.
//
//   incoming/companies/firmen.csv          a register or list
//   incoming/companies/orbis/2026-11.csv   a source that is called "orbis"
//   incoming/companies/orbis/mapping.toml  how its tables are to be read
//   incoming/grants/foekat.csv             an export of FÖKAT or EnArgus
//   incoming/done/                         what was imported
//   incoming/refused/                      what was not, each with a
//   .reason.txt
//
// Nothing is ever deleted or overwritten.

#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "pipeline/options.h"

namespace ritmon {

enum class IncomingKind { kCompanies, kGrants };

struct IncomingFile {
  std::filesystem::path file;
  IncomingKind kind = IncomingKind::kCompanies;
  std::string source;             // the folder's name; may be empty
  std::filesystem::path mapping;  // may be empty

  CompanySource AsCompanySource() const;
  GrantSource AsGrantSource() const;
};

// What lies there by name and has not been touched for `settle`: a copy that is
// under way is left alone. So are hidden files, and names that end in ".part",
// ".tmp" or "~". Makes the folders if need be. kIo.
Result<std::vector<IncomingFile>> FindIncoming(const IncomingOptions& options,
                                               Timestamp now);

// Where it went: done/, its name after the time.
Result<std::filesystem::path> FileAway(const IncomingOptions& options,
                                       const IncomingFile& file, Timestamp now);
// The same to refused/, with the reason beside it.
Result<std::filesystem::path> FileAsRefused(const IncomingOptions& options,
                                            const IncomingFile& file,
                                            const std::string& reason,
                                            Timestamp now);

}  // namespace ritmon
