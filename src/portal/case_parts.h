// Parts of pages about a case: who is answerable, what comes next, whom to call.
#pragma once

#include "api/api.h"
#include "cases/service_case.h"
#include "portal/page_writer.h"

namespace shouwen {

/// first_contact, first_unit; unit (who works on it, while anybody does) and the numbers to call.
void set_answerable(kainjow::mustache::data& values, const api::Call& call, const ServiceCase& service_case, http::Language language);
/// What the customer may expect next, by when; nobody is promised a call at night.
void set_promises(kainjow::mustache::data& values, const api::Call& call, const ServiceCase& service_case, http::Language language);

}  // namespace shouwen
