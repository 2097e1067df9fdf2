// SPDX-License-Identifier: GPL-3.0-or-later
// The report as a reader's browser draws it: on a screen, on a phone, in the
// dark, on paper. Pictures are kept beside the program, in screenshots/.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kChromium[] = "/usr/bin/chromium";
constexpr char kReader[] = "ritmon-read-pdf";

class LongBrowserTest : public DemoRegionTest {
 protected:
  void SetUp() override {
    if (!fs::exists(kChromium)) {
      GTEST_SKIP() << kChromium
                   << " is not here; ./run-tests --full installs it";
    }
    const ProgramResult made =
        Ritmon(FinishedRun(), {"report", "-o", Report().string()});
    ASSERT_EQ(made.exit_code, 0) << made.err;
  }

  fs::path Report() const { return folder_ / "report.html"; }

  static fs::path Pictures() {
    return fs::path(RITMON_BINARY).parent_path() / "screenshots";
  }

  ProgramResult Browse(const std::vector<std::string>& more,
                       const std::string& size, const fs::path& page) {
    std::vector<std::string> line = {
        kChromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=" + (folder_ / "profile").string(),
        "--window-size=" + size};
    line.insert(line.end(), more.begin(), more.end());
    line.push_back("file://" + page.string());
    return RunProgram(line);
  }

  // What tests/end_to_end/report_check.js finds in the page. The policy that
  // forbids the report all scripts would forbid this one, too.
  Json Check(const std::vector<std::string>& more, const std::string& size) {
    std::string html = MustRead(Report());
    const size_t policy =
        html.find("<meta http-equiv=\"Content-Security-Policy\"");
    EXPECT_NE(policy, std::string::npos);
    html.erase(policy, html.find("/>", policy) + 2 - policy);
    const size_t end = html.find("</body>");
    html.insert(end,
                "<script>" +
                    MustRead(SourceFile("tests/end_to_end/report_check.js")) +
                    "</script>");
    EXPECT_TRUE(WriteFileAtomically(folder_ / "check.html", html));
    auto flags = more;
    flags.emplace_back("--dump-dom");
    const ProgramResult dom = Browse(flags, size, folder_ / "check.html");
    const std::string head = "<pre id=\"report-check\">";
    const size_t begin = dom.out.find(head);
    if (begin == std::string::npos) {
      ADD_FAILURE() << "the check has not run: " << dom.err.substr(0, 500);
      return {};
    }
    std::string text =
        dom.out.substr(begin + head.size(),
                       dom.out.find("</pre>", begin) - begin - head.size());
    for (const auto& [from, to] :
         {std::pair("&lt;", "<"), std::pair("&gt;", ">"),
          std::pair("&amp;", "&")}) {
      for (size_t at = 0; (at = text.find(from, at)) != std::string::npos;) {
        text.replace(at, std::string(from).size(), to);
        ++at;
      }
    }
    return Json::parse(text, nullptr, false);
  }

  void ExpectReadable(const Json& check) {
    ASSERT_FALSE(check.is_discarded());
    EXPECT_THAT(check["pale"], IsEmpty()) << check["pale"];
    EXPECT_LE(check["sideways"], 0);
    size_t charts = 0;
    for (const Json& chart : check["charts"]) {
      EXPECT_GT(chart["width"], 100) << chart["id"];
      EXPECT_GT(chart["height"], 15) << chart["id"];
      EXPECT_GT(chart["marks"], 1) << chart["id"];
      EXPECT_NE(chart["title"], "") << chart["id"];
      EXPECT_NE(chart["description"], "") << chart["id"];
      EXPECT_EQ(chart["role"], "img") << chart["id"];
      EXPECT_THAT(chart["cut"], IsEmpty()) << chart["id"] << chart["cut"];
      ++charts;
    }
    // Five of money, fields, four rings, four bars of sizes.
    EXPECT_GE(charts, 14u);
  }

  TempDirectory folder_;
};

TEST_F(LongBrowserTest, EveryChartIsDrawnAndCanBeRead) {
  ExpectReadable(Check({}, "1280,2600"));
  const Json dark =
      Check({"--blink-settings=preferredColorScheme=0"}, "1280,2600");
  EXPECT_EQ(dark["dark"], true);
  ExpectReadable(dark);
}

TEST_F(LongBrowserTest, APhoneNeedsNoScrollingSideways) {
  ExpectReadable(Check({}, "500,2600"));
}

TEST_F(LongBrowserTest, NothingIsWantedFromOutsideAndNothingIsComplainedOf) {
  ASSERT_TRUE(MakeDirectories(Pictures()));
  struct {
    const char* name;
    const char* size;
    std::vector<std::string> more;
  } const kViews[] = {
      {"report-screen.png", "1280,9000", {}},
      {"report-phone.png", "500,9000", {}},
      {"report-dark.png",
       "1280,9000",
       {"--blink-settings=preferredColorScheme=0"}},
  };
  for (const auto& view : kViews) {
    const fs::path picture = Pictures() / view.name;
    auto flags = view.more;
    flags.push_back("--screenshot=" + picture.string());
    flags.emplace_back("--enable-logging=stderr");
    const ProgramResult shot = Browse(flags, view.size, Report());
    EXPECT_EQ(shot.exit_code, 0);
    EXPECT_THAT(shot.err, Not(HasSubstr("CONSOLE")));
    const std::string png = MustRead(picture);
    EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
    // A blank page of this size takes a fifth of it.
    EXPECT_GT(png.size(), 150'000u) << view.name;
  }
}

TEST_F(LongBrowserTest, PaperHasEveryFigureAndTable) {
  const fs::path pdf = folder_ / "report.pdf";
  const ProgramResult printed =
      Browse({"--no-pdf-header-footer", "--print-to-pdf=" + pdf.string()},
             "1280,2600", Report());
  ASSERT_EQ(printed.exit_code, 0) << printed.err;
  const fs::path reader = fs::path(RITMON_BINARY).parent_path() / kReader;
  const ProgramResult read =
      RunProgram({"/bin/sh", "-c",
                  "'" + reader.string() + "' 200 < '" + pdf.string() + "'"});
  ASSERT_EQ(read.exit_code, 0) << read.err;
  const std::string html = MustRead(Report());
  int figures = 0;
  for (int number = 1; number < 50; ++number) {
    const std::string caption = "Abb.\u00A0" + std::to_string(number) + "</b>";
    if (html.find(caption) == std::string::npos) break;
    EXPECT_THAT(read.out, HasSubstr("Abb. " + std::to_string(number) + " "));
    ++figures;
  }
  EXPECT_GE(figures, 8);
}

}  // namespace
}  // namespace ritmon
