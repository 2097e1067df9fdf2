// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/region_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "bench/region/region_imprint.h"

namespace ritmon {
namespace {

// Deviation of the logarithm of sizes; of real pages it is 0.63 in all.
constexpr double kSiteSigma = 0.4;
constexpr double kPageSigma = 0.45;
constexpr double kTextSigma = 0.35;
// Parts of a page's bytes that are the site's.
constexpr double kStyles = 0.14;
constexpr double kScripts = 0.12;
constexpr double kMenu = 0.12;
// A page of this size has this much text; smaller ones have relatively more.
constexpr double kUsualBytes = 144'000;
constexpr double kUsualText = 11'000;
// Of the text, what is neither menu, footer nor caption.
constexpr double kMainShare = 0.82;
constexpr size_t kSectionText = 700;

// Parts of a site's chance; those of its pages follow.
enum RandomPart : uint64_t { kFrameRandom, kProseRandom, kPageRandom };

size_t Scaled(double share, size_t bytes, double scale) {
  return static_cast<size_t>(share * scale * static_cast<double>(bytes));
}

void AppendMenuEntry(std::string_view path, std::string_view title,
                     RegionRandom& random, std::string& out) {
  fmt::format_to(
      std::back_inserter(out),
      "<li class=\"c-nav__item c-nav__item--level-2\" data-id=\"{}\"><a class="
      "\"c-nav__link js-track\" href=\"{}\" data-track=\"nav|{:x}\" role="
      "\"menuitem\"><span class=\"c-nav__text\">{}</span></a></li>\n",
      random.Below(100'000), path, random.Next() & 0xffffffff, title);
}

std::string JsonLd(const RegionSite& site, const std::string& origin) {
  const RegionCompany& company = site.company;
  const nlohmann::ordered_json json{
      {"@context", "https://schema.org"},
      {"@type", "Organization"},
      {"name", company.name},
      {"url", origin + "/"},
      {"foundingDate", std::to_string(company.founded)},
      {"address",
       {{"@type", "PostalAddress"},
        {"streetAddress", company.street},
        {"postalCode", company.postcode},
        {"addressLocality", company.town},
        {"addressCountry", "DE"}}}};
  return "<script type=\"application/ld+json\">" + json.dump() + "</script>\n";
}

std::string ConsentBanner(bool german) {
  return german
             ? "<div class=\"c-consent\" id=\"cookie-consent\" role=\"dialog\" "
               "aria-modal=\"true\" aria-label=\"Cookie-Einstellungen\"><p "
               "class=\"c-consent__text\">Wir verwenden Cookies, um Inhalte zu "
               "gestalten und die Zugriffe auf unsere Website zu messen. Sie "
               "können alle annehmen oder nur die notwendigen zulassen.</p>"
               "<button class=\"c-button\" data-consent=\"all\">Alle "
               "akzeptieren</button><button class=\"c-button\" data-consent="
               "\"needed\">Nur notwendige Cookies</button></div>\n"
             : "<div class=\"c-consent\" id=\"cookie-consent\" role=\"dialog\" "
               "aria-modal=\"true\" aria-label=\"Cookie settings\"><p class="
               "\"c-consent__text\">We use cookies to measure how our website "
               "is used. You can accept all of them or only those that are "
               "needed.</p><button class=\"c-button\" data-consent=\"all\">"
               "Accept all</button><button class=\"c-button\" data-consent="
               "\"needed\">Only necessary cookies</button></div>\n";
}

// The day of a story, the newest first.
std::string DayOf(size_t page) {
  return fmt::format("2026-{:02}-{:02}", 1 + (page * 7) % 11,
                     1 + (page * 13) % 28);
}

}  // namespace

RegionSiteWriter::RegionSiteWriter(const RegionOptions& options,
                                   const RegionSite& site,
                                   const RegionWords& words,
                                   const RegionBulk& bulk)
    : options_(&options),
      site_(&site),
      bulk_(&bulk),
      random_(RegionRandom(options.seed ^ 0x5173).Part(site.number)),
      prose_([&] {
        RegionRandom random = random_.Part(kProseRandom);
        return RegionProse(words, random);
      }()) {
  RegionRandom random = random_.Part(kFrameRandom);
  scale_ = random.LogNormal(kSiteSigma);
  const auto bytes = static_cast<double>(options.bytes);
  text_bytes_ = static_cast<size_t>(
      std::min(kUsualText * std::sqrt(bytes / kUsualBytes), bytes * 0.4));
  own_name_ = EscapeHtml(site.company.name);
  bulk.AppendStyle(random, Scaled(kStyles, options.bytes, scale_), frame_);
  bulk.AppendScript(random, Scaled(kScripts, options.bytes, scale_), frame_);
  menu_ = Menu(random, Scaled(kMenu, options.bytes, scale_));
  footer_ = Footer(random);
}

std::string_view RegionSiteWriter::PathOf(RegionPageKind kind) const {
  for (const RegionPage& page : site_->pages) {
    if (page.kind == kind) return page.path;
  }
  return "/";
}

std::string RegionSiteWriter::Menu(RegionRandom& random, size_t bytes) const {
  std::string menu =
      "<header class=\"c-header js-sticky\" data-offset=\"80\"><a class="
      "\"c-header__brand\" href=\"/\" aria-label=\"Logo\">";
  AppendIcon(random, menu);
  menu += own_name_ +
          "</a>\n<nav class=\"c-nav c-nav--main\" aria-label="
          "\"main\"><ul class=\"c-nav__list\" role=\"menubar\">\n";
  const size_t entries = std::min<size_t>(site_->pages.size(), 12);
  for (size_t i = 0; i < entries; ++i) {
    const RegionPage& page = site_->pages[i];
    AppendMenuEntry(page.path, page.title, random, menu);
  }
  // Below them what those pages hold.
  while (menu.size() < bytes) {
    const RegionPage& page = site_->pages[random.Below(entries)];
    AppendMenuEntry(page.path + "#a" + std::to_string(random.Below(1000)),
                    prose_.Phrase(random), random, menu);
    if (random.Below(8) == 0) AppendIcon(random, menu);
  }
  return menu + "</ul></nav></header>\n";
}

std::string RegionSiteWriter::Footer(RegionRandom& random) const {
  const RegionCompany& company = site_->company;
  std::string footer = fmt::format(
      "<footer class=\"c-footer\"><div class=\"l-grid\"><p>© 2026 {} · {} · {} "
      "{}</p><p>{}</p><ul class=\"c-footer__links\">",
      own_name_, company.street, company.postcode, company.town,
      prose_.Text(random, 150));
  for (const RegionPage& page : site_->pages) {
    if (page.kind == RegionPageKind::kProduct) break;
    footer += "<li><a href=\"" + page.path + "\">" + page.title + "</a></li>";
  }
  for (int i = 0; i < 3; ++i) {
    footer += fmt::format(
        "<li><a rel=\"noopener\" target=\"_blank\" href=\"https://www.netz-{}"
        ".example/{}\">",
        random.Below(20), site_->number);
    AppendIcon(random, footer);
    footer += "</a></li>";
  }
  return footer + "</ul></div></footer>\n";
}

void RegionSiteWriter::AppendHead(const RegionPage& page, RegionRandom& random,
                                  std::string& out) const {
  const std::string origin = OriginOf(*site_, *options_);
  const std::string description = prose_.Text(random, 120);
  fmt::format_to(
      std::back_inserter(out),
      "<!DOCTYPE html>\n<html lang=\"{0}\" class=\"no-js\">\n<head>\n<meta "
      "charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-"
      "width, initial-scale=1\">\n<title>{1} | {2}</title>\n<meta name="
      "\"description\" content=\"{3}\">\n<link rel=\"canonical\" href=\"{4}{5}"
      "\">\n<meta property=\"og:title\" content=\"{1}\">\n<meta property="
      "\"og:description\" content=\"{3}\">\n<meta property=\"og:url\" content="
      "\"{4}{5}\">\n<meta name=\"theme-color\" content=\"#{6:06x}\">\n",
      LanguageTag(site_->language), page.title, own_name_, description, origin,
      page.path, random.Next() & 0xffffff);
  out += frame_;
  if (page.kind == RegionPageKind::kHome) out += JsonLd(*site_, origin);
  out += "</head>\n";
}

// Each given sentence in a section of its own, among others.
void RegionSiteWriter::AppendSections(const RegionPage& page, size_t bytes,
                                      RegionRandom& random,
                                      std::string& out) const {
  const size_t given = page.sentences.size();
  const size_t count = std::max(bytes / kSectionText + 1, given);
  for (size_t i = 0; i < count; ++i) {
    fmt::format_to(
        std::back_inserter(out),
        "<section class=\"l-section l-section--{}\" id=\"a{}\" data-section="
        "\"{}\">\n  <div class=\"l-grid\">\n    <div class=\"l-grid__item "
        "u-8@l "
        "u-12@s\">\n      <h2 class=\"c-heading c-heading--2\">{}</h2>\n      "
        "<div class=\"o-text o-text--wide\">\n        <p "
        "class=\"o-text__lead\">",
        random.Below(5), random.Below(1000), i, prose_.Phrase(random));
    out += prose_.Text(random, kSectionText / 3);
    // The i-th section has it if i is where given / count passes a number.
    const size_t before = i * given / count;
    if ((i + 1) * given / count > before) {
      out += " ";
      out += page.sentences[before];
    }
    out +=
        "</p>\n        <p>" + prose_.Text(random, kSectionText / 3) + "</p>\n";
    if (i % 3 == 1) {
      out += "        <ul class=\"c-list\">";
      for (int item = 0; item < 4; ++item) {
        out +=
            "<li class=\"c-list__item\">" + prose_.Phrase(random) + "</li>\n";
      }
      out += "</ul>\n";
    }
    out += "      </div>\n    </div>\n  </div>\n</section>\n";
  }
}

void RegionSiteWriter::AppendCards(RegionPageKind kind, RegionRandom& random,
                                   std::string& out) const {
  out += "<div class=\"l-grid c-cards\">\n";
  for (const RegionPage& page : site_->pages) {
    if (page.kind != kind) continue;
    fmt::format_to(
        std::back_inserter(out),
        "<article class=\"c-card c-card--link\"><h3 class=\"c-card__title\"><a "
        "class=\"c-card__link\" href=\"{}\">{}</a></h3><p class=\"c-card__text"
        "\">{}</p></article>\n",
        page.path, page.title, prose_.Text(random, 80));
  }
  out += "</div>\n";
}

void RegionSiteWriter::AppendMain(const RegionPage& page, RegionRandom& random,
                                  std::string& out) const {
  out +=
      "<main class=\"l-main\" id=\"main\">\n<h1 class=\"c-heading "
      "c-heading--1\">" +
      page.title + "</h1>\n";
  if (page.kind == RegionPageKind::kImprint) {
    out += ImprintHtml(*site_) + "</main>\n";
    return;
  }
  if (page.kind == RegionPageKind::kNews) {
    const std::string day =
        DayOf(static_cast<size_t>(&page - site_->pages.data()));
    out += "<p class=\"c-date\"><time datetime=\"" + day + "\">" + day +
           "</time></p>\n";
  }
  const double text = static_cast<double>(text_bytes_) * kMainShare;
  AppendSections(
      page, Scaled(random.LogNormal(kTextSigma), static_cast<size_t>(text), 1),
      random, out);
  if (page.kind == RegionPageKind::kHome ||
      page.kind == RegionPageKind::kProducts) {
    AppendCards(RegionPageKind::kProduct, random, out);
  }
  if (page.kind == RegionPageKind::kHome ||
      page.kind == RegionPageKind::kNewsList) {
    AppendCards(RegionPageKind::kNews, random, out);
  }
  fmt::format_to(std::back_inserter(out),
                 "<p class=\"o-text\"><a href=\"http://www.partner-{}.example/"
                 "\">{}</a></p>\n</main>\n",
                 random.Below(500), prose_.Phrase(random));
}

std::string RegionSiteWriter::Page(size_t index) const {
  const RegionPage& page = site_->pages[index];
  RegionRandom random = random_.Part(kPageRandom + index);
  const size_t size =
      Scaled(random.LogNormal(kPageSigma), options_->bytes, scale_);
  std::string out;
  out.reserve(size + size / 4);
  AppendHead(page, random, out);
  out += "<body class=\"page page--" +
         std::to_string(static_cast<int>(page.kind)) + "\">\n";
  out += ConsentBanner(IsGerman()) + menu_;
  AppendMain(page, random, out);
  // What is left of the size: pictures, and the data of scripts.
  const size_t now = out.size() + footer_.size();
  const size_t left = size > now ? size - now : 0;
  const size_t pictures = out.size() + left * 3 / 4;
  out += "<aside class=\"l-aside\"><div class=\"l-grid\">\n";
  while (out.size() < pictures) AppendFigure(random, prose_, out);
  out += "</div></aside>\n" + footer_;
  bulk_->AppendState(random, left / 4, out);
  out += "</body>\n</html>\n";
  return out;
}

}  // namespace ritmon
