// SPDX-License-Identifier: GPL-3.0-or-later
// The Debian package in a Debian that has nothing but the essentials:
// installed, used, updated, removed, purged. Nothing of it happens to this
// machine; the packages come from where its own apt gets them, and are kept
// beside the build.

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

// In a fresh root; $0 is its folder, $1 that of the archives.
constexpr char kMakeRoot[] = R"(
. /etc/os-release
apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | sort -u |
  mmdebstrap --mode=root --variant=minbase --include=man-db \
    --dpkgopt=force-unsafe-io --skip=cleanup/apt/lists,essential/unlink \
    --setup-hook='mkdir -p "$1/var/cache/apt/archives"' \
    --setup-hook="sync-in '$1' /var/cache/apt/archives" \
    --customize-hook="sync-out /var/cache/apt/archives '$1'" \
    "$VERSION_CODENAME" "$0" -
)";

// $0 and $1 as above, $2 the command. Mounts are gone with the process.
constexpr char kInRoot[] = R"(
mount -t proc proc "$0/proc" &&
  mount --bind "$1" "$0/var/cache/apt/archives" &&
  exec chroot "$0" /bin/sh -c "$2"
)";

class LongDebianPackageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* program :
         {"/usr/bin/mmdebstrap", "/usr/bin/dpkg-shlibdeps", "/usr/bin/file"}) {
      if (!fs::exists(program)) GTEST_SKIP() << program << " is not here";
    }
    if (::geteuid() != 0) GTEST_SKIP() << "only root can make a fresh Debian";
  }

  void BuildPackage() {
    const ProgramResult built =
        RunProgram({RITMON_CPACK, "--config",
                    std::string(RITMON_BUILD_DIR) + "/CPackConfig.cmake", "-B",
                    (folder_ / "packages").string()});
    ASSERT_EQ(built.exit_code, 0) << built.out << built.err;
    for (const auto& file : fs::directory_iterator(folder_ / "packages")) {
      if (file.path().extension() == ".deb") package_ = file.path();
    }
    ASSERT_FALSE(package_.empty()) << built.out;
  }

  // The end of what it said, if that did not work.
  std::string MakeRoot() {
    fs::create_directories(archives_);
    const ProgramResult made =
        RunProgram({"/bin/sh", "-c", kMakeRoot, root().string(), archives_});
    if (made.exit_code == 0) return {};
    return made.err.substr(made.err.size() -
                           std::min<size_t>(made.err.size(), 600));
  }

  // As root there, with an administrator's environment.
  ProgramResult Do(const std::string& command) const {
    return RunProgram({"/usr/bin/env", "-i", "LANG=C.UTF-8",
                       "DEBIAN_FRONTEND=noninteractive",
                       "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "unshare",
                       "--mount", "--pid", "--fork", "--kill-child", "/bin/sh",
                       "-c", kInRoot, root().string(), archives_, command});
  }
  void MustDo(const std::string& command) const {
    const ProgramResult done = Do(command);
    ASSERT_EQ(done.exit_code, 0) << command << "\n" << done.out << done.err;
  }
  std::string Said(const std::string& command) const { return Do(command).out; }

  fs::path root() const { return folder_ / "root"; }

  TempDirectory folder_;
  fs::path package_;
  const std::string archives_ =
      std::string(RITMON_BUILD_DIR) + "/debian-archives";
};

TEST_F(LongDebianPackageTest, LintianHasNothingToSay) {
  if (!fs::exists("/usr/bin/lintian")) {
    GTEST_SKIP() << "lintian is not here";
  }
  ASSERT_NO_FATAL_FAILURE(BuildPackage());
  const ProgramResult said =
      RunProgram({"/usr/bin/lintian", "--fail-on", "error,warning",
                  "--allow-root", package_.string()});
  EXPECT_EQ(said.exit_code, 0) << said.out << said.err;
}

