// SPDX-License-Identifier: GPL-3.0-or-later
// Element names are compared without their prefix: files have "tns:", others
// may have another one, and code lists' <code> has none.
#include <expat.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <type_traits>
#include <vector>

#include "registry/imprint_words.h"
#include "registry/xjustiz.h"

namespace ritmon {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

constexpr size_t kMaxDepth = 100;
constexpr size_t kMaxTextBytes = size_t{256} << 10;

// Elements with persons in them. Nothing below them is looked at.
constexpr std::array<std::string_view, 6> kDropped = {
    "beteiligung",           "vertretung",        "eintragungstext",
    "auswahl_zusatzangaben", "natuerlichePerson", "schriftgutobjekte"};

// The end of an element's path, and where its text goes. The first that is
// said counts.
struct Place {
  std::string_view path;
  std::string XjustizExtract::*field;
};
constexpr std::array<Place, 10> kPlaces = {
    {{"instanzdaten/auswahl_instanzbehoerde/gericht/code",
      &XjustizExtract::court},
     {"aktenzeichen.strukturiert/register/code",
      &XjustizExtract::register_type},
     {"aktenzeichen.strukturiert/laufendeNummer", &XjustizExtract::number},
     {"rechtstraeger/bezeichnung/bezeichnung.aktuell", &XjustizExtract::name},
     {"rechtstraeger/bezeichnung.aktuell", &XjustizExtract::name},
     {"rechtstraeger/sitz/ort", &XjustizExtract::seat},
     {"basisdatenRegister/gegenstand", &XjustizExtract::purpose},
     {"ersteSatzung/satzungsdatum", &XjustizExtract::first_statute},
     {"satzungsdatum/ersteSatzung", &XjustizExtract::first_statute},
     {"auszug/abrufdatum", &XjustizExtract::retrieved}}};

std::string_view LocalName(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Reader {
 public:
  explicit Reader(XML_Parser parser) : parser_(parser) {}

  XjustizExtract extract;
  std::string problem;  // why the reader has stopped

  void Start(std::string_view name) {
    name = LocalName(name);
    if (++depth_ > kMaxDepth) return Stop("more than 100 elements deep");
    if (depth_ == 1 && name != "nachricht.reg.0400003") {
      return Stop("'" + std::string(name.substr(0, 60)) +
                  "' is no structured register content "
                  "(nachricht.reg.0400003)");
    }
    if (dropped_at_ != 0) return;
    if (std::find(kDropped.begin(), kDropped.end(), name) != kDropped.end()) {
      dropped_at_ = depth_;
      text_.clear();
      return;
    }
    path_.emplace_back(name);
    text_.clear();
  }

  void End() {
    if (dropped_at_ == 0) {
      TakeText(std::string(TrimLine(text_, kBlank)));
      text_.clear();
      path_.pop_back();
    } else if (dropped_at_ == depth_) {
      dropped_at_ = 0;
    }
    --depth_;
  }

  void Text(std::string_view text) {
    if (dropped_at_ != 0) return;
    text_ +=
        text.substr(0, kMaxTextBytes - std::min(kMaxTextBytes, text_.size()));
  }

  // Coded values carry what they mean as a remark:
  // <rechtsform><!--Gesellschaft ... (GmbH)--><code>221110</code>.
  void Remark(std::string_view text) {
    if (dropped_at_ == 0 && EndsWith("rechtstraeger/angabenZurRechtsform/"
                                     "rechtsform")) {
      extract.legal_form = std::string(TrimLine(text, kBlank));
    }
  }

  void Stop(std::string why) {
    problem = std::move(why);
    XML_StopParser(parser_, XML_FALSE);
  }

 private:
  // Whether the path of open elements ends with `path`.
  bool EndsWith(std::string_view path) const {
    size_t at = path_.size();
    while (true) {
      const size_t slash = path.rfind('/');
      const std::string_view last =
          slash == std::string_view::npos ? path : path.substr(slash + 1);
      if (at == 0 || path_[at - 1] != last) return false;
      --at;
      if (slash == std::string_view::npos) return true;
      path = path.substr(0, slash);
    }
  }

  void TakeText(std::string text) {
    if (text.empty()) return;
    for (const Place& place : kPlaces) {
      if (!EndsWith(place.path)) continue;
      std::string& field = extract.*place.field;
      if (field.empty()) field = std::move(text);
      return;
    }
    // The suffix of a number that belongs to an older court: "HRB 53 GE".
    if (EndsWith("aktenzeichen.strukturiert/zusatzkennung")) {
      suffix_ = std::move(text);
    } else if (InAddress()) {
      TakeAddress(text);
    }
    if (!suffix_.empty() && !extract.number.empty()) {
      extract.number += " " + suffix_;
      suffix_.clear();
    }
  }

  bool InAddress() const {
    if (path_.size() < 3 || path_[path_.size() - 2] != "anschrift") {
      return false;
    }
    const std::string& owner = path_[path_.size() - 3];
    return owner == "rechtstraeger" || owner == "basisdatenRegister";
  }

  void TakeAddress(const std::string& text) {
    Address& address = extract.address;
    const std::string& name = path_.back();
    if (name == "strasse") {
      address.street = text + address.street;
    } else if (name == "hausnummer") {
      address.street += " " + text;
    } else if (name == "postleitzahl") {
      address.postcode = text;
    } else if (name == "ort") {
      address.town = text;
    }
  }

  XML_Parser parser_;
  size_t depth_ = 0;
  size_t dropped_at_ = 0;  // 0: not within a dropped element
  std::vector<std::string> path_;
  std::string text_;
  std::string suffix_;
};

void OnStart(void* data, const char* name, const char**) {
  static_cast<Reader*>(data)->Start(name);
}
void OnEnd(void* data, const char*) { static_cast<Reader*>(data)->End(); }
void OnText(void* data, const char* text, int size) {
  static_cast<Reader*>(data)->Text({text, static_cast<size_t>(size)});
}
void OnRemark(void* data, const char* text) {
  static_cast<Reader*>(data)->Remark(text);
}
// Nobody declares entities in a register extract in good faith.
void OnEntity(void* data, const XML_Char*, int, const XML_Char*, int,
              const XML_Char*, const XML_Char*, const XML_Char*,
              const XML_Char*) {
  static_cast<Reader*>(data)->Stop("declares entities");
}

}  // namespace

Result<XjustizExtract> ParseXjustiz(std::string_view xml) {
  const auto refuse = [](uint64_t line, const std::string& why) {
    return Fail(ErrorKind::kInvalid,
                "line " + std::to_string(line) + ": " + why);
  };
  if (xml.size() > static_cast<size_t>(std::numeric_limits<int>::max())) {
    return refuse(1, "too large");
  }
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>,
                        decltype(&XML_ParserFree)>
      parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  Reader reader(parser.get());
  XML_SetUserData(parser.get(), &reader);
  XML_SetElementHandler(parser.get(), &OnStart, &OnEnd);
  XML_SetCharacterDataHandler(parser.get(), &OnText);
  XML_SetCommentHandler(parser.get(), &OnRemark);
  XML_SetEntityDeclHandler(parser.get(), &OnEntity);
  const auto status =
      XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1);
  if (status == XML_STATUS_OK && reader.problem.empty()) {
    return std::move(reader.extract);
  }
  return refuse(XML_GetCurrentLineNumber(parser.get()),
                !reader.problem.empty()
                    ? reader.problem
                    : XML_ErrorString(XML_GetErrorCode(parser.get())));
}

}  // namespace ritmon
