// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/pdf_writer.h"

#include <zlib.h>

#include <array>
#include <cstdio>

namespace ritmon {
namespace {

// A literal string in WinAnsiEncoding (PDF 32000-1, 7.3.4.2).
std::string Literal(std::string_view text) {
  std::string out = "(";
  for (size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if ((c & 0xE0) == 0xC0 && i + 1 < text.size()) {
      c = static_cast<unsigned char>((c << 6) | (text[++i] & 0x3F));
    }
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += static_cast<char>(c);
  }
  return out + ")";
}

std::string Number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

std::string Object(size_t number) { return std::to_string(number) + " 0 R"; }

// Numbers objects as they come and knows where each begins.
class Body {
 public:
  size_t Add(const std::string& content) {
    offsets_.push_back(bytes_.size());
    bytes_ +=
        std::to_string(offsets_.size()) + " 0 obj\n" + content + "\nendobj\n";
    return offsets_.size();
  }
  size_t AddStream(const std::string& entries, const std::string& content) {
    return Add("<< " + entries + " /Length " + std::to_string(content.size()) +
               " >>\nstream\n" + content + "\nendstream");
  }
  std::string Finish(const std::string& trailer) {
    const size_t start = bytes_.size();
    const std::string count = std::to_string(offsets_.size() + 1);
    bytes_ += "xref\n0 " + count + "\n0000000000 65535 f \n";
    for (const size_t offset : offsets_) {
      std::array<char, 32> entry{};
      std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", offset);
      bytes_ += entry.data();
    }
    bytes_ += "trailer\n<< /Size " + count + " " + trailer +
              " >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
    return std::move(bytes_);
  }
  size_t next() const { return offsets_.size() + 1; }

 private:
  std::string bytes_ = "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";
  std::vector<size_t> offsets_;
};

}  // namespace

void PdfWriter::SetProperty(const std::string& key, const std::string& value) {
  properties_.emplace_back(key, value);
}

void PdfWriter::AddPage(const std::vector<PdfWords>& words) {
  std::string content;
  for (const PdfWords& w : words) {
    content += std::string("BT /") + (w.bold ? "F2 " : "F1 ") + Number(w.size) +
               " Tf " + Number(w.x) + " " + Number(w.y) + " Td " +
               Literal(w.text) + " Tj ET\n";
  }
  AddRawPage(std::move(content), "");
}

void PdfWriter::AddLines(const std::vector<std::string>& lines) {
  std::vector<PdfWords> words;
  double y = 690;
  for (const std::string& line : lines) {
    if (!line.empty()) words.push_back({.y = y, .text = line});
    y -= 13.2;
  }
  AddPage(words);
}

void PdfWriter::AddRawPage(std::string content, std::string filter) {
  pages_.push_back({std::move(content), std::move(filter)});
}

std::string PdfWriter::Bytes() const {
  Body body;
  const char* fonts[] = {"Helvetica", "Helvetica-Bold"};
  for (const char* font : fonts) {
    body.Add(std::string("<< /Type /Font /Subtype /Type1 /BaseFont /") + font +
             " /Encoding /WinAnsiEncoding >>");
  }
  // Two objects a page, then the tree of pages.
  const size_t tree = body.next() + 2 * pages_.size();
  std::string kids;
  for (const Stream& page : pages_) {
    const size_t content = body.AddStream(
        page.filter.empty() ? "" : "/Filter " + page.filter, page.content);
    const size_t number =
        body.Add("<< /Type /Page /Parent " + Object(tree) +
                 " /MediaBox [0 0 595 842] /Contents " + Object(content) +
                 " /Resources << /Font << /F1 1 0 R /F2 2 0 R >> >> >>");
    kids += Object(number) + " ";
  }
  body.Add("<< /Type /Pages /Kids [" + kids + "] /Count " +
           std::to_string(pages_.size()) + " >>");
  std::string catalog = "<< /Type /Catalog /Pages " + Object(tree);
  if (!xmp_.empty()) {
    catalog += " /Metadata " +
               Object(body.AddStream("/Type /Metadata /Subtype /XML", xmp_));
  }
  const size_t root = body.Add(catalog + " >>");
  std::string info = "<<";
  for (const auto& [key, value] : properties_) {
    info += " /" + key + " " + Literal(value);
  }
  std::string trailer =
      "/Root " + Object(root) + " /Info " + Object(body.Add(info + " >>"));
  if (locked_) {
    // Of an owner and a user that no password fits.
    const std::string key = "<" + std::string(64, '5') + ">";
    trailer += " /ID [<00> <00>] /Encrypt " +
               Object(body.Add("<< /Filter /Standard /V 2 /R 3 /Length 128 /P "
                               "-1 /O " +
                               key + " /U " + key + " >>"));
  }
  return body.Finish(trailer);
}

std::string DeflateRepeated(std::string_view part, size_t times) {
  z_stream stream{};
  if (deflateInit(&stream, Z_BEST_SPEED) != Z_OK) return {};
  std::string out;
  std::array<Bytef, 1 << 16> buffer{};
  const auto run = [&](int flush) {
    do {
      stream.next_out = buffer.data();
      stream.avail_out = buffer.size();
      deflate(&stream, flush);
      out.append(reinterpret_cast<char*>(buffer.data()),
                 buffer.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  };
  for (size_t i = 0; i < times; ++i) {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
    stream.avail_in = static_cast<uInt>(part.size());
    run(Z_NO_FLUSH);
  }
  run(Z_FINISH);
  deflateEnd(&stream);
  return out;
}

}  // namespace ritmon
