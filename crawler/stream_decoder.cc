// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/stream_decoder.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace ritmon {
namespace {

int WindowBits(Compression compression) {
  switch (compression) {
    case Compression::kGzip:
      return 16 + MAX_WBITS;
    case Compression::kRawDeflate:
      return -MAX_WBITS;
    default:
      return MAX_WBITS;
  }
}

// zlib counts in 32 bits.
uInt Clamped(size_t size) {
  return static_cast<uInt>(
      std::min<size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

struct StreamDecoder::Streams {
  explicit Streams(Compression c) : compression(c) {
    if (compression == Compression::kZstd) {
      zstd = ZSTD_createDCtx();
      // Frames may ask for a window of up to this; RFC 8878 recommends 8 MiB,
      // `zstd --long` and archives use more.
      if (zstd != nullptr) {
        ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, 27);
      }
      ok = zstd != nullptr;
    } else {
      ok = inflateInit2(&zlib, WindowBits(compression)) == Z_OK;
      has_zlib = ok;
    }
  }
  Streams(const Streams&) = delete;
  ~Streams() {
    if (has_zlib) inflateEnd(&zlib);
    ZSTD_freeDCtx(zstd);
  }

  Compression compression;
  z_stream zlib{};
  ZSTD_DCtx* zstd = nullptr;
  bool has_zlib = false;
  bool ok = false;
};

StreamDecoder::StreamDecoder(Compression compression)
    : streams_(std::make_unique<Streams>(compression)) {}
StreamDecoder::StreamDecoder(StreamDecoder&&) noexcept = default;
StreamDecoder& StreamDecoder::operator=(StreamDecoder&&) noexcept = default;
StreamDecoder::~StreamDecoder() = default;

StreamDecoder::Step StreamDecoder::Decode(std::string_view input,
                                          size_t max_output, std::string* out) {
  if (!streams_->ok) return {State::kDamaged, 0};
  const size_t before = out->size();
  out->resize(before + max_output);
  Step step;
  size_t produced = 0;
  if (streams_->compression == Compression::kZstd) {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer target{out->data() + before, max_output, 0};
    const size_t left = ZSTD_decompressStream(streams_->zstd, &target, &in);
    step.consumed = in.pos;
    produced = target.pos;
    if (ZSTD_isError(left) != 0) {
      step.state = State::kDamaged;
    } else if (left == 0) {
      step.state = State::kEnd;
    }
  } else {
    z_stream& zlib = streams_->zlib;
    // zlib does not write to its input; the type is from before const.
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    zlib.avail_in = Clamped(input.size());
    zlib.next_out = reinterpret_cast<Bytef*>(out->data() + before);
    zlib.avail_out = Clamped(max_output);
    const uInt offered = zlib.avail_in;
    const uInt room = zlib.avail_out;
    const int code = inflate(&zlib, Z_NO_FLUSH);
    step.consumed = offered - zlib.avail_in;
    produced = room - zlib.avail_out;
    if (code == Z_STREAM_END) {
      step.state = State::kEnd;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      step.state = State::kDamaged;
    }
  }
  out->resize(before + produced);
  return step;
}

void StreamDecoder::Reset() {
  if (streams_->zstd != nullptr) {
    ZSTD_DCtx_reset(streams_->zstd, ZSTD_reset_session_only);
  }
  if (streams_->has_zlib) inflateReset(&streams_->zlib);
}

Decoded Decode(Compression compression, std::string_view input,
               size_t max_bytes) {
  constexpr size_t kPiece = 64 * 1024;
  Decoded result;
  StreamDecoder decoder(compression);
  while (true) {
    // One byte more than allowed tells whether there is more.
    const size_t room = max_bytes + 1 - result.bytes.size();
    const size_t before = result.bytes.size();
    const auto step =
        decoder.Decode(input, std::min(room, kPiece), &result.bytes);
    input.remove_prefix(step.consumed);
    if (result.bytes.size() > max_bytes) {
      result.bytes.resize(max_bytes);
      result.limited = true;
      return result;
    }
    const bool progress = step.consumed > 0 || result.bytes.size() > before;
    if (step.state == StreamDecoder::State::kEnd) {
      const bool more =
          (compression == Compression::kGzip && LooksLikeGzip(input)) ||
          (compression == Compression::kZstd && LooksLikeZstd(input));
      if (!more) return result;
      decoder.Reset();
    } else if (step.state == StreamDecoder::State::kDamaged || !progress) {
      result.damaged = true;
      return result;
    }
  }
}

bool LooksLikeGzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B");
}

bool LooksLikeZstd(std::string_view bytes) {
  return bytes.starts_with("\x28\xB5\x2F\xFD");
}

std::string GzipMember(std::string_view bytes, int level) {
  z_stream zlib{};
  [[maybe_unused]] int code = deflateInit2(
      &zlib, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  assert(code == Z_OK);
  std::string out(deflateBound(&zlib, bytes.size()), '\0');
  zlib.next_out = reinterpret_cast<Bytef*>(out.data());
  zlib.avail_out = Clamped(out.size());
  // In pieces that zlib can count; one for all but giant records.
  do {
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib.avail_in = Clamped(bytes.size());
    bytes.remove_prefix(zlib.avail_in);
    code = deflate(&zlib, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
    assert(code != Z_STREAM_ERROR);
  } while (!bytes.empty());
  out.resize(zlib.total_out);
  deflateEnd(&zlib);
  return out;
}

}  // namespace ritmon
