// SPDX-License-Identifier: GPL-3.0-or-later
// What keyword lists are called, without reading their terms: ids, labels,
// aliases, which field belongs where. For who cannot wait for the whole, as a
// shell that completes a word: a hundredth of the work.

#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy_file.h"

namespace ritmon {

// As ReadTaxonomyFiles, but families, examples, contexts, vetoes and scoring
// are empty, and mistakes in them are not seen. The version tells nothing.
Result<TaxonomySource> ReadTaxonomyHeads(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more = {});

}  // namespace ritmon
