// Managers, their portfolios, the manager's day and the balance of load over HTTP.
#include "accounts/account_desk.h"
#include "accounts/appoint_account_manager.h"
#include "accounts/load_balance.h"
#include "accounts/take_charge.h"
#include "regulation/clauses.h"

namespace shouwen {

using namespace api;

struct AppointBody {
  OfficerId officer_id;
  ManagerKind kind{};
  Engagement engagement{};
  Instant from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(AppointBody, (), (officer_id, kind, engagement, from, to))
struct EndTermBody {
  std::optional<Instant> at;  ///< absent = now
};
BOOST_DESCRIBE_STRUCT(EndTermBody, (), (at))
struct TermNumber {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(TermNumber, (), (number))
struct ManagerTermView {
  std::int64_t number = 0;
  OfficerId officer_id;
  std::string officer_name, unit_name, post_name;
  ManagerKind kind{};
  std::string kind_name;
  Engagement engagement{};
  Instant from;
  std::optional<Instant> to;
  bool running = false;
  std::int64_t customers = 0;
};
BOOST_DESCRIBE_STRUCT(ManagerTermView, (), (number, officer_id, officer_name, unit_name, post_name, kind, kind_name, engagement, from, to, running, customers))
struct PortfolioRow {
  CustomerId customer_id;
  std::string customer_name, account_number;
  AccountTier tier{};
  std::optional<Instant> since;  ///< absent = nobody is in charge
  OfficerId answerable_id;
  std::string answerable_name;
  std::optional<Instant> last_contact_at, next_contact_at;
  bool contact_overdue = false;
  std::int64_t promises_open = 0, promises_broken = 0;
  OfficerId handed_to_id;     ///< offered, not signed yet
  std::string handed_to_name;
  bool may_hand_over = false, may_end_hand_over = false;
};
BOOST_DESCRIBE_STRUCT(PortfolioRow, (), (customer_id, customer_name, account_number, tier, since, answerable_id, answerable_name, last_contact_at, next_contact_at,
                                         contact_overdue, promises_open, promises_broken, handed_to_id, handed_to_name, may_hand_over, may_end_hand_over))
struct DayItemView {
  CustomerId customer_id;
  std::string customer_name, account_number;
  AccountTier tier{};
  std::vector<WorkReason> reasons;
  std::optional<Instant> due_at;
  std::string instead_of_name;
};
BOOST_DESCRIBE_STRUCT(DayItemView, (), (customer_id, customer_name, account_number, tier, reasons, due_at, instead_of_name))
struct DayPromiseView {
  CustomerId customer_id;
  std::string customer_name;
  AccountPromise promise;
};
BOOST_DESCRIBE_STRUCT(DayPromiseView, (), (customer_id, customer_name, promise))
struct DayHandOverView {
  CustomerId customer_id;
  std::string customer_name, from_name, to_name;
  AccountTier tier{};
  HandOver hand_over;
};
BOOST_DESCRIBE_STRUCT(DayHandOverView, (), (customer_id, customer_name, from_name, to_name, tier, hand_over))
struct ManagerDayView {
  Date day;
  std::vector<DayItemView> work;              ///< whom to call and why
  std::vector<DayPromiseView> promises_due;   ///< warned of, due by the day or broken
  std::vector<DayHandOverView> hand_overs;    ///< waiting for my signature
  std::vector<DayHandOverView> offered;       ///< mine, waiting for another's signature
  std::vector<DayItemView> stood_in_for;      ///< customers I answer for in somebody's place
  std::vector<DayPromiseView> broken_below;   ///< promises broken by managers of the units I head
};
BOOST_DESCRIBE_STRUCT(ManagerDayView, (), (day, work, promises_due, hand_overs, offered, stood_in_for, broken_below))
struct AccountTierView {
  AccountTier tier{};
  std::string name, manager_name, clause;
  ManagerKind manager{};
  std::optional<std::int64_t> capacity_kva_from, yearly_use_wh_from;
  std::optional<CriticalGrade> critical_from;
  bool by_influence = false;
  std::optional<Limit> contact_every;
};
BOOST_DESCRIBE_STRUCT(AccountTierView, (), (tier, name, manager_name, clause, manager, capacity_kva_from, yearly_use_wh_from, critical_from, by_influence, contact_every))
struct HandOverItemView {
  std::string code, name;
};
BOOST_DESCRIBE_STRUCT(HandOverItemView, (), (code, name))
struct AccountRulesView {
  std::string set_by;         ///< "" = no number is set
  std::vector<AccountTierView> tiers;
  std::optional<Limit> review_every;
  std::optional<std::int64_t> customers_max;
  std::vector<HandOverItemView> hand_over_items;
};
BOOST_DESCRIBE_STRUCT(AccountRulesView, (), (set_by, tiers, review_every, customers_max, hand_over_items))
struct ManagerLoadView {
  OfficerId officer_id;
  std::string officer_name, unit_name;
  std::vector<ManagerKind> kinds;
  std::int64_t customers = 0, large_accounts = 0, key_accounts = 0, stands_in = 0, contacts_overdue = 0, promises_open = 0, promises_broken = 0, hand_overs_to_sign = 0;
  bool is_full = false;
};
BOOST_DESCRIBE_STRUCT(ManagerLoadView, (), (officer_id, officer_name, unit_name, kinds, customers, large_accounts, key_accounts, stands_in, contacts_overdue, promises_open,
                                            promises_broken, hand_overs_to_sign, is_full))
struct LoadBalanceView {
  std::vector<ManagerLoadView> managers;
  std::int64_t customers = 0, without_manager = 0, fewest = 0, most = 0;
  std::optional<std::int64_t> customers_max;
  std::string set_by;         ///< who set the numbers
};
BOOST_DESCRIBE_STRUCT(LoadBalanceView, (), (managers, customers, without_manager, fewest, most, customers_max, set_by))

namespace {

std::string unit_name(const AccountDesk& desk, OfficerId officer_id) {
  const Officer* officer = desk.call.organisation->officer(officer_id);
  const Unit* unit = officer == nullptr ? nullptr : desk.call.organisation->unit(officer->unit_id);
  return unit == nullptr ? std::string() : unit->name;
}

const char* clause_of(ManagerKind kind) { return kind == ManagerKind::large_account_manager ? clause::art_11_5_1 : clause::art_11_5_2; }

std::string kind_name(const AccountDesk& desk, ManagerKind kind) {
  for (const AccountTierRule& rule : desk.rules.tiers)
    if (rule.manager == kind) return desk.call.said(rule.manager_name_zh, rule.manager_name_en);
  return {};
}

ManagerTermView term_view(const AccountDesk& desk, const ManagerTerm& term) {
  const Officer* officer = desk.call.organisation->officer(term.officer_id);
  return {term.number, term.officer_id, desk.officer_name(term.officer_id), unit_name(desk, term.officer_id), officer == nullptr ? "" : officer->post_name, term.kind,
          kind_name(desk, term.kind), term.engagement, term.from, term.to, term.runs(desk.call.now), customers_held(desk.session, term.officer_id)};
}

void add_terms(Api& api, const AccountWiring& wiring) {
  auto list = account_operation("GET", "/api/v1/account_managers", "list_account_managers", "Who is or was an account manager of which kind", clause::art_11_3);
  list.response_body = json::schema_of<Page<ManagerTermView>>();
  api.read(list, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "read_account", [&] {
      const AccountDesk desk(call, session, wiring);
      Page<ManagerTermView> page;
      for (const ManagerTerm& term : desk.terms) page.items.push_back(term_view(desk, term));
      return answer(page);
    });
  });

