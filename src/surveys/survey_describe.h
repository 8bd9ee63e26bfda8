// Field lists of the surveys room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "regulation/describe.h"
#include "surveys/survey.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(SurveyStage, draft, open, closed)
BOOST_DESCRIBE_ENUM(QuestionKind, one_choice, several_choices, scale, recommendation, text)
BOOST_DESCRIBE_ENUM(SurveyAudience, chosen, anybody)
BOOST_DESCRIBE_ENUM(Stratification, none, tier, area)
BOOST_DESCRIBE_ENUM(SampleAllocation, proportional, equal)
BOOST_DESCRIBE_ENUM(InvitationState, waiting, answered, declined)
BOOST_DESCRIBE_ENUM(CallOutcome, not_reached, declined)
BOOST_DESCRIBE_STRUCT(SurveyOption, (), (zh, en))
BOOST_DESCRIBE_STRUCT(SurveyQuestion, (), (kind, zh, en, required, options))
BOOST_DESCRIBE_STRUCT(Questionnaire, (), (title_zh, title_en, introduction_zh, introduction_en, call_script, audience, anonymous, questions))
BOOST_DESCRIBE_STRUCT(SampleDesign, (), (tier, area, station_unit_id, usage_category, stratification, allocation, size))
BOOST_DESCRIBE_STRUCT(Stratum, (), (key, population, sample))
BOOST_DESCRIBE_STRUCT(SampleFrame, (), (seed, population, sample, strata, digest))
BOOST_DESCRIBE_STRUCT(Survey, (), (id, version, stage, questionnaire, design, drafted_by_id, frame, open_token, opened_at, closed_at, answered, answered_by_phone,
                                   declined, links_issued, answers_digest))
BOOST_DESCRIBE_STRUCT(Invitation, (), (number, customer_id, stratum, tier, area, station_unit_id, state, calls))
BOOST_DESCRIBE_STRUCT(Answer, (), (question, options, value, text))
BOOST_DESCRIBE_STRUCT(SurveyEvent, (), (kind, questionnaire, design, frame, open_token, drafted_by_id, opened_at, closed_at, number, by_phone, outcome, links,
                                        answers_digest))

}  // namespace shouwen
