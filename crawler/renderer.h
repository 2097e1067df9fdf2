// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to see a page as a browser shows it. chromium_renderer.h is the
// real one; tests bring a fake.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/fetch.h"

namespace ritmon {

enum class RenderOutcome {
  kRendered,
  kEmpty,       // and still without text
  kRedirected,  // a script led to another page; that one is not this one
  kTimeout,     // not even what was there could be had within the time
  kMemory,      // more memory than is allowed
  kFailed,      // the browser crashed or could not make anything of it
};
inline constexpr int kRenderOutcomes =
    static_cast<int>(RenderOutcome::kFailed) + 1;
std::string_view ToString(RenderOutcome outcome);
std::optional<RenderOutcome> ParseRenderOutcome(std::string_view name);

struct RenderResult {
  RenderOutcome outcome = RenderOutcome::kFailed;
  std::string html;           // of kRendered: the document, UTF-8
  bool truncated = false;     // there was more of it, or more to come
  std::optional<Url> target;  // of kRedirected
  std::string message;        // why it is not rendered
  // Requests of the page's scripts, and those that a browser makes by itself;
  // the latter are among the refused.
  int asked = 0;
  int refused = 0;
  std::chrono::milliseconds elapsed{0};
  int64_t peak_bytes = 0;  // memory of the browser
};

// Where a page that is being rendered gets what it asks for. Belongs to one
// thread.
class PageResources {
 public:
  struct Answer {
    uint64_t id = 0;
    // Without a status: refused, or not to be had; `message` says why.
    FetchResult result;
  };

  virtual ~PageResources() = default;

  // Begins a page: what an earlier one has asked for is forgotten.
  virtual void Begin(const FetchRequest& page) = 0;
  // Always a GET, without credentials. The answer comes from a later Turn.
  virtual void Ask(uint64_t id, const Url& url) = 0;
  // Does what can be done now and waits at most so long for more.
  virtual Result<std::vector<Answer>> Turn(std::chrono::milliseconds wait) = 0;
};

class Renderer {
 public:
  virtual ~Renderer() = default;

  // Shows `page`, an answer with a body, to a browser. Only what the machine
  // says no to is an error. After `stop` it ends soon, with kTimeout.
  virtual Result<RenderResult> Render(const FetchResult& page,
                                      PageResources& resources,
                                      std::stop_token stop) = 0;
};

}  // namespace ritmon
