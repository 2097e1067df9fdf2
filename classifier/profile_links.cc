// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/profile_links.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/domain_name.h"
#include "base/literal_automaton.h"
#include "classifier/html_text.h"
#include "classifier/phrase_sets.h"
#include "classifier/profile_address.h"

namespace ritmon {
namespace {

// Text before a link that may say whose it is, bytes.
constexpr size_t kNeighbourhood = 100;
// A shorter name of an agency is part of too many others.
constexpr size_t kShortestName = 5;

bool SaysAgency(std::string_view text) {
  static const PhraseSets agency(
      {{"webdesign",      "web design",     "webentwicklung", "web development",
        "website by",     "website von",    "webseite von",   "website:",
        "webseite:",      "design by",      "design von",     "designed by",
        "made by",        "made with",      "powered by",     "umsetzung",
        "realisierung",   "realisiert",     "umgesetzt",      "erstellt von",
        "erstellt durch", "programmierung", "gestaltung",     "konzept",
        "agentur",        "agency",         "created by",     "developed by",
        "site by",        "internetseite",  "hosting"}});
  return agency.In(text) != 0;
}

// Letters and digits, lower case: "Pixel-Werk" and "pixelwerk" are one name.
std::string NameOf(std::string_view text) {
  std::string name;
  for (const char c : LowerText(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (kept) name += c;
  }
  return name;
}

bool HasRelMe(std::string_view rel) {
  const std::string lower = LowerText(rel);
  for (size_t at = 0; at < lower.size();) {
    const size_t end =
        std::min(lower.find_first_of(" \t\n\f\r", at), lower.size());
    if (std::string_view(lower).substr(at, end - at) == "me") return true;
    at = end + 1;
  }
  return false;
}

// Most links are none, and this is cheaper than to parse them.
bool MayBeProfile(std::string_view href) {
  static const LiteralAutomaton marks(
      {"/@", "/%40", "/users/", "bsky.app/", "linkedin.", "facebook.",
       "fb.com/", "xing.com", "youtube.", "twitter.", "x.com/", "instagram."});
  bool found = false;
  marks.FindAll(href, [&](size_t, size_t) { found = true; });
  return found;
}

bool BeginsBlock(Tag tag) {
  return IsBlockElement(tag) || tag == Tag::kLi || tag == Tag::kTd ||
         tag == Tag::kTr;
}

class ProfileFinder {
 public:
  ProfileFinder(const HtmlTree& tree, const PageRegions& regions,
                const std::vector<OrganizationMarkup>& organizations,
                const Url& url)
      : tree_(tree),
        regions_(regions),
        organizations_(organizations),
        url_(url),
        own_(RegistrableDomain(url.host())) {}

  std::vector<ProfileLink> Run() {
    std::vector<NodeIndex> links;
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      const Tag tag = tree_[i].tag;
      if ((tag == Tag::kA || tag == Tag::kLink) &&
          MayBeProfile(tree_.Attribute(i, "href"))) {
        links.push_back(i);
      }
    }
    if (!links.empty()) FindAgencies();
    for (const NodeIndex i : links) {
      if (HasRelMe(tree_.Attribute(i, "rel"))) {
        Add(tree_.Attribute(i, "href"), "rel=me");
      }
    }
    for (const OrganizationMarkup& organization : organizations_) {
      if (!IsOwn(organization)) continue;
      for (const std::string& same : organization.same_as) Add(same, "sameAs");
    }
    for (const NodeIndex i : links) {
      if (tree_[i].tag != Tag::kA) continue;
      const std::string_view place = PlaceOf(i);
      if (place.empty() || IsAgencys(i)) continue;
      Add(tree_.Attribute(i, "href"), place);
    }
    return std::move(profiles_);
  }

 private:
  // The names of who signs the site: "Webdesign: <a>Pixelwerk</a>".
  void FindAgencies() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      const std::string_view href = tree_.Attribute(i, "href");
      if (tree_[i].tag != Tag::kA || href.find("//") == std::string_view::npos)
        continue;
      const std::string text = tree_.TextOf(i);
      if (!SaysAgency(TextBefore(i)) && !SaysAgency(text) &&
          !SaysAgency(tree_.Attribute(i, "title"))) {
        continue;
      }
      const auto target = Url::Parse(href, &url_);
      if (!target || ProfileOfUrl(*target)) continue;
      const std::string domain = RegistrableDomain(target->host());
      if (domain == own_ || PlaceOf(i).empty()) continue;
      for (std::string name :
           {NameOf(domain.substr(0, domain.find('.'))), NameOf(text)}) {
        if (name.size() >= kShortestName) agencies_.insert(std::move(name));
      }
    }
  }

