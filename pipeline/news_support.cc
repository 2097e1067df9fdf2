// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/news_support.h"

#include <algorithm>
#include <set>
#include <utility>

#include "classifier/sentence.h"

namespace ritmon {
namespace {

bool IsHeading(Zone zone) {
  return zone == Zone::kTitle || zone == Zone::kDescription ||
         (zone >= Zone::kHeading1 && zone <= Zone::kHeading6);
}

class Support {
 public:
  Support(const PageRecord& page, const std::vector<Mention>& mentions,
          const std::string& company_id)
      : page_(page), mentions_(mentions), company_id_(company_id) {
    size_t base = 0;
    for (const Block& block : page.blocks) {
      begins_.push_back(base);
      base += block.text.size() + 1;
    }
    named_.resize(page.blocks.size());
    std::set<std::string> all;
    for (const Mention& mention : mentions) {
      if (mention.company_id.empty() || begins_.empty()) continue;
      named_[BlockAt(mention.begin)].insert(mention.company_id);
      all.insert(mention.company_id);
    }
    is_list_ = all.size() > kListedCompanies;
  }

  bool Holds(const Evidence& evidence) const {
    if (begins_.empty()) return false;
    if (is_list_) return InSentence(evidence);
    const size_t block = BlockAt(evidence.offset);
    if (!named_[block].empty()) {
      return named_[block].contains(company_id_) &&
             (named_[block].size() == 1 || InSentence(evidence));
    }
    const Zone zone = page_.blocks[block].zone;
    if (zone == Zone::kMain) {
      return block > 0 && IsOnlyOne(block - 1) &&
             (page_.blocks[block - 1].zone == Zone::kMain ||
              IsHeading(page_.blocks[block - 1].zone));
    }
    return IsHeading(zone) && block + 1 < named_.size() &&
           IsOnlyOne(block + 1) && page_.blocks[block + 1].zone == Zone::kMain;
  }

 private:
  size_t BlockAt(size_t offset) const {
    const auto next = std::upper_bound(begins_.begin(), begins_.end(), offset);
    return static_cast<size_t>(next - begins_.begin()) - 1;
  }

  bool IsOnlyOne(size_t block) const {
    return named_[block].size() == 1 && named_[block].contains(company_id_);
  }

  bool InSentence(const Evidence& evidence) const {
    const size_t block = BlockAt(evidence.offset);
    return std::any_of(
        mentions_.begin(), mentions_.end(), [&](const Mention& mention) {
          return mention.company_id == company_id_ &&
                 BlockAt(mention.begin) == block &&
                 evidence.sentence.find(mention.found) != std::string::npos;
        });
  }

  const PageRecord& page_;
  const std::vector<Mention>& mentions_;
  const std::string& company_id_;
  std::vector<size_t> begins_;                // of the blocks
  std::vector<std::set<std::string>> named_;  // companies, by block
  bool is_list_ = false;
};

std::vector<FieldTag> Keep(const std::vector<FieldTag>& tags,
                           const Support& support) {
  std::vector<FieldTag> kept;
  for (const FieldTag& tag : tags) {
    FieldTag own = tag;
    std::erase_if(own.evidence, [&](const Evidence& evidence) {
      return !support.Holds(evidence);
    });
    if (own.evidence.empty()) continue;
    if (own.evidence.size() < tag.evidence.size()) {
      std::set<std::string> families;
      own.score = 0;
      for (const Evidence& evidence : own.evidence) {
        own.score += evidence.score;
        families.insert(evidence.family);
      }
      own.families = static_cast<int>(families.size());
    }
    kept.push_back(std::move(own));
  }
  return kept;
}

}  // namespace

PageTags SupportingTags(const PageRecord& page,
                        const std::vector<Mention>& mentions,
                        const std::string& company_id) {
  const Support support(page, mentions, company_id);
  return {.fields = Keep(page.tags.fields, support),
          .candidates = Keep(page.tags.candidates, support),
          .topics = Keep(page.tags.topics, support),
          .company_signs = {}};
}

std::string SentenceOf(const PageRecord& page, const Mention& mention) {
  constexpr size_t kMaxCharacters = 200;
  size_t base = 0;
  for (const Block& block : page.blocks) {
    if (mention.begin >= base && mention.end <= base + block.text.size()) {
      return SentenceAround(block.text, mention.begin - base,
                            mention.end - base, kMaxCharacters);
    }
    base += block.text.size() + 1;
  }
  return mention.found;
}

}  // namespace ritmon
