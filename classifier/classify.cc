// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/classify.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/normalize.h"
#include "classifier/field_evidence.h"
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
    for (size_t i = 0; i < blocks_.size(); ++i) {
      // Texts lie all over the memory.
      constexpr size_t kAhead = 4;
      if (i + kAhead < blocks_.size()) {
        __builtin_prefetch(blocks_[i + kAhead].text.data());
      }
      scratch_.text.AddBlock(blocks_[i].text);
    }
    taxonomy_.matcher().Match(scratch_);
    SortByUse();
    for (size_t v = 0; v < taxonomy_.vetoes().size(); ++v) {
      if (taxonomy_.vetoes()[v].scope != VetoScope::kCompany &&
          !scratch_.by_use[VetoSlot(v)].empty()) {
        vetoes_seen_.push_back(v);
      }
    }
    hits_.resize(taxonomy_.entry_count());
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
  // Places in scratch.by_use: contexts, vetoes, excepts.
  size_t ContextSlot(size_t index) const { return index; }
  size_t VetoSlot(size_t index) const {
    return taxonomy_.contexts().size() + index;
  }
  size_t ExceptSlot(size_t index) const {
    return VetoSlot(taxonomy_.vetoes().size()) + index;
  }

  void SortByUse() {
    auto& by_use = scratch_.by_use;
    for (const size_t slot : scratch_.used) by_use[slot].clear();
    scratch_.used.clear();
    const size_t slots = ExceptSlot(taxonomy_.except_count());
    if (by_use.size() < slots) by_use.resize(slots);
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
        }
        if (!slot) continue;
        if (by_use[*slot].empty()) scratch_.used.push_back(*slot);
        by_use[*slot].push_back(hit);
      }
    }
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

  // What the vetoes leave of a hit; adds their names to `rule` if there is one.
  double VetoFactor(const KeywordHit& hit, size_t block, size_t entry,
                    std::string* rule) const {
    const auto& begins = scratch_.text.block_begin;
    double factor = 1;
    for (const size_t v : vetoes_seen_) {
      const VetoSource& veto = taxonomy_.vetoes()[v];
      if (!taxonomy_.VetoApplies(v, entry)) continue;
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
      if (rule != nullptr) *rule += ", but " + veto.name;
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

  // What except lists leave out.
  bool IsUndone(const KeywordHit& hit, size_t block,
                uint32_t term_index) const {
    const uint32_t except = taxonomy_.except_of(term_index);
    if (except == Taxonomy::kNoList) return false;
    const auto& begins = scratch_.text.block_begin;
    // A grant's title is one statement: an exception anywhere undoes all.
    const bool anywhere = taxonomy_.terms()[term_index].grant_only;
    const size_t from = anywhere ? begins[block] : Before(hit, block, 0);
    const size_t to = anywhere ? begins[block + 1] : hit.end;
    return AnyHit(ExceptSlot(except), from, to, [&](const KeywordHit& other) {
      return anywhere || Overlap(hit, other);
    });
  }

  // What is left of a hit's strength: 0 if nothing. Adds to `rule`, if there
  // is one, why.
  double WeightOf(const KeywordHit& hit, size_t block, const Term& term,
                  std::string* rule) const {
    if (!term.needs.empty()) {
      const auto met = std::find_if(
          term.needs.begin(), term.needs.end(), [&](uint32_t context) {
            return taxonomy_.Assumed(kind_, context) ||
                   HasContext(hit, block, context);
          });
      if (met == term.needs.end()) return 0;
      if (rule != nullptr) {
        *rule += " in context " + taxonomy_.contexts()[*met].name;
      }
    }
    return ZoneWeight(blocks_[block].zone) * page_weight_ *
           VetoFactor(hit, block, term.field, rule);
  }

  std::string RuleOf(const WeighedHit& hit) const {
    static constexpr const char* kStrength[] = {"", "weak", "medium", "strong"};
    std::string rule = kStrength[hit.strength];
    WeightOf(hit.hit, hit.block, taxonomy_.terms()[hit.term], &rule);
    if (!page_rule_.empty()) rule += ", page of " + page_rule_;
    return rule;
  }

  void Weigh(const KeywordHit& hit, uint32_t term_index) {
    const Term& term = taxonomy_.terms()[term_index];
    const size_t block = scratch_.text.BlockOf(hit.begin);
    const Zone zone = blocks_[block].zone;
    if (ZoneWeight(zone) * page_weight_ <= 0 || !Admitted(term, zone) ||
        IsUndone(hit, block, term_index)) {
      return;
    }
    const double weight = WeightOf(hit, block, term, nullptr);
    if (weight <= 0) return;
    // Last, for it costs most.
    if (term.has_near && !taxonomy_.near_partners().StandsNear(
                             term_index, hit, block, scratch_)) {
      return;
    }
    hits_[term.field].push_back({.hit = hit,
                                 .term = term_index,
                                 .family = term.family,
                                 .block = static_cast<uint32_t>(block),
                                 .strength = term.strength,
                                 .score = term.strength * weight,
                                 .heads = ZoneWeight(zone) > 1,
                                 .carries = weight >= scoring_.strong_zone});
    if (term.strength >= 2 && !provider_[term.field] &&
        taxonomy_.provider_context() &&
        HasContext(hit, block, *taxonomy_.provider_context())) {
      provider_[term.field] = true;
    }
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

  Evidence MakeEvidence(const WeighedHit& best, double score) const {
    const Term& term = taxonomy_.terms()[best.term];
    const auto [begin, end] = OriginalSpan(best.hit);
    const std::string_view page = scratch_.text.original;
    const size_t block_begin = scratch_.text.original_begin[best.block];
    const std::string& text = blocks_[best.block].text;
    Evidence evidence;
    evidence.term = term.text;
    evidence.family = taxonomy_.families()[term.family];
    evidence.strength = term.strength;
    evidence.zone = blocks_[best.block].zone;
    evidence.matched = std::string(page.substr(begin, end - begin));
    evidence.sentence = SentenceAround(text, begin - block_begin,
                                       end - block_begin, kSentenceCharacters);
    evidence.offset = begin;
    evidence.score = score;
    evidence.rule = RuleOf(best);
    return evidence;
  }

  double WithRepeats(const FamilyEvidence& family) const {
    return family.best.score +
           std::min(
               scoring_.repeat_max,
               scoring_.repeat * std::log2(static_cast<double>(family.hits)));
  }

  // The score that a page of so many words needs: the longer it is, the more it
  // mentions.
  double Threshold(size_t content_words) const {
    const KindRules& rules = scoring_.kind[static_cast<size_t>(kind_)];
    const double words = std::clamp(static_cast<double>(content_words),
                                    static_cast<double>(scoring_.short_page),
                                    static_cast<double>(scoring_.long_page));
    return rules.threshold +
           rules.growth * std::log2(words / scoring_.short_page);
  }

  // What may carry a field.
  struct Content {
    size_t words = 0;
    size_t blocks = 0;
  };
  Content MeasureContent() const {
    const std::string_view text = scratch_.text.folded.text;
    const auto& begins = scratch_.text.block_begin;
    Content content;
    for (size_t block = 0; block < blocks_.size(); ++block) {
      if (ZoneWeight(blocks_[block].zone) <= scoring_.strong_zone) continue;
      ++content.blocks;
      content.words += 1 + static_cast<size_t>(std::count(
                               text.begin() + begins[block],
                               text.begin() + begins[block + 1], ' '));
    }
    return content;
  }

  // The evidence of one entry, summed up.
  struct Finding {
    FieldEvidence evidence;
    double score = 0;
    bool strong = false;
    int medium = 0;
  };

  Finding Find(size_t entry) {
    Finding finding{.evidence = IndependentEvidence(std::move(hits_[entry]))};
    for (const FamilyEvidence& family : finding.evidence.families) {
      finding.score += WithRepeats(family);
      finding.strong = finding.strong || family.strong;
      finding.medium += family.medium ? 1 : 0;
    }
    return finding;
  }

  // Whether the hits of an entry could make it a candidate: each counts in full
  // at best. Most pages have some weak hits of most fields.
  bool MayMatter(const std::vector<WeighedHit>& hits) const {
    const double least =
        std::min(scoring_.candidate,
                 scoring_.kind[static_cast<size_t>(kind_)].threshold);
    double most = 0;
    for (const WeighedHit& hit : hits) most += hit.score + scoring_.repeat_max;
    return most >= least;
  }

  // Whether evidence of this kind may carry a field or topic at all.
  bool IsCarried(const Finding& finding) const {
    const bool grant = kind_ == PageKind::kGrant;
    return finding.strong || finding.medium >= (grant ? 1 : 2);
  }

  // A page is about a field if that is named in a title or heading, or in
  // several places; and no other field is far ahead of it.
  bool IsAbout(const Finding& finding, double best, bool is_short) const {
    if (kind_ == PageKind::kGrant) return true;
    return (is_short || finding.evidence.heads ||
            finding.evidence.blocks >= 2) &&
           finding.score >= scoring_.share * best;
  }

  FieldTag Tag(size_t entry, const Finding& finding, bool assigned) const {
    FieldTag tag;
    tag.field = taxonomy_.entry(entry).id;
    tag.provider_context = provider_[entry];
    tag.score = finding.score;
    for (const FamilyEvidence& family : finding.evidence.families) {
      tag.evidence.push_back(MakeEvidence(family.best, WithRepeats(family)));
    }
    std::stable_sort(
        tag.evidence.begin(), tag.evidence.end(),
        [](const Evidence& a, const Evidence& b) { return a.score > b.score; });
    tag.families = static_cast<int>(tag.evidence.size());
    if (assigned) {
      tag.confidence =
          tag.provider_context && tag.families >= scoring_.company_high_families
              ? Confidence::kHigh
              : Confidence::kMedium;
    }
    return tag;
  }

  PageTags Decide() {
    const KindRules& rules = scoring_.kind[static_cast<size_t>(kind_)];
    std::vector<std::pair<size_t, Finding>> findings;
    double best = 0;
    for (size_t entry = 0; entry < taxonomy_.entry_count(); ++entry) {
      if (hits_[entry].empty() || !MayMatter(hits_[entry])) continue;
      Finding finding = Find(entry);
      if (!taxonomy_.entry(entry).is_topic && IsCarried(finding)) {
        best = std::max(best, finding.score);
      }
      findings.emplace_back(entry, std::move(finding));
    }
    PageTags tags;
    const Content content = findings.empty() ? Content() : MeasureContent();
    const double threshold = Threshold(content.words);
    // A post of one paragraph has no second one.
    const bool is_short =
        content.words <= static_cast<size_t>(scoring_.short_page) ||
        content.blocks < 2;
    for (const auto& [entry, finding] : findings) {
      if (taxonomy_.entry(entry).is_topic) {
        if (finding.score >= rules.threshold && IsCarried(finding)) {
          tags.topics.push_back(Tag(entry, finding, true));
        }
      } else if (finding.score >= threshold && IsCarried(finding) &&
                 IsAbout(finding, best, is_short)) {
        tags.fields.push_back(Tag(entry, finding, true));
      } else if (finding.score >= scoring_.candidate) {
        tags.candidates.push_back(Tag(entry, finding, false));
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
  std::vector<std::vector<WeighedHit>> hits_;  // by entry
  std::vector<bool> provider_;
  std::vector<size_t> vetoes_seen_;  // anywhere on the page, by their order
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
