// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/record_codec.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/compress.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// Text from the web is valid UTF-8 by contract; should it not be, a damaged
// character is better than an exception.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Three decimals say all that a score has to say.
double Rounded(double value) { return std::round(value * 1000) / 1000; }

std::string StringAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : std::string();
}

template <typename Number>
Number NumberAt(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<Number>()
                                                   : Number{};
}

Evidence EvidenceFrom(const Json& json) {
  Evidence evidence;
  evidence.term = StringAt(json, "term");
  evidence.family = StringAt(json, "family");
  evidence.strength = NumberAt<int>(json, "strength");
  evidence.zone = ParseZone(StringAt(json, "zone")).value_or(Zone::kMain);
  evidence.matched = StringAt(json, "matched");
  evidence.sentence = StringAt(json, "sentence");
  evidence.offset = NumberAt<size_t>(json, "offset");
  evidence.score = NumberAt<double>(json, "score");
  evidence.rule = StringAt(json, "rule");
  return evidence;
}

FieldTag TagFrom(const Json& json) {
  FieldTag tag;
  tag.field = StringAt(json, "field");
  tag.score = NumberAt<double>(json, "score");
  tag.confidence =
      ParseConfidence(StringAt(json, "confidence")).value_or(Confidence::kLow);
  tag.families = NumberAt<int>(json, "families");
  tag.provider_context = json.value("provider", false);
  if (const auto list = json.find("evidence");
      list != json.end() && list->is_array()) {
    for (const Json& item : *list) tag.evidence.push_back(EvidenceFrom(item));
  }
  return tag;
}

Json TagList(const std::vector<FieldTag>& tags) {
  Json list = Json::array();
  for (const FieldTag& tag : tags) list.push_back(ToJson(tag));
  return list;
}

std::vector<FieldTag> TagsFrom(const Json& json, const char* key) {
  std::vector<FieldTag> tags;
  if (const auto list = json.find(key);
      list != json.end() && list->is_array()) {
    for (const Json& item : *list) tags.push_back(TagFrom(item));
  }
  return tags;
}

// What is not said is null, not an empty text (design: the tools' contract).
Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Result<Json> ParseStored(std::string_view text, Json::value_t type) {
  Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded() || json.type() != type) {
    return Fail(ErrorKind::kInvalid, "stored page facts are damaged");
  }
  return json;
}

}  // namespace

Json ToJson(const Evidence& evidence) {
  return Json{
      {"term", evidence.term},         {"zone", ToString(evidence.zone)},
      {"sentence", evidence.sentence}, {"offset", evidence.offset},
      {"matched", evidence.matched},   {"family", evidence.family},
      {"strength", evidence.strength}, {"score", Rounded(evidence.score)},
      {"rule", evidence.rule}};
}

Json ToJson(const FieldTag& tag) {
  Json evidence = Json::array();
  for (const Evidence& item : tag.evidence) evidence.push_back(ToJson(item));
  return Json{{"field", tag.field},
              {"score", Rounded(tag.score)},
              {"confidence", ToString(tag.confidence)},
              {"families", tag.families},
              {"provider", tag.provider_context},
              {"evidence", std::move(evidence)}};
}

Json ToJson(const ImprintCompany& company) {
  return Json{{"name", OrNull(company.name)},
              {"legal_form", OrNull(company.legal_form)},
              {"street", OrNull(company.address.street)},
              {"postcode", OrNull(company.address.postcode)},
              {"town", OrNull(company.address.town)},
              {"court", OrNull(company.court)},
              {"register", OrNull(company.register_type)},
              {"number", OrNull(company.number)},
              {"suffix", OrNull(company.suffix)},
              {"vat_id", OrNull(company.vat_id)},
              {"confidence", Rounded(company.confidence)}};
}

std::string EncodeTags(const PageTags& tags) {
  return Dump(Json{{"fields", TagList(tags.fields)},
                   {"candidates", TagList(tags.candidates)},
                   {"topics", TagList(tags.topics)},
                   {"company_signs", tags.company_signs}});
}

