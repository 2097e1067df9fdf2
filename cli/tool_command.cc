// SPDX-License-Identifier: GPL-3.0-or-later
// Small tools over single pieces. Each prints one JSON object for each input,
// in the order of the input; their fields are a contract.

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/charset.h"
#include "base/domain_name.h"
#include "base/files.h"
#include "base/nearest.h"
#include "classifier/classify.h"
#include "classifier/language.h"
#include "classifier/page_parser.h"
#include "cli/frontend.h"
#include "crawler/robots.h"
#include "crawler/sitemap.h"
#include "crawler/warc_reader.h"
#include "pipeline/record_codec.h"
#include "registry/imprint.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// Prints objects and remembers whether one was an error.
class Lines {
 public:
  void Put(const Json& json) {
    auto status = Print(
        json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    if (!status && failed_ == kExitOk) failed_ = Report(status.error());
  }
  void PutError(const std::string& message) {
    partial_ = true;
    Put(Json{{"error", message}});
  }
  void Put(const Result<Json>& json) {
    if (json) {
      Put(*json);
    } else {
      PutError(json.error().message);
    }
  }
  int exit_code() const {
    if (failed_ != kExitOk) return failed_;
    return partial_ ? kExitPartial : kExitOk;
  }

 private:
  bool partial_ = false;
  int failed_ = kExitOk;
};

Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string TextAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : std::string();
}

// The text under `key`, or decoded from `key`_b64; nothing if neither is there.
std::optional<std::string> BytesAt(const Json& json, const std::string& key) {
  if (json.contains(key) && json[key].is_string()) {
    return json[key].get<std::string>();
  }
  const std::string packed = TextAt(json, (key + "_b64").c_str());
  if (!json.contains(key + "_b64")) return std::nullopt;
  return DecodeBase64(packed);
}

// Calls `work` for each line of the files, or of standard input.
Status ForEachLine(const std::vector<std::string>& files,
                   const std::function<void(const std::string&)>& work) {
  const auto read = [&](std::istream& in) {
    std::string line;
    while (std::getline(in, line)) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      work(line);
    }
  };
  if (files.empty()) read(std::cin);
  for (const std::string& file : files) {
    if (file == "-") {
      read(std::cin);
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return Fail(ErrorKind::kNotFound, file + ": cannot open");
    read(in);
  }
  return {};
}

int JsonLines(const std::vector<std::string>& files,
              const std::function<Result<Json>(const Json&)>& work) {
  Lines lines;
  auto status = ForEachLine(files, [&](const std::string& line) {
    if (line.find_first_not_of(" \t") == std::string::npos) return;
    const Json input = Json::parse(line, nullptr, false);
    if (!input.is_object()) {
      lines.PutError("not a JSON object");
      return;
    }
    lines.Put(work(input));
  });
  if (!status) return Report(status.error());
  return lines.exit_code();
}

int WholeFiles(const std::vector<std::string>& files,
               const std::function<Result<Json>(const std::string& file,
                                                const std::string& bytes)>& work) {
  Lines lines;
  for (const std::string& file : files) {
    auto bytes = ReadFile(file);
    if (!bytes) {
      lines.PutError(bytes.error().message);
      continue;
    }
    lines.Put(work(file, *bytes));
  }
  return lines.exit_code();
}

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

Json ToJson(const Page& page) {
  Json blocks = Json::array();
  for (const Block& block : page.blocks) {
    blocks.push_back(
        Json{{"zone", ToString(block.zone)}, {"text", block.text}});
  }
  Json links = Json::array();
  for (const Link& link : page.links) links.push_back(link.url.href());
  return Json{{"url", page.url.href()},
              {"title", page.title},
              {"lang", OrNull(page.lang)},
              {"charset", OrNull(page.charset)},
              {"published", page.published
                                ? Json(FormatTimestamp(*page.published))
                                : Json(nullptr)},
              {"text", page.main_text},
              {"blocks", std::move(blocks)},
              {"links", std::move(links)}};
}

// Where a page without a URL is thought to be (RFC 2606).
constexpr char kNowhere[] = "http://page.invalid/";

