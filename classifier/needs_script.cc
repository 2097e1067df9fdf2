// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/needs_script.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/normalize.h"
#include "classifier/html_scan.h"

namespace ritmon {
namespace {

constexpr size_t kNpos = std::string_view::npos;

// Bytes of text, menus, footers and cookie layers apart. With fewer than this
// there is nothing to read ...
constexpr size_t kHardlyAny = 60;
// ... and with more than this there is, whatever a noscript asks for.
constexpr size_t kEnough = 200;
// Menus and footers alone, if there are more of them than this, are a page.
constexpr size_t kMuchAround = 600;
// An inline script shorter than this counts visitors or sets a class.
constexpr size_t kLongScript = 400;

// Ids that a shell gives the element to fill, by custom. Only ever one sign.
constexpr auto kMountIds = std::to_array<std::string_view>(
    {"root",        "app",      "__next",        "__nuxt",     "___gatsby",
     "__layout",    "svelte",   "q-app",         "react-root", "reactroot",
     "react-app",   "vue-app",  "vueapp",        "app-root",   "approot",
     "application", "main-app", "app-container", "mount",      "ember-app"});

struct Text {
  size_t prose = 0;    // bytes
  size_t around = 0;   // of menus, links, footers
  bool waits = false;  // says "Loading ..."
  bool asks = false;   // asks to turn on JavaScript
};

// What a page says while its scripts are at work, folded.
bool SaysWait(std::string_view text) {
  constexpr auto kWaiting = std::to_array<std::string_view>(
      {"loading", "laden", "laedt", "geladen", "ladevorgang", "please wait",
       "one moment", "bitte warten", "einen moment", "moment bitte",
       "chargement", "cargando", "initializing", "starting", "wird gestartet",
       "initialisier"});
  constexpr size_t kLongest = 80;
  if (text.size() > kLongest) return false;
  const std::string folded = Fold(text);
  return std::any_of(kWaiting.begin(), kWaiting.end(),
                     [&](auto word) { return folded.find(word) != kNpos; }) ||
         std::none_of(folded.begin(), folded.end(), IsAsciiLetter);
}

// Says that scripts are needed, in any language: they all call it JavaScript.
// `in_noscript`: nothing else need be said there.
bool AsksForScript(std::string_view text, bool in_noscript) {
  if (!ContainsLower(text, "javascript") && !ContainsLower(text, "java script"))
    return false;
  if (in_noscript) return true;
  constexpr auto kAsking = std::to_array<std::string_view>(
      {"enable", "activ", "aktivier", "turn on", "require", "need", "benoetig",
       "erforder", "einschalt", "without", "ohne", "disabled", "support",
       "unterstuetz", "deaktiviert", "ausgeschaltet"});
  const std::string folded = Fold(text);
  return std::any_of(kAsking.begin(), kAsking.end(),
                     [&](auto word) { return folded.find(word) != kNpos; });
}

Text Weigh(const Page& page) {
  constexpr size_t kOneSentence = 300;
  Text text;
  for (const Block& block : page.blocks) {
    switch (block.zone) {
      case Zone::kTitle:
      case Zone::kDescription:
      case Zone::kStructured:
      case Zone::kImageAlt:
      case Zone::kConsent:
        continue;
      case Zone::kLink:
      case Zone::kNavigation:
      case Zone::kFooter:
      case Zone::kSearch:
        if (SaysWait(block.text)) {
          text.waits = true;
        } else {
          text.around += block.text.size();
        }
        continue;
      default:
        break;
    }
    if (block.text.size() < kOneSentence && AsksForScript(block.text, false)) {
      text.asks = true;
      continue;
    }
    if (SaysWait(block.text)) {
      text.waits = true;
    } else {
      text.prose += block.text.size();
    }
  }
  return text;
}

// What the markup has of scripts, and of things that are a page without text.
struct Signs {
  bool script = false;    // one that could bring the text
  bool module = false;    // of the kind that only applications have
  bool mount = false;     // an element with a usual id
  bool empty = false;     // an empty element with an id, or of a custom name
  bool asks = false;      // a noscript asks to turn on JavaScript
  bool pictures = false;  // images, drawings, films
  bool other = false;     // frames, forms, embedded documents
};

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) {}

  Signs Run() {
    for (at_ = html_.find('<'); at_ != kNpos; at_ = html_.find('<', at_)) {
      if (html_.substr(at_).starts_with("<!--")) {
        const size_t end = html_.find("-->", at_);
        if (end == kNpos) break;
        at_ = end + 3;
        continue;
      }
      ++at_;
      if (at_ < html_.size() && IsAsciiLetter(html_[at_])) StartTag();
    }
    return signs_;
  }

 private:
  static bool IsNameChar(char c) {
    return !IsHtmlSpace(c) && c != '>' && c != '/';
  }

