// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "crawler/stream_decoder.h"
#include "crawler/warc_digest.h"
#include "crawler/warc_record.h"

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

Status WarcWriter::StartFile() {
  const Timestamp now = clock_->Now();
  const std::string name = FileName(options_.prefix, serial_, now);
  auto file = AppendFile::Open(options_.directory / name);
  if (!file) return tl::unexpected<Error>(std::move(file.error()));
  ++serial_;
  const std::string member =
      GzipMember(SerializeRecord(WarcinfoRecord(name, now, options_.info)),
                 options_.compression_level);
  if (auto written = file->Append(member); !written) return written;
  // The old file is complete; what was written to it goes to the disk now,
  // because nobody will sync it later.
  if (file_) {
    if (auto synced = file_->Sync(); !synced) return synced;
  }
  file_.emplace(std::move(*file));
  file_name_ = name;
  return {};
}

Result<CaptureRef> WarcWriter::Write(const FetchResult& result) {
  if (result.status == 0) {
    return Fail(ErrorKind::kInvalid,
                result.request.url.href() + ": no response to archive (" +
                    std::string(ToString(result.outcome)) + ")");
  }
  if (!file_ || file_->size() >= options_.max_file_bytes) {
    if (auto started = StartFile(); !started) {
      return tl::unexpected<Error>(std::move(started.error()));
    }
  }
  const uint64_t offset = file_->size();
  WarcRecord record =
      FromFetchResult(result, file_name_ + ":" + std::to_string(offset));
  record.headers.emplace_back("WARC-Warcinfo-ID", RecordId(file_name_));
  const std::string member =
      GzipMember(SerializeRecord(record), options_.compression_level);
  if (auto written = file_->Append(member); !written) {
    return tl::unexpected<Error>(std::move(written.error()));
  }
  return CaptureRef{file_name_, offset, std::string(record.digest())};
}

Status WarcWriter::Sync() { return file_ ? file_->Sync() : Status(); }

}  // namespace ritmon
