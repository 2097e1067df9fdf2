// SPDX-License-Identifier: GPL-3.0-or-later
// A company as a document of the index. Pure functions, any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "index/index_document.h"
#include "model/record.h"

namespace ritmon {

// Every company is a document, also one without fields, site or status
// active: what is not counted must be countable too.
IndexDocument MakeCompanyDocument(const CompanyRecord& record);

// The unique term of the company with that id.
std::string CompanyTerm(std::string_view id);

// Reads IndexDocument::data back: the whole record. kInvalid if it is not ours.
Result<CompanyRecord> ParseCompanyData(std::string_view data);

}  // namespace ritmon
