// What lies on the desks when the demonstration begins: newly asked, handed over, accepted, before the office.
#include "cases/work.h"
#include "customers/customer_store.h"
#include "demo/story.h"

namespace shouwen {

namespace {

struct WaitingCase {
  std::int64_t minutes_ago;
  const char *first, *category;
  FirstStep step;
  const char *unit, *accepted_by;   ///< "" = to nobody; by nobody yet
};

/// The crew's arrival is due within the hour, the office has two questions, the counter keeps one itself.
constexpr WaitingCase waiting[] = {
    {190, "YYT02", "complaint.billing", FirstStep::keep, "", ""},
    {170, "RX02", "complaint.metering", FirstStep::transfer, "KHFW-JL", "JL02"},
    {150, "RX03", "inquiry.account_change", FirstStep::ask_office, "", ""},
    {120, "YYT02", "service_request.meter_test", FirstStep::transfer, "KHFW-JL", ""},
    {95, "RX02", "service_request.reading_abnormal", FirstStep::transfer, "KHFW-CF", ""},
    {70, "RX04", "inquiry.service_channel", FirstStep::keep, "", ""},
    {45, "YYT03", "service_request.new_supply", FirstStep::transfer, "KHFW-BZ", ""},
    {30, "YYT02", "inquiry.new_supply", FirstStep::ask_office, "", ""},
    {20, "RX02", "fault_report.low_voltage", FirstStep::transfer, "GDS-CD-QX", "CDQ01"},
    {8, "RX03", "fault_report.low_voltage", FirstStep::transfer, "GDS-CD-QX", ""},
};

}  // namespace

std::vector<std::int64_t> Story::waiting_minutes() {
  std::vector<std::int64_t> minutes;
  for (const WaitingCase& one : waiting) minutes.push_back(one.minutes_ago);
  return minutes;
}

void Story::leave_waiting(db::Session& session, std::size_t place, Instant now) {
  const WaitingCase& one = waiting[place];
  const Officer* first = organisation_->officer_by_code(one.first);
  const Unit* unit = organisation_->unit_by_code(one.unit);
  // Who asks lives where the crew of the town drives to.
  std::optional<Customer> customer;
  for (int tries = 0; tries < 50 && (!customer || customer->area != Area::urban); ++tries) customer = load_customer(session, CustomerId{dice_.between(1, customers_)});
  SHOUWEN_CHECK(first != nullptr && customer.has_value());
  RegisterInput input = asked(*customer, one.category, first->code.starts_with("RX") ? Channel::phone : Channel::hall);
  input.first_step = one.step;
  if (one.step == FirstStep::transfer) {
    SHOUWEN_CHECK(unit != nullptr);
    input.transfer = TransferInput{unit->id, {}, text_input<Line<1, 60>>("other_department"), text_input<Text<0, 1000>>(material_.text(dice_, "*", "transfer", ""))};
  }
  if (one.step == FirstStep::ask_office) input.question = OfficeQuestionInput{text_input<Text<1, 1000>>(material_.text(dice_, "*", "question", ""))};
  ++steps_;
  const auto registered = perform_registration(desk(session, {Actor::Kind::officer, first->id, {}}, now), input);
  if (!registered) return note_refusal(registered.refusal());
  if (const Officer* receiver = organisation_->officer_by_code(one.accepted_by))
    act(session, registered->after, receiver->id, now.plus_seconds(60), "accept", [](const ServiceCase& c, const Situation& x) { return accept(c, x); });
}

}  // namespace shouwen