Result<PageTags> DecodeTags(std::string_view text) {
  auto json = ParseStored(text, Json::value_t::object);
  if (!json) return tl::unexpected(json.error());
  PageTags tags;
  tags.fields = TagsFrom(*json, "fields");
  tags.candidates = TagsFrom(*json, "candidates");
  tags.topics = TagsFrom(*json, "topics");
  if (const auto signs = json->find("company_signs");
      signs != json->end() && signs->is_array()) {
    for (const Json& sign : *signs) {
      if (sign.is_string()) tags.company_signs.push_back(sign);
    }
  }
  return tags;
}

std::string EncodeImprint(const std::vector<ImprintCompany>& companies) {
  Json list = Json::array();
  for (const ImprintCompany& company : companies) {
    list.push_back(ToJson(company));
  }
  return Dump(list);
}

Result<std::vector<ImprintCompany>> DecodeImprint(std::string_view text) {
  auto json = ParseStored(text, Json::value_t::array);
  if (!json) return tl::unexpected(json.error());
  std::vector<ImprintCompany> companies;
  for (const Json& item : *json) {
    ImprintCompany company;
    company.name = StringAt(item, "name");
    company.legal_form = StringAt(item, "legal_form");
    company.address.street = StringAt(item, "street");
    company.address.postcode = StringAt(item, "postcode");
    company.address.town = StringAt(item, "town");
    company.court = StringAt(item, "court");
    company.register_type = StringAt(item, "register");
    company.number = StringAt(item, "number");
    company.suffix = StringAt(item, "suffix");
    company.vat_id = StringAt(item, "vat_id");
    company.confidence = NumberAt<double>(item, "confidence");
    companies.push_back(std::move(company));
  }
  return companies;
}

std::string EncodeBlocks(const std::vector<Block>& blocks) {
  std::string lines;
  for (const Block& block : blocks) {
    lines.append(ToString(block.zone)) += ' ';
    lines.append(std::to_string(block.text.size())) += ' ';
    lines.append(block.lang) += '\n';
    lines.append(block.text) += '\n';
  }
  return Compress(lines);
}

namespace {

// Takes what stands before `end` off the front of `text`; nothing if `end` is
// not there.
std::optional<std::string_view> TakeUntil(char end, std::string_view& text) {
  const size_t at = text.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + 1);
  return taken;
}

std::optional<BlockView> TakeBlock(std::string_view& text) {
  const auto zone = TakeUntil(' ', text);
  const auto digits = TakeUntil(' ', text);
  const auto lang = TakeUntil('\n', text);
  if (!zone || !digits || !lang) return std::nullopt;
  size_t size = 0;
  const auto read =
      std::from_chars(digits->data(), digits->data() + digits->size(), size);
  if (read.ec != std::errc() || size >= text.size() || text[size] != '\n') {
    return std::nullopt;
  }
  const BlockView block{ParseZone(*zone).value_or(Zone::kMain),
                        text.substr(0, size), *lang};
  text.remove_prefix(size + 1);
  return block;
}

}  // namespace

Result<UnpackedBlocks> UnpackedBlocks::Unpack(std::string_view packed) {
  auto lines = Decompress(packed);
  if (!lines) return tl::unexpected(lines.error());
  if (lines->starts_with('[')) {
    return Fail(ErrorKind::kInvalid,
                "page text of an earlier version of the store; 'ritmon replay' "
                "makes it again from the archive");
  }
  UnpackedBlocks unpacked;
  unpacked.lines_ = std::make_unique<const std::string>(std::move(*lines));
  for (std::string_view rest = *unpacked.lines_; !rest.empty();) {
    const auto block = TakeBlock(rest);
    if (!block) {
      return Fail(ErrorKind::kInvalid, "stored page text is damaged");
    }
    unpacked.views_.push_back(*block);
  }
  return unpacked;
}

std::vector<Block> UnpackedBlocks::Copy() const {
  std::vector<Block> blocks;
  blocks.reserve(views_.size());
  for (const BlockView& view : views_) {
    Block block{view.zone, std::string(view.text)};
    block.lang = view.lang;
    blocks.push_back(std::move(block));
  }
  return blocks;
}

Result<std::vector<Block>> DecodeBlocks(std::string_view packed) {
  auto unpacked = UnpackedBlocks::Unpack(packed);
  if (!unpacked) return tl::unexpected(unpacked.error());
  return unpacked->Copy();
}

