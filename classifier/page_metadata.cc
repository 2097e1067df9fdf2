// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_metadata.h"

#include <string_view>
#include <utility>

#include "classifier/html_text.h"
#include "classifier/page_date.h"
#include "model/reservation.h"

namespace ritmon {
namespace {

// The product token of design.md: directives for it alone count as well.
constexpr std::string_view kRobot = "ritmon";

int DateRank(std::string_view name) {
  if (EqualsAny(name, {"article:published_time", "og:article:published_time",
                       "datepublished"}))
    return 3;
  if (EqualsAny(name,
                {"dc.date.issued", "dcterms.issued", "dcterms.created",
                 "dc.date.created", "publish-date", "publish_date", "pubdate",
                 "publication_date", "article.published", "sailthru.date",
                 "parsely-pub-date", "cxenseparse:recs:publishtime",
                 "citation_publication_date"}))
    return 2;
  if (EqualsAny(name, {"date", "dc.date", "dcterms.date", "og:pubdate"}))
    return 1;
  return 0;
}

bool IsUpdateName(std::string_view name) {
  return EqualsAny(
      name, {"article:modified_time", "og:updated_time", "datemodified",
             "dcterms.modified", "dc.date.modified", "last-modified", "revised",
             "article.updated"});
}

bool IsPublisherName(std::string_view name) {
  return EqualsAny(name, {"og:site_name", "publisher", "dc.publisher",
                          "dcterms.publisher", "article:publisher_name"});
}

bool IsForRobots(std::string_view name) {
  return name == "robots" || name == kRobot;
}

// What names the meta element, in lower case.
std::string MetaName(const HtmlTree& tree, NodeIndex i) {
  std::string name = LowerText(SqueezeText(tree.Attribute(i, "name")));
  if (name.empty()) name = LowerText(tree.Attribute(i, "property"));
  if (name.empty()) name = LowerText(tree.Attribute(i, "itemprop"));
  return name;
}

class MetadataReader {
 public:
  explicit MetadataReader(const HtmlTree& tree) : tree_(tree) {}

  PageMetadata Run() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      switch (tree_[i].tag) {
        case Tag::kHtml:
          data_.lang = SqueezeText(tree_.Attribute(i, "lang"));
          if (data_.lang.empty())
            data_.lang = SqueezeText(tree_.Attribute(i, "xml:lang"));
          break;
        case Tag::kTitle:
          if (data_.title.empty()) data_.title = tree_.TextOf(i);
          break;
        case Tag::kMeta:
          Meta(i);
          break;
        default:
          break;
      }
    }
    return Finish();
  }

 private:
  void Meta(NodeIndex i) {
    const std::string name = MetaName(tree_, i);
    const std::string_view content = tree_.Attribute(i, "content");
    if (name == "description" && data_.description.empty()) {
      data_.description = SqueezeText(content);
    } else if (IsForRobots(name)) {
      robots_ |= ParseMetaRobots(content);
    } else if (name.starts_with("tdm-")) {
      Reservation(name, content);
    } else if (name == "og:title") {
      data_.og_title = SqueezeText(content);
    } else if (name == "og:description") {
      data_.og_description = SqueezeText(content);
    } else if (name == "og:locale") {
      locale_ = SqueezeText(content);
    } else if (LowerText(tree_.Attribute(i, "http-equiv")) ==
               "content-language") {
      locale_ = SqueezeText(content);
    }
    if (IsUpdateName(name) && !data_.updated)
      data_.updated = ParsePageDate(content);
    if (IsPublisherName(name) && data_.publisher.empty())
      data_.publisher = SqueezeText(content);
    const int rank = DateRank(name);
    if (rank == 1 && !data_.dated) data_.dated = ParsePageDate(content);
    if (rank > 1 && rank > date_rank_) {
      if (auto time = ParsePageDate(content)) {
        data_.published = time;
        date_rank_ = rank;
      }
    }
  }

  void Reservation(std::string_view name, std::string_view content) {
    constexpr size_t kLongestPolicy = 2048;  // bytes
    if (name == "tdm-reservation") {
      if (const auto said = ParseTdmReservation(content))
        data_.tdm_reservation = data_.tdm_reservation.value_or(false) || *said;
    } else if (name == "tdm-policy" && data_.tdm_policy.empty() &&
               content.size() <= kLongestPolicy) {
      data_.tdm_policy = SqueezeText(content);
    }
  }

  PageMetadata Finish() {
    data_.noindex = robots_.noindex;
    data_.nofollow = robots_.nofollow;
    data_.noai = robots_.noai;
    if (data_.lang.empty()) data_.lang = locale_;
    if (data_.title.empty()) data_.title = data_.og_title;
    if (data_.description.empty()) data_.description = data_.og_description;
    if (data_.og_title == data_.title) data_.og_title.clear();
    if (data_.og_description == data_.description) data_.og_description.clear();
    return std::move(data_);
  }

  const HtmlTree& tree_;
  PageMetadata data_;
  RobotsDirectives robots_;
  std::string locale_;
  int date_rank_ = 0;
};

}  // namespace

RobotsDirectives ReadRobotsMeta(const HtmlTree& tree) {
  RobotsDirectives robots;
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == Tag::kMeta && IsForRobots(MetaName(tree, i)))
      robots |= ParseMetaRobots(tree.Attribute(i, "content"));
  }
  return robots;
}

PageMetadata ReadMetadata(const HtmlTree& tree) {
  return MetadataReader(tree).Run();
}

}  // namespace ritmon