  void StartTag() {
    size_t end = at_;
    while (end < html_.size() && IsNameChar(html_[end])) ++end;
    const std::string_view name = html_.substr(at_, end - at_);
    const std::string_view attributes = Attributes(end);
    const auto is = [name](std::string_view other) {
      return EqualsLower(name, other);
    };
    if (is("script")) {
      Script(attributes, RawBody("</script"));
    } else if (is("style") || is("template") || is("textarea")) {
      RawBody(is("style")      ? "</style"
              : is("template") ? "</template"
                               : "</textarea");
    } else if (is("noscript")) {
      if (AsksForScript(RawBody("</noscript"), true)) signs_.asks = true;
    } else if (is("img") || is("picture") || is("video") || is("svg") ||
               is("canvas") || is("map")) {
      signs_.pictures = true;
    } else if (is("frameset") || is("frame") || is("iframe") || is("embed") ||
               is("object") || is("form") || is("applet")) {
      signs_.other = true;
    } else if (is("link")) {
      if (ContainsLower(attributes, "modulepreload")) signs_.module = true;
    } else if (!is("html") && !is("head") && !is("body") && !is("a")) {
      Element(name, attributes);
    }
  }

  // To behind the tag that begins at `begin`; quoted values may hold '>'.
  std::string_view Attributes(size_t begin) {
    size_t end = begin;
    char quote = 0;
    for (; end < html_.size(); ++end) {
      const char c = html_[end];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        break;
      } else if ((c == '"' || c == '\'') && end > begin &&
                 html_[end - 1] == '=') {
        quote = c;
      }
    }
    at_ = std::min(end + 1, html_.size());
    return html_.substr(begin, end - begin);
  }

  std::string_view RawBody(std::string_view end_tag) {
    const size_t begin = at_;
    for (size_t at = html_.find("</", begin); at != kNpos;
         at = html_.find("</", at + 2)) {
      if (!EqualsLower(html_.substr(at, end_tag.size()), end_tag)) continue;
      at_ = at;
      return html_.substr(begin, at - begin);
    }
    return {};  // not closed: what follows is read as markup
  }

  void Script(std::string_view attributes, std::string_view body) {
    if (ContainsLower(attributes, "json") ||
        ContainsLower(attributes, "text/template") ||
        ContainsLower(attributes, "nomodule"))
      return;
    if (ContainsLower(attributes, "src=")) {
      signs_.script = true;
      if (ContainsLower(attributes, "module")) signs_.module = true;
      return;
    }
    if (body.size() >= kLongScript || ContainsLower(body, "import(") ||
        ContainsLower(body, "createelement(") ||
        ContainsLower(body, "innerhtml") ||
        ContainsLower(body, "document.write("))
      signs_.script = true;
  }

  // An element that a script could fill.
  void Element(std::string_view name, std::string_view attributes) {
    const std::string_view id = IdIn(attributes);
    for (const std::string_view mount : kMountIds) {
      if (EqualsLower(id, mount)) signs_.mount = true;
    }
    const bool custom = name.find('-') != kNpos;
    if (id.empty() && !custom) return;
    size_t next = at_;
    while (next < html_.size() && IsHtmlSpace(html_[next])) ++next;
    const std::string_view rest = html_.substr(next);
    if (rest.size() > name.size() + 2 && rest.starts_with("</") &&
        std::equal(name.begin(), name.end(), rest.begin() + 2))
      signs_.empty = true;
  }

  static std::string_view IdIn(std::string_view attributes) {
    for (size_t at = attributes.find("id="); at != kNpos;
         at = attributes.find("id=", at + 1)) {
      if (at > 0 && !IsHtmlSpace(attributes[at - 1])) continue;
      std::string_view value = attributes.substr(at + 3);
      if (value.empty()) return {};
      const char quote = value[0];
      if (quote != '"' && quote != '\'')
        return value.substr(0, value.find_first_of(" \t\r\n\f/>"));
      value.remove_prefix(1);
      return value.substr(0, value.find(quote));
    }
    return {};
  }

  std::string_view html_;
  size_t at_ = 0;
  Signs signs_;
};

}  // namespace

bool NeedsScript(const Page& page, std::string_view html) {
  if (page.format != PageFormat::kHtml || page.refresh) return false;
  const Text text = Weigh(page);
  if (text.prose > kEnough || text.around > kMuchAround) return false;
  const Signs signs = Scanner(html).Run();
  if (!signs.script) return false;
  const bool asks = signs.asks || text.asks;
  if (text.prose >= kHardlyAny) return asks && signs.mount;
  if (asks || signs.mount) return true;
  // "Loading ...", or nothing at all, and nothing else to look at.
  if (text.prose > 0 || signs.other || signs.pictures) return false;
  return signs.empty || (text.around == 0 && (text.waits || signs.module));
}

}  // namespace ritmon
