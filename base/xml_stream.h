// SPDX-License-Identifier: GPL-3.0-or-later
// XML 1.0 as a stream of events, for documents that follow their standard.
//
// Names are handed out without their namespace's prefix. A document type is a
// mistake: with it go entities of one's own, and with those every known way to
// make a small file large. So are elements nested too deep, and tags, comments
// and instructions of more than a mebibyte. expat stops in xml_stream.cc.
// Objects belong to one thread.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

// The attributes of one start tag; valid during the event only.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Empty if it is not there; the name without prefix.
  std::string_view Get(std::string_view name) const;

 private:
  const char** pairs_;
};

struct XmlEvents {
  std::function<void(std::string_view name, const XmlAttributes&)> start;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;  // in pieces
};

class XmlStream {
 public:
  explicit XmlStream(XmlEvents events);
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;
  ~XmlStream();

  // The next bytes; kInvalid at the first mistake, with its line. After
  // Stop, and after a mistake, nothing more may be fed.
  Status Feed(std::string_view bytes);
  // No more will come: kInvalid if the document is not complete.
  Status Finish();
  // For use in an event: no further ones.
  void Stop();
  bool stopped() const;

 private:
  struct State;
  Status Parse(std::string_view bytes, bool last);
  std::unique_ptr<State> state_;
};

}  // namespace ritmon
