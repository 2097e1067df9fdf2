// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "crawler/archive_index.h"
#include "crawler/cdxj.h"
#include "crawler/warc_capture.h"
#include "crawler/warc_digest.h"

namespace ritmon {
namespace {

// On disk: do not change.
constexpr std::string_view kExtension = ".warc.gz";
constexpr size_t kSerialDigits = 6;

// The serial in "<prefix>-000012-20261123175446.warc.gz", or 0.
int SerialOf(std::string_view name, const std::string& prefix) {
  if (!name.ends_with(kExtension) || !name.starts_with(prefix + "-")) return 0;
  name.remove_prefix(prefix.size() + 1);
  int serial = 0;
  const auto parsed =
      std::from_chars(name.data(), name.data() + name.size(), serial);
  const bool ends_at_dash =
      parsed.ptr != name.data() + name.size() && *parsed.ptr == '-';
  return parsed.ec == std::errc() && ends_at_dash ? std::max(serial, 0) : 0;
}

std::string FileName(const std::string& prefix, int serial, Timestamp now) {
  std::string digits = std::to_string(serial);
  digits.insert(0, kSerialDigits - std::min(digits.size(), kSerialDigits), '0');
  std::string time = FormatTimestamp(now);
  std::erase_if(time, [](char c) { return c < '0' || c > '9'; });
  return prefix + "-" + digits + "-" + time + std::string(kExtension);
}

WarcRecord WarcinfoRecord(const std::string& file_name, Timestamp now,
                          const HeaderList& info) {
  WarcRecord record;
  record.version = "1.1";
  record.type = WarcType::kWarcinfo;
  record.headers = {{"WARC-Type", "warcinfo"},
                    {"WARC-Record-ID", RecordId(file_name)},
                    {"WARC-Date", FormatTimestamp(now)},
                    {"WARC-Filename", file_name},
                    {"Content-Type", "application/warc-fields"}};
  for (const auto& [name, value] : info) {
    record.block += name + ": " + value + "\r\n";
  }
  record.block +=
      "format: WARC File Format 1.1\r\n"
      "conformsTo: http://iipc.github.io/warc-specifications/"
      "specifications/warc-format/warc-1.1/\r\n";
  return record;
}

}  // namespace

Result<WarcWriter> WarcWriter::Open(WarcWriterOptions options,
                                    const Clock& clock) {
  if (auto made = MakeDirectories(options.directory); !made) {
    return tl::unexpected<Error>(std::move(made.error()));
  }
  int last = 0;
  std::error_code code;
  for (std::filesystem::directory_iterator file(options.directory, code), end;
       !code && file != end; file.increment(code)) {
    last = std::max(last,
                    SerialOf(file->path().filename().string(), options.prefix));
  }
  if (code) {
    return Fail(ErrorKind::kIo, options.directory.string() +
                                    ": cannot list: " + code.message());
  }
  return WarcWriter(std::move(options), clock, last + 1);
}

bool WarcWriter::IsFull() const {
  return current_->file.size() >= options_.max_file_bytes ||
         clock_->Now() - current_->started >= options_.max_file_age;
}

Status WarcWriter::StartFile() {
  const Timestamp now = clock_->Now();
  const std::string name = FileName(options_.prefix, serial_, now);
  auto file = AppendFile::Open(options_.directory / name);
  if (!file) return tl::unexpected<Error>(std::move(file.error()));
  auto mark = WritingMark::Set(options_.directory / name);
  if (!mark) return tl::unexpected<Error>(std::move(mark.error()));
  ++serial_;
  std::string member;
  compressor_.AppendMember(
      SerializeRecord(WarcinfoRecord(name, now, options_.info)), &member);
  if (auto written = file->Append(member); !written) return written;
  current_.emplace(Current{.file = std::move(*file),
                           .mark = std::move(*mark),
                           .name = name,
                           .id = RecordId(name),
                           .started = now,
                           .index = {}});
  return {};
}

Result<std::string> WarcWriter::MakeRoom() {
  if (current_ && IsFull()) {
    if (auto closed = Close(); !closed) {
      return tl::unexpected<Error>(std::move(closed.error()));
    }
  }
  if (!current_) {
    if (auto started = StartFile(); !started) {
      return tl::unexpected<Error>(std::move(started.error()));
    }
  }
  return current_->name + ":" + std::to_string(current_->file.size());
}

Result<CaptureRef> WarcWriter::Write(const Rendition& rendition) {
  auto name = MakeRoom();
  if (!name) return tl::unexpected<Error>(std::move(name.error()));
  const uint64_t offset = current_->file.size();
  WarcRecord record = RecordOf(rendition, *name, current_->id);
  std::string member;
  compressor_.AppendMember(SerializeRecord(record), &member);
  record.offset = offset;
  record.length = member.size();
  if (auto written = current_->file.Append(member); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  if (const auto entry = CdxjEntryOf(record, current_->name)) {
    current_->index.push_back(CdxjLine(*entry));
  }
  return CaptureRef{.file = current_->name,
                    .offset = offset,
                    .digest = std::string(record.digest()),
                    .revisit = false};
}

Result<CaptureRef> WarcWriter::Write(const FetchResult& result) {
  if (result.status == 0) {
    return Fail(ErrorKind::kInvalid,
                result.request.url.href() + ": no response to archive (" +
                    std::string(ToString(result.outcome)) + ")");
  }
  auto name = MakeRoom();
  if (!name) return tl::unexpected<Error>(std::move(name.error()));
  const uint64_t offset = current_->file.size();
  CaptureRecords records = RecordsOf(result, *name, current_->id);
  std::string members;
  compressor_.AppendMember(SerializeCapture(records), &members);
  records.capture.offset = offset;
  records.capture.length = members.size();
  if (records.request) {
    compressor_.AppendMember(SerializeRecord(*records.request), &members);
  }
  if (auto written = current_->file.Append(members); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  if (const auto entry = CdxjEntryOf(records.capture, current_->name)) {
    current_->index.push_back(CdxjLine(*entry));
  }
  return CaptureRef{.file = current_->name,
                    .offset = offset,
                    .digest = std::move(records.digest),
                    .revisit = records.capture.type == WarcType::kRevisit};
}

Status WarcWriter::Sync() {
  return current_ ? current_->file.Sync() : Status();
}

Status WarcWriter::Close() {
  if (!current_) return {};
  // Whatever fails here, nothing more is written to this file.
  Current done = std::move(*current_);
  current_.reset();
  if (auto synced = done.file.Sync(); !synced) return synced;
  return WriteSidecar(done.file.path(), std::move(done.index));
}

}  // namespace ritmon
