# SPDX-License-Identifier: GPL-3.0-or-later
# Every outside library, all of them Debian 12 packages: tools/debian-packages
# lists their names, docs/dependencies.md says what each is for.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
find_package(date REQUIRED)

foreach(library IN ITEMS
    libcurl gumbo xapian-core re2 icu-uc icu-i18n sqlite3 libpsl libzstd
    libarchive zlib libdeflate fmt spdlog simdjson CLI11 cpp-httplib expat libcrypto
    libssl tomlplusplus poppler-cpp xlsxwriter libsystemd
    prometheus-cpp-core)
  string(MAKE_C_IDENTIFIER ${library} prefix)
  pkg_check_modules(${prefix} REQUIRED IMPORTED_TARGET ${library})
  add_library(ritmon::${library} ALIAS PkgConfig::${prefix})
endforeach()

find_library(CLD2_LIBRARY cld2 REQUIRED)
