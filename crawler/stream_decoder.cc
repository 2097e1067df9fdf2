// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/stream_decoder.h"

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
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

// RFC 1952, 2.3, and RFC 1951, 3.2.4.
constexpr size_t kGzipHeader = 10;
constexpr size_t kGzipTrailer = 8;
constexpr size_t kFlagsAt = 3;
constexpr int kHasComment = 16;
constexpr size_t kStoredHeader = 5;
constexpr size_t kStoredMost = 65535;

// Of a member of `size` bytes that is not compressed.
size_t StoredBlocks(size_t size) {
  const size_t blocks = size - kGzipHeader - kGzipTrailer;
  constexpr size_t kBlock = kStoredHeader + kStoredMost;
  return (blocks + kBlock - 1) / kBlock;
}

void AppendLittleEndian(uint64_t value, int bytes, std::string* out) {
  for (; bytes > 0; --bytes, value >>= 8) {
    *out += static_cast<char>(value & 0xFF);
  }
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

void GzipCompressor::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

GzipCompressor::GzipCompressor(int level)
    : compressor_(libdeflate_alloc_compressor(std::clamp(level, 1, 12))) {
  assert(compressor_ != nullptr);
}
GzipCompressor::GzipCompressor(GzipCompressor&&) noexcept = default;
GzipCompressor& GzipCompressor::operator=(GzipCompressor&&) noexcept = default;
GzipCompressor::~GzipCompressor() = default;

void GzipCompressor::AppendMember(std::string_view bytes, std::string* out) {
  const size_t before = out->size();
  const size_t bound =
      libdeflate_gzip_compress_bound(compressor_.get(), bytes.size());
  out->resize(before + bound);
  const size_t size =
      libdeflate_gzip_compress(compressor_.get(), bytes.data(), bytes.size(),
                               out->data() + before, bound);
  assert(size > 0);
  out->resize(before + size);
}

std::string GzipMember(std::string_view bytes, int level) {
  std::string out;
  GzipCompressor(level).AppendMember(bytes, &out);
  return out;
}

std::optional<std::string> MemberOfSize(std::string_view bytes, size_t size) {
  std::string member = GzipMember(bytes, 12);
  if (member.size() > size) return std::nullopt;
  const size_t room = size - member.size();
  if (room == 0) return member;
  if (room > kMaxComment) return std::nullopt;
  member[kFlagsAt] = static_cast<char>(member[kFlagsAt] | kHasComment);
  std::string comment(room, ' ');
  comment.back() = '\0';
  member.insert(kGzipHeader, comment);
  return member;
}

std::optional<size_t> StoredCapacity(size_t size) {
  if (size < kGzipHeader + kStoredHeader + kGzipTrailer) return std::nullopt;
  return size - kGzipHeader - kGzipTrailer - StoredBlocks(size) * kStoredHeader;
}

std::string StoredMember(std::string_view bytes, size_t size) {
  assert(StoredCapacity(size) == bytes.size());
  std::string out("\x1F\x8B\x08\0\0\0\0\0\0\xFF", kGzipHeader);
  out.reserve(size);
  std::string_view rest = bytes;
  for (size_t left = StoredBlocks(size); left > 0; --left) {
    const size_t length = std::min(rest.size(), kStoredMost);
    out += static_cast<char>(left == 1 ? 1 : 0);  // the last block says so
    AppendLittleEndian(length, 2, &out);
    AppendLittleEndian(~length, 2, &out);
    out += rest.substr(0, length);
    rest.remove_prefix(length);
  }
  AppendLittleEndian(libdeflate_crc32(0, bytes.data(), bytes.size()), 4, &out);
  AppendLittleEndian(bytes.size(), 4, &out);
  return out;
}

std::string ZstdFrame(std::string_view bytes) {
  constexpr int kLevel = 3;  // the library's default
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const size_t size =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  assert(ZSTD_isError(size) == 0);
  out.resize(size);
  return out;
}

}  // namespace ritmon
