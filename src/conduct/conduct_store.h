// Violation cases in the database: state, journal (stream conduct/ID), numbers of exposures, lists. All SQL of this room. Art. 9(4).
#pragma once

#include <filesystem>

#include "conduct/conduct_situation.h"
#include "db/session.h"

namespace shouwen {

std::optional<ConductCase> load_conduct_case(db::Session& session, ConductCaseId id);
struct SavedConduct {
  ConductCase after;
  std::int64_t journal_number = 0;
};
/// An opening (event.opened) gets the next id; the event stands in the journal without it.
SavedConduct save_conduct(db::Session& session, const ConductCase& before, const ConductEvent& event, std::int64_t rulebook_version);
/// Everything that happened to it, in order.
std::vector<ConductEvent> conduct_events(db::Session& session, ConductCaseId id);

std::int64_t next_conduct_sequence(db::Session& session, std::int64_t year);
std::int64_t next_exposure_number(db::Session& session, ExposureLevel level);

/// What is absent is not asked.
struct ConductFilter {
  std::optional<ConductStage> stage;
  std::optional<UnitId> accused_unit_id;    ///< as it was when the case was opened
  std::string violation;
  std::optional<HandlingLevel> measure;
  std::optional<ExposureLevel> exposure_level;
  std::optional<OfficerId> accused_id;
  std::optional<Date> from, to;             ///< of the decision in the register, else of the opening
  bool open_only = false, decided_only = false, repeated_only = false;
};
/// Newest first, behind a case.
std::vector<ConductCase> list_conduct_cases(db::Session& session, const ConductFilter& filter, ConductCaseId after, std::int64_t limit);
/// Standing decisions on a person, `except` this case.
std::vector<EarlierDecision> earlier_decisions(db::Session& session, OfficerId accused, ConductCaseId except);
/// Of the same lead, against the same person.
std::optional<ConductCase> conduct_case_of_lead(db::Session& session, LeadKind kind, std::int64_t lead_id, OfficerId accused);
/// Every case of a lead, the newest first.
std::vector<ConductCase> conduct_cases_of_lead(db::Session& session, LeadKind kind, std::int64_t lead_id);
/// What he must know of: heard or decided on.
std::vector<ConductCase> conduct_cases_against(db::Session& session, OfficerId accused);
/// At that stage and with tasks of units, newest first, behind a case (0 = from the newest).
std::vector<ConductCase> conduct_cases_with_tasks(db::Session& session, ConductStage stage, ConductCaseId before, std::int64_t limit);

/// Of a series, newest first, behind a number (0 = from the newest).
std::vector<ConductCase> published_exposures(db::Session& session, bool is_public, std::int64_t before, std::int64_t limit);
std::optional<ConductCase> conduct_case_of_exposure(db::Session& session, bool is_public, std::int64_t number);

/// Whose clock has something to do by now.
std::vector<ConductCaseId> conduct_cases_to_strike(db::Session& session, Instant now, std::int64_t limit);

/// Files of cases that are missing or are not what was handed in.
std::vector<std::string> damaged_conduct_files(db::Session& session, const std::filesystem::path& folder);
/// What differs between a case's rows and its events.
std::vector<std::string> verify_conduct_case(db::Session& session, ConductCaseId id);

}  // namespace shouwen
