// A service from the offer to the mark; the year's agreement; what is refused on the way.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "services/agreement_steps.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);
const Date today = Date::of(2026, 11, 27);

ServiceRules catalogue() {
  ServiceRules rules;
  rules.set_by = "示范";
  const char* names[] = {"电力", "安全", "营业", "信息", "节能降耗", "其他"};
  for (int kind = 0; kind < 6; ++kind) rules.kinds.push_back({static_cast<ServiceKind>(kind), names[kind], "", "art.11(6)(4)"});
  rules.items.push_back({"report", ServiceKind::information, "用电分析报告", "Report", "", "", "DKH", 4, {}});
  rules.items.push_back({"audit", ServiceKind::energy_saving, "节能诊断", "Audit", "", "", "", {}, {AccountTier::key_account, AccountTier::large_account}});
  return rules;
}
Rulebook book() {
  Rulebook rulebook;
  rulebook.services = catalogue();
  return rulebook;
}
const Rulebook rulebook = book();
const Organisation organisation({{UnitId{1}, {}, "DKH", "大客户中心", {}, {}, {}, {}, false}, {UnitId{2}, {}, "SCJS", "生产技术部", {}, {}, {}, {}, false}},
                                {{OfficerId{1}, "DK01", "潘", UnitId{1}, "", {}, {"account_manager"}, {}, "", true, {}}});
const ServiceSituation situation{OfficerId{1}, noon, rulebook, organisation, OfficerId{3}, AccountTier::key_account};
const ServiceSituation of_ordinary{OfficerId{1}, noon, rulebook, organisation};
constexpr ServiceState states[] = {ServiceState::offered, ServiceState::agreed, ServiceState::delivered, ServiceState::evaluated, ServiceState::declined, ServiceState::withdrawn};
const std::string hash(64, 'a');

CustomerService service_in(ServiceState state) {
  CustomerService service;
  service.id = ServiceId{5};
  service.version = 3;
  service.state = state;
  service.unit_id = UnitId{1};
  service.offered_on = today.plus_days(-30);
  service.agreed_on = today.plus_days(-20);
  service.due_on = today.plus_days(-1);
  return service;
}
DeliverServiceInput delivery() { return {0, today, {"潘"}, {"到现场"}}; }

template <class Decision>
std::string said(const Decision& decision) { return decision ? decision->kind : decision.refusal().code + ' ' + decision.refusal().field; }

TEST(ServiceArrows, Art_11_6_4_each_verb_only_where_its_arrow_begins) {
  struct Row {
    const char* verb;
    std::string allowed;  ///< by state: where it leads, '-' refused
    ServiceDecision (*run)(const CustomerService&);
  };
  const Row table[] = {
      {"agree_service", "1-----", [](const CustomerService& s) { return agree_service(s, {0, {"钱工"}, today}, situation); }},
      {"deliver_service", "-2----", [](const CustomerService& s) { return deliver_service(s, delivery(), situation); }},
      {"evaluate_delivery", "--3---", [](const CustomerService& s) { return evaluate_delivery(s, {0, 5, {"好"}, {"钱工"}}, situation); }},
      {"request_service_support", "01----", [](const CustomerService& s) { return request_service_support(s, 0, CaseId{9}); }},
      {"decline_service", "4-----", [](const CustomerService& s) { return decline_service(s, {0, {"不需要"}}, situation); }},
      {"withdraw_service", "55----", [](const CustomerService& s) { return withdraw_service(s, {0, {"无法安排"}}, situation); }},
  };
  for (const Row& row : table)
    for (const ServiceState state : states) {
      const CustomerService service = service_in(state);
      const auto decision = row.run(service);
      const char wanted = row.allowed[static_cast<std::size_t>(state)];
      EXPECT_EQ(decision ? static_cast<char>('0' + static_cast<int>(apply(service, *decision).state)) : '-', wanted) << row.verb << ' ' << static_cast<int>(state);
      if (wanted == '-') {
        EXPECT_EQ(said(decision), "service.wrong_state ");
      }
      const auto verbs = verbs_from(state);
      EXPECT_EQ(std::count(verbs.begin(), verbs.end(), row.verb) > 0, wanted != '-') << row.verb;
    }
}

