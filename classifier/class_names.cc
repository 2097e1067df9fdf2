// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/class_names.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "classifier/html_text.h"

namespace ritmon {
namespace {

enum Meaning {
  kNavigation,
  kFooter,
  kAside,
  kHeader,
  kConsent,
  kBeside,
  kCaption,
  kSocial,
  kSearch,
  kReference,
  kWholeCaption  // if the name is nothing but this word
};

struct Word {
  std::string_view word;
  Meaning meaning;
};

// Sorted by word. Two neighbouring words are also looked up as one
// ("side-bar", "bread_crumb"). kBeside: may be content of the page, is never
// part of an article.
constexpr Word kWords[] = {
    {"aboutauthor", kBeside},
    {"ad", kAside},
    {"addthis", kAside},
    {"addtoany", kAside},
    {"ads", kAside},
    {"adsense", kAside},
    {"advert", kAside},
    {"advertisement", kAside},
    {"advertising", kAside},
    {"anzeige", kAside},
    {"anzeigen", kAside},
    {"articlefooter", kBeside},
    {"articlemeta", kBeside},
    {"articleshare", kBeside},
    {"articletags", kBeside},
    {"authorbio", kBeside},
    {"authorbiography", kBeside},
    {"authorbox", kBeside},
    {"authordescription", kBeside},
    {"authorinfo", kBeside},
    {"authorprofile", kBeside},
    {"backlinks", kBeside},
    {"bild", kWholeCaption},
    {"bildergalerie", kBeside},
    {"bildlegende", kCaption},
    {"bildnachweis", kCaption},
    {"bildquelle", kCaption},
    {"bildtext", kCaption},
    {"bildunterschrift", kCaption},
    {"blogroll", kAside},
    {"borlabs", kConsent},
    {"borlabscookie", kConsent},
    {"bottomnav", kNavigation},
    {"brandlogos", kReference},
    {"breadcrumb", kNavigation},
    {"breadcrumbs", kNavigation},
    {"breakingnews", kBeside},
    {"brotkrumen", kNavigation},
    {"byline", kBeside},
    {"caption", kCaption},
    {"captions", kCaption},
    {"ccm", kConsent},
    {"cky", kConsent},
    {"clientlist", kReference},
    {"clientlogos", kReference},
    {"cloudtags", kSearch},
    {"cmp", kConsent},
    {"cmplz", kConsent},
    {"colophon", kFooter},
    {"comment", kBeside},
    {"commentform", kBeside},
    {"commentlist", kBeside},
    {"comments", kBeside},
    {"commentsection", kBeside},
    {"complianz", kConsent},
    {"consent", kConsent},
    {"cookie", kConsent},
    {"cookiebanner", kConsent},
    {"cookiebar", kConsent},
    {"cookiebot", kConsent},
    {"cookieconsent", kConsent},
    {"cookiefirst", kConsent},
    {"cookielayer", kConsent},
    {"cookienotice", kConsent},
    {"cookies", kConsent},
    {"cookieyes", kConsent},
    {"copyright", kFooter},
    {"copyrights", kFooter},
    {"credit", kCaption},
    {"credits", kCaption},
    {"cta", kBeside},
    {"ctas", kBeside},
    {"customerlogos", kReference},
    {"didomi", kConsent},
    {"disqus", kBeside},
    {"donate", kBeside},
    {"donation", kBeside},
    {"dsgvo", kConsent},
    {"embedplaceholder", kBeside},
    {"entryfooter", kBeside},
    {"entrymeta", kBeside},
    {"feedback", kBeside},
    {"figcaption", kCaption},
    {"foot", kFooter},
    {"footer", kFooter},
    {"footerwrapper", kFooter},
    {"foto", kWholeCaption},
    {"fotocredit", kCaption},
    {"fusszeile", kFooter},
    {"galerie", kBeside},
    {"gallery", kBeside},
    {"gdpr", kConsent},
    {"hauptmenu", kNavigation},
    {"hauptnavigation", kNavigation},
    {"header", kHeader},
    {"image", kWholeCaption},
    {"imagecaption", kCaption},
    {"imagecopyright", kCaption},
    {"imagecredit", kCaption},
    {"imagecredits", kCaption},
    {"imagedescription", kCaption},
    {"img", kWholeCaption},
    {"infinitescroll", kBeside},
    {"interstitial", kAside},
    {"iubenda", kConsent},
    {"jetpackrelatedposts", kBeside},
    {"klaro", kConsent},
    {"kommentar", kBeside},
    {"kommentare", kBeside},
    {"kopf", kHeader},
    {"kundenliste", kReference},
    {"kundenlogos", kReference},
    {"langswitch", kNavigation},
    {"languageswitcher", kNavigation},
    {"lightbox", kAside},
    {"likes", kBeside},
    {"linkliste", kNavigation},
    {"login", kAside},
    {"loginform", kAside},
    {"logocarousel", kReference},
    {"logogrid", kReference},
    {"logoleiste", kReference},
    {"logoslider", kReference},
    {"logowall", kReference},
    {"mainmenu", kNavigation},
    {"mainnav", kNavigation},
    {"masthead", kHeader},
    {"mediacaption", kCaption},
    {"megamenu", kNavigation},
    {"menu", kNavigation},
    {"menubar", kNavigation},
    {"menue", kNavigation},
    {"messageuser", kBeside},
    {"messenger", kBeside},
    {"metanav", kNavigation},
    {"metanavi", kNavigation},
    {"metanavigation", kNavigation},
    {"mobilemenu", kNavigation},
    {"modal", kAside},
    {"morestories", kBeside},
    {"mostpopular", kBeside},
    {"mostread", kBeside},
    {"mostviewed", kBeside},
    {"nav", kNavigation},
    {"navbar", kNavigation},
    {"navi", kNavigation},
    {"navigation", kNavigation},
    {"navlinks", kNavigation},
    {"newsletter", kBeside},
    {"newsletterform", kBeside},
    {"newslettersignup", kBeside},
    {"noprint", kBeside},
    {"offcanvas", kNavigation},
    {"offscreen", kBeside},
    {"onetrust", kConsent},
    {"outbrain", kAside},
    {"pagefooter", kFooter},
    {"pagenavi", kNavigation},
    {"pager", kNavigation},
    {"pagination", kNavigation},
    {"paging", kNavigation},
    {"partnerlogos", kReference},
    {"paywall", kBeside},
    {"photo", kWholeCaption},
    {"photocaption", kCaption},
    {"photocredit", kCaption},
    {"photocredits", kCaption},
    {"picture", kWholeCaption},
    {"plista", kAside},
    {"popover", kBeside},
    {"popular", kBeside},
    {"popularposts", kBeside},
    {"popup", kAside},
    {"postauthor", kBeside},
    {"postfooter", kBeside},
    {"postmeta", kBeside},
    {"postmetadata", kBeside},
    {"postnav", kBeside},
    {"postnavigation", kBeside},
    {"postprofile", kBeside},
    {"postratings", kBeside},
    {"posttags", kBeside},
    {"promo", kBeside},
    {"rating", kBeside},
    {"ratings", kBeside},
    {"readmore", kBeside},
    {"readnext", kBeside},
    {"recommendation", kBeside},
    {"recommendations", kBeside},
    {"recommended", kBeside},
    {"referenzliste", kReference},
    {"related", kBeside},
    {"relatedarticles", kBeside},
    {"relatedcontent", kBeside},
    {"relatedlinks", kBeside},
    {"relatedposts", kBeside},
    {"relatedstories", kBeside},
    {"respond", kBeside},
    {"rollover", kBeside},
    {"schlagwortwolke", kSearch},
    {"screenreader", kBeside},
    {"screenreadertext", kBeside},
    {"searchbar", kSearch},
    {"searchbox", kSearch},
    {"searchform", kSearch},
    {"servicenav", kNavigation},
    {"servicenavigation", kNavigation},
    {"share", kBeside},
    {"sharebar", kBeside},
    {"sharebuttons", kBeside},
    {"sharedaddy", kBeside},
    {"shareicons", kBeside},
    {"sharelinks", kBeside},
    {"sharethis", kBeside},
    {"sharetools", kBeside},
    {"shariff", kBeside},
    {"sharing", kBeside},
    {"sidebar", kAside},
    {"sidebars", kAside},
    {"sidenav", kNavigation},
    {"signup", kBeside},
    {"sitefooter", kFooter},
    {"siteheader", kHeader},
    {"sitesearch", kSearch},
    {"skiplink", kNavigation},
    {"skiplinks", kNavigation},
    {"slideshow", kBeside},
    {"social", kSocial},
    {"socialbuttons", kBeside},
    {"socialicons", kBeside},
    {"sociallinks", kBeside},
    {"socialmedia", kSocial},
    {"socialshare", kBeside},
    {"sponsor", kAside},
    {"sponsored", kAside},
    {"sponsoren", kReference},
    {"sponsorlogos", kReference},
    {"sponsors", kReference},
    {"sronly", kBeside},
    {"submenu", kNavigation},
    {"subnav", kNavigation},
    {"subnavi", kNavigation},
    {"subnavigation", kNavigation},
    {"subscribe", kBeside},
    {"subscription", kBeside},
    {"suchbox", kSearch},
    {"suchfeld", kSearch},
    {"suchformular", kSearch},
    {"taboola", kAside},
    {"tagcloud", kSearch},
    {"taglist", kBeside},
    {"tags", kBeside},
    {"tagslist", kBeside},
    {"tagwolke", kSearch},
    {"teaser", kBeside},
    {"teaserlist", kBeside},
    {"teasers", kBeside},
    {"toc", kBeside},
    {"tooltip", kBeside},
    {"tooltips", kBeside},
    {"topbar", kHeader},
    {"topictags", kBeside},
    {"topmenu", kNavigation},
    {"topnav", kNavigation},
    {"topnavigation", kNavigation},
    {"trackbacks", kBeside},
    {"trending", kBeside},
    {"truste", kConsent},
    {"useravatar", kBeside},
    {"usercentrics", kConsent},
    {"userdetails", kBeside},
    {"userextras", kBeside},
    {"userinfo", kBeside},
    {"userstats", kBeside},
    {"videoplayer", kBeside},
    {"visuallyhidden", kBeside},
    {"werbung", kAside},
    {"widgets", kAside},
    {"wordcloud", kSearch},
};

constexpr bool IsSorted() {
  for (size_t i = 1; i < std::size(kWords); ++i) {
    if (kWords[i - 1].word >= kWords[i].word) return false;
  }
  return true;
}
static_assert(IsSorted());

void Add(Meaning meaning, NameMeaning& to) {
  switch (meaning) {
    case kNavigation:
      to.navigation = true;
      break;
    case kFooter:
      to.footer = true;
      break;
    case kAside:
      to.aside = true;
      break;
    case kHeader:
      to.header = true;
      break;
    case kConsent:
      to.consent = true;
      break;
    case kBeside:
      to.beside_article = true;
      break;
    case kCaption:
      to.beside_article = true;
      to.caption = true;
      break;
    case kSearch:
      to.search = true;
      break;
    case kReference:
      to.reference = true;
      break;
    case kSocial:
      to.social = true;
      break;
    case kWholeCaption:
      break;
  }
}

const Word* Find(std::string_view word) {
  static const std::unordered_map<std::string_view, const Word*> by_word = [] {
    std::unordered_map<std::string_view, const Word*> made;
    for (const Word& known : kWords) made.emplace(known.word, &known);
    return made;
  }();
  const auto found = by_word.find(word);
  return found == by_word.end() ? nullptr : found->second;
}

// "relatedposts" of "relatedpoststitle"; empty if it does not end so.
std::string_view WithoutPart(std::string_view word) {
  for (const std::string_view part :
       {"title", "heading", "header", "list", "box", "wrapper", "wrap",
        "container", "section", "block", "area"}) {
    if (word.size() > part.size() && word.ends_with(part))
      return word.substr(0, word.size() - part.size());
  }
  return {};
}

// Whether the word is known. `whole`: the name has no other.
bool LookUp(std::string_view word, bool whole, NameMeaning& to) {
  const Word* found = Find(word);
  if (found == nullptr) {
    const std::string_view stem = WithoutPart(word);
    return !stem.empty() && LookUp(stem, whole, to);
  }
  const bool picture = found->meaning == kWholeCaption;
  Add(picture && whole ? kCaption : found->meaning, to);
  return !picture || whole;
}

// "has-sidebar" and "no-menu" speak of another element.
bool SpeaksOfAnother(const std::vector<std::string>& tokens) {
  return EqualsAny(tokens.front(), {"has", "with", "no", "without", "is", "not",
                                    "hide", "show", "mit", "ohne"});
}

void AddName(std::string_view name, NameMeaning& to) {
  // WordPress sidebars; "elementor-widget" is content.
  if (name == "widget" || name.starts_with("widget_")) to.aside = true;
  if (StartsWithAny(name, {"material-icons", "material-symbols"}))
    to.icon = true;
  const std::vector<std::string> tokens = NameTokens(name);
  if (tokens.empty() || SpeaksOfAnother(tokens)) return;
  for (size_t i = 0; i < tokens.size(); ++i) {
    bool whole = tokens.size() == 1;
    if (LookUp(tokens[i], whole, to) && whole) to.whole = true;
    if (i + 1 >= tokens.size()) break;
    whole = tokens.size() == 2;
    if (LookUp(tokens[i] + tokens[i + 1], whole, to) && whole) to.whole = true;
  }
}

// Cuts at white space.
template <typename Function>
void ForEachName(std::string_view names, const Function& function) {
  constexpr std::string_view kSpace = " \t\n\f\r";
  for (size_t at = names.find_first_not_of(kSpace);
       at != std::string_view::npos;) {
    const size_t end = std::min(names.find_first_of(kSpace, at), names.size());
    function(names.substr(at, end - at));
    at = names.find_first_not_of(kSpace, end);
  }
}

}  // namespace

NameMeaning& NameMeaning::operator|=(const NameMeaning& other) {
  navigation |= other.navigation;
  footer |= other.footer;
  aside |= other.aside;
  header |= other.header;
  consent |= other.consent;
  beside_article |= other.beside_article;
  caption |= other.caption;
  social |= other.social;
  search |= other.search;
  reference |= other.reference;
  whole |= other.whole;
  icon |= other.icon;
  return *this;
}

template <typename Find>
NameMeaning NameMeanings::Remembered(std::string_view names, const Find& find) {
  constexpr size_t kLongest = 200;  // bytes
  if (names.size() > kLongest) return find();
  return meanings_.Of(names, find);
}

NameMeaning NameMeanings::Of(std::string_view names) {
  // Whole values first: those with several names are repeated, too.
  return Remembered(names, [&] {
    NameMeaning meaning;
    ForEachName(names, [&](std::string_view name) {
      const auto find = [&] {
        NameMeaning of_one;
        AddName(name, of_one);
        return of_one;
      };
      meaning |= name.size() == names.size() ? find() : Remembered(name, find);
    });
    return meaning;
  });
}

NameMeaning MeaningOfRole(std::string_view role) {
  NameMeaning meaning;
  const std::string lower = LowerText(role);
  if (EqualsAny(lower, {"navigation", "menu", "menubar", "directory"}))
    meaning.navigation = true;
  if (lower == "contentinfo") meaning.footer = true;
  if (lower == "banner") meaning.header = true;
  if (lower == "search") meaning.search = true;
  if (EqualsAny(lower, {"complementary", "note"})) meaning.aside = true;
  if (EqualsAny(lower, {"dialog", "alertdialog"})) meaning.consent = true;
  return meaning;
}

}  // namespace ritmon
