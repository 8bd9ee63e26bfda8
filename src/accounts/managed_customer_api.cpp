// Tiers, charge and hand-over of a customer over HTTP.
#include "accounts/account_desk.h"
#include "accounts/confirm_tier.h"
#include "accounts/hand_over.h"
#include "accounts/take_charge.h"
#include "regulation/clauses.h"

namespace shouwen {

using namespace api;

struct StatedFactsInput {
  std::optional<std::int64_t> contracted_capacity_kva, yearly_use_wh;
  std::optional<CriticalGrade> critical_grade;
  std::optional<Line<0, 200>> influence_reason;  ///< given = the customer has influence
  std::optional<bool> affiliated;
  Line<1, 200> source;
};
BOOST_DESCRIBE_STRUCT(StatedFactsInput, (), (contracted_capacity_kva, yearly_use_wh, critical_grade, influence_reason, affiliated, source))
struct TierInput {
  AccountTier tier{};
  std::optional<Line<0, 200>> because;
};
BOOST_DESCRIBE_STRUCT(TierInput, (), (tier, because))
struct ChargeInput {
  OfficerId officer_id;
  std::optional<Line<0, 200>> because;
};
BOOST_DESCRIBE_STRUCT(ChargeInput, (), (officer_id, because))
struct HandOverItemInput {
  Line<1, 40> code;
  std::optional<Line<0, 200>> note;
};
BOOST_DESCRIBE_STRUCT(HandOverItemInput, (), (code, note))
struct HandOverInput {
  OfficerId to_officer_id;
  Line<1, 200> reason;
  std::vector<HandOverItemInput> items;
};
BOOST_DESCRIBE_STRUCT(HandOverInput, (), (to_officer_id, reason, items))
struct SignatureInput {
  std::vector<std::string> confirmed;
};
BOOST_DESCRIBE_STRUCT(SignatureInput, (), (confirmed))
struct HandOverEndInput {
  Line<1, 200> reason;
};
BOOST_DESCRIBE_STRUCT(HandOverEndInput, (), (reason))

namespace {

std::string text_of(const std::optional<Line<0, 200>>& line) { return line ? line->value : std::string(); }

/// A verb on one customer: permission, body, rule, store.
template <class Input, class Rule>
void add_verb(Api& api, const AccountWiring& wiring, http::Operation operation, const char* verb, Rule rule) {
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<AccountChanged>();
  operation.success_status = 201;
  api.write(std::move(operation), [wiring, verb, rule](const Call& call, db::Session& session) {
    return with_managed_customer(call, session, wiring, verb, [&](const AccountDesk& desk, const AccountCustomer& known, ManagedCustomer customer) {
      return with_body<Input>(call, [&](const Input& input) {
        AccountDecision decision = rule(desk, known, customer, input);
        return account_answer(desk, std::move(customer), std::move(decision));
      });
    });
  });
}

void add_tier_verbs(Api& api, const AccountWiring& wiring) {
  add_verb<StatedFactsInput>(
      api, wiring,
      account_operation("POST", "/api/v1/managed_customers/{customer_id}/tier_facts", "state_tier_facts", "What a tier is proposed from and the file does not know", clause::art_11_5_1),
      "state_tier_facts", [](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer&, const StatedFactsInput& input) {
        const TierFacts facts{input.contracted_capacity_kva,   input.yearly_use_wh,          input.critical_grade.value_or(CriticalGrade::none),
                              input.influence_reason.has_value(), text_of(input.influence_reason), input.affiliated.value_or(false)};
        return state_tier_facts({facts, input.source.value, desk.call.rulebook->customer_file.largest_capacity_kva}, desk.situation());
      });
  add_verb<TierInput>(api, wiring,
                      account_operation("POST", "/api/v1/managed_customers/{customer_id}/tiers", "confirm_tier", "Decide or review the tier; another one than proposed needs a reason",
                                        clause::art_11_5_1),
                      "confirm_tier", [](const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer, const TierInput& input) {
                        const Officer* actor = desk.call.organisation->officer(desk.call.actor.officer_id);
                        const UnitId home = known.station_unit_id || actor == nullptr ? known.station_unit_id : actor->unit_id;
                        return confirm_tier(customer, propose_tier(desk.facts(known, customer), desk.rules), home, {input.tier, text_of(input.because)}, desk.situation());
                      });
}

void add_portfolio_verbs(Api& api, const AccountWiring& wiring) {
  add_verb<ChargeInput>(api, wiring,
                        account_operation("POST", "/api/v1/managed_customers/{customer_id}/charges", "take_charge", "A manager for a customer that has none", clause::art_11_3),
                        "take_charge", [](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer& customer, const ChargeInput& input) {
                          return take_charge(customer, customers_held(desk.session, input.officer_id), {input.officer_id, text_of(input.because)}, desk.situation());
                        });
  add_verb<HandOverInput>(api, wiring,
                          account_operation("POST", "/api/v1/managed_customers/{customer_id}/hand_overs", "offer_hand_over",
                                            "To another manager, with the signed list; the earlier one answers until it is signed", clause::art_11_3),
                          "offer_hand_over", [](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer& customer, const HandOverInput& input) {
                            OfferHandOverInput offer{input.to_officer_id, input.reason.value, {}};
                            for (const HandOverItemInput& item : input.items) offer.items.push_back({item.code.value, text_of(item.note)});
                            return offer_hand_over(customer, customers_held(desk.session, input.to_officer_id), offer, desk.situation());
                          });
  add_verb<SignatureInput>(api, wiring,
                           account_operation("POST", "/api/v1/managed_customers/{customer_id}/hand_overs/current/signatures", "sign_hand_over",
                                             "The receiver signs the list and is answerable from now on", clause::art_11_3),
                           "sign_hand_over", [](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer& customer, const SignatureInput& input) {
                             return sign_hand_over(customer, {input.confirmed}, desk.situation());
                           });
  add_verb<HandOverEndInput>(api, wiring,
                             account_operation("POST", "/api/v1/managed_customers/{customer_id}/hand_overs/current/endings", "end_hand_over",
                                               "Taken back by the one side or declined by the other", clause::art_11_3),
                             "end_hand_over", [](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer& customer, const HandOverEndInput& input) {
                               return end_hand_over(customer, {input.reason.value}, desk.situation());
                             });
}

}  // namespace

void add_managed_customer_verbs(Api& api, const AccountWiring& wiring) {
  add_tier_verbs(api, wiring);
  add_portfolio_verbs(api, wiring);
}

}  // namespace shouwen
