// What people do about a case as it stands: the officer whose turn it is, the customer, and sometimes the wrong one.
#pragma once

#include <optional>
#include <string>

#include "cases/cases.h"
#include "chance.h"

namespace shouwen::sim {

struct Bureau {
  const Organisation& organisation;
  const Rulebook& rulebook;
  Instant now;
};

/// One call of an officer at the API.
struct Command {
  OfficerId officer;
  std::string verb, path, body;
  std::int64_t seen_version = 0;  ///< for If-Match; 0 = none needed
  std::string words;              ///< "RX02 hands it to KHFW-JL"
};

/// One word of a customer, as the public pages pass it on.
struct CustomerWord {
  std::string verb, words;
  BoundRule rule;
};

/// `mark` goes into every text, so that an effect can be found, and counted, in the journal.
struct Intake {
  OfficerId officer;              ///< 0 = on the public pages
  RegisterInput input;
  Command command;                ///< of an officer
  std::string words;
};
Intake come_in(const Bureau& bureau, Chance& chance, const std::string& mark);
std::optional<Command> next_command(const Bureau& bureau, const ServiceCase& service_case, Chance& chance, const std::string& mark);
std::optional<CustomerWord> next_word(const ServiceCase& service_case, Chance& chance, const std::string& mark);
/// A second command on the same version, as somebody else might send it in the same moment.
std::optional<Command> rival_command(const Bureau& bureau, const ServiceCase& service_case, Chance& chance, const std::string& mark);

}  // namespace shouwen::sim
