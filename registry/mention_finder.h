// SPDX-License-Identifier: GPL-3.0-or-later
// Which companies of a gazetteer a page's text names, and where.
//
// The longest name that begins at a word is looked at, with a legal form behind
// it. A form that is not the company's, a longer name that goes on, a person's
// name: not it. Names that are everyday words need their form, words around
// them that name a company, or to be named so elsewhere on the page. A name of
// several companies is the one's whose form, or else whose town, is named;
// otherwise it is left out, and said so.
//
// Any text is accepted; the result depends on nothing else. Of a page the first
// 1,000 names are looked at.

#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/mention.h"
#include "registry/company_gazetteer.h"
#include "registry/mention_context.h"
#include "registry/mention_text.h"

namespace ritmon {

// Belongs to one thread; reused from page to page.
class MentionFinder {
 public:
  // `gazetteer` must outlive this.
  explicit MentionFinder(const CompanyGazetteer& gazetteer)
      : gazetteer_(gazetteer) {}

  // In the order of the text; those that were left out among them. Blocks are
  // what stands in one line (model/page.h).
  std::vector<Mention> Find(std::span<const std::string_view> blocks);

  // Every name that stands there, whether or not it is meant: by hits of the
  // trie over words(). For learning which names are everyday words.
  const std::vector<NameTrie::Hit>& FindNames(
      std::span<const std::string_view> blocks);
  const std::vector<TextWord>& words() const { return text_.words(); }

 private:
  // A name on its way to a company.
  struct Found {
    NameTrie::Hit hit;
    FormBehind form;
    std::vector<uint32_t> companies;  // that may be meant
    std::string_view rule;            // empty: not even written as a name
    bool accepted = false;            // companies has one element
    bool pending = false;             // may be named in full elsewhere
    bool personal = false;            // as a person's name: Petra Anker
  };

  Found Judge(const NameTrie::Hit& hit, const MentionContext& context);
  // Whether the name may be taken as a company's, whichever.
  void Weigh(const MentionContext& context, Found& found);
  void Choose(const MentionContext& context, Found& found);
  void ChooseByTown(const MentionContext& context, Found& found);
  bool NamesDomain(const std::vector<uint32_t>& companies) const;
  void TakeNamedElsewhere(const MentionContext& context,
                          std::vector<Found>& all) const;
  Mention ToMention(const Found& found,
                    std::span<const std::string_view> blocks) const;

  const CompanyGazetteer& gazetteer_;
  MentionText text_;
  std::vector<NameTrie::Hit> hits_;
};

}  // namespace ritmon
