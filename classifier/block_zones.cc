// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/block_zones.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "classifier/article_phrases.h"
#include "classifier/html_text.h"
#include "classifier/legal_text.h"

namespace ritmon {
namespace {

// "(m/w/d)", "(w/m/x)", "(all genders)": only job advertisements say so.
bool IsJobLine(std::string_view lower) {
  return ContainsAny(lower,
                     {"(m/w/d", "(w/m/d", "(d/m/w", "(m/w/x", "(w/m/x", "(m/w)",
                      "(w/m)", "(m/f/d", "(f/m/d", "(m/d/w", "(d/w/m", "(w/d/m",
                      "(m|w|d", "(w|m|d", "(all genders)", "(gn)", "m/w/d)"});
}

bool IsJobHeading(std::string_view lower) {
  return IsJobLine(lower) ||
         EqualsAny(lower, {"karriere", "jobs", "stellenangebote",
                           "offene stellen", "stellenanzeigen", "career",
                           "careers", "vacancies", "open positions",
                           "stellenausschreibung", "stellenausschreibungen",
                           "aktuelle stellenangebote", "jobs & karriere",
                           "karriere & jobs", "join us", "we are hiring"});
}

constexpr std::string_view kJobPaths[] = {"job",
                                          "jobs",
                                          "karriere",
                                          "career",
                                          "careers",
                                          "stellenangebot",
                                          "stellenangebote",
                                          "stellen",
                                          "vacancies",
                                          "jobboerse",
                                          "stellenausschreibungen"};
constexpr std::string_view kReferencePaths[] = {
    "referenzen", "referenz",  "references", "kunden",  "clients",
    "customers",  "sponsoren", "partner",    "partners"};

// Whether a segment of the path is named so, perhaps with a word or two more.
bool IsPathOf(const Url& url, std::span<const std::string_view> names) {
  std::string_view path = url.path();
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::vector<std::string> tokens = NameTokens(path.substr(0, slash));
    if (!tokens.empty() && tokens.size() <= 3 &&
        std::find(names.begin(), names.end(), tokens[0]) != names.end())
      return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
  return false;
}

bool IsReferenceHeading(std::string_view lower) {
  return EqualsAny(lower, {"referenzen",
                           "unsere referenzen",
                           "referenzliste",
                           "kunden",
                           "unsere kunden",
                           "referenzkunden",
                           "kunden und partner",
                           "partner",
                           "unsere partner",
                           "partner und kunden",
                           "clients",
                           "our clients",
                           "customers",
                           "our customers",
                           "references",
                           "our partners",
                           "partners",
                           "kundenliste",
                           "mitgliedschaften",
                           "kunden & partner",
                           "zu unseren kunden gehören",
                           "das sagen unsere kunden",
                           "sponsoren",
                           "unsere sponsoren"});
}

enum class Section { kNone, kLegal, kJob, kReferences };

Section SectionOf(std::string_view heading) {
  const std::string lower = LowerText(heading);
  if (LegalKindOfName(heading) != LegalKind::kNone || IsWasteNotice(heading))
    return Section::kLegal;
  if (IsJobHeading(lower)) return Section::kJob;
  if (IsReferenceHeading(lower)) return Section::kReferences;
  return Section::kNone;
}

// What a block is because of the heading that it stands under.
Zone ZoneIn(Section section, const TextBlock& block) {
  constexpr uint32_t kStory = 120;  // characters; longer is what was done
  switch (section) {
    case Section::kLegal:
      return Zone::kLegal;
    case Section::kJob:
      return Zone::kJob;
    case Section::kReferences:
      if (block.characters < kStory || block.is_item || block.is_row)
        return Zone::kReference;
      break;
    case Section::kNone:
      break;
  }
  return block.zone;
}

void RefineSections(std::vector<TextBlock>& blocks, bool& has_imprint) {
  Section section = Section::kNone;
  int level = 0;  // of the heading that began the section
  bool imprint_heading = false;
  for (TextBlock& block : blocks) {
    if (block.zone == Zone::kImageAlt && section == Section::kReferences)
      block.zone = Zone::kReference;
    if (!IsContentZone(block.zone)) continue;
    if (block.heading > 0) {
      if (section == Section::kNone || block.heading <= level) {
        section = SectionOf(block.text);
        level = block.heading;
      }
      imprint_heading = LegalKindOfName(block.text) == LegalKind::kImprint;
      if (section == Section::kLegal) block.zone = Zone::kLegal;
      if (section == Section::kJob && IsJobLine(LowerText(block.text)))
        block.zone = Zone::kJob;
      continue;
    }
    if (imprint_heading && HasImprintFacts(block.text)) has_imprint = true;
    block.zone = ZoneIn(section, block);
  }
}

void RefineSingleBlocks(std::vector<TextBlock>& blocks) {
  for (TextBlock& block : blocks) {
    const bool content = IsContentZone(block.zone);
    if ((content || block.zone == Zone::kFooter ||
         block.zone == Zone::kAside) &&
        IsWasteNotice(block.text)) {
      block.zone = Zone::kLegal;
    } else if (block.zone != Zone::kLegal && block.heading != 1 &&
               IsConsentText(block.text)) {
      block.zone = Zone::kConsent;
    } else if (content && block.heading != 1 &&
               IsJobLine(LowerText(block.text))) {
      block.zone = Zone::kJob;
    }
  }
}

// Pages without a footer element still end with one.
void RefineEnd(std::vector<TextBlock>& blocks) {
  constexpr uint32_t kRunningText = 120;  // characters
  constexpr size_t kMostLines = 12;
  size_t begin = blocks.size();
  while (begin > 0 && blocks.size() - begin < kMostLines) {
    const TextBlock& block = blocks[begin - 1];
    if (IsContentZone(block.zone) &&
        (block.heading > 0 || block.characters >= kRunningText))
      break;
    --begin;
  }
  for (size_t i = begin; i < blocks.size(); ++i) {
    TextBlock& block = blocks[i];
    if (!IsContentZone(block.zone)) continue;
    const std::string lower = LowerText(block.text);
    const bool legal_link = block.link_characters * 2 > block.characters &&
                            LegalKindOfName(block.text) != LegalKind::kNone;
    if (legal_link ||
        ContainsAny(lower, {"©", "copyright", "alle rechte vorbehalten",
                            "all rights reserved", "(c) "})) {
      // From the first such line on it is the footer.
      for (size_t at = i; at < blocks.size(); ++at) {
        if (IsContentZone(blocks[at].zone)) blocks[at].zone = Zone::kFooter;
      }
      return;
    }
  }
}

// Of all first-level headings: a page may be legal text, and may say so twice.
LegalKind LegalKindOfHeadlines(const std::vector<TextBlock>& blocks) {
  LegalKind kind = LegalKind::kNone;
  for (const TextBlock& block : blocks) {
    if (block.zone != Zone::kHeading1) continue;
    const LegalKind own = LegalKindOfName(block.text);
    if (own == LegalKind::kNone) return own;
    if (kind != LegalKind::kImprint) kind = own;
  }
  return kind;
}

}  // namespace

bool IsContentZone(Zone zone) {
  switch (zone) {
    case Zone::kHeading1:
    case Zone::kHeading2:
    case Zone::kHeading3:
    case Zone::kHeading4:
    case Zone::kHeading5:
    case Zone::kHeading6:
    case Zone::kMain:
    case Zone::kList:
    case Zone::kTable:
    case Zone::kLink:
      return true;
    default:
      return false;
  }
}

bool RefineZones(const Url& url, const std::string& title, PageSubject subject,
                 std::vector<TextBlock>& blocks) {
  const LegalKind by_url = LegalKindOfUrl(url);
  const LegalKind by_title = LegalKindOfTitle(title);
  const LegalKind by_heading = LegalKindOfHeadlines(blocks);
  bool imprint = by_url == LegalKind::kImprint ||
                 by_title == LegalKind::kImprint ||
                 by_heading == LegalKind::kImprint;
  const bool legal = by_url != LegalKind::kNone ||
                     by_title != LegalKind::kNone ||
                     by_heading != LegalKind::kNone;
  if (legal) {
    // /legal may be the terms: facts must be there.
    imprint = imprint && std::any_of(blocks.begin(), blocks.end(),
                                     [](const TextBlock& block) {
                                       return HasImprintFacts(block.text);
                                     });
    imprint = imprint || url.path().find("impressum") != std::string_view::npos;
    for (TextBlock& block : blocks) {
      if (IsContentZone(block.zone)) block.zone = Zone::kLegal;
    }
    return imprint;
  }
  RefineEnd(blocks);
  RefineSections(blocks, imprint);
  RefineSingleBlocks(blocks);
  if (subject == PageSubject::kJob || IsPathOf(url, kJobPaths)) {
    for (TextBlock& block : blocks) {
      if (IsContentZone(block.zone) && block.heading != 1)
        block.zone = Zone::kJob;
    }
  } else if (IsPathOf(url, kReferencePaths)) {
    for (TextBlock& block : blocks) {
      const bool content =
          IsContentZone(block.zone) || block.zone == Zone::kImageAlt;
      if (content && block.heading != 1)
        block.zone = ZoneIn(Section::kReferences, block);
    }
  }
  return imprint;
}

std::vector<Block> FinalBlocks(const std::vector<TextBlock>& blocks) {
  std::vector<Block> final;
  final.reserve(blocks.size());
  for (const TextBlock& block : blocks) {
    std::string text = block.text;
    if (block.zone != Zone::kLegal && !block.in_address) {
      std::replace(text.begin(), text.end(), '\n', ' ');
      final.push_back({block.zone, std::move(text)});
      continue;
    }
    for (size_t at = 0; at <= text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      if (end > at) final.push_back({block.zone, text.substr(at, end - at)});
      at = end + 1;
    }
  }
  return final;
}

}  // namespace ritmon
