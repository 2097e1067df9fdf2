// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Json FieldsOf(const PageData& page) {
  Json fields = Json::object();
  for (const auto& [field, confidence] : page.fields) {
    fields[field] = confidence;
  }
  return fields;
}

std::string AsJson(const PageHit& hit) {
  const Json json{{"url", hit.page.url},
                  {"title", hit.page.title},
                  {"host", hit.page.host},
                  {"lang", hit.page.lang},
                  {"kind", hit.page.kind},
                  {"date", hit.page.date},
                  {"company", hit.page.company_id},
                  {"double_of", hit.page.double_of},
                  {"story_of", hit.page.story_of},
                  {"fields", FieldsOf(hit.page)},
                  {"score", hit.score},
                  {"snippet", hit.snippet.text}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string AsText(const PageHit& hit) {
  std::string fields;
  for (const auto& [field, confidence] : hit.page.fields) {
    fields += (fields.empty() ? "" : ", ") + field;
  }
  std::string text =
      CutToWidth(hit.page.title, 78) + "\n  " + hit.page.url + "\n";
  if (!fields.empty()) text += "  [" + fields + "]\n";
  return text + "  " + CutToWidth(hit.snippet.text, 240) + "\n\n";
}

// The passage with the words, from the whole text of the page where it is held:
// the index knows the beginning only.
Status ShowPassages(const Analysis& analysis, const Query& query,
                    PageHits& hits) {
  constexpr size_t kMostText = 200'000;
  auto store = analysis.OpenStore();
  if (!store) {
    const bool is_gone = store.error().kind == ErrorKind::kNotFound;
    return is_gone ? Status() : tl::unexpected(store.error());
  }
  const auto words = PositiveWords(query);
  for (PageHit& hit : hits.hits) {
    auto record = store->Find(hit.page.key);
    if (!record) return tl::unexpected(record.error());
    if (!*record) continue;
    const std::string text = ShownText(**record, kMostText);
    if (text.empty()) continue;
    hit.snippet = MakeSnippet(text, hit.page.lang, words);
  }
  return {};
}

}  // namespace

int SearchCommand(const Arguments& arguments) {
  CommandLine command{"pages that match a query, with snippets",
                      "ritmon search"};
  CommonFlags common;
  std::vector<std::string> words;
  uint64_t limit = 10;
  uint64_t offset = 0;
  bool json = false;
  bool one_a_company = false;
  common.AddTo(command);
  command
      .Add("QUERY", words,
           "words, \"phrases\", beginn*, a NEAR/5 b, AND OR NOT, "
           "field:hydrogen-efuels, source:news, since:2025, lang:de, "
           "host:..., and what companies are filtered by: region:..., age:<5")
      .Required();
  command.Add("-n,--limit", limit, "hits shown").ShowDefault();
  command.Add("--offset", offset, "hits passed over");
  command.AddFlag("--by-company", one_a_company,
                  "of several pages of one company the best one");
  command.AddFlag("--json", json, "one JSON object a hit");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto query = analysis->ParsePageQuery(JoinWords(words));
  if (!query) return Report(query.error());
  auto pages = analysis->OpenPages();
  if (!pages) return Report(pages.error());
  auto hits = pages->Search(*query, offset, limit, one_a_company);
  if (!hits) return Report(hits.error());
  if (auto s = ShowPassages(*analysis, *query, *hits); !s) {
    return Report(s.error());
  }
  std::string out;
  for (const PageHit& hit : hits->hits) {
    out += json ? AsJson(hit) : AsText(hit);
  }
  if (!json) {
    out += fmt::format("{} of {}{} {}\n", hits->hits.size(),
                       hits->total_is_exact ? "" : "about ", hits->total,
                       one_a_company ? "companies and other sites" : "pages");
  }
  if (auto status = Print(out); !status) return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
