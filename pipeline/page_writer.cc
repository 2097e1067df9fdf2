// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_writer.h"

#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

// A page replaces an excerpt, and of two of a kind a later capture an earlier
// one, whatever the order of arrival.
constexpr char kPut[] = R"sql(
INSERT INTO page (url, href, host, site, kind, fetched_at, warc_file,
  warc_offset, digest, status, title, lang, charset, published, noindex,
  is_imprint, blocks, tags, imprint, text_hash, expired, format, notes, updated,
  publisher, alternates, template, double_of, listings, excerpt, profiles)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
  $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)
ON CONFLICT (url) DO UPDATE SET
  href = excluded.href, host = excluded.host, site = excluded.site,
  kind = excluded.kind, fetched_at = excluded.fetched_at,
  warc_file = excluded.warc_file, warc_offset = excluded.warc_offset,
  digest = excluded.digest, status = excluded.status, title = excluded.title,
  lang = excluded.lang, charset = excluded.charset,
  published = excluded.published, noindex = excluded.noindex,
  is_imprint = excluded.is_imprint, blocks = excluded.blocks,
  tags = excluded.tags, imprint = excluded.imprint,
  text_hash = excluded.text_hash, gone = 0, expired = excluded.expired,
  format = excluded.format, notes = excluded.notes,
  updated = excluded.updated, publisher = excluded.publisher,
  alternates = excluded.alternates, template = excluded.template,
  double_of = excluded.double_of, listings = excluded.listings,
  excerpt = excluded.excerpt, profiles = excluded.profiles
WHERE excluded.excerpt < page.excerpt
  OR (excluded.excerpt = page.excerpt
      AND (excluded.fetched_at > page.fetched_at
           OR (excluded.fetched_at = page.fetched_at
               AND (excluded.warc_file > page.warc_file
                    OR (excluded.warc_file = page.warc_file
                        AND excluded.warc_offset >= page.warc_offset)))))
)sql";

// When a page was published by the word of others; of several the earliest, so
// that their order does not matter. Its own word is believed more.
constexpr char kSayPublished[] = R"sql(
UPDATE page SET said_published = $1
WHERE url = $2 AND (said_published IS NULL OR said_published > $1)
)sql";

}  // namespace

Result<PageWriter> PageWriter::Open(Database& database) {
  auto put = database.Prepare(kPut);
  if (!put) return tl::unexpected(put.error());
  auto tags = database.Prepare("UPDATE page SET tags = $1 WHERE url = $2");
  if (!tags) return tl::unexpected(tags.error());
  auto facts = database.Prepare(
      "UPDATE page SET tags = $1, template = $2, double_of = $3 "
      "WHERE url = $4");
  if (!facts) return tl::unexpected(facts.error());
  auto changed = database.Prepare(
      "INSERT INTO changed_site (site) VALUES ($1) ON CONFLICT DO NOTHING");
  if (!changed) return tl::unexpected(changed.error());
  auto say_published = database.Prepare(kSayPublished);
  if (!say_published) return tl::unexpected(say_published.error());
  return PageWriter(std::move(*put), std::move(*tags), std::move(*facts),
                    std::move(*changed), std::move(*say_published));
}

Status PageWriter::Put(const PageRecord& record) {
  std::optional<int64_t> published;
  if (record.published) published = ToMillis(*record.published);
  std::optional<int64_t> updated;
  if (record.updated) updated = ToMillis(*record.updated);
  put_.Bind(1, std::string_view(record.key))
      .Bind(2, std::string_view(record.href))
      .Bind(3, std::string_view(record.host))
      .Bind(4, std::string_view(record.site))
      .Bind(5, ToString(record.kind))
      .Bind(6, ToMillis(record.fetched_at))
      .Bind(7, std::string_view(record.capture.file))
      .Bind(8, static_cast<int64_t>(record.capture.offset))
      .Bind(9, std::string_view(record.capture.digest))
      .Bind(10, int64_t{record.status})
      .Bind(11, std::string_view(record.title))
      .Bind(12, std::string_view(record.lang))
      .Bind(13, std::string_view(record.charset))
      .Bind(14, published)
      .Bind(15, int64_t{record.noindex ? 1 : 0})
      .Bind(16, int64_t{record.is_imprint ? 1 : 0})
      .BindBlob(17, EncodeBlocks(record.blocks))
      .Bind(18, std::string_view(EncodeTags(record.tags)))
      .Bind(19, std::string_view(EncodeImprint(record.imprint)))
      .Bind(20, static_cast<int64_t>(record.text_hash))
      .Bind(21, int64_t{record.expired ? 1 : 0})
      .Bind(22, ToString(record.format))
      .Bind(23, std::string_view(ToString(record.notes)))
      .Bind(24, updated)
      .Bind(25, std::string_view(record.publisher))
      .Bind(26, std::string_view(EncodeAlternates(record.alternates)))
      .Bind(27, std::string_view(EncodeTemplate(record.template_texts)))
      .Bind(28, std::string_view(record.double_of))
      .Bind(29, std::string_view(EncodeListings(record.listings)))
      .Bind(30, int64_t{record.excerpt ? 1 : 0})
      .Bind(31, std::string_view(EncodeProfiles(record.profiles)));
  if (auto s = put_.Run(); !s) return s;
  if (record.excerpt && published) {
    if (auto s = SayPublished(record.key, *published); !s) return s;
  }
  return MarkChanged(record.site);
}

Status PageWriter::SayPublished(const std::string& key, int64_t time) {
  return say_published_.Bind(1, time).Bind(2, std::string_view(key)).Run();
}

Status PageWriter::PutTags(const std::string& key, const PageTags& tags) {
  return put_tags_.Bind(1, std::string_view(EncodeTags(tags)))
      .Bind(2, std::string_view(key))
      .Run();
}

Status PageWriter::PutSiteFacts(const PageRecord& record) {
  return put_site_facts_.Bind(1, std::string_view(EncodeTags(record.tags)))
      .Bind(2, std::string_view(EncodeTemplate(record.template_texts)))
      .Bind(3, std::string_view(record.double_of))
      .Bind(4, std::string_view(record.key))
      .Run();
}

Status PageWriter::MarkChanged(const std::string& site) {
  return mark_changed_.Bind(1, std::string_view(site)).Run();
}

}  // namespace ritmon
