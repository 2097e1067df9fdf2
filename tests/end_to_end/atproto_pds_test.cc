// SPDX-License-Identifier: GPL-3.0-or-later
// Posts from the AT Protocol's own server, on loopback, into the fields of a
// company; npm packages installed into build/atproto by ./run-tests --full.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/time.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_record.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/site_server.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kPackages = SourceFile("build/atproto");

// The servers of server.mjs, as long as the object lives.
class AtprotoServers {
 public:
  AtprotoServers() {
    const fs::path ready = folder_ / "ready";
    ::mkfifo(ready.c_str(), 0600);
    const int pipe = ::open(ready.c_str(), O_RDWR | O_NONBLOCK);
    program_.emplace(
        std::vector<std::string>{
            "/usr/bin/env", "node",
            SourceFile("tests/end_to_end/atproto/server.mjs").string(),
            kPackages.string(), (folder_ / "data").string(), ready.string()},
        folder_ / "log");
    std::string line;
    while (line.find('\n') == std::string::npos && program_->IsRunning()) {
      pollfd readable{.fd = pipe, .events = POLLIN, .revents = 0};
      if (::poll(&readable, 1, 200) <= 0) continue;
      char bytes[512];
      const ssize_t n = ::read(pipe, bytes, sizeof bytes);
      if (n > 0) line.append(bytes, static_cast<size_t>(n));
    }
    ::close(pipe);
    const Json urls = Json::parse(line, nullptr, false);
    if (!urls.is_object()) return;
    plc_ = urls.value("plc", "");
    pds_ = urls.value("pds", "");
  }

  bool started() const { return !pds_.empty(); }
  std::string log() const { return ReadFile(folder_ / "log.err").value_or(""); }
  const std::string& plc() const { return plc_; }
  const std::string& pds() const { return pds_; }

  Json Call(const std::string& method, const Json& body) {
    httplib::Client client(pds_);
    // Keys are made for an account: that takes a slow machine some seconds.
    client.set_read_timeout(std::chrono::minutes(5));
    httplib::Headers headers;
    if (!token_.empty()) headers.emplace("Authorization", "Bearer " + token_);
    const auto answer = client.Post("/xrpc/" + method, headers, body.dump(),
                                    "application/json");
    EXPECT_TRUE(answer && answer->status == 200)
        << method << ": " << (answer ? answer->body : "no answer");
    const Json json =
        answer ? Json::parse(answer->body, nullptr, false) : Json();
    return json.is_object() ? json : Json::object();
  }

  void CreateAccount(const std::string& handle) {
    const Json account = Call("com.atproto.server.createAccount",
                              {{"handle", handle},
                               {"email", "post@firma.example"},
                               {"password", "nur-zur-probe"}});
    did_ = account.value("did", "");
    token_ = account.value("accessJwt", "");
  }

  // Where it is: "at://...".
  Json Post(const std::string& text, const Json& more = Json::object()) {
    Json record = {{"$type", "app.bsky.feed.post"},
                   {"text", text},
                   {"langs", {"de"}},
                   {"createdAt", FormatTimestamp(SystemClock().Now())}};
    record.update(more);
    return Call("com.atproto.repo.createRecord",
                {{"repo", did_},
                 {"collection", "app.bsky.feed.post"},
                 {"record", record}});
  }

  const std::string& did() const { return did_; }

 private:
  TempDirectory folder_;
  std::optional<Background> program_;
  std::string plc_;
  std::string pds_;
  std::string did_;
  std::string token_;
};

