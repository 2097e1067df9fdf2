// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "classifier/page_parser.h"
#include "cli/tools/tool_lines.h"
#include "cli/tools/tools.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

Json ToJson(const Page& page) {
  Json blocks = Json::array();
  for (const Block& block : page.blocks) {
    blocks.push_back(
        Json{{"zone", ToString(block.zone)}, {"text", block.text}});
  }
  Json links = Json::array();
  for (const Link& link : page.links) links.push_back(link.url.href());
  return Json{
      {"url", page.url.href()},
      {"title", page.title},
      {"lang", OrNull(page.lang)},
      {"charset", OrNull(page.charset)},
      {"published",
       page.published ? Json(FormatTimestamp(*page.published)) : Json(nullptr)},
      {"text", page.main_text},
      {"blocks", std::move(blocks)},
      {"links", std::move(links)}};
}

int ExtractWarc(const std::string& file) {
  Lines lines;
  auto reader = WarcReader::Open(file);
  if (!reader) return Report(reader.error());
  while (true) {
    auto record = reader->Next();
    if (!record) return Report(record.error());
    if (!*record) break;
    auto result = ToFetchResult(**record);
    if (result && result->outcome == FetchOutcome::kOk) {
      lines.Put(ToJson(ParsePage(*result)));
    }
  }
  for (const WarcProblem& problem : reader->problems()) {
    lines.PutError(
        fmt::format("{}: offset {}: {}", file, problem.offset, problem.reason));
  }
  return lines.exit_code();
}

}  // namespace

int ExtractTool(const Arguments& arguments) {
  CLI::App app{"title, text, zones and links of each page",
               "ritmon tool extract"};
  std::vector<std::string> files;
  std::string url = kNowhere;
  std::string warc;
  app.add_option("FILE", files,
                 "HTML files; without: {url, html|html_b64} lines on "
                 "standard input");
  app.add_option("--url", url, "where the file was");
  app.add_option("--warc", warc, "all pages of a WARC file");
  if (const auto over = Parse(app, arguments)) return *over;
  if (!warc.empty()) return ExtractWarc(warc);
  if (files.empty()) {
    return JsonLines({}, [](const Json& input) -> Result<Json> {
      auto page = PageFrom(input);
      if (!page) return tl::unexpected(page.error());
      return ToJson(*page);
    });
  }
  auto where = Url::Parse(url);
  if (!where) return Report(where.error());
  return WholeFiles(
      files, [&](const std::string&, const std::string& bytes) -> Result<Json> {
        return ToJson(ParsePage(*where, bytes, ""));
      });
}

}  // namespace ritmon
