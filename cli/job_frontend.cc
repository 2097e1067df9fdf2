// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job_frontend.h"

#include <fmt/format.h>

#include <utility>

#include "cli/import_summary.h"
#include "config/connect_to.h"
#include "crawler/browser_process.h"

namespace ritmon {

Result<Job> OpenJob(const CommonFlags& common, std::string kind,
                    const Clock& clock, Progress progress, bool crawls,
                    JobStart start) {
  auto config = common.Load();
  if (!config) return tl::unexpected(config.error());
  const DocumentReader documents(config->options.documents);
  if (!documents.available() && !common.quiet) {
    Warn("PDF is not read: " + documents.reader().string() + " is not there");
  }
  if (crawls && !config->connect_to.empty()) {
    auto targets = LoadConnectTo(config->connect_to);
    if (!targets) return FailAt("fetch.connect_to", targets.error());
    config->options.fetch.connect_to = std::move(*targets);
  }
  return Job::Open(std::move(config->options), clock, std::move(progress),
                   crawls ? LogOfFetches(common.quiet) : FetchLog(), start,
                   std::move(kind));
}

std::string Describe(const ImportReport& report) {
  std::string text;
  for (const ImportSummary& file : report.files) text += DescribeImport(file);
  return text;
}

std::string Describe(const std::vector<ArchiveFileReport>& reports) {
  std::string text;
  for (const ArchiveFileReport& file : reports) {
    text += fmt::format("read {}: {} records, {} pages", file.file,
                        file.records, file.pages);
    if (file.problems > 0) {
      text += fmt::format(", {} broken places ({})", file.problems,
                          file.first_problem);
    }
    if (file.truncated) text += ", ends in half a record";
    text += "\n";
  }
  return text;
}

std::string Describe(const IndexReport& report) {
  return fmt::format(
      "indexed {} pages and {} companies; {} of {} sites speak for a company\n",
      report.pages, report.companies, report.matched_sites, report.sites);
}

std::string DescribeCrawl(const Job& job) {
  const Counters& counters = job.counters();
  std::string text = fmt::format(
      "crawled: {} answers, {} failures, {} left alone; {} pages, {} with a "
      "field\n",
      counters.Get(Counter::fetched), counters.Get(Counter::fetch_failures),
      counters.Get(Counter::not_fetched), counters.Get(Counter::pages),
      counters.Get(Counter::tagged_pages));
  if (counters.Get(Counter::documents) > 0) {
    text += fmt::format("of the pages {} were PDF, {} of them unreadable\n",
                        counters.Get(Counter::documents),
                        counters.Get(Counter::unreadable_documents));
  }
  const int64_t needing = counters.Get(Counter::needs_script);
  if (needing == 0 && counters.Get(Counter::rendered) == 0) return text;
  text += fmt::format(
      "scripts: {} pages without text, {} rendered, {} failed, {} left\n",
      needing, counters.Get(Counter::rendered),
      counters.Get(Counter::render_failures),
      counters.Get(Counter::render_left));
  if (!job.options().render.on) {
    text += "  rendering is off: render.render = \"auto\" turns it on\n";
  } else if (!FindBrowser(job.options().render.browser)) {
    text +=
        "  no browser to render them: install chromium, or set "
        "render.browser\n";
  } else if (!job.render_problem().empty()) {
    text += "  rendering ended early: " + job.render_problem() + "\n";
  }
  return text;
}

}  // namespace ritmon
