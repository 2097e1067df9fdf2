// SPDX-License-Identifier: GPL-3.0-or-later
// A newspaper that may be read: the demo region's own one reserves its text.
#include <string>
#include <vector>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

constexpr char kArticle[] = "http://www.niederelbe-kurier.example/akkus.html";

// The same without the frame.
constexpr char kPrinted[] =
    "http://www.niederelbe-kurier.example/druck/akkus.html";

std::string Capture(const std::string& url, const std::string& frame) {
  const std::string html =
      "<html lang=de><head><title>Akkus aus Billbrook</title></head><body>" +
      frame +
      "<article><h1>Akkus aus Billbrook</h1><p>Die Modulwende GmbH zerlegt "
      "Lithium-Ionen-Batterien aus Elektroautos und baut daraus "
      "Stromspeicher.</p><p>Die Premiere in der Drahtstiftfabrik war "
      "ausverkauft.</p></article></body></html>";
  const std::string http =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
      "Content-Length: " +
      std::to_string(html.size()) + "\r\n\r\n" + html;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: "
         "<urn:uuid:11111111-1111-1111-1111-111111111111>\r\n"
         "WARC-Date: 2026-11-01T08:00:00Z\r\nWARC-Target-URI: " +
         url +
         "\r\nContent-Type: application/http;msgtype=response\r\n"
         "Content-Length: " +
         std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
}

std::string Archive() {
  return Capture(kArticle, "<nav><a href=/>Start</a></nav>") +
         Capture(kPrinted, "");
}

// The demo region after its run, with a second newspaper among the seeds.
class RegionWithNews {
 public:
  explicit RegionWithNews(const std::filesystem::path& finished_run) {
    std::filesystem::copy(finished_run, folder_ / "data",
                          std::filesystem::copy_options::recursive);
    EXPECT_TRUE(WriteFileAtomically(folder_ / "news.warc", Archive()));
    // Beside the demo's configuration, so that its paths lead where they did.
    std::string config = MustRead(SourceFile("config/demo.toml"));
    const std::string here = SourceFile("config").string() + "/";
    for (const char* path : {"\"../", "\"geo\"", "\"register_courts.tsv\"",
                             "\"reservation-phrases.toml\""}) {
      for (size_t at = config.find(path); at != std::string::npos;
           at = config.find(path, at + here.size())) {
        config.insert(at + 1, here);
      }
    }
    config +=
        "\n[[seeds]]\nurl = \"http://www.niederelbe-kurier.example/\"\n"
        "kind = \"news\"\n";
    EXPECT_TRUE(WriteFileAtomically(folder_ / "news.toml", config));
  }

  std::string archive() const { return (folder_ / "news.warc").string(); }

  ProgramResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), RITMON_BINARY);
    for (const std::string& more :
         {std::string("-c"), (folder_ / "news.toml").string(),
          std::string("--set"),
          "data.directory=" + (folder_ / "data").string()}) {
      arguments.push_back(more);
    }
    return RunProgram(arguments);
  }

 private:
  TempDirectory folder_;
};

TEST_F(DemoRegionTest, ExplainShowsWhoIsNamedInTheNewsAndWhoIsNot) {
  RegionWithNews region(FinishedRun());
  const auto run = [&](const std::vector<std::string>& arguments) {
    return region.Run(arguments);
  };
  const std::string counts = run({"count", "--json"}).out;
  EXPECT_EQ(run({"explain", "Modulwende GmbH"}).out.find("in the news"),
            std::string::npos);
  const ProgramResult ingest = run({"ingest", region.archive()});
  ASSERT_EQ(ingest.exit_code, 0) << ingest.err;

  const ProgramResult company = run({"explain", "Modulwende GmbH"});
  const size_t news = company.out.find("named in the news");
  ASSERT_NE(news, std::string::npos) << company.out << company.err;
  for (const std::string& part :
       {std::string(kArticle),
        std::string("named \"Modulwende GmbH\", rule: name with its legal "
                    "form"),
        std::string("also on 1 other page"),
        std::string("supports circular-economy")}) {
    EXPECT_NE(company.out.find(part, news), std::string::npos) << company.out;
  }
  EXPECT_EQ(company.out.find(kPrinted), std::string::npos) << "told once";
  EXPECT_NE(run({"explain", kPrinted})
                .out.find("the same story as " + std::string(kArticle) +
                          ": counted there"),
            std::string::npos);
  const std::string page = run({"explain", kArticle}).out;
  EXPECT_NE(page.find("the same story is also on 1 other page\n    " +
                      std::string(kPrinted)),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("names companies:\n    K1101R_HRB900307"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("named \"Drahtstiftfabrik\", rule: left out"),
            std::string::npos)
      << page;
  const std::string json = run({"explain", "--json", "Modulwende GmbH"}).out;
  EXPECT_NE(json.find("\"found\": \"Modulwende GmbH\""), std::string::npos);
  const std::string page_json = run({"explain", "--json", kArticle}).out;
  EXPECT_NE(page_json.find("\"left_out\": [\n"), std::string::npos);

  EXPECT_EQ(run({"count", "--json"}).out, counts);
  ASSERT_EQ(run({"replay"}).exit_code, 0);
  EXPECT_EQ(run({"explain", kArticle}).out, page);
  EXPECT_EQ(run({"explain", "--json", "Modulwende GmbH"}).out, json);
}

}  // namespace
}  // namespace ritmon
