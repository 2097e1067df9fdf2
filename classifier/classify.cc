// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/classify.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/normalize.h"
#include "classifier/sentence.h"

namespace ritmon {
namespace {

constexpr size_t kSentenceCharacters = 200;

// How far before a place a hit that reaches it may begin. Longer ones come of
// regular expressions only, and are not looked for.
constexpr size_t kLongestHit = 2 * kLongestWord;

bool Overlap(const KeywordHit& a, const KeywordHit& b) {
  return a.begin < b.end && b.begin < a.end;
}

// What one family of synonyms found.
struct FamilyScore {
  KeywordHit best;
  uint32_t term = 0;
  double score = 0;  // of the best hit
  int hits = 0;
  bool strong = false;  // a strong hit that carries
  bool medium = false;
  std::string rule;
};

// One page being classified.
class PageClassifier {
 public:
  PageClassifier(std::span<const Block> blocks, PageKind kind,
                 std::string_view path, const Taxonomy& taxonomy,
                 MatcherScratch& scratch, uint32_t without)
      : blocks_(blocks),
        kind_(kind),
        without_(without),
        taxonomy_(taxonomy),
        scoring_(taxonomy.scoring()),
        scratch_(scratch) {
    if (const PageRuleSource* rule = taxonomy.PageRule(path)) {
      page_weight_ = rule->weight;
      page_rule_ = rule->name;
    }
  }

  PageTags Run() {
    scratch_.text.Clear();
    for (const Block& block : blocks_) scratch_.text.AddBlock(block.text);
    taxonomy_.matcher().Match(scratch_);
    SortByUse();
    fields_.resize(taxonomy_.entry_count());
    provider_.assign(taxonomy_.entry_count(), false);
    for (const KeywordHit& hit : scratch_.hits) {
      for (const PatternUse& use : taxonomy_.uses(hit.pattern)) {
        if (use.role == PatternRole::kTerm && use.index != without_) {
          Weigh(hit, use.index);
        }
      }
    }
    return Decide();
  }

 private:
  // Places in scratch.by_use: contexts, vetoes, excepts, NEAR partners.
  size_t ContextSlot(size_t index) const { return index; }
  size_t VetoSlot(size_t index) const {
    return taxonomy_.contexts().size() + index;
  }
  size_t ExceptSlot(size_t index) const {
    return VetoSlot(taxonomy_.vetoes().size()) + index;
  }
  size_t NearSlot(size_t term) const {
    return ExceptSlot(taxonomy_.except_count()) + term;
  }

  void SortByUse() {
    auto& by_use = scratch_.by_use;
    for (const size_t slot : scratch_.used) by_use[slot].clear();
    scratch_.used.clear();
    const size_t slots = NearSlot(taxonomy_.terms().size());
    if (by_use.size() < slots) by_use.resize(slots);
    bool near = false;
    for (const KeywordHit& hit : scratch_.hits) {
      for (const PatternUse& use : taxonomy_.uses(hit.pattern)) {
        std::optional<size_t> slot;
        switch (use.role) {
          case PatternRole::kTerm:
            break;
          case PatternRole::kContext:
            slot = ContextSlot(use.index);
            break;
          case PatternRole::kVeto:
            slot = VetoSlot(use.index);
            break;
          case PatternRole::kExcept:
            slot = ExceptSlot(use.index);
            break;
          case PatternRole::kNear:
            slot = NearSlot(use.index);
            break;
        }
        if (!slot) continue;
        if (by_use[*slot].empty()) scratch_.used.push_back(*slot);
        by_use[*slot].push_back(hit);
        near = near || use.role == PatternRole::kNear;
      }
    }
    if (near) CountBlanks();
  }

  // So that the words between two hits are counted at once.
  void CountBlanks() {
    const std::string& text = scratch_.text.folded.text;
    scratch_.blanks.resize(text.size() + 1);
    uint32_t blanks = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      scratch_.blanks[i] = blanks;
      if (text[i] == ' ') ++blanks;
    }
    scratch_.blanks[text.size()] = blanks;
  }

  // Whether `slot` has a hit that begins in [from, to) and fits.
  template <typename Fits>
  bool AnyHit(size_t slot, size_t from, size_t to, Fits&& fits) const {
    const auto& hits = scratch_.by_use[slot];
    auto at = std::lower_bound(
        hits.begin(), hits.end(), from,
        [](const KeywordHit& hit, size_t value) { return hit.begin < value; });
    for (; at != hits.end() && at->begin < to; ++at) {
      ++scratch_.steps;
      if (fits(*at)) return true;
    }
    return false;
  }

