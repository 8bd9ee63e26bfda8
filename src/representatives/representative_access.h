// A customer's representative with a login of his own: what he was given, what he said. Plain values. Art. 11(4).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "customers/customer_file.h"

namespace shouwen {

using AccessId = Id<struct AccessTag>;

enum class AccessState { invited, active, ended };

/// His word on a contact the account manager recorded, and what the manager answered to an objection.
struct VisitAnswer {
  std::int64_t contact_number = 0;  ///< of the event in the managed customer's stream
  bool confirmed = false;           ///< false = he objects
  std::string words;
  Instant at;
  std::string answer;
  OfficerId answered_by_id;
  std::optional<Instant> answered_at;

  bool waits() const { return !confirmed && !answered_at; }
  bool operator==(const VisitAnswer&) const = default;
};

enum class FeedbackState { waiting, accepted, declined };
/// What he told of equipment or operation: proposed for the file until the manager takes it in or says why not.
struct Feedback {
  std::int64_t number = 0;
  FileNoteKind kind{};
  std::string text;
  Instant at;
  FeedbackState state{};
  std::string answer;
  OfficerId answered_by_id;
  std::optional<Instant> answered_at;

  bool operator==(const Feedback&) const = default;
};

struct RepresentativeAccess {
  AccessId id;
  std::int64_t version = 0;             ///< events so far
  CustomerId customer_id;
  std::int64_t representative_id = 0;   ///< the entry in the customer's file
  std::string name;                     ///< as the file named him when he was invited: another name is another person
  AccessState state{};
  Instant invited_at, invitation_ends_at;
  OfficerId invited_by_id;
  std::optional<Instant> joined_at, last_sign_in_at, last_locked_at, ended_at;
  std::int64_t sign_ins = 0;
  OfficerId ended_by_id;
  std::string end_reason;
  std::vector<VisitAnswer> visits;
  std::vector<Feedback> feedback;

  /// Whether something of his waits for the account manager.
  bool waits() const;
  const VisitAnswer* visit(std::int64_t contact_number) const;
  bool operator==(const RepresentativeAccess&) const = default;
};

}  // namespace shouwen
