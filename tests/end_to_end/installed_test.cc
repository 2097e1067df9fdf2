// SPDX-License-Identifier: GPL-3.0-or-later
// What `cmake --install` puts where, and that a program finds what is its own
// there. Whoever has systemd has it judge the unit.

#include <gmock/gmock.h>

#include <filesystem>
#include <iterator>

#include "base/files.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kAnalyzer[] = "/usr/bin/systemd-analyze";

class InstalledTest : public ::testing::Test {
 protected:
  // With DESTDIR, or without if that is empty.
  void Install(const fs::path& destination, const std::string& prefix) {
    const ProgramResult installed = RunProgram(
        {"/usr/bin/env", "DESTDIR=" + destination.string(), RITMON_CMAKE,
         "--install", RITMON_BUILD_DIR, "--prefix", prefix});
    ASSERT_EQ(installed.exit_code, 0) << installed.err;
    EXPECT_EQ(installed.err, "");
  }
  // Into a prefix of the test's own.
  void InstallHere() { Install("", folder_.path().string()); }

  ProgramResult Ritmon(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), (folder_ / "bin/ritmon").string());
    return RunProgram(arguments);
  }
  std::string configuration() const {
    return (folder_ / "etc/ritmon/ritmon.toml").string();
  }

  TempDirectory folder_;
};

TEST_F(InstalledTest, AllIsInItsPlace) {
  Install(folder_.path(), "/usr");
  const char* const files[] = {
      "etc/ritmon/ritmon.toml",
      "usr/bin/ritmon",
      "usr/bin/ritmon-read-pdf",
      "usr/lib/systemd/system/ritmon.service",
      "usr/lib/sysusers.d/ritmon.conf",
      "usr/lib/tmpfiles.d/ritmon.conf",
      "usr/share/bash-completion/completions/ritmon",
      "usr/share/fish/vendor_completions.d/ritmon.fish",
      "usr/share/doc/ritmon/README.md",
      "usr/share/doc/ritmon/docs/operations.md",
      "usr/share/doc/ritmon/examples/reference.toml",
      "usr/share/doc/ritmon/examples/ritmon.toml",
      "usr/share/doc/ritmon/examples/no-browser.conf",
      "usr/share/ritmon/geo/regions.tsv",
      "usr/share/ritmon/keyword-lists/_shared.toml",
      "usr/share/ritmon/mappings/orbis.toml",
      "usr/share/ritmon/register_courts.tsv",
      "usr/share/ritmon/reservation-phrases.toml"};
  for (const char* file : files) {
    EXPECT_TRUE(fs::is_regular_file(folder_ / file)) << file;
  }
  EXPECT_EQ(std::size(files), 18U);
  // A page for each command and more; compressed where there is gzip.
  size_t pages = 0;
  for (const auto& page :
       fs::directory_iterator(folder_ / "usr/share/man/man1")) {
    pages += page.path().filename().string().starts_with("ritmon") ? 1 : 0;
  }
  EXPECT_GE(pages, 26U);

  const std::string unit =
      MustRead(folder_ / "usr/lib/systemd/system/ritmon.service");
  EXPECT_THAT(unit, HasSubstr("\nExecStart=/usr/bin/ritmon daemon -c "
                              "/etc/ritmon/ritmon.toml\n"));
  EXPECT_THAT(unit, HasSubstr("\nStateDirectory=ritmon\n"));
  const std::string toml = MustRead(folder_ / "etc/ritmon/ritmon.toml");
  EXPECT_THAT(toml, HasSubstr("\ndirectory = \"/var/lib/ritmon\"\n"));
  EXPECT_THAT(toml, HasSubstr("\ncontact = \"\"\n"));
  for (const std::string& text :
       {unit, toml, MustRead(folder_ / "usr/lib/sysusers.d/ritmon.conf"),
        MustRead(folder_ / "usr/lib/tmpfiles.d/ritmon.conf")}) {
    EXPECT_THAT(text, Not(::testing::ContainsRegex("@[A-Z_]+@")));
    EXPECT_THAT(text, Not(HasSubstr(folder_.path().string())));
  }
}

