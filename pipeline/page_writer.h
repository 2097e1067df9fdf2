// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pages into the page store: the statements that run once a page, each
// prepared once. Put notes the page's site as changed (ChangedSites of
// page_store.h). Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/database.h"
#include "base/result.h"
#include "model/record.h"

namespace ritmon {

class PageWriter {
 public:
  // `database` has the tables (page_tables.h). Its connection must outlive
  // this; the object itself may be moved.
  static Result<PageWriter> Open(Database& database);

  // These four as PageStore has them; but who is to be kept out is not known
  // here.
  Status Put(const PageRecord& record);
  Status SayPublished(const std::string& key, int64_t time);
  Status PutTags(const std::string& key, const PageTags& tags);
  Status PutSiteFacts(const PageRecord& record);

  Status MarkChanged(const std::string& site);

 private:
  PageWriter(Statement put, Statement put_tags, Statement put_site_facts,
             Statement mark_changed, Statement say_published)
      : put_(std::move(put)),
        put_tags_(std::move(put_tags)),
        put_site_facts_(std::move(put_site_facts)),
        mark_changed_(std::move(mark_changed)),
        say_published_(std::move(say_published)) {}

  Statement put_;
  Statement put_tags_;
  Statement put_site_facts_;
  Statement mark_changed_;
  Statement say_published_;
};

}  // namespace ritmon
