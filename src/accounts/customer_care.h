// What permissions look at in a customer, for other rooms' pages about him.
#pragma once

#include "accounts/account_store.h"
#include "org/permissions.h"

namespace shouwen {

/// The recorded manager is responsible, whoever answers now is the first contact, the manager's unit handles; `home` where
/// nobody took charge.
CaseFacts care_facts(db::Session& session, const Organisation& organisation, Instant now, CustomerId customer, UnitId home);

}  // namespace shouwen
