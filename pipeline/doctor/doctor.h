// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a set-up and its data: one small function a check, each
// gives values. They write nothing, take no lock, and work while a daemon runs.

#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "pipeline/doctor/finding.h"
#include "pipeline/options.h"

namespace ritmon {

// What the configuration says beside Options.
struct DoctorContext {
  std::string configuration;  // its path
  size_t planned_jobs = 0;
  std::string time_zone;        // of the daemon
  bool time_zone_known = true;  // to the time zone database
  bool deep = false;            // read all of archive and indexes
};

// All checks, in the order of findings.def.
Findings Diagnose(const Options& options, const DoctorContext& context,
                  const Clock& clock);

// setup_check.cc
Findings CheckConfiguration(const Options& options,
                            const DoctorContext& context);
Findings CheckKeywordLists(const Options& options);
Findings CheckPlaces(const Options& options);
// machine_check.cc
Findings CheckDataDirectory(const Options& options);
Findings CheckLock(const Options& options);
Findings CheckDisk(const Options& options);
Findings CheckClock(const Options& options, const DoctorContext& context,
                    const Clock& clock);
// store_check.cc
Findings CheckDatabases(const Options& options);
// archive_check.cc
Findings CheckArchive(const Options& options, bool deep);
// index_check.cc
Findings CheckIndexes(const Options& options, bool deep);
// network_check.cc
Findings CheckNames(const Options& options);
Findings CheckCertificates(const Options& options);
Findings CheckPrograms(const Options& options);

}  // namespace ritmon
