// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, imprints and text blocks as JSON: how they lie in the page text store
// and how commands print them. docs/formats.md describes the fields.

#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "model/record.h"
#include "model/tag.h"

namespace ritmon {

nlohmann::ordered_json ToJson(const Evidence& evidence);
nlohmann::ordered_json ToJson(const FieldTag& tag);
nlohmann::ordered_json ToJson(const ImprintCompany& company);

std::string EncodeTags(const PageTags& tags);
Result<PageTags> DecodeTags(std::string_view json);

std::string EncodeImprint(const std::vector<ImprintCompany>& companies);
Result<std::vector<ImprintCompany>> DecodeImprint(std::string_view json);

// Packed.
std::string EncodeBlocks(const std::vector<Block>& blocks);
Result<std::vector<Block>> DecodeBlocks(std::string_view packed);

struct BlockView {
  Zone zone = Zone::kMain;
  std::string_view text;
  std::string_view lang;
};

// Packed blocks to be read without copying each.
class UnpackedBlocks {
 public:
  static Result<UnpackedBlocks> Unpack(std::string_view packed);
  const std::vector<BlockView>& views() const { return views_; }
  std::vector<Block> Copy() const;

 private:
  UnpackedBlocks() = default;
  std::unique_ptr<const std::string> lines_;  // what the views see
  std::vector<BlockView> views_;
};

std::string EncodeAlternates(const std::vector<Alternate>& alternates);
Result<std::vector<Alternate>> DecodeAlternates(std::string_view json);

// Empty if there is none.
std::string EncodeProfiles(const std::vector<ProfileLink>& profiles);
Result<std::vector<ProfileLink>> DecodeProfiles(std::string_view text);

std::string EncodeListings(const std::vector<Listing>& listings);
Result<std::vector<Listing>> DecodeListings(std::string_view json);

// Empty if there is none.
std::string EncodeTemplate(const std::vector<TemplateText>& texts);
Result<std::vector<TemplateText>> DecodeTemplate(std::string_view json);

}  // namespace ritmon
