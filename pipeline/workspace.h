// SPDX-License-Identifier: GPL-3.0-or-later
// Where things lie in a data directory (docs/formats.md).

#pragma once

#include <filesystem>

namespace ritmon {

struct Workspace {
  std::filesystem::path root;

  std::filesystem::path warc() const { return root / "warc"; }
  std::filesystem::path state_db() const { return root / "state.db"; }
  std::filesystem::path lists_db() const { return root / "lists.db"; }
  std::filesystem::path history_db() const { return root / "history.db"; }
  // Rows of a first import on their way into state_db().
  std::filesystem::path import_db() const { return root / "import.db"; }
  std::filesystem::path text() const { return root / "text"; }
  // What a replay replaces, until it is done.
  std::filesystem::path replaced_text() const { return root / "text.old"; }
  std::filesystem::path pages_db() const { return text() / "pages.db"; }
  std::filesystem::path grants_db() const { return text() / "grants.db"; }
  std::filesystem::path index() const { return root / "index"; }
  std::filesystem::path page_index() const { return index() / "pages"; }
  std::filesystem::path company_index() const { return index() / "companies"; }
  // The daemon's own; its lock lies in the same directory.
  std::filesystem::path jobs_db() const { return root / "daemon" / "jobs.db"; }
  std::filesystem::path reports() const { return root / "reports"; }
};

}  // namespace ritmon
