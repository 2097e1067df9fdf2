// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the whole job needs to know: the rooms' options and where
// things are. config/ fills it from a file and from flags.

#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "crawler/crawl_loop.h"
#include "crawler/curl_fetcher.h"
#include "crawler/scope.h"
#include "funding/actor_type.h"
#include "funding/indicators.h"
#include "index/critical_mass.h"
#include "model/page.h"
#include "pipeline/counters.h"
#include "pipeline/forgotten_list.h"
#include "pipeline/pipeline.h"
#include "pipeline/social_options.h"
#include "pipeline/workspace.h"
#include "registry/region_definition.h"

namespace ritmon {

struct CompanySource {
  std::filesystem::path file;  // a folder too for XJustiz
  std::string format;          // registry/source_format.h; found if empty
  std::string name;  // of the source; the mapping's or file's name if empty
  // Tables: a higher one is believed more; the register has 50. The mapping's,
  // else 30, if absent.
  std::optional<int> rank;
  std::filesystem::path mapping;  // tables; recognised if empty
  // Tables: win over the mapping.
  std::optional<char> delimiter;
  std::optional<std::string> encoding;
  std::string as_of;  // date of the data where the file does not say it
};

// A file of the funding catalogue (FÖKAT) or of EnArgus.
struct GrantSource {
  std::filesystem::path file;
  std::optional<char> delimiter;        // found if absent
  std::optional<std::string> encoding;  // found if absent
  std::string as_of;                    // date of the data
};

// A folder that is watched (pipeline/incoming.h).
struct IncomingOptions {
  std::filesystem::path directory;  // empty: none
  // A file that has not changed for so long is complete.
  std::chrono::seconds settle{60};
};

// How public research money is reckoned (funding/).
struct FundingOptions {
  ActorOptions actors;
  IndicatorOptions indicators;
  GrantPlace place = GrantPlace::kExecuting;
  std::filesystem::path employment;     // CSV: funding/employment.h
  std::vector<std::string> benchmarks;  // regions that home is compared with
  // Of home, shown beside it: the city in its metropolitan region. May be
  // empty.
  std::string part;
};

// A cluster or network of companies: who is in it, what it says of itself.
struct ClusterSource {
  std::string id;         // lower-case letters, digits and hyphens
  std::string label;      // "Life Science Nord"
  std::string site;       // registrable domain of its own pages; may be empty
  std::string directory;  // name of the [[directory]] of its members, or empty
  std::filesystem::path members;    // a table of members; may be empty
  std::optional<int> told_members;  // as it says itself
  std::optional<double> staff;
  std::optional<int> founded;
  std::string source;  // where these come from, as of when
};

struct SeedSource {
  std::string url;
  PageKind kind = PageKind::kWeb;  // kNews: supporting evidence only
};

// A list of companies on the web: a cluster's members, a chamber's directory.
struct DirectorySource {
  std::string url;   // where the list begins
  std::string name;  // as `explain` calls it; the site's name if empty
  int max_pages = 200;
};

// Companies whose website nobody has told: domains made from their names are
// asked, and believed only if the imprint there names the company.
struct CandidateOptions {
  int max_companies = 0;  // asked about in one run; 0: none
  int per_company = 4;    // domains
  int max_pages = 3;      // of a site until its imprint has spoken
  std::vector<std::string> tlds = {"de", "com"};
};

// Pages whose text is missing without scripts (render_stage.h).
struct RenderOptions {
  bool on = true;                                  // if there is a browser
  std::filesystem::path browser;                   // empty: looked for in PATH
  std::chrono::milliseconds time_limit{120'000};   // of one page
  int64_t max_memory_bytes = int64_t{1536} << 20;  // of the browser
  int max_pages = 500;                             // in one run
  int max_pages_per_site = 60;                     // in one run
  int max_requests = 100;                          // of one page's scripts
  // Registrable domains that scripts may ask besides their page's own.
  std::set<std::string, std::less<>> allowed_domains;
};

// How the number of companies in a field is judged (index/critical_mass.h).
struct CriticalMassOptions {
  MassThresholds thresholds;
  std::filesystem::path population;  // registry/population.h; empty: none
  // Another region beside the own one, indexed as a whole like it; empty: none.
  std::string benchmark;
};

struct Options {
  Workspace workspace;
  // A crawl ends, and nothing else begins, where less is free; 0: never mind.
  int64_t min_free_bytes = int64_t{512} << 20;
  std::filesystem::path keyword_lists;
  // Read as one set with these.
  std::vector<std::filesystem::path> more_keyword_lists;
  int kept_list_versions = 12;   // with what they counted (list_history.h)
  std::filesystem::path geo;     // directory of the place tables
  std::filesystem::path courts;  // table of the register courts
  // Regions of the configuration, beside those of the place tables.
  std::vector<RegionDefinition> regions;
  std::string region;  // whose companies are counted
  std::string product_token = "ritmon";
  std::string contact;  // URL or mail address of the operator
  // Phrases by which imprints and terms reserve a site; empty: not looked for.
  std::filesystem::path reservation_phrases;
  bool read_noindex_imprints = true;  // see process_page.h
  int retention_days = 0;  // captures older than this are removed; 0: never
  // Pages that have been gone for longer are forgotten, and questions to
  // networks that are older; 0: never.
  int gone_days = 365;
  ForgottenList forgotten;  // read by Job::Open from the state store
  std::vector<CompanySource> companies;
  std::vector<GrantSource> grants;
  IncomingOptions incoming;
  FundingOptions funding;
  std::vector<ClusterSource> clusters;
  std::filesystem::path scoreboard;  // CSV: funding/scoreboard.h; may be empty
  // Which fields they are active in, as people see it:
  // registry/cluster_marks.h.
  std::filesystem::path cluster_marks;
  std::vector<SeedSource> seeds;
  std::vector<DirectorySource> directories;
  std::vector<FeedSource> feeds;
  CandidateOptions candidates;
  CrawlOptions crawl;
  FrontierOptions frontier;
  CurlFetcherOptions fetch;
  ScopeOptions scope;
  PipelineOptions pipeline;
  DocumentOptions documents;
  RenderOptions render;
  SocialOptions social;
  CriticalMassOptions critical_mass;
};

// Called now and then on the thread that runs a stage.
using Progress = std::function<void(const Counters&)>;

// Called once for each answer and failure, on the crawl's thread.
using FetchLog = std::function<void(const FetchResult&)>;

// Registrable domains of the directories.
SiteNames DirectorySitesOf(const Options& options);
// Registrable domains of the seeds that are news sites, and of the feeds with
// news, unless a seed or directory says that the site is something else.
NewsSites NewsSitesOf(const Options& options);
// The configured rules of scope, and what is known of the seeds beforehand.
ScopeOptions ScopeOf(const Options& options);
// Private hosts may be crawled by nobody, public ones not.
bool LacksContact(const Options& options);
// kIo if the data directory's disk is nearly full.
Status CheckRoom(const Options& options);
// Loads the reservation phrases.
Result<ProcessOptions> ProcessOptionsOf(const Options& options);

}  // namespace ritmon
