// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/archive_stage.h"

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_rendition.h"
#include "pipeline/forget_stage.h"
#include "pipeline/pipeline.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

bool IsArchiveFile(const fs::path& path) {
  const std::string name = path.filename().string();
  for (const std::string_view suffix : {".warc", ".warc.gz", ".warc.zst"}) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) return true;
  }
  return false;
}

// Foreign archives do not say what a capture was for; the path does.
bool IsArchivedPage(const FetchResult& result) {
  return IsRead(result) && result.request.url.path() != "/robots.txt";
}

Result<ArchiveFileReport> ReadFile(const fs::path& path,
                                   const std::string& name, Pipeline& pipeline,
                                   Counters& counters, StepClock& steps,
                                   const Progress& progress) {
  auto reader = WarcReader::Open(path);
  if (!reader) return tl::unexpected(reader.error());
  ArchiveFileReport report{.file = name};
  while (true) {
    auto record = reader->Next();
    if (!record) return tl::unexpected(record.error());
    if (!*record) break;
    ++report.records;
    steps.Count(JobStep::read_archive);
    if (progress) progress(counters);
    // A rendition comes later than its response and takes its place.
    const bool rendered = IsRendition(**record);
    auto result =
        rendered ? PageOfRendition(**record) : ToFetchResult(**record);
    if (!result || !IsArchivedPage(*result)) {
      counters.Add(Counter::skipped_records);
      continue;
    }
    counters.Add(Counter::read_records);
    ++report.pages;
    Capture capture{std::move(*result),
                    CaptureRef{.file = name,
                               .offset = (*record)->offset,
                               .digest = std::string((*record)->digest())},
                    rendered};
    const StepTimer waiting(steps, JobStep::queues);
    if (!pipeline.Submit(std::move(capture))) {
      return tl::unexpected(pipeline.Health().error());
    }
  }
  report.problems = reader->problem_count();
  report.truncated = reader->ends_truncated();
  counters.Add(Counter::broken_records,
               static_cast<int64_t>(reader->problem_count()));
  if (!reader->problems().empty()) {
    const WarcProblem& first = reader->problems().front();
    report.first_problem =
        "offset " + std::to_string(first.offset) + ": " + first.reason;
  }
  return report;
}

// `files`: where each is, and its name in the archive.
Result<std::vector<ArchiveFileReport>> ReadFiles(
    const Options& options,
    const std::vector<std::pair<fs::path, std::string>>& files,
    std::shared_ptr<const Taxonomy> taxonomy, PageStore& store,
    Counters& counters, StepClock& steps, const Progress& progress) {
  const StepTimer timer(steps, JobStep::read_archive);
  auto process = ProcessOptionsOf(options);
  if (!process) return tl::unexpected(process.error());
  Pipeline pipeline(options.pipeline, std::move(taxonomy), *process, store,
                    counters, steps.timings(), [](PageFacts) {});
  std::vector<ArchiveFileReport> reports;
  for (const auto& [path, name] : files) {
    auto report = ReadFile(path, name, pipeline, counters, steps, progress);
    if (!report) {
      static_cast<void>(pipeline.Finish());
      return tl::unexpected(report.error());
    }
    reports.push_back(std::move(*report));
  }
  const StepTimer waiting(steps, JobStep::queues);
  if (auto status = pipeline.Finish(); !status) {
    return tl::unexpected(status.error());
  }
  return reports;
}

// The archive's own copy of a foreign file. The same name and size is taken
// for the same file.
Result<std::string> TakeOver(const fs::path& path, const Options& options,
                             const Clock& clock) {
  const fs::path archive = options.workspace.warc();
  const std::string name = "ingest-" + path.filename().string();
  const fs::path target = archive / name;
  std::error_code code;
  const auto size = fs::file_size(path, code);
  if (code) {
    return Fail(ErrorKind::kNotFound, path.string() + ": " + code.message());
  }
  if (fs::exists(target)) {
    if (fs::file_size(target, code) == size) return name;
    return Fail(ErrorKind::kInvalid,
                path.string() +
                    ": the archive already holds another file "
                    "of this name; rename yours and try again");
  }
  // In a place of its own until it holds nobody who is kept out.
  const fs::path beside = archive / "ingest.partial";
  const fs::path partial = beside / name;
  fs::remove_all(beside, code);  // what a kill has left
  if (auto s = MakeDirectories(beside); !s) return tl::unexpected(s.error());
  fs::copy_file(path, partial, fs::copy_options::overwrite_existing, code);
  if (!code) {
    fs::permissions(partial, fs::perms::owner_write, fs::perm_options::add,
                    code);
    auto purged = PurgeForgotten(beside, options.forgotten, clock);
    if (!purged) return tl::unexpected(purged.error());
  }
  if (!code) fs::rename(partial, target, code);
  std::error_code ignored;
  fs::remove_all(beside, ignored);
  if (code) {
    return Fail(ErrorKind::kIo, path.string() + ": cannot copy to " +
                                    target.string() + ": " + code.message());
  }
  return name;
}

// Errors about the file before anything is copied or stored.
Status CheckReadable(const fs::path& path) {
  if (!IsArchiveFile(path)) {
    return Fail(ErrorKind::kInvalid,
                path.string() + ": not a .warc, .warc.gz or .warc.zst file");
  }
  auto reader = WarcReader::Open(path);
  if (!reader) return tl::unexpected(reader.error());
  auto record = reader->Next();
  if (!record) return tl::unexpected(record.error());
  if (!*record) {
    return Fail(ErrorKind::kInvalid, path.string() + ": holds no WARC record");
  }
  return {};
}

}  // namespace

Result<std::vector<ArchiveFileReport>> Ingest(
    const Options& options, const std::vector<fs::path>& files,
    std::shared_ptr<const Taxonomy> taxonomy, PageStore& store,
    Counters& counters, StepClock& steps, const Progress& progress,
    const Clock& clock) {
  for (const fs::path& path : files) {
    if (auto status = CheckReadable(path); !status) {
      return tl::unexpected(status.error());
    }
  }
  if (auto s = MakeDirectories(options.workspace.warc()); !s) {
    return tl::unexpected(s.error());
  }
  std::vector<std::pair<fs::path, std::string>> taken;
  for (const fs::path& path : files) {
    auto name = TakeOver(path, options, clock);
    if (!name) return tl::unexpected(name.error());
    taken.emplace_back(options.workspace.warc() / *name, *name);
  }
  return ReadFiles(options, taken, std::move(taxonomy), store, counters, steps,
                   progress);
}

Result<std::vector<ArchiveFileReport>> ReadArchive(
    const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
    PageStore& store, Counters& counters, StepClock& steps,
    const Progress& progress) {
  std::vector<std::pair<fs::path, std::string>> files;
  std::error_code code;
  for (const auto& entry :
       fs::directory_iterator(options.workspace.warc(), code)) {
    if (IsArchiveFile(entry.path())) {
      files.emplace_back(entry.path(), entry.path().filename().string());
    }
  }
  if (code && code != std::errc::no_such_file_or_directory) {
    return Fail(ErrorKind::kIo,
                options.workspace.warc().string() + ": " + code.message());
  }
  std::sort(files.begin(), files.end());
  return ReadFiles(options, files, std::move(taxonomy), store, counters, steps,
                   progress);
}

}  // namespace ritmon
