// SPDX-License-Identifier: GPL-3.0-or-later
// What a path segment, a parameter or a link's text is about, by a table of
// German and English words. Pure functions.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

enum class UrlTopic {
  kImprint,
  kCompany,
  kOffer,
  kNeutral,
  kSupport,
  kJobs,
  kNews,
  kEvents,
  kShop,
  kLegal,
  kMedia,
  kArchive,
  kListing,
  kAccount,
};

// 0 is fetched first, see url_priority.h; kNeutral is in the middle.
int PriorityOfTopic(UrlTopic topic);

// "Über uns.html" as "-ueber-uns-html-"; only the first 200 bytes are read.
std::string TopicWords(std::string_view text);

// Of what TopicWords gives.
int CountTopicWords(std::string_view words);

// A title made of more words than a name has is about something: "karriere" in
// it does not make it an advertisement.
inline constexpr int kMostWordsOfAName = 4;

// Of what TopicWords gives. In a title only words that raise are looked for.
UrlTopic TopicOf(std::string_view words, bool is_title);

}  // namespace ritmon
