// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/journal.h"

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 3> kForms = {"logfmt", "json",
                                                    "journal"};

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kOff:
      return spdlog::level::off;
  }
  return spdlog::level::off;
}

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

std::string_view ToString(LogForm form) {
  return kForms[static_cast<size_t>(form)];
}

std::optional<LogForm> ParseLogForm(std::string_view name) {
  for (size_t i = 0; i < kForms.size(); ++i) {
    if (kForms[i] == name) return static_cast<LogForm>(i);
  }
  return std::nullopt;
}

bool NamesFile(std::string_view journal_stream, dev_t device, ino_t inode) {
  return journal_stream == std::to_string(device) + ":" + std::to_string(inode);
}

std::optional<LogForm> LogFormOfProcess() {
  if (const auto said = ParseLogForm(Environment(kLogFormVariable))) {
    return said;
  }
  struct stat file {};
  const std::string_view stream = Environment("JOURNAL_STREAM");
  if (!stream.empty() && fstat(STDERR_FILENO, &file) == 0 &&
      NamesFile(stream, file.st_dev, file.st_ino)) {
    return LogForm::kJournal;
  }
  return std::nullopt;
}

Log::Log(LogLevel level, LogForm form)
    : logger_(std::make_shared<spdlog::logger>(
          "ritmon", std::make_shared<spdlog::sinks::stderr_sink_mt>())),
      form_(form) {
  logger_->set_level(ToSpdlog(level));
  logger_->set_pattern("%v");
}

Log::~Log() = default;

void Log::Write(LogLevel level, std::string_view event,
                std::initializer_list<Field> fields) {
  if (!logger_->should_log(ToSpdlog(level))) return;
  const LogEvent record{.time = SystemClock().Now(),
                        .level = level,
                        .name = event,
                        .fields = {fields.begin(), fields.size()}};
  if (form_ == LogForm::kJournal && SendToJournal(FormatJournal(record))) {
    return;
  }
  logger_->log(
      ToSpdlog(level), "{}",
      form_ == LogForm::kJson ? FormatJson(record) : FormatLogfmt(record));
}

}  // namespace ritmon
