// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace ritmon {
namespace {

constexpr size_t kReadBytes = 64 * 1024;
constexpr size_t kDecodeBytes = 64 * 1024;
constexpr std::string_view kRecordStart = "WARC/";
// Enough of a member to decode kRecordStart from, whatever its header holds.
constexpr size_t kProbeBytes = 4096;

bool IsPadding(char c) {
  return c == '\0' || c == '\r' || c == '\n' || c == ' ';
}

Error SystemError(const std::filesystem::path& path, const char* what) {
  const int code = errno;
  return Error{code == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
               path.string() + ": " + what + ": " + std::strerror(code)};
}

}  // namespace

Result<WarcInput> WarcInput::Open(const std::filesystem::path& path,
                                  uint64_t offset) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return tl::unexpected<Error>(SystemError(path, "cannot open"));
  }
  return WarcInput(path, descriptor, offset);
}

WarcInput::WarcInput(WarcInput&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      raw_(std::move(other.raw_)),
      raw_begin_(other.raw_begin_),
      raw_offset_(other.raw_offset_),
      raw_ended_(other.raw_ended_),
      window_(std::move(other.window_)),
      begin_(other.begin_),
      decoded_end_(other.decoded_end_),
      members_(std::move(other.members_)),
      ends_(std::move(other.ends_)),
      decoder_(std::move(other.decoder_)),
      in_member_(other.in_member_),
      member_offset_(other.member_offset_),
      state_(other.state_),
      damage_reason_(std::move(other.damage_reason_)),
      error_(std::move(other.error_)) {}

WarcInput::~WarcInput() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void WarcInput::Consume(size_t size) {
  begin_ += size;
  // Moving the rest to the front pays only when little is left.
  if (begin_ > window_.size() / 2) {
    window_.erase(0, begin_);
    begin_ = 0;
  }
  while (members_.size() > 1 && members_[1].decoded <= decoded_begin()) {
    members_.pop_front();
  }
}

bool WarcInput::FillRaw() {
  if (raw_ended_ || state_ == State::kError) return false;
  raw_.erase(0, raw_begin_);
  raw_offset_ += raw_begin_;
  raw_begin_ = 0;
  const size_t before = raw_.size();
  raw_.resize(before + kReadBytes);
  ssize_t n = 0;
  do {
    n = ::pread(descriptor_, raw_.data() + before, kReadBytes,
                static_cast<off_t>(raw_offset_ + before));
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    error_ = SystemError(path_, "cannot read");
    state_ = State::kError;
  }
  raw_.resize(before + static_cast<size_t>(std::max<ssize_t>(n, 0)));
  raw_ended_ = n == 0;
  return n > 0;
}

void WarcInput::Damage(std::string reason) {
  state_ = State::kDamaged;
  damage_reason_ = std::move(reason);
}

// The raw bytes stand at the start of a member or between two.
void WarcInput::StartMember() {
  while (true) {
    // Padding between members; some writers fill up blocks with zeros.
    if (decoder_) {
      while (!raw().empty() && IsPadding(raw().front())) ++raw_begin_;
    }
    if (raw().size() >= 4 || !FillRaw()) break;
  }
  if (state_ == State::kError) return;
  if (raw().empty()) {
    state_ = State::kEnd;
    return;
  }
  member_offset_ = file_position();
  const bool was_packed = decoder_.has_value();
  if (LooksLikeGzip(raw())) {
    decoder_.emplace(Compression::kGzip);
  } else if (LooksLikeZstd(raw())) {
    decoder_.emplace(Compression::kZstd);
  } else if (was_packed && !raw().starts_with(kRecordStart)) {
    // Less than a magic number at the very end was cut off there.
    if (raw().size() < 4 &&
        std::string_view("\x1F\x8B\x08").starts_with(raw())) {
      state_ = State::kTruncated;
    } else {
      Damage("no compressed member where one should begin");
    }
    return;
  } else {
    decoder_.reset();
  }
  in_member_ = true;
  members_.push_back({decoded_end_, member_offset_, !decoder_.has_value()});
  // A member that decoded to nothing has the same place as its successor.
  while (members_.size() > 1 && members_[1].decoded <= decoded_begin()) {
    members_.pop_front();
  }
}

bool WarcInput::More() {
  if (state_ != State::kMore) return false;
  if (!in_member_) {
    StartMember();
    return state_ == State::kMore;
  }
  if (raw().empty() && !FillRaw()) {
    if (state_ != State::kError) {
      state_ = decoder_ ? State::kTruncated : State::kEnd;
    }
    return false;
  }
  if (!decoder_) {
    decoded_end_ += raw().size();
    window_ += raw();
    raw_begin_ = raw_.size();
    return true;
  }
  const size_t before = window_.size();
  const auto step = decoder_->Decode(raw(), kDecodeBytes, &window_);
  raw_begin_ += step.consumed;
  decoded_end_ += window_.size() - before;
  switch (step.state) {
    case StreamDecoder::State::kMore:
      // Neither input taken nor output given: it needs more input than we have.
      if (step.consumed == 0 && window_.size() == before && !FillRaw() &&
          state_ != State::kError) {
        state_ = State::kTruncated;
      }
      break;
    case StreamDecoder::State::kEnd:
      in_member_ = false;
      ends_.emplace_back(member_offset_, file_position());
      if (ends_.size() > kEndsKept) ends_.pop_front();
      break;
    case StreamDecoder::State::kDamaged:
      Damage("the compressed data is damaged");
      break;
  }
  return state_ == State::kMore;
}

bool WarcInput::BeginsLikeARecord(std::string_view raw) {
  if (!LooksLikeGzip(raw) && !LooksLikeZstd(raw)) return false;
  StreamDecoder decoder(LooksLikeGzip(raw) ? Compression::kGzip
                                           : Compression::kZstd);
  std::string begin;
  // More output than asked for: zlib may hand over in small steps.
  while (begin.size() < kRecordStart.size()) {
    const auto step = decoder.Decode(raw, kProbeBytes, &begin);
    raw.remove_prefix(step.consumed);
    if (step.state != StreamDecoder::State::kMore || step.consumed == 0) break;
  }
  return begin.starts_with(kRecordStart);
}

void WarcInput::SkipDamage() {
  Consume(view().size());
  // Behind the first byte of the damaged member, which was read over already.
  const uint64_t from = member_offset_ + 1;
  raw_.clear();
  raw_begin_ = 0;
  raw_offset_ = from;
  raw_ended_ = false;
  state_ = State::kMore;
  in_member_ = false;
  decoder_.emplace(Compression::kGzip);  // a packed file, so padding is skipped
  while (true) {
    while (raw().size() < kProbeBytes && FillRaw()) {
    }
    if (state_ == State::kError) return;
    if (raw().empty()) {
      state_ = State::kEnd;
      return;
    }
    // Only what cannot be the start of a member is passed over.
    size_t next = raw().find_first_of("\x1F\x28");
    if (next == std::string_view::npos) next = raw().size();
    raw_begin_ += next;
    if (raw().size() < kProbeBytes && !raw_ended_) continue;
    if (raw().empty()) continue;
    if (BeginsLikeARecord(raw().substr(0, kProbeBytes))) return;
    ++raw_begin_;
  }
}

uint64_t WarcInput::offset() const {
  if (members_.empty()) return file_position();
  const Member& member = members_.front();
  return member.plain ? member.on_disk + decoded_begin() - member.decoded
                      : member.on_disk;
}

bool WarcInput::at_offset() const {
  return members_.empty() || members_.front().plain ||
         members_.front().decoded == decoded_begin();
}

uint64_t WarcInput::EndOfMember(uint64_t on_disk) const {
  for (const auto& [start, end] : ends_) {
    if (start == on_disk) return end;
  }
  return 0;
}

size_t WarcInput::NextMember() const {
  for (const Member& member : members_) {
    if (member.decoded > decoded_begin()) {
      return static_cast<size_t>(member.decoded - decoded_begin());
    }
  }
  return std::string_view::npos;
}

}  // namespace ritmon
