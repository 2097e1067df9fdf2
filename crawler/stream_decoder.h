// SPDX-License-Identifier: GPL-3.0-or-later
// Compression, undone and done: gzip (RFC 1952), zlib (RFC 1950), raw deflate
// (RFC 1951) and zstd (RFC 8878). zlib, libdeflate and libzstd are known to
// this file only.
//
// Web servers and archives hold anything; damage is a state, not an error.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace ritmon {

enum class Compression { kGzip, kZlib, kRawDeflate, kZstd };

// Undoes one compression, piece by piece. One member (of gzip) or frame (of
// zstd) at a time. Belongs to one thread.
class StreamDecoder {
 public:
  explicit StreamDecoder(Compression compression);
  StreamDecoder(StreamDecoder&&) noexcept;
  StreamDecoder& operator=(StreamDecoder&&) noexcept;
  ~StreamDecoder();

  enum class State {
    kMore,     // wants more input, or to be called again for more output
    kEnd,      // the member is complete and its checksum right
    kDamaged,  // cannot go on
  };
  struct Step {
    State state = State::kMore;
    size_t consumed = 0;  // of the input
  };

  // Appends at most `max_output` bytes to `*out`.
  Step Decode(std::string_view input, size_t max_output, std::string* out);

  // Ready for the next member.
  void Reset();

 private:
  struct Streams;
  std::unique_ptr<Streams> streams_;
};

struct Decoded {
  std::string bytes;
  bool damaged = false;  // broken or too short; `bytes` is what came before
  bool limited = false;  // there is more than max_bytes
};

// All of `input`, also several members; what follows the last one is ignored.
Decoded Decode(Compression compression, std::string_view input,
               size_t max_bytes);

// "1f 8b": how a gzip member begins; and a zstd frame.
bool LooksLikeGzip(std::string_view bytes);
bool LooksLikeZstd(std::string_view bytes);

// Makes gzip members: no name, no time, so that the same bytes give the same
// member. Keeps its working memory from one member to the next. Belongs to one
// thread.
class GzipCompressor {
 public:
  // `level`: 1 is fast, 12 is small; others are taken for the nearest.
  explicit GzipCompressor(int level);
  GzipCompressor(GzipCompressor&&) noexcept;
  GzipCompressor& operator=(GzipCompressor&&) noexcept;
  ~GzipCompressor();

  // Appends one member with all of `bytes`.
  void AppendMember(std::string_view bytes, std::string* out);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

// One member, for who needs only one.
std::string GzipMember(std::string_view bytes, int level);

// A gzip member of exactly `size` bytes in whatever place one was: `bytes`
// compressed, the rest a comment in its header. Nothing if `bytes` does not
// fit or more than kMaxComment would be left: some readers take no longer one.
constexpr size_t kMaxComment = 500;
std::optional<std::string> MemberOfSize(std::string_view bytes, size_t size);

// The same without compression, for any size: how many bytes such a member
// holds, and the member that holds `bytes`, which must be that many.
std::optional<size_t> StoredCapacity(size_t size);
std::string StoredMember(std::string_view bytes, size_t size);

// One zstd frame.
std::string ZstdFrame(std::string_view bytes);

}  // namespace ritmon
