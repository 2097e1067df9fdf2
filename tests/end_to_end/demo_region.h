// SPDX-License-Identifier: GPL-3.0-or-later
// The demo region, served on loopback for the tests of one binary, and a data
// directory of its own for each test.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/site_server.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {

class DemoRegionTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  // The command line of `ritmon ARGUMENTS...` on `data_directory`.
  static std::vector<std::string> CommandLine(
      const std::filesystem::path& data_directory,
      const std::vector<std::string>& arguments);
  static ProgramResult Ritmon(const std::filesystem::path& data_directory,
                              const std::vector<std::string>& arguments);

  // What was found, without anything that depends on when: the same for any
  // two complete runs.
  static std::string Outcome(const std::filesystem::path& data_directory);
  // The same and what says when: equal after a replay.
  static std::string EveryOutput(const std::filesystem::path& data_directory);

  static const SiteServer& server() { return *server_; }

  // A data directory after one undisturbed run; made once, read only.
  static std::filesystem::path FinishedRun();

 private:
  static std::unique_ptr<SystemClock> clock_;
  static std::unique_ptr<SiteServer> server_;
  static std::unique_ptr<TempDirectory> shared_;
};

}  // namespace ritmon
