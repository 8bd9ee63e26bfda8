// Permissions and rows, the same for every call.
#include "analysis_reports/report_desk.h"

#include "accounts/customer_care.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"

namespace shouwen {

Permission may_on_report(const api::Call& call, const char* verb, const ReportRow& report, OfficerId account_manager_id) {
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = report.author_id;
  facts.first_contact_id = account_manager_id;
  facts.handling_unit_id = report.unit_id;
  return may(*call.rulebook, *call.organisation, call.actor, verb, facts);
}

Permission may_review(const api::Call& call, UnitId unit_id) {
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.handling_unit_id = unit_id;
  return may(*call.rulebook, *call.organisation, call.actor, "review_analysis_report", facts);
}

Permission may_on_customer(const api::Call& call, db::Session& session, const char* verb, CustomerId customer) {
  const auto file = load_file(session, customer);
  const CaseFacts facts = care_facts(session, *call.organisation, call.now, customer, file ? file->station_unit_id : UnitId{});
  return may(*call.rulebook, *call.organisation, call.actor, verb, facts);
}

OfficerId manager_of(db::Session& session, CustomerId customer) { return load_managed_customer(session, customer).manager_id; }

UnitId reviewing_unit(const Organisation& organisation, OfficerId author) {
  const Officer* officer = organisation.officer(author);
  const Unit* unit = officer == nullptr ? nullptr : organisation.unit(officer->unit_id);
  if (unit == nullptr) return {};
  return unit->head_id == author && unit->parent_id ? unit->parent_id : unit->id;
}

ReportSituation situation_of(const api::Call& call) { return {call.actor.officer_id, reviewing_unit(*call.organisation, call.actor.officer_id), call.now}; }

http::Operation report_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/analysis_reports") + rest, id, "analysis_reports", summary, clause::art_11_6_3};
}

void add_analysis_reports_api(api::Api& api) {
  add_report_reads_api(api);
  add_report_writes_api(api);
  add_report_exports_api(api);
  add_key_accounts_api(api);
}

}  // namespace shouwen
