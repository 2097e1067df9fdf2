// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/list_flags.h"

#include <algorithm>
#include <utility>

#include "base/nearest.h"
#include "cli/command_line.h"

namespace ritmon {

void ListFlags::AddTo(CommandLine& command) {
  common.AddTo(command);
  // One a flag: what follows may be a field's name.
  command
      .Add("--lists", lists,
           "directory of keyword lists, may be repeated; else the "
           "configuration's")
      .OneValueEach()
      .Takes(ValueKind::kFile);
}

Result<std::vector<std::filesystem::path>> ListFlags::Directories() const {
  if (!lists.empty()) {
    return std::vector<std::filesystem::path>(lists.begin(), lists.end());
  }
  if (common.config_path.empty()) {
    return Fail(ErrorKind::kNotFound,
                "no keyword lists: give --lists DIR or -c FILE, or set "
                "RITMON_CONFIG");
  }
  auto config = common.Load();
  if (!config) return tl::unexpected(config.error());
  std::vector<std::filesystem::path> all = {config->options.keyword_lists};
  const auto& more = config->options.more_keyword_lists;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Result<std::shared_ptr<const Taxonomy>> ListFlags::Load() const {
  auto directories = Directories();
  if (!directories) return tl::unexpected(directories.error());
  return Taxonomy::Load(directories->front(),
                        {directories->begin() + 1, directories->end()});
}

Result<std::shared_ptr<const Taxonomy>> ListFlags::LoadToExplain() const {
  auto directories = Directories();
  if (!directories) return tl::unexpected(directories.error());
  auto source = ReadTaxonomyFiles(
      directories->front(), {directories->begin() + 1, directories->end()});
  if (!source) return tl::unexpected(source.error());
  source->scoring.candidate = 0;
  return Taxonomy::Compile(std::move(*source));
}

std::string DidYouMeanField(const Taxonomy& taxonomy, std::string_view name) {
  std::vector<std::string_view> ids;
  for (size_t i = 0; i < taxonomy.entry_count(); ++i) {
    ids.push_back(taxonomy.entry(i).id);
  }
  return DidYouMean(name, ids);
}

Result<std::vector<const FieldSource*>> EntriesNamed(
    const Taxonomy& taxonomy, const std::vector<std::string>& names) {
  std::vector<const FieldSource*> entries;
  if (names.empty()) {
    for (size_t i = 0; i < taxonomy.entry_count(); ++i) {
      entries.push_back(&taxonomy.entry(i));
    }
    return entries;
  }
  std::vector<std::string> mistakes;
  for (const std::string& name : names) {
    const FieldSource* entry = taxonomy.Find(name);
    if (entry == nullptr) {
      mistakes.push_back("unknown field '" + name + "'" +
                         DidYouMeanField(taxonomy, name));
    } else if (std::find(entries.begin(), entries.end(), entry) ==
               entries.end()) {
      entries.push_back(entry);
    }
  }
  if (mistakes.empty()) return entries;
  return tl::unexpected(MistakesError(std::move(mistakes)));
}

}  // namespace ritmon