  // The text in which a condition may be met: the block, and `distance` to
  // both sides. Characters are bytes of folded text, which is nearly all
  // ASCII.
  std::pair<size_t, size_t> Around(const KeywordHit& hit, size_t block,
                                   int distance) const {
    const auto reach = static_cast<size_t>(distance);
    const auto& begins = scratch_.text.block_begin;
    return {std::min<size_t>(begins[block],
                             hit.begin > reach ? hit.begin - reach : 0),
            std::max<size_t>(begins[block + 1], hit.end + reach)};
  }

  // Where in the block a hit may begin that comes within `reach` of this one.
  size_t Before(const KeywordHit& hit, size_t block, size_t reach) const {
    const size_t most = reach + kLongestHit;
    return std::max<size_t>(scratch_.text.block_begin[block],
                            hit.begin > most ? hit.begin - most : 0);
  }

  bool HasContext(const KeywordHit& hit, size_t block, uint32_t context) const {
    const auto [from, to] = Around(hit, block, scoring_.context_distance);
    return AnyHit(ContextSlot(context), from, to, [&](const KeywordHit& other) {
      return !Overlap(hit, other);
    });
  }

  // The partners next to the hit are looked at: the first behind it, and
  // before it those that do not overlap it.
  bool HasNear(const KeywordHit& hit, size_t block, uint32_t term) const {
    const auto& hits = scratch_.by_use[NearSlot(term)];
    const auto& begins = scratch_.text.block_begin;
    const auto max_words =
        static_cast<uint32_t>(taxonomy_.terms()[term].near_words);
    const auto near = [&](size_t from, size_t to) {
      return scratch_.blanks[to] - scratch_.blanks[from] <= max_words;
    };
    auto at = std::lower_bound(hits.begin(), hits.end(), hit.end,
                               [](const KeywordHit& other, size_t value) {
                                 return other.begin < value;
                               });
    if (at != hits.end() && at->begin < begins[block + 1] &&
        near(hit.end, at->begin)) {
      return true;
    }
    // A partner that begins earlier may end later; not many do.
    constexpr int kMaxTooFar = 8;
    for (int too_far = 0; at != hits.begin() && too_far < kMaxTooFar;) {
      --at;
      ++scratch_.steps;
      if (at->begin < begins[block]) break;
      if (at->end > hit.begin) continue;
      if (near(at->end, hit.begin)) return true;
      ++too_far;
    }
    return false;
  }

  // What the vetoes leave of a hit; adds their names to `rule`.
  double VetoFactor(const KeywordHit& hit, size_t block, size_t entry,
                    std::string& rule) const {
    const auto& begins = scratch_.text.block_begin;
    double factor = 1;
    for (size_t v = 0; v < taxonomy_.vetoes().size(); ++v) {
      const VetoSource& veto = taxonomy_.vetoes()[v];
      if (veto.scope == VetoScope::kCompany ||
          scratch_.by_use[VetoSlot(v)].empty() ||
          !taxonomy_.VetoApplies(v, entry)) {
        continue;
      }
      bool found = true;
      if (veto.scope == VetoScope::kBlock) {
        found = AnyHit(VetoSlot(v), begins[block], begins[block + 1],
                       [](const KeywordHit&) { return true; });
      } else if (veto.scope == VetoScope::kHit) {
        const auto reach = static_cast<uint32_t>(scoring_.veto_distance);
        found = AnyHit(VetoSlot(v), Before(hit, block, reach),
                       std::min(begins[block + 1], hit.end + reach),
                       [&](const KeywordHit& other) {
                         return hit.begin < other.end + reach;
                       });
      }
      if (!found) continue;
      factor *= veto.factor;
      rule += ", but " + veto.name;
      if (factor == 0) break;
    }
    return factor;
  }

  // Whether the term may speak in this zone of this kind of page.
  bool Admitted(const Term& term, Zone zone) const {
    if (kind_ != PageKind::kGrant) return !term.grant_only;
    // A grant's plan text stands in the description.
    return term.plan == (zone == Zone::kDescription);
  }

