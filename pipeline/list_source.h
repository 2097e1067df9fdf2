// SPDX-License-Identifier: GPL-3.0-or-later
// Keyword lists by the name that an analyst gives them: a directory, or a
// version that the history keeps.

#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "pipeline/list_history.h"
#include "pipeline/options.h"

namespace ritmon {

struct NamedLists {
  std::string name;  // as it was given
  std::shared_ptr<const Taxonomy> taxonomy;
};

// To be read; kNotFound, with what to do, if no version is recorded yet.
Result<ListHistory> OpenHistory(const Options& options);

// `name` is a directory, or what ListHistory::Find takes; "current" means the
// configured lists as long as no version is recorded. Reads only. kNotFound,
// with the nearest right name, if it means nothing; kInvalid with all mistakes
// of lists that cannot be compiled.
Result<NamedLists> LoadLists(const std::string& name, const Options& options);

}  // namespace ritmon
