// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/list_source.h"

#include <utility>

namespace ritmon {
namespace {

// The lists of `directory` with the user's own further ones.
Result<NamedLists> FromDirectory(const std::string& name,
                                 const std::filesystem::path& directory,
                                 const Options& options) {
  auto taxonomy = Taxonomy::Load(directory, options.more_keyword_lists);
  if (!taxonomy) return tl::unexpected(taxonomy.error());
  return NamedLists{name, std::move(*taxonomy)};
}

Result<NamedLists> FromHistory(const std::string& name, ListHistory& history) {
  auto version = history.Find(name);
  if (!version) return tl::unexpected(version.error());
  auto lists = history.Lists(version->version);
  if (!lists) return tl::unexpected(lists.error());
  // Lists of an earlier program need not suit this one.
  const auto failed = [&](const Error& error) {
    return Fail(error.kind, "recorded keyword lists of version " +
                                version->version + ":\n" + error.message);
  };
  auto source = ParseTaxonomyDirectories(std::move(*lists));
  if (!source) return failed(source.error());
  auto taxonomy = Taxonomy::Compile(std::move(*source));
  if (!taxonomy) return failed(taxonomy.error());
  return NamedLists{name, std::move(*taxonomy)};
}

}  // namespace

Result<ListHistory> OpenHistory(const Options& options) {
  auto history = ListHistory::OpenReadOnly(options.workspace.lists_db());
  if (!history && history.error().kind == ErrorKind::kNotFound) {
    return Fail(ErrorKind::kNotFound,
                "no version of the keyword lists is recorded yet; 'ritmon tag "
                "--force' records the one that is in use");
  }
  return history;
}

Result<NamedLists> LoadLists(const std::string& name, const Options& options) {
  std::error_code ignored;
  if (std::filesystem::is_directory(name, ignored)) {
    return FromDirectory(name, name, options);
  }
  auto history = OpenHistory(options);
  if (history) {
    auto found = FromHistory(name, *history);
    if (found || found.error().kind != ErrorKind::kNotFound) return found;
    return Fail(
        ErrorKind::kNotFound,
        "'" + name + "' is no directory either: " + found.error().message);
  }
  if (history.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(history.error());
  }
  if (name == "current") {
    return FromDirectory(name, options.keyword_lists, options);
  }
  return Fail(ErrorKind::kNotFound,
              "'" + name + "' is no directory, and " + history.error().message);
}

}  // namespace ritmon
