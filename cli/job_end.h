// SPDX-License-Identifier: GPL-3.0-or-later
// What the end of a job's process means to the daemon.

#pragma once

#include "base/result.h"
#include "daemon/daemon.h"

namespace ritmon {

struct JobCircumstances {
  bool daemon_ends = false;  // somebody has asked it to
  bool is_quiet = false;     // the job was ended for the quiet hours
  Status room;               // an error if the disk is nearly full
};

// `code`: of the process, 128 and the signal if it died of one. A run that came
// to no end for reasons that pass is kPaused.
JobEnd JobEndOf(int code, const JobCircumstances& circumstances);

}  // namespace ritmon
