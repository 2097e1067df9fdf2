// SPDX-License-Identifier: GPL-3.0-or-later
// One capture in, page records and links out: a page's own record, or those of
// the pages that it speaks of (a feed's entries). No I/O, but for documents
// that are read by another program (read_document.h).
//
// What must not be kept is dropped here, before anything is stored: the text
// of imprints (it names persons) and all text of pages that ask not to be
// indexed; of both only the imprint facts and the links remain. Of a page that
// is reserved from mining nothing remains but the fact.

#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "classifier/classify.h"
#include "classifier/page_parser.h"
#include "classifier/reservation_phrases.h"
#include "classifier/taxonomy.h"
#include "crawler/frontier.h"
#include "crawler/reservations.h"
#include "model/fetch.h"
#include "model/record.h"
#include "pipeline/feed_entries.h"
#include "pipeline/process_social.h"
#include "pipeline/read_document.h"

namespace ritmon {

class StepClock;
enum class JobStep;

struct Capture {
  FetchResult result;
  CaptureRef ref;
  bool rendered = false;  // the page as a browser shows it
};

struct ProcessedPage {
  PageRecord record;  // of the page itself; without a key if it is none
  // Of other pages that the capture speaks of (PageRecord::excerpt).
  std::vector<PageRecord> excerpts;
  // What a service says of an account; its posts are excerpts.
  std::optional<SocialFacts> social;
  std::vector<FoundUrl> links;  // to be followed
  bool says_missing = false;    // a 200 that says "not found": not to be stored
  FoundReservation reservation;  // if there is one, not to be stored
};

// What is said of a site beforehand: registrable domains of news sites.
using NewsSites = std::set<std::string, std::less<>>;
using SiteNames = std::set<std::string, std::less<>>;

struct ProcessOptions {
  std::string product_token = "ritmon";
  NewsSites news_sites;
  std::vector<FeedSource> feeds;  // of the configuration
  SiteNames directory_sites;      // registrable domains whose entries are taken
  // Reservations in plain language; none are looked for if null.
  std::shared_ptr<const ReservationPhrases> phrases;
  // Whether a page with noindex still says whose site it is: many German
  // imprints bear it.
  bool read_noindex_imprints = true;
  DocumentOptions documents;
  SocialOptions social;
};

// A part of parsing, as the job times it.
JobStep StepOf(ParsePart part);

// Belongs to one thread; the taxonomy is shared.
class PageProcessor {
 public:
  // `clock`, unless null, must outlive it and belongs to the same thread.
  PageProcessor(std::shared_ptr<const Taxonomy> taxonomy,
                ProcessOptions options, StepClock* clock = nullptr);

  // A capture that IsRead.
  ProcessedPage Process(const Capture& capture);

  // Tags of a stored record, made again from its text.
  PageTags Retag(const PageRecord& record);

 private:
  ProcessedPage ProcessAnswer(const Capture& capture);
  ProcessedPage ProcessFeed(const Capture& capture);
  ProcessedPage ProcessPage(const Capture& capture);
  Page PageOf(const FetchResult& result);
  Page TextPageOf(const FetchResult& result);
  Page DocumentOf(const FetchResult& result) const;
  FoundReservation ReservationIn(const FetchResult& result,
                                 const Page& page) const;

  std::shared_ptr<const Taxonomy> taxonomy_;
  ProcessOptions options_;
  DocumentReader documents_;
  PageParser parser_;
  MatcherScratch scratch_;
  StepClock* clock_;
};

// Tags of a stored record, made from its text; as if the lists did not hold
// `without` (classify.h). Afterwards `scratch` holds the matches of that text.
PageTags TagRecord(const PageRecord& record, const Taxonomy& taxonomy,
                   MatcherScratch& scratch, uint32_t without = kNoTerm);

// Whether there is a page to read: not so for an error, a redirect, a media
// type that nobody reads.
bool IsPage(const FetchResult& result);
// The same, a feed, or a service's answer: whether anything is made of it.
bool IsRead(const FetchResult& result);

}  // namespace ritmon
