// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_row.h"

#include <utility>
#include <vector>

#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

constexpr char kColumns[] = R"sql(
SELECT url, href, host, page.site, kind, fetched_at, warc_file, warc_offset,
  digest, status, title, lang, charset, coalesce(published, said_published),
  noindex, is_imprint, tags, imprint, coalesce(company_id, ''),
  text_hash, gone, expired, format,
  notes, updated, publisher, double_of, alternates, template, listings,
  excerpt, profiles, coalesce(story_url, '')
)sql";

constexpr char kFrom[] = R"sql(
FROM page LEFT JOIN site_match ON site_match.site = page.site
  AND site_match.decision IN ('accepted', 'probable')
  LEFT JOIN story_copy ON copy_url = page.url
WHERE )sql";

}  // namespace

std::string SelectPages(PageTexts texts) {
  return std::string(kColumns) + (texts == PageTexts::kAll ? ", blocks" : "") +
         kFrom;
}

Result<PageRecord> PageFrom(const Statement& row, PageTexts texts) {
  PageRecord record;
  record.key = row.Text(0);
  record.href = row.Text(1);
  record.host = row.Text(2);
  record.site = row.Text(3);
  record.kind = ParsePageKind(row.Text(4)).value_or(PageKind::kWeb);
  record.fetched_at = FromMillis(row.Int(5));
  record.capture.file = row.Text(6);
  record.capture.offset = static_cast<uint64_t>(row.Int(7));
  record.capture.digest = row.Text(8);
  record.status = static_cast<int>(row.Int(9));
  record.title = row.Text(10);
  record.lang = row.Text(11);
  record.charset = row.Text(12);
  if (const auto published = row.OptionalInt(13)) {
    record.published = FromMillis(*published);
  }
  record.noindex = row.Int(14) != 0;
  record.is_imprint = row.Int(15) != 0;
  record.company_id = row.Text(18);
  record.text_hash = static_cast<uint64_t>(row.Int(19));
  record.gone = row.Int(20) != 0;
  record.expired = row.Int(21) != 0;
  record.format = ParsePageFormat(row.Text(22)).value_or(PageFormat::kHtml);
  record.notes = ParsePageNotes(row.Text(23));
  if (const auto updated = row.OptionalInt(24)) {
    record.updated = FromMillis(*updated);
  }
  record.publisher = row.Text(25);
  record.double_of = row.Text(26);
  record.excerpt = row.Int(30) != 0;
  record.story_of = row.Text(32);
  auto blocks = texts == PageTexts::kAll ? DecodeBlocks(row.Text(33))
                                         : std::vector<Block>();
  auto tags = DecodeTags(row.Text(16));
  auto imprint = DecodeImprint(row.Text(17));
  auto alternates = DecodeAlternates(row.Text(27));
  auto template_texts = DecodeTemplate(row.Text(28));
  if (!blocks) return FailAt(record.href, blocks.error());
  if (!tags) return FailAt(record.href, tags.error());
  if (!imprint) return FailAt(record.href, imprint.error());
  if (!alternates) return FailAt(record.href, alternates.error());
  auto listings = DecodeListings(row.Text(29));
  if (!template_texts) return FailAt(record.href, template_texts.error());
  if (!listings) return FailAt(record.href, listings.error());
  auto profiles = DecodeProfiles(row.Text(31));
  if (!profiles) return FailAt(record.href, profiles.error());
  record.profiles = std::move(*profiles);
  record.blocks = std::move(*blocks);
  record.tags = std::move(*tags);
  record.imprint = std::move(*imprint);
  record.alternates = std::move(*alternates);
  record.template_texts = std::move(*template_texts);
  record.listings = std::move(*listings);
  return record;
}

}  // namespace ritmon
