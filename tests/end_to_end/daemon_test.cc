// SPDX-License-Identifier: GPL-3.0-or-later
// The daemon as a service manager meets it.

#include <gmock/gmock.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "base/database.h"
#include "base/files.h"
#include "tests/end_to_end/notify_socket.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

class DaemonEndToEndTest : public ::testing::Test {
 protected:
  void Configure(const std::string& more) {
    const std::string text =
        "[data]\ndirectory = \"data\"\n[keywords]\ndirectory = \"" +
        SourceFile("keyword-lists").string() + "\"\n[places]\ngeo = \"" +
        SourceFile("config/geo").string() + "\"\ncourts = \"" +
        SourceFile("config/register_courts.tsv").string() +
        "\"\n[daemon]\nlisten = \"\"\n" + more;
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
  EXPECT_THAT(wrong.err, HasSubstr("c.toml:10: 'cron': minute '61'"));
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

TEST_F(DaemonEndToEndTest, WaitsForRoomAndGoesOn) {
  Configure(kYearly);
  ASSERT_EQ(Ritmon({"daemon", "--once", "tag"}).exit_code, 0);
  {
    // It has been off for long: the job is due at once.
    auto runs = Database::Open(folder_ / "data" / "daemon" / "jobs.db");
    ASSERT_TRUE(runs && runs->Execute("UPDATE job_run SET due = 0"));
  }
  const std::string config_text = ReadFile(config()).value();
  const auto with_room_for = [&](const std::string& mib) {
    std::string text = config_text;
    text.insert(text.find('\n') + 1, "min_free_mib = " + mib + "\n");
    ASSERT_TRUE(WriteFileAtomically(config(), text));
  };
  with_room_for("1000000000000");
  NotifySocket socket(folder_ / "notify");
  Background daemon({RITMON_BINARY, "daemon", "-c", config()}, folder_ / "log");
  EXPECT_TRUE(socket.Hears("STATUS=paused: "));
  with_room_for("1");
  daemon.Signal(SIGHUP);
  EXPECT_TRUE(socket.Hears("STATUS=running: tag"));
  EXPECT_TRUE(socket.Hears("STATUS=next: tag at "));
  daemon.Signal(SIGTERM);
  EXPECT_EQ(daemon.Wait(), 0);
  const std::string log = ReadFile(folder_ / "log.err").value_or(std::string());
  EXPECT_THAT(log, HasSubstr("held job=tag reason="));
  EXPECT_THAT(log, HasSubstr("is nearly full"));
  EXPECT_THAT(log, HasSubstr("resumed"));
}

TEST_F(DaemonEndToEndTest, ImportsWhatLiesInTheFolder) {
  Configure("[incoming]\ndirectory = \"incoming\"\nsettle_s = 0\n");
  const auto incoming = folder_ / "incoming";
  ASSERT_TRUE(MakeDirectories(incoming / "companies" / "kammer"));
  ASSERT_TRUE(WriteFileAtomically(
      incoming / "companies" / "kammer" / "mitglieder.csv",
      "Firma;Registergericht;HR-Nummer;PLZ;Ort\n"
      "Grünöl Süd GmbH;Hamburg;HRB 990001;20457;Hamburg\n"));
  ASSERT_TRUE(MakeDirectories(incoming / "grants"));
  ASSERT_TRUE(WriteFileAtomically(incoming / "grants" / "leer.csv", ""));
  const ProgramResult done = Ritmon({"daemon", "--once", "import"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr("some of the input was refused"));
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(incoming)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path().parent_path().filename().string() + "/" +
                      entry.path().filename().string().substr(17));
    }
  }
  EXPECT_THAT(files, testing::UnorderedElementsAre(
                         "done/kammer mitglieder.csv", "refused/leer.csv",
                         "refused/leer.csv.reason.txt"));
  ASSERT_EQ(Ritmon({"daemon", "--once", "tag"}).exit_code, 0);
  const ProgramResult known = Ritmon({"explain", "Grünöl Süd GmbH"});
  EXPECT_THAT(known.out, HasSubstr("kammer")) << known.err;
  // Nothing is there any more, or there is no folder.
  EXPECT_EQ(Ritmon({"import", "all"}).exit_code, 0);
  Configure("");
  EXPECT_EQ(Ritmon({"import", "all"}).exit_code, 0);
}

}  // namespace
}  // namespace ritmon
