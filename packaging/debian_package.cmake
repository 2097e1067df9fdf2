# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package: `cpack --config build/release/CPackConfig.cmake`, or the
# target package. What it depends on is read from the programs (dpkg-shlibdeps),
# so it fits the Debian that it was built on.

set(RITMON_MAINTAINER "RIT-Monitor <ritmon@localhost>" CACHE STRING
    "Whom the package names as its maintainer")

# Made once by configure; cpack gives its own for nothing that Debian wants.
set(debian ${CMAKE_CURRENT_SOURCE_DIR}/debian)
set(made ${CMAKE_CURRENT_BINARY_DIR}/debian)
configure_file(${debian}/changelog.in ${made}/changelog @ONLY)
find_program(RITMON_GZIP gzip)
mark_as_advanced(RITMON_GZIP)
if(RITMON_GZIP)
  execute_process(COMMAND ${RITMON_GZIP} -9nc ${made}/changelog
                  OUTPUT_FILE ${made}/changelog.Debian.gz)
endif()
# In the package only.
install(FILES ${debian}/copyright ${made}/changelog.Debian.gz
        DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES ${debian}/lintian-overrides RENAME ritmon
        DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
        COMPONENT debian EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ritmon)
set(CPACK_PACKAGE_VENDOR RIT-Monitor)
set(CPACK_PACKAGE_CONTACT "${RITMON_MAINTAINER}")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
# What all installations have, then what only the package has.
set(CPACK_INSTALL_CMAKE_PROJECTS
    "${PROJECT_BINARY_DIR}" ritmon ALL /
    "${PROJECT_BINARY_DIR}" ritmon debian /)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# CAs for HTTPS, zones for the jobs' times; and who makes user and directory,
# with or without a running systemd (a container).
string(JOIN ", " CPACK_DEBIAN_PACKAGE_DEPENDS
       ca-certificates tzdata
       "systemd | systemd-standalone-sysusers | systemd-sysusers"
       "systemd | systemd-standalone-tmpfiles | systemd-tmpfiles")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS chromium)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS prometheus)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "which companies of a region work in the fields of the future")
file(READ ${debian}/description CPACK_DEBIAN_PACKAGE_DESCRIPTION)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${debian}/conffiles ${debian}/postinst ${debian}/prerm ${debian}/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

include(CPack)
