// What the desk reads of needs: rows, one need with its requests and story. Heavy: only for this room's .cpp files.
#pragma once

#include "api/answers.h"
#include "cases/service_case.h"
#include "needs/need_api.h"
#include "needs/need_describe.h"
#include "needs/need_store.h"
#include "needs/waiting.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(RequestWait, acceptance, work, ruling, customer, manager, nobody)

struct NeedRowView {
  NeedId id;
  std::int64_t version = 0;
  std::string title;
  CustomerId customer_id;
  std::string customer_name;            ///< a person's masked
  OfficerId account_manager_id;
  std::string account_manager_name;
  NeedKind kind{};
  std::string kind_name;
  NeedStage stage{};
  std::string stage_name;
  std::int64_t capacity_kva = 0, power_kw = 0, yearly_energy_wh = 0;
  std::optional<Date> expected_on;
  bool late = false;                    ///< expected before today, and not over
  std::int64_t requests = 0;
};
BOOST_DESCRIBE_STRUCT(NeedRowView, (), (id, version, title, customer_id, customer_name, account_manager_id, account_manager_name, kind, kind_name,
                                        stage, stage_name, capacity_kva, power_kw, yearly_energy_wh, expected_on, late, requests))

struct SupportRequestView {
  NeedId need_id;
  std::string need_title;
  CaseId case_id;
  std::string number, text;             ///< text only for who may read the case
  RequestWait wait{};
  UnitId unit_id;
  std::string unit_name, officer_name;
  Instant since;
  std::int64_t working_seconds = 0;
  std::int64_t returns = 0;
  std::int64_t power_kw = 0, capacity_kva = 0;
};
BOOST_DESCRIBE_STRUCT(SupportRequestView, (), (need_id, need_title, case_id, number, text, wait, unit_id, unit_name, officer_name, since,
                                               working_seconds, returns, power_kw, capacity_kva))

struct NeedStepView {
  std::int64_t number = 0;
  Instant at;
  std::string officer_name, name;
  std::vector<std::string> changed;     ///< names of the fields it set
};
BOOST_DESCRIBE_STRUCT(NeedStepView, (), (number, at, officer_name, name, changed))

struct NeedView {
  NeedRowView need;
  std::string proposal, notes;
  std::optional<Instant> proposed_at;
  std::string proposed_by_name, lost_reason, lost_reason_name, lost_words;
  std::int64_t realised_capacity_kva = 0, realised_power_kw = 0, realised_yearly_energy_wh = 0;
  std::optional<Date> realised_on;
  std::vector<std::string> actions;     ///< verbs that stage and grants allow this reader
  std::vector<SupportRequestView> support_requests;
  std::vector<NeedStepView> story;      ///< newest first
};
BOOST_DESCRIBE_STRUCT(NeedView, (), (need, proposal, notes, proposed_at, proposed_by_name, lost_reason, lost_reason_name, lost_words, realised_capacity_kva,
                                     realised_power_kw, realised_yearly_energy_wh, realised_on, actions, support_requests, story))

const std::string& words_of(const api::Call& call, NeedKind kind);
const std::string& words_of(const api::Call& call, NeedStage stage);
NeedRowView row_view(const api::Call& call, db::Session& session, const Need& need);
NeedView need_view(const api::Call& call, db::Session& session, const Need& need);
SupportRequestView support_request_view(const api::Call& call, const Need& need, const ServiceCase& request);
/// Refusal query.bad_value.
Result<NeedFilter> need_filter(const api::Call& call);

}  // namespace shouwen