Result<Page> PageFrom(const Json& input) {
  const std::string given = TextAt(input, "url");
  auto url = Url::Parse(given.empty() ? kNowhere : given);
  if (!url) return FailAt("url", url.error());
  const auto html = BytesAt(input, "html");
  if (html) return ParsePage(*url, *html, "text/html");
  const auto text = BytesAt(input, "text");
  if (!text) return Fail(ErrorKind::kInvalid, "neither text nor html");
  Page page{.url = std::move(*url)};
  page.blocks.push_back(Block{Zone::kMain, ScrubUtf8(*text)});
  return page;
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
    lines.PutError(fmt::format("{}: offset {}: {}", file, problem.offset,
                               problem.reason));
  }
  return lines.exit_code();
}

Result<Json> Imprint(const Json& input) {
  Json companies = Json::array();
  const auto text = BytesAt(input, "text");
  std::vector<ImprintCompany> found;
  if (text) {
    found = ExtractImprintText(*text);
  } else {
    auto page = PageFrom(input);
    if (!page) return tl::unexpected(page.error());
    found = ExtractImprint(*page);
  }
  for (const ImprintCompany& company : found) {
    companies.push_back(ToJson(company));
  }
  return Json{{"companies", std::move(companies)}};
}

Result<Json> Tag(const Json& input, const Taxonomy& taxonomy,
                 MatcherScratch& scratch) {
  auto page = PageFrom(input);
  if (!page) return tl::unexpected(page.error());
  const std::string title = TextAt(input, "title");
  if (!title.empty() && page->title.empty()) {
    page->title = ScrubUtf8(title);
    page->blocks.insert(page->blocks.begin(),
                        Block{Zone::kTitle, page->title});
  }
  const std::string kind = TextAt(input, "kind");
  if (!kind.empty()) {
    const auto known = ParsePageKind(kind);
    if (!known) return Fail(ErrorKind::kInvalid, "unknown kind '" + kind + "'");
    page->kind = *known;
  }
  const PageTags tags = Classify(*page, taxonomy, scratch);
  const auto list = [](const std::vector<FieldTag>& tagged) {
    Json out = Json::array();
    for (const FieldTag& tag : tagged) out.push_back(ToJson(tag));
    return out;
  };
  return Json{{"id", input.contains("id") ? input["id"] : Json(nullptr)},
              {"fields", list(tags.fields)},
              {"topics", list(tags.topics)}};
}

int RobotsTool(const Arguments& arguments) {
  CLI::App app{"one verdict for each {robotstxt|robotstxt_b64, useragent, url}",
               "ritmon tool robots"};
  std::vector<std::string> files;
  app.add_option("FILE", files, "JSON lines; standard input if none");
  if (const auto over = Parse(app, arguments)) return *over;
  return JsonLines(files, Robots);
}

int UrlToolMain(const Arguments& arguments) {
  CLI::App app{"href, canonical form, host and domain of each {url, base?}",
               "ritmon tool url"};
  std::vector<std::string> files;
  app.add_option("FILE", files, "JSON lines; standard input if none");
  if (const auto over = Parse(app, arguments)) return *over;
  return JsonLines(files, UrlTool);
}

int CharsetTool(const Arguments& arguments) {
  CLI::App app{"which encoding each file is in", "ritmon tool charset"};
  std::vector<std::string> files;
  std::string content_type;
  app.add_option("FILE", files, "HTML files")->required();
  app.add_option("--content-type", content_type, "the HTTP header");
  if (const auto over = Parse(app, arguments)) return *over;
  return WholeFiles(files, [&](const std::string& file,
                               const std::string& bytes) -> Result<Json> {
    const DecodedText text = DecodeHtml(bytes, content_type);
    return Json{{"file", file},
                {"charset", text.charset},
                {"source", ToString(text.source)}};
  });
}

int LangTool(const Arguments& arguments) {
  CLI::App app{"the language of each line of text", "ritmon tool lang"};
  std::vector<std::string> files;
  app.add_option("FILE", files, "text; standard input if none");
  if (const auto over = Parse(app, arguments)) return *over;
  Lines lines;
  auto status = ForEachLine(files, [&](const std::string& line) {
    const LanguageGuess guess = DetectLanguage(line);
    lines.Put(Json{{"lang", OrNull(guess.lang)},
                   {"confidence", guess.confidence}});
  });
  if (!status) return Report(status.error());
  return lines.exit_code();
}

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
  return WholeFiles(files, [&](const std::string&,
                               const std::string& bytes) -> Result<Json> {
    return ToJson(ParsePage(*where, bytes, ""));
  });
}

