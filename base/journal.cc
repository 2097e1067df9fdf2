// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/journal.h"

#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

namespace ritmon {

bool SendToJournal(const std::vector<std::string>& fields) {
  // Without its socket the library says that all is well.
  if (access("/run/systemd/journal/socket", W_OK) != 0) return false;
  std::vector<iovec> parts;
  parts.reserve(fields.size());
  for (const std::string& field : fields) {
    // The library only reads; iovec knows no const.
    parts.push_back({const_cast<char*>(field.data()), field.size()});
  }
  return sd_journal_sendv(parts.data(), static_cast<int>(parts.size())) == 0;
}

}  // namespace ritmon
