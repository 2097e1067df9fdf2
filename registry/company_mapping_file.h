// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping files: TOML, described in docs/formats.md. Ready-made ones are in
// config/mappings. toml++ stops in company_mapping_file.cc.

#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "registry/company_mapping.h"

namespace ritmon {

// kInvalid with every mistake, one a line: "x.toml:12: unknown key 'colums'".
Result<CompanyMapping> LoadCompanyMapping(const std::filesystem::path& path);

// All *.toml of `directory` by name; none if there is no such directory.
Result<std::vector<CompanyMapping>> LoadCompanyMappings(
    const std::filesystem::path& directory);

}  // namespace ritmon
