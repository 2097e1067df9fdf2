// SPDX-License-Identifier: GPL-3.0-or-later
// One transfer of CurlFetcher: a curl easy handle with its options, what
// arrives on it and what that amounts to. Used again for the next request,
// because setting up a handle costs as much as fetching a small page.
//
// curl calls back with the address of the transfer, so it must not move.

#pragma once

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/curl_shared.h"
#include "model/fetch.h"

namespace ritmon {

class CurlTransfer {
 public:
  explicit CurlTransfer(CurlShared& shared);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;
  ~CurlTransfer() { curl_easy_cleanup(easy_); }

  CURL* easy() const { return easy_; }
  // When the request went out; the zero point before that and as soon as the
  // answer's headers are complete.
  std::chrono::steady_clock::time_point asked_at() const { return asked_at_; }

  // Prepares the handle for `request`. False if nothing may be sent; End says
  // why.
  bool Begin(FetchRequest request);

  // The outcome of what was begun, once and after curl is done with it. `code`
  // is curl's word for it.
  FetchResult End(CURLcode code);
  // The same for an answer that took longer than first_byte_timeout.
  FetchResult EndUnanswered();

 private:
  static size_t OnHeader(char* data, size_t size, size_t count, void* user);
  static size_t OnBody(char* data, size_t size, size_t count, void* user);
  static curl_socket_t OnOpenSocket(void* user, curlsocktype purpose,
                                    curl_sockaddr* address);
  static int OnConnected(void* user, char* peer, char* own, int peer_port,
                         int own_port);
  static int OnDebug(CURL* easy, curl_infotype type, char* data, size_t size,
                     void* user);

  // The next five return false to end the transfer.
  bool TakeHeader(std::string_view line);
  bool TakeField(std::string_view line);
  bool TakeBody(std::string_view bytes);
  bool MayAsk(bool is_public);
  bool Break(std::string why);

  void TakeStatusLine(std::string_view line);
  void TakeRequestHead(std::string_view bytes);
  void SetCommonOptions();
  void SetTrust();
  void SetProxy();
  void SetHeaders(const FetchRequest& request);
  void CleanRequestHead();
  void ReadInfo();
  void Judge(CURLcode code);

  CurlShared& shared_;
  CURL* easy_;
  // The rest is of the current request.
  FetchResult result_;
  CurlList conditional_headers_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point asked_at_;
  size_t header_bytes_ = 0;
  bool head_begun_ = false;     // a status line is read, its headers are not
  bool head_complete_ = false;  // of the final answer, not of a 1xx
  bool unwanted_ = false;
  const char* refusal_ = nullptr;  // why the address is not to be asked
  std::string broken_;             // what made us end it
  std::array<char, CURL_ERROR_SIZE> message_{};
};

}  // namespace ritmon