// A company's site, and a configuration that crawls it.
class Region {
 public:
  explicit Region(const AtprotoServers& servers) {
    const fs::path site = folder_ / "sites" / "www.stackwerk.example";
    fs::create_directories(site);
    const std::string footer =
        "<footer><a href='/impressum.html'>Impressum</a> <a href="
        "'https://bsky.app/profile/stackwerk.test'>Bluesky</a> <a href="
        "'https://www.linkedin.com/company/stackwerk'>LinkedIn</a></footer>";
    Write(site / "index.html",
          "<html lang=de><head><title>Stackwerk Elbe GmbH</title></head><body>"
          "<main><h1>Stackwerk Elbe</h1><p>Wir sind ein Betrieb in Hamburg mit "
          "zwanzig Leuten und freuen uns auf Ihren Anruf.</p></main>" +
              footer + "</body></html>");
    Write(site / "impressum.html",
          "<html lang=de><head><title>Impressum</title></head><body><main>"
          "<h1>Impressum</h1><p>Stackwerk Elbe GmbH<br>Am Beispielkai 7<br>"
          "20457 Hamburg</p><p>Registergericht: Amtsgericht Hamburg<br>"
          "Registernummer: HRB 900999</p></main>" +
              footer + "</body></html>");
    auto server = SiteServer::Start(
        SiteServerOptions{.sites = folder_ / "sites"}, clock_);
    EXPECT_TRUE(server);
    server_ = std::move(*server);
    // Nobody listens where the handle's host would be; the servers themselves
    // are at localhost, on two ports.
    Write(folder_ / "connect-to.toml",
          "[connect_to]\n\"www.stackwerk.example\" = \"" +
              server_->ConnectTo().at("www.stackwerk.example") +
              "\"\n\"stackwerk.test\" = \"127.0.0.1:1\"\n");
    const auto path = [](const char* name) {
      return "\"" + SourceFile(name).string() + "\"\n";
    };
    Write(folder_ / "region.toml",
          "[data]\ndirectory = \"data\"\n[keywords]\ndirectory = " +
              path("keyword-lists") + "[places]\ngeo = " + path("config/geo") +
              "courts = " + path("config/register_courts.tsv") +
              "[region]\nname = \"metropolregion-hamburg\"\n"
              "[crawl]\ncontact = \"https://www.ritmon.example/bot\"\n"
              "delay_ms = 5\nretry_delay_ms = 5\nbackoff_ms = 50\n"
              "[render]\nrender = \"off\"\n"
              "[fetch]\nallow_private_addresses = true\n"
              "connect_to = \"connect-to.toml\"\n[social]\nplc = \"" +
              servers.plc() + "\"\nresolver = \"" + servers.pds() +
              "\"\nrevisit_h = 0\n[[seeds]]\nurl = "
              "\"http://www.stackwerk.example/\"\n");
  }

