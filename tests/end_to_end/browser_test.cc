// SPDX-License-Identifier: GPL-3.0-or-later
// The report as a reader's browser draws it.

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using LongBrowserTest = DemoRegionTest;

constexpr char kChromium[] = "/usr/bin/chromium";

TEST_F(LongBrowserTest, TheReportIsDrawnAndNeedsNothingFromOutside) {
  if (!std::filesystem::exists(kChromium)) {
    GTEST_SKIP() << kChromium << " is not here; ./run-tests --full installs it";
  }
  TempDirectory folder;
  const std::string report =
      (FinishedRun() / "reports" / "report.html").string();
  const std::string picture = (folder / "report.png").string();
  std::vector<std::string> line = {
      kChromium,
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND",
      "--user-data-dir=" + (folder / "profile").string(),
      "--window-size=1280,2600"};
  auto shot = line;
  shot.push_back("--screenshot=" + picture);
  shot.push_back("file://" + report);
  EXPECT_EQ(RunProgram(shot).exit_code, 0);
  const std::string png = MustRead(picture);
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  // A blank page of this size takes a fifth of it.
  EXPECT_GT(png.size(), 100'000u);

  auto dump = line;
  dump.push_back("--dump-dom");
  dump.push_back("file://" + report);
  const ProgramResult dom = RunProgram(dump);
  EXPECT_EQ(dom.exit_code, 0);
  EXPECT_NE(dom.out.find("Unternehmen je Anwendungsfeld"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
