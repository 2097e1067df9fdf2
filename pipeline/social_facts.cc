// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/social_facts.h"

#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

template <typename Facts, typename Visit>
void ForEachText(Facts& facts, Visit visit) {
  visit("id", facts.id);
  visit("account", facts.account_url);
  visit("moved_to", facts.moved_to);
  visit("pds", facts.pds);
  visit("newest", facts.newest);
}

template <typename Facts, typename Visit>
void ForEachCount(Facts& facts, Visit visit) {
  visit("posts", facts.posts);
  visit("boosts", facts.boosts);
  visit("replies", facts.replies);
  visit("hidden", facts.hidden);
  visit("damaged", facts.damaged);
  visit("strange_ranges", facts.strange_ranges);
}

}  // namespace

std::string EncodeSocialFacts(const SocialFacts& facts) {
  Json json = {{"readable", facts.readable},
               {"not_indexable", facts.not_indexable}};
  ForEachText(facts, [&](const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
  });
  ForEachCount(facts, [&](const char* name, int64_t count) {
    if (count != 0) json[name] = count;
  });
  if (!facts.handles.empty()) json["handles"] = facts.handles;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<SocialFacts> DecodeSocialFacts(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    return Fail(ErrorKind::kInvalid, "stored facts of an account are damaged");
  }
  SocialFacts facts;
  const auto flag = [&](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_boolean() && found->get<bool>();
  };
  facts.readable = flag("readable");
  facts.not_indexable = flag("not_indexable");
  ForEachText(facts, [&](const char* name, std::string& value) {
    const auto found = json.find(name);
    if (found != json.end() && found->is_string()) value = *found;
  });
  ForEachCount(facts, [&](const char* name, int64_t& value) {
    const auto found = json.find(name);
    if (found != json.end() && found->is_number_integer()) value = *found;
  });
  if (const auto handles = json.find("handles");
      handles != json.end() && handles->is_array()) {
    for (const Json& handle : *handles) {
      if (handle.is_string()) facts.handles.push_back(handle);
    }
  }
  return facts;
}

}  // namespace ritmon
