// SPDX-License-Identifier: GPL-3.0-or-later
// Compression, undone and done: gzip (RFC 1952), zlib (RFC 1950), raw deflate
// (RFC 1951) and zstd (RFC 8878). zlib and libzstd are known to this file only.
//
// Web servers and archives hold anything; damage is a state, not an error.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

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

// One gzip member; `level` is zlib's, 1 to 9. No name, no time: the same bytes
// give the same member.
std::string GzipMember(std::string_view bytes, int level);

}  // namespace ritmon
