// SPDX-License-Identifier: GPL-3.0-or-later
// One figure of the report: chart, caption, source, query, its data as a table
// and as a CSV to download. For report/html_*.cc.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/html_context.h"
#include "report/svg_chart.h"

namespace ritmon {

// In a cell without a value.
inline constexpr std::string_view kNoValue = "–";
// "1,95" or "1.95"; kNoValue.
std::string DecimalText(const HtmlContext& context,
                        const std::optional<double>& number, int digits);
// For FigureData::csv: "1.953125"; empty.
std::string RawText(const std::optional<double>& number);

// The data of a figure: the first column names the row. Cells are plain text;
// `csv` has the same as raw numbers.
struct FigureData {
  std::vector<std::string> titles;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> csv_titles;
  std::vector<std::vector<std::string>> csv;
};

struct FigureParts {
  std::string id;       // of the chart; names the files
  std::string caption;  // what it shows
  std::string note;     // plain text behind the caption
  std::string source;   // where the data come from
  std::string wide;     // SVG
  std::string narrow;   // SVG; empty: `wide` is shown on phones, too
  std::string query;    // HTML: HtmlContext::QueryLink
  FigureData data;
};

// The whole <figure>, its table in a <details>. Notes the chart with the
// context, for those who want the figures as files.
std::string RenderFigure(HtmlContext& context, const FigureParts& parts);

// A table with a caption; `css_class` may be empty.
std::string RenderDataTable(const FigureData& data, std::string_view caption,
                            std::string_view css_class);

// "<a download ...>": the data as CSV, in the page itself.
std::string CsvLink(const HtmlContext& context, std::string_view id,
                    const FigureData& data);

}  // namespace ritmon
