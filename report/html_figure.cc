// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_figure.h"

#include <fmt/format.h>

#include "base/base64.h"
#include "base/csv.h"

namespace ritmon {

std::string CsvLink(const HtmlContext& context, std::string_view id,
                    const FigureData& data) {
  CsvWriter writer(',');
  writer.Append(data.csv_titles);
  for (const std::vector<std::string>& row : data.csv) writer.Append(row);
  return fmt::format(
      "<a class=\"csv\" download=\"{}.csv\" "
      "href=\"data:text/csv;charset=utf-8;base64,{}\">{}</a>",
      id, EncodeBase64(writer.Take()),
      context.language() == Language::kGerman ? "als CSV" : "as CSV");
}

std::string RenderDataTable(const FigureData& data, std::string_view caption,
                            std::string_view css_class) {
  std::string out = fmt::format(
      "<div class=\"scroll\"><table{}>\n<caption>{}</caption>\n<thead><tr>",
      css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class),
      EscapeHtml(caption));
  for (const std::string& title : data.titles) {
    out += fmt::format("<th scope=\"col\">{}</th>", EscapeHtml(title));
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : data.rows) {
    out += "<tr>";
    for (size_t i = 0; i < row.size(); ++i) {
      out += i == 0
                 ? fmt::format("<th scope=\"row\">{}</th>", EscapeHtml(row[i]))
                 : fmt::format("<td>{}</td>", EscapeHtml(row[i]));
    }
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table></div>\n";
}

std::string DecimalText(const HtmlContext& context,
                        const std::optional<double>& number, int digits) {
  if (!number) return std::string(kNoValue);
  std::string text = fmt::format("{:.{}f}", *number, digits);
  if (context.german()) text.replace(text.find('.'), 1, ",");
  return text;
}

std::string RawText(const std::optional<double>& number) {
  return number ? fmt::format("{:.6f}", *number) : std::string();
}

std::string RenderFigure(HtmlContext& context, const FigureParts& parts) {
  const bool german = context.language() == Language::kGerman;
  context.NoteChart(parts.id, parts.wide);
  std::string out = fmt::format("<figure id=\"figure-{}\">\n", parts.id);
  if (parts.narrow.empty()) {
    out += parts.wide;
  } else {
    out += fmt::format(
        "<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n",
        parts.wide, parts.narrow);
  }
  std::string note = parts.note;
  if (!parts.source.empty()) {
    note += fmt::format("{}{}: {}", note.empty() ? "" : " ",
                        german ? "Quelle" : "Source", parts.source);
  }
  out += FigureCaption(context.NextFigure(), parts.caption, note, parts.query);
  if (!parts.data.rows.empty()) {
    out +=
        fmt::format("<details><summary>{}</summary>\n{}<p>{}</p></details>\n",
                    german ? "Zahlen der Abbildung" : "Data of the figure",
                    RenderDataTable(parts.data, parts.caption, "data"),
                    CsvLink(context, parts.id, parts.data));
  }
  return out + "</figure>\n";
}

}  // namespace ritmon
