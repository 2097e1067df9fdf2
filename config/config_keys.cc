// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config_keys.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::filesystem::path;

constexpr int64_t kDayMs = 24 * 3600 * 1000;

const KeySpec kKeys[] = {
    {"data.directory",
     "Where the archive, the state, the indexes and the reports lie.",
     PathSetter(
         [](Config& c, const path& p) { c.options.workspace.root = p; })},
    {"keywords.directory", "The keyword lists: one file a field.",
     PathSetter([](Config& c, const path& p) { c.options.keyword_lists = p; })},
    {"places.geo", "The tables of postcodes, districts and regions.",
     PathSetter([](Config& c, const path& p) { c.options.geo = p; })},
    {"places.courts", "The table of register courts.",
     PathSetter([](Config& c, const path& p) { c.options.courts = p; })},
    {"region.name",
     "Whose companies are counted: a region or district of the place tables.",
     TextSetter([](Config& c, const std::string& s) { c.options.region = s; })},
    {"crawl.contact",
     "URL or mail address in the User-Agent; without it nothing is crawled.",
     TextSetter(
         [](Config& c, const std::string& s) { c.options.contact = s; })},
    {"crawl.delay_ms",
     "Pause between two requests to one host or address, milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.politeness.delay = milliseconds(n);
     }),
     0, kDayMs},
    {"crawl.max_crawl_delay_ms",
     "A longer Crawl-delay in robots.txt is cut to this, milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.politeness.max_crawl_delay = milliseconds(n);
     }),
     0, kDayMs},
    {"crawl.max_connections", "Transfers at a time, over all hosts.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.max_in_flight = static_cast<size_t>(n);
     }),
     1, 1000},
    {"crawl.max_depth", "Links followed from a company's home page.",
     IntSetter([](Config& c, int64_t n) {
       c.options.scope.defaults.max_depth = static_cast<int>(n);
     }),
     0, 20},
    {"crawl.max_pages_per_site",
     "Pages kept of one site; imprints come on top.",
     IntSetter([](Config& c, int64_t n) {
       c.options.scope.defaults.max_pages = static_cast<int>(n);
     }),
     1, 100000},
    {"crawl.refetch_after_h", "A page is fetched again after this, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.refetch_after = hours(n);
     }),
     1, 24 * 365},
    {"crawl.retry_after_h",
     "A page or host that failed is tried again after this, hours.",
     IntSetter(
         [](Config& c, int64_t n) { c.options.crawl.retry_after = hours(n); }),
     1, 24 * 365},
    {"crawl.max_attempts", "Fetches of one failing URL in one run.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.retry.max_attempts = static_cast<int>(n);
     }),
     1, 20},
    {"crawl.max_host_failures",
     "Failures in a row after which a host rests until it is tried again.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.retry.max_host_failures = static_cast<int>(n);
     }),
     1, 100},
    {"crawl.retry_delay_ms",
     "Pause before the first retry, milliseconds; doubled each time.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.retry.base_delay = milliseconds(n);
     }),
     0, kDayMs},
    {"fetch.max_body_kib", "A longer answer is cut and marked, KiB.",
     IntSetter([](Config& c, int64_t n) {
       c.options.fetch.max_body_bytes = static_cast<size_t>(n) << 10;
     }),
     16, 1 << 20},
    {"fetch.connect_timeout_ms", "Time to connect, milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.fetch.connect_timeout = milliseconds(n);
     }),
     100, 600000},
    {"fetch.timeout_ms", "Time for a whole answer, milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.fetch.timeout = milliseconds(n);
     }),
     100, 3600000},
    {"fetch.stall_time_s",
     "An answer slower than 100 bytes a second is ended after this, seconds.",
     IntSetter(
         [](Config& c, int64_t n) { c.options.fetch.stall_time = seconds(n); }),
     1, 3600},
    {"fetch.allow_private_addresses",
     "Permits connections to this machine and private networks.",
     BoolSetter([](Config& c, bool on) {
       c.options.fetch.allow_private_addresses = on;
     })},
    {"fetch.connect_to",
     "For demonstrations: a file that says where each host really is.",
     PathSetter([](Config& c, const path& p) { c.connect_to = p; })},
    {"pipeline.workers", "Threads that parse and tag pages.",
     IntSetter([](Config& c, int64_t n) {
       c.options.pipeline.workers = static_cast<int>(n);
     }),
     1, 256},
    {"pipeline.queue_capacity", "Pages that wait between two threads.",
     IntSetter([](Config& c, int64_t n) {
       c.options.pipeline.queue_capacity = static_cast<size_t>(n);
     }),
     1, 100000},
};

}  // namespace

std::span<const KeySpec> KeyTable() { return kKeys; }

std::vector<ConfigKey> ConfigKeys() {
  std::vector<ConfigKey> keys;
  for (const KeySpec& spec : kKeys) {
    keys.push_back(ConfigKey{spec.name, spec.meaning});
  }
  return keys;
}

}  // namespace ritmon
