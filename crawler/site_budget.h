// SPDX-License-Identifier: GPL-3.0-or-later
// What the crawl of a site has cost so far: pages known, bytes and time spent
// in the current window. In the state store, so that a restart gives nothing
// away; the rows of the sites at hand are kept in memory until Flush.
//
// Belongs to one thread.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "crawler/scope.h"

namespace ritmon {

// Why a site is left alone for now.
struct BudgetStop {
  std::string why;    // "budget of bytes", or what Close was given
  Timestamp until{};  // kNever if for good
};

class SiteBudgets {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  // Bytes and time are counted anew after `window`.
  static Result<SiteBudgets> Open(Database& database,
                                  std::chrono::hours window);

  // The number by which tables call a site.
  static int64_t IdOf(std::string_view site);

  // Pages that the frontier knows of the site.
  Result<int64_t> Pages(const std::string& site);
  Status AddPage(const std::string& site);
  // Those of them that are PDF by their name.
  Result<int64_t> Documents(const std::string& site);
  Status AddDocument(const std::string& site);
  // The same as Pages of its sitemaps and feeds.
  Result<int64_t> Sources(const std::string& site);
  Status AddSource(const std::string& site);

  // One transfer more.
  Status Spend(const std::string& site, int64_t bytes,
               std::chrono::milliseconds time, Timestamp now);

  Result<std::optional<BudgetStop>> Stop(const std::string& site,
                                         const SiteRules& rules, Timestamp now);
  // Ends the crawl of the site for good (or, with an empty `why`, opens it).
  Status Close(const std::string& site, const std::string& why);

  // Writes what has changed; part of the caller's transaction.
  Status Flush();

 private:
  struct Row {
    int64_t pages = 0;
    int64_t documents = 0;
    int64_t sources = 0;
    int64_t bytes = 0;
    int64_t spent_ms = 0;
    Timestamp window_at{};  // start of the window
    std::string closed;
    bool changed = false;
  };
  SiteBudgets(std::chrono::hours window, Statement load, Statement store)
      : window_(window), load_(std::move(load)), store_(std::move(store)) {}
  Result<Row*> Load(const std::string& site);
  void Change(const std::string& site, Row& row);

  std::chrono::hours window_;
  Statement load_;
  Statement store_;
  std::unordered_map<std::string, Row> rows_;
  std::vector<std::string> changed_;  // since the last Flush
};

}  // namespace ritmon
