// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/profile_links.h"

#include <gtest/gtest.h>

#include "classifier/page_parser.h"
#include "classifier/profile_address.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

std::string Line(const ProfileLink& profile) {
  return std::string(ToString(profile.network)) + " " + profile.host + " " +
         profile.account;
}

TEST(ProfileAddress, AccountsAndWhatOnlyLooksLikeOne) {
  const struct {
    const char* url;
    const char* profile;  // empty: none
  } cases[] = {
      // The fediverse: any host.
      {"https://social.hafen.example/@Firma",
       "mastodon social.hafen.example firma"},
      {"https://social.hafen.example/@firma/",
       "mastodon social.hafen.example firma"},
      {"https://social.hafen.example/users/firma",
       "mastodon social.hafen.example firma"},
      {"https://social.hafen.example/@firma@other.example",
       "mastodon social.hafen.example firma@other.example"},
      {"https://social.hafen.example/@firma/110123", ""},
      {"https://social.hafen.example/users/firma/statuses/1", ""},
      {"https://social.hafen.example/tags/wasserstoff", ""},
      {"https://social.hafen.example/share?text=x", ""},
      {"https://social.hafen.example/@", ""},
      {"https://social.hafen.example/", ""},
      {"https://www.tiktok.com/@firma", ""},
      {"https://medium.com/@firma", ""},
      {"https://www.threads.net/@firma", ""},
      // Bluesky.
      {"https://bsky.app/profile/Firma.example",
       "bluesky bsky.app firma.example"},
      {"https://bsky.app/profile/did:plc:abc", "bluesky bsky.app did:plc:abc"},
      {"https://bsky.app/profile/firma.example/post/3k", ""},
      {"https://bsky.app/intent/compose?text=x", ""},
      {"https://bsky.app/hashtag/h2", ""},
      // YouTube.
      {"https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
       "youtube www.youtube.com UCabcdefghijklmnopqrstuv"},
      {"https://youtube.com/@Firma", "youtube www.youtube.com Firma"},
      {"https://www.youtube.com/user/firma?hl=de",
       "youtube www.youtube.com firma"},
      {"https://www.youtube.com/watch?v=1", ""},
      {"https://www.youtube.com/embed/1", ""},
      {"https://youtu.be/1", ""},
      // Closed ones.
      {"https://de.linkedin.com/company/Firma-GmbH/",
       "linkedin www.linkedin.com firma-gmbh"},
      {"https://www.linkedin.com/company/firma/posts/",
       "linkedin www.linkedin.com firma"},
      {"https://www.linkedin.com/in/anna-beispiel/", ""},
      {"https://www.linkedin.com/pub/anna-beispiel/", ""},
      {"https://www.linkedin.com/shareArticle?mini=true&url=x", ""},
      {"https://www.linkedin.com/sharing/share-offsite/?url=x", ""},
      {"https://twitter.com/Firma", "x x.com firma"},
      {"https://x.com/firma?lang=de", "x x.com firma"},
      {"https://twitter.com/firma/status/1", ""},
      {"https://twitter.com/intent/tweet?text=x", ""},
      {"https://x.com/share", ""},
      {"https://twitter.com/hashtag/h2", ""},
      {"https://www.instagram.com/firma.hamburg/",
       "instagram www.instagram.com firma.hamburg"},
      {"https://www.instagram.com/p/Cabc/", ""},
      {"https://www.instagram.com/explore/", ""},
      {"https://www.facebook.com/FirmaGmbH/",
       "facebook www.facebook.com firmagmbh"},
      {"https://de-de.facebook.com/firma", "facebook www.facebook.com firma"},
      {"https://www.facebook.com/pages/Firma/123",
       "facebook www.facebook.com 123"},
      {"https://www.facebook.com/sharer.php?u=x", ""},
      {"https://www.facebook.com/sharer/sharer.php?u=x", ""},
      {"https://www.facebook.com/sharer.php", ""},
      {"https://www.facebook.com/people/Anna-Beispiel/1000", ""},
      {"https://www.facebook.com/profile.php?id=1000", ""},
      {"https://www.facebook.com/groups/1", ""},
      {"https://www.xing.com/companies/firmagmbh",
       "xing www.xing.com firmagmbh"},
      {"https://www.xing.com/pages/firma", "xing www.xing.com firma"},
      {"https://www.xing.com/profile/Anna_Beispiel", ""},
      {"https://www.xing.com/spi/shares/new?url=x", ""},
      {"https://firma.example/kontakt", ""},
  };
  for (const auto& c : cases) {
    const auto profile = ProfileOfUrl(MakeUrl(c.url));
    EXPECT_EQ(profile ? Line(*profile) : "", c.profile) << c.url;
  }
}

TEST(ProfileAddress, FeedsOfChannels) {
  const auto feed = [](const char* url) {
    return ProfileFeedUrl(*ProfileOfUrl(MakeUrl(url)));
  };
  EXPECT_EQ(feed("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"),
            "https://www.youtube.com/feeds/videos.xml?channel_id="
            "UCabcdefghijklmnopqrstuv");
  EXPECT_EQ(feed("https://www.youtube.com/@firma"), "");
  EXPECT_EQ(feed("https://www.instagram.com/ucabcdefghijklmnopqrstuv"), "");
}

// "network account place, ..." of the page.
std::string Profiles(const std::string& body, const std::string& head = "") {
  const Page page =
      ParsePage(MakeUrl("https://www.firma.example/"),
                "<!doctype html><html lang=de><head><title>Firma</title>" +
                    head + "</head><body>" + body + "</body></html>",
                "text/html; charset=utf-8");
  std::string lines;
  for (const ProfileLink& profile : page.profiles) {
    if (!lines.empty()) lines += ", ";
    lines += std::string(ToString(profile.network)) + " " + profile.account +
             " " + profile.place;
  }
  return lines;
}