  double ZoneWeight(Zone zone) const {
    if (kind_ == PageKind::kGrant) return 1;
    return scoring_.zone_weight[static_cast<size_t>(zone)];
  }

  void Weigh(const KeywordHit& hit, uint32_t term_index) {
    const Term& term = taxonomy_.terms()[term_index];
    const size_t block = scratch_.text.BlockOf(hit.begin);
    const Zone zone = blocks_[block].zone;
    const double zone_weight = ZoneWeight(zone) * page_weight_;
    if (zone_weight <= 0 || !Admitted(term, zone)) return;

    const uint32_t except = taxonomy_.except_of(term_index);
    if (except != Taxonomy::kNoList) {
      const auto& begins = scratch_.text.block_begin;
      // A grant's title is one statement: an exception anywhere undoes all.
      const bool anywhere = term.grant_only;
      const size_t from = anywhere ? begins[block] : Before(hit, block, 0);
      const size_t to = anywhere ? begins[block + 1] : hit.end;
      if (AnyHit(ExceptSlot(except), from, to, [&](const KeywordHit& other) {
            return anywhere || Overlap(hit, other);
          })) {
        return;
      }
    }
    if (term.near_words > 0 && !HasNear(hit, block, term_index)) return;

    static constexpr const char* kStrength[] = {"", "weak", "medium", "strong"};
    std::string rule = kStrength[term.strength];
    if (!term.needs.empty()) {
      const auto met = std::find_if(
          term.needs.begin(), term.needs.end(), [&](uint32_t context) {
            return taxonomy_.Assumed(kind_, context) ||
                   HasContext(hit, block, context);
          });
      if (met == term.needs.end()) return;
      rule += " in context " + taxonomy_.contexts()[*met].name;
    }
    const double factor = VetoFactor(hit, block, term.field, rule);
    const double score = term.strength * zone_weight * factor;
    if (score <= 0) return;
    if (!page_rule_.empty()) rule += ", page of " + page_rule_;
    Add(hit, term_index, score, zone_weight * factor, std::move(rule));
    if (term.strength >= 2 && taxonomy_.provider_context() &&
        HasContext(hit, block, *taxonomy_.provider_context())) {
      provider_[term.field] = true;
    }
  }

  void Add(const KeywordHit& hit, uint32_t term_index, double score,
           double weight, std::string rule) {
    const Term& term = taxonomy_.terms()[term_index];
    FamilyScore& family = fields_[term.field][term.family];
    ++family.hits;
    if (weight >= scoring_.strong_zone) {
      family.strong = family.strong || term.strength >= 3;
      family.medium = family.medium || term.strength >= 2;
    }
    if (score <= family.score) return;
    family.best = hit;
    family.term = term_index;
    family.score = score;
    family.rule = std::move(rule);
  }

  // Where a hit stands in the original: whole characters, without the hyphens,
  // blanks and invisible characters behind it that folding dropped.
  std::pair<size_t, size_t> OriginalSpan(const KeywordHit& hit) const {
    const auto& offsets = scratch_.text.folded.offsets;
    const std::string_view page = scratch_.text.original;
    const size_t begin = offsets[hit.begin];
    const size_t last = offsets[hit.end - 1];
    // One character may be several in the folded text.
    size_t behind = hit.end;
    while (behind + 1 < offsets.size() && offsets[behind] <= last) ++behind;
    size_t end = offsets[behind];
    while (end > last + 1) {
      size_t character = end - 1;
      while (character > last + 1 && (page[character] & 0xC0) == 0x80) {
        --character;
      }
      const std::string kept =
          FoldKeepingCase(page.substr(character, end - character));
      if (!kept.empty() && kept != "-") break;
      end = character;
    }
    return {begin, end};
  }

  Evidence MakeEvidence(const FamilyScore& family, double score) const {
    const Term& term = taxonomy_.terms()[family.term];
    const size_t block = scratch_.text.BlockOf(family.best.begin);
    const auto [begin, end] = OriginalSpan(family.best);
    const std::string_view page = scratch_.text.original;
    const size_t block_begin = scratch_.text.original_begin[block];
    const std::string& text = blocks_[block].text;
    Evidence evidence;
    evidence.term = term.text;
    evidence.family = taxonomy_.families()[term.family];
    evidence.strength = term.strength;
    evidence.zone = blocks_[block].zone;
    evidence.matched = std::string(page.substr(begin, end - begin));
    evidence.sentence = SentenceAround(text, begin - block_begin,
                                       end - block_begin, kSentenceCharacters);
    evidence.offset = begin;
    evidence.score = score;
    evidence.rule = family.rule;
    return evidence;
  }

