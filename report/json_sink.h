// SPDX-License-Identifier: GPL-3.0-or-later
// A table as JSON: one object a line, or the features of a map.
//
// Keys are the columns' ids, whatever their titles. Text that is not UTF-8
// becomes U+FFFD. GeoJSON (RFC 7946) is one FeatureCollection: a feature a row,
// its id the first cell, its geometry the row's point or null.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "report/table_sink.h"

namespace ritmon {

Result<std::unique_ptr<TableSink>> OpenJsonLinesSink(
    const std::filesystem::path& path);
Result<std::unique_ptr<TableSink>> OpenGeoJsonSink(
    const std::filesystem::path& path);

// The row as one JSON object, keys in the order of `columns`.
std::string JsonObject(const std::vector<TableColumn>& columns,
                       const TableRow& row);

}  // namespace ritmon
