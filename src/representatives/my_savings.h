// Saving hints on the page of use.
#pragma once

#include "representatives/my_desk.h"
#include "usage/monthly_use.h"

namespace shouwen {

/// {{#savings}} with {{text}} and {{saved}}; {{has_savings}}; {{no_savings}} says why there are none.
void set_savings(kainjow::mustache::data& values, const api::Call& call, db::Session& session, const Me& me, const MonthlySeries& series);

}  // namespace shouwen