TEST(OfferService, Art_11_6_4_only_what_the_catalogue_has_for_this_customer) {
  const auto offered = offer_service({CustomerId{7}, {"report"}}, situation);
  ASSERT_EQ(said(offered), "service_offered");
  const CustomerService service = apply({}, *offered);
  EXPECT_EQ(service.account_manager_id, OfficerId{3}) << "the customer's, not whoever typed it";
  EXPECT_EQ(service.unit_id, UnitId{1}) << "the catalogue's";
  EXPECT_EQ(service.kind, ServiceKind::information);
  EXPECT_EQ(service.name_zh, "用电分析报告");
  EXPECT_EQ(apply({}, *offer_service({CustomerId{7}, {"report"}, UnitId{2}}, of_ordinary)).account_manager_id, OfficerId{1}) << "nobody took charge";
  EXPECT_EQ(said(offer_service({CustomerId{7}, {"tea"}}, situation)), "service.unknown_item /item");
  EXPECT_EQ(said(offer_service({CustomerId{7}, {"audit"}}, of_ordinary)), "service.not_for_tier /item");
  EXPECT_EQ(said(offer_service({CustomerId{7}, {"report"}, UnitId{77}}, situation)), "service.unknown_unit /unit_id");
  Rulebook none;
  EXPECT_EQ(said(offer_service({CustomerId{7}, {"report"}}, {OfficerId{1}, noon, none, organisation})), "service.unknown_item /item");
}

TEST(AgreeService, Art_11_6_4_by_a_day_that_is_to_come) {
  const CustomerService offered = service_in(ServiceState::offered);
  EXPECT_EQ(said(agree_service(offered, {0, {"钱工"}, today.plus_days(-1)}, situation)), "service.due_in_the_past /due_on");
  EXPECT_EQ(said(agree_service(offered, {2, {"钱工"}, today}, situation)), "service.changed_meanwhile /version");
  EXPECT_EQ(apply(offered, *agree_service(offered, {3, {"钱工"}, today, UnitId{2}}, situation)).unit_id, UnitId{2});
}

TEST(DeliverService, Art_11_6_4_by_whom_when_and_what) {
  struct Row {
    const char* said;
    void (*wrong)(DeliverServiceInput&);
  };
  const Row table[] = {
      {"service_delivered", [](DeliverServiceInput&) {}},
      {"service_delivered", [](DeliverServiceInput& i) { i.files = std::vector<ServiceFile>{{{"现场.jpg"}, {hash}}}; }},
      {"service.delivered_later /delivered_on", [](DeliverServiceInput& i) { i.delivered_on = today.plus_days(1); }},
      {"service.delivered_before_agreed /delivered_on", [](DeliverServiceInput& i) { i.delivered_on = today.plus_days(-21); }},
      {"service.unknown_unit /unit_id", [](DeliverServiceInput& i) { i.unit_id = UnitId{77}; }},
      {"service.file_hash_malformed /files/1/hash", [](DeliverServiceInput& i) { i.files = std::vector<ServiceFile>{{{"a"}, {hash}}, {{"b"}, {std::string(63, 'a') + 'G'}}}; }},
  };
  for (const Row& row : table) {
    DeliverServiceInput input = delivery();
    row.wrong(input);
    EXPECT_EQ(said(deliver_service(service_in(ServiceState::agreed), input, situation)), row.said);
  }
  CustomerService nobodys = service_in(ServiceState::agreed);
  nobodys.unit_id = {};
  EXPECT_EQ(said(deliver_service(nobodys, delivery(), situation)), "service.unit_missing /unit_id");
  EXPECT_EQ(apply(nobodys, *deliver_service(nobodys, {0, today, {"潘"}, {"到现场"}, UnitId{2}}, situation)).recorded_at, noon);
}