  ProgramResult Ritmon(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), RITMON_BINARY);
    arguments.insert(arguments.end(),
                     {"-c", (folder_ / "region.toml").string()});
    return RunProgram(arguments);
  }

  Json Explain() const {
    const ProgramResult result =
        Ritmon({"explain", "Stackwerk Elbe GmbH", "--json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return Json::parse(result.out, nullptr, false);
  }

  // Answers that list posts, in the order in which they were archived.
  std::vector<FetchResult> PostAnswers() const {
    std::vector<FetchResult> answers;
    for (const auto& file : fs::directory_iterator(folder_ / "data" / "warc")) {
      if (file.path().extension() != ".gz") continue;
      auto reader = WarcReader::Open(file.path());
      if (!reader) continue;
      for (auto record = reader->Next(); record && *record;
           record = reader->Next()) {
        auto result = ToFetchResult(**record);
        if (result && result->request.url.query().find("app.bsky.feed.post") !=
                          std::string_view::npos) {
          answers.push_back(std::move(*result));
        }
      }
    }
    std::stable_sort(answers.begin(), answers.end(),
                     [](const FetchResult& a, const FetchResult& b) {
                       return a.fetched_at < b.fetched_at;
                     });
    return answers;
  }

 private:
  static void Write(const fs::path& path, const std::string& content) {
    EXPECT_TRUE(WriteFileAtomically(path, content));
  }

  TempDirectory folder_;
  SystemClock clock_;
  std::unique_ptr<SiteServer> server_;
};

TEST(AtprotoPds, LongFromPostsToFieldsAndOnlyWhatIsNewAgain) {
  if (RunProgram({"/usr/bin/env", "node", "--version"}).exit_code != 0) {
    GTEST_SKIP() << "node is not installed";
  }
  if (!fs::exists(kPackages / "installed.json")) {
    GTEST_SKIP() << "@atproto/pds is not in " << kPackages
                 << ": ./run-tests --full installs it";
  }
  AtprotoServers servers;
  ASSERT_TRUE(servers.started()) << servers.log();
  servers.CreateAccount("stackwerk.test");
  ASSERT_FALSE(servers.did().empty());
  const Json first = servers.Post(
      "Unser Elektrolyseur läuft: Die PEM-Elektrolyse erzeugt grünen "
      "Wasserstoff für die Brennstoffzellen im Hafen. #Wasserstoff");
  const Json foreign = {{"uri",
                         "at://did:plc:somebodyelse/"
                         "app.bsky.feed.post/3jzfcijpj2z2a"},
                        {"cid", first.value("cid", "")}};
  servers.Post("Wasserstoff? Da habt ihr recht!",
               {{"reply", {{"root", foreign}, {"parent", foreign}}}});
  servers.Post("Heute Sommerfest im Hof.");

  Region region(servers);
  const ProgramResult run = region.Ritmon({"run"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const Json company = region.Explain();
  ASSERT_EQ(company["profiles"].size(), 2u) << company.dump(1);
  const Json& profile = company["profiles"][0];
  EXPECT_EQ(profile["network"], "bluesky");
  EXPECT_EQ(profile["state"], "read") << profile.dump() << run.err;
  EXPECT_EQ(profile["posts"], 2) << profile.dump();
  EXPECT_EQ(company["profiles"][1]["closed"], true);
  // Posts support, they carry nothing.
  ASSERT_FALSE(company["fields"].empty()) << company.dump(1);
  for (const Json& field : company["fields"]) {
    EXPECT_EQ(field["confidence"], "low") << field.dump();
  }
  EXPECT_NE(company["evidence"].dump().find("bsky.app/profile/" +
                                            servers.did() + "/post/"),
            std::string::npos);
  std::cout << region.Ritmon({"explain", "Stackwerk Elbe GmbH"}).out;

  servers.Post("Zweiter Elektrolyseur bestellt: Wasserstoff aus Windstrom.");
  const ProgramResult again = region.Ritmon({"run"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(region.Explain()["profiles"][0]["posts"], 3);
  const std::vector<FetchResult> answers = region.PostAnswers();
  ASSERT_EQ(answers.size(), 2u);
  for (const FetchResult& answer : answers) {
    std::cout << answer.request.url.href() << "\n  " << answer.body.size()
              << " bytes, "
              << Json::parse(answer.body, nullptr, false)["records"].size()
              << " records\n";
  }
  EXPECT_EQ(answers[0].request.url.query().find("reverse"),
            std::string_view::npos);
  EXPECT_NE(answers[1].request.url.query().find("reverse=true&cursor="),
            std::string_view::npos);
  const Json newer = Json::parse(answers[1].body, nullptr, false);
  ASSERT_EQ(newer["records"].size(), 1u);
  EXPECT_EQ(newer["records"][0]["value"]["text"],
            "Zweiter Elektrolyseur bestellt: Wasserstoff aus Windstrom.");

  const auto pages = [&] {
    return region.Ritmon({"export", "pages", "--all", "-f", "jsonl"}).out +
           region.Ritmon({"explain", "Stackwerk Elbe GmbH"}).out;
  };
  const std::string before = pages();
  EXPECT_NE(before.find("bsky.app"), std::string::npos);
  const ProgramResult replayed = region.Ritmon({"replay"});
  ASSERT_EQ(replayed.exit_code, 0) << replayed.err;
  EXPECT_EQ(pages(), before);
}

}  // namespace
}  // namespace ritmon
