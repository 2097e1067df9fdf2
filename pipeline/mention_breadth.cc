// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/mention_breadth.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/domain_name.h"
#include "base/fingerprint.h"
#include "model/url.h"
#include "pipeline/record_codec.h"
#include "registry/match.h"
#include "registry/mention_context.h"
#include "registry/mention_finder.h"

namespace ritmon {
namespace {

// Different sites, up to as many as decide.
class SiteSet {
 public:
  void Add(uint64_t site, size_t enough) {
    if (sites_.size() >= enough ||
        std::find(sites_.rbegin(), sites_.rend(), site) != sites_.rend()) {
      return;
    }
    sites_.push_back(site);
  }
  size_t size() const { return sites_.size(); }

 private:
  std::vector<uint64_t> sites_;
};

// Parted from its neighbours by blanks: no part of an address or a compound.
bool StandsAlone(const std::vector<TextWord>& words, const NameTrie::Hit& hit) {
  const auto is_blank = [](const TextWord& word) {
    return word.gap == WordGap::kBlank || word.gap == WordGap::kBlock;
  };
  return is_blank(words[hit.begin]) &&
         (hit.end == words.size() || is_blank(words[hit.end]));
}

class NameBreadth {
 public:
  NameBreadth(const CompanyGazetteer& gazetteer, const Attribution& attribution,
              size_t bare_sites)
      : gazetteer_(gazetteer), finder_(gazetteer), bare_sites_(bare_sites) {
    for (const SiteMatch& match : attribution.matches) {
      if (IsSettled(match)) owners_[match.host] = match.company_id;
    }
  }

  void Add(const std::string& site, const UnpackedBlocks& blocks) {
    std::vector<std::string_view> views;
    for (const BlockView& block : blocks.views()) views.push_back(block.text);
    const auto owner = owners_.find(site);
    const uint64_t print = Fingerprint64(site);
    for (const NameTrie::Hit& hit : finder_.FindNames(views)) {
      const CompanyGazetteer::Name& name = gazetteer_.name(hit.name);
      if (name.words != 1 || name.strength != NameStrength::kDistinctive) {
        continue;
      }
      const std::vector<TextWord>& words = finder_.words();
      if (owner != owners_.end() && IsOf(hit.name, owner->second)) continue;
      if (!words[hit.begin].capital) {
        if (!hit.inflected && StandsAlone(words, hit)) {
          lower_[hit.name].Add(print, kLowerCaseSites);
        }
      } else if (FindForm(words, hit.end, "").form.empty()) {
        bare_[hit.name].Add(print, bare_sites_);
      }
    }
  }

  std::vector<uint32_t> Everyday() const {
    std::vector<uint32_t> names;
    for (const auto& [name, sites] : lower_) {
      if (sites.size() >= kLowerCaseSites) names.push_back(name);
    }
    for (const auto& [name, sites] : bare_) {
      if (sites.size() >= bare_sites_) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

 private:
  bool IsOf(uint32_t name, const std::string& company_id) const {
    const auto uses = gazetteer_.UsesOf(name);
    return std::any_of(uses.begin(), uses.end(), [&](const auto& use) {
      return gazetteer_.company(use.company).id == company_id;
    });
  }

  const CompanyGazetteer& gazetteer_;
  MentionFinder finder_;
  const size_t bare_sites_;
  std::unordered_map<std::string, std::string> owners_;  // of sites
  std::map<uint32_t, SiteSet> lower_;                    // by name
  std::map<uint32_t, SiteSet> bare_;
};

}  // namespace

Result<std::vector<uint32_t>> EverydayNames(const CompanyGazetteer& gazetteer,
                                            const Attribution& attribution,
                                            PageStore& pages) {
  auto sites = pages.Sites();
  if (!sites) return tl::unexpected(sites.error());
  NameBreadth breadth(gazetteer, attribution,
                      std::max(kBareSites, sites->size() / kBareSiteShare));
  // What many print of one agency was written once.
  auto copies = pages.StoryCopies();
  if (!copies) return tl::unexpected(copies.error());
  auto status = pages.ForEachText([&](StoredText text) -> Status {
    if (copies->contains(text.key)) return {};
    auto blocks = UnpackedBlocks::Unpack(text.blocks);
    if (!blocks) return FailAt(text.href, blocks.error());
    const auto url = Url::Parse(text.href);
    if (url) breadth.Add(RegistrableDomain(url->host()), *blocks);
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return breadth.Everyday();
}

}  // namespace ritmon
