// SPDX-License-Identifier: GPL-3.0-or-later
// The daemon as a service manager meets it.

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

// What sd_notify(3) sends to; programs find it by their environment.
class NotifySocket {
 public:
  explicit NotifySocket(const std::filesystem::path& path) {
    descriptor_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(::bind(descriptor_, reinterpret_cast<sockaddr*>(&address),
                     sizeof address),
              0);
    // A test that hears nothing fails instead of hanging.
    const timeval limit{.tv_sec = 120, .tv_usec = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~NotifySocket() {
    ::unsetenv("NOTIFY_SOCKET");
    ::close(descriptor_);
  }

  // Whether something is said that holds `text`, sooner or later.
  bool Hears(const std::string& text) {
    std::string message(4096, '\0');
    while (true) {
      const ssize_t size =
          ::recv(descriptor_, message.data(), message.size(), 0);
      if (size <= 0) return false;
      if (message.substr(0, static_cast<size_t>(size)).find(text) !=
          std::string::npos) {
        return true;
      }
    }
  }

 private:
  int descriptor_ = -1;
};

class DaemonEndToEndTest : public ::testing::Test {
 protected:
  void Configure(const std::string& more) {
    const std::string text =
        "[data]\ndirectory = \"data\"\n[keywords]\ndirectory = \"" +
        SourceFile("keyword-lists").string() + "\"\n[places]\ngeo = \"" +
        SourceFile("config/geo").string() + "\"\ncourts = \"" +
        SourceFile("config/register_courts.tsv").string() + "\"\n" + more;
    ASSERT_TRUE(WriteFileAtomically(config(), text));
  }
  std::string config() const { return (folder_ / "c.toml").string(); }

  ProgramResult Ritmon(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), RITMON_BINARY);
    arguments.insert(arguments.end(), {"-c", config()});
    return RunProgram(arguments);
  }

  TempDirectory folder_;
};

constexpr char kYearly[] = "[[job]]\nname = \"tag\"\ncron = \"@yearly\"\n";

TEST_F(DaemonEndToEndTest, SaysWhatIsWrongWithAPlan) {
  Configure("");
  const ProgramResult none = Ritmon({"daemon"});
  EXPECT_EQ(none.exit_code, 3);
  EXPECT_THAT(none.err, HasSubstr("no [[job]] is planned"));
  Configure("[[job]]\nname = \"crwal\"\ncron = \"61 * * * *\"\n");
  const ProgramResult wrong = Ritmon({"daemon"});
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.err, HasSubstr("no job 'crwal', do you mean 'crawl'?"));
  EXPECT_THAT(wrong.err, HasSubstr("c.toml:8: 'cron': minute '61'"));
  Configure(kYearly);
  EXPECT_EQ(Ritmon({"daemon", "--once", "tagg"}).exit_code, 2);
}

TEST_F(DaemonEndToEndTest, OneJobOnceAndStatusKnowsIt) {
  Configure(kYearly);
  // There is nothing yet to report on.
  const ProgramResult report = Ritmon({"daemon", "--once", "report"});
  EXPECT_EQ(report.exit_code, 1) << report.err;
  EXPECT_THAT(report.err, HasSubstr("job=report outcome=failed"));
  const ProgramResult tag = Ritmon({"daemon", "--once", "tag"});
  EXPECT_EQ(tag.exit_code, 0) << tag.err;
  const Json status = Json::parse(Ritmon({"status", "--json"}).out);
  EXPECT_THAT(status["last"]["tag"], HasSubstr("done 20"));
  EXPECT_THAT(status["last"]["report"], HasSubstr("exit code 4"));
  EXPECT_THAT(status["next"]["tag"], HasSubstr("-12-31T23:0"));
}

TEST_F(DaemonEndToEndTest, ReloadsRefusesAndEnds) {
  Configure(kYearly);
  NotifySocket socket(folder_ / "notify");
  Background daemon({RITMON_BINARY, "daemon", "-c", config()}, folder_ / "log");
  ASSERT_TRUE(socket.Hears("READY=1"));
  EXPECT_TRUE(socket.Hears("STATUS=next: tag at "));

  const ProgramResult second = Ritmon({"daemon"});
  EXPECT_EQ(second.exit_code, 6) << second.err;
  EXPECT_THAT(Ritmon({"status"}).err, testing::Not(HasSubstr("locked")));

  Configure("[[job]]\nname = \"tag\"\ncron = \"never\"\n");
  daemon.Signal(SIGHUP);
  EXPECT_TRUE(socket.Hears("RELOADING=1"));
  EXPECT_TRUE(socket.Hears("STATUS=next: tag at "));
  Configure("[[job]]\nname = \"report\"\ncron = \"@yearly\"\n");
  daemon.Signal(SIGHUP);
  EXPECT_TRUE(socket.Hears("STATUS=next: report at "));

  daemon.Signal(SIGTERM);
  EXPECT_TRUE(socket.Hears("STOPPING=1"));
  EXPECT_EQ(daemon.Wait(), 0);
  const std::string log = ReadFile(folder_ / "log.err").value_or(std::string());
  EXPECT_THAT(log, HasSubstr("incomplete reason=\"crawl.contact is empty"));
  EXPECT_THAT(log, HasSubstr("reload-refused"));
  EXPECT_THAT(log, HasSubstr("'cron': 'never' has 1 fields"));
}

}  // namespace
}  // namespace ritmon