  bool IsOwn(const OrganizationMarkup& organization) const {
    if (organization.url.empty()) return true;
    const auto url = Url::Parse(organization.url, &url_);
    return url && RegistrableDomain(url->host()) == own_;
  }

  // What stands before a link in its block.
  std::string TextBefore(NodeIndex link) const {
    NodeIndex block = tree_[link].parent;
    while (block != tree_[block].parent && !BeginsBlock(tree_[block].tag)) {
      block = tree_[block].parent;
    }
    std::string text;
    for (NodeIndex i = link; i-- > block && text.size() < kNeighbourhood;) {
      if (tree_[i].tag == Tag::kBr) break;
      if (tree_[i].tag == Tag::kText) {
        text.insert(0, std::string(tree_[i].text) + " ");
      }
    }
    return SqueezeText(text);
  }

  bool IsAgencys(NodeIndex link) const { return SaysAgency(TextBefore(link)); }

  // Of somebody else's posts that are shown here, or to share this page.
  bool IsWidget(NodeIndex node) const {
    for (const char* attribute : {"class", "id"}) {
      for (const std::string& token :
           NameTokens(tree_.Attribute(node, attribute))) {
        if (EqualsAny(token, {"share", "sharing", "shariff", "timeline",
                              "embed", "feed", "tweet", "comments"})) {
          return true;
        }
      }
    }
    return false;
  }

  // "header", "footer", or empty for anywhere else.
  std::string_view PlaceOf(NodeIndex link) const {
    std::string_view place;
    for (NodeIndex at = link;; at = tree_[at].parent) {
      const PageRegion region = regions_.region[at];
      if (region == PageRegion::kReference || region == PageRegion::kSearch ||
          region == PageRegion::kConsent || IsWidget(at)) {
        return {};
      }
      if (tree_[at].tag == Tag::kArticle) return {};
      if (region == PageRegion::kFooter || tree_[at].tag == Tag::kFooter) {
        place = "footer";
      } else if (place.empty() && (region == PageRegion::kHeader ||
                                   region == PageRegion::kNavigation ||
                                   tree_[at].tag == Tag::kHeader)) {
        place = "header";
      }
      if (at == tree_[at].parent) return place;
    }
  }

  void Add(std::string_view href, std::string_view place) {
    if (href.empty() || profiles_.size() >= kMaxProfiles) return;
    const auto target = Url::Parse(href, &url_);
    if (!target || target->host() == url_.host()) return;
    auto profile = ProfileOfUrl(*target);
    if (!profile) return;
    const std::string name = NameOf(profile->account);
    for (const std::string& agency : agencies_) {
      if (name.find(agency) != std::string::npos) return;
    }
    const bool known = std::any_of(profiles_.begin(), profiles_.end(),
                                   [&](const ProfileLink& other) {
                                     return other.network == profile->network &&
                                            other.host == profile->host &&
                                            other.account == profile->account;
                                   });
    if (known) return;
    profile->place = place;
    profiles_.push_back(std::move(*profile));
  }

  const HtmlTree& tree_;
  const PageRegions& regions_;
  const std::vector<OrganizationMarkup>& organizations_;
  const Url& url_;
  const std::string own_;  // registrable domain
  std::set<std::string> agencies_;
  std::vector<ProfileLink> profiles_;
};

}  // namespace

std::vector<ProfileLink> FindProfiles(
    const HtmlTree& tree, const PageRegions& regions,
    const std::vector<OrganizationMarkup>& organizations, const Url& url) {
  return ProfileFinder(tree, regions, organizations, url).Run();
}

}  // namespace ritmon
