// SPDX-License-Identifier: GPL-3.0-or-later
// A key of a [section], by the table of config_keys.h: a value of the right
// type and range goes where the table says, all else is a mistake.

#pragma once

#include <string>

#include "config/config.h"
#include "config/config_reader.h"

namespace ritmon {

// `key` is the whole name: "crawl.delay_ms".
void SetKey(const std::string& key, const toml::node& node,
            ConfigReader& reader, Config& config);

// Names the key of the table that is nearest.
void NoteUnknownKey(const std::string& key, const toml::node& node,
                    ConfigReader& reader);

}  // namespace ritmon
