# SPDX-License-Identifier: GPL-3.0-or-later
# What `ritmon --version` says of its build, as a source that is made again only
# when what it says has changed: when the commit is another one, not with each
# build. Local changes are not looked for; without git the commit is empty.
#
# ritmon_build_facts(VARIABLE TEMPLATE): the generated file's name. As a script
# (cmake -P) this writes it.

if(CMAKE_SCRIPT_MODE_FILE)
  set(RITMON_COMMIT)
  if(GIT)
    execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --short=12 HEAD
                    OUTPUT_VARIABLE RITMON_COMMIT
                    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
  # Made just now, whether or not it was written.
  file(TOUCH_NOCREATE ${OUTPUT})
  return()
endif()

function(ritmon_build_facts variable template)
  find_program(RITMON_GIT git)
  mark_as_advanced(RITMON_GIT)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/build_facts.cc)
  # Grows with each commit and checkout; there is none outside a clone.
  set(moved)
  if(RITMON_GIT)
    execute_process(COMMAND ${RITMON_GIT} -C ${PROJECT_SOURCE_DIR}
                            rev-parse --path-format=absolute
                            --git-path logs/HEAD --show-toplevel
                    OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE
                    RESULT_VARIABLE failed ERROR_QUIET)
    string(REPLACE "\n" ";" answer "${answer}")
    # A tarball that was unpacked inside somebody's clone is not that clone's.
    if(NOT failed)
      list(GET answer 0 log)
      list(GET answer 1 root)
      if(root STREQUAL PROJECT_SOURCE_DIR AND EXISTS ${log})
        set(moved ${log})
      endif()
    endif()
  endif()
  if(moved)
    set(git -DGIT=${RITMON_GIT})
  else()
    set(git -DGIT=)
  endif()
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} ${git} -DSOURCE=${PROJECT_SOURCE_DIR}
            -DTEMPLATE=${template} -DOUTPUT=${output}
            -DPROJECT_VERSION=${PROJECT_VERSION}
            -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
            -P ${PROJECT_SOURCE_DIR}/cmake/RitmonBuildFacts.cmake
    DEPENDS ${moved} ${template}
            ${PROJECT_SOURCE_DIR}/cmake/RitmonBuildFacts.cmake
    COMMENT "" VERBATIM)
  set(${variable} ${output} PARENT_SCOPE)
endfunction()
