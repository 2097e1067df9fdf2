// SPDX-License-Identifier: GPL-3.0-or-later
// make_register LINES FILE
//
// Made-up lines in OffeneRegister's form (register_lines.h) as a file, for
// programs that import it.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/must.h"
#include "bench/register_lines.h"
#include "registry/courts.h"

int main(int argc, char** argv) {
  const uint64_t count = argc == 3 ? std::strtoull(argv[1], nullptr, 10) : 0;
  if (count == 0) {
    std::fprintf(stderr, "make_register LINES FILE\n");
    return 2;
  }
  const std::string config = std::string(RITMON_SOURCE_DIR) + "/config/";
  const ritmon::Courts courts =
      ritmon::Must(ritmon::Courts::Load(config + "register_courts.tsv"));
  const ritmon::RegisterLines lines(courts,
                                    ritmon::ReadBenchPlaces(config + "geo"));
  ritmon::Must(ritmon::WriteRegisterLines(lines, count, argv[2]));
  return 0;
}
