// SPDX-License-Identifier: GPL-3.0-or-later
// The Renderer on Chromium: a headless browser for each page, with a profile
// that is thrown away, driven over a pipe (Chrome DevTools Protocol,
// --remote-debugging-pipe), whose only way out is RenderProxy.
//
// The page's timers run in virtual time, which stands still while something is
// being fetched: waiting for a polite answer costs the page nothing, and a page
// that shows its text "after three seconds" shows it at once. What is there
// when the budget of virtual time is used up, or shortly before the time limit,
// is the rendition.
//
// The sandbox of the browser is on, except for root, for whom Chromium does not
// start with it. Belongs to one thread.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "crawler/renderer.h"

namespace ritmon {

struct ChromiumOptions {
  std::filesystem::path program;    // FindBrowser (browser_process.h)
  std::filesystem::path directory;  // for profiles; is made if need be
  std::string user_agent;
  // Of one page, waiting for servers included; never exceeded by more than it
  // takes to end the browser.
  std::chrono::milliseconds time_limit{120'000};
  // Of virtual time, for the page's own timers.
  std::chrono::milliseconds script_time{10'000};
  // Of all processes of the browser; it takes some 300 MB itself.
  int64_t max_memory_bytes = int64_t{1536} << 20;
  size_t max_html_bytes = 8 << 20;
};

class ChromiumRenderer final : public Renderer {
 public:
  // `clock` must outlive it. What an earlier process left in the directory is
  // removed.
  static Result<std::unique_ptr<ChromiumRenderer>> Create(
      ChromiumOptions options, const Clock& clock);
  ~ChromiumRenderer() override;

  // kIo if the browser does not start.
  Result<RenderResult> Render(const FetchResult& page, PageResources& resources,
                              std::stop_token stop) override;

 private:
  class Impl;
  explicit ChromiumRenderer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ritmon