  auto appoint = account_operation("POST", "/api/v1/account_managers", "appoint_account_manager", "A term as account manager; the post decides which kind is allowed", clause::art_11_5_1);
  appoint.request_body = json::schema_of<AppointBody>();
  appoint.response_body = json::schema_of<TermNumber>();
  appoint.success_status = 201;
  api.write(appoint, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "appoint_account_manager", [&] {
      return with_body<AppointBody>(call, [&](const AppointBody& body) {
        const AccountDesk desk(call, session, wiring);
        const auto term = appoint_account_manager({body.officer_id, body.kind, body.engagement, body.from, body.to}, desk.situation());
        if (!term) return refused(call, term.refusal());
        add_manager_term(session, *term, clause_of(term->kind), desk.situation(), desk.rulebook_version());
        return answer(TermNumber{term->number}, 201);
      });
    });
  });

  auto end = account_operation("POST", "/api/v1/account_managers/{officer_id}/terms/{number}/endings", "end_account_manager",
                               "The term ends; the head of the unit answers for its customers until they are handed on", clause::art_11_3);
  end.request_body = json::schema_of<EndTermBody>();
  end.success_status = 204;
  api.write(end, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "appoint_account_manager", [&] {
      return with_body<EndTermBody>(call, [&](const EndTermBody& body) {
        const AccountDesk desk(call, session, wiring);
        for (const ManagerTerm& term : desk.terms) {
          if (term.officer_id.value != call.id("officer_id") || term.number != call.id("number")) continue;
          const auto ended = end_account_manager(term, body.at.value_or(call.now), desk.situation());
          if (!ended) return refused(call, ended.refusal());
          end_manager_term(session, *ended, desk.situation(), desk.rulebook_version());
          return no_content();
        }
        return refused(call, Refusal{"manager_term.unknown", clause::art_11_3, "", {}});
      });
    });
  });
}

