// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of one made site as HTML: head, cookie banner, menu and footer are
// the site's, as a content management system writes them on every page; the
// text between them is the page's own.

#pragma once

#include <string>
#include <string_view>

#include "bench/region/region_bulk.h"
#include "bench/region/region_site.h"

namespace ritmon {

class RegionSiteWriter {
 public:
  // All must outlive it.
  RegionSiteWriter(const RegionOptions& options, const RegionSite& site,
                   const RegionWords& words, const RegionBulk& bulk);

  // The page `index` of the site. The same in any order of calls.
  std::string Page(size_t index) const;

 private:
  std::string Menu(RegionRandom& random, size_t bytes) const;
  std::string Footer(RegionRandom& random) const;
  void AppendHead(const RegionPage& page, RegionRandom& random,
                  std::string& out) const;
  void AppendMain(const RegionPage& page, RegionRandom& random,
                  std::string& out) const;
  void AppendSections(const RegionPage& page, size_t bytes,
                      RegionRandom& random, std::string& out) const;
  void AppendCards(RegionPageKind kind, RegionRandom& random,
                   std::string& out) const;
  std::string_view PathOf(RegionPageKind kind) const;
  bool IsGerman() const { return site_->language == Language::kGerman; }

  const RegionOptions* options_;
  const RegionSite* site_;
  const RegionBulk* bulk_;
  RegionRandom random_;  // of the site; parts are drawn from it
  RegionProse prose_;
  double scale_ = 1;  // of this site's pages to those of all
  size_t text_bytes_ = 0;
  std::string own_name_;  // of the company, as HTML
  std::string frame_;     // the head's styles and scripts
  std::string menu_;
  std::string footer_;
};

}  // namespace ritmon
