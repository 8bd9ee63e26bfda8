# One function makes a module: a static library with declared arrows, and its tests beside the sources.

add_library(shouwen_flags INTERFACE)
target_include_directories(shouwen_flags INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
target_compile_options(shouwen_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wswitch-enum -Werror>)
# GCC 12's own stable_sort uses what it has deprecated; clang says so.
target_compile_options(shouwen_flags INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-deprecated-declarations>)
target_compile_definitions(shouwen_flags INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
  SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL)
target_link_libraries(shouwen_flags INTERFACE Threads::Threads)

# shouwen_module(cases ARROWS base calendar org LIBRARIES PkgConfig::SODIUM)
# takes src/<name>/*.cpp; *_test.cpp become the test program <name>_test.
function(shouwen_module name)
  cmake_parse_arguments(M "" "" "ARROWS;LIBRARIES;TEST_ARROWS;TEST_LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  add_library(${name} STATIC ${sources})
  shouwen_together(${name} ${sources})
  target_link_libraries(${name} PUBLIC shouwen_flags ${M_ARROWS} PRIVATE ${M_LIBRARIES})
  if(tests)
    add_executable(${name}_test ${tests})
    shouwen_together(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} ${M_TEST_ARROWS} ${M_TEST_LIBRARIES} ${M_LIBRARIES}
      GTest::gtest GTest::gmock GTest::gtest_main rapidcheck)
    # Compiled often and run for seconds: not optimised. What is tested is.
    target_compile_options(${name}_test PRIVATE -Wno-conversion -O0)
    target_compile_definitions(${name}_test PRIVATE SOURCE_ROOT="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name}_test COMMAND ${name}_test)
  endif()
endfunction()
