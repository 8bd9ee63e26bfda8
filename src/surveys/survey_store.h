// Surveys in the database: state, journal (stream survey/ID), sample, links and answers. All SQL of this room. Art. 11(6)(2).
#pragma once

#include <functional>

#include "db/session.h"
#include "surveys/survey.h"

namespace shouwen {

struct SurveyWriter {
  OfficerId officer_id;            ///< 0 with by_public
  Instant now;
  std::int64_t rulebook_version = 0;
  bool by_public = false;
};

std::optional<Survey> load_survey(db::Session& session, SurveyId id);
/// Newest first.
std::vector<Survey> list_surveys(db::Session& session, SurveyId after, std::int64_t limit);
Survey add_survey(db::Session& session, const SurveyEvent& event, const SurveyWriter& writer);
/// The event into the journal and the survey after it.
Survey save_survey(db::Session& session, const Survey& before, const SurveyEvent& event, const SurveyWriter& writer);

void add_invitations(db::Session& session, SurveyId id, const std::vector<Invitation>& invitations);
std::optional<Invitation> load_invitation(db::Session& session, SurveyId id, std::int64_t number);
void save_invitation(db::Session& session, SurveyId id, const Invitation& invitation);
/// In order of numbers, behind one; nothing said of the state: all.
std::vector<Invitation> list_invitations(db::Session& session, SurveyId id, std::optional<InvitationState> state, std::int64_t after, std::int64_t limit);
/// Whom to call: waiting, those called least first, behind one of the same round.
std::optional<Invitation> next_to_call(db::Session& session, SurveyId id, std::int64_t after_calls, std::int64_t after_number);
struct InvitationCounts {
  std::int64_t waiting = 0, answered = 0, declined = 0, called_in_vain = 0;
};
InvitationCounts count_invitations(db::Session& session, SurveyId id);

/// A link is known by the hash of its secret. Number 0: the open link.
struct SurveyLink {
  SurveyId survey_id;
  std::int64_t number = 0;
};
void add_link(db::Session& session, const std::string& secret, const SurveyLink& link);
std::optional<SurveyLink> find_link(db::Session& session, std::string_view secret);

struct StoredAnswers {
  std::int64_t number = 0;         ///< of the invitation; 0 = anonymous
  std::int64_t stratum = 0;
  std::vector<Answer> answers;
  std::string once;                ///< of the form by the open link: sent again it is the same; "" = by chance
};
bool has_answers(db::Session& session, SurveyId id, const std::string& once);
void add_answers(db::Session& session, SurveyId id, const StoredAnswers& stored);
/// In no order that means anything.
void read_answers(db::Session& session, SurveyId id, const std::function<void(const StoredAnswers&)>& each);
/// Hex BLAKE2b over all answers as they are stored.
std::string answers_digest(db::Session& session, SurveyId id);

/// Surveys' ids and what differs between rows and events; empty if all is well.
std::vector<std::string> verify_survey(db::Session& session, SurveyId id);

}  // namespace shouwen
