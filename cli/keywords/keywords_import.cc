// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "classifier/term_table.h"
#include "cli/command_line.h"
#include "cli/keywords/keywords.h"
#include "cli/list_flags.h"
#include "cli/text_table.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Whether both are the same directory.
bool IsSame(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

// The lists to be changed: without --lists, those of the configuration that
// `into` is one of, or else `into` alone.
Result<std::vector<fs::path>> Lists(const ListFlags& flags,
                                    const std::string& into) {
  auto paths = flags.Directories();
  if (into.empty() || !flags.lists.empty()) return paths;
  const bool is_one =
      paths && std::any_of(paths->begin(), paths->end(), [&](const auto& path) {
        return IsSame(path, into);
      });
  return is_one ? paths : std::vector<fs::path>{into};
}

// All files or none: what was written is put back if one cannot be.
Status WriteAll(const std::vector<ListDirectory>& directories,
                const std::vector<ChangedFile>& files) {
  for (size_t i = 0; i < files.size(); ++i) {
    const auto path = [&](const ChangedFile& file) {
      return directories[file.directory].path / file.name;
    };
    auto status = WriteFileAtomically(path(files[i]), files[i].content);
    if (status) continue;
    for (size_t written = 0; written < i; ++written) {
      for (const auto& [name, content] :
           directories[files[written].directory].files) {
        if (name != files[written].name) continue;
        if (auto back = WriteFileAtomically(path(files[written]), content);
            !back) {
          status.error().message +=
              "\n" + back.error().message + " (this file is changed already)";
        }
      }
    }
    return status;
  }
  return {};
}

// kInvalid if a change is for a file of another directory than `only`.
Status CheckDirectory(const std::vector<ListDirectory>& directories,
                      const std::vector<ChangedFile>& files,
                      const fs::path& only) {
  std::vector<std::string> mistakes;
  for (const ChangedFile& file : files) {
    const fs::path& directory = directories[file.directory].path;
    if (!IsSame(directory, only)) {
      mistakes.push_back((directory / file.name).string() +
                         ": would change, but is not in " + only.string());
    }
  }
  if (mistakes.empty()) return {};
  return tl::unexpected(MistakesError(std::move(mistakes)));
}

std::string Described(const Taxonomy& taxonomy,
                      const std::vector<ListFileChange>& changes,
                      bool dry_run) {
  std::string text;
  size_t added = 0;
  size_t removed = 0;
  for (const ListFileChange& change : changes) {
    text += taxonomy.entry(change.entry).place.file + "\n";
    for (const std::string& line : change.described) {
      text += WrapText("  " + line, 6);
      ++(line.starts_with('+') ? added : removed);
    }
  }
  return text + fmt::format("{} terms added, {} removed, {} files {}\n", added,
                            removed, changes.size(),
                            dry_run ? "would change" : "changed");
}

}  // namespace

int KeywordsImport(const Arguments& arguments) {
  CommandLine command{"put a changed table of terms into the lists",
                      "ritmon keywords import"};
  ListFlags flags;
  std::string file;
  std::string into;
  bool dry_run = false;
  flags.AddTo(command);
  command.Add("FILE", file, "what export wrote, changed (CSV)").Required();
  command.Add("--into", into, "change files of this directory of lists only");
  command.AddFlag("--dry-run", dry_run,
                  "print what would change, write nothing");
  if (const auto over = command.Parse(arguments)) return *over;
  auto paths = Lists(flags, into);
  if (!paths) return Report(paths.error());
  auto csv = ReadFile(file);
  if (!csv) return Report(csv.error());
  auto directories = ReadListDirectories(*paths);
  if (!directories) return Report(directories.error());
  auto source = ParseTaxonomyDirectories(*directories);
  if (!source) return Report(source.error());
  auto taxonomy = Taxonomy::Compile(std::move(*source));
  if (!taxonomy) return Report(taxonomy.error());
  auto changes = CompareTermTable(**taxonomy, file, *csv);
  if (!changes) return Report(changes.error());
  auto changed = ApplyTermTable(*directories, **taxonomy, *changes);
  if (!changed) return Report(changed.error());
  if (!into.empty()) {
    if (auto status = CheckDirectory(*directories, *changed, into); !status) {
      return Report(status.error());
    }
  }
  if (!dry_run) {
    if (auto status = WriteAll(*directories, *changed); !status) {
      return Report(status.error());
    }
  }
  auto status = Print(Described(**taxonomy, *changes, dry_run));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