TEST_F(LongDebianPackageTest, LivesAndDiesInAFreshDebian) {
  ASSERT_NO_FATAL_FAILURE(BuildPackage());
  if (const std::string problem = MakeRoot(); !problem.empty()) {
    GTEST_SKIP() << "no fresh Debian could be made: " << problem;
  }
  fs::copy_file(package_, root() / "root/new.deb");
  fs::copy_file("/etc/resolv.conf", root() / "etc/resolv.conf",
                fs::copy_options::overwrite_existing);
  const std::string install =
      "apt-get install -q -y --no-install-recommends /root/new.deb";
  ASSERT_NO_FATAL_FAILURE(MustDo(install));

  EXPECT_THAT(Said("getent passwd ritmon"),
              MatchesRegex("ritmon:x:[0-9]+:[0-9]+:RIT-Monitor:/var/lib/ritmon:"
                           "/usr/sbin/nologin\n"));
  EXPECT_EQ(Said("stat -c '%U:%G %a' /var/lib/ritmon /etc/ritmon"
                 " /etc/ritmon/ritmon.toml"),
            "ritmon:ritmon 750\nroot:root 755\nroot:root 644\n");
  EXPECT_EQ(Said("ritmon --version | head -n 1"), "ritmon 0.1.0\n");
  EXPECT_THAT(Said("ritmon --help"), HasSubstr("Usage: ritmon COMMAND"));
  EXPECT_THAT(Said("man -w ritmon ritmon-daemon ritmon-read-pdf"),
              HasSubstr("/usr/share/man/man1/ritmon-daemon.1.gz"));
  const ProgramResult verified =
      Do("systemd-analyze verify /usr/lib/systemd/system/ritmon.service");
  EXPECT_EQ(verified.exit_code, 0);
  EXPECT_EQ(verified.err, "");
  // Nobody has configured it.
  EXPECT_THAT(Said("systemctl is-enabled ritmon"), HasSubstr("disabled"));

  // As its user, with the configuration as it was installed.
  const std::string as_ritmon = "runuser -u ritmon -- ritmon ";
  EXPECT_THAT(Do(as_ritmon + "status").err,
              HasSubstr("/var/lib/ritmon: no data yet"));
  ASSERT_NO_FATAL_FAILURE(MustDo(as_ritmon + "daemon --once tag"));
  EXPECT_THAT(Said(as_ritmon + "status"), HasSubstr("/var/lib/ritmon"));
  EXPECT_THAT(Said(as_ritmon + "status"), HasSubstr("crawl 2"));

  // An update keeps what the administrator wrote, without asking.
  ASSERT_NO_FATAL_FAILURE(
      MustDo("echo '# mine' >> /etc/ritmon/ritmon.toml && "
             "apt-get install -q -y --reinstall --no-install-recommends "
             "/root/new.deb"));
  EXPECT_EQ(Said("tail -n 1 /etc/ritmon/ritmon.toml"), "# mine\n");

  ASSERT_NO_FATAL_FAILURE(MustDo("apt-get remove -q -y ritmon"));
  EXPECT_EQ(Said("ls /usr/bin | grep ritmon"), "");
  EXPECT_EQ(Said("tail -n 1 /etc/ritmon/ritmon.toml"), "# mine\n");
  EXPECT_THAT(Said("ls /var/lib/ritmon"), HasSubstr("daemon"));

  ASSERT_NO_FATAL_FAILURE(MustDo("apt-get purge -q -y ritmon"));
  // The user stays, as documented; pages that man has formatted are man's.
  EXPECT_EQ(Said("find / -xdev -name '*ritmon*' -not -path '/var/cache/man/*'"),
            "");
  EXPECT_THAT(Said("getent passwd ritmon"), HasSubstr("ritmon"));
  EXPECT_EQ(Said("dpkg -l ritmon 2>/dev/null | grep ritmon"), "");

  // And again, as if nothing had been.
  ASSERT_NO_FATAL_FAILURE(MustDo(install));
  EXPECT_THAT(Do(as_ritmon + "status").err,
              HasSubstr("/var/lib/ritmon: no data yet"));
}

}  // namespace
}  // namespace ritmon
