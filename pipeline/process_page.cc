// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/process_page.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "base/domain_name.h"
#include "base/simhash.h"
#include "classifier/soft_404.h"
#include "classifier/xmp_reservation.h"
#include "crawler/url_priority.h"
#include "model/robots_directives.h"
#include "pipeline/directory_entries.h"
#include "pipeline/plausible_date.h"
#include "pipeline/timings.h"
#include "registry/imprint.h"

namespace ritmon {
namespace {

// What ParsePage reads. No type at all is read as HTML, as browsers do.
bool IsTextType(std::string_view type) {
  return type.empty() || StartsWithNoCase(type, "text/html") ||
         StartsWithNoCase(type, "application/xhtml+xml") ||
         StartsWithNoCase(type, "text/plain");
}

void DropUnwantedText(PageRecord& record) {
  if (record.noindex) {
    record.blocks.clear();
    record.title.clear();
    return;
  }
  // Imprints, privacy policies and terms name who answers for the company. On
  // small sites they are sections of the only page: the rest stays.
  std::erase_if(record.blocks,
                [](const Block& b) { return b.zone == Zone::kLegal; });
}

// What readers say is nobody's word.
bool IsCommentsFeed(const Link& link) {
  std::string text = link.url.href() + " " + link.text;
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text.find("comment") != std::string::npos ||
         text.find("kommentar") != std::string::npos;
}

// Where a news site that names no feed is likely to have one. Nobody else is
// asked for addresses that he has not given.
void AddUsualFeeds(const Url& home, std::vector<FoundUrl>& links) {
  const bool names_one = std::any_of(
      links.begin(), links.end(),
      [](const FoundUrl& link) { return link.kind == FetchKind::kFeed; });
  if (names_one) return;
  for (const std::string_view path : {"/feed", "/rss.xml", "/atom.xml"}) {
    if (auto url = Url::Parse(path, &home)) {
      links.push_back(FoundUrl{.url = *url, .kind = FetchKind::kFeed});
    }
  }
}

// Feeds of the home page only: a blog has one of comments for each page.
std::vector<FoundUrl> LinksToFollow(const Page& page, bool nofollow,
                                    bool is_home) {
  std::vector<FoundUrl> links;
  if (page.refresh) links.push_back(FoundUrl{.url = *page.refresh});
  if (nofollow) return links;
  for (const Link& link : page.links) {
    if (link.nofollow || link.url == page.url) continue;
    FoundUrl found{.url = link.url};
    if (link.feed) {
      if (!is_home || IsCommentsFeed(link)) continue;
      found.kind = FetchKind::kFeed;
    } else {
      const bool other_language = !link.hreflang.empty() &&
                                  link.hreflang != "x-default" &&
                                  !StartsWithNoCase(link.hreflang, page.lang);
      found.priority = PriorityOf(link.url, {.text = link.text,
                                             .language_double = other_language,
                                             .site_lang = page.lang});
    }
    links.push_back(std::move(found));
  }
  return links;
}

// The translations that the page says it has; a page has a few of them.
std::vector<Alternate> AlternatesOf(const Page& page) {
  constexpr size_t kMost = 100;
  std::vector<Alternate> alternates;
  for (const Link& link : page.links) {
    if (link.hreflang.empty() || link.feed) continue;
    if (alternates.size() == kMost) break;
    Alternate alternate{link.hreflang, link.url.Canonical()};
    for (char& c : alternate.lang) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const bool known = std::any_of(
        alternates.begin(), alternates.end(),
        [&](const Alternate& other) { return other.key == alternate.key; });
    if (!known) alternates.push_back(std::move(alternate));
  }
  return alternates;
}

std::string TextOf(const Page& page) {
  std::string text;
  for (const Block& block : page.blocks) text.append(block.text) += '\n';
  return text;
}

// Without what names no company: a menu's items, a sentence in a list.
std::vector<Listing> ListingsOf(const FetchResult& result) {
  std::vector<Listing> listings = ParseListings(result);
  std::erase_if(listings, [](const Listing& listing) {
    return listing.href.empty() && NamesIn(listing).empty();
  });
  return listings;
}

}  // namespace

JobStep StepOf(ParsePart part) {
  switch (part) {
    case ParsePart::kDecode:
      return JobStep::decode;
    case ParsePart::kTree:
      return JobStep::parse;
    case ParsePart::kExtract:
      break;
  }
  return JobStep::extract;
}

bool IsPage(const FetchResult& result) {
  return result.request.kind == FetchKind::kPage &&
         result.outcome == FetchOutcome::kOk &&
         (IsTextType(FindHeader(result.headers, "Content-Type")) ||
          IsDocument(result));
}

bool IsRead(const FetchResult& result) {
  return IsPage(result) || IsFeedAnswer(result) || IsSocialAnswer(result);
}

PageProcessor::PageProcessor(std::shared_ptr<const Taxonomy> taxonomy,
                             ProcessOptions options, StepClock* clock)
    : taxonomy_(std::move(taxonomy)),
      options_(std::move(options)),
      documents_(options_.documents),
      clock_(clock) {}

// What the parsed page says; the answer's headers have been looked at before,
// but not those of an archive.
FoundReservation PageProcessor::ReservationIn(const FetchResult& result,
                                              const Page& page) const {
  const StepTimer timer(clock_, JobStep::reservations, 1);
  FoundReservation found =
      ReservationOf(result, options_.product_token, page.tdm_reservation,
                    page.noai, page.tdm_policy);
  if (!found.reserved() && options_.phrases != nullptr) {
    if (auto finding = options_.phrases->Find(page)) {
      found.source = ReservationSource::kPhrase;
      found.said = std::move(finding->sentence);
    }
  }
  found.archived = found.reserved();
  return found;
}

Page PageProcessor::PageOf(const FetchResult& result) {
  return IsDocument(result) ? DocumentOf(result) : TextPageOf(result);
}

Page PageProcessor::TextPageOf(const FetchResult& result) {
  if (clock_ == nullptr) return parser_.Parse(result);
  const StepTimer timer(clock_, JobStep::decode);
  return parser_.Parse(result, [this](ParsePart part) {
    const JobStep step = StepOf(part);
    clock_->Switch(step);
    clock_->Count(step);
  });
}

Page PageProcessor::DocumentOf(const FetchResult& result) const {
  // What is reserved by its headers, or in plain sight, is not read.
  HeadReservation head = ScanXmpForReservation(result.body);
  Page unread{.url = result.request.url, .format = PageFormat::kPdf};
  unread.tdm_reservation = head.tdm_reservation;
  unread.tdm_policy = head.tdm_policy;
  if (ReservationIn(result, unread).reserved()) return unread;
  const StepTimer timer(clock_, JobStep::document, 1);
  std::chrono::nanoseconds of_process{};
  Page page = documents_.Read(result, &of_process);
  if (clock_ != nullptr) clock_->AddCpu(JobStep::document, of_process);
  // An unreadable document says nothing itself.
  if (!page.tdm_reservation) {
    page.tdm_reservation = head.tdm_reservation;
    page.tdm_policy = std::move(head.tdm_policy);
  }
  return page;
}

ProcessedPage PageProcessor::ProcessFeed(const Capture& capture) {
  const StepTimer timer(clock_, JobStep::feeds, 1);
  ProcessedPage out;
  Page unread{.url = capture.result.request.url};
  out.reservation = ReservationIn(capture.result, unread);
  if (out.reservation.reserved()) return out;
  FeedReading reading =
      ReadFeed(capture.result, capture.ref,
               FeedRules{.sources = options_.feeds,
                         .news_sites = options_.news_sites,
                         .product_token = options_.product_token});
  out.record.text_hash = reading.entries_hash;
  out.links = std::move(reading.links);
  out.excerpts = std::move(reading.excerpts);
  for (PageRecord& excerpt : out.excerpts) excerpt.tags = Retag(excerpt);
  return out;
}

ProcessedPage PageProcessor::ProcessAnswer(const Capture& capture) {
  const StepTimer timer(clock_, JobStep::feeds, 1);
  ProcessedPage out;
  Page unread{.url = capture.result.request.url};
  out.reservation = ReservationIn(capture.result, unread);
  if (out.reservation.reserved()) return out;
  ProcessedAnswer answer = ProcessSocialAnswer(
      capture.result, capture.ref, options_.social, options_.product_token);
  out.social = std::move(answer.facts);
  out.links = std::move(answer.links);
  out.excerpts = std::move(answer.posts);
  for (PageRecord& post : out.excerpts) post.tags = Retag(post);
  return out;
}

ProcessedPage PageProcessor::Process(const Capture& capture) {
  if (IsFeedAnswer(capture.result)) return ProcessFeed(capture);
  if (IsSocialAnswer(capture.result)) return ProcessAnswer(capture);
  return ProcessPage(capture);
}

ProcessedPage PageProcessor::ProcessPage(const Capture& capture) {
  const StepTimer timer(clock_, JobStep::record, 1);
  const FetchResult& result = capture.result;
  const Url& url = result.request.url;
  ProcessedPage out;
  PageRecord& record = out.record;
  record.key = url.Canonical();
  record.href = url.href();
  record.host = url.host();
  record.site = RegistrableDomain(url.host());
  // As the archive keeps it (WARC-Date), so that a replay gives the same.
  record.fetched_at =
      std::chrono::floor<std::chrono::seconds>(result.fetched_at);
  record.capture = capture.ref;
  record.status = result.status;
  if (options_.news_sites.contains(record.site)) record.kind = PageKind::kNews;

  Page page = PageOf(result);
  page.kind = record.kind;
  out.reservation = ReservationIn(result, page);
  if (out.reservation.reserved()) return out;
  out.says_missing = page.format != PageFormat::kPdf && LooksLikeSoft404(page);
  const RobotsDirectives directives =
      RobotsTagsOf(result.headers, options_.product_token);
  out.links = LinksToFollow(page, page.nofollow || directives.nofollow,
                            result.request.depth == 0);
  if (result.request.depth == 0 && record.kind == PageKind::kNews) {
    AddUsualFeeds(url, out.links);
  }
  record.title = page.title;
  record.lang = page.lang;
  record.charset = page.charset;
  record.published = PlausiblyPublished(page.published, record.fetched_at);
  record.updated = page.updated;
  record.publisher = page.publisher;
  record.alternates = AlternatesOf(page);
  record.format = page.format;
  record.notes = page.notes;
  if (capture.rendered) record.notes.insert(PageNote::kRendered);
  record.noindex = page.noindex || directives.noindex;
  record.is_imprint = page.is_imprint;
  if (!record.noindex || options_.read_noindex_imprints) {
    const StepTimer imprint(clock_, JobStep::imprint, 1);
    record.imprint = ExtractImprint(page);
  }
  record.profiles = page.profiles;
  record.text_hash = Simhash(TextOf(page));
  record.blocks = std::move(page.blocks);
  if (options_.directory_sites.contains(record.site) && !record.noindex &&
      !record.is_imprint && record.format == PageFormat::kHtml) {
    const StepTimer extract(clock_, JobStep::extract);
    record.listings = ListingsOf(result);
  }
  DropUnwantedText(record);
  record.tags = Retag(record);
  return out;
}

PageTags PageProcessor::Retag(const PageRecord& record) {
  const StepTimer timer(clock_, JobStep::match, 1);
  return TagRecord(record, *taxonomy_, scratch_);
}

PageTags TagRecord(const PageRecord& record, const Taxonomy& taxonomy,
                   MatcherScratch& scratch, uint32_t without) {
  scratch.hits.clear();
  const auto url = Url::Parse(record.href);
  if (!url || record.blocks.empty()) return {};
  const auto classify = [&](const std::vector<Block>& blocks) {
    return ClassifyBlocks(blocks, record.kind, url->path(), taxonomy, scratch,
                          without);
  };
  std::vector<std::string> signs;
  if (!record.template_texts.empty()) {
    // A hotel is one by the end of each title, repeated or not. Only the few
    // blocks are read again that can say so.
    std::vector<Block> blocks;
    std::copy_if(record.blocks.begin(), record.blocks.end(),
                 std::back_inserter(blocks),
                 [](const Block& block) { return MayShowSign(block.zone); });
    signs = classify(blocks).company_signs;
  }
  PageTags tags = classify(TextAsWeighed(record));
  if (!record.template_texts.empty()) tags.company_signs = std::move(signs);
  return tags;
}

}  // namespace ritmon
