// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "base/charset.h"
#include "classifier/page_parser.h"
#include "classifier/pdf_page.h"
#include "cli/command_line.h"
#include "cli/tools/tool_lines.h"
#include "cli/tools/tools.h"
#include "crawler/warc_reader.h"
#include "pipeline/read_document.h"

namespace ritmon {
namespace {

Json TimeOrNull(const std::optional<Timestamp>& time) {
  return time ? Json(FormatTimestamp(*time)) : Json(nullptr);
}

Json ToJson(const Block& block) {
  Json json{{"zone", ToString(block.zone)}, {"text", block.text}};
  if (!block.lang.empty()) json["lang"] = block.lang;
  return json;
}

// `url` is what the page is called in the input: answers can be joined to it.
Json ToJson(std::string_view url, const Page& page) {
  Json blocks = Json::array();
  for (const Block& block : page.blocks) blocks.push_back(ToJson(block));
  Json links = Json::array();
  for (const Link& link : page.links) links.push_back(link.url.href());
  Json notes = Json::array();
  for (const PageNote note : page.notes) notes.push_back(ToString(note));
  return Json{{"url", ScrubUtf8(url)},
              {"title", page.title},
              {"lang", OrNull(page.lang)},
              {"charset", OrNull(page.charset)},
              {"published", TimeOrNull(page.published)},
              {"updated", TimeOrNull(page.updated)},
              {"publisher", OrNull(page.publisher)},
              {"canonical",
               page.canonical ? Json(page.canonical->href()) : Json(nullptr)},
              {"format", ToString(page.format)},
              {"notes", std::move(notes)},
              {"text", page.main_text},
              {"blocks", std::move(blocks)},
              {"links", std::move(links)}};
}

int ExtractWarc(const std::string& file) {
  Lines lines;
  const DocumentReader documents{DocumentOptions{}};
  auto reader = WarcReader::Open(file);
  if (!reader) return Report(reader.error());
  while (true) {
    auto record = reader->Next();
    if (!record) return Report(record.error());
    if (!*record) break;
    auto result = ToFetchResult(**record);
    if (result && result->outcome == FetchOutcome::kOk) {
      lines.Put(ToJson(
          (*record)->uri_as_written(),
          IsDocument(*result) ? documents.Read(*result) : ParsePage(*result)));
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
  CommandLine command{"title, text, zones and links of each page",
                      "ritmon tool extract"};
  std::vector<std::string> files;
  std::string url = kNowhere;
  std::string warc;
  command.Add("FILE", files, "HTML, text or PDF");
  command.Footer(
      "Without FILE: lines {\"url\", \"html\" or \"html_b64\"} on standard "
      "input.");
  command.Add("--url", url, "where the file was");
  command.Add("--warc", warc, "all pages of a WARC file");
  if (const auto over = command.Parse(arguments)) return *over;
  if (!warc.empty()) return ExtractWarc(warc);
  if (files.empty()) {
    return JsonLines({}, [](const Json& input) -> Result<Json> {
      auto page = PageFrom(input);
      if (!page) return tl::unexpected(page.error());
      const std::string given = TextAt(input, "url");
      return ToJson(given.empty() ? page->url.href() : given, *page);
    });
  }
  auto where = Url::Parse(url);
  if (!where) return Report(where.error());
  const DocumentReader documents{DocumentOptions{}};
  return WholeFiles(
      files,
      [&](const std::string& file, const std::string& bytes) -> Result<Json> {
        const bool pdf = LooksLikePdf(bytes);
        if (pdf && !documents.available()) {
          return Fail(ErrorKind::kNotFound, file + ": PDF is read by " +
                                                documents.reader().string() +
                                                ", which is not there");
        }
        Json json = ToJson(url, pdf ? documents.Read(*where, bytes)
                                    : ParsePage(*where, bytes, ""));
        json["file"] = ScrubUtf8(file);
        return json;
      });
}

}  // namespace ritmon
