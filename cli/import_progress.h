// SPDX-License-Identifier: GPL-3.0-or-later
// The line on a terminal that tells how far an import has come.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/exit_codes.h"
#include "pipeline/import_stage.h"

namespace ritmon {

// From its second second on; nothing where standard error is no terminal or
// `quiet`. EndProgress (frontend.h) wipes it.
OnImportProgress TerminalImportProgress(bool quiet);

// What several files come to, of which none has to do with another: the last
// failure's code, else the first that is not kExitOk.
class ImportCode {
 public:
  // The code of one that was read, or why it was not; that is said.
  void Add(const Result<int>& one);
  int code() const { return code_; }

 private:
  int code_ = kExitOk;
};

// One file after the other. `import` says the exit code of one that was read.
int ImportEach(const std::vector<std::string>& files,
               const std::function<Result<int>(const std::string&)>& import);

// The line, at most 79 columns: "firmen.csv: reading, 1200000 rows (23 %),
// 61000/s, about 1:10 left". `file_bytes`: 0 if not known.
std::string ImportProgressLine(const std::string& file,
                               const ImportProgress& progress,
                               uint64_t file_bytes, double seconds);

}  // namespace ritmon
