// A manager's day as far as notices go: who of his customers has not confirmed in time. Art. 11(6)(2).
#include "policy_notices/policy_notice_api.h"
#include "policy_notices/policy_notice_desk.h"

namespace shouwen {

struct DayNoticeView {
  PolicyNoticeId notice_id;
  std::string title;
  std::int64_t number = 0;
  CustomerId customer_id;
  std::string customer_name;
  std::optional<Instant> sent_at, opened_at;
};
BOOST_DESCRIBE_STRUCT(DayNoticeView, (), (notice_id, title, number, customer_id, customer_name, sent_at, opened_at))
struct NoticeDayView {
  std::vector<DayNoticeView> items;            ///< oldest notice first
  std::optional<std::int64_t> confirm_days;    ///< absent = the bureau set none
};
BOOST_DESCRIBE_STRUCT(NoticeDayView, (), (items, confirm_days))

namespace {
constexpr std::int64_t looked_at = 5000;
}

void add_policy_notice_day_api(api::Api& api) {
  auto day = policy_notice_operation("GET", "/policy_notices/day", "read_notice_day", "Of the customers I answer for: who has not confirmed a notice in time");
  day.response_body = json::schema_of<NoticeDayView>();
  api.read(day, [](const api::Call& call, db::Session& session) {
    const PolicyNoticeDesk desk(call, session);
    NoticeDayView view{{}, policy_notice_rules(*call.rulebook).confirm_days};
    for (const auto& [notice, recipient] : overdue_notices(session, looked_at))
      if (desk.answerable(recipient.customer_id) == call.actor.officer_id)
        view.items.push_back({notice.id, notice.content.title.value, recipient.number, recipient.customer_id, desk.customer_name(recipient.customer_id), notice.sent_at, recipient.opened_at});
    return api::answer(view);
  });
}

}  // namespace shouwen
