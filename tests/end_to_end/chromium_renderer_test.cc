// SPDX-License-Identifier: GPL-3.0-or-later
// The real browser behind the real proxy; what it asks for is answered by the
// test.
#include "crawler/chromium_renderer.h"

#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <vector>

#include "crawler/browser_process.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class FakeResources final : public PageResources {
 public:
  void Begin(const FetchRequest&) override { answers_.clear(); }
  void Ask(uint64_t id, const Url& url) override {
    asked.push_back(url.href());
    Answer answer{id, FetchResult{.request = {.url = url}}};
    if (const auto known = files.find(url.href()); known != files.end()) {
      answer.result.status = 200;
      answer.result.outcome = FetchOutcome::kOk;
      answer.result.headers = {{"Content-Type", known->second.first}};
      answer.result.body = known->second.second;
    } else {
      answer.result.outcome = FetchOutcome::kNotAllowed;
    }
    answers_.push_back(std::move(answer));
  }
  Result<std::vector<Answer>> Turn(std::chrono::milliseconds) override {
    return std::exchange(answers_, {});
  }

  std::map<std::string, std::pair<std::string, std::string>> files;
  std::vector<std::string> asked;

 private:
  std::vector<Answer> answers_;
};

class LongChromiumTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto program = FindBrowser({});
    if (!program) {
      GTEST_SKIP() << "no browser is here; ./run-tests --full installs one";
    }
    options_.program = *program;
    options_.directory = folder_ / "render";
    options_.user_agent = "ritmon/test";
  }

  RenderResult Show(const std::string& url, const std::string& body,
                    std::stop_token stop = {}) {
    auto renderer = ChromiumRenderer::Create(options_, clock_);
    EXPECT_TRUE(renderer) << renderer.error().message;
    FetchResult page{.request = {.url = MakeUrl(url)}};
    page.status = 200;
    page.outcome = FetchOutcome::kOk;
    page.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    page.body = body;
    auto result = (*renderer)->Render(page, resources_, std::move(stop));
    EXPECT_TRUE(result) << result.error().message;
    if (!result) return {};
    std::cout << ToString(result->outcome) << ", " << result->elapsed.count()
              << " ms, " << (result->peak_bytes >> 20) << " MiB, "
              << result->asked << " requests, " << result->refused
              << " refused; " << result->message << "\n";
    return std::move(*result);
  }

  TempDirectory folder_;
  SystemClock clock_;
  ChromiumOptions options_;
  FakeResources resources_;
};

TEST_F(LongChromiumTest, HttpsModulesShadowTreesAndOtherOrigins) {
  resources_.files = {
      {"https://www.firma.example/app.js", {"text/javascript", R"js(
import {name} from '/teil.js';
customElements.define('firma-karte', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: 'open'}).innerHTML = '<p>Im Schatten</p>';
  }
});
const {titel} = await (await fetch('https://api.firma.example/x.json',
    {headers: {'X-Client': '1'}, credentials: 'include'})).json();
document.body.innerHTML = '<h1>' + titel + '</h1><p>' + name + '</p>' +
    '<firma-karte></firma-karte><p>' + '\uD800' + navigator.userAgent + '</p>';
)js"}},
      {"https://www.firma.example/teil.js",
       {"text/javascript", "export const name = 'Anlagen für Wasserstoff';"}},
      {"https://api.firma.example/x.json",
       {"application/json", R"({"titel": "Müller & Söhne"})"}}};
  const RenderResult result =
      Show("https://www.firma.example/",
           "<!doctype html><link rel=stylesheet href=/s.css>"
           "<script type=module src=/app.js></script><img src=/b.png>");
  ASSERT_EQ(result.outcome, RenderOutcome::kRendered);
  EXPECT_FALSE(result.truncated);
  for (const char* text : {"Müller &amp; Söhne", "Anlagen für Wasserstoff",
                           "Im Schatten", "shadowrootmode", "ritmon/test"}) {
    EXPECT_NE(result.html.find(text), std::string::npos) << text;
  }
  EXPECT_EQ(resources_.asked.size(), 3u);
}

TEST_F(LongChromiumTest, MemoryIsLimited) {
  options_.max_memory_bytes = int64_t{500} << 20;
  const RenderResult result =
      Show("http://www.firma.example/",
           "<p id=p>Text</p><script>const all = []; setTimeout(function f() {"
           "try { all.push(new Uint8Array(8 << 20).fill(1)); } catch (e) {}"
           "setTimeout(f, 0); }, 0);</script>");
  EXPECT_EQ(result.outcome, RenderOutcome::kMemory);
}

TEST_F(LongChromiumTest, TimeIsLimited) {
  options_.time_limit = std::chrono::seconds(8);
  const RenderResult result = Show("http://www.firma.example/",
                                   "<p>Text</p><script>for (;;);</script>");
  EXPECT_EQ(result.outcome, RenderOutcome::kTimeout);
}

TEST_F(LongChromiumTest, QuestionsDoNotHoldItUp) {
  const RenderResult result = Show(
      "http://www.firma.example/",
      "<p id=p></p><script>alert(1); if (!confirm('?') && prompt('?') === null)"
      " p.textContent = 'Guten Tag'; window.open('/x'); print();</script>");
  EXPECT_EQ(result.outcome, RenderOutcome::kRendered);
  EXPECT_NE(result.html.find("Guten Tag"), std::string::npos);
  EXPECT_TRUE(resources_.asked.empty());
}

TEST_F(LongChromiumTest, AStopIsHeard) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(Show("http://www.firma.example/", "<p>x", stop.get_token()).outcome,
            RenderOutcome::kTimeout);
}

TEST_F(LongChromiumTest, AProgramThatIsNoBrowserIsAnError) {
  for (const char* program : {"/bin/true", "/nowhere/chromium"}) {
    options_.program = program;
    auto renderer = ChromiumRenderer::Create(options_, clock_);
    ASSERT_TRUE(renderer);
    const FetchResult page{.request = {.url = MakeUrl("http://a.example/")}};
    const auto result = (*renderer)->Render(page, resources_, {});
    ASSERT_FALSE(result) << program;
    EXPECT_EQ(result.error().kind, ErrorKind::kIo);
    EXPECT_NE(result.error().message.find(program), std::string::npos);
  }
}

}  // namespace
}  // namespace ritmon
