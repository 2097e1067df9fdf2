// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/process_page.h"

#include <strings.h>

#include <utility>

#include "base/domain_name.h"
#include "classifier/page_parser.h"
#include "registry/imprint.h"

namespace ritmon {
namespace {

bool StartsWithNoCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         strncasecmp(text.data(), prefix.data(), prefix.size()) == 0;
}

// What ParsePage reads. No type at all is read as HTML, as browsers do.
bool IsReadableType(std::string_view type) {
  return type.empty() || StartsWithNoCase(type, "text/html") ||
         StartsWithNoCase(type, "application/xhtml+xml") ||
         StartsWithNoCase(type, "text/plain");
}

bool HasWord(std::string_view list, std::string_view word) {
  for (size_t i = 0; i + word.size() <= list.size(); ++i) {
    if (StartsWithNoCase(list.substr(i), word)) return true;
  }
  return false;
}

// X-Robots-Tag, also with a product token in front ("ritmon: noindex"). One
// meant for another crawler is taken as meant for us: the careful reading.
bool HeaderSays(const FetchResult& result, std::string_view directive) {
  for (const auto& [name, value] : result.headers) {
    if (strcasecmp(name.c_str(), "X-Robots-Tag") == 0 &&
        (HasWord(value, directive) || HasWord(value, "none"))) {
      return true;
    }
  }
  return false;
}

void DropUnwantedText(PageRecord& record) {
  if (record.noindex) {
    record.blocks.clear();
    record.title.clear();
  } else if (record.is_imprint) {
    // On small sites the imprint is a section of the only page: the rest stays.
    std::erase_if(record.blocks,
                  [](const Block& b) { return b.zone == Zone::kLegal; });
  }
}

std::vector<Url> LinksToFollow(const FetchResult& result, const Page& page) {
  std::vector<Url> links;
  if (page.refresh) links.push_back(*page.refresh);
  if (page.nofollow || HeaderSays(result, "nofollow")) return links;
  for (const Link& link : page.links) {
    if (!link.nofollow) links.push_back(link.url);
  }
  return links;
}

}  // namespace

bool SaysSomething(const FetchResult& result) {
  switch (result.outcome) {
    case FetchOutcome::kOk:
      return IsReadableType(FindHeader(result.headers, "Content-Type"));
    case FetchOutcome::kRedirect:
      return true;
    case FetchOutcome::kClientError:
      return result.status == 404 || result.status == 410;
    default:
      return false;
  }
}

PageProcessor::PageProcessor(std::shared_ptr<const Taxonomy> taxonomy,
                             NewsSites news_sites)
    : taxonomy_(std::move(taxonomy)), news_sites_(std::move(news_sites)) {}

ProcessedPage PageProcessor::Process(const Capture& capture) {
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
  if (news_sites_.contains(record.site)) record.kind = PageKind::kNews;
  if (result.outcome != FetchOutcome::kOk) return out;

  Page page = ParsePage(result);
  page.kind = record.kind;
  out.links = LinksToFollow(result, page);
  record.title = page.title;
  record.lang = page.lang;
  record.charset = page.charset;
  record.published = page.published;
  record.noindex = page.noindex || HeaderSays(result, "noindex");
  record.is_imprint = page.is_imprint;
  record.imprint = ExtractImprint(page);
  record.blocks = std::move(page.blocks);
  DropUnwantedText(record);
  record.tags = Retag(record);
  return out;
}

PageTags PageProcessor::Retag(const PageRecord& record) {
  auto url = Url::Parse(record.href);
  if (!url || record.blocks.empty()) return {};
  Page page{.url = std::move(*url), .kind = record.kind};
  page.title = record.title;
  page.lang = record.lang;
  page.is_imprint = record.is_imprint;
  page.blocks = record.blocks;
  return Classify(page, *taxonomy_, scratch_);
}

}  // namespace ritmon
