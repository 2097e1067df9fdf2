// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/purge_record.h"

#include <cassert>
#include <string_view>

#include "crawler/stream_decoder.h"
#include "crawler/warc_fields.h"

namespace ritmon {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::string Head(const PurgeMark& mark, size_t block, bool wide) {
  return "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: " + mark.id +
         "\r\nWARC-Date: " + FormatTimestamp(mark.date) +
         "\r\nContent-Type: application/warc-fields\r\nContent-Length: " +
         (wide ? " " : "") + std::to_string(block) + "\r\n\r\n";
}

// Without the blanks that fill it up.
size_t LeastBlock(const PurgeMark& mark) {
  return PurgeText(mark.reason).size() + kLineEnd.size();
}

// Blanks behind the reason make up for the size.
std::string Record(const PurgeMark& mark, size_t block, bool wide) {
  std::string out = Head(mark, block, wide);
  out += PurgeText(mark.reason);
  out.append(block - LeastBlock(mark), ' ');
  return out.append(kLineEnd).append(kRecordEnd);
}

// The record of exactly `size` bytes, or empty if it cannot be so short.
std::string RecordOfSize(const PurgeMark& mark, size_t size) {
  // The length is part of what it measures: at a change of digits one blank
  // more makes it come out.
  for (const bool wide : {false, true}) {
    size_t block = LeastBlock(mark);
    const size_t least = Head(mark, block, wide).size() + kRecordEnd.size();
    if (size < least + block) return "";
    for (block = size - least;; --block) {
      const size_t whole =
          Head(mark, block, wide).size() + block + kRecordEnd.size();
      if (whole == size) return Record(mark, block, wide);
      if (whole < size) break;
    }
  }
  return "";
}

}  // namespace

std::string_view PurgeText(PurgeReason reason) {
  return reason == PurgeReason::kForgotten ? "purged: forgotten"
                                           : "purged: rights reserved";
}

std::string ShortPurgeText(const PurgeMark& mark) {
  return Record(mark, LeastBlock(mark), false);
}

std::string PurgeText(const PurgeMark& mark, size_t size) {
  std::string record = RecordOfSize(mark, size);
  return record.empty() ? std::string(size, '\n') : record;
}

std::string PurgeMember(const PurgeMark& mark, size_t size) {
  if (const auto capacity = StoredCapacity(size)) {
    const std::string record = RecordOfSize(mark, *capacity);
    if (!record.empty()) return StoredMember(record, size);
  }
  for (const std::string& text : {ShortPurgeText(mark), std::string()}) {
    if (auto member = MemberOfSize(text, size)) return std::move(*member);
  }
  return std::string(size, '\0');
}

}  // namespace ritmon
