// The supervision board: what somebody with responsibility should look at now, and which units send work back and forth.
#include <algorithm>

#include "api/answers.h"
#include "cases/case_filter_api.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "dashboard/dashboard.h"
#include "dashboard/figure_store.h"
#include "dashboard/pause_report.h"
#include "dashboard/views.h"
#include "regulation/clauses.h"

namespace shouwen {

/// breached: past due; soon: about to; returned: sent back too often; urged: reminders unanswered; paused: pauses that look wrong;
/// ordered: orders of supervision that wait for their answer.
enum class BoardLane { breached, soon, returned, urged, paused, ordered };
BOOST_DESCRIBE_ENUM(BoardLane, breached, soon, returned, urged, paused, ordered)

struct BoardRowView {
  CaseRowView service_case;
  std::vector<DoubtView> doubts;               ///< of the lane of pauses
  std::optional<Instant> order_due_at;         ///< when the order that waits is to be answered
  bool may_supervise = false;
  std::optional<std::string> why_not;          ///< the refusal's sentence
};
BOOST_DESCRIBE_STRUCT(BoardRowView, (), (service_case, doubts, order_due_at, may_supervise, why_not))
struct BoardLaneView {
  BoardLane lane{};
  std::int64_t count = 0;
  std::string list;                            ///< the query of the case list; of the lane of pauses: all paused cases
  std::vector<BoardRowView> rows;              ///< the first ones
};
BOOST_DESCRIBE_STRUCT(BoardLaneView, (), (lane, count, list, rows))
struct HandBackView {
  UnitId by_unit_id;
  std::string by_unit_name;
  UnitId to_unit_id;
  std::string to_unit_name;
  std::int64_t count = 0, cases = 0;
  std::string list;
};
BOOST_DESCRIBE_STRUCT(HandBackView, (), (by_unit_id, by_unit_name, to_unit_id, to_unit_name, count, cases, list))
struct SupervisionBoardView {
  Instant at;
  std::vector<BoardLaneView> lanes;
  Date hand_backs_from;                        ///< of cases registered since
  std::vector<HandBackView> hand_backs;
};
BOOST_DESCRIBE_STRUCT(SupervisionBoardView, (), (at, lanes, hand_backs_from, hand_backs))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t lane_length = 12, suspended_batch = 500;

class Board {
 public:
  Board(House& house, const Call& call, db::Session& session, const WatchRules& rules)
      : house_(house), call_(call), session_(session), rules_(rules), reader_(reader_of(*call.rulebook, *call.organisation, call.actor)),
        names_{*call.organisation, *call.rulebook, call.language} {}

  BoardLaneView lane(BoardLane lane, const CaseFilter& filter, std::string list) {
    BoardLaneView view{lane, count_listed(session_, filter, reader_, *call_.organisation, call_.now), std::move(list), {}};
    for (const CaseRow& row : page(filter, std::nullopt, lane_length))
      if (const auto service_case = load_case(session_, row.id)) view.rows.push_back(row_of(row, *service_case));
    return view;
  }

  CaseFilter watched(Watch watch) const {
    CaseFilter filter;
    filter.watch = watch;
    filter.watch_rules = rules_;
    return filter;
  }

  /// Doubts need the calendar and the state, so every paused case is looked at; they are few.
  BoardLaneView doubtful_pauses() {
    const CaseFilter filter = watched(Watch::suspended);
    BoardLaneView view{BoardLane::paused, 0, "list=all&watch=suspended", {}};
    std::optional<CasePageCursor> after;
    for (;;) {
      const auto rows = page(filter, after, suspended_batch);
      for (const CaseRow& row : rows) add_if_doubtful(view, row);
      if (static_cast<std::int64_t>(rows.size()) < suspended_batch) return view;
      after = cursor_of(filter, rows.back());
    }
  }

  std::vector<HandBackView> hand_backs_since(Date from) {
    const FigurePeriod period{from, local_date(call_.now), call_.now};
    std::vector<HandBackView> views;
    for (const HandBack& row : hand_backs(session_, reader_, period))
      views.push_back({row.by_unit_id, names_.unit(row.by_unit_id), row.to_unit_id, names_.unit(row.to_unit_id), row.returns.count, row.returns.cases,
                       "list=all&from=" + to_iso(from) + "&returned_by_unit_id=" + std::to_string(row.by_unit_id.value) +
                           "&returned_to_unit_id=" + std::to_string(row.to_unit_id.value)});
    return views;
  }

