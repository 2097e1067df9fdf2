// SPDX-License-Identifier: GPL-3.0-or-later
// `ritmon explain`: why a company, a page or a grant is (not) counted.

#include <nlohmann/json.hpp>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/explain_company.h"
#include "cli/explain_grants.h"
#include "cli/explain_page.h"
#include "cli/json_output.h"

namespace ritmon {
namespace {

// `what`: a URL, a grant's number, or a company's id or name.
Result<std::string> Explanation(const Analysis& analysis,
                                const std::string& what, bool json,
                                const Terminal& terminal) {
  if (what.find("://") != std::string::npos) {
    auto url = Url::Parse(what);
    if (!url) return tl::unexpected(url.error());
    return ExplainPage(analysis, *url, json, terminal);
  }
  // A company's id or name is never a grant's number, but for a chance.
  auto grant = DossierOf(analysis, what);
  if (grant) {
    return json ? IndentedJson(DossierJson(*grant))
                : DossierText(*grant, terminal.language);
  }
  if (grant.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(grant.error());
  }
  return ExplainCompany(analysis, what, json, terminal);
}

}  // namespace

int ExplainCommand(const Arguments& arguments) {
  CommandLine command{
      "why a company, page or grant is (not) counted: terms, sentences, "
      "dates, rules",
      "ritmon explain"};
  CommonFlags common;
  OutputFlags output;
  std::vector<std::string> words;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command
      .Add("COMPANY|URL|FKZ", words,
           "an id, a name, a page's URL, or a grant's number")
      .Required();
  command.AddFlag("--json", json, "one JSON object");
  command.Example("ritmon explain K1101R_HRB900101");
  command.Example("ritmon explain https://www.example.org/produkte");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  const Terminal terminal = output.terminal();
  auto text = Explanation(*analysis, JoinWords(words), json, terminal);
  if (!text) return Report(text.error());
  auto status = Print(*text, terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
