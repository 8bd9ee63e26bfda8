// What a browser that was away for a moment gets to hear.
#include "http/sse.h"

#include <gtest/gtest.h>

namespace shouwen::http {
namespace {

bool everything(const LiveEvent&) { return true; }

TEST(EventHub, WhoReconnectsHearsWhatHeMissed) {
  EventHub hub;
  hub.publish({1, "case", "a"});
  hub.publish({2, "case", "b"});
  hub.publish({3, "case", "c"});
  EXPECT_EQ(hub.subscribe("1", everything)->take(), "id: 2\nevent: case\ndata: b\n\nid: 3\nevent: case\ndata: c\n\n");
  EXPECT_EQ(hub.subscribe("", everything)->take(), "");
}

TEST(EventHub, WhoMissedTooMuchStartsAgain) {
  EventHub hub(2);
  for (std::int64_t i = 1; i <= 5; ++i) hub.publish({i, "case", "x"});
  EXPECT_EQ(hub.subscribe("1", everything)->take(), "event: reset\ndata: {}\n\n");
  EXPECT_EQ(hub.subscribe("nonsense", everything)->take(), "event: reset\ndata: {}\n\n");
}

TEST(EventHub, WhatIsOfTheMomentIsNotRepeatedAndMovesNoPlace) {
  EventHub hub;
  hub.publish({1, "case", "a"});
  const auto listener = hub.subscribe("", everything);
  hub.publish({0, "presence", "p"});
  EXPECT_EQ(listener->take(), "event: presence\ndata: p\n\n");
  EXPECT_EQ(hub.subscribe("1", everything)->take(), "");
}

TEST(EventHub, ASubscriberHearsOnlyWhatHeWants) {
  EventHub hub;
  const auto listener = hub.subscribe("", [](const LiveEvent& event) { return event.topic == "case"; });
  hub.publish({1, "other", "a"});
  hub.publish({2, "case", "b"});
  EXPECT_EQ(listener->take(), "id: 2\nevent: case\ndata: b\n\n");
}

}  // namespace
}  // namespace shouwen::http
