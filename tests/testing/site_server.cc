// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/site_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

#include "base/files.h"
#include "tests/testing/site.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// 127.77.0.10, 127.77.0.11, ... with room for more hosts than a test needs.
std::string AddressOf(size_t place) {
  constexpr size_t kPerNetwork = 200;
  return "127.77." + std::to_string(place / kPerNetwork) + "." +
         std::to_string(10 + place % kPerNetwork);
}

std::string HostOf(const httplib::Request& request) {
  std::string host = request.get_header_value("Host");
  host = host.substr(0, host.find(':'));
  std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return host;
}

struct Hosted {
  Site site;
  std::string address;
};

using Hosts = std::map<std::string, Hosted>;

Result<Hosts> OpenSites(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::path> folders;
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure)) {
    if (it->is_directory()) folders.push_back(it->path());
  }
  if (failure) {
    return Fail(ErrorKind::kNotFound,
                folder.string() + ": " + failure.message());
  }
  if (folders.empty()) {
    return Fail(ErrorKind::kNotFound, folder.string() + ": no site in it");
  }
  std::sort(folders.begin(), folders.end());
  Hosts hosts;
  std::vector<Hosted*> up;
  for (const fs::path& path : folders) {
    auto site = Site::Open(path);
    if (!site) return tl::unexpected(site.error());
    const auto added =
        hosts.emplace(path.filename().string(),
                      Hosted{std::move(*site), AddressOf(hosts.size())});
    if (!added.first->second.site.down()) up.push_back(&added.first->second);
  }
  if (up.size() >= 2) up.back()->address = up[up.size() - 2]->address;
  return hosts;
}

}  // namespace

class SiteServer::Impl {
 public:
  Impl(SiteServerOptions options, const Clock& clock, Hosts hosts)
      : options_(std::move(options)),
        clock_(&clock),
        hosts_(std::move(hosts)) {}

  // The port that the first address gets may be taken on another one.
  Status Listen() {
    constexpr int kTries = 20;
    Status status;
    for (int i = 0; i < (options_.port == 0 ? kTries : 1); ++i) {
      port_ = options_.port;
      status = ListenEverywhere();
      if (status) return status;
      StopListeners();
    }
    return status;
  }

