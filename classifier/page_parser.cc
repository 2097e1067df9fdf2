// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_parser.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/charset.h"
#include "base/mojibake.h"
#include "classifier/block_language.h"
#include "classifier/block_zones.h"
#include "classifier/html_text.h"
#include "classifier/html_tree.h"
#include "classifier/listings.h"
#include "classifier/main_text.h"
#include "classifier/needs_script.h"
#include "classifier/page_date.h"
#include "classifier/page_links.h"
#include "classifier/page_metadata.h"
#include "classifier/page_regions.h"
#include "classifier/profile_links.h"
#include "classifier/published_date.h"
#include "classifier/structured_data.h"
#include "classifier/text_blocks.h"

namespace ritmon {
namespace {

enum class BodyKind { kHtml, kPlain, kOther };

BodyKind KindOfBody(std::string_view content_type, std::string_view bytes) {
  const std::string type = LowerText(
      SqueezeText(ScrubUtf8(content_type.substr(0, content_type.find(';')))));
  if (EqualsAny(type, {"text/html", "application/xhtml+xml", "text/xhtml",
                       "application/vnd.wap.xhtml+xml"}))
    return BodyKind::kHtml;
  if (type == "text/plain") return BodyKind::kPlain;
  // Not said or said carelessly: HTML if it begins like it.
  const size_t begin = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool tag = begin != std::string_view::npos && bytes[begin] == '<';
  if (type.empty()) return BodyKind::kHtml;
  if (tag && EqualsAny(type, {"application/octet-stream", "unknown/unknown",
                              "*/*", "text/*", "html"}))
    return BodyKind::kHtml;
  return BodyKind::kOther;
}

// Where PHP has made entities of the bytes of UTF-8, the text shows it only
// when it has been read.
void RepairEntities(Page& page) {
  constexpr char kBetween = '\x1E';  // in no text of a page
  std::string all = page.title + kBetween + page.main_text;
  for (const Block& block : page.blocks) (all += kBetween) += block.text;
  if (!RepairMojibake(all).repaired) return;
  std::vector<std::string> texts(1);
  for (const char c : all) {
    if (c == kBetween) {
      texts.emplace_back();
    } else {
      texts.back() += c;
    }
  }
  if (texts.size() != page.blocks.size() + 2) return;
  page.title = std::move(texts[0]);
  page.main_text = std::move(texts[1]);
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    page.blocks[i].text = std::move(texts[i + 2]);
  }
  page.notes.insert(PageNote::kMojibake);
}

// What is kept of a page's text; real pages have some 20 KB.
constexpr size_t kMaxText = 2 * 1024 * 1024;  // bytes

void CutText(Page& page) {
  size_t size = 0;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    size += page.blocks[i].text.size();
    if (size <= kMaxText) continue;
    page.blocks.resize(i);
    page.notes.insert(PageNote::kTextCut);
    break;
  }
  if (page.main_text.size() <= kMaxText) return;
  const size_t line = page.main_text.rfind('\n', kMaxText);
  page.main_text.resize(line == std::string::npos ? 0 : line);
  page.notes.insert(PageNote::kTextCut);
}

void AddBlock(Zone zone, std::string text, std::vector<Block>& blocks) {
  if (!text.empty()) blocks.push_back({zone, std::move(text)});
}

// Where scripts or a paywall hide the story from the page but its markup for
// machines has all of it, that is taken.
std::string ChooseMainText(std::string found, const std::string& declared) {
  constexpr size_t kStory = 400;  // bytes
  if (declared.size() < kStory || declared.size() < 2 * found.size())
    return found;
  if (declared.find('<') != std::string::npos) return found;  // markup
  std::string text;
  for (size_t at = 0; at < declared.size();) {
    const size_t end = std::min(declared.find('\n', at), declared.size());
    const std::string line =
        SqueezeText(std::string_view(declared).substr(at, end - at));
    if (!line.empty() && !text.empty()) text += '\n';
    text += line;
    at = end + 1;
  }
  return text;
}

void Tell(const OnParsePart& on_part, ParsePart part) {
  if (on_part) on_part(part);
}

