// Field lists of the improvements room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "improvements/improvement_steps.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ImprovementState, proposed, adopted, declined)
BOOST_DESCRIBE_ENUM(ImprovementVerdict, adopted, declined)
BOOST_DESCRIBE_STRUCT(Improvement, (), (id, version, state, text, clause, proposed_by_id, proposed_on, decision, decided_by_id, decided_on))
BOOST_DESCRIBE_STRUCT(ImprovementEvent, (), (kind, state, text, clause, proposed_by_id, proposed_on, decision, decided_by_id, decided_on))
BOOST_DESCRIBE_STRUCT(ProposeImprovementInput, (), (text, clause))
BOOST_DESCRIBE_STRUCT(DecideImprovementInput, (), (version, verdict, decision))

}  // namespace shouwen
