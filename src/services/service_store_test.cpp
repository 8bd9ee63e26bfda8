// Services and agreements stored with their events: read back the same, found by their filters, a changed row is found.
#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "services/service_store.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);
const Date today = Date::of(2026, 11, 27);
const ServiceWriter writer{OfficerId{1}, noon, 1};

class ServiceStore : public testing::Test {
 protected:
  ServiceStore() { session.execute_script("BEGIN"); }

  ServiceEvent offered(const char* item, ServiceKind kind, UnitId unit) {
    ServiceEvent event{"service_offered", ServiceState::offered};
    event.customer_id = CustomerId{7};
    event.item = item;
    event.service_kind = kind;
    event.unit_id = unit;
    event.offered_on = today;
    return event;
  }
  ServiceAgreement signed_agreement() {
    AgreementEvent drafted{"agreement_drafted", AgreementState::draft};
    drafted.customer_id = CustomerId{7};
    drafted.lines = std::vector<AgreementLine>{{"report", "报告", "Report", ServiceKind::information, 4, UnitId{1}}};
    drafted.valid_from = today.plus_days(-100);
    drafted.valid_to = today.plus_days(264);
    const ServiceAgreement draft = add_agreement(session, drafted, writer);
    AgreementEvent signing{"agreement_signed", AgreementState::signed_by_both};
    signing.signed_on = today.plus_days(-100);
    return conclude_agreement(session, draft, signing, writer);
  }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(ServiceStore, Art_11_6_4_what_is_stored_is_what_happened) {
  CustomerService service = add_service(session, offered("audit", ServiceKind::energy_saving, UnitId{2}), writer);
  ServiceEvent asked{"service_support_requested"};
  asked.case_id = CaseId{33};
  service = save_service(session, service, asked, writer);
  EXPECT_EQ(load_service(session, service.id), service);
  EXPECT_EQ(service.case_ids, std::vector{CaseId{33}});
  EXPECT_EQ(service_story(session, service.id).front().kind, "service_support_requested");
  EXPECT_FALSE(load_service(session, ServiceId{99}));
  EXPECT_EQ(verify_services(session).differences, std::vector<std::string>{});
}

TEST_F(ServiceStore, Art_11_6_4_signing_writes_the_years_deliveries) {
  const ServiceAgreement agreement = signed_agreement();
  const auto services = services_of(session, agreement.id);
  ASSERT_EQ(services.size(), 4U);
  EXPECT_EQ(services.back().due_on, agreement.valid_to);
  EXPECT_EQ(services_due(session, today).size(), 1U) << "the first quarter is past";
  EXPECT_TRUE(agreements_ending(session, today).empty());
  EXPECT_EQ(agreements_ending(session, agreement.valid_to).size(), 1U);
  AgreementEvent successor{"agreement_drafted", AgreementState::draft};
  successor.customer_id = CustomerId{7};
  successor.valid_from = agreement.valid_to.plus_days(1);
  successor.valid_to = agreement.valid_to.plus_days(365);
  successor.renews_id = agreement.id;
  conclude_agreement(session, add_agreement(session, successor, writer), {"agreement_signed", AgreementState::signed_by_both}, writer);
  EXPECT_EQ(load_agreement(session, agreement.id)->state, AgreementState::renewed);
  EXPECT_EQ(agreements_of(session, CustomerId{7}).size(), 2U);
  const ServicesVerified verified = verify_services(session);
  EXPECT_EQ(verified.agreements, 2);
  EXPECT_EQ(verified.differences, std::vector<std::string>{});
}

TEST_F(ServiceStore, Art_11_6_4_figures_count_what_the_filter_lets_through) {
  const ServiceAgreement agreement = signed_agreement();
  add_service(session, offered("audit", ServiceKind::energy_saving, UnitId{2}), writer);
  CustomerService first = services_of(session, agreement.id).front();
  ServiceEvent delivered{"service_delivered", ServiceState::delivered};
  delivered.delivered_on = *first.due_on;
  first = save_service(session, first, delivered, writer);
  ServiceEvent evaluated{"service_evaluated", ServiceState::evaluated};
  evaluated.score = 4;
  save_service(session, first, evaluated, writer);
  const auto by_kind = service_figures(session, {}, ServiceGroup::kind, today);
  ASSERT_EQ(by_kind.size(), 2U);
  const ServiceFigures& reports = by_kind[0];
  EXPECT_EQ(reports.group, static_cast<std::int64_t>(ServiceKind::information));
  EXPECT_EQ(std::vector({reports.offered, reports.agreed, reports.delivered, reports.on_time, reports.overdue, reports.evaluated, reports.score_sum}), (std::vector<std::int64_t>{4, 4, 1, 1, 0, 1, 4}));
  EXPECT_EQ(by_kind[1].agreed, 0);
  EXPECT_EQ(service_figures(session, {}, ServiceGroup::unit, today).size(), 2U);
  ServiceFilter filter;
  filter.from = filter.to = today;
  EXPECT_EQ(list_services(session, filter, {}, 9).size(), 1U) << "what is due another day counts there";
  filter = {};
  filter.state = ServiceState::agreed;
  EXPECT_EQ(list_services(session, filter, {}, 9).size(), 3U);
}

TEST_F(ServiceStore, Art_11_6_4_a_changed_row_is_found) {
  const CustomerService service = add_service(session, offered("audit", ServiceKind::energy_saving, UnitId{2}), writer);
  session.run("UPDATE customer_service SET unit_id = 3 WHERE id = ?1", service.id);
  EXPECT_EQ(verify_services(session).differences.size(), 1U);
  session.run("DELETE FROM customer_service");
  EXPECT_EQ(verify_services(session).differences.size(), 1U);
}

}  // namespace
}  // namespace shouwen
