// SPDX-License-Identifier: GPL-3.0-or-later
// Names, certificates, and the programs that do a part of the work.

#include <system_error>

#include "base/child_process.h"
#include "base/files.h"
#include "crawler/browser_process.h"
#include "crawler/curl_ca_bundle.h"
#include "model/url.h"
#include "pipeline/doctor/doctor.h"
#include "pipeline/read_document.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr ChildLimits kBounded{.cpu_time = std::chrono::seconds(10),
                               .wall_time = std::chrono::seconds(10),
                               .address_space = 0,
                               .max_output = 1 << 16};

// A name that the configuration has; empty if none.
std::string SomeName(const Options& options) {
  for (const SeedSource& seed : options.seeds) {
    if (const auto url = Url::Parse(seed.url)) return std::string(url->host());
  }
  for (const DirectorySource& directory : options.directories) {
    if (const auto url = Url::Parse(directory.url)) {
      return std::string(url->host());
    }
  }
  for (const FeedSource& feed : options.feeds) {
    if (const auto url = Url::Parse(feed.url)) return std::string(url->host());
  }
  return "";
}

size_t CountCertificates(const fs::path& file) {
  const std::string text = ReadFile(file).value_or(std::string());
  size_t count = 0;
  for (size_t at = text.find("-----BEGIN "); at != std::string::npos;
       at = text.find("-----BEGIN ", at + 1)) {
    ++count;
  }
  return count;
}

std::string FirstLine(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string HowItEnded(const ChildResult& result) {
  if (result.end == ChildEnd::kNotStarted) return result.error;
  if (result.end != ChildEnd::kExited) return std::string(ToString(result.end));
  return "exit code " + std::to_string(result.exit_code);
}

Finding CheckBrowser(const Options& options) {
  if (!options.render.on) return {FindingId::browser_not_wanted, "", ""};
  const auto browser = FindBrowser(options.render.browser);
  if (!browser) {
    return {FindingId::browser_missing, options.render.browser.string(), ""};
  }
  const ChildResult ran = RunChild(*browser, {"--version"}, "", kBounded);
  const bool runs = ran.end == ChildEnd::kExited && ran.exit_code == 0;
  return {runs ? FindingId::program_runs : FindingId::program_fails,
          browser->string(), runs ? FirstLine(ran.output) : HowItEnded(ran)};
}

// It says of something that is no document that it is damaged.
Finding CheckPdfReader(const Options& options) {
  const DocumentReader documents(options.documents);
  const std::string name = documents.reader().string();
  if (!documents.available()) {
    return {FindingId::pdf_reader_missing, name, ""};
  }
  const ChildResult ran =
      RunChild(documents.reader(), {"1", "1000"}, "%PDF-1.4\n", kBounded);
  const bool runs = ran.end == ChildEnd::kExited && ran.exit_code == 0;
  return {runs ? FindingId::program_runs : FindingId::program_fails, name,
          runs ? "" : HowItEnded(ran)};
}

}  // namespace

// getent(1) asks as the crawl's resolver does, and can be ended: a lookup in
// this process could not.
Findings CheckNames(const Options& options) {
  const std::string name = SomeName(options);
  if (name.empty() || !options.fetch.proxy.empty() ||
      options.fetch.connect_to.contains(name)) {
    return {{FindingId::name_not_asked, name, ""}};
  }
  const ChildResult ran =
      RunChild("/usr/bin/getent", {"ahosts", name}, "", kBounded);
  if (ran.end == ChildEnd::kTimedOut) {
    return {{FindingId::name_too_slow, name, "10"}};
  }
  if (ran.end == ChildEnd::kExited && ran.exit_code == 0) {
    const std::string line = FirstLine(ran.output);
    return {{FindingId::name_resolves, name, line.substr(0, line.find(' '))}};
  }
  return {{FindingId::name_unknown, name, HowItEnded(ran)}};
}

Findings CheckCertificates(const Options& options) {
  const fs::path place = options.fetch.ca_file.empty()
                             ? DefaultCertificates()
                             : fs::path(options.fetch.ca_file);
  std::error_code code;
  size_t count = 0;
  if (fs::is_directory(place, code)) {
    for (fs::directory_iterator entry(place, code), end; !code && entry != end;
         entry.increment(code)) {
      count += CountCertificates(entry->path());
    }
  } else {
    count = CountCertificates(place);
  }
  return {{count > 0 ? FindingId::certificates_there
                     : FindingId::certificates_missing,
           place.string(), std::to_string(count)}};
}

Findings CheckPrograms(const Options& options) {
  return {CheckBrowser(options), CheckPdfReader(options)};
}

}  // namespace ritmon
