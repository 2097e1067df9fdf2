// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/keywords/keywords.h"

#include <fmt/format.h>

#include "classifier/example_check.h"
#include "cli/frontend.h"

namespace ritmon {

int KeywordsTest(const Arguments& arguments) {
  CLI::App app{"run the examples that the keyword lists carry",
               "ritmon keywords test"};
  CommonFlags common;
  common.AddTo(app);
  if (const auto over = Parse(app, arguments)) return *over;
  auto config = common.Load();
  if (!config) return Report(config.error());
  auto taxonomy = Taxonomy::Load(config->options.keyword_lists);
  if (!taxonomy) return Report(taxonomy.error());
  const ExampleReport report = CheckExamples(**taxonomy);
  std::string out;
  for (const std::string& failure : report.failures) out += failure + "\n";
  out += fmt::format("{} examples, {} failed\n", report.examples,
                     report.failures.size());
  if (auto status = Print(out); !status) return Report(status.error());
  return report.failures.empty() ? kExitOk : kExitPartial;
}

}  // namespace ritmon
