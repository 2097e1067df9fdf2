// SPDX-License-Identifier: GPL-3.0-or-later
// The log: stderr, one event a line, key=value. Rooms return facts and do not
// log; pipeline, cli and daemon do. Safe to share between threads.

#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace spdlog {
class logger;
}

namespace ritmon {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };

class Log {
 public:
  using Field = std::pair<std::string_view, std::string>;

  // Writes events of `level` and above to standard error.
  explicit Log(LogLevel level);
  ~Log();

  // One line: "<time> <level> <event> key=value ...". Values with blanks,
  // quotes or control characters are quoted.
  void Write(LogLevel level, std::string_view event,
             std::initializer_list<Field> fields);
  void Info(std::string_view event, std::initializer_list<Field> fields) {
    Write(LogLevel::kInfo, event, fields);
  }
  void Warning(std::string_view event, std::initializer_list<Field> fields) {
    Write(LogLevel::kWarning, event, fields);
  }

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace ritmon