  // The tag of one field, and whether it is assigned.
  std::pair<FieldTag, bool> Tag(size_t entry) const {
    FieldTag tag;
    tag.field = taxonomy_.entry(entry).id;
    tag.provider_context = provider_[entry];
    bool strong = false;
    int medium = 0;
    for (const auto& [index, family] : fields_[entry]) {
      const double repeats = std::min(
          scoring_.repeat_max,
          scoring_.repeat * std::log2(static_cast<double>(family.hits)));
      tag.evidence.push_back(MakeEvidence(family, family.score + repeats));
      tag.score += family.score + repeats;
      strong = strong || family.strong;
      medium += family.medium ? 1 : 0;
    }
    std::stable_sort(
        tag.evidence.begin(), tag.evidence.end(),
        [](const Evidence& a, const Evidence& b) { return a.score > b.score; });
    tag.families = static_cast<int>(tag.evidence.size());
    const bool assigned =
        tag.score >= scoring_.kind[static_cast<size_t>(kind_)].threshold &&
        (strong || medium >= 2 || (kind_ == PageKind::kGrant && medium >= 1));
    if (assigned) {
      tag.confidence =
          tag.provider_context && tag.families >= scoring_.company_high_families
              ? Confidence::kHigh
              : Confidence::kMedium;
    }
    return {std::move(tag), assigned};
  }

  PageTags Decide() const {
    PageTags tags;
    for (size_t entry = 0; entry < taxonomy_.entry_count(); ++entry) {
      if (fields_[entry].empty()) continue;
      auto [tag, assigned] = Tag(entry);
      if (taxonomy_.entry(entry).is_topic) {
        if (assigned) tags.topics.push_back(std::move(tag));
      } else if (assigned) {
        tags.fields.push_back(std::move(tag));
      } else if (tag.score >= scoring_.candidate) {
        tags.candidates.push_back(std::move(tag));
      }
    }
    for (auto* list : {&tags.fields, &tags.candidates, &tags.topics}) {
      std::stable_sort(list->begin(), list->end(),
                       [](const FieldTag& a, const FieldTag& b) {
                         return a.score > b.score;
                       });
    }
    for (size_t v = 0; v < taxonomy_.vetoes().size(); ++v) {
      if (taxonomy_.vetoes()[v].scope == VetoScope::kCompany && SignSeen(v)) {
        tags.company_signs.push_back(taxonomy_.vetoes()[v].name);
      }
    }
    return tags;
  }

  // Whether a company veto stands where a page says what the company is.
  bool SignSeen(size_t veto) const {
    const auto& hits = scratch_.by_use[VetoSlot(veto)];
    return std::any_of(hits.begin(), hits.end(), [&](const KeywordHit& hit) {
      return MayShowSign(blocks_[scratch_.text.BlockOf(hit.begin)].zone);
    });
  }

  std::span<const Block> blocks_;
  const PageKind kind_;
  const uint32_t without_;  // a term, or kNoTerm
  const Taxonomy& taxonomy_;
  const ScoringSource& scoring_;
  MatcherScratch& scratch_;
  double page_weight_ = 1;
  std::string page_rule_;
  // By entry, then by family: the order of families is that of the lists.
  std::vector<std::map<uint32_t, FamilyScore>> fields_;
  std::vector<bool> provider_;
};

}  // namespace

bool MayShowSign(Zone zone) {
  return zone == Zone::kTitle || zone == Zone::kDescription ||
         zone == Zone::kHeading1;
}

PageTags ClassifyBlocks(std::span<const Block> blocks, PageKind kind,
                        std::string_view path, const Taxonomy& taxonomy,
                        MatcherScratch& scratch, uint32_t without) {
  return PageClassifier(blocks, kind, path, taxonomy, scratch, without).Run();
}

PageTags Classify(const Page& page, const Taxonomy& taxonomy,
                  MatcherScratch& scratch) {
  return ClassifyBlocks(page.blocks, page.kind, page.url.path(), taxonomy,
                        scratch);
}

}  // namespace ritmon
