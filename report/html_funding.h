// SPDX-License-Identifier: GPL-3.0-or-later
// The chapter on public research money; html_funding*.cc.

#pragma once

#include <string>

#include "report/html_context.h"

namespace ritmon {

// The whole section; without grants a sentence that says why there is nothing.
std::string FundingSection(HtmlContext& context);

// A figure of one table: each row a bar by actor, with its data.
std::string MoneyFigure(HtmlContext& context, const FundingChapter& funding,
                        const MoneyTable& table, const std::string& id,
                        const std::string& caption, std::string_view first);

// The row with most money; empty if none has any.
std::string LargestSentence(const HtmlContext& context,
                            const MoneyTable& table);

// Its parts, in the study's order.
// Abb. 3: future fields by actor; by year.
std::string FundingByActor(HtmlContext& context, const FundingChapter& funding);
// Abb. 4: application fields, the region beside a part of it.
std::string FundingByPart(HtmlContext& context, const FundingChapter& funding);
// Abb. 5 and 6: topics, and topics crossed with fields.
std::string FundingTopics(HtmlContext& context, const FundingChapter& funding);
// Abb. 7: per employee, against two other regions.
std::string FundingIndex(HtmlContext& context, const FundingChapter& funding);
// Money against companies, field by field.
std::string FundingMass(HtmlContext& context, const FundingChapter& funding);
// The largest projects and recipients.
std::string FundingLists(HtmlContext& context, const FundingChapter& funding);

}  // namespace ritmon
