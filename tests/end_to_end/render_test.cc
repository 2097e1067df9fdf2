// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that need scripts, with a real browser, on sites that mean no good.

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "base/files.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/site_server.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr char kHome[] = "http://www.schalter.example/";

std::string Shell(const std::string& script) {
  return "<!doctype html><html><head><title>Schalter</title></head><body>"
         "<div id=\"root\"></div><script src=\"/" +
         script + "\"></script></body></html>";
}

// What each page's script does.
const struct {
  const char* page;
  const char* script;
} kPages[] = {
    {"index", R"js(
fetch('/api/produkte.json').then(r => r.json()).then(data => {
  setTimeout(() => {
    root.innerHTML = '<h1>' + data.titel + '</h1><p>' + data.text + '</p>' +
      data.seiten.map(s => '<a href="' + s + '">' + s + '</a>').join(' ');
  }, 3000);
});
for (const url of ['/geheim/x.js', 'http://www.fremd.example/spur.js',
                   'http://10.0.0.1/x.js']) {
  const script = document.createElement('script');
  script.src = url;
  document.head.appendChild(script);
}
new Image().src = '/bild.png';
try { new WebSocket('ws://www.fremd.example/'); } catch (e) {}
navigator.sendBeacon('/zaehler', 'x');
alert('Guten Tag');
)js"},
    {"produkte", R"js(
const p = document.createElement('p');
p.textContent = 'Unsere Produkte: Elektrolyseure und Brennstoffzellen aus ' +
    'Stade, gebaut für Stadtwerke und die Industrie im Norden.';
root.appendChild(p);
)js"},
    // The script is never done.
    {"endlos", "while (true) {}"},
    // Memory without end.
    {"speicher", R"js(
const all = [];
while (true) all.push(new Uint8Array(16 << 20).fill(1));
)js"},
    // Never loaded, but there is text.
    {"ladend", R"js(
root.innerHTML = '<p>Wir zeigen schon etwas: Windkraft und Speicher für ' +
    'Betriebe in Niedersachsen, mit Beratung und Wartung.</p>';
let i = 0;
(function more() { fetch('/api/mehr.json?' + i++).finally(more); })();
)js"},
    {"anderswo", "location = 'http://www.fremd.example/';"},
    {"kreis", "location.reload();"},
    {"kreis2", "location.href = '/kreis3';"},
    {"kreis3", "location.href = '/kreis2';"},
};

class LongRenderTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kChromium)) {
      GTEST_SKIP() << kChromium
                   << " is not here; ./run-tests --full installs it";
    }
    const auto site = folder_ / "sites" / "www.schalter.example";
    for (const auto& page : kPages) {
      const std::string name = page.page;
      Put(site / (name == "index" ? "index.html" : name + ".html"),
          Shell("js/" + name + ".js"));
      Put(site / "js" / (name + ".js"), page.script);
    }
    std::string links;
    for (const auto& page : kPages) {
      if (page.page == std::string("index")) continue;
      links += (links.empty() ? "\"/" : ", \"/") + std::string(page.page) +
               ".html\"";
    }
    Put(site / "api" / "produkte.json",
        R"({"titel": "Elektrolyseure aus Stade", "text": "Wir bauen )"
        R"(Elektrolyseure für grünen Wasserstoff und warten sie.", )"
        R"("seiten": [)" +
            links + "]}");
    Put(site / "geheim" / "x.js", "document.title = 'Geheimnis';");
    Put(site / "robots.txt", "User-agent: *\nDisallow: /geheim/\n");
    Put(folder_ / "sites" / "www.fremd.example" / "spur.js", "x");
    auto server = SiteServer::Start({.sites = folder_ / "sites"}, clock_);
    ASSERT_TRUE(server) << server.error().message;
    server_ = std::move(*server);
    ASSERT_TRUE(server_->WriteConnectToFile(folder_ / "connect-to.toml"));
    Put(folder_ / "config.toml",
        "[data]\ndirectory = \"data\"\n[keywords]\ndirectory = \"" +
            SourceFile("keyword-lists").string() + "\"\n[places]\ngeo = \"" +
            SourceFile("config/geo").string() + "\"\ncourts = \"" +
            SourceFile("config/register_courts.tsv").string() +
            "\"\n[crawl]\ncontact = \"https://www.ritmon.example/bot\"\n"
            "delay_ms = 20\nslow_factor = 0\n[fetch]\n"
            "allow_private_addresses = true\nconnect_to = "
            "\"connect-to.toml\"\n[render]\ntimeout_s = 20\nbrowser = \"" +
            kChromium + "\"\n[[seeds]]\nurl = \"" + kHome + "\"\n");
  }

  static void Put(const std::filesystem::path& path, const std::string& text) {
    ASSERT_TRUE(MakeDirectories(path.parent_path()));
    ASSERT_TRUE(WriteFileAtomically(path, text));
  }

  ProgramResult Ritmon(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), RITMON_BINARY);
    arguments.insert(arguments.end(),
                     {"-c", (folder_ / "config.toml").string()});
    return RunProgram(arguments);
  }

  Json Explain(const std::string& path) {
    const ProgramResult result =
        Ritmon({"explain", std::string(kHome) + path, "--json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return Json::parse(result.out, nullptr, false);
  }
  std::string NotesOf(const std::string& path) {
    return Explain(path).value("notes", "none");
  }

  static constexpr char kChromium[] = "/usr/bin/chromium";
  TempDirectory folder_;
  SystemClock clock_;
  std::unique_ptr<SiteServer> server_;
};

TEST_F(LongRenderTest, ScriptsAreRunWithinTheRulesAndReplayNeedsNoBrowser) {
  const ProgramResult crawl = Ritmon({"crawl"});
  ASSERT_EQ(crawl.exit_code, 0) << crawl.err;
  std::cout << crawl.err;
  EXPECT_EQ(NotesOf(""), "rendered");
  EXPECT_EQ(NotesOf("produkte.html"), "rendered");
  EXPECT_EQ(NotesOf("ladend.html"), "rendered");
  for (const char* path : {"endlos.html", "speicher.html", "anderswo.html",
                           "kreis.html", "kreis2.html", "kreis3.html"}) {
    EXPECT_EQ(NotesOf(path), "needs-script") << path;
  }
  for (const auto& page : kPages) {
    const std::string name = page.page;
    const std::string path = name == "index" ? "" : name + ".html";
    std::cout << "/" << path << ": " << Explain(path).value("rendering", "-")
              << "\n";
  }
  EXPECT_EQ(Explain("")["fields"][0]["field"], "hydrogen-efuels")
      << Explain("").dump(1);

  // What went over the net, and as whom.
  std::set<std::string> asked;
  for (const SeenRequest& request : server_->Requests()) {
    asked.insert(request.host + request.target);
    EXPECT_TRUE(request.user_agent.starts_with("ritmon/"))
        << request.user_agent;
  }
  EXPECT_TRUE(asked.contains("www.schalter.example/api/produkte.json"));
  for (const std::string& url : asked) {
    EXPECT_EQ(url.find("fremd.example"), std::string::npos) << url;
    EXPECT_EQ(url.find("/geheim/"), std::string::npos) << url;
    EXPECT_EQ(url.find("/bild.png"), std::string::npos) << url;
    EXPECT_EQ(url.find("/zaehler"), std::string::npos) << url;
  }
  // Nothing of the browser stays behind.
  EXPECT_FALSE(std::filesystem::exists(folder_ / "data" / "render"));

  const ProgramResult status = Ritmon({"status"});
  std::cout << status.out;
  EXPECT_NE(status.out.find("3 rendered"), std::string::npos);

  const auto outputs = [&] {
    return Ritmon({"export", "pages", "--all", "-f", "jsonl"}).out +
           Explain("").dump() +
           Ritmon({"search", "Elektrolyseure", "--json"}).out;
  };
  const std::string before = outputs();
  EXPECT_NE(before.find("Elektrolyseure"), std::string::npos);
  const size_t requests = server_->Requests().size();
  const ProgramResult replay =
      Ritmon({"replay", "--set", "render.browser=/nowhere"});
  ASSERT_EQ(replay.exit_code, 0) << replay.err;
  EXPECT_EQ(outputs(), before);
  EXPECT_EQ(server_->Requests().size(), requests);
}

TEST_F(LongRenderTest, WithoutABrowserItIsSaid) {
  const ProgramResult crawl =
      Ritmon({"crawl", "--set", "render.browser=/nowhere"});
  ASSERT_EQ(crawl.exit_code, 0) << crawl.err;
  EXPECT_NE(crawl.err.find("1 pages without text, 0 rendered"),
            std::string::npos)
      << crawl.err;
  EXPECT_NE(crawl.err.find("no browser"), std::string::npos) << crawl.err;
  EXPECT_EQ(NotesOf(""), "needs-script");
  const ProgramResult status =
      Ritmon({"status", "--set", "render.browser=/nowhere"});
  EXPECT_NE(status.out.find("100.0 % of all pages"), std::string::npos)
      << status.out;
  EXPECT_NE(status.out.find("render.browser is not there"), std::string::npos)
      << status.out;
  const ProgramResult off = Ritmon({"status", "--set", "render.render=off"});
  EXPECT_NE(off.out.find("rendering is off"), std::string::npos) << off.out;
  // Rendering later needs no new fetch of the page.
  const ProgramResult later = Ritmon({"crawl"});
  ASSERT_EQ(later.exit_code, 0) << later.err;
  EXPECT_EQ(NotesOf(""), "rendered");
}

}  // namespace
}  // namespace ritmon
