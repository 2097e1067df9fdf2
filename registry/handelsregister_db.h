// SPDX-License-Identifier: GPL-3.0-or-later
// The dump of 2022 that goes by the name handelsregister.db: an SQLite database
// with founding dates and purposes, which OffeneRegister's JSON lines lack.
//
// Read are Companies, Names, Addresses, ReferenceNumbers and Objectives, each
// sorted by company and merged side by side, so that nothing is held but one
// company. Positions, which name persons, and Capital are never read.

#pragma once

#include <filesystem>

#include "base/result.h"
#include "registry/import.h"

namespace ritmon {

// The n-th company (by id) is line n to `sink`. kInvalid if the tables are
// others.
Status ReadHandelsregisterDb(const std::filesystem::path& path,
                             const Courts& courts, CompanySink& sink);

}  // namespace ritmon
