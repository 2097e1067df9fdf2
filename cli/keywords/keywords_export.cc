// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_table.h"
#include "cli/exports.h"
#include "cli/keywords/keywords.h"
#include "cli/list_flags.h"

namespace ritmon {

int KeywordsExport(const Arguments& arguments) {
  CLI::App app{"the terms as a table (CSV), one row a term",
               "ritmon keywords export"};
  ListFlags flags;
  std::vector<std::string> names;
  std::string file;
  flags.AddTo(app);
  app.add_option("FIELD", names, "of these fields and topics only");
  app.add_option("-o,--output", file, "file; else standard output");
  if (const auto over = Parse(app, arguments)) return *over;
  auto taxonomy = flags.Load();
  if (!taxonomy) return Report(taxonomy.error());
  auto entries = EntriesNamed(**taxonomy, names);
  if (!entries) return Report(entries.error());
  const std::string csv = WriteTermTable(*entries);
  auto status = file.empty() ? Print(csv) : WriteCsvFile(file, csv);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