void ReadHtml(std::string html, NameMeanings& names, Page& page,
              const OnParsePart& on_part) {
  const bool broken_entities = html.find("&Atilde;") != std::string::npos;
  Tell(on_part, ParsePart::kTree);
  const HtmlTree tree = HtmlTree::Parse(std::move(html));
  Tell(on_part, ParsePart::kExtract);
  PageMetadata metadata = ReadMetadata(tree);
  StructuredData structured = ReadStructuredData(tree);
  PageLinks links = FindLinks(tree, page.url);
  const PageRegions regions = FindRegions(tree, names);
  std::vector<TextBlock> blocks = BuildBlocks(tree, regions);

  page.title = metadata.title;
  page.noindex = metadata.noindex;
  page.nofollow = metadata.nofollow;
  page.noai = metadata.noai;
  page.tdm_reservation = metadata.tdm_reservation;
  page.tdm_policy = std::move(metadata.tdm_policy);
  page.links = std::move(links.links);
  page.canonical = std::move(links.canonical);
  page.refresh = std::move(links.refresh);
  page.main_text = ChooseMainText(
      FindMainText(tree, regions, blocks, page.title), structured.article_body);
  page.is_imprint = RefineZones(
      page.url, page.title,
      structured.is_job_posting ? PageSubject::kJob : PageSubject::kAny,
      blocks);
  page.notes.insert(tree.notes().begin(), tree.notes().end());

  page.published = structured.published;
  const PageTimes times = ReadTimes(tree, regions);
  for (const auto& said :
       {metadata.published, times.published, metadata.dated, times.only}) {
    if (!page.published) page.published = said;
  }
  if (!page.published) page.published = DateNearHeadline(tree, blocks);
  page.updated = structured.modified;
  for (const auto& said : {metadata.updated, times.updated}) {
    if (!page.updated) page.updated = said;
  }
  page.publisher = structured.publisher;
  if (page.publisher.empty()) page.publisher = metadata.publisher;

  AddBlock(Zone::kTitle, page.title, page.blocks);
  AddBlock(Zone::kDescription, metadata.description, page.blocks);
  for (Block& block : FinalBlocksWithLanguage(tree, blocks))
    page.blocks.push_back(std::move(block));
  AddBlock(Zone::kStructured, metadata.og_title, page.blocks);
  AddBlock(Zone::kStructured, metadata.og_description, page.blocks);
  for (const OrganizationMarkup& organization : structured.organizations)
    AddBlock(Zone::kStructured, organization.name, page.blocks);
  for (std::string& description : structured.descriptions)
    AddBlock(Zone::kStructured, std::move(description), page.blocks);
  page.profiles =
      FindProfiles(tree, regions, structured.organizations, page.url);
  page.organizations = std::move(structured.organizations);
  if (broken_entities) RepairEntities(page);
  SetLanguages(metadata.lang, page);
}

// Paragraphs are what stands between empty lines.
void ReadPlain(std::string_view text, Page& page) {
  std::string paragraph;
  const auto flush = [&] {
    std::string squeezed = SqueezeText(paragraph);
    paragraph.clear();
    if (squeezed.empty()) return;
    if (!page.main_text.empty()) page.main_text += '\n';
    page.main_text += squeezed;
    AddBlock(Zone::kMain, std::move(squeezed), page.blocks);
  };
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) flush();
    paragraph += line;
    paragraph += ' ';
    at = end + 1;
  }
  flush();
  SetLanguages({}, page);
}

}  // namespace

Page PageParser::Parse(const Url& url, std::string_view bytes,
                       std::string_view content_type,
                       const OnParsePart& on_part) {
  Page page{.url = url};
  const BodyKind kind = KindOfBody(content_type, bytes);
  if (kind == BodyKind::kOther) return page;
  Tell(on_part, ParsePart::kDecode);
  DecodedText decoded = DecodeHtml(bytes, content_type);
  page.charset = std::move(decoded.charset);
  page.charset_source = ToString(decoded.source);
  if (decoded.repaired) page.notes.insert(PageNote::kCharsetRepaired);
  const MojibakeReport mojibake = RepairMojibake(decoded.text);
  // What we could not decode ourselves is the other note.
  if (mojibake.repaired || (mojibake.found && !decoded.repaired)) {
    page.notes.insert(PageNote::kMojibake);
  }
  if (kind == BodyKind::kHtml) {
    ReadHtml(std::move(decoded.text), names_, page, on_part);
    if (NeedsScript(page, bytes)) page.notes.insert(PageNote::kNeedsScript);
  } else {
    page.format = PageFormat::kPlain;
    Tell(on_part, ParsePart::kExtract);
    ReadPlain(decoded.text, page);
  }
  CutText(page);
  return page;
}

Page PageParser::Parse(const FetchResult& fetched, const OnParsePart& on_part) {
  Page page = Parse(fetched.request.url, fetched.body,
                    FindHeader(fetched.headers, "content-type"), on_part);
  if (fetched.truncated) page.notes.insert(PageNote::kBytesCut);
  return page;
}

Page ParsePage(const Url& url, std::string_view bytes,
               std::string_view content_type) {
  return PageParser().Parse(url, bytes, content_type);
}

Page ParsePage(const FetchResult& fetched) {
  return PageParser().Parse(fetched);
}

ParsedLinks ParseLinks(const Url& url, std::string_view bytes,
                       std::string_view content_type) {
  if (KindOfBody(content_type, bytes) != BodyKind::kHtml) return {};
  const HtmlTree tree = HtmlTree::Parse(DecodeHtml(bytes, content_type).text);
  const RobotsDirectives robots = ReadRobotsMeta(tree);
  return {FindLinks(tree, url), robots.noindex, robots.nofollow};
}

ParsedLinks ParseLinks(const FetchResult& fetched) {
  return ParseLinks(fetched.request.url, fetched.body,
                    FindHeader(fetched.headers, "content-type"));
}

std::vector<Listing> ParseListings(const FetchResult& fetched) {
  const std::string_view type = FindHeader(fetched.headers, "content-type");
  if (KindOfBody(type, fetched.body) != BodyKind::kHtml) return {};
  const HtmlTree tree = HtmlTree::Parse(DecodeHtml(fetched.body, type).text);
  return FindListings(tree, fetched.request.url);
}

}  // namespace ritmon
