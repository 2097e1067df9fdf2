// SPDX-License-Identifier: GPL-3.0-or-later
// What counting needs of a company, small enough to be read for every match.
// ON DISK (kSlotFacts): DO NOT CHANGE without raising kSchemaVersion.

#pragma once

#include <string>
#include <string_view>

#include "model/record.h"

namespace ritmon {

// Status, entity kind, legal form, district, founding day, employees, regions,
// fields and topics with confidence.
std::string EncodeFacts(const CompanyRecord& record);

// Fills just those members of `record` that EncodeFacts writes. False if
// `facts` is not what it wrote.
bool DecodeFacts(std::string_view facts, CompanyRecord& record);

}  // namespace ritmon
