// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/exit_codes.h"
#include "cli/json_output.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kShownRefusals = 20;

// "'...' is no register number": reasons without what they quote, and without
// the file of an archive before them.
std::string KindOf(const std::string& reason) {
  std::string kind;
  bool quoted = false;
  for (const char c : reason) {
    if (c == '\'') {
      if (!quoted) kind += "'...'";
      quoted = !quoted;
    } else if (!quoted && !(c >= '0' && c <= '9')) {
      kind += c;
    }
  }
  return kind;
}

// The kinds, the most frequent first, each with its refusals.
using Group = std::vector<const Refusal*>;
std::vector<Group> GroupsOf(const std::vector<Refusal>& refusals) {
  std::map<std::string, Group> by_kind;
  for (const Refusal& refusal : refusals) {
    by_kind[KindOf(refusal.reason)].push_back(&refusal);
  }
  std::vector<Group> groups;
  for (auto& [kind, group] : by_kind) groups.push_back(std::move(group));
  std::stable_sort(
      groups.begin(), groups.end(),
      [](const Group& a, const Group& b) { return a.size() > b.size(); });
  return groups;
}

std::string RefusalText(const ImportSummary& summary) {
  std::string text;
  size_t shown = 0;
  for (const Group& group : GroupsOf(summary.refusals)) {
    for (const Refusal* refusal : group) {
      if (shown == kShownRefusals) break;
      ++shown;
      text += fmt::format("  {}:{}: {}\n", summary.path, refusal->line,
                          refusal->reason);
    }
  }
  if (summary.refused > shown) {
    text += fmt::format("  ... and {} more\n", summary.refused - shown);
  }
  return text;
}

std::string Shown(const std::string& header) {
  std::string text;
  for (const char c : header.substr(0, 40)) {
    text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return text;
}

std::string DelimiterName(char delimiter) {
  return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

std::vector<std::string> Unmapped(const TableLayout& table) {
  std::vector<std::string> headers;
  for (size_t i = 0; i < table.header.size(); ++i) {
    const bool used =
        std::any_of(table.columns.begin(), table.columns.end(),
                    [&](const auto& column) { return column == i; });
    if (!used && !table.header[i].empty()) {
      headers.push_back(Shown(table.header[i]));
    }
  }
  return headers;
}

std::string LayoutText(const CsvLayout& layout) {
  const TableLayout& table = layout.table;
  std::string text = fmt::format(
      "  delimiter {}, encoding {}, header on line {}, mapping {}\n",
      DelimiterName(layout.format.delimiter), layout.format.encoding,
      table.header_line,
      table.mapping.name.empty() ? "built-in" : table.mapping.name);
  const auto format = ToString(table.mapping.date_format);
  if (!format.empty()) text += fmt::format("  dates {}\n", format);
  for (size_t i = 0; i < kCompanyTargets; ++i) {
    if (!table.columns[i]) continue;
    text +=
        fmt::format("  {:<15} <- {}\n", ToString(static_cast<CompanyColumn>(i)),
                    Shown(table.header[*table.columns[i]]));
  }
  std::string rest;
  for (const std::string& header : Unmapped(table)) {
    rest += (rest.empty() ? "" : ", ") + header;
  }
  if (!rest.empty()) text += "  not taken: " + rest + "\n";
  return text;
}

std::string RowText(const PreviewRow& row) {
  const Company& c = row.company;
  std::string text = fmt::format("  line {}: {}\n", row.line, c.name);
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("    {:<10} {}\n", name, value);
  };
  line("form", c.legal_form);
  if (c.register_number) {
    const RegisterNumber& n = *c.register_number;
    line("register",
         fmt::format("{} {} {} {}", c.court, n.type, n.number, n.suffix));
  }
  line("address", fmt::format("{}, {} {}", c.address.street, c.address.postcode,
                              c.address.town));
  line("district", c.district);
  if (c.founded) {
    line("founded",
         fmt::format("{} ({})", FormatDate(*c.founded), c.founded_precision));
  }
  if (c.employees) {
    line("employees",
         ToString(*c.employees) +
             (c.employees->year ? fmt::format(" ({})", *c.employees->year)
                                : ""));
  }
  line("status", std::string(ToString(c.status)));
  line("wz", c.wz);
  line("website", c.website);
  line("vat_id", c.vat_id);
  line("lei", c.lei);
  line("purpose", Shown(c.purpose));
  return text;
}

Json RefusalsJson(const std::vector<Refusal>& refusals) {
  Json list = Json::array();
  for (const Refusal& refusal : refusals) {
    list.push_back({{"line", refusal.line}, {"reason", refusal.reason}});
  }
  return list;
}

}  // namespace

