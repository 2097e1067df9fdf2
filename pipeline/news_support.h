// SPDX-License-Identifier: GPL-3.0-or-later
// What a news page says in support of a company that it names.
//
// Evidence counts for the company that the paragraph names in which it stands;
// where several are named there, for those in its sentence. A paragraph that
// names nobody belongs to the only company of the one before it, a heading to
// that of the paragraph below. On a page that names many companies (a list, a
// fair) only the sentence counts. Pure functions.

#pragma once

#include <string>
#include <vector>

#include "model/mention.h"
#include "model/record.h"
#include "model/tag.h"

namespace ritmon {

// A page that names more companies is a list of them.
inline constexpr size_t kListedCompanies = 8;

// Of the page's tags, what speaks for the company; fields without evidence that
// does are left out. `mentions` are all of the page.
PageTags SupportingTags(const PageRecord& page,
                        const std::vector<Mention>& mentions,
                        const std::string& company_id);

// The sentence that a mention stands in, at most 200 characters.
std::string SentenceOf(const PageRecord& page, const Mention& mention);

}  // namespace ritmon
