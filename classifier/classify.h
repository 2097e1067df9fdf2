// SPDX-License-Identifier: GPL-3.0-or-later
// Which fields a page speaks for, and by which sentences.
//
// Every hit of a term is weighed: strength (3 strong, 2 medium, 1 weak) times
// the weight of its zone, of the kind of page and of the vetoes around it. A
// family of synonyms counts once, with its best hit; repeats add little. The
// sum and the kind of evidence decide (keyword-lists/_shared.toml holds every
// number, docs/keyword-lists.md explains them).
//
// A pure function; any text is accepted.

#pragma once

#include <span>
#include <string_view>

#include "classifier/keyword_matcher.h"
#include "classifier/taxonomy.h"
#include "model/page.h"
#include "model/tag.h"

namespace ritmon {

// Whether a block of this zone says what the company is: only there a company
// veto is a sign (PageTags::company_signs).
bool MayShowSign(Zone zone);

// `scratch` belongs to the calling thread; what it held before is forgotten.
PageTags Classify(const Page& page, const Taxonomy& taxonomy,
                  MatcherScratch& scratch);

inline constexpr uint32_t kNoTerm = 0xFFFFFFFF;

// The same for text that is no page: a register's purpose, a line of a tool.
// `path` is the URL's, for the rules by page; "/" if there is none. Offsets
// count in the blocks joined by '\n'. The tags are as if the lists did not
// hold the term `without` (its place in Taxonomy::terms): what rests on it?
PageTags ClassifyBlocks(std::span<const Block> blocks, PageKind kind,
                        std::string_view path, const Taxonomy& taxonomy,
                        MatcherScratch& scratch, uint32_t without = kNoTerm);

}  // namespace ritmon
