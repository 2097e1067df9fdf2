// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "cli/wording.h"

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
  return JsonLine(json);
}

// Stand around a found word until its line is broken; no text has them.
constexpr std::string_view kBegin = "\uE000";
constexpr std::string_view kEnd = "\uE001";

std::string Replaced(std::string text, std::string_view what,
                     std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// The passage, as wide as the screen, with its words bold. In a file a line.
std::string PassageText(const Snippet& snippet, const Terminal& terminal) {
  if (!terminal.is_terminal) {
    return "  " + CutToWidth(snippet.text, 240) + "\n";
  }
  if (!terminal.colours) {
    return WrapText("  " + snippet.text, 2, terminal.width);
  }
  const std::string wrapped =
      WrapText("  " + Marked(snippet, kBegin, kEnd), 2, terminal.width);
  return Replaced(Replaced(wrapped, kBegin, "\x1b[1m"), kEnd, "\x1b[0m");
}

std::string AsText(const PageHit& hit, const Terminal& terminal) {
  std::string fields;
  for (const auto& [field, confidence] : hit.page.fields) {
    fields += (fields.empty() ? "" : ", ") + field;
  }
  std::string text =
      terminal.Bold(CutToWidth(hit.page.title, terminal.width - 2)) + "\n  " +
      hit.page.url + "\n";
  if (!fields.empty()) text += "  [" + fields + "]\n";
  return text + PassageText(hit.snippet, terminal) + "\n";
}

std::string Total(const PageHits& hits, bool one_a_company, Language language) {
  const Phrase of_pages =
      hits.total_is_exact ? Phrase::hits_of_pages : Phrase::hits_of_about_pages;
  const Phrase of_companies = hits.total_is_exact
                                  ? Phrase::hits_of_companies
                                  : Phrase::hits_of_about_companies;
  return Say(language, one_a_company ? of_companies : of_pages,
             hits.hits.size(), hits.total) +
         "\n";
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
  OutputFlags output;
  std::vector<std::string> words;
  uint64_t limit = 10;
  uint64_t offset = 0;
  bool json = false;
  bool one_a_company = false;
  common.AddTo(command);
  output.AddTo(command);
  command
      .Add("QUERY", words,
           "words, \"phrases\", beginn*, a NEAR/5 b, AND OR NOT, "
           "field:hydrogen-efuels, source:news, since:2025, lang:de, "
           "host:..., and what companies are filtered by: region:..., age:<5")
      .Required()
      .Takes(ValueKind::kPageQuery);
  command.Add("-n,--limit", limit, "hits shown").ShowDefault();
  command.Add("--offset", offset, "hits passed over");
  command.AddFlag("--by-company", one_a_company,
                  "of several pages of one company the best one");
  command.AddFlag("--json", json, "one JSON object a hit");
  command.Example("ritmon search Wasserstoff NEAR/5 Tank since:2025");
  command.Example("ritmon search --by-company field:hydrogen-efuels");
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
  const Terminal terminal = output.terminal();
  std::string out;
  for (const PageHit& hit : hits->hits) {
    out += json ? AsJson(hit) : AsText(hit, terminal);
  }
  if (!json) out += Total(*hits, one_a_company, terminal.language);
  if (auto status = Print(out, terminal); !status)
    return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
