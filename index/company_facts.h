// SPDX-License-Identifier: GPL-3.0-or-later
// What counting needs of a company, small enough to be read for every match.
// ON DISK (kSlotFacts): DO NOT CHANGE without raising kSchemaVersion.
//
// Thirteen lines: seven that many companies have in common, so that whoever
// reads all of them looks each combination up once, then six of its own.

#pragma once

#include <string>
#include <string_view>

#include "model/record.h"

namespace ritmon {

// Status, entity kind, legal form, district, municipality, regions,
// clusters; founding day, employees, kinds of evidence, fields and topics with
// confidence.
std::string EncodeFacts(const CompanyRecord& record);

// Fills just those members of `record` that EncodeFacts writes. False if
// `facts` is not what it wrote.
bool DecodeFacts(std::string_view facts, CompanyRecord& record);

// The lines in common, or those behind them; empty if `facts` has too few.
std::string_view CommonFacts(std::string_view facts);
std::string_view OwnFacts(std::string_view facts);
// The two halves of DecodeFacts.
bool DecodeCommonFacts(std::string_view lines, CompanyRecord& record);
bool DecodeOwnFacts(std::string_view lines, CompanyRecord& record);

}  // namespace ritmon
