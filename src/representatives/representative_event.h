// What happened to a representative's access: past participles, each making the next state. Pure.
#pragma once

#include <variant>

#include "representatives/representative_access.h"

namespace shouwen {

struct RepresentativeInvited { CustomerId customer_id; std::int64_t representative_id = 0; std::string name; Instant ends_at; };
struct RepresentativeJoined { };
struct RepresentativeSignedIn { };
struct RepresentativeLocked { std::int64_t failures = 0; Instant until; };
struct RepresentativePasswordChanged { };
struct RepresentativeSignedOutEverywhere { };
struct AccessEnded { std::string reason; };
struct VisitAnswered { VisitAnswer visit; };
struct ObjectionAnswered { std::int64_t contact_number = 0; std::string words; };
struct FeedbackGiven { Feedback feedback; };
struct FeedbackAnswered { std::int64_t number = 0; bool accepted = false; std::string words; };

using RepresentativeEventBody = std::variant<RepresentativeInvited, RepresentativeJoined, RepresentativeSignedIn, RepresentativeLocked, RepresentativePasswordChanged,
                                             RepresentativeSignedOutEverywhere, AccessEnded, VisitAnswered, ObjectionAnswered, FeedbackGiven, FeedbackAnswered>;

/// The public in the journal: a representative is nobody of the house.
inline constexpr OfficerId the_public{-1};

struct RepresentativeEvent {
  OfficerId actor_id;                     ///< the_public = the representative himself; 0 = the house
  Instant at;
  std::string clause;
  RepresentativeEventBody body;
};

/// The state after one event more.
RepresentativeAccess apply(RepresentativeAccess access, const RepresentativeEvent& event);

}  // namespace shouwen
