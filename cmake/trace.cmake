# What the sources themselves say of clauses: which rule cites one, which test names one. Read at configure time into a table.
function(shouwen_trace output)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.cpp ${CMAKE_SOURCE_DIR}/test/*.cpp ${CMAKE_SOURCE_DIR}/test/*.mjs)
  list(SORT sources)
  set(rows "")
  foreach(file ${sources})
    file(RELATIVE_PATH relative ${CMAKE_SOURCE_DIR} ${file})
    # What the demonstration bureau cites is material, no rule.
    if(relative MATCHES "node_modules|^src/demo/")
      continue()
    endif()
    set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    if(relative MATCHES "_test\\.cpp$|^test/")
      file(STRINGS ${file} lines REGEX "(TEST(_F|_P)?\\(|RC_GTEST_PROP\\(|test\\().*[Aa]rt_[0-9]+")
      foreach(line ${lines})
        string(REGEX MATCHALL "[Aa]rt_[0-9]+(_[0-9]+)*" names "${line}")
        string(REGEX REPLACE "^ *(TEST|TEST_F|TEST_P|RC_GTEST_PROP|test)\\(['\"]?([A-Za-z0-9_]+), *([A-Za-z0-9_]+).*" "\\2.\\3" test "${line}")
        string(REGEX REPLACE "^ *test\\(['\"]([^'\"]*)['\"].*" "\\1" test "${test}")
        string(REGEX REPLACE "[^A-Za-z0-9_. ]" "" test "${test}")
        foreach(name ${names})
          string(TOLOWER ${name} name)
          string(APPEND rows "    {\"${name}\", \"test\", \"${relative}: ${test}\"},\n")
        endforeach()
      endforeach()
    else()
      file(STRINGS ${file} lines REGEX "clause::art_[0-9_]+")
      set(cited "")
      foreach(line ${lines})
        string(REGEX MATCHALL "clause::art_[0-9]+(_[0-9]+)*" names "${line}")
        list(APPEND cited ${names})
      endforeach()
      list(REMOVE_DUPLICATES cited)
      foreach(name ${cited})
        string(REPLACE "clause::" "" name ${name})
        string(APPEND rows "    {\"${name}\", \"rule\", \"${relative}\"},\n")
      endforeach()
    endif()
  endforeach()
  file(CONFIGURE OUTPUT ${output} CONTENT
"// Generated from the sources by cmake/trace.cmake.
#include \"coverage/trace.h\"

#include <array>

namespace shouwen {

std::span<const TraceRow> trace_rows() {
  static constexpr auto rows = std::to_array<TraceRow>({
${rows}  });
  return rows;
}

}  // namespace shouwen
" @ONLY)
endfunction()
