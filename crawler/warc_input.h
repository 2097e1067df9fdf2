// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a WARC file with its compression undone, and where on disk they
// come from. Part of warc_reader.h; nobody else needs it.
//
// A file is a row of members: gzip members, zstd frames, or, without
// compression, one member that is the whole rest of the file. A window of
// decoded bytes is filled from behind (More) and used up from the front
// (Consume). Belongs to one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "crawler/stream_decoder.h"

namespace ritmon {

class WarcInput {
 public:
  static Result<WarcInput> Open(const std::filesystem::path& path,
                                uint64_t offset = 0);
  WarcInput(WarcInput&& other) noexcept;
  WarcInput& operator=(WarcInput&&) = delete;
  ~WarcInput();

  // Decoded and not consumed yet. Valid until the next call of More.
  std::string_view view() const {
    return std::string_view(window_).substr(begin_);
  }
  void Consume(size_t size);

  enum class State {
    kMore,       // there may be more bytes
    kEnd,        // the file is over
    kTruncated,  // the file is over in the middle of a member
    kDamaged,    // a member cannot be decoded; see damage_reason()
    kError,      // the system said no; see error()
  };
  State state() const { return state_; }
  // Adds to the view, perhaps nothing; false once state() is not kMore.
  bool More();

  // The member that is damaged or truncated, and why it cannot be read.
  uint64_t damaged_offset() const { return member_offset_; }
  const std::string& damage_reason() const { return damage_reason_; }
  // Throws away the view and goes on with the next member behind the damaged
  // one that begins like a record; kEnd if there is none.
  void SkipDamage();

  const Error& error() const { return error_; }

  // Where on disk the first byte of the view is: exactly if it is not
  // compressed, otherwise where its member starts.
  uint64_t offset() const;
  // Whether that offset leads to the first byte of the view.
  bool at_offset() const;
  // How many bytes from the start of the view the next member begins;
  // std::string_view::npos if not within the view.
  size_t NextMember() const;

  // Whether what is read now is not compressed.
  bool plain() const { return !decoder_.has_value(); }

  // Whether the first byte of the view comes from a compressed member.
  bool packed_view() const {
    return !members_.empty() && !members_.front().plain;
  }
  // Where the compressed member that starts at `on_disk` ends; 0 unless it was
  // one of the last kEndsKept that were decoded to their end.
  static constexpr size_t kEndsKept = 64;
  uint64_t EndOfMember(uint64_t on_disk) const;

  // How far the file has been read.
  uint64_t file_position() const { return raw_offset_ + raw_begin_; }

 private:
  WarcInput(std::filesystem::path path, int descriptor, uint64_t offset)
      : path_(std::move(path)), descriptor_(descriptor), raw_offset_(offset) {}

  struct Member {
    uint64_t decoded;  // position of its first byte among all decoded bytes
    uint64_t on_disk;
    bool plain;
  };

  std::string_view raw() const {
    return std::string_view(raw_).substr(raw_begin_);
  }
  bool FillRaw();  // false at the end of the file or on an error
  void StartMember();
  static bool BeginsLikeARecord(std::string_view raw);
  uint64_t decoded_begin() const { return decoded_end_ - view().size(); }
  void Damage(std::string reason);

  std::filesystem::path path_;
  int descriptor_ = -1;

  std::string raw_;  // as read from the file, from raw_begin_ on
  size_t raw_begin_ = 0;
  uint64_t raw_offset_ = 0;  // of raw_[0] in the file
  bool raw_ended_ = false;

  std::string window_;
  size_t begin_ = 0;
  uint64_t decoded_end_ = 0;    // all bytes ever decoded
  std::deque<Member> members_;  // that of the view's first byte, and later ones

  std::deque<std::pair<uint64_t, uint64_t>> ends_;  // of members: start, end

  std::optional<StreamDecoder> decoder_;  // of the current member, if packed
  bool in_member_ = false;
  uint64_t member_offset_ = 0;

  State state_ = State::kMore;
  std::string damage_reason_;
  Error error_;
};

}  // namespace ritmon