std::optional<PortfolioRow> portfolio_row(const AccountDesk& desk, const ManagedCustomer& customer) {
  const auto known = desk.wiring.customer(desk.session, customer.id);
  if (!known || !desk.may_on("read_account", customer, home_of(*known, customer)).allowed) return std::nullopt;
  PortfolioRow row;
  row.customer_id = customer.id;
  row.customer_name = desk.shown_name(*known, customer);
  row.account_number = known->account_number;
  row.tier = customer.present_tier();
  if (!customer.tenures.empty()) row.since = customer.tenures.back().from;
  row.answerable_id = desk.answerable(customer).officer_id;
  row.answerable_name = desk.officer_name(row.answerable_id);
  row.last_contact_at = customer.last_contact_at;
  row.next_contact_at = next_contact_at(customer, desk.rules, desk.call.rulebook->calendars.bureau);
  row.contact_overdue = row.next_contact_at && *row.next_contact_at < desk.call.now;
  for (const AccountPromise& promise : customer.promises) ++(promise.broken ? row.promises_broken : row.promises_open);
  const UnitId home = home_of(*known, customer);
  row.may_hand_over = !customer.hand_over && desk.may_on("offer_hand_over", customer, home).allowed;
  row.may_end_hand_over = customer.hand_over && desk.may_on("end_hand_over", customer, home).allowed;
  if (customer.hand_over) row.handed_to_id = customer.hand_over->to_officer_id, row.handed_to_name = desk.officer_name(row.handed_to_id);
  return row;
}

DayItemView item_view(const AccountDesk& desk, const WorkItem& item, const ManagedCustomer& customer) {
  const auto known = desk.wiring.customer(desk.session, customer.id);
  return {customer.id, known ? known->name : "", known ? known->account_number : "", customer.present_tier(), item.reasons, item.due_at, desk.officer_name(item.instead_of_id)};
}

/// Of a customer with one under way.
DayHandOverView hand_over_view(const AccountDesk& desk, const ManagedCustomer& customer, const std::string& name) {
  const HandOver& open = *customer.hand_over;
  return {customer.id, name, desk.officer_name(open.from_officer_id), desk.officer_name(open.to_officer_id), customer.present_tier(), open};
}

/// Work is the caller's own duty, so names are in clear there.
ManagerDayView day_view(const AccountDesk& desk, Date day) {
  ManagerDayView view;
  view.day = day;
  const OfficerId me = desk.call.actor.officer_id;
  const std::vector<ManagedCustomer> customers = managed_customers(desk.session);
  const auto customer_of = [&customers](CustomerId id) {
    return *std::lower_bound(customers.begin(), customers.end(), id, [](const ManagedCustomer& row, CustomerId wanted) { return row.id < wanted; });
  };
  const std::vector<CustomerId> unread = desk.wiring.notices_unconfirmed ? desk.wiring.notices_unconfirmed(desk.session) : std::vector<CustomerId>{};
  for (const WorkItem& item : work_list(customers, me, day, desk.situation(), unread)) {
    const ManagedCustomer customer = customer_of(item.customer_id);
    view.work.push_back(item_view(desk, item, customer));
    const std::string& name = view.work.back().customer_name;
    if (customer.hand_over && customer.hand_over->to_officer_id == me)
      view.hand_overs.push_back(hand_over_view(desk, customer, name));
    if (desk.answerable(customer).officer_id != me) continue;
    for (const AccountPromise& promise : customer.promises)
      if (promise.broken || promise.warned || local_date(promise.due_at) <= day) view.promises_due.push_back({customer.id, name, promise});
  }
  for (const ManagedCustomer& customer : customers)
    if (customer.hand_over && customer.hand_over->from_officer_id == me) {
      const auto known = desk.wiring.customer(desk.session, customer.id);
      view.offered.push_back(hand_over_view(desk, customer, known ? known->name : ""));
    }
  for (const ManagedCustomer& customer : customers) {
    if (desk.call.organisation->head_of(unit_of(customer, *desk.call.organisation)) != me || desk.answerable(customer).officer_id == me) continue;
    const auto known = desk.wiring.customer(desk.session, customer.id);
    for (const AccountPromise& promise : customer.promises)
      if (promise.broken) view.broken_below.push_back({customer.id, known ? desk.shown_name(*known, customer) : "", promise});
  }
  for (const WorkItem& item : stood_in_for(customers, me, desk.situation())) view.stood_in_for.push_back(item_view(desk, item, customer_of(item.customer_id)));
  return view;
}

