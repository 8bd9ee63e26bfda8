// Names, numbers and promises of one case.
#include "portal/case_parts.h"

#include "portal/page_texts.h"
#include "portal/public_status.h"
#include "portal/public_words.h"
#include "regulation/quiet_hours.h"

namespace shouwen {

namespace {

using http::Language;
using kainjow::mustache::data;

const char* promise_text(DutyKind kind) {
  switch (kind) {
    case DutyKind::contact: return "promise_contact";
    case DutyKind::progress: return "promise_progress";
    case DutyKind::reply: return "promise_reply";
    case DutyKind::arrival: return "promise_arrival";
    case DutyKind::follow_up: return "promise_follow_up";
    case DutyKind::acceptance:
    case DutyKind::ruling:
    case DutyKind::supervision_reply:
    case DutyKind::step: break;
  }
  return "promise_reply";
}

std::string latest_words(const PublicPromise& promise, const api::Call& call, Language language) {
  const std::string time = public_due(promise.due_at, call.now, language);
  const CloseRules& rules = call.rulebook->closing;
  const bool at_night = promise.kind == DutyKind::contact && in_quiet_hours(rules, promise.due_at);
  if (!at_night) return say("by_time", language, {{"time", time}});
  return say("by_time_no_call", language, {{"time", time}, {"from", clock_words(rules.quiet_from_second)}, {"to", clock_words(rules.quiet_to_second)}});
}

void add_call(data& calls, const std::string& name, const std::string& phone) {
  if (phone.empty()) return;
  data row;
  row.set("name", name);
  row.set("phone", phone);
  row.set("dialable", is_dialable(phone));
  calls << row;
}

}  // namespace

void set_answerable(data& values, const api::Call& call, const ServiceCase& c, Language language) {
  if (const Officer* officer = call.organisation->officer(c.first_contact_id))
    if (const std::string name = public_officer_name(*officer, *call.rulebook, language); !name.empty()) values.set("first_contact", name);
  data calls{data::type::list};
  const Unit* first = call.organisation->unit(c.first_contact_unit_id);
  const Unit* handling = call.organisation->unit(c.handling_unit_id);
  if (first != nullptr) values.set("first_unit", first->name);
  if (handling != nullptr) {
    if (c.stage == Stage::open && c.outcome != Outcome::withdrawn) values.set("unit", handling->name);
    add_call(calls, handling->name, handling->phone);
  }
  if (first != nullptr && first != handling) add_call(calls, first->name, first->phone);
  const Hotline hotline = hotline_of(call, language), appeal = directory_phone(*call.rulebook, DirectoryRole::appeal, language);
  add_call(calls, hotline.name, hotline.phone);
  add_call(calls, say("call_appeal", language, {{"name", appeal.name}}), appeal.phone);
  values.set("calls", calls);
}

void set_promises(data& values, const api::Call& call, const ServiceCase& c, Language language) {
  data rows{data::type::list};
  const auto promises = promises_of(c, call.now);
  for (const PublicPromise& promise : promises) {
    data row;
    row.set("what", say(promise_text(promise.kind), language));
    row.set("by", promise.stands_still ? say("stands_still", language) : latest_words(promise, call, language));
    row.set("overdue", promise.overdue);
    rows << row;
  }
  values.set("promises", rows);
  values.set("has_promises", !promises.empty());
}

}  // namespace shouwen
