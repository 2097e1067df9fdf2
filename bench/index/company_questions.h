// SPDX-License-Identifier: GPL-3.0-or-later
// Counts over all companies, by one and two dimensions.

#pragma once

#include <filesystem>

#include "bench/figures.h"
#include "bench/index/index_text.h"

namespace ritmon {

// Writes the companies of `text` into a fresh index.
void WriteCompanies(const IndexText& text, uint64_t companies,
                    const std::filesystem::path& folder, Figures& figures);

void AskCompanies(const IndexText& text, const std::filesystem::path& folder,
                  Figures& figures);

}  // namespace ritmon
