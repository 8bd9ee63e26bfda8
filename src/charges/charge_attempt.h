// An attempt to charge what may not be charged: refused, and on record for supervision. Art. 9(2).
#pragma once

#include "charges/receipt.h"
#include "org/organisation.h"

namespace shouwen {

using ChargeAttemptId = Id<struct ChargeAttemptTag>;

struct ChargeAttempt {
  ChargeAttemptId id;
  ChargeAttemptId first_id;          ///< the attempt this one repeats; its own id = a first one
  Instant at;
  OfficerId officer_id;              ///< 0 = from the command line
  UnitId unit_id;
  ReceiptOrigin origin{};
  Payer payer;
  Date charged_on;
  ChargeWish wish;
  std::string code, clause, field;   ///< of the refusal
  std::vector<std::string> value_names, values;
  std::string source, source_number;
  bool operator==(const ChargeAttempt&) const = default;

  Refusal refusal() const;
};

/// What an attempt was about, before it is on record.
struct AttemptedCharge {
  ReceiptOrigin origin{};
  OfficerId officer_id;
  UnitId unit_id;
  Payer payer;
  Date charged_on;
  ChargeWish wish;
  std::string source, source_number;
};
ChargeAttempt attempt_of(const AttemptedCharge& tried, const Refusal& refusal, Instant at);

/// Who of supervision is told of a first attempt: those on duty in the unit, else its head; never who is in the line of the one who
/// tried. What is not to be told to the unit goes above it.
struct AttemptReaders {
  UnitId supervision_unit_id;
  std::vector<OfficerId> on_duty;
};
std::vector<OfficerId> told_of_attempt(const ChargeAttempt& attempt, const AttemptReaders& readers, const Organisation& organisation);

}  // namespace shouwen
