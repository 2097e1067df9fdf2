// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/browser_process.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Where a browser looks for its pipes (--remote-debugging-pipe).
constexpr int kBrowserInput = 3;
constexpr int kBrowserOutput = 4;
// Descriptors below this may be in the way of those.
constexpr int kHigh = 10;

struct Pipe {
  int read = -1;
  int write = -1;

  // Both ends out of the way of the numbers above. A socket can be written to
  // without a signal when nobody reads it any more.
  static Pipe Open() {
    Pipe pipe;
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
      return pipe;
    }
    pipe.read = ::fcntl(ends[0], F_DUPFD_CLOEXEC, kHigh);
    pipe.write = ::fcntl(ends[1], F_DUPFD_CLOEXEC, kHigh);
    ::close(ends[0]);
    ::close(ends[1]);
    return pipe;
  }
};

void CloseAll(std::initializer_list<int> descriptors) {
  for (const int descriptor : descriptors) {
    if (descriptor >= 0) ::close(descriptor);
  }
}

// Of the environment nothing but where programs are.
std::vector<std::string> Environment(const fs::path& home) {
  const char* path = std::getenv("PATH");
  return {std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path),
          "HOME=" + home.string(), "TMPDIR=" + home.string(),
          "XDG_CONFIG_HOME=" + home.string(), "LANG=C.UTF-8"};
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Returns errno.
int Spawn(const BrowserProcessOptions& options, int input, int output,
          pid_t* pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, input, kBrowserInput);
  posix_spawn_file_actions_adddup2(&actions, output, kBrowserOutput);
  posix_spawn_file_actions_addclosefrom_np(&actions, kBrowserOutput + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID |
                                            POSIX_SPAWN_SETSIGDEF |
                                            POSIX_SPAWN_SETSIGMASK);
  sigset_t signals;
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  std::vector<std::string> arguments = options.arguments;
  arguments.insert(arguments.begin(), options.program.string());
  std::vector<std::string> environment = Environment(options.home);
  const int error =
      ::posix_spawn(pid, options.program.c_str(), &actions, &attributes,
                    Pointers(arguments).data(), Pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return error;
}

// The session of a process, from /proc; -1 if it is gone or a zombie.
int SessionOf(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  if (!std::getline(file, line)) return -1;
  // The name, in parentheses, may hold anything.
  const size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return -1;
  std::istringstream rest(line.substr(name_end + 1));
  char state = 0;
  int parent = 0;
  int group = 0;
  int session = -1;
  rest >> state >> parent >> group >> session;
  return state == 'Z' || state == 'X' ? -1 : session;
}

// Pages that are resident and not shared with others.
int64_t OwnPages(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  int64_t size = 0;
  int64_t resident = 0;
  int64_t shared = 0;
  file >> size >> resident >> shared;
  return std::max<int64_t>(resident - shared, 0);
}

}  // namespace

Result<BrowserProcess> BrowserProcess::Start(
    const BrowserProcessOptions& options) {
  const Pipe in = Pipe::Open();
  const Pipe out = Pipe::Open();
  pid_t pid = -1;
  const int error = in.read < 0 || out.write < 0
                        ? errno
                        : Spawn(options, in.read, out.write, &pid);
  CloseAll({in.read, out.write});
  if (error != 0) {
    CloseAll({in.write, out.read});
    return Fail(ErrorKind::kIo,
                options.program.string() +
                    ": cannot be started: " + std::strerror(error));
  }
  if (options.max_data_bytes > 0) {
    const rlimit limit{options.max_data_bytes, options.max_data_bytes};
    ::prlimit(pid, RLIMIT_DATA, &limit, nullptr);
  }
  ::fcntl(out.read, F_SETFL, O_NONBLOCK);
  return BrowserProcess(pid, in.write, out.read);
}

BrowserProcess::BrowserProcess(BrowserProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      input_(std::exchange(other.input_, -1)),
      output_(std::exchange(other.output_, -1)) {}

BrowserProcess::~BrowserProcess() { End(); }

std::vector<int> BrowserProcess::Processes() const {
  std::vector<int> found;
  DIR* directory = ::opendir("/proc");
  if (directory == nullptr) return found;
  while (const dirent* entry = ::readdir(directory)) {
    const int pid = std::atoi(entry->d_name);
    if (pid > 0 && SessionOf(pid) == pid_) found.push_back(pid);
  }
  ::closedir(directory);
  return found;
}

int64_t BrowserProcess::MemoryBytes() const {
  int64_t pages = 0;
  for (const int pid : Processes()) pages += OwnPages(pid);
  return pages * ::sysconf(_SC_PAGESIZE);
}

void BrowserProcess::End() {
  if (pid_ < 0) return;
  CloseAll({input_, output_});
  // What is being started while we look is found when we look again.
  constexpr int kLooks = 200;
  constexpr int kBetween = 10;  // milliseconds
  for (int look = 0; look < kLooks; ++look) {
    const std::vector<int> processes = Processes();
    if (processes.empty()) break;
    for (const int pid : processes) ::kill(pid, SIGKILL);
    ::poll(nullptr, 0, kBetween);
  }
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

bool BrowserProcess::Read(std::string* text) {
  char buffer[64 * 1024];
  while (true) {
    const ssize_t read = ::read(output_, buffer, sizeof buffer);
    if (read == 0) return false;
    if (read < 0) return errno == EAGAIN || errno == EINTR;
    text->append(buffer, static_cast<size_t>(read));
  }
}

bool BrowserProcess::Write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written =
        ::send(input_, text.data(), text.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

std::optional<fs::path> FindBrowser(const fs::path& configured) {
  if (!configured.empty()) {
    if (::access(configured.c_str(), X_OK) != 0) return std::nullopt;
    return configured;
  }
  const char* path = std::getenv("PATH");
  for (const char* name :
       {"chromium", "chromium-browser", "google-chrome", "chrome"}) {
    std::istringstream folders(path == nullptr ? "/usr/bin" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
      const fs::path file = fs::path(folder) / name;
      if (!folder.empty() && ::access(file.c_str(), X_OK) == 0) return file;
    }
  }
  return std::nullopt;
}

}  // namespace ritmon
