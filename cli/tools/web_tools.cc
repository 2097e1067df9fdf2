// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "base/domain_name.h"
#include "cli/command_line.h"
#include "cli/tools/tool_lines.h"
#include "cli/tools/tools.h"
#include "crawler/robots.h"
#include "crawler/sitemap.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

Result<Json> Robots(const Json& input) {
  const auto body = BytesAt(input, "robotstxt");
  if (!body) return Fail(ErrorKind::kInvalid, "no robotstxt");
  if (!input.contains("url")) return Fail(ErrorKind::kInvalid, "no url");
  const RobotsRules rules =
      RobotsRules::Parse(*body, TextAt(input, "useragent"));
  Json delay = nullptr;
  if (const auto wish = rules.crawl_delay()) {
    delay = static_cast<double>(wish->count()) / 1000;
  }
  return Json{{"allowed", rules.Allows(RobotsPath(TextAt(input, "url")))},
              {"crawl_delay", delay}};
}

Result<Json> UrlTool(const Json& input) {
  std::optional<Url> base;
  if (input.contains("base") && input["base"].is_string()) {
    auto parsed = Url::Parse(TextAt(input, "base"));
    if (!parsed) return FailAt("base", parsed.error());
    base = std::move(*parsed);
  }
  auto url = Url::Parse(TextAt(input, "url"), base ? &*base : nullptr);
  if (!url) return tl::unexpected(url.error());
  return Json{{"href", url->href()},
              {"canonical", url->Canonical()},
              {"host", url->host()},
              {"registrable_domain", RegistrableDomain(url->host())}};
}

}  // namespace

int RobotsTool(const Arguments& arguments) {
  CommandLine command{
      "one verdict for each {robotstxt|robotstxt_b64, useragent, url}",
      "ritmon tool robots"};
  std::vector<std::string> files;
  command.Add("FILE", files, "JSON lines; standard input if none");
  if (const auto over = command.Parse(arguments)) return *over;
  return JsonLines(files, Robots);
}

int UrlToolMain(const Arguments& arguments) {
  CommandLine command{
      "href, canonical form, host and domain of each {url, base?}",
      "ritmon tool url"};
  std::vector<std::string> files;
  command.Add("FILE", files, "JSON lines; standard input if none");
  if (const auto over = command.Parse(arguments)) return *over;
  return JsonLines(files, UrlTool);
}

int SitemapTool(const Arguments& arguments) {
  CommandLine command{"the URLs that each sitemap lists",
                      "ritmon tool sitemap"};
  std::vector<std::string> files;
  command.Add("FILE", files, "sitemaps, plain or gzipped").Required();
  if (const auto over = command.Parse(arguments)) return *over;
  return WholeFiles(
      files,
      [](const std::string& file, const std::string& bytes) -> Result<Json> {
        const Sitemap sitemap = ParseSitemap(bytes);
        const auto list = [](const std::vector<SitemapEntry>& entries) {
          Json out = Json::array();
          for (const SitemapEntry& entry : entries) {
            out.push_back(
                Json{{"loc", entry.loc}, {"lastmod", OrNull(entry.lastmod)}});
          }
          return out;
        };
        return Json{{"file", file},
                    {"kind", ToString(sitemap.kind)},
                    {"urls", list(sitemap.urls)},
                    {"sitemaps", list(sitemap.sitemaps)}};
      });
}

int WarcTool(const Arguments& arguments) {
  CommandLine command{"one line a record of each WARC file",
                      "ritmon tool warc"};
  std::vector<std::string> files;
  command.Add("FILE", files, "WARC files").Required();
  if (const auto over = command.Parse(arguments)) return *over;
  Lines lines;
  for (const std::string& file : files) {
    auto reader = WarcReader::Open(file);
    if (!reader) {
      lines.PutError(reader.error().message);
      continue;
    }
    while (true) {
      auto record = reader->Next();
      if (!record) {
        lines.PutError(record.error().message);
        break;
      }
      if (!*record) break;
      const WarcRecord& r = **record;
      Json out{{"offset", r.offset},
               {"type", ToString(r.type)},
               {"uri", OrNull(std::string(r.uri()))},
               {"date", OrNull(std::string(r.Field("WARC-Date")))},
               {"length", r.content_length},
               {"digest", OrNull(std::string(r.digest()))}};
      if (const int status = HttpStatus(r); status != 0) {
        out["status"] = status;
      }
      lines.Put(out);
    }
    for (const WarcProblem& problem : reader->problems()) {
      lines.PutError(fmt::format("{}: offset {}: {}", file, problem.offset,
                                 problem.reason));
    }
    if (reader->ends_truncated()) {
      lines.PutError(file + ": ends in the middle of a record");
    }
  }
  return lines.exit_code();
}

}  // namespace ritmon
