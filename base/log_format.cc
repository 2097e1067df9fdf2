// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_format.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

// Length of the UTF-8 character that `text` begins with; 0 if it is none.
size_t CharacterLength(std::string_view text) {
  int32_t length = 0;
  UChar32 character = 0;
  U8_NEXT(text.data(), length, static_cast<int32_t>(text.size()), character);
  return character < 0 ? 0 : static_cast<size_t>(length);
}

bool IsControl(unsigned char c) { return c < 0x20 || c == 0x7f; }

// U+0080 to U+009F, which terminals take for control characters, too.
bool IsHighControl(std::string_view character) {
  return character.size() == 2 && character[0] == '\xc2' &&
         static_cast<unsigned char>(character[1]) < 0xa0;
}

bool NeedsQuotes(std::string_view value) {
  if (value.empty()) return true;
  while (!value.empty()) {
    const size_t length = CharacterLength(value);
    if (length == 0) return true;
    const char c = value[0];
    if (length == 1 && (c == ' ' || c == '"' || c == '=' || c == '\\' ||
                        IsControl(static_cast<unsigned char>(c)))) {
      return true;
    }
    if (IsHighControl(value.substr(0, length))) return true;
    value.remove_prefix(length);
  }
  return false;
}

void AppendEscaped(std::string& line, std::string_view character) {
  const auto byte = static_cast<unsigned char>(character[0]);
  switch (byte) {
    case '"':
    case '\\':
      line += '\\';
      line += character;
      return;
    case '\n':
      line += "\\n";
      return;
    case '\r':
      line += "\\r";
      return;
    case '\t':
      line += "\\t";
      return;
    default:
      break;
  }
  if (IsHighControl(character)) {
    line +=
        fmt::format("\\u00{:02x}", static_cast<unsigned char>(character[1]));
  } else if (IsControl(byte)) {
    line += fmt::format("\\x{:02x}", byte);
  } else {
    line += character;
  }
}

void AppendValue(std::string& line, std::string_view value) {
  if (!NeedsQuotes(value)) {
    line += value;
    return;
  }
  line += '"';
  while (!value.empty()) {
    const size_t length = CharacterLength(value);
    if (length == 0) {
      line += fmt::format("\\x{:02x}", static_cast<unsigned char>(value[0]));
    } else {
      AppendEscaped(line, value.substr(0, length));
    }
    value.remove_prefix(length == 0 ? 1 : length);
  }
  line += '"';
}

void AppendFields(std::string& line, std::span<const LogField> fields) {
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    AppendValue(line, value);
  }
}

// With milliseconds, unlike FormatTimestamp.
std::string TimeOf(const LogEvent& event) {
  const std::string seconds = FormatTimestamp(event.time);
  const auto millis =
      event.time - std::chrono::floor<std::chrono::seconds>(event.time);
  return fmt::format("{}.{:03}Z", seconds.substr(0, seconds.size() - 1),
                     millis.count());
}

// syslog(3).
int PriorityOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return 7;
    case LogLevel::kInfo:
      return 6;
    case LogLevel::kWarning:
      return 4;
    case LogLevel::kError:
    case LogLevel::kOff:
      break;
  }
  return 3;
}

// Names of the journal's fields: capitals, digits and underscores.
std::string JournalName(std::string_view key) {
  std::string name = "RITMON_";
  for (const char c : key) {
    const bool small = c >= 'a' && c <= 'z';
    const bool kept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    name += small ? static_cast<char>(c - 'a' + 'A') : kept ? c : '_';
  }
  return name;
}

}  // namespace

std::string_view ToString(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
    case LogLevel::kOff:
      break;
  }
  return "off";
}

std::string FormatLogfmt(const LogEvent& event) {
  std::string line = fmt::format("time={} level={} event=", TimeOf(event),
                                 ToString(event.level));
  AppendValue(line, event.name);
  AppendFields(line, event.fields);
  return line;
}

std::string FormatJson(const LogEvent& event) {
  nlohmann::ordered_json json{{"time", TimeOf(event)},
                              {"level", ToString(event.level)},
                              {"event", event.name}};
  for (const auto& [key, value] : event.fields) {
    json[std::string(key)] = value;
  }
  return json.dump(-1, ' ', true,
                   nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<std::string> FormatJournal(const LogEvent& event) {
  std::string message(event.name);
  AppendFields(message, event.fields);
  std::vector<std::string> fields = {
      "MESSAGE=" + message, fmt::format("PRIORITY={}", PriorityOf(event.level)),
      "SYSLOG_IDENTIFIER=ritmon", "RITMON_EVENT=" + std::string(event.name)};
  for (const auto& [key, value] : event.fields) {
    fields.push_back(JournalName(key) + "=" + value);
  }
  return fields;
}

}  // namespace ritmon
