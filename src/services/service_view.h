// What the desk reads of services. Heavy: only for this room's .cpp files.
#pragma once

#include "needs/need_view.h"
#include "services/service_desk.h"

namespace shouwen {

struct ServiceRowView {
  ServiceId id;
  std::int64_t version = 0;
  CustomerId customer_id;
  std::string customer_name;             ///< a person's masked, unless he is the reader's own
  std::string account_manager_name;
  std::string item, item_name;
  ServiceKind kind{};
  std::string kind_name;
  ServiceState state{};
  std::string state_name;
  UnitId unit_id;
  std::string unit_name;
  ServiceAgreementId agreement_id;       ///< 0 = offered on its own
  Date offered_on;
  std::optional<Date> agreed_on, due_on, delivered_on;
  bool overdue = false;                  ///< agreed, not delivered, and the day is past
  std::optional<bool> on_time;           ///< of what was delivered
  std::int64_t score = 0;                ///< 1 bad … 5 good; 0 = not evaluated
};
BOOST_DESCRIBE_STRUCT(ServiceRowView, (), (id, version, customer_id, customer_name, account_manager_name, item, item_name, kind, kind_name, state, state_name, unit_id,
                                           unit_name, agreement_id, offered_on, agreed_on, due_on, delivered_on, overdue, on_time, score))

struct ServiceSupportView {
  CaseId case_id;
  std::string number;
  RequestWait wait{};
  std::string unit_name, officer_name;
};
BOOST_DESCRIBE_STRUCT(ServiceSupportView, (), (case_id, number, wait, unit_name, officer_name))
struct ServiceStepView {
  std::int64_t number = 0;
  Instant at;
  std::string officer_name, name;
};
BOOST_DESCRIBE_STRUCT(ServiceStepView, (), (number, at, officer_name, name))

struct ServiceView {
  ServiceRowView service;
  std::string covers, words, agreed_by;
  std::string delivered_by, received_by, done;
  std::optional<Instant> recorded_at;
  std::vector<ServiceFile> files;
  std::string evaluation, evaluated_by, taken_down_by_name;
  std::string closed_because;
  std::vector<std::string> actions;      ///< verbs that state and grants allow this reader
  std::vector<ServiceSupportView> support_requests;
  std::vector<ServiceStepView> story;    ///< newest first
};
BOOST_DESCRIBE_STRUCT(ServiceView, (), (service, covers, words, agreed_by, delivered_by, received_by, done, recorded_at, files, evaluation, evaluated_by, taken_down_by_name,
                                        closed_because, actions, support_requests, story))

std::string words_of(const api::Call& call, ServiceKind kind);
std::string words_of(const api::Call& call, ServiceState state);
ServiceRowView row_view(const ServiceDesk& desk, const CustomerService& service);
ServiceView service_view(const ServiceDesk& desk, const CustomerService& service);
/// Refusal query.bad_value.
Result<ServiceFilter> service_filter(const api::Call& call);

}  // namespace shouwen