 private:
  std::vector<CaseRow> page(const CaseFilter& filter, std::optional<CasePageCursor> after, std::int64_t limit) {
    return list_cases(session_, filter, reader_, *call_.organisation, after, limit, call_.now);
  }

  void add_if_doubtful(BoardLaneView& view, const CaseRow& row) {
    const auto service_case = load_case(session_, row.id);
    if (!service_case || !service_case->suspension) return;
    const PauseHistory history = pause_history(session_, row.id);
    PauseFacts pause{service_case->suspension->at, {}, history.pauses, history.urged, waits_unasked(*service_case->suspension, call_.rulebook->pause_reasons)};
    for (const Duty& duty : service_case->duties)
      if (duty.paused_at) pause.stopped.push_back({duty.armed_at, duty.due_at});
    const std::vector<PauseDoubt> doubts = doubts_of(pause, *call_.rulebook->supervision, call_.rulebook->calendars.bureau, call_.now);
    if (doubts.empty()) return;
    ++view.count;
    if (static_cast<std::int64_t>(view.rows.size()) >= lane_length) return;
    view.rows.push_back(row_of(row, *service_case));
    view.rows.back().doubts = views_of(doubts, call_.language);
  }

  BoardRowView row_of(const CaseRow& row, const ServiceCase& service_case) {
    BoardRowView view{row_view(row, names_, call_.now), {}, {}, false, {}};
    if (const Duty* order = service_case.open_duty(DutyKind::supervision_reply)) view.order_due_at = order->due_at;
    const auto pinned = house_.rulebook_version(service_case.rulebook_version);
    const auto actions = possible_actions(service_case, {call_.actor, call_.now, *pinned, *call_.organisation, call_.rulebook->calendars}, *call_.rulebook);
    const auto action = std::find_if(actions.begin(), actions.end(), [](const PossibleAction& possible) { return possible.verb == "supervise"; });
    SHOUWEN_CHECK(action != actions.end());
    view.may_supervise = action->allowed;
    if (!action->allowed) view.why_not = http::refusal_text(action->refusal, call_.language);
    return view;
  }

  House& house_;
  const Call& call_;
  db::Session& session_;
  WatchRules rules_;
  Reader reader_;
  Names names_;
};

http::Response board_answer(House& house, const Call& call, db::Session& session) {
  const auto rules = watch_rules_of(*call.rulebook, call.now);
  if (!rules) return refused(call, rules.refusal());
  Board board(house, call, session, *rules);
  CaseFilter overdue;
  overdue.due = DueOn::overdue;
  SupervisionBoardView view;
  view.at = call.now;
  view.lanes.push_back(board.lane(BoardLane::breached, overdue, "list=all&overdue=true"));
  view.lanes.push_back(board.lane(BoardLane::soon, board.watched(Watch::soon), "list=all&watch=soon"));
  view.lanes.push_back(board.lane(BoardLane::returned, board.watched(Watch::returned), "list=all&watch=returned"));
  view.lanes.push_back(board.lane(BoardLane::urged, board.watched(Watch::urged), "list=all&watch=urged"));
  view.lanes.push_back(board.doubtful_pauses());
  view.lanes.push_back(board.lane(BoardLane::ordered, board.watched(Watch::ordered), "list=all&watch=ordered"));
  view.hand_backs_from = local_date(call.now).plus_days(1 - static_cast<std::int32_t>(call.rulebook->supervision->hand_back_days));
  view.hand_backs = board.hand_backs_since(view.hand_backs_from);
  return api::answer(view);
}

}  // namespace

void add_board_api(Api& api) {
  http::Operation operation;
  operation.method = "GET";
  operation.pattern = "/api/v1/supervision_board";
  operation.operation_id = "read_supervision_board";
  operation.tag = "dashboard";
  operation.summary = "Breached, about to, returned too often, unanswered reminders, doubtful pauses, orders that wait for an answer, returns between units";
  operation.clause = clause::art_7;
  operation.response_body = json::schema_of<SupervisionBoardView>();
  api.slow(std::move(operation), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_supervision_board", [&] { return board_answer(api.house(), call, session); });
  });
}

void add_dashboard_api(Api& api) {
  add_report_api(api);
  add_board_api(api);
  add_pause_api(api);
}

}  // namespace shouwen