constexpr char kText[] =
    "<main><h1>Anlagenbau</h1><p>Wir bauen seit 1950 Anlagen für die "
    "Industrie, in Hamburg und überall sonst auf der Welt.</p></main>";

TEST(ProfileLinks, HeadersAndFooters) {
  const struct {
    const char* body;
    const char* profiles;
  } cases[] = {
      {"<footer><ul><li><a href='https://www.linkedin.com/company/firma'>"
       "LinkedIn</a></li><li><a href='https://social.hafen.example/@firma'>"
       "<img alt=Mastodon></a></li></ul><p>© 2026 Firma GmbH</p></footer>",
       "linkedin firma footer, mastodon firma footer"},
      {"<header><nav><a href='/'>Start</a><a href='https://bsky.app/profile/"
       "firma.example'>Bluesky</a></nav></header>",
       "bluesky firma.example header"},
      {"<div id=footer><div class='social-icons'><a href="
       "'//www.instagram.com/firma'></a></div></div>",
       "instagram firma footer"},
      // Of a person, for sharing, a single post.
      {"<footer><a href='https://www.linkedin.com/in/chef'>Unser Chef</a>"
       "<a href='https://www.facebook.com/sharer.php?u=x'>Teilen</a>"
       "<a href='https://social.hafen.example/@firma/1'>Beitrag</a></footer>",
       ""},
      {"<footer><div class='share-buttons'><a href='https://x.com/firma'>X</a>"
       "</div></footer>",
       ""},
      // A widget with somebody else's posts.
      {"<footer><a class='twitter-timeline' href='https://twitter.com/hafen'>"
       "Tweets by hafen</a></footer>",
       ""},
      // In running text it may be anybody's.
      {"<main><p>Unser Kunde <a href='https://x.com/kunde'>Kunde</a> schreibt "
       "über unsere neue Anlage in Hamburg.</p></main>",
       ""},
      {"<main><p>Wir sind <a rel='nofollow me' href='https://social.hafen."
       "example/@firma'>im Fediverse</a> zu finden, schon lange.</p></main>",
       "mastodon firma rel=me"},
      // Twice on the page: the surer place.
      {"<footer><a href='https://social.hafen.example/@firma'>M</a> "
       "<a rel=me href='https://social.hafen.example/@Firma'>M</a></footer>",
       "mastodon firma rel=me"},
      // The site's own user pages.
      {"<footer><a href='/users/anna'>Anna</a> <a href="
       "'https://www.firma.example/@anna'>Anna</a></footer>",
       ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Profiles(std::string(kText) + c.body), c.profiles) << c.body;
  }
}

TEST(ProfileLinks, TheAgencySignsToo) {
  const struct {
    const char* footer;
    const char* profiles;
  } cases[] = {
      {"<p>Webdesign by <a href='https://pixelwerk.example'>Pixelwerk</a> "
       "<a href='https://www.instagram.com/pw_studio'>Instagram</a></p>"
       "<p>Folgen Sie uns: <a href='https://x.com/firma'>X</a></p>",
       "x firma footer"},
      // Beside the name of the company, with the agency's name in it.
      {"<p>Folgen Sie uns: <a href='https://x.com/firma'>X</a>"
       "<a href='https://www.facebook.com/pixelwerk.hamburg'>f</a></p>"
       "<p>Umsetzung: <a href='https://www.pixel-werk.example'>Pixel-Werk</a>"
       "</p>",
       "x firma footer"},
      {"<p>© Firma | Gestaltung und Programmierung: "
       "<a href='https://social.hafen.example/@studio'>Studio Nord</a></p>",
       ""},
      {"<small>made with love by <a href='https://x.com/studionord'>Studio "
       "Nord</a></small>",
       ""},
      // Said after it: not its.
      {"<p><a href='https://x.com/firma'>X</a> Website: <a href="
       "'https://pixelwerk.example'>Pixelwerk</a></p>",
       "x firma footer"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(
        Profiles(std::string(kText) + "<footer>" + c.footer + "</footer>"),
        c.profiles)
        << c.footer;
  }
}

TEST(ProfileLinks, MarkupAndHead) {
  EXPECT_EQ(Profiles(kText,
                     "<link rel=me href='https://social.hafen.example/"
                     "@firma'>"),
            "mastodon firma rel=me");
  const std::string markup =
      "<script type='application/ld+json'>{\"@type\":\"Organization\","
      "\"name\":\"Firma\",\"url\":\"https://firma.example/\",\"sameAs\":["
      "\"https://www.youtube.com/@firma\",\"https://de.wikipedia.org/wiki/"
      "Firma\",\"https://www.linkedin.com/in/chef\"]}</script>";
  EXPECT_EQ(Profiles(kText, markup), "youtube firma sameAs");
  const std::string partner =
      "<script type='application/ld+json'>{\"@type\":\"Organization\","
      "\"name\":\"Partner\",\"url\":\"https://partner.example/\",\"sameAs\":"
      "\"https://x.com/partner\"}</script>";
  EXPECT_EQ(Profiles(kText, partner), "");
}

TEST(ProfileLinks, ManyAreCut) {
  std::string footer = "<footer>";
  for (int i = 0; i < 1000; ++i) {
    footer += "<a href='https://x.com/firma" + std::to_string(i) + "'>X</a> ";
  }
  const Page page = ParsePage(MakeUrl("https://firma.example/"),
                              kText + footer + "</footer>", "text/html");
  EXPECT_EQ(page.profiles.size(), kMaxProfiles);
}

}  // namespace
}  // namespace ritmon
