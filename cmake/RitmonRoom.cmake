# SPDX-License-Identifier: GPL-3.0-or-later
# One CMake target a room: ritmon_room(crawler USES ritmon_model LINKS ...).
# Sources are found by glob, so that no file can be left off a list; every
# header is compiled alone (VERIFY_INTERFACE_HEADER_SETS).

add_library(ritmon_flags INTERFACE)
target_compile_options(ritmon_flags INTERFACE -Wall -Wextra -Wshadow
  -Wnon-virtual-dtor
  # g++ 12 warns of its own std::string (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Designated initialisers leave the rest at its default on purpose.
  -Wno-missing-field-initializers
  $<$<BOOL:${RITMON_WERROR}>:-Werror>)
target_include_directories(ritmon_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(ritmon_flags INTERFACE SPDLOG_FMT_EXTERNAL)
# What is shipped reads bytes of strangers.
option(RITMON_HARDENING "Compile as Debian compiles its packages" OFF)
add_library(ritmon_hardening INTERFACE)
target_link_options(ritmon_hardening INTERFACE
  $<$<CONFIG:Release>:-Wl,-z,relro -Wl,-z,now>)
target_compile_options(ritmon_hardening INTERFACE
  $<$<BOOL:${RITMON_HARDENING}>:-fstack-protector-strong -D_FORTIFY_SOURCE=2>)
target_link_libraries(ritmon_flags INTERFACE ritmon_hardening)
if(RITMON_SANITIZE)
  target_compile_options(ritmon_flags INTERFACE
    -fsanitize=${RITMON_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(ritmon_flags INTERFACE -fsanitize=${RITMON_SANITIZE})
endif()

function(ritmon_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  if(NOT sources)
    return()
  endif()
  add_library(ritmon_${name} STATIC ${sources})
  target_sources(ritmon_${name} PUBLIC FILE_SET HEADERS
    BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  set_target_properties(ritmon_${name} PROPERTIES
    VERIFY_INTERFACE_HEADER_SETS ON)
  set(uses)
  foreach(room IN LISTS ROOM_USES)
    if(TARGET ${room})
      list(APPEND uses ${room})
    endif()
  endforeach()
  # Sanitized code takes twice as long to compile: what all files include is
  # read once. Not elsewhere: a file must say itself what it needs.
  if(RITMON_SANITIZE)
    target_precompile_headers(ritmon_${name} PRIVATE
      <algorithm> <chrono> <filesystem> <functional> <map> <memory> <optional>
      <set> <string> <unordered_map> <utility> <vector>)
  endif()
  target_link_libraries(ritmon_${name}
    PUBLIC ritmon_flags ${uses} PRIVATE ${ROOM_LINKS})
endfunction()