TEST_F(InstalledTest, TheProgramFindsWhatIsItsOwn) {
  InstallHere();
  const ProgramResult empty = Ritmon({"status"});
  EXPECT_EQ(empty.exit_code, 4);
  EXPECT_THAT(empty.err,
              HasSubstr((folder_ / "var/lib/ritmon").string() + ": no data"));
  // Lists, places, courts: a job needs them all.
  const ProgramResult job = Ritmon({"daemon", "--once", "tag"});
  EXPECT_EQ(job.exit_code, 0) << job.err;
  EXPECT_EQ(Ritmon({"status"}).exit_code, 0);
  const ProgramResult answer =
      Ritmon({"completion", "--line", "ritmon companies region:metro"});
  EXPECT_THAT(answer.out, HasSubstr("metropolregion-hamburg"));
  const ProgramResult crawl = Ritmon({"crawl"});
  EXPECT_EQ(crawl.exit_code, 3);
  EXPECT_THAT(crawl.err, HasSubstr("crawl.contact is empty"));

  // Who names another one gets that, and who removes it is told.
  EXPECT_THAT(Ritmon({"status", "-c", "other.toml"}).err,
              HasSubstr("other.toml"));
  ASSERT_TRUE(fs::remove(configuration()));
  const ProgramResult none = Ritmon({"status"});
  EXPECT_EQ(none.exit_code, 4);
  EXPECT_THAT(none.err, HasSubstr("no configuration"));
}

TEST_F(InstalledTest, AnUpdateKeepsTheConfiguration) {
  InstallHere();
  const std::string edited = MustRead(configuration()) + "# mine\n";
  ASSERT_TRUE(WriteFileAtomically(configuration(), edited));
  InstallHere();
  EXPECT_EQ(MustRead(configuration()), edited);
  EXPECT_THAT(MustRead(folder_ / "share/doc/ritmon/examples/ritmon.toml"),
              Not(HasSubstr("# mine")));
}

// systemd's own opinion; 0 is best, 10 worst. What is left is the network and
// the browser's sandbox (docs/operations.md).
TEST_F(InstalledTest, TheUnitIsRightAndHardened) {
  if (!fs::exists(kAnalyzer)) {
    GTEST_SKIP() << kAnalyzer << " is not here: nobody judges the unit";
  }
  InstallHere();
  const fs::path unit = folder_ / "lib/systemd/system/ritmon.service";
  const ProgramResult verified =
      RunProgram({kAnalyzer, "verify", "--man=no", unit.string()});
  EXPECT_EQ(verified.exit_code, 0);
  EXPECT_EQ(verified.out + verified.err, "");

  struct Case {
    const char* drop_in;
    const char* threshold;  // tenths
  };
  const Case cases[] = {{"", "20"},
                        {"no-browser.conf", "12"},
                        {"only-public-addresses.conf", "20"}};
  for (const Case& c : cases) {
    std::string text = MustRead(unit);
    if (*c.drop_in != '\0') {
      text +=
          MustRead(folder_.path() / "share/doc/ritmon/examples" / c.drop_in);
    }
    const fs::path judged = folder_ / "judged.service";
    ASSERT_TRUE(WriteFileAtomically(judged, text));
    const ProgramResult judgement = RunProgram(
        {kAnalyzer, "security", "--offline=true",
         std::string("--threshold=") + c.threshold, judged.string()});
    EXPECT_EQ(judgement.exit_code, 0) << c.drop_in << judgement.out;
    EXPECT_THAT(judgement.out, HasSubstr("Overall exposure level"));
    EXPECT_EQ(
        RunProgram({kAnalyzer, "verify", "--man=no", judged.string()}).err, "");
  }
}

}  // namespace
}  // namespace ritmon