std::string DescribeImport(const ImportSummary& s) {
  std::string text = fmt::format(
      "imported {} ({}): {} read, {} new, {} changed, {} unchanged, {} "
      "refused\n",
      s.path, s.source, s.read, s.added, s.changed, s.unchanged, s.refused);
  if (s.skipped > 0) {
    text += fmt::format(
        "  {} skipped: not of Germany, no company, or forgotten\n", s.skipped);
  }
  if (s.disputed > 0) {
    text += fmt::format(
        "  {} disputed: their register number is another company's, too\n",
        s.disputed);
  }
  std::string kept;
  for (const auto& [field, count] : s.kept) {
    kept += fmt::format("{}{} {}", kept.empty() ? "" : ", ", field, count);
  }
  if (!kept.empty()) {
    text += "  contradicts values that were kept: " + kept + "\n";
  }
  return text + RefusalText(s);
}

std::string ImportJson(const ImportSummary& s) {
  return JsonLine({{"file", s.path},
                   {"source", s.source},
                   {"read", s.read},
                   {"new", s.added},
                   {"changed", s.changed},
                   {"unchanged", s.unchanged},
                   {"skipped", s.skipped},
                   {"refused", s.refused},
                   {"disputed", s.disputed},
                   {"kept", s.kept},
                   {"refusals", RefusalsJson(s.refusals)}});
}

std::string DescribePreview(const std::filesystem::path& file,
                            const SourcePreview& preview) {
  std::string text =
      fmt::format("{}: {}, source {}, rank {}\n", file.string(),
                  ToString(preview.format), preview.source, preview.rank);
  if (preview.layout) text += LayoutText(*preview.layout);
  for (const PreviewRow& row : preview.rows) text += RowText(row);
  if (preview.rows.empty()) text += "  no row could be taken\n";
  for (const Refusal& refusal : preview.refusals) {
    text += fmt::format("  {}:{}: {}\n", file.string(), refusal.line,
                        refusal.reason);
  }
  return text + "nothing was stored\n";
}

std::string PreviewJson(const std::filesystem::path& file,
                        const SourcePreview& preview) {
  Json json = {{"file", file.string()},
               {"format", ToString(preview.format)},
               {"source", preview.source},
               {"rank", preview.rank}};
  if (preview.layout) {
    const TableLayout& table = preview.layout->table;
    Json columns = Json::object();
    for (size_t i = 0; i < kCompanyTargets; ++i) {
      if (!table.columns[i]) continue;
      columns[std::string(ToString(static_cast<CompanyColumn>(i)))] =
          table.header[*table.columns[i]];
    }
    json["delimiter"] = std::string(1, preview.layout->format.delimiter);
    json["encoding"] = preview.layout->format.encoding;
    json["header_line"] = table.header_line;
    json["mapping"] = table.mapping.name;
    json["columns"] = std::move(columns);
    json["not_taken"] = Unmapped(table);
  }
  Json rows = Json::array();
  for (const PreviewRow& row : preview.rows) {
    const Company& c = row.company;
    rows.push_back(
        {{"line", row.line},
         {"name", c.name},
         {"register",
          c.register_number ? c.register_number->Key() : std::string()},
         {"street", c.address.street},
         {"postcode", c.address.postcode},
         {"town", c.address.town},
         {"founded", c.founded ? FormatDate(*c.founded) : std::string()},
         {"employees", c.employees ? ToString(*c.employees) : std::string()},
         {"status", ToString(c.status)},
         {"website", c.website}});
  }
  json["rows"] = std::move(rows);
  json["refusals"] = RefusalsJson(preview.refusals);
  return JsonLine(json);
}

int CodeOf(const ImportReport& report) {
  for (const ImportSummary& summary : report.files) {
    if (summary.refused > 0) return kExitPartial;
  }
  return kExitOk;
}

}  // namespace ritmon
