// Cases in the database: events into the journal, state and views beside them, one transaction. All SQL of writing cases.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case_event.h"
#include "db/journal.h"
#include "db/session.h"

namespace shouwen {

std::optional<ServiceCase> load_case(db::Session& session, CaseId id);
/// The number of its last event; 0 if there is no such case.
std::int64_t case_version(db::Session& session, CaseId id);
std::optional<CaseId> find_case_by_number(db::Session& session, std::string_view number);
/// By the receipt handed to the customer; only its hash is stored.
std::optional<CaseId> find_case_by_receipt(db::Session& session, std::string_view receipt);
std::vector<CaseEvent> load_events(db::Session& session, CaseId id);

/// Appends the events and writes the state and views they lead to. `after` must be the fold of the events. Returns the
/// journal number of the last one; 0 if there were none.
std::int64_t save_case(db::Session& session, const ServiceCase& after, const std::vector<CaseEvent>& events, std::optional<Instant> wake_at);

CaseId next_case_id(db::Session& session);
/// yyyymmdd + five digits + check digit; the counter starts again each local day.
std::string next_case_number(db::Session& session, Instant now);
/// Luhn check of a number a customer typed (half-width digits only).
bool is_case_number(std::string_view number);
/// A new receipt of 12 unambiguous letters and digits, in groups of four; stores its hash.
std::string issue_receipt(db::Session& session, CaseId id);
/// The same for a sealed case: a tip code (tip_code.h); stores its slow keyed hash.
std::string issue_tip_code(db::Session& session, CaseId id, std::string_view code_key);
std::optional<CaseId> find_case_by_code_hash(db::Session& session, std::string_view hash);

/// Cases whose clock has something to do at `now`, at most `limit`.
std::vector<CaseId> cases_to_strike(db::Session& session, Instant now, std::int64_t limit);


// Between events and the journal.
db::NewEntry to_entry(const CaseEvent& event);
CaseEvent from_entry(const db::Entry& entry);
std::string to_json_text(const ServiceCase& service_case);
ServiceCase parse_state(std::string_view text);

/// Rebuilds one case's state and views from its events and compares: the differences in words; empty = equal.
std::vector<std::string> verify_case(db::Session& session, CaseId id);

}  // namespace shouwen
