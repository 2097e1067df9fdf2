// SPDX-License-Identifier: GPL-3.0-or-later
// Expat stops at the first mistake, and sitemaps are full of them. So, first,
// the frequent ones are mended before it sees the text: bare ampersands and
// control characters. That also makes every entity but XML's own five plain
// text, so none is ever expanded. Second, after an error a new parser starts at
// the next entry.
#include "crawler/sitemap_xml.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/ascii.h"

namespace ritmon {
namespace {

// A document that breaks more often than this is not worth reading on.
constexpr int kMaxRestarts = 1000;
// Entries are at depth 3 at most; deeper ones are somebody's game.
constexpr size_t kMaxDepth = 100;

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// "&amp;", "&#38;", "&#x26;": what XML itself defines.
bool IsXmlReference(std::string_view text) {
  const size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos) return false;
  std::string_view name = text.substr(1, end - 1);
  if (!name.starts_with('#')) {
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" ||
           name == "apos";
  }
  name.remove_prefix(1);
  const bool hex = name.starts_with('x');
  if (hex) name.remove_prefix(1);
  return !name.empty() && std::all_of(name.begin(), name.end(), [hex](char c) {
    return (c >= '0' && c <= '9') ||
           (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  });
}

std::string Mended(std::string_view text, int* forgiven) {
  constexpr std::string_view kCdata = "<![CDATA[";
  std::string out;
  out.reserve(text.size() + text.size() / 64);
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '<' && text.substr(i).starts_with(kCdata)) {
      const size_t end = std::min(text.find("]]>", i), text.size());
      out += text.substr(i, end - i);
      i = end - 1;
    } else if (byte == '&' && !IsXmlReference(text.substr(i))) {
      out += "&amp;";
      ++*forgiven;
    } else if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
      out += ' ';
      ++*forgiven;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct Name {
  std::string prefix;
  std::string local;  // lower case
};

Name ParseName(std::string_view text) {
  const size_t colon = text.find(':');
  Name name;
  if (colon != std::string_view::npos) {
    name.prefix = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  name.local = AsciiLower(text);
  return name;
}

SitemapKind KindOfRoot(const std::string& local) {
  if (local == "urlset") return SitemapKind::kUrlset;
  if (local == "sitemapindex") return SitemapKind::kIndex;
  if (local == "rss" || local == "rdf") return SitemapKind::kRss;
  if (local == "feed") return SitemapKind::kAtom;
  return SitemapKind::kUnknown;
}

// Collects entries from expat's events; lives through restarts.
class Collector {
 public:
  Collector(const SitemapLimits& limits, Sitemap* sitemap)
      : limits_(limits), sitemap_(sitemap) {}

  const std::string& root() const { return root_; }
  bool full() const { return full_; }
  void set_parser(XML_Parser parser) { parser_ = parser; }

  void Start(const char* raw_name, const char** attributes) {
    const Name name = ParseName(raw_name);
    if (++depth_ > kMaxDepth) return Stop();
    if (depth_ == 1) {
      root_ = raw_name;
      const SitemapKind kind = KindOfRoot(name.local);
      if (kind != SitemapKind::kUnknown) sitemap_->kind = kind;
    }
    if (entry_depth_ == 0) {
      if (IsEntry(name.local)) {
        entry_ = Entry();
        entry_name_ = name;
        entry_depth_ = depth_;
        text_.clear();
      }
      return;
    }
    if (depth_ != entry_depth_ + 1) return;
    // What stands between two children counts only for an index (see End).
    if (Trimmed(entry_.own_text).empty()) entry_.own_text = text_;
    text_.clear();
    if (name.local == "link") ReadAtomLink(attributes);
  }

  void End(const char* raw_name) {
    if (entry_depth_ != 0 && depth_ == entry_depth_ + 1) {
      TakeField(ParseName(raw_name));
      text_.clear();
    } else if (entry_depth_ != 0 && depth_ == entry_depth_) {
      if (Trimmed(entry_.own_text).empty()) entry_.own_text = text_;
      FinishEntry();
    }
    --depth_;
  }

  void Text(const char* text, int size) {
    if (entry_depth_ == 0 || depth_ > entry_depth_ + 1) return;
    // One more than allowed, to see that it is too long; leading space apart.
    const size_t room = 2 * limits_.max_loc_bytes + 1;
    if (text_.size() < room) {
      text_.append(text,
                   std::min(static_cast<size_t>(size), room - text_.size()));
    }
  }

  // The document broke off inside an entry: what there is of it counts.
  void Break() {
    if (entry_depth_ != 0) FinishEntry();
    depth_ = 0;
  }

  void Stop() { XML_StopParser(parser_, XML_FALSE); }

 private:
  struct Entry {
    std::string loc;
    std::string lastmod;
    std::string guid;
    std::string own_text;
  };

  // RSS has <url> in <image>, so each kind has its own.
  bool IsEntry(const std::string& local) const {
    switch (sitemap_->kind) {
      case SitemapKind::kRss:
        return local == "item";
      case SitemapKind::kAtom:
        return local == "entry";
      case SitemapKind::kUrlset:
      case SitemapKind::kIndex:
        return local == "url" || local == "sitemap";
      default:
        return false;
    }
  }

  // RFC 4287, 4.2.7.2: without rel it is "alternate". The first one counts.
  void ReadAtomLink(const char** attributes) {
    std::string_view rel = "alternate";
    std::string_view href;
    for (; attributes[0] != nullptr; attributes += 2) {
      if (std::string_view(attributes[0]) == "rel") rel = attributes[1];
      if (std::string_view(attributes[0]) == "href") href = attributes[1];
    }
    if (rel == "alternate" && entry_.loc.empty()) entry_.loc = Trimmed(href);
  }

  void TakeField(const Name& name) {
    const std::string value(Trimmed(text_));
    const bool own = name.prefix == entry_name_.prefix;
    if (own && (name.local == "loc" || name.local == "link")) {
      if (entry_.loc.empty()) entry_.loc = value;
    } else if (own && name.local == "guid") {
      entry_.guid = value;
    } else if ((own && (name.local == "lastmod" || name.local == "pubdate" ||
                        name.local == "updated")) ||
               name.local == "date") {  // dc:date of RSS 1.0
      if (!value.empty()) entry_.lastmod = value;
    } else if (own && name.local == "published" && entry_.lastmod.empty()) {
      entry_.lastmod = value;
    }
  }

  void FinishEntry() {
    entry_depth_ = 0;
    std::string loc = std::move(entry_.loc);
    const auto looks_like_url = [](std::string_view text) {
      return text.starts_with("http://") || text.starts_with("https://");
    };
    // Seen in the wild: <sitemap>https://...</sitemap>, and a guid alone.
    for (const std::string* other : {&entry_.guid, &entry_.own_text}) {
      const auto trimmed = Trimmed(*other);
      if (loc.empty() && looks_like_url(trimmed)) loc = trimmed;
    }
    if (loc.empty() || loc.size() > limits_.max_loc_bytes) return;
    auto& list =
        entry_name_.local == "sitemap" ? sitemap_->sitemaps : sitemap_->urls;
    if (list.size() >= limits_.max_entries) {
      full_ = sitemap_->truncated = true;
      return Stop();
    }
    list.push_back({std::move(loc), std::move(entry_.lastmod)});
  }

  SitemapLimits limits_;
  Sitemap* sitemap_;
  XML_Parser parser_ = nullptr;  // of the current run
  std::string root_;
  size_t depth_ = 0;
  size_t entry_depth_ = 0;  // 0: outside
  Name entry_name_;
  Entry entry_;
  std::string text_;
  bool full_ = false;
};

void OnStart(void* data, const char* name, const char** attributes) {
  static_cast<Collector*>(data)->Start(name, attributes);
}
void OnEnd(void* data, const char* name) {
  static_cast<Collector*>(data)->End(name);
}
void OnText(void* data, const char* text, int size) {
  static_cast<Collector*>(data)->Text(text, size);
}
// Nobody declares entities in a sitemap in good faith.
void OnEntity(void* data, const XML_Char*, int, const XML_Char*, int,
              const XML_Char*, const XML_Char*, const XML_Char*,
              const XML_Char*) {
  static_cast<Collector*>(data)->Stop();
}

// Parses `text`, after `opening` if that is not empty. Returns the place of the
// first mistake, or npos.
size_t Run(std::string_view opening, std::string_view text,
           Collector* collector) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>,
                        decltype(&XML_ParserFree)>
      parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  collector->set_parser(parser.get());
  XML_SetUserData(parser.get(), collector);
  XML_SetElementHandler(parser.get(), &OnStart, &OnEnd);
  XML_SetCharacterDataHandler(parser.get(), &OnText);
  XML_SetEntityDeclHandler(parser.get(), &OnEntity);
  if (!opening.empty()) {
    XML_Parse(parser.get(), opening.data(), static_cast<int>(opening.size()),
              0);
  }
  // Expat counts in int; the limits of sitemap.h keep far below that.
  const auto status =
      XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1);
  if (status == XML_STATUS_OK) return std::string_view::npos;
  const XML_Index at = XML_GetCurrentByteIndex(parser.get());
  const auto begin = static_cast<XML_Index>(opening.size());
  return at <= begin ? 0
                     : std::min(static_cast<size_t>(at - begin), text.size());
}

// Where the next entry begins at `from` or behind it, or npos.
size_t NextEntry(std::string_view text, size_t from) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"url", "sitemap", "item", "entry"});
  while (true) {
    const size_t open = text.find('<', from);
    if (open == std::string_view::npos) return open;
    const size_t end = text.find_first_of(" \t\r\n>/<", open + 1);
    if (end == std::string_view::npos) return end;
    const Name name = ParseName(text.substr(open + 1, end - open - 1));
    if (std::find(kNames.begin(), kNames.end(), name.local) != kNames.end()) {
      return open;
    }
    from = open + 1;
  }
}

}  // namespace

void ParseSitemapXml(std::string_view text, const SitemapLimits& limits,
                     Sitemap* sitemap) {
  const std::string mended = Mended(text, &sitemap->forgiven);
  std::string_view rest = mended;
  Collector collector(limits, sitemap);
  std::string opening;
  for (int run = 0; run <= kMaxRestarts; ++run) {
    const size_t mistake = Run(opening, rest, &collector);
    if (collector.full() || mistake == std::string_view::npos) return;
    ++sitemap->forgiven;
    collector.Break();
    if (collector.full()) return;
    // Behind the '<' of an entry that could not even be begun.
    const size_t next = NextEntry(rest, mistake + (mistake == 0 ? 1 : 0));
    if (next == std::string_view::npos || collector.root().empty()) return;
    rest.remove_prefix(next);
    opening = "<" + collector.root() + ">";
  }
}

}  // namespace ritmon