int SitemapTool(const Arguments& arguments) {
  CLI::App app{"the URLs that each sitemap lists", "ritmon tool sitemap"};
  std::vector<std::string> files;
  app.add_option("FILE", files, "sitemaps, plain or gzipped")->required();
  if (const auto over = Parse(app, arguments)) return *over;
  return WholeFiles(files, [](const std::string& file,
                              const std::string& bytes) -> Result<Json> {
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

int ImprintTool(const Arguments& arguments) {
  CLI::App app{"the companies of each imprint {text|html, url?}",
               "ritmon tool imprint"};
  std::vector<std::string> files;
  app.add_option("FILE", files, "JSON lines; standard input if none");
  if (const auto over = Parse(app, arguments)) return *over;
  return JsonLines(files, Imprint);
}

int TagTool(const Arguments& arguments) {
  CLI::App app{"the fields of each {id, text|html, title?, url?, kind?}",
               "ritmon tool tag"};
  CommonFlags common;
  std::vector<std::string> files;
  std::string lists;
  common.AddTo(app);
  app.add_option("--lists", lists,
                 "directory of keyword lists; else the configuration's");
  app.add_option("FILE", files, "JSON lines; standard input if none");
  if (const auto over = Parse(app, arguments)) return *over;
  if (lists.empty()) {
    auto config = common.Load();
    if (!config) return Report(config.error());
    lists = config->options.keyword_lists.string();
  }
  auto taxonomy = Taxonomy::Load(lists);
  if (!taxonomy) return Report(taxonomy.error());
  MatcherScratch scratch;
  return JsonLines(files, [&](const Json& input) {
    return Tag(input, **taxonomy, scratch);
  });
}

int WarcTool(const Arguments& arguments) {
  CLI::App app{"one line a record of each WARC file", "ritmon tool warc"};
  std::vector<std::string> files;
  app.add_option("FILE", files, "WARC files")->required();
  if (const auto over = Parse(app, arguments)) return *over;
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
      if (r.type == WarcType::kResponse) {
        if (auto result = ToFetchResult(r)) out["status"] = result->status;
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

struct Tool {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments&);
};

constexpr Tool kTools[] = {
    {"robots", "may this URL be fetched, by this robots.txt?", RobotsTool},
    {"url", "href, canonical form, host, registrable domain", UrlToolMain},
    {"charset", "which encoding a page is in, and who says so", CharsetTool},
    {"lang", "the language of each line", LangTool},
    {"extract", "title, main text, zones and links of pages", ExtractTool},
    {"sitemap", "the URLs of sitemaps", SitemapTool},
    {"imprint", "the companies that an imprint names", ImprintTool},
    {"tag", "the fields that a text speaks for, with evidence", TagTool},
    {"warc", "the records of WARC files", WarcTool},
};

void PrintHelp(std::FILE* out) {
  fmt::print(out, "Usage: ritmon tool NAME [options]\n\n");
  for (const Tool& tool : kTools) {
    fmt::print(out, "  {:<10} {}\n", tool.name, tool.summary);
  }
  fmt::print(out,
             "\nEach prints one JSON object for each input, in its order. A bad "
             "input gives\n{{\"error\": ...}} and exit code 1 at the end.\n");
}

}  // namespace

int ToolCommand(const Arguments& arguments) {
  if (arguments.empty()) {
    PrintHelp(stderr);
    return kExitUsage;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h") {
    PrintHelp(stdout);
    return kExitOk;
  }
  std::vector<std::string_view> names;
  for (const Tool& tool : kTools) {
    if (tool.name == name) {
      return tool.run({arguments.begin() + 1, arguments.end()});
    }
    names.push_back(tool.name);
  }
  fmt::print(stderr, "ritmon: unknown tool '{}'{}\n", name,
             DidYouMean(name, names));
  return kExitUsage;
}

}  // namespace ritmon
