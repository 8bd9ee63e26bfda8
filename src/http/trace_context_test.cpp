// A trace is gone on with if it is one.
#include "http/trace_context.h"

#include <gtest/gtest.h>

namespace shouwen::http {
namespace {

TEST(TraceContext, goes_on_with_a_well_formed_parent) {
  const TraceContext trace = trace_of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  EXPECT_EQ(trace.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(trace.parent_id, "00f067aa0ba902b7");
  EXPECT_TRUE(trace.sampled);
  EXPECT_EQ(trace_response(trace), "00-" + trace.trace_id + "-" + trace.span_id + "-01");
  EXPECT_NE(trace.span_id, trace.parent_id);
  EXPECT_EQ(trace_of("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-later").parent_id, "00f067aa0ba902b7") << "a later version may add";
}

TEST(TraceContext, begins_anew_otherwise) {
  for (const char* odd : {"", "00", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                          "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g"}) {
    const TraceContext trace = trace_of(odd);
    EXPECT_EQ(trace.parent_id, "") << odd;
    EXPECT_EQ(trace.trace_id.size(), 32U);
    EXPECT_EQ(trace.span_id.size(), 16U);
    EXPECT_NE(trace_of(odd).trace_id, trace.trace_id);
  }
}

}  // namespace
}  // namespace shouwen::http
