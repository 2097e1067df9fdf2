// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/mention_finder.h"

#include <algorithm>
#include <utility>

#include "registry/legal_form.h"

namespace ritmon {
namespace {

// What the rules are called where they are shown.
constexpr std::string_view kByName = "name";
constexpr std::string_view kByForm = "name with its legal form";
constexpr std::string_view kByShort = "short form of the name";
constexpr std::string_view kByPrevious = "previous name";
constexpr std::string_view kByContext = "everyday word, named as a company";
constexpr std::string_view kByTown = "name and town";
constexpr std::string_view kByDomain = "name and website";
constexpr std::string_view kElsewhere = "named in full elsewhere on the page";

constexpr std::string_view kOtherForm = "left out: another legal form";
constexpr std::string_view kLonger = "left out: part of a longer name";
constexpr std::string_view kPerson = "left out: a person's name";
constexpr std::string_view kNeedsForm =
    "left out: a person's name or a number without its legal form";
constexpr std::string_view kNoContext =
    "left out: an everyday word, nothing tells of a company";
constexpr std::string_view kNoContextShort =
    "left out: a short form, nothing tells of a company";
constexpr std::string_view kSeveral = "left out: the name of several companies";

// A town so many words away belongs to the name.
constexpr uint32_t kBesideWords = 4;

// Of a page; what comes after is a list that was made by a machine.
constexpr size_t kMaxNames = 1000;
// Companies of one name among which one is looked for.
constexpr size_t kMaxSharing = 50;

// People say KG for GmbH & Co. KG, and its register name may hold less.
bool MayBeSaid(std::string_view said, std::string_view form) {
  if (LegalFormsCompatible(said, form)) return true;
  return said == "kg" && form.ends_with("_co_kg");
}

}  // namespace

const std::vector<NameTrie::Hit>& MentionFinder::FindNames(
    std::span<const std::string_view> blocks) {
  text_.Assign(blocks);
  gazetteer_.trie().FindAll(text_.words(), hits_);
  return hits_;
}

std::vector<Mention> MentionFinder::Find(
    std::span<const std::string_view> blocks) {
  FindNames(blocks);
  const MentionContext context(text_.words(), gazetteer_.words());
  std::vector<Found> all;
  for (const NameTrie::Hit& hit : hits_) {
    if (all.size() == kMaxNames) break;
    Found found = Judge(hit, context);
    if (!found.rule.empty()) all.push_back(std::move(found));
  }
  TakeNamedElsewhere(context, all);
  std::vector<Mention> mentions;
  mentions.reserve(all.size());
  for (const Found& found : all) mentions.push_back(ToMention(found, blocks));
  return mentions;
}

// Without a rule: not even written as a name.
MentionFinder::Found MentionFinder::Judge(const NameTrie::Hit& hit,
                                          const MentionContext& context) {
  const CompanyGazetteer::Name& name = gazetteer_.name(hit.name);
  Found found;
  found.hit = hit;
  found.form.end = hit.end;
  const bool must_be_capital =
      name.words == 1 || name.strength != NameStrength::kDistinctive;
  if (must_be_capital && !context.AllCapital(hit.begin, hit.end)) return found;
  const auto uses = gazetteer_.UsesOf(hit.name);
  for (const auto& use : uses.first(std::min(uses.size(), kMaxSharing))) {
    found.companies.push_back(use.company);
  }
  if (uses.size() > kMaxSharing) {
    found.rule = kSeveral;
    return found;
  }
  const auto& first = gazetteer_.company(uses.front().company);
  found.form = FindForm(text_.words(), hit.end, first.town);
  if (context.IsPartOfLonger(hit.begin, hit.end, name.words == 1,
                             !found.form.form.empty())) {
    found.rule = kLonger;
    return found;
  }
  if (!found.form.form.empty()) {
    std::erase_if(found.companies, [&](uint32_t number) {
      return !MayBeSaid(found.form.form, gazetteer_.company(number).legal_form);
    });
    if (found.companies.empty()) {
      for (const auto& use : uses) found.companies.push_back(use.company);
      found.rule = kOtherForm;
      return found;
    }
  }
  Weigh(context, found);
  if (found.accepted) {
    if (uses.front().kind == NameKind::kShort && found.rule == kByName) {
      found.rule = kByShort;
    } else if (uses.size() == 1 && uses.front().kind == NameKind::kPrevious) {
      found.rule = kByPrevious;
    }
    Choose(context, found);
  }
  return found;
}

void MentionFinder::Weigh(const MentionContext& context, Found& found) {
  const NameTrie::Hit& hit = found.hit;
  const CompanyGazetteer::Name& name = gazetteer_.name(hit.name);
  const auto accept = [&](std::string_view rule) {
    found.rule = rule;
    found.accepted = true;
  };
  if (!found.form.form.empty()) return accept(kByForm);
  if (name.words == 1 && context.IsPerson(hit.begin)) {
    found.rule = kPerson;
    found.personal = true;
    return;
  }
  found.personal = name.words == 1 && context.MayBePerson(hit.begin);
  const auto in_town = [&](auto&& test) {
    return std::any_of(
        found.companies.begin(), found.companies.end(),
        [&](uint32_t number) { return test(gazetteer_.company(number).town); });
  };
  switch (name.strength) {
    case NameStrength::kDistinctive:
      return accept(kByName);
    case NameStrength::kFormOnly:
      if (NamesDomain(found.companies)) return accept(kByDomain);
      found.rule = kNeedsForm;
      return;
    case NameStrength::kPhrase:
      if (in_town([&](std::string_view town) {
            return context.DistanceToTown(hit.begin, hit.end, town) !=
                   MentionContext::kFar;
          })) {
        return accept(kByTown);
      }
      if (context.StandsAsName(hit.begin, hit.end)) return accept(kByName);
      [[fallthrough]];
    case NameStrength::kEveryday:
      if (context.NamesCompany(hit.begin, hit.end)) return accept(kByContext);
      if (in_town([&](std::string_view town) {
            return context.HasTownBeside(hit.begin, hit.end, town);
          })) {
        return accept(kByTown);
      }
      if (!context.HasDeterminer(hit.begin, hit.end) &&
          NamesDomain(found.companies)) {
        return accept(kByDomain);
      }
      found.rule = gazetteer_.UsesOf(hit.name).front().kind == NameKind::kShort
                       ? kNoContextShort
                       : kNoContext;
      found.pending = true;
  }
}

bool MentionFinder::NamesDomain(const std::vector<uint32_t>& companies) const {
  return std::any_of(companies.begin(), companies.end(), [&](uint32_t number) {
    const std::string& domain = gazetteer_.company(number).domain;
    return !domain.empty() &&
           text_.folded().find(domain) != std::string_view::npos;
  });
}

// One of several companies of the name.
void MentionFinder::Choose(const MentionContext& context, Found& found) {
  if (found.companies.size() > 1 && !found.form.form.empty()) {
    std::vector<uint32_t> same;
    for (const uint32_t number : found.companies) {
      if (gazetteer_.company(number).legal_form == found.form.form) {
        same.push_back(number);
      }
    }
    if (!same.empty()) found.companies = std::move(same);
  }
  if (found.companies.size() > 1) ChooseByTown(context, found);
  if (found.companies.size() > 1) {
    std::vector<uint32_t> linked;
    for (const uint32_t number : found.companies) {
      if (NamesDomain({number})) linked.push_back(number);
    }
    if (linked.size() == 1) found.companies = std::move(linked);
  }
  if (found.companies.size() > 1) {
    found.accepted = false;
    found.pending = true;
    found.rule = kSeveral;
  }
}

// The one whose town belongs to the name or stands beside it, else the only one
// whose town is named in the block, else on the page.
void MentionFinder::ChooseByTown(const MentionContext& context, Found& found) {
  const auto& town = gazetteer_.company(found.companies.front()).town;
  if (std::all_of(
          found.companies.begin(), found.companies.end(),
          [&](uint32_t n) { return gazetteer_.company(n).town == town; })) {
    return;  // it tells nothing
  }
  std::vector<uint32_t> beside;
  for (const uint32_t number : found.companies) {
    if (context.HasTownBeside(found.hit.begin, found.form.end,
                              gazetteer_.company(number).town)) {
      beside.push_back(number);
    }
  }
  if (beside.size() == 1) {
    found.companies = std::move(beside);
    return;
  }
  std::vector<std::pair<uint32_t, uint32_t>> near;  // distance, company
  for (const uint32_t number : found.companies) {
    const uint32_t distance = context.DistanceToTown(
        found.hit.begin, found.form.end, gazetteer_.company(number).town);
    if (distance != MentionContext::kFar) near.emplace_back(distance, number);
  }
  std::sort(near.begin(), near.end());
  if (near.size() == 1 || (near.size() > 1 && near[0].first <= kBesideWords &&
                           near[1].first > kBesideWords)) {
    found.companies = {near[0].second};
    return;
  }
  if (!near.empty()) return;
  std::vector<uint32_t> named;
  for (const uint32_t number : found.companies) {
    if (context.NamesTown(gazetteer_.company(number).town)) {
      named.push_back(number);
    }
  }
  if (named.size() == 1) found.companies = std::move(named);
}

// What is named for certain somewhere on the page is meant by a short form, an
// everyday word or a shared name, too; unless a person there is called so.
void MentionFinder::TakeNamedElsewhere(const MentionContext& context,
                                       std::vector<Found>& all) const {
  std::set<uint32_t> certain;
  std::set<uint32_t> persons;  // names
  for (const Found& found : all) {
    if (found.accepted) certain.insert(found.companies.front());
    if (found.personal && !found.accepted) persons.insert(found.hit.name);
  }
  for (Found& found : all) {
    if (!found.pending || persons.contains(found.hit.name) ||
        context.HasDeterminer(found.hit.begin, found.hit.end) ||
        context.IsPlace(found.hit.begin)) {
      continue;
    }
    std::vector<uint32_t> meant;
    for (const uint32_t number : found.companies) {
      if (certain.contains(number)) meant.push_back(number);
    }
    if (meant.size() != 1) continue;
    found.companies = std::move(meant);
    found.accepted = true;
    found.rule = kElsewhere;
  }
}

Mention MentionFinder::ToMention(
    const Found& found, std::span<const std::string_view> blocks) const {
  const auto& words = text_.words();
  const TextWord& first = words[found.hit.begin];
  Mention mention;
  mention.begin = first.begin;
  mention.end = words[found.form.end - 1].end;
  mention.rule = found.rule;
  size_t base = 0;
  for (uint32_t i = 0; i < first.block; ++i) base += blocks[i].size() + 1;
  const std::string_view block = blocks[first.block];
  const size_t begin = mention.begin - base;
  std::string_view text = block.substr(begin, mention.end - mention.begin);
  while (text.ends_with(' ')) text.remove_suffix(1);
  // "UG (haftungsbeschränkt)"
  if (text.find('(') != std::string_view::npos &&
      text.find(')') == std::string_view::npos &&
      block.substr(begin + text.size()).starts_with(')')) {
    text = block.substr(begin, text.size() + 1);
  }
  mention.found = text;
  mention.end = mention.begin + text.size();
  if (found.accepted) {
    mention.company_id = gazetteer_.company(found.companies.front()).id;
    return mention;
  }
  for (const uint32_t number : found.companies) {
    mention.candidates.push_back(gazetteer_.company(number).id);
  }
  std::sort(mention.candidates.begin(), mention.candidates.end());
  return mention;
}

}  // namespace ritmon
