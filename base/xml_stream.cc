// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/xml_stream.h"

#include <expat.h>

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

constexpr int kMaxDepth = 100;
// Expat reads an unfinished token again with each piece (CVE-2023-52425).
constexpr size_t kMaxTokenBytes = size_t{1} << 20;
constexpr size_t kPieceBytes = size_t{64} << 10;

std::string_view Local(std::string_view name) {
  const size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::Get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (Local(pair[0]) == name) return pair[1];
  }
  return {};
}

struct XmlStream::State {
  XmlEvents events;
  XML_Parser parser = XML_ParserCreate(nullptr);
  int depth = 0;
  size_t fed = 0;
  bool stopped = false;
  std::string mistake;

  State() = default;
  State(const State&) = delete;
  ~State() { XML_ParserFree(parser); }

  void Break(std::string why) {
    mistake = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  // Expat hands out what it has begun even when it is told to stop.
  bool over() const { return stopped || !mistake.empty(); }

  static State& Of(void* data) { return *static_cast<State*>(data); }
  static void OnStart(void* data, const char* name, const char** attributes) {
    State& state = Of(data);
    if (state.over()) return;
    if (++state.depth > kMaxDepth) return state.Break("nested too deep");
    if (state.events.start) {
      state.events.start(Local(name), XmlAttributes(attributes));
    }
  }
  static void OnEnd(void* data, const char* name) {
    State& state = Of(data);
    if (state.over()) return;
    --state.depth;
    if (state.events.end) state.events.end(Local(name));
  }
  static void OnText(void* data, const char* text, int size) {
    State& state = Of(data);
    if (state.over() || !state.events.text) return;
    state.events.text({text, static_cast<size_t>(size)});
  }
  static void OnDoctype(void* data, const char*, const char*, const char*,
                        int) {
    Of(data).Break("has a document type");
  }
};

XmlStream::XmlStream(XmlEvents events) : state_(std::make_unique<State>()) {
  state_->events = std::move(events);
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, &State::OnStart, &State::OnEnd);
  XML_SetCharacterDataHandler(state_->parser, &State::OnText);
  XML_SetStartDoctypeDeclHandler(state_->parser, &State::OnDoctype);
}

XmlStream::~XmlStream() = default;

Status XmlStream::Parse(std::string_view bytes, bool last) {
  State& state = *state_;
  const auto status = XML_Parse(state.parser, bytes.data(),
                                static_cast<int>(bytes.size()), last ? 1 : 0);
  state.fed += bytes.size();
  if (state.stopped) return {};
  if (status == XML_STATUS_OK) {
    const XML_Index at = XML_GetCurrentByteIndex(state.parser);
    const size_t read = at < 0 ? 0 : static_cast<size_t>(at);
    if (last || state.fed - read <= kMaxTokenBytes) return {};
    state.mistake =
        "a tag of more than " + std::to_string(kMaxTokenBytes) + " bytes";
  }
  if (state.mistake.empty()) {
    state.mistake = XML_ErrorString(XML_GetErrorCode(state.parser));
  }
  return Fail(ErrorKind::kInvalid,
              "line " + std::to_string(XML_GetCurrentLineNumber(state.parser)) +
                  ": " + state.mistake);
}

Status XmlStream::Feed(std::string_view bytes) {
  while (!bytes.empty() && !state_->stopped) {
    if (auto s = Parse(bytes.substr(0, kPieceBytes), false); !s) return s;
    bytes.remove_prefix(std::min(bytes.size(), kPieceBytes));
  }
  return {};
}

Status XmlStream::Finish() {
  return state_->stopped ? Status() : Parse({}, true);
}

void XmlStream::Stop() {
  state_->stopped = true;
  XML_StopParser(state_->parser, XML_FALSE);
}

bool XmlStream::stopped() const { return state_->stopped; }

}  // namespace ritmon
