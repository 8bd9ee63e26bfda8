// Several customers in one signed hand-over over HTTP: all of them or none; and which managers may receive which tier.
#include <set>

#include "accounts/account_desk.h"
#include "accounts/hand_over.h"
#include "accounts/load_balance.h"
#include "accounts/take_charge.h"
#include "http/problem.h"
#include "regulation/clauses.h"

namespace shouwen {

using namespace api;

struct SheetItemInput {
  Line<1, 40> code;
  std::optional<Line<0, 200>> note;
};
BOOST_DESCRIBE_STRUCT(SheetItemInput, (), (code, note))
struct SheetCustomerInput {
  CustomerId customer_id;
  std::vector<SheetItemInput> items;
};
BOOST_DESCRIBE_STRUCT(SheetCustomerInput, (), (customer_id, items))
struct SheetInput {
  OfficerId to_officer_id;
  Line<1, 200> reason;
  std::vector<SheetCustomerInput> customers;
};
BOOST_DESCRIBE_STRUCT(SheetInput, (), (to_officer_id, reason, customers))
struct SheetSignatureRow {
  CustomerId customer_id;
  std::vector<std::string> confirmed;
};
BOOST_DESCRIBE_STRUCT(SheetSignatureRow, (), (customer_id, confirmed))
struct SheetSignatureInput {
  std::vector<SheetSignatureRow> customers;
};
BOOST_DESCRIBE_STRUCT(SheetSignatureInput, (), (customers))
struct SheetEndingRow {
  CustomerId customer_id;
};
BOOST_DESCRIBE_STRUCT(SheetEndingRow, (), (customer_id))
struct SheetEndingInput {
  Line<1, 200> reason;
  std::vector<SheetEndingRow> customers;
};
BOOST_DESCRIBE_STRUCT(SheetEndingInput, (), (reason, customers))
struct SheetDone {
  std::int64_t customers = 0;
};
BOOST_DESCRIBE_STRUCT(SheetDone, (), (customers))

struct UnsuitableView {
  AccountTier tier{};
  std::string code, clause, text;  ///< why he cannot have a customer of the tier
};
BOOST_DESCRIBE_STRUCT(UnsuitableView, (), (tier, code, clause, text))
struct ReceiverView {
  OfficerId officer_id;
  std::string officer_name, unit_name, post_name;
  std::int64_t customers = 0;
  bool is_full = false;            ///< one more needs a reason
  std::vector<UnsuitableView> unsuitable;
};
BOOST_DESCRIBE_STRUCT(ReceiverView, (), (officer_id, officer_name, unit_name, post_name, customers, is_full, unsuitable))

namespace {

constexpr std::size_t most_customers = 200;

/// The refusal of one customer of the sheet, at his place in it.
Refusal at_place(Refusal refusal, std::size_t place) {
  if (refusal.field != "/to_officer_id" && refusal.field != "/reason") refusal.field = "/customers/" + std::to_string(place) + refusal.field;
  return refusal;
}

struct Decided {
  ManagedCustomer customer;
  std::vector<AccountEvent> events;
};

/// Decides for every row before anything is stored, so that a sheet is signed whole or not at all.
template <class Row, class Rule>
http::Response on_sheet(const Call& call, db::Session& session, const AccountWiring& wiring, const char* verb, const std::vector<Row>& rows, Rule rule) {
  if (rows.empty()) return refused(call, Refusal{"hand_over.no_customers", clause::art_11_3, "/customers", {}});
  if (rows.size() > most_customers) return refused(call, Refusal{"hand_over.too_many_customers", clause::art_11_3, "/customers", {{"limit", std::to_string(most_customers)}}});
  const AccountDesk desk(call, session, wiring);
  std::set<CustomerId> seen;
  std::vector<Decided> decided;
  for (std::size_t place = 0; place < rows.size(); ++place) {
    const CustomerId id = rows[place].customer_id;
    const auto no = [&](Refusal refusal) { return refused(call, at_place(std::move(refusal), place)); };
    if (!seen.insert(id).second) return no({"hand_over.customer_twice", clause::art_11_3, "/customer_id", {}});
    const auto known = wiring.customer(session, id);
    if (!known) return no({"customer.unknown", "", "/customer_id", {}});
    ManagedCustomer customer = load_managed_customer(session, id);
    if (const Permission permission = desk.may_on(verb, customer, home_of(*known, customer)); !permission.allowed) return no(permission.refusal);
    AccountDecision decision = rule(desk, customer, rows[place], static_cast<std::int64_t>(place));
    if (!decision) return no(decision.refusal());
    decided.push_back({std::move(customer), *std::move(decision)});
  }
  for (Decided& one : decided) save_decided(desk, std::move(one.customer), std::move(one.events));
  return answer(SheetDone{static_cast<std::int64_t>(decided.size())}, 201);
}

http::Operation sheet_operation(const char* rest, const char* id, const char* summary) {
  auto operation = account_operation("POST", rest, id, summary, clause::art_11_3);
  operation.response_body = json::schema_of<SheetDone>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

void add_sheet_verbs(Api& api, const AccountWiring& wiring) {
  auto offer = sheet_operation("/api/v1/hand_overs", "offer_hand_over_sheet", "Several customers to another manager, each with its signed list; all or none");
  offer.request_body = json::schema_of<SheetInput>();
  api.write(std::move(offer), [wiring](const Call& call, db::Session& session) {
    return with_body<SheetInput>(call, [&](const SheetInput& input) {
      const std::int64_t held = customers_held(session, input.to_officer_id);
      return on_sheet(call, session, wiring, "offer_hand_over", input.customers,
                      [&](const AccountDesk& desk, const ManagedCustomer& customer, const SheetCustomerInput& row, std::int64_t before) {
                        OfferHandOverInput offered{input.to_officer_id, input.reason.value, {}};
                        for (const SheetItemInput& item : row.items) offered.items.push_back({item.code.value, item.note ? item.note->value : std::string()});
                        return offer_hand_over(customer, held + before, offered, desk.situation());
                      });
    });
  });
  auto sign = sheet_operation("/api/v1/hand_overs/signatures", "sign_hand_over_sheet", "The receiver signs several lists at once; all or none");
  sign.request_body = json::schema_of<SheetSignatureInput>();
  api.write(std::move(sign), [wiring](const Call& call, db::Session& session) {
    return with_body<SheetSignatureInput>(call, [&](const SheetSignatureInput& input) {
      return on_sheet(call, session, wiring, "sign_hand_over", input.customers,
                      [](const AccountDesk& desk, const ManagedCustomer& customer, const SheetSignatureRow& row, std::int64_t) {
                        return sign_hand_over(customer, {row.confirmed}, desk.situation());
                      });
    });
  });
  auto end = sheet_operation("/api/v1/hand_overs/endings", "end_hand_over_sheet", "Several taken back or declined at once; all or none");
  end.request_body = json::schema_of<SheetEndingInput>();
  api.write(std::move(end), [wiring](const Call& call, db::Session& session) {
    return with_body<SheetEndingInput>(call, [&](const SheetEndingInput& input) {
      return on_sheet(call, session, wiring, "end_hand_over", input.customers,
                      [&](const AccountDesk& desk, const ManagedCustomer& customer, const SheetEndingRow&, std::int64_t) {
                        return end_hand_over(customer, {input.reason.value}, desk.situation());
                      });
    });
  });
}

ReceiverView receiver_view(const AccountDesk& desk, const ManagerLoad& load) {
  const Organisation& organisation = *desk.call.organisation;
  const Officer* officer = organisation.officer(load.officer_id);
  const Unit* unit = officer == nullptr ? nullptr : organisation.unit(officer->unit_id);
  ReceiverView view{load.officer_id, desk.officer_name(load.officer_id), unit == nullptr ? "" : unit->name, officer == nullptr ? "" : officer->post_name, load.customers(), load.is_full, {}};
  for (const AccountTier tier : {AccountTier::large_account, AccountTier::key_account}) {
    ManagedCustomer customer;
    customer.tier = ConfirmedTier{};
    customer.tier->tier = tier;
    const Verdict able = can_serve(customer, load.officer_id, 0, {}, desk.situation());
    if (!able) view.unsuitable.push_back({tier, able.refusal().code, able.refusal().clause, http::refusal_text(able.refusal(), desk.call.language)});
  }
  return view;
}

void add_receivers(Api& api, const AccountWiring& wiring) {
  auto operation = account_operation("GET", "/api/v1/account_managers/receivers", "list_hand_over_receivers", "Managers a customer may be handed to, and which tier each may not have and why", clause::art_11_3);
  operation.response_body = json::schema_of<Page<ReceiverView>>();
  api.read(std::move(operation), [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "read_account", [&] {
      const AccountDesk desk(call, session, wiring);
      Page<ReceiverView> page;
      for (const ManagerLoad& load : load_balance(managed_customers(session), desk.situation()).managers)
        if (!load.kinds.empty()) page.items.push_back(receiver_view(desk, load));
      return answer(page);
    });
  });
}

}  // namespace

void add_hand_over_sheets(Api& api, const AccountWiring& wiring) {
  add_sheet_verbs(api, wiring);
  add_receivers(api, wiring);
}

}  // namespace shouwen
