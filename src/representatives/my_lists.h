// Contacts and cases of a representative's own customer: the only door to them from his pages. Heavy: only for .cpp files of this room.
#pragma once

#include "cases/cases.h"
#include "representatives/answer_visit.h"
#include "representatives/my_desk.h"

namespace shouwen {

struct MyContact {
  RecordedContact contact;
  ContactRecorded body;
  OfficerId officer_id;
};
/// Latest first.
std::vector<MyContact> contacts_of(db::Session& session, CustomerId customer);
std::size_t visits_waiting(const api::Call& call, db::Session& session, const Me& me);

/// Whether he may see the case: his customer's own, no tip-off, nothing anonymous, nothing the inside asks of the inside.
bool is_his_case(const api::Call& call, db::Session& session, const ServiceCase& service_case, const Me& me);
/// Newest first, the latest hundred of them.
std::vector<ServiceCase> his_cases(const api::Call& call, db::Session& session, const Me& me);
std::size_t cases_to_rate(api::Api& api, const api::Call& call, db::Session& session, const Me& me);

/// Policy notices in force nobody of his customer has confirmed.
std::size_t notices_to_read(db::Session& session, const Me& me);
/// Delivered services without a mark.
std::size_t services_to_rate(db::Session& session, const Me& me);

}  // namespace shouwen