  void Stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stop_.notify_all();
    logged_.notify_all();
    StopListeners();
  }

  uint16_t port() const { return port_; }
  const Hosts& hosts() const { return hosts_; }
  std::vector<SeenRequest> Requests() const {
    const std::lock_guard lock(mutex_);
    return log_;
  }
  void WaitForRequests(size_t count,
                       const std::function<bool()>& asking) const {
    constexpr milliseconds kLookEvery{100};
    std::unique_lock lock(mutex_);
    while (!stopping_ && log_.size() < count && asking()) {
      logged_.wait_for(lock, kLookEvery);
    }
  }

 private:
  struct Listener {
    httplib::Server server;
    std::thread thread;
  };

  Status ListenEverywhere() {
    std::map<std::string, size_t> neighbours;
    for (const auto& [host, hosted] : hosts_) {
      if (!hosted.site.down()) ++neighbours[hosted.address];
    }
    for (const auto& [address, count] : neighbours) {
      if (auto status = ListenAt(address, count); !status) return status;
    }
    return {};
  }

  // A thread a neighbour: should a crawler ask two at a time, it shows.
  Status ListenAt(const std::string& address, size_t neighbours) {
    auto listener = std::make_unique<Listener>();
    httplib::Server& server = listener->server;
    server.new_task_queue = [neighbours] {
      return new httplib::ThreadPool(neighbours);
    };
    // A kept connection would keep its thread from everybody else.
    server.set_keep_alive_max_count(1);
    // Not httplib's SO_REUSEPORT: two servers on one port would go unnoticed.
    server.set_socket_options([](int socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server.set_pre_routing_handler(
        [this, address](const httplib::Request& request,
                        httplib::Response& response) {
          Handle(address, request, response);
          return httplib::Server::HandlerResponse::Handled;
        });
    errno = 0;
    if (port_ == 0) {
      port_ =
          static_cast<uint16_t>(std::max(0, server.bind_to_any_port(address)));
    } else if (!server.bind_to_port(address, port_)) {
      const int code = errno;
      return Fail(code == EADDRINUSE ? ErrorKind::kBusy : ErrorKind::kIo,
                  address + ":" + std::to_string(port_) +
                      ": cannot listen: " + std::strerror(code));
    }
    if (port_ == 0) {
      return Fail(ErrorKind::kIo, address + ": cannot listen: " +
                                      std::string(std::strerror(errno)));
    }
    listener->thread = std::thread([&server] { server.listen_after_bind(); });
    // Before that, httplib's stop() does nothing.
    while (!server.is_running()) std::this_thread::yield();
    listeners_.push_back(std::move(listener));
    return {};
  }

  void StopListeners() {
    for (const auto& listener : listeners_) listener->server.stop();
    for (const auto& listener : listeners_) listener->thread.join();
    listeners_.clear();
  }

  void Handle(const std::string& address, const httplib::Request& request,
              httplib::Response& response) {
    SeenRequest seen;
    seen.arrived = clock_->Steady();
    seen.host = HostOf(request);
    seen.target = request.target;
    seen.user_agent = request.get_header_value("User-Agent");
    const auto hosted = hosts_.find(seen.host);
    if (hosted == hosts_.end() || hosted->second.address != address) {
      response.status = 421;  // Misdirected Request (RFC 9110, 15.5.20)
    } else if (request.method != "GET" && request.method != "HEAD") {
      response.status = 405;
    } else {
      Fill(hosted->second.site, request, response);
    }
    seen.status = response.status;
    seen.answered = clock_->Steady();
    if (!options_.keep_log) return;
    const std::lock_guard lock(mutex_);
    log_.push_back(std::move(seen));
    logged_.notify_all();
  }

  void Fill(const Site& site, const httplib::Request& request,
            httplib::Response& response) {
    const SiteAnswer answer =
        site.Answer({request.target, request.get_header_value("If-None-Match"),
                     request.get_header_value("If-Modified-Since")});
    Delay(answer.delay);
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) {
      response.set_header(name, value);
    }
    if (answer.status != 304) {
      response.set_content(answer.body, answer.content_type);
    }
  }

  // A slow site; Stop does not wait for it.
  void Delay(milliseconds delay) {
    const auto scaled =
        std::chrono::duration_cast<milliseconds>(delay * options_.delay_scale);
    if (scaled <= milliseconds(0)) return;
    std::unique_lock lock(mutex_);
    stop_.wait_for(lock, scaled, [this] { return stopping_; });
  }

  const SiteServerOptions options_;
  const Clock* clock_;  // must outlive this
  const Hosts hosts_;
  uint16_t port_ = 0;
  std::vector<std::unique_ptr<Listener>> listeners_;
  mutable std::mutex mutex_;  // guards the rest
  std::condition_variable stop_;
  mutable std::condition_variable logged_;
  bool stopping_ = false;
  std::vector<SeenRequest> log_;
};

Result<std::unique_ptr<SiteServer>> SiteServer::Start(SiteServerOptions options,
                                                      const Clock& clock) {
  auto hosts = OpenSites(options.sites);
  if (!hosts) return tl::unexpected(hosts.error());
  auto impl =
      std::make_unique<Impl>(std::move(options), clock, std::move(*hosts));
  if (auto status = impl->Listen(); !status) {
    return tl::unexpected(status.error());
  }
  return std::unique_ptr<SiteServer>(new SiteServer(std::move(impl)));
}

SiteServer::SiteServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SiteServer::~SiteServer() { Stop(); }

void SiteServer::Stop() { impl_->Stop(); }
uint16_t SiteServer::port() const { return impl_->port(); }

std::map<std::string, std::string> SiteServer::ConnectTo() const {
  std::map<std::string, std::string> connect_to;
  for (const auto& [host, hosted] : impl_->hosts()) {
    connect_to[host] = hosted.address + ":" + std::to_string(impl_->port());
  }
  return connect_to;
}

Status SiteServer::WriteConnectToFile(const fs::path& path) const {
  std::string text = "# Where the demonstration's hosts are.\n[connect_to]\n";
  for (const auto& [host, target] : ConnectTo()) {
    text += "\"" + host + "\" = \"" + target + "\"\n";
  }
  // Nobody listens there: a name that somebody made up is not looked up.
  text += "\"*\" = \"127.77.255.254:" + std::to_string(impl_->port()) + "\"\n";
  return WriteFileAtomically(path, text);
}

void SiteServer::WaitForRequests(size_t count,
                                 const std::function<bool()>& asking) const {
  impl_->WaitForRequests(count, asking);
}
std::vector<SeenRequest> SiteServer::Requests() const {
  return impl_->Requests();
}

}  // namespace ritmon
