// SPDX-License-Identifier: GPL-3.0-or-later
// What was found for a text, remembered in a fixed number of places: a text has
// its place by hash, and the last one of a place is held. For texts that repeat
// (words, class names) and are told what they are in a loop over all of them:
// nothing is counted or put in order, and memory does not grow.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ritmon {

// Belongs to one thread. Takes its memory with the first question.
template <typename Value, size_t kPlaces>
class RecentValues {
 public:
  // What `find()` gives for `text`; for "" it must be Value(). Valid until the
  // next call. `find` may itself ask for other texts.
  template <typename Find>
  const Value& Of(std::string_view text, const Find& find) {
    if (places_.empty()) places_.resize(kPlaces);
    Place& place = places_[std::hash<std::string_view>()(text) % kPlaces];
    if (place.text != text) {
      Value value = find();
      place.text = text;
      place.value = std::move(value);
    }
    return place.value;
  }

 private:
  // A short text and what was found for it lie in one line of the processor's
  // cache: to wait for memory is most of the work.
  struct alignas(64) Place {
    std::string text;
    Value value{};
  };

  std::vector<Place> places_;
};

}  // namespace ritmon
