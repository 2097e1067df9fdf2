// SPDX-License-Identifier: GPL-3.0-or-later
// Which keyword lists a command works on: those of --lists, or else of the
// configuration, which is read only then.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "classifier/taxonomy.h"
#include "cli/frontend.h"

namespace ritmon {

struct ListFlags {
  CommonFlags common;
  std::vector<std::string> lists;

  void AddTo(CommandLine& command);
  // The first one and those that are read as one set with it.
  Result<std::vector<std::filesystem::path>> Directories() const;
  Result<std::shared_ptr<const Taxonomy>> Load() const;
  // The same, but whatever a text has of a field makes a candidate: to explain
  // why it is not tagged. Tags are the same.
  Result<std::shared_ptr<const Taxonomy>> LoadToExplain() const;
};

// The fields and topics of these names, ids or aliases, without doubles; all
// if there are no names. kInvalid names every unknown one and what is meant.
Result<std::vector<const FieldSource*>> EntriesNamed(
    const Taxonomy& taxonomy, const std::vector<std::string>& names);

// ", do you mean 'x'?" for a name that no field or topic has.
std::string DidYouMeanField(const Taxonomy& taxonomy, std::string_view name);

}  // namespace ritmon
