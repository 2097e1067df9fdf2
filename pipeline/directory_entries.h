// SPDX-License-Identifier: GPL-3.0-or-later
// What the configured directories list: companies by their link, or by name.
//
// Links that the directory itself puts on its pages, and those to platforms
// where many have an account, are no entries: the first stand on nearly every
// page, of the second there are many addresses on one site, none of them its
// home page. Derived from the page store; nothing is kept beside it.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "model/listing.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct DirectoryEntry {
  std::string directory;  // its name
  std::string page;       // where the entry stands
  std::string site;       // registrable domain of the link; empty if none
  Listing listing;
};

// A page of a directory with what it lists.
struct DirectoryPage {
  std::string href;
  std::vector<Listing> listings;
};

// The names with a legal form that an entry shows, as they are written.
std::vector<std::string> NamesIn(const Listing& listing);

// The entries of one directory.
std::vector<DirectoryEntry> SiftEntries(
    const std::string& directory, const std::vector<DirectoryPage>& pages);

// Of all configured directories, in their order, then by page.
Result<std::vector<DirectoryEntry>> ReadDirectories(const Options& options,
                                                    PageStore& pages);

// Those that speak of the company: by one of its sites, or by its name.
std::vector<DirectoryEntry> EntriesOf(
    const std::vector<DirectoryEntry>& entries, const Company& company,
    const std::vector<std::string>& sites);

}  // namespace ritmon
