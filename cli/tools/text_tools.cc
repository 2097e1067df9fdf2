// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/charset.h"
#include "classifier/language.h"
#include "cli/command_line.h"
#include "cli/tools/tool_lines.h"
#include "cli/tools/tools.h"

namespace ritmon {

int CharsetTool(const Arguments& arguments) {
  CommandLine command{"which encoding each file is in", "ritmon tool charset"};
  std::vector<std::string> files;
  std::string content_type;
  command.Add("FILE", files, "HTML files").Required();
  command.Add("--content-type", content_type, "the HTTP header");
  if (const auto over = command.Parse(arguments)) return *over;
  return WholeFiles(
      files,
      [&](const std::string& file, const std::string& bytes) -> Result<Json> {
        const DecodedText text = DecodeHtml(bytes, content_type);
        return Json{{"file", file},
                    {"charset", text.charset},
                    {"source", ToString(text.source)}};
      });
}

int LangTool(const Arguments& arguments) {
  CommandLine command{"the language of each line of text", "ritmon tool lang"};
  std::vector<std::string> files;
  command.Add("FILE", files, "text; standard input if none");
  if (const auto over = command.Parse(arguments)) return *over;
  Lines lines;
  auto status = ForEachLine(files, [&](const std::string& line) {
    const LanguageGuess guess = DetectLanguage(line);
    lines.Put(
        Json{{"lang", OrNull(guess.lang)}, {"confidence", guess.confidence}});
  });
  if (!status) return Report(status.error());
  return lines.exit_code();
}

}  // namespace ritmon
