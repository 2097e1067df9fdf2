// SPDX-License-Identifier: GPL-3.0-or-later
// systemd's journal, by its own protocol (sd_journal_sendv(3)).

#pragma once

#include <string>
#include <vector>

namespace ritmon {

// One entry of fields "NAME=value". False if there is no journal here, or it
// does not take it. Any thread.
bool SendToJournal(const std::vector<std::string>& fields);

}  // namespace ritmon
