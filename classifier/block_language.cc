// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/block_language.h"

#include <algorithm>
#include <string>
#include <utility>

#include "classifier/block_zones.h"
#include "classifier/language.h"
#include "classifier/word_language.h"

namespace ritmon {
namespace {

// Text of a page that is looked at as a whole, bytes: twice as much takes CLD2
// twice as long and makes it no surer.
constexpr size_t kEnough = 4 * 1024;

bool IsTold(Zone zone) {
  return zone == Zone::kMain || zone == Zone::kHeading1 ||
         zone == Zone::kHeading2 || zone == Zone::kLegal || zone == Zone::kList;
}

std::string TextForLanguage(const Page& page) {
  std::string text = page.title;
  const auto add = [&](auto wanted) {
    for (const Block& block : page.blocks) {
      if (text.size() > kEnough || !wanted(block.zone)) continue;
      text += '\n';
      text += block.text;
    }
  };
  add(IsTold);
  constexpr size_t kLittle = 100;
  if (text.size() < kLittle) add([](Zone) { return true; });
  return text;
}

// Every character above ASCII is taken for a letter.
bool HasLetters(std::string_view text, size_t enough) {
  if (text.size() < enough) return false;
  size_t letters = 0;
  for (const char c : text) {
    letters +=
        (c & 0xC0) == 0xC0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letters == enough) return true;
  }
  return false;
}

// What the small words of a block say, if that is plain.
std::string_view PlainLanguage(std::string_view text, int lead) {
  return Winner(VoteBySmallWords(text), lead);
}

// Whether it is worth asking what a block is in: that costs as much as a tenth
// of the page.
bool MayDiffer(const std::string& text, const LanguageMix& page, bool sampled) {
  constexpr int kAgreement = 4;
  constexpr int kContradiction = 6;
  if (sampled) {
    return !page.others.empty() &&
           PlainLanguage(text, kAgreement) != page.main.lang;
  }
  const std::string_view plain = PlainLanguage(text, kContradiction);
  return !plain.empty() && plain != page.main.lang;
}

// The language of a block that is not in `page_lang`, or nothing.
std::string OwnLanguage(const Block& block, const std::string& page_lang,
                        std::string_view hint) {
  constexpr double kClear = 0.8;
  const LanguageGuess guess = DetectLanguage(block.text, hint);
  return guess.confidence >= kClear && guess.lang != page_lang ? guess.lang
                                                               : std::string();
}

// The nearest lang attribute around a node, that of html left out.
std::string_view LanguageAround(const HtmlTree& tree, NodeIndex node) {
  for (NodeIndex at = node; tree[at].parent != at; at = tree[at].parent) {
    if (tree[at].tag == Tag::kHtml) break;
    if (tree[at].attribute_count == 0) continue;
    const std::string_view lang = tree.Attribute(at, "lang");
    if (!lang.empty()) return lang;
  }
  return {};
}

bool HasInnerLanguages(const HtmlTree& tree) {
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    if (tree[i].attribute_count == 0 || tree[i].tag == Tag::kHtml ||
        tree[i].tag == Tag::kA || tree[i].tag == Tag::kLink) {
      continue;
    }
    if (tree.HasAttribute(i, "lang")) return true;
  }
  return false;
}

}  // namespace

std::vector<Block> FinalBlocksWithLanguage(
    const HtmlTree& tree, const std::vector<TextBlock>& blocks) {
  if (!HasInnerLanguages(tree)) return FinalBlocks(blocks);
  std::vector<Block> all;
  for (const TextBlock& block : blocks) {
    const std::string lang = PrimaryLanguage(LanguageAround(tree, block.node));
    for (Block& part : FinalBlocks({block})) {
      part.lang = lang;
      all.push_back(std::move(part));
    }
  }
  return all;
}

void SetLanguages(std::string_view declared, Page& page) {
  const std::string text = TextForLanguage(page);
  const LanguageMix mix = DetectLanguages(text, declared);
  page.lang = mix.main.lang;
  page.lang_confidence = mix.main.confidence;
  size_t told = page.title.size();
  for (Block& block : page.blocks) {
    const std::string hint = std::exchange(block.lang, {});
    if (IsTold(block.zone)) told += block.text.size();
    const bool sampled = IsTold(block.zone) && told <= kEnough;
    // A link is in the language of the page that it leads to.
    if (!IsContentZone(block.zone) || block.zone == Zone::kLink ||
        !HasLetters(block.text, kBlockLetters)) {
      continue;
    }
    const bool suspect = (!hint.empty() && hint != page.lang) ||
                         MayDiffer(block.text, mix, sampled);
    if (suspect) block.lang = OwnLanguage(block, page.lang, hint);
  }
}

}  // namespace ritmon
