// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "classifier/taxonomy.h"
#include "cli/frontend.h"
#include "crawler/frontier.h"
#include "pipeline/page_store.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

uint64_t BytesIn(const std::filesystem::path& directory) {
  uint64_t bytes = 0;
  std::error_code code;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(directory, code)) {
    if (entry.is_regular_file(code)) bytes += entry.file_size(code);
  }
  return bytes;
}

Result<Json> Collect(const Options& options, const Clock& clock) {
  const Workspace& workspace = options.workspace;
  Json status{{"directory", workspace.root.string()}};
  if (!std::filesystem::exists(workspace.state_db())) {
    return Fail(ErrorKind::kNotFound,
                workspace.root.string() +
                    ": no data yet; 'ritmon run' does the whole job");
  }
  auto database = Database::Open(workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto company_count = companies->Count();
  if (!company_count) return tl::unexpected(company_count.error());
  const Scope scope(options.scope);
  auto frontier = Frontier::Open(*database, scope);
  if (!frontier) return tl::unexpected(frontier.error());
  auto totals = frontier->Totals(clock.Now());
  if (!totals) return tl::unexpected(totals.error());
  status["companies"] = *company_count;
  status["urls"] = {{"due", totals->due},
                    {"done", totals->done},
                    {"failed", totals->failed},
                    {"refused", totals->refused},
                    {"hosts", totals->hosts}};
  auto pages = PageStore::OpenReadOnly(workspace.text());
  if (pages) {
    auto page_count = pages->CountPages();
    if (!page_count) return tl::unexpected(page_count.error());
    auto version = pages->ListVersion();
    if (!version) return tl::unexpected(version.error());
    auto dirty = pages->IsDirty();
    if (!dirty) return tl::unexpected(dirty.error());
    status["pages"] = *page_count;
    status["tagged_with"] = *version;
    status["indexed"] = !*dirty;
  }
  status["archive_bytes"] = BytesIn(workspace.warc());
  status["bytes"] = BytesIn(workspace.root);
  return status;
}

std::string AsText(const Json& status) {
  std::string text;
  for (const auto& [key, value] : status.items()) {
    if (value.is_object()) {
      std::string parts;
      for (const auto& [name, number] : value.items()) {
        parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ",
                             number.get<int64_t>(), name);
      }
      text += fmt::format("{:<14} {}\n", key, parts);
    } else {
      text += fmt::format(
          "{:<14} {}\n", key,
          value.is_string() ? value.get<std::string>() : value.dump());
    }
  }
  return text;
}

}  // namespace

int StatusCommand(const Arguments& arguments) {
  CLI::App app{"what the data directory holds, what is due", "ritmon status"};
  CommonFlags common;
  bool json = false;
  common.AddTo(app);
  app.add_flag("--json", json, "one JSON object");
  if (const auto over = Parse(app, arguments)) return *over;
  auto config = common.Load();
  if (!config) return Report(config.error());
  const SystemClock clock;
  auto status = Collect(config->options, clock);
  if (!status) return Report(status.error());
  auto printed = Print(json ? status->dump(2) + "\n" : AsText(*status));
  if (!printed) return Report(printed.error());
  return kExitOk;
}

}  // namespace ritmon
