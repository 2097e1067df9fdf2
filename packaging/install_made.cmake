# SPDX-License-Identifier: GPL-3.0-or-later
# Runs with `cmake --install`, of which it has CMAKE_INSTALL_PREFIX: installs what
# is made for the place where it goes (configuration, units) and what the program
# writes of itself (manual, completion).

# Full paths by the rules of GNUInstallDirs: /etc and /var for /usr. For the
# prefix of now, not that of the configuration.
foreach(name IN ITEMS SYSCONFDIR LOCALSTATEDIR BINDIR DATADIR DOCDIR)
  unset(CMAKE_INSTALL_FULL_${name})
endforeach()
include(GNUInstallDirs)

set(PROGRAM ${CMAKE_INSTALL_FULL_BINDIR}/ritmon)
set(SHARE ${CMAKE_INSTALL_FULL_DATADIR}/ritmon)
set(DOC ${CMAKE_INSTALL_FULL_DOCDIR})
set(SYSCONF ${CMAKE_INSTALL_FULL_SYSCONFDIR})
set(STATE ${CMAKE_INSTALL_FULL_LOCALSTATEDIR}/lib/ritmon)
set(CONFIGURATION ${SYSCONF}/ritmon/ritmon.toml)
if(STATE STREQUAL /var/lib/ritmon)
  string(CONCAT STATE_SETTING "StateDirectory=ritmon\nStateDirectoryMode=0750\n"
         "ConfigurationDirectory=ritmon")
else()
  set(STATE_SETTING "ReadWritePaths=${STATE}")
endif()
# Debian's own places, where they differ from other people's.
set(on_debian NO)
if(CMAKE_INSTALL_PREFIX STREQUAL /usr AND EXISTS /etc/debian_version)
  set(on_debian YES)
endif()

# Of this run only: two may install at once.
string(RANDOM LENGTH 8 run)
set(made ${RITMON_BUILD}/packaging/made-${run})
file(MAKE_DIRECTORY ${made})

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# install_made(FILE DIRECTORY [NAME])
function(install_made file directory)
  get_filename_component(name ${file} NAME)
  if(ARGC GREATER 2)
    set(name ${ARGV2})
  endif()
  file(INSTALL DESTINATION ${directory} TYPE FILE RENAME ${name} FILES ${file})
endfunction()

# Units, the user, the directory. Of a prefix that systemd does not know they are
# there to be copied.
set(lib ${CMAKE_INSTALL_PREFIX}/lib)
foreach(kind IN ITEMS service sysusers tmpfiles)
  configure_file(${RITMON_SOURCE}/packaging/systemd/ritmon.${kind}.in
                 ${made}/ritmon.${kind} @ONLY)
endforeach()
install_made(${made}/ritmon.service ${lib}/systemd/system)
install_made(${made}/ritmon.sysusers ${lib}/sysusers.d ritmon.conf)
install_made(${made}/ritmon.tmpfiles ${lib}/tmpfiles.d ritmon.conf)

# The configuration; one that is there is somebody's.
configure_file(${RITMON_SOURCE}/packaging/ritmon.toml.in ${made}/ritmon.toml
               @ONLY)
install_made(${made}/ritmon.toml ${DOC}/examples)
if(EXISTS $ENV{DESTDIR}${CONFIGURATION})
  message(STATUS "Kept: $ENV{DESTDIR}${CONFIGURATION} (the new one is in "
                 "${DOC}/examples)")
else()
  install_made(${made}/ritmon.toml ${SYSCONF}/ritmon)
endif()

# The manual and completion, by the program itself.
set(ritmon ${RITMON_BUILD}/ritmon)
run(${ritmon} man ${made}/man)
file(COPY ${RITMON_SOURCE}/packaging/ritmon-read-pdf.1 DESTINATION ${made}/man)
file(GLOB pages ${made}/man/*.1)
find_program(gzip gzip)
if(gzip)
  run(${gzip} -9n ${pages})
  file(GLOB pages ${made}/man/*.1.gz)
endif()
file(INSTALL DESTINATION ${CMAKE_INSTALL_FULL_MANDIR}/man1 TYPE FILE
     FILES ${pages})

foreach(shell IN ITEMS bash zsh fish)
  run(${ritmon} completion ${shell} OUTPUT_FILE ${made}/${shell})
endforeach()
set(zsh site-functions)
if(on_debian)
  set(zsh vendor-completions)
endif()
set(share ${CMAKE_INSTALL_FULL_DATADIR})
install_made(${made}/bash ${share}/bash-completion/completions ritmon)
install_made(${made}/zsh ${share}/zsh/${zsh} _ritmon)
install_made(${made}/fish ${share}/fish/vendor_completions.d ritmon.fish)

# Debian has one GPL for all packages.
if(NOT on_debian)
  file(INSTALL DESTINATION ${DOC} TYPE FILE FILES ${RITMON_SOURCE}/COPYING)
endif()

file(REMOVE_RECURSE ${made})