TEST(EvaluateDelivery, Art_11_6_4_one_to_five_taken_down_or_given) {
  const CustomerService delivered = service_in(ServiceState::delivered);
  for (const std::int64_t score : {std::int64_t{0}, std::int64_t{6}, std::int64_t{-1}, INT64_MAX})
    EXPECT_EQ(said(evaluate_delivery(delivered, {0, score, {"好"}, {"钱工"}}, situation)), "service.score_out_of_range /score");
  EXPECT_EQ(apply(delivered, *evaluate_delivery(delivered, {0, 4, {"好"}, {"钱工"}}, situation)).taken_down_by_id, OfficerId{1});
  const ServiceSituation himself{{}, noon, rulebook, organisation};
  const CustomerService evaluated = apply(delivered, *evaluate_delivery(delivered, {0, 4, {"好"}, {"钱工"}}, himself));
  EXPECT_FALSE(evaluated.taken_down_by_id);
  EXPECT_EQ(evaluated.score, 4);
}

RC_GTEST_PROP(Service, Art_11_6_4_the_end_is_the_end_and_every_step_a_version, ()) {
  CustomerService service = apply({}, *offer_service({CustomerId{7}, {"report"}}, situation));
  for (int i = 0; i < 10; ++i) {
    const int verb = *rc::gen::inRange(0, 6);
    const ServiceDecision decision = verb == 0   ? agree_service(service, {0, {"钱工"}, today}, situation)
                                     : verb == 1 ? deliver_service(service, delivery(), situation)
                                     : verb == 2 ? evaluate_delivery(service, {0, *rc::gen::inRange<std::int64_t>(1, 6), {"好"}, {"钱工"}}, situation)
                                     : verb == 3 ? request_service_support(service, 0, CaseId{i + 1})
                                     : verb == 4 ? decline_service(service, {0, {"不"}}, situation)
                                                 : withdraw_service(service, {0, {"不"}}, situation);
    const bool is_end = verbs_from(service.state).empty();
    RC_ASSERT(!is_end || decision.refused());
    if (!decision) continue;
    const CustomerService after = apply(service, *decision);
    RC_ASSERT(after.version == service.version + 1);
    RC_ASSERT(after.is_delivered() == after.delivered_on.has_value());
    RC_ASSERT((after.score > 0) == (after.state == ServiceState::evaluated));
    service = after;
  }
}

// ---- The yearly agreement ----

DraftAgreementInput year() {
  DraftAgreementInput input;
  input.customer_id = CustomerId{7};
  input.lines = {{{"report"}, 4}, {{"audit"}, 1}};
  input.valid_from = Date::of(2027, 1, 1);
  input.valid_to = Date::of(2027, 12, 31);
  input.our_contact = AgreementContact{{"潘"}, {"客户经理"}, {"08001000020"}};
  input.customer_contact = AgreementContact{{"钱工"}, {}, {"07001234567"}};
  return input;
}
ServiceAgreement drafted(const DraftAgreementInput& input = year(), std::int64_t id = 1) {
  ServiceAgreement agreement = apply({}, *draft_agreement(input, situation));
  agreement.id = ServiceAgreementId{id};
  return agreement;
}
ServiceAgreement concluded(const DraftAgreementInput& input = year(), std::int64_t id = 1) {
  const ServiceAgreement draft = drafted(input, id);
  return apply(draft, *sign_agreement(draft, {0, today, {"潘"}, {"吴"}}, {}, situation));
}

