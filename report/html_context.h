// SPDX-License-Identifier: GPL-3.0-or-later
// What all parts of one report share while it is written: for report/html_*.cc.
//
// Belongs to one thread and to one call of RenderReport.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/html_text.h"
#include "report/report_data.h"
#include "report/wording.h"

namespace ritmon {

// The commands of the appendix, numbered from 1 in the order of first use;
// equal ones have one number.
class Queries {
 public:
  struct Query {
    std::string what;  // plain text
    std::string command;
  };

  // The number of `command`; 0 if it is empty.
  size_t Add(std::string_view what, const std::string& command);
  const std::vector<Query>& all() const { return queries_; }

 private:
  std::vector<Query> queries_;
  std::map<std::string, size_t> numbers_;
};

class HtmlContext {
 public:
  // `data` must outlive this.
  HtmlContext(const ReportData& data, Language language)
      : data_(data), language_(language), wording_(WordingOf(language)) {}

  const ReportData& data() const { return data_; }
  Language language() const { return language_; }
  bool german() const { return language_ == Language::kGerman; }
  const Wording& wording() const { return wording_; }
  const Queries& queries() const { return queries_; }

  // Plain text, not escaped.
  const std::string& Pick(const Label& label) const;
  std::string Count(uint64_t number) const {
    return FormatCount(number, language_);
  }

  // A number that links to its query in the appendix. This and the next give
  // out numbers: never two calls in one expression, whose order is open.
  std::string Number(const Figure& figure, std::string_view what);
  // "Abfrage 3" as a link; empty without a command.
  std::string QueryLink(std::string_view what, const std::string& command);
  // "Abb. 2" and "Tab. 2", each counted from 1.
  std::string NextFigure() { return Next(wording_.figure, figures_); }
  std::string NextTable() { return Next(wording_.table, tables_); }

  // The charts of the report by name, as SVG that stands alone.
  void NoteChart(const std::string& name, const std::string& svg) {
    charts_.emplace_back(name, svg);
  }
  const std::vector<std::pair<std::string, std::string>>& charts() const {
    return charts_;
  }

 private:
  static std::string Next(std::string_view word, size_t& counter);

  const ReportData& data_;  // must outlive this
  Language language_;
  const Wording& wording_;
  Queries queries_;
  size_t figures_ = 0;
  size_t tables_ = 0;
  std::vector<std::pair<std::string, std::string>> charts_;
};

// `part` + `more`, or the greatest number.
uint64_t AddSaturating(uint64_t part, uint64_t more);

// "<section id=...><h2>...": the caller closes it.
std::string OpenSection(std::string_view id, std::string_view heading);
// "<p class=...>" with escaped `text`; without class if `css_class` is empty.
std::string Paragraph(std::string_view text, std::string_view css_class = "");
std::string Caption(std::string_view number, std::string_view text);
// The last line of a figure: caption, then `note` (plain text) and `query` (a
// QueryLink), which may be empty.
std::string FigureCaption(std::string_view number, std::string_view caption,
                          std::string_view note, std::string_view query);
// "Companies: Bioeconomy", as the appendix calls a query.
std::string QueryTitle(std::string_view what, std::string_view of_whom);

}  // namespace ritmon
