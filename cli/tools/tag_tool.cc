// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"
#include "cli/list_flags.h"
#include "cli/tagged_line.h"
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
  const auto tags = TagLine(input, taxonomy, scratch);
  if (!tags) return tl::unexpected(tags.error());
  const auto list = [](const std::vector<FieldTag>& tagged) {
    Json out = Json::array();
    for (const FieldTag& tag : tagged) out.push_back(ToJson(tag));
    return out;
  };
  return Json{{"id", input.contains("id") ? input["id"] : Json(nullptr)},
              {"fields", list(tags->fields)},
              {"topics", list(tags->topics)}};
}

}  // namespace

int ImprintTool(const Arguments& arguments) {
  CommandLine command{"the companies of each imprint {text|html, url?}",
                      "ritmon tool imprint"};
  std::vector<std::string> files;
  command.Add("FILE", files, "JSON lines; standard input if none");
  if (const auto over = command.Parse(arguments)) return *over;
  return JsonLines(files, Imprint);
}

int TagTool(const Arguments& arguments) {
  CommandLine command{"the fields of each {id, text|html, title?, url?, kind?}",
                      "ritmon tool tag"};
  ListFlags flags;
  std::vector<std::string> files;
  flags.AddTo(command);
  command.Add("FILE", files, "JSON lines; standard input if none");
  if (const auto over = command.Parse(arguments)) return *over;
  auto taxonomy = flags.Load();
  if (!taxonomy) return Report(taxonomy.error());
  MatcherScratch scratch;
  return JsonLines(files, [&](const Json& input) {
    return Tag(input, **taxonomy, scratch);
  });
}

}  // namespace ritmon
