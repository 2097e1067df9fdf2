// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon-read-pdf [MAX_PAGES [MAX_TEXT_BYTES]] < FILE.pdf
//
// Prints the text of a PDF for ritmon, which starts one such process a document
// (pipeline/read_document.h) and limits its time and memory. By hand it helps
// to see what ritmon gets to see. Exit code 0 if it printed an answer, also if
// that is "locked" or "damaged".

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "pdf_reader/pdf_text.h"
#include "pdf_reader/sandbox.h"

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kNoSandbox = 3;

bool ReadInput(std::string& bytes) {
  std::array<char, 1 << 16> buffer;
  while (true) {
    const ssize_t n = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.append(buffer.data(), static_cast<size_t>(n));
  }
}

int Run(int argc, char** argv) {
  ritmon::PdfLimits limits;
  if (argc > 3) return kUsage;
  if (argc > 1) limits.max_pages = std::atoi(argv[1]);
  if (argc > 2) limits.max_text = std::strtoull(argv[2], nullptr, 10);
  std::string pdf;
  if (!ReadInput(pdf) || pdf.size() > size_t{1} << 30) return kFailed;
  ritmon::PrepareForSandbox();
  if (!ritmon::EnterSandbox()) return kNoSandbox;
  const std::string answer = ritmon::PdfAsJson(pdf, limits);
  const bool written =
      std::fwrite(answer.data(), 1, answer.size(), stdout) == answer.size();
  return written && std::fflush(stdout) == 0 ? 0 : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Run(argc, argv);
  } catch (const std::exception&) {  // no memory left
    return kFailed;
  }
}
