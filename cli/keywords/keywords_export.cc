// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_table.h"
#include "cli/command_line.h"
#include "cli/exports.h"
#include "cli/keywords/keywords.h"
#include "cli/list_flags.h"

namespace ritmon {

int KeywordsExport(const Arguments& arguments) {
  CommandLine command{"the terms as a table (CSV), one row a term",
                      "ritmon keywords export"};
  ListFlags flags;
  std::vector<std::string> names;
  std::string file;
  flags.AddTo(command);
  command.Add("FIELD", names, "of these fields and topics only")
      .Takes(ValueKind::kFieldName);
  command.Add("-o,--output", file, "file; else standard output");
  if (const auto over = command.Parse(arguments)) return *over;
  auto taxonomy = flags.Load();
  if (!taxonomy) return Report(taxonomy.error());
  auto entries = EntriesNamed(**taxonomy, names);
  if (!entries) return Report(entries.error());
  const std::string csv = WriteTermTable(*entries);
  auto status = file.empty() ? Print(csv) : WriteCsvFile(file, csv);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