TEST(DraftAgreement, Art_11_6_4_what_a_year_may_hold) {
  struct Row {
    const char* said;
    void (*wrong)(DraftAgreementInput&);
  };
  const Row table[] = {
      {"agreement_drafted", [](DraftAgreementInput&) {}},
      {"agreement.no_lines /lines", [](DraftAgreementInput& i) { i.lines.clear(); }},
      {"service.unknown_item /lines/1/item", [](DraftAgreementInput& i) { i.lines[1].item.value = "tea"; }},
      {"agreement.item_twice /lines/1/item", [](DraftAgreementInput& i) { i.lines[1].item.value = "report"; }},
      {"agreement.times_out_of_range /lines/0/times_a_year", [](DraftAgreementInput& i) { i.lines[0].times_a_year = 0; }},
      {"agreement.times_out_of_range /lines/0/times_a_year", [](DraftAgreementInput& i) { i.lines[0].times_a_year = 366; }},
      {"service.unknown_unit /lines/0/unit_id", [](DraftAgreementInput& i) { i.lines[0].unit_id = UnitId{77}; }},
      {"agreement.ends_before_it_begins /valid_to", [](DraftAgreementInput& i) { i.valid_to = Date::of(2026, 12, 31); }},
      {"agreement.longer_than_a_year /valid_to", [](DraftAgreementInput& i) { i.valid_to = Date::of(2028, 1, 1); }},
      {"agreement_drafted", [](DraftAgreementInput& i) { i.valid_from = Date::of(2028, 2, 29), i.valid_to = Date::of(2029, 2, 28); }},
      {"agreement.longer_than_a_year /valid_to", [](DraftAgreementInput& i) { i.valid_from = Date::of(2028, 2, 29), i.valid_to = Date::of(2029, 3, 1); }},
  };
  for (const Row& row : table) {
    DraftAgreementInput input = year();
    row.wrong(input);
    EXPECT_EQ(said(draft_agreement(input, situation)), row.said);
  }
  EXPECT_EQ(said(draft_agreement(year(), of_ordinary)), "agreement.not_a_key_customer /customer_id");
}

TEST(AgreementArrows, Art_11_6_4_draft_signed_then_ended_or_renewed) {
  constexpr AgreementState all[] = {AgreementState::draft, AgreementState::signed_by_both, AgreementState::ended, AgreementState::renewed};
  struct Row {
    const char* verb;
    std::string allowed;
    AgreementDecision (*run)(const ServiceAgreement&);
  };
  const Row table[] = {
      {"change_agreement", "0---", [](const ServiceAgreement& a) { return change_agreement(a, {0, {{{"report"}, 2}}, a.valid_from, a.valid_to, a.our_contact, a.customer_contact, {}}, situation); }},
      {"sign_agreement", "1---", [](const ServiceAgreement& a) { return sign_agreement(a, {0, today, {"潘"}, {"吴"}}, {}, situation); }},
      {"follow_agreement", "-3--", [](const ServiceAgreement& a) { return follow_agreement(a, a); }},
      {"end_agreement", "22--", [](const ServiceAgreement& a) { return end_agreement(a, {0, {"停产"}}, situation); }},
  };
  for (const Row& row : table)
    for (const AgreementState state : all) {
      ServiceAgreement agreement = drafted();
      agreement.state = state;
      const auto decision = row.run(agreement);
      const char wanted = row.allowed[static_cast<std::size_t>(state)];
      EXPECT_EQ(decision ? static_cast<char>('0' + static_cast<int>(apply(agreement, *decision).state)) : '-', wanted) << row.verb << ' ' << static_cast<int>(state);
    }
}

TEST(SignAgreement, Art_11_6_4_both_sides_with_contacts_and_no_two_at_once) {
  const ServiceAgreement draft = drafted();
  EXPECT_EQ(said(sign_agreement(draft, {0, today.plus_days(1), {"潘"}, {"吴"}}, {}, situation)), "agreement.signed_later /signed_on");
  EXPECT_EQ(said(sign_agreement(draft, {9, today, {"潘"}, {"吴"}}, {}, situation)), "agreement.changed_meanwhile /version");
  ServiceAgreement nobody = draft;
  nobody.customer_contact.phone.value.clear();
  EXPECT_EQ(said(sign_agreement(nobody, {0, today, {"潘"}, {"吴"}}, {}, situation)), "agreement.contact_missing /customer_contact");
  nobody = draft;
  nobody.our_contact.name.value.clear();
  EXPECT_EQ(said(sign_agreement(nobody, {0, today, {"潘"}, {"吴"}}, {}, situation)), "agreement.contact_missing /our_contact");
  ServiceAgreement past = draft;
  past.valid_from = today.plus_days(-400), past.valid_to = today.plus_days(-40);
  EXPECT_EQ(said(sign_agreement(past, {0, today, {"潘"}, {"吴"}}, {}, situation)), "agreement.already_over /signed_on");
  EXPECT_EQ(said(sign_agreement(draft, {0, today, {"潘"}, {"吴"}}, {concluded(year(), 2)}, situation)), "agreement.overlaps /valid_from");
  EXPECT_EQ(said(sign_agreement(draft, {0, today, {"潘"}, {"吴"}}, {drafted(year(), 2)}, situation)), "agreement_signed") << "a draft binds nobody";
}

