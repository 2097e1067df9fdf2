// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/doctor/doctor.h"

#include <iterator>
#include <utility>

namespace ritmon {

Findings Diagnose(const Options& options, const DoctorContext& context,
                  const Clock& clock) {
  Findings all;
  const auto add = [&all](Findings found) {
    std::move(found.begin(), found.end(), std::back_inserter(all));
  };
  add(CheckConfiguration(options, context));
  add(CheckKeywordLists(options));
  add(CheckPlaces(options));
  add(CheckDataDirectory(options));
  add(CheckLock(options));
  add(CheckDisk(options));
  add(CheckDatabases(options));
  add(CheckArchive(options, context.deep));
  add(CheckIndexes(options, context.deep));
  add(CheckNames(options));
  add(CheckCertificates(options));
  add(CheckClock(options, context, clock));
  add(CheckPrograms(options));
  return all;
}

}  // namespace ritmon
