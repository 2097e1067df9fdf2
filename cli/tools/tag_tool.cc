// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/charset.h"
#include "classifier/classify.h"
#include "cli/tools/tool_lines.h"
#include "cli/tools/tools.h"
#include "pipeline/record_codec.h"
#include "registry/imprint.h"

namespace ritmon {
namespace {

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
    page->blocks.insert(page->blocks.begin(), Block{Zone::kTitle, page->title});
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

}  // namespace

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

}  // namespace ritmon
