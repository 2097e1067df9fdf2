// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config_keys.h"

#include "daemon/listen_address.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::filesystem::path;

constexpr int64_t kDayMs = 24 * 3600 * 1000;

// A base URL of a service.
template <std::string SocialOptions::*kMember>
bool SetService(Config& config, const std::string& text) {
  if (!Url::Parse(text)) return false;
  config.options.social.*kMember = text;
  return true;
}

const KeySpec kKeys[] = {
    {"data.directory",
     "Where the archive, the state, the indexes and the reports lie.",
     PathSetter(
         [](Config& c, const path& p) { c.options.workspace.root = p; })},
    {"data.min_free_mib",
     "A crawl ends, and no job begins, when less is free on its disk, MiB.",
     IntSetter(
         [](Config& c, int64_t n) { c.options.min_free_bytes = n << 20; }),
     0, int64_t{1} << 40},
    {"keywords.directory", "The keyword lists: one file a field.",
     PathSetter([](Config& c, const path& p) { c.options.keyword_lists = p; })},
    {"keywords.more",
     "Directories of further lists, read as one set with these: own fields.",
     PathListSetter([](Config& c, const std::vector<path>& p) {
       c.options.more_keyword_lists = p;
     })},
    {"keywords.kept_versions",
     "Versions of the lists that are kept with what they counted, for "
     "comparisons.",
     IntSetter([](Config& c, int64_t n) {
       c.options.kept_list_versions = static_cast<int>(n);
     }),
     1, 1000},
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
    {"crawl.slow_factor",
     "The pause is at least the server's time to answer times this; 0: never "
     "mind.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.politeness.slow_factor = static_cast<int>(n);
     }),
     0, 100},
    {"crawl.max_connections", "Transfers at a time, over all hosts.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.max_in_flight = static_cast<size_t>(n);
     }),
     1, 10000},
    {"crawl.max_hosts",
     "Hosts being crawled at a time; more cost memory, about 8 KB each.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.hosts.max_hosts = static_cast<size_t>(n);
     }),
     1, 1000000},
    {"crawl.patience_s",
     "A host that is blocked for longer is left to the next run, seconds.",
     IntSetter(
         [](Config& c, int64_t n) { c.options.crawl.patience = seconds(n); }),
     0, 86400},
    {"crawl.backoff_ms",
     "A host that says 429 or 503, or is down, rests so long; doubled each "
     "time.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.hosts.back_off.first = milliseconds(n);
     }),
     1, kDayMs},
    {"crawl.max_backoff_ms", "The longest of these rests, milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.hosts.back_off.longest = milliseconds(n);
     }),
     1, 7 * kDayMs},
    {"crawl.forgive_after_ms",
     "After so long without trouble the next rest is a short one, "
     "milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.hosts.back_off.forgive_after = milliseconds(n);
     }),
     0, kDayMs},
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
    {"crawl.max_documents_per_site", "Of those, addresses that end in .pdf.",
     IntSetter([](Config& c, int64_t n) {
       c.options.scope.defaults.max_documents = static_cast<int>(n);
     }),
     0, 100000},
    {"crawl.max_mib_per_site",
     "Bytes fetched of one site in a budget window, MiB.",
     IntSetter([](Config& c, int64_t n) {
       c.options.scope.defaults.max_bytes = n << 20;
     }),
     1, 1 << 20},
    {"crawl.max_minutes_per_site",
     "Time of transfers from one site in a budget window, minutes.",
     IntSetter([](Config& c, int64_t n) {
       c.options.scope.defaults.max_time = std::chrono::minutes(n);
     }),
     1, 100000},
    {"crawl.budget_window_h",
     "Bytes and time are counted anew after this, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.budget_window = hours(n);
     }),
     1, 24 * 365},
    {"crawl.refetch_after_h",
     "A page is fetched again after this, at first, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.revisit.page.start = hours(n);
     }),
     1, 24 * 365},
    {"crawl.min_refetch_h",
     "Not more often than this, however often it changes, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.revisit.page.min = hours(n);
     }),
     1, 24 * 365},
    {"crawl.max_refetch_h",
     "Not more seldom than this, though it never changes, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.revisit.page.max = hours(n);
     }),
     1, 24 * 365},
    {"crawl.imprint_refetch_h",
     "The same for imprints, which change rarely, at first, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.revisit.imprint.start = hours(n);
       c.options.frontier.revisit.imprint.min = hours(n);
     }),
     1, 24 * 365},
    {"crawl.news_refetch_h",
     "The same for where news is listed, at first, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.revisit.news.start = hours(n);
       c.options.frontier.revisit.news.min = hours(n);
     }),
     1, 24 * 365},
    {"crawl.gone_after_days",
     "A page that is missing is gone after this, and not before, days.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.liveness.missing_for = std::chrono::days(n);
     }),
     0, 3650},
    {"crawl.gone_answers", "... and after so many answers that say so.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.liveness.missing_answers = static_cast<int>(n);
     }),
     1, 100},
    {"crawl.dead_after_days",
     "A page or host that cannot be reached is gone after this, days.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.liveness.unreachable_for = std::chrono::days(n);
     }),
     0, 3650},
    {"crawl.dead_failures", "... and after so many attempts.",
     IntSetter([](Config& c, int64_t n) {
       c.options.frontier.liveness.unreachable_failures = static_cast<int>(n);
     }),
     1, 100},
    {"crawl.retry_after_h",
     "What robots.txt forbids is looked at again after this, hours.",
     IntSetter(
         [](Config& c, int64_t n) { c.options.crawl.retry_after = hours(n); }),
     1, 24 * 365},
    {"crawl.max_attempts", "Fetches of one failing URL in one run.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.retry.max_attempts = static_cast<int>(n);
     }),
     1, 20},
    {"crawl.max_host_failures", "Failures in a row after which a host rests.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.retry.max_host_failures = static_cast<int>(n);
     }),
     1, 100},
    {"crawl.retry_delay_ms",
     "Pause before the first retry of a URL, milliseconds; doubled each time.",
     IntSetter([](Config& c, int64_t n) {
       c.options.crawl.retry.base_delay = milliseconds(n);
     }),
     0, kDayMs},
    {"crawl.reservation_phrases",
     "Phrases by which an imprint reserves its site from text and data mining.",
     PathSetter(
         [](Config& c, const path& p) { c.options.reservation_phrases = p; })},
    {"crawl.read_noindex_imprints",
     "Whether a page with noindex still says whose site it is.",
     BoolSetter(
         [](Config& c, bool on) { c.options.read_noindex_imprints = on; })},
    {"candidates.max_companies",
     "Companies without a known website of whose names domains are made and "
     "asked in one run; 0: none.",
     IntSetter([](Config& c, int64_t n) {
       c.options.candidates.max_companies = static_cast<int>(n);
     }),
     0, 100000},
    {"candidates.per_company", "Domains asked for one company.",
     IntSetter([](Config& c, int64_t n) {
       c.options.candidates.per_company = static_cast<int>(n);
     }),
     1, 20},
    {"candidates.max_pages",
     "Pages fetched of such a site, or of one that a directory links, before "
     "its imprint has confirmed whose it is.",
     IntSetter([](Config& c, int64_t n) {
       c.options.candidates.max_pages = static_cast<int>(n);
     }),
     2, 20},
    {"candidates.tlds", "Top level domains of these domains, likeliest first.",
     ListSetter([](Config& c, const std::vector<std::string>& tlds) {
       c.options.candidates.tlds = tlds;
     })},
    {"archive.retention_days",
     "Raw captures older than this are removed; what was derived stays. 0: "
     "never.",
     IntSetter([](Config& c, int64_t n) {
       c.options.retention_days = static_cast<int>(n);
     }),
     0, 36500},
    {"archive.gone_days",
     "Pages that have been gone for longer, and whose captures are too, are "
     "forgotten; also old questions to networks. 0: never.",
     IntSetter([](Config& c, int64_t n) {
       c.options.gone_days = static_cast<int>(n);
     }),
     0, 36500},
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
    {"fetch.first_byte_timeout_ms",
     "Time from the connection to the end of an answer's headers, "
     "milliseconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.fetch.first_byte_timeout = milliseconds(n);
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
    {"fetch.kept_connections", "Connections kept open, in use or idle.",
     IntSetter([](Config& c, int64_t n) {
       c.options.fetch.max_connections = static_cast<long>(n);
     }),
     1, 100000},
    {"fetch.dns_cache_s", "How long a resolved name is remembered, seconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.fetch.dns_cache_time = seconds(n);
     }),
     0, 86400},
    {"fetch.allow_private_addresses",
     "Permits connections to this machine and private networks.",
     BoolSetter([](Config& c, bool on) {
       c.options.fetch.allow_private_addresses = on;
     })},
    {"fetch.ca_file",
     "Certificates (PEM) that are trusted besides the system's.",
     PathSetter([](Config& c, const path& p) {
       c.options.fetch.ca_file = p.string();
     })},
    {"fetch.proxy",
     "A proxy for all requests: http://, https:// or socks5h:// URL.",
     TextSetter(
         [](Config& c, const std::string& s) { c.options.fetch.proxy = s; })},
    {"fetch.connect_to",
     "For demonstrations: a file that says where each host really is.",
     PathSetter([](Config& c, const path& p) { c.connect_to = p; })},
    {"documents.reader", "The program that reads PDF for ritmon.",
     PathSetter(
         [](Config& c, const path& p) { c.options.documents.reader = p; })},
    {"documents.max_kib",
     "A longer PDF is cut when it is fetched and not read, KiB.",
     IntSetter([](Config& c, int64_t n) {
       c.options.documents.max_bytes = static_cast<size_t>(n) << 10;
       c.options.fetch.max_document_bytes = c.options.documents.max_bytes;
     }),
     16, 1 << 18},
    {"documents.max_pages", "Pages read of one PDF, from the first.",
     IntSetter([](Config& c, int64_t n) {
       c.options.documents.max_pages = static_cast<int>(n);
     }),
     1, 100000},
    {"documents.max_time_s",
     "Time of the processor for one PDF; one that needs more is not read, "
     "seconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.documents.max_time = seconds(n);
     }),
     1, 3600},
    {"documents.max_memory_mib",
     "Address space for reading one PDF, MiB; each worker may read one.",
     IntSetter([](Config& c, int64_t n) {
       c.options.documents.max_memory = static_cast<size_t>(n) << 20;
     }),
     128, 1 << 16},
    {"render.render",
     "auto: a page whose text comes with scripts is shown to a browser, if "
     "there is one; off: it is only counted.",
     ChoiceSetter([](Config& c, const std::string& s) {
       c.options.render.on = s == "auto";
       return s == "auto" || s == "off";
     })},
    {"render.browser", "The browser: Chromium, or what descends from it.",
     PathSetter(
         [](Config& c, const path& p) { c.options.render.browser = p; })},
    {"render.timeout_s",
     "Time for one page, waiting for servers included, seconds.",
     IntSetter([](Config& c, int64_t n) {
       c.options.render.time_limit = seconds(n);
     }),
     5, 3600},
    {"render.memory_mib",
     "Memory of the browser; it takes some 300 itself, MiB.",
     IntSetter([](Config& c, int64_t n) {
       c.options.render.max_memory_bytes = n << 20;
     }),
     512, 1 << 20},
    {"render.max_pages", "Pages rendered in one run.",
     IntSetter([](Config& c, int64_t n) {
       c.options.render.max_pages = static_cast<int>(n);
     }),
     0, 1000000},
    {"render.max_pages_per_site", "Of one site.",
     IntSetter([](Config& c, int64_t n) {
       c.options.render.max_pages_per_site = static_cast<int>(n);
     }),
     0, 100000},
    {"render.max_requests", "What the scripts of one page may ask for.",
     IntSetter([](Config& c, int64_t n) {
       c.options.render.max_requests = static_cast<int>(n);
     }),
     0, 10000},
    {"render.allowed_domains",
     "Registrable domains that scripts may ask besides that of their page.",
     ListSetter([](Config& c, const std::vector<std::string>& domains) {
       c.options.render.allowed_domains = {domains.begin(), domains.end()};
     })},
    {"social.mastodon",
     "Whether accounts on Mastodon and the like are read that companies' own "
     "sites link to.",
     BoolSetter([](Config& c, bool on) { c.options.social.mastodon = on; })},
    {"social.bluesky", "The same of Bluesky.",
     BoolSetter([](Config& c, bool on) { c.options.social.bluesky = on; })},
    {"social.plc", "Base URL of the directory of did:plc documents.",
     ChoiceSetter(SetService<&SocialOptions::plc>)},
    {"social.resolver",
     "Base URL of the service that resolves handles which their own host does "
     "not.",
     ChoiceSetter(SetService<&SocialOptions::resolver>)},
    {"social.view",
     "Base URL of the public view of Bluesky; asked with social.from_view.",
     ChoiceSetter(SetService<&SocialOptions::view>)},
    {"social.from_view",
     "Bluesky posts from the view of the whole network, not from the account's "
     "own server.",
     BoolSetter([](Config& c, bool on) { c.options.social.from_view = on; })},
    {"social.boosts",
     "Whether posts of others that an account passes on count as its words.",
     BoolSetter([](Config& c, bool on) { c.options.social.boosts = on; })},
    {"social.replies", "Whether its answers to others do.",
     BoolSetter([](Config& c, bool on) { c.options.social.replies = on; })},
    {"social.max_posts", "Posts read of one account in one run, about.",
     IntSetter([](Config& c, int64_t n) {
       c.options.social.max_posts = static_cast<int>(n);
     }),
     1, 10000},
    {"social.revisit_h",
     "How long an account that was read is left alone, hours.",
     IntSetter([](Config& c, int64_t n) {
       c.options.social.revisit = std::chrono::hours(n);
     }),
     0, 24 * 365},
    {"funding.from", "Grants count that start on this day or later.",
     ChoiceSetter([](Config& c, const std::string& s) {
       c.options.funding.indicators.start_from = ParseDate(s);
       return s.empty() || ParseDate(s).has_value();
     })},
    {"funding.until", "... and on this day or before.",
     ChoiceSetter([](Config& c, const std::string& s) {
       c.options.funding.indicators.start_until = ParseDate(s);
       return s.empty() || ParseDate(s).has_value();
     })},
    {"funding.place",
     "Where a grant is counted: executing (where the work is done) or "
     "recipient.",
     ChoiceSetter([](Config& c, const std::string& s) {
       const auto place = ParseGrantPlace(s);
       if (place) c.options.funding.place = *place;
       return place.has_value();
     })},
    {"funding.split",
     "A grant of several fields: equal (shares that add up) or full (each gets "
     "all).",
     ChoiceSetter([](Config& c, const std::string& s) {
       const auto split = ParseFieldSplit(s);
       if (split) c.options.funding.indicators.split = *split;
       return split.has_value();
     })},
    {"funding.quota_percent",
     "What part of a company's project a grant pays, for the estimate of its "
     "own money, percent.",
     IntSetter([](Config& c, int64_t n) {
       c.options.funding.indicators.funding_quota =
           static_cast<double>(n) / 100;
     }),
     1, 100},
    {"funding.public_enterprises",
     "Companies in public hands: by-form (GmbH and AG are business) or public.",
     ChoiceSetter([](Config& c, const std::string& s) {
       c.options.funding.actors.public_enterprises =
           s == "public" ? PublicEnterprises::kPublic
                         : PublicEnterprises::kByLegalForm;
       return s == "public" || s == "by-form";
     })},
    {"funding.actors",
     "A table of names whose kind of actor the rules get wrong.",
     PathSetter([](Config& c, const path& p) {
       c.options.funding.actors.overrides = p;
     })},
    {"funding.employment",
     "A table of employees subject to social insurance by region and date.",
     PathSetter(
         [](Config& c, const path& p) { c.options.funding.employment = p; })},
    {"funding.benchmarks",
     "Regions that the region's funding per employee is compared with.",
     ListSetter([](Config& c, const std::vector<std::string>& l) {
       c.options.funding.benchmarks = l;
     })},
    {"funding.part",
     "A part of the region that the report shows beside it: the city.",
     TextSetter(
         [](Config& c, const std::string& s) { c.options.funding.part = s; })},
    {"report.scoreboard",
     "A table of indicators of the Regional Innovation Scoreboard.",
     PathSetter([](Config& c, const path& p) { c.options.scoreboard = p; })},
    {"clusters.marks",
     "A table of the fields that clusters work in, as people see it.",
     PathSetter([](Config& c, const path& p) { c.options.cluster_marks = p; })},
    {"critical_mass.threshold",
     "Companies from which on a field is said to have critical mass.",
     IntSetter([](Config& c, int64_t n) {
       c.options.critical_mass.thresholds.usual.companies =
           static_cast<uint64_t>(n);
     }),
     1, 1'000'000},
    {"critical_mass.reason", "Why this many; printed beside each judgement.",
     TextSetter([](Config& c, const std::string& s) {
       c.options.critical_mass.thresholds.usual.reason = s;
     })},
    {"critical_mass.population",
     "A table of inhabitants by district; without it no density by them.",
     PathSetter([](Config& c, const path& p) {
       c.options.critical_mass.population = p;
     })},
    {"critical_mass.benchmark",
     "A region to compare with; its companies are indexed like the own ones.",
     TextSetter([](Config& c, const std::string& s) {
       c.options.critical_mass.benchmark = s;
     })},
    {"daemon.time_zone",
     "The zone of the jobs' times, a name like Europe/Berlin.",
     TextSetter(
         [](Config& c, const std::string& s) { c.daemon.time_zone = s; })},
    {"daemon.jitter_seconds",
     "Jobs begin up to so much later than planned, each machine at its own "
     "moment, seconds.",
     IntSetter([](Config& c, int64_t n) { c.daemon.jitter = seconds(n); }), 0,
     3600},
    {"daemon.quiet_hours", "Hours in which no job begins and a crawl pauses.",
     ListSetter([](Config& c, const std::vector<std::string>& texts) {
       c.daemon.quiet_hours = texts;
     })},
    {"incoming.directory",
     "A folder whose files `ritmon import all` imports and files away.",
     PathSetter(
         [](Config& c, const path& p) { c.options.incoming.directory = p; })},
    {"incoming.settle_s",
     "A file there is complete when it has not changed for so long, seconds.",
     IntSetter(
         [](Config& c, int64_t n) { c.options.incoming.settle = seconds(n); }),
     0, 86400},
    {"daemon.listen",
     "Where /healthz, /readyz and /metrics are served, address and port; "
     "empty: "
     "nowhere.",
     ChoiceSetter([](Config& c, const std::string& s) {
       c.daemon.listen = s;
       return s.empty() || ParseListenAddress(s).has_value();
     })},
    {"daemon.log_format",
     "How the daemon and its jobs log: logfmt, json, journal, or auto.",
     ChoiceSetter([](Config& c, const std::string& s) {
       c.daemon.log_form = ParseLogForm(s);
       return s == "auto" || c.daemon.log_form.has_value();
     })},
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
