// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/process_social.h"

#include <algorithm>
#include <utility>

#include "base/simhash.h"
#include "base/utf8_prefix.h"
#include "classifier/page_parser.h"
#include "crawler/social/bluesky.h"
#include "crawler/social/did_document.h"
#include "crawler/social/mastodon.h"
#include "crawler/social/social_call.h"
#include "model/robots_directives.h"
#include "pipeline/plausible_date.h"

namespace ritmon {
namespace {

// Bytes of the first words that stand for a title in lists.
constexpr size_t kTitle = 80;
// A shorter text is in the language that its author says it is in.
constexpr size_t kTellingText = 80;
constexpr double kSureOfLanguage = 0.8;

std::string FirstWords(const std::string& text) {
  std::string words = text.substr(0, text.find('\n'));
  if (words.size() <= kTitle) return words;
  size_t end = Utf8Prefix(words, kTitle).size();
  if (const size_t blank = words.rfind(' ', end);
      blank != std::string::npos && blank > 0) {
    end = blank;
  }
  return words.substr(0, end) + "…";
}

void AddBlock(Zone zone, std::string text, PageRecord& record) {
  if (!text.empty()) record.blocks.push_back({zone, std::move(text)});
}

// A language as ISO 639-1 has it, of "de-DE"; empty if it is none.
std::string ShortLanguage(const std::string& tag) {
  const std::string primary = tag.substr(0, tag.find('-'));
  const bool is_code = primary.size() == 2 &&
                       std::all_of(primary.begin(), primary.end(),
                                   [](char c) { return c >= 'a' && c <= 'z'; });
  return is_code ? primary : std::string();
}

// Line breaks of a text without markup begin a paragraph.
std::string Paragraphs(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += c;
  }
  return out;
}

Page ReadText(const Url& url, const SocialPost& post) {
  if (post.html.empty()) {
    return ParsePage(url, Paragraphs(post.text), "text/plain; charset=utf-8");
  }
  return ParsePage(url,
                   "<!doctype html><html><body>" + post.html + "</body></html>",
                   "text/html; charset=utf-8");
}

std::optional<PageRecord> RecordOf(const SocialPost& post,
                                   const std::string& profile,
                                   const SocialFacts& facts) {
  auto url = Url::Parse(post.url);
  if (!url) return std::nullopt;
  PageRecord record;
  record.key = url->Canonical();
  record.href = url->href();
  record.host = url->host();
  record.site = profile;
  record.kind = PageKind::kPost;
  record.excerpt = true;
  record.format = PageFormat::kPlain;
  record.fetched_at = facts.fetched_at;
  record.capture = facts.capture;
  record.charset = "utf-8";
  record.published = PlausiblyPublished(post.created, facts.fetched_at);
  record.publisher = profile;
  const Page page = ReadText(*url, post);
  AddBlock(Zone::kMain, post.warning, record);
  // Whatever the markup, it is somebody speaking.
  for (const Block& block : page.blocks) {
    AddBlock(Zone::kMain, block.text, record);
  }
  size_t size = 0;
  for (const Block& block : record.blocks) size += block.text.size();
  const std::string said = ShortLanguage(post.lang);
  const bool told = size >= kTellingText && !page.lang.empty() &&
                    page.lang_confidence >= kSureOfLanguage;
  record.lang = told || said.empty() ? page.lang : said;
  if (!record.blocks.empty()) {
    record.title = FirstWords(record.blocks.front().text);
  }
  if (post.card) {
    AddBlock(Zone::kStructured, post.card->title, record);
    AddBlock(Zone::kStructured, post.card->description, record);
  }
  for (const std::string& text : post.image_texts) {
    AddBlock(Zone::kImageAlt, text, record);
  }
  std::string text;
  for (const Block& block : record.blocks) text += block.text + '\n';
  record.text_hash = record.blocks.empty() ? 0 : Simhash(text);
  return record;
}

// An instance speaks for its own accounts. What it says of others' is hearsay,
// and could put words into anybody's mouth, or on anybody's page.
bool IsAtHome(const std::string& address, const Url& asked) {
  const auto url = Url::Parse(address);
  return url && url->host() == asked.host() && url->port() == asked.port();
}

void ReadPosts(const FetchResult& result, const SocialOptions& options,
               ProcessedAnswer& out) {
  const Url& asked = result.request.url;
  const PostOptions wanted{.boosts = options.boosts,
                           .replies = options.replies,
                           .now = out.facts.fetched_at};
  const PostList list = ParsePosts(asked, result.body,
                                   FindHeader(result.headers, "Link"), wanted);
  SocialFacts& facts = out.facts;
  const auto call = SocialCallOf(asked);
  const bool is_mastodon = call->kind == SocialCallKind::kMastodonPosts;
  facts.readable = list.readable;
  if (!is_mastodon || IsAtHome(list.account_url, asked)) {
    facts.account_url = list.account_url;
  }
  facts.not_indexable |= list.not_indexable;
  facts.newest = list.newest;
  facts.boosts = list.boosts;
  facts.replies = list.replies;
  facts.hidden = list.hidden;
  facts.damaged = list.damaged;
  facts.strange_ranges = list.strange_ranges;
  if (facts.not_indexable) return;
  const std::string profile = ProfileKey(facts.account_url);
  for (const SocialPost& post : list.posts) {
    if (profile.empty() || (is_mastodon && !IsAtHome(post.url, asked))) {
      ++facts.damaged;
      continue;
    }
    auto record = RecordOf(post, profile, facts);
    if (!record || record->blocks.empty()) continue;
    out.posts.push_back(std::move(*record));
    ++facts.posts;
  }
  const int page_size = is_mastodon ? kMastodonPageSize : kBlueskyPageSize;
  // The depth is how many answers came before.
  if ((result.request.depth + 1) * page_size >= options.max_posts) return;
  if (auto next = NextCall(asked, list)) {
    FoundUrl found{.url = std::move(*next)};
    found.kind = FetchKind::kSocial;
    out.links.push_back(std::move(found));
  }
}

void ReadAccount(const SocialCall& call, const Url& asked,
                 const std::string& body, SocialFacts& facts) {
  switch (call.kind) {
    case SocialCallKind::kMastodonAccount: {
      const auto account = ParseMastodonAccount(body);
      if (!account || !IsAtHome(account->url, asked)) return;
      facts.readable = true;
      facts.id = account->id;
      facts.account_url = account->url;
      facts.moved_to = account->moved_to;
      facts.not_indexable |= account->not_indexable;
      return;
    }
    case SocialCallKind::kHandleFile:
    case SocialCallKind::kResolveHandle: {
      const auto did = call.kind == SocialCallKind::kHandleFile
                           ? ParseHandleFile(body)
                           : ParseResolvedHandle(body);
      facts.readable = did.has_value();
      facts.id = did.value_or("");
      return;
    }
    case SocialCallKind::kDidDocument: {
      const auto document = ParseDidDocument(body, call.account);
      if (!document) return;
      facts.readable = true;
      facts.id = document->did;
      facts.account_url = BlueskyProfilePage(document->did);
      facts.handles = document->handles;
      if (document->pds) facts.pds = document->pds->href();
      return;
    }
    case SocialCallKind::kBlueskyProfile: {
      const auto hidden = ParseBlueskyHidden(body);
      facts.readable = hidden.has_value();
      facts.id = call.account;
      facts.not_indexable |= hidden.value_or(false);
      return;
    }
    default:
      return;
  }
}

}  // namespace

bool IsSocialAnswer(const FetchResult& result) {
  return result.request.kind == FetchKind::kSocial &&
         result.outcome == FetchOutcome::kOk &&
         SocialCallOf(result.request.url).has_value();
}

ProcessedAnswer ProcessSocialAnswer(const FetchResult& result,
                                    const CaptureRef& capture,
                                    const SocialOptions& options,
                                    const std::string& product_token) {
  ProcessedAnswer out;
  out.facts.url = result.request.url.Canonical();
  // As the archive keeps it (WARC-Date), so that a replay gives the same.
  out.facts.fetched_at =
      std::chrono::floor<std::chrono::seconds>(result.fetched_at);
  out.facts.capture = capture;
  const auto call = SocialCallOf(result.request.url);
  if (!call) return out;
  out.facts.not_indexable = IsPostCall(call->kind) &&
                            RobotsTagsOf(result.headers, product_token).noindex;
  if (IsPostCall(call->kind)) {
    ReadPosts(result, options, out);
  } else {
    ReadAccount(*call, result.request.url, result.body, out.facts);
  }
  return out;
}

}  // namespace ritmon