TEST(RenewAgreement, Art_11_6_4_the_year_after_with_the_same_lines) {
  const ServiceAgreement first = concluded();
  const auto decision = renew_agreement(first, 0, {first}, situation);
  ASSERT_EQ(said(decision), "agreement_drafted");
  ServiceAgreement next = apply({}, *decision);
  EXPECT_EQ(next.valid_from, Date::of(2028, 1, 1));
  EXPECT_EQ(next.valid_to, Date::of(2028, 12, 31));
  EXPECT_EQ(next.lines, first.lines);
  EXPECT_EQ(next.renews_id, first.id);
  next.id = ServiceAgreementId{2};
  EXPECT_EQ(said(renew_agreement(first, 0, {next}, situation)), "agreement.renewal_drafted ");
  EXPECT_EQ(said(renew_agreement(first, 0, {}, of_ordinary)), "agreement.not_a_key_customer ");
  EXPECT_EQ(said(renew_agreement(drafted(), 0, {}, situation)), "agreement.wrong_state ");
  EXPECT_EQ(said(sign_agreement(next, {0, today, {"潘"}, {"吴"}}, {first}, situation)), "agreement_signed") << "it follows, it does not overlap";
  ServiceAgreement late = first;
  late.valid_from = today.plus_days(-400), late.valid_to = today.plus_days(-36);
  EXPECT_EQ(apply({}, *renew_agreement(late, 0, {}, situation)).valid_from, today) << "nothing is agreed backwards";
}

TEST(ScheduledServices, Art_11_6_4_as_often_as_agreed_the_last_on_the_last_day) {
  const auto services = scheduled_services(concluded());
  ASSERT_EQ(services.size(), 5U);
  std::vector<std::string> days;
  for (const ServiceEvent& event : services) days.push_back(*event.item + ' ' + to_iso(*event.due_on));
  EXPECT_EQ(days, (std::vector<std::string>{"report 2027-04-01", "report 2027-07-01", "report 2027-09-30", "report 2027-12-31", "audit 2027-12-31"}));
  DraftAgreementInput half = year();
  half.valid_to = Date::of(2027, 6, 30);
  EXPECT_EQ(scheduled_services(concluded(half)).size(), 3U) << "half a year owes half of what a year owes, rounded up";
}

RC_GTEST_PROP(ScheduledServices, Art_11_6_4_days_lie_within_rise_and_end_on_the_last, ()) {
  const auto count = *rc::gen::inRange<std::int64_t>(1, 366);
  const Date from = today.plus_days(*rc::gen::inRange(-400, 400));
  const Date to = from.plus_days(*rc::gen::inRange(0, 366));
  const auto days = spread_days(count, from, to);
  RC_ASSERT(static_cast<std::int64_t>(days.size()) == count);
  RC_ASSERT(std::is_sorted(days.begin(), days.end()));
  RC_ASSERT(from <= days.front() && days.back() == to);
}

TEST(AgreementProgress, Art_11_6_4_agreed_four_delivered_three_overdue_one) {
  std::vector<CustomerService> services;
  for (const ServiceState state : {ServiceState::delivered, ServiceState::evaluated, ServiceState::evaluated, ServiceState::agreed, ServiceState::withdrawn}) {
    services.push_back(service_in(state));
    services.back().item = "report";
  }
  const AgreementProgress progress = progress_of(services, "report", today);
  EXPECT_EQ(progress.agreed, 4);
  EXPECT_EQ(progress.delivered, 3);
  EXPECT_EQ(progress.overdue, 1);
  EXPECT_EQ(progress.withdrawn, 1);
  EXPECT_EQ(progress_of(services, "audit", today).agreed, 0);
  EXPECT_EQ(progress_of(services, "", today.plus_days(-1)).overdue, 0) << "the day itself is not past";
}

}  // namespace
}  // namespace shouwen
