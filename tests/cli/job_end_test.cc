// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job_end.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(JobEndTest, WhatTheEndOfAProcessMeans) {
  const Status full = Fail(ErrorKind::kIo, "nearly full");
  const struct {
    int code;
    JobCircumstances circumstances;
    JobOutcome outcome;
    const char* message;
  } cases[] = {
      {0, {}, JobOutcome::kDone, ""},
      {0, {.daemon_ends = true, .is_quiet = true}, JobOutcome::kDone, ""},
      {1, {}, JobOutcome::kDone, "some of the input was refused"},
      {3,
       {},
       JobOutcome::kFailed,
       "exit code 3: configuration, keyword list, "
       "query or input is wrong"},
      {99, {}, JobOutcome::kFailed, "exit code 99"},
      {128 + 11, {}, JobOutcome::kFailed, "killed by signal 11"},
      // Somebody else has stopped it, the daemon, or the clock.
      {130, {}, JobOutcome::kStopped, ""},
      {130, {.daemon_ends = true, .is_quiet = true}, JobOutcome::kStopped, ""},
      {130, {.is_quiet = true}, JobOutcome::kPaused, "quiet hours"},
      {128 + 9, {}, JobOutcome::kFailed, "killed by signal 9"},
      {128 + 9,
       {.daemon_ends = true},
       JobOutcome::kStopped,
       "killed, it did not end by itself"},
      // The disk, or something else of the machine.
      {5, {.room = full}, JobOutcome::kPaused, "nearly full"},
      {5,
       {},
       JobOutcome::kFailed,
       "exit code 5: disk, database or network "
       "failed"},
      {3,
       {.room = full},
       JobOutcome::kFailed,
       "exit code 3: configuration, "
       "keyword list, query or input "
       "is wrong"},
  };
  for (const auto& c : cases) {
    const JobEnd end = JobEndOf(c.code, c.circumstances);
    EXPECT_EQ(end.outcome, c.outcome) << c.code;
    EXPECT_EQ(end.message, c.message) << c.code;
  }
}

}  // namespace
}  // namespace ritmon
