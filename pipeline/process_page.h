// SPDX-License-Identifier: GPL-3.0-or-later
// One capture in, one page record and its links out. No I/O.
//
// What must not be kept is dropped here, before anything is stored: the text
// of imprints (it names persons) and all text of pages that ask not to be
// indexed; of both only the imprint facts and the links remain.

#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "classifier/classify.h"
#include "classifier/taxonomy.h"
#include "model/fetch.h"
#include "model/record.h"

namespace ritmon {

struct Capture {
  FetchResult result;
  CaptureRef ref;
};

struct ProcessedPage {
  PageRecord record;
  std::vector<Url> links;  // to be followed
};

// What is said of a site beforehand: registrable domains of news sites.
using NewsSites = std::set<std::string, std::less<>>;

// Belongs to one thread; the taxonomy is shared.
class PageProcessor {
 public:
  PageProcessor(std::shared_ptr<const Taxonomy> taxonomy, NewsSites news_sites);

  // Any capture with a status; one that is not 2xx gives a record without
  // text, which says that the page is not there.
  ProcessedPage Process(const Capture& capture);

  // Tags of a stored record, made again from its text.
  PageTags Retag(const PageRecord& record);

 private:
  std::shared_ptr<const Taxonomy> taxonomy_;
  NewsSites news_sites_;
  MatcherScratch scratch_;
};

// False for captures that say nothing of a page: an overloaded server, a media
// type that is not read.
bool SaysSomething(const FetchResult& result);

}  // namespace ritmon
