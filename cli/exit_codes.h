// SPDX-License-Identifier: GPL-3.0-or-later
// Exit codes; a contract with scripts (docs/operations.md lists them).

#pragma once

#include <string_view>

#include "base/result.h"

namespace ritmon {

enum ExitCode : int {
  kExitOk = 0,
  kExitPartial = 1,   // done, but some of the input was refused
  kExitUsage = 2,     // the command line is wrong
  kExitInvalid = 3,   // configuration, keyword list, query or input is wrong
  kExitNotFound = 4,  // a named file, company or page is not there
  kExitIo = 5,        // disk, database, network: the machine said no
  kExitBusy = 6,      // another ritmon is writing to the data directory
  kExitInternal = 7,  // a bug, or a library that failed
  kExitInterrupted = 130,  // SIGINT or SIGTERM; run again to go on
};

struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;
};
inline constexpr ExitMeaning kExitMeanings[] = {
    {kExitOk, "done"},
    {kExitPartial, "done, but some of the input was refused"},
    {kExitUsage, "the command line is wrong"},
    {kExitInvalid, "configuration, keyword list, query or input is wrong"},
    {kExitNotFound, "a named file, company or page is not there"},
    {kExitIo, "disk, database or network failed"},
    {kExitBusy, "another ritmon is writing to the data directory"},
    {kExitInternal, "a bug, or a library that failed"},
    {kExitInterrupted, "SIGINT or SIGTERM; run again to go on"},
};

inline ExitCode ExitCodeOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalid:
      return kExitInvalid;
    case ErrorKind::kNotFound:
      return kExitNotFound;
    case ErrorKind::kIo:
      return kExitIo;
    case ErrorKind::kBusy:
      return kExitBusy;
    case ErrorKind::kInternal:
      return kExitInternal;
  }
  return kExitInternal;
}

}  // namespace ritmon
