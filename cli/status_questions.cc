// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/status_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "funding/grant_store.h"
#include "pipeline/attribute.h"
#include "pipeline/places.h"
#include "registry/source_coverage.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kColumns = 80;

// "61,234".
std::string Grouped(int64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

// `text` behind `indent` blanks, broken between words.
std::string Filled(const std::string& text, size_t indent) {
  std::string out;
  std::string line(indent, ' ');
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (line.size() > indent && line.size() + 1 + word.size() > kColumns) {
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

std::string OpenQuestionsAsText(const Json& questions) {
  if (questions.empty()) return {};
  std::string text = "open questions (docs/getting-data.md)\n";
  for (const Json& question : questions) {
    const std::string name = question["question"];
    const std::string remedy = question["filled_by"];
    std::string known = "no grants are loaded";
    if (!question["of"].is_null()) {
      known = fmt::format("known for {} of {} companies in the region",
                          Grouped(question["known"].get<int64_t>()),
                          Grouped(question["of"].get<int64_t>()));
    }
    text += Filled(fmt::format("{}: {}; filled by {}", name, known, remedy), 2);
  }
  return text;
}

}  // namespace ritmon
