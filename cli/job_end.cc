// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job_end.h"

#include <fmt/format.h>

#include <csignal>
#include <string>

#include "cli/exit_codes.h"

namespace ritmon {
namespace {

constexpr int kKilled = 128 + SIGKILL;

std::string MeaningOf(int code) {
  for (const ExitMeaning& known : kExitMeanings) {
    if (known.code != code) continue;
    return fmt::format("exit code {}: {}", code, known.meaning);
  }
  return code > 128 ? fmt::format("killed by signal {}", code - 128)
                    : fmt::format("exit code {}", code);
}

}  // namespace

JobEnd JobEndOf(int code, const JobCircumstances& circumstances) {
  switch (code) {
    case kExitOk:
      return {JobOutcome::kDone, ""};
    case kExitPartial:
      return {JobOutcome::kDone, "some of the input was refused"};
    case kExitInterrupted:
      if (circumstances.daemon_ends) return {JobOutcome::kStopped, ""};
      if (circumstances.is_quiet) return {JobOutcome::kPaused, "quiet hours"};
      return {JobOutcome::kStopped, ""};
    case kKilled:
      if (!circumstances.daemon_ends) break;
      return {JobOutcome::kStopped, "killed, it did not end by itself"};
    case kExitIo:
      if (circumstances.room) break;
      return {JobOutcome::kPaused, circumstances.room.error().message};
    default:
      break;
  }
  return {JobOutcome::kFailed, MeaningOf(code)};
}

}  // namespace ritmon
