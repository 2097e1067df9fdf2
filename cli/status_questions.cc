// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/status_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/wording.h"
#include "funding/grant_store.h"
#include "pipeline/attribute.h"
#include "pipeline/places.h"
#include "registry/source_coverage.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// `text` behind `indent` blanks, broken between words.
std::string Filled(const std::string& text, size_t indent, size_t columns) {
  std::string out;
  std::string line(indent, ' ');
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (line.size() > indent && line.size() + 1 + word.size() > columns) {
      out += line + "\n";
      line.assign(indent, ' ');
    }
    line += (line.size() > indent ? " " : "") + word;
    at = end + 1;
  }
  return out + line + "\n";
}

Result<int64_t> GrantsIn(Database& database) {
  auto grants = GrantStore::OpenReadOnly(database);
  if (!grants) {
    if (grants.error().kind == ErrorKind::kNotFound) return 0;
    return tl::unexpected(grants.error());
  }
  auto count = grants->Count();
  if (!count) return tl::unexpected(count.error());
  return static_cast<int64_t>(*count);
}

}  // namespace

Result<Json> OpenQuestionsAsJson(const Options& options, Database& database) {
  auto places = LoadPlaces(options);
  if (!places) return tl::unexpected(places.error());
  auto coverage = CoverageOf(database, HomeDistricts(options, places->regions));
  if (!coverage) return tl::unexpected(coverage.error());
  Json list = Json::array();
  for (const OpenQuestion& question : OpenQuestions(*coverage)) {
    list.push_back(Json{{"question", question.name},
                        {"known", question.known},
                        {"of", question.of},
                        {"filled_by", question.remedy}});
  }
  auto grants = GrantsIn(database);
  if (!grants) return tl::unexpected(grants.error());
  if (*grants == 0) {
    list.push_back(Json{{"question", "federal funding"},
                        {"known", 0},
                        {"of", nullptr},
                        {"filled_by", "the Förderkatalog's export"}});
  }
  return list;
}

std::string OpenQuestionsAsText(const Json& questions,
                                const Terminal& terminal) {
  const Language language = terminal.language;
  if (questions.empty()) return {};
  std::string text =
      terminal.Bold(Say(language, Phrase::open_questions)) + "\n";
  for (const Json& question : questions) {
    const std::string name =
        WordIn(language, question["question"].get<std::string>());
    const std::string remedy =
        WordIn(language, question["filled_by"].get<std::string>());
    std::string known = Say(language, Phrase::no_grants);
    if (!question["of"].is_null()) {
      known = Say(language, Phrase::known_for,
                  FormatCount(question["known"].get<uint64_t>(), language),
                  FormatCount(question["of"].get<uint64_t>(), language));
    }
    text += Filled(Say(language, Phrase::question, name, known, remedy), 2,
                   terminal.width);
  }
  return text;
}

}  // namespace ritmon
