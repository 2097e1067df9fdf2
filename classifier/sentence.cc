// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/sentence.h"

#include <algorithm>

#include "base/normalize.h"

namespace ritmon {
namespace {

constexpr std::string_view kEllipsis = "…";

bool IsContinuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

size_t CodePoints(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(),
                    [](char byte) { return !IsContinuation(byte); }));
}

// A full stop ends a sentence if a blank follows and it does not belong to an
// abbreviation or a number ("z. B.", "ca. 40", "3. Quartal").
bool EndsSentence(std::string_view text, size_t i) {
  const char c = text[i];
  if (c != '.' && c != '!' && c != '?') return false;
  if (i + 1 < text.size() && text[i + 1] != ' ') return false;
  if (c != '.') return true;
  size_t letters = 0;
  while (letters < 4 && i > letters && IsWordBefore(text, i - letters)) {
    ++letters;
  }
  if (letters < 4) return false;
  return !(text[i - 1] >= '0' && text[i - 1] <= '9');
}

size_t StepBack(std::string_view text, size_t at) {
  do {
    --at;
  } while (at > 0 && IsContinuation(text[at]));
  return at;
}

size_t StepForward(std::string_view text, size_t at) {
  do {
    ++at;
  } while (at < text.size() && IsContinuation(text[at]));
  return at;
}

// Grows [from, to) inside [begin, end) by whole characters until `room` is
// used up, on both sides alike.
void Grow(std::string_view text, size_t begin, size_t end, size_t room,
          size_t* from, size_t* to) {
  while (room > 0 && (*from > begin || *to < end)) {
    if (*from > begin) {
      *from = StepBack(text, *from);
      --room;
    }
    if (room > 0 && *to < end) {
      *to = StepForward(text, *to);
      --room;
    }
  }
}

}  // namespace

std::string SentenceAround(std::string_view block, size_t begin, size_t end,
                           size_t max_characters) {
  end = std::min(end, block.size());
  begin = std::min(begin, end);
  while (begin > 0 && begin < block.size() && IsContinuation(block[begin])) {
    --begin;
  }
  while (end < block.size() && IsContinuation(block[end])) ++end;
  size_t from = begin;
  while (from > 0 && !(from >= 2 && block[from - 1] == ' ' &&
                       EndsSentence(block, from - 2))) {
    --from;
  }
  size_t to = end;
  while (to < block.size() && !EndsSentence(block, to)) ++to;
  if (to < block.size()) ++to;
  while (from < begin && block[from] == ' ') ++from;
  while (to > end && block[to - 1] == ' ') --to;
  const std::string_view sentence = block.substr(from, to - from);
  if (CodePoints(sentence) <= max_characters) return std::string(sentence);

  // Two characters for the marks; a hit longer than the room is cut itself.
  const size_t room = max_characters > 2 ? max_characters - 2 : 0;
  size_t cut_from = begin;
  size_t cut_to = begin;
  size_t used = 0;
  for (; used < room && cut_to < end; ++used) {
    cut_to = StepForward(block, cut_to);
  }
  Grow(block, from, to, room - used, &cut_from, &cut_to);
  // Back to whole words, but never into the hit.
  if (cut_from > from) {
    const size_t blank = block.find(' ', cut_from);
    if (blank != std::string_view::npos && blank < begin) cut_from = blank + 1;
  }
  if (cut_to < to) {
    const size_t blank = block.rfind(' ', cut_to);
    if (blank != std::string_view::npos && blank >= end) cut_to = blank;
  }
  std::string cut;
  if (cut_from > from) cut += kEllipsis;
  cut += block.substr(cut_from, cut_to - cut_from);
  if (cut_to < to) cut += kEllipsis;
  return cut;
}

}  // namespace ritmon