std::string EncodeAlternates(const std::vector<Alternate>& alternates) {
  if (alternates.empty()) return {};
  Json list = Json::array();
  for (const Alternate& alternate : alternates) {
    list.push_back(Json::array({alternate.lang, alternate.key}));
  }
  return Dump(list);
}

Result<std::vector<Alternate>> DecodeAlternates(std::string_view text) {
  std::vector<Alternate> alternates;
  if (text.empty()) return alternates;
  auto json = ParseStored(text, Json::value_t::array);
  if (!json) return tl::unexpected(json.error());
  for (const Json& item : *json) {
    if (!item.is_array() || item.size() != 2 || !item[0].is_string() ||
        !item[1].is_string()) {
      return Fail(ErrorKind::kInvalid, "stored page facts are damaged");
    }
    alternates.push_back(
        {item[0].get<std::string>(), item[1].get<std::string>()});
  }
  return alternates;
}

std::string EncodeProfiles(const std::vector<ProfileLink>& profiles) {
  if (profiles.empty()) return {};
  Json list = Json::array();
  for (const ProfileLink& profile : profiles) {
    list.push_back(Json::array({ToString(profile.network), profile.host,
                                profile.account, profile.url, profile.place}));
  }
  return Dump(list);
}

Result<std::vector<ProfileLink>> DecodeProfiles(std::string_view text) {
  std::vector<ProfileLink> profiles;
  if (text.empty()) return profiles;
  auto json = ParseStored(text, Json::value_t::array);
  if (!json) return tl::unexpected(json.error());
  for (const Json& item : *json) {
    const bool texts =
        item.is_array() && item.size() == 5 &&
        std::all_of(item.begin(), item.end(),
                    [](const Json& part) { return part.is_string(); });
    const auto network =
        texts ? ParseSocialNetwork(item[0].get<std::string>()) : std::nullopt;
    if (!network) {
      return Fail(ErrorKind::kInvalid, "stored page facts are damaged");
    }
    profiles.push_back({*network, item[1].get<std::string>(),
                        item[2].get<std::string>(), item[3].get<std::string>(),
                        item[4].get<std::string>()});
  }
  return profiles;
}

std::string EncodeListings(const std::vector<Listing>& listings) {
  if (listings.empty()) return {};
  Json list = Json::array();
  for (const Listing& listing : listings) {
    list.push_back(Json::array({listing.href, listing.text, listing.entry}));
  }
  return Dump(list);
}

Result<std::vector<Listing>> DecodeListings(std::string_view text) {
  std::vector<Listing> listings;
  if (text.empty()) return listings;
  auto json = ParseStored(text, Json::value_t::array);
  if (!json) return tl::unexpected(json.error());
  for (const Json& item : *json) {
    if (!item.is_array() || item.size() != 3 ||
        !std::all_of(item.begin(), item.end(),
                     [](const Json& part) { return part.is_string(); })) {
      return Fail(ErrorKind::kInvalid, "stored page facts are damaged");
    }
    listings.push_back({item[0].get<std::string>(), item[1].get<std::string>(),
                        item[2].get<std::string>()});
  }
  return listings;
}

std::string EncodeTemplate(const std::vector<TemplateText>& texts) {
  if (texts.empty()) return {};
  Json list = Json::array();
  for (const TemplateText& text : texts) {
    list.push_back(Json::array({text.block, text.begin, text.end}));
  }
  return Dump(list);
}

Result<std::vector<TemplateText>> DecodeTemplate(std::string_view text) {
  std::vector<TemplateText> texts;
  if (text.empty()) return texts;
  auto json = ParseStored(text, Json::value_t::array);
  if (!json) return tl::unexpected(json.error());
  for (const Json& item : *json) {
    if (!item.is_array() || item.size() != 3 ||
        !std::all_of(item.begin(), item.end(), [](const Json& number) {
          return number.is_number_unsigned();
        })) {
      return Fail(ErrorKind::kInvalid, "stored page facts are damaged");
    }
    texts.push_back({item[0].get<uint32_t>(), item[1].get<uint32_t>(),
                     item[2].get<uint32_t>()});
  }
  return texts;
}

}  // namespace ritmon