void add_portfolios(Api& api, const AccountWiring& wiring) {
  auto portfolio = account_operation("GET", "/api/v1/account_managers/{officer_id}/portfolio", "read_portfolio", "The customers of a manager", clause::art_11_3);
  portfolio.response_body = json::schema_of<Page<PortfolioRow>>();
  api.read(portfolio, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "read_account", [&] {
      const AccountDesk desk(call, session, wiring);
      const Officer* officer = call.organisation->officer(OfficerId{call.id("officer_id")});
      if (officer == nullptr) return refused(call, Refusal{"officer.unknown", "", "/officer_id", {}});
      Page<PortfolioRow> page;
      for (const ManagedCustomer& customer : managed_customers_of(session, officer->id))
        if (auto row = portfolio_row(desk, customer)) page.items.push_back(*std::move(row));
      return answer(page);
    });
  });

  auto unmanaged = account_operation("GET", "/api/v1/account_managers/unmanaged", "list_unmanaged_customers", "Customers of a tier nobody took charge of yet, and who answers for each", clause::art_11_3);
  unmanaged.response_body = json::schema_of<Page<PortfolioRow>>();
  api.read(unmanaged, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "read_load_balance", [&] {
      const AccountDesk desk(call, session, wiring);
      Page<PortfolioRow> page;
      for (const ManagedCustomer& customer : managed_customers(session)) {
        if (customer.manager_id || customer.present_tier() == AccountTier::ordinary) continue;
        if (auto row = portfolio_row(desk, customer)) page.items.push_back(*std::move(row));
      }
      return answer(page);
    });
  });

  auto day = account_operation("GET", "/api/v1/account_managers/me/day", "read_manager_day",
                               "Whom to call and why, promises due, hand-overs to sign, customers stood in for", clause::art_11_6_3);
  day.response_body = json::schema_of<ManagerDayView>();
  day.query = {{"on", "another day, such as 2026-03-10", R"({"type":"string","format":"date"})"}};
  api.read(day, [wiring](const Call& call, db::Session& session) {
    const auto on = call.request.query_value("on");
    const std::optional<Date> wanted = on ? parse_date(*on) : local_date(call.now);
    if (!wanted) return refused(call, Refusal{"query.bad_value", "", "", {{"name", "on"}}});
    const AccountDesk desk(call, session, wiring);
    return answer(day_view(desk, *wanted));
  });
}

AccountRulesView rules_view(const AccountDesk& desk) {
  AccountRulesView view{desk.rules.set_by, {}, desk.rules.review_every, desk.rules.customers_max, {}};
  for (const AccountTierRule& rule : desk.rules.tiers)
    view.tiers.push_back({rule.tier, desk.call.said(rule.name_zh, rule.name_en), desk.call.said(rule.manager_name_zh, rule.manager_name_en), rule.clause, rule.manager,
                          rule.capacity_kva_from, rule.yearly_use_wh_from, rule.critical_from, rule.by_influence, rule.contact_every});
  for (const HandOverItem& item : desk.rules.hand_over_items) view.hand_over_items.push_back({item.code, desk.call.said(item.name_zh, item.name_en)});
  return view;
}

void add_rules(Api& api, const AccountWiring& wiring) {
  auto operation = account_operation("GET", "/api/v1/account_tiers", "read_account_rules", "Tiers, thresholds and frequencies as the bureau set them, and the list of a hand-over", clause::art_11_5_1);
  operation.response_body = json::schema_of<AccountRulesView>();
  api.read(operation, [wiring](const Call& call, db::Session& session) { return answer(rules_view(AccountDesk(call, session, wiring))); });
}

void add_balance(Api& api, const AccountWiring& wiring) {
  auto operation = account_operation("GET", "/api/v1/account_managers/load_balance", "read_load_balance", "How key customers are spread over their managers", clause::art_11_3);
  operation.response_body = json::schema_of<LoadBalanceView>();
  api.read(operation, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "read_load_balance", [&] {
      const AccountDesk desk(call, session, wiring);
      const LoadBalance balance = load_balance(managed_customers(session), desk.situation());
      LoadBalanceView view{{}, balance.customers, balance.without_manager, balance.fewest, balance.most, desk.rules.customers_max, desk.rules.set_by};
      for (const ManagerLoad& load : balance.managers)
        view.managers.push_back({load.officer_id, desk.officer_name(load.officer_id), unit_name(desk, load.officer_id), load.kinds, load.customers(), load.large_accounts,
                                 load.key_accounts, load.stands_in, load.contacts_overdue, load.promises_open, load.promises_broken, load.hand_overs_to_sign, load.is_full});
      return answer(view);
    });
  });
}

}  // namespace

void add_account_manager_routes(Api& api, const AccountWiring& wiring) {
  add_terms(api, wiring);
  add_portfolios(api, wiring);
  add_balance(api, wiring);
  add_rules(api, wiring);
}

}  // namespace shouwen
