// Made-up records through the rules of their import, so that a demonstration cannot show what is not allowed.
#include "demo/account_records.h"

#include <fmt/format.h>

#include "account_records/account_record_store.h"
#include "account_records/check_record.h"
#include "accounts/account_store.h"
#include "base/check.h"
#include "cases/attachment_store.h"
#include "customer_papers/customer_paper_store.h"
#include "imports/import_run_store.h"
#include "usage/usage_store.h"

namespace shouwen {

namespace {

constexpr std::int32_t months_told = 24;
constexpr std::size_t told_at_most = 40, untold_every = 7, owing_every = 5, papers_of_first = 12;
constexpr std::int64_t fen_a_kwh = 62, capacity_fen_a_kva = 2300, wh_a_kwh = 1000, due_day = 25;

/// As the administrator took it over from the older system.
ImportRun import_run(db::Session& session, const char* kind, const char* file_name, OfficerId by, Instant now) {
  ImportRun run;
  run.kind = kind;
  run.file_name = file_name;
  run.encoding = "UTF-8";
  run.officer_id = by;
  run.created_at = now;
  run.id = add_import_run(session, run);
  start_import_run(session, run.id, "", "", now);
  return run;
}

class RecordTeller {
 public:
  RecordTeller(House& house, db::Session& session) : house_(house), session_(session), now_(house.now()), last_(month_of(local_date(now_)).plus(-1)) {}

  void tell() {
    std::size_t place = 0;
    for (const ManagedCustomer& customer : managed_customers(session_)) {
      if (customer.present_tier() == AccountTier::ordinary || ++place % untold_every == 0) continue;
      if (place > told_at_most) break;
      bills(customer, place % owing_every == 0);
      outages(customer);
      if (place <= papers_of_first) paper(customer);
    }
    keep(bills_, "bills", "电费账单.csv");
    keep(arrears_, "arrears", "欠费.csv");
    keep(outages_, "outages", "停电记录.csv");
  }

 private:
  template <class Record>
  void keep(const std::vector<OwnedRecord<Record>>& records, const char* kind, const char* file_name) {
    const auto organisation = house_.organisation();
    const Officer* admin = organisation->officer_by_code("admin");
    SHOUWEN_CHECK(admin != nullptr);
    ImportRun run = import_run(session_, kind, file_name, admin->id, now_);
    for (const auto& outcome : import_records(session_, records, {run.id, admin->id, now_})) SHOUWEN_CHECK(outcome);
    run.done_rows = run.added = static_cast<std::int64_t>(records.size());
    keep_import_progress(session_, run);
    keep_import_size(session_, run.id, run.done_rows);
    end_import_run(session_, run.id, "done", now_);
  }

  void bills(const ManagedCustomer& customer, bool owes) {
    const std::int64_t kva = customer.stated ? customer.stated->contracted_capacity_kva.value_or(400) : 400;
    const MonthlySeries use = load_usage(session_, customer.id, months_told);
    const Date today = local_date(now_);
    std::optional<Date> since;
    std::int64_t owed = 0, unpaid = 0;
    for (std::int32_t i = months_told - 1; i >= 0; --i) {
      const Month month = last_.plus(-i);
      BillRecord bill;
      bill.month = month.value;
      bill.energy_wh = kva * (230 + (customer.id.value * 13 + month.number() * 29) % 60) * wh_a_kwh;
      for (const MonthlyUse& one : use)
        if (one.month == month) bill.energy_wh = one.total_wh;
      bill.energy_charge_fen = *bill.energy_wh / wh_a_kwh * fen_a_kwh;
      bill.capacity_charge_fen = kva * capacity_fen_a_kva;
      bill.power_factor_adjustment_fen = *bill.energy_charge_fen * (customer.id.value % 3 == 0 ? 1 : -1) / 200;
      bill.surcharge_fen = *bill.energy_wh / wh_a_kwh * 3;
      bill.amount_fen = *bill.energy_charge_fen + *bill.capacity_charge_fen + *bill.power_factor_adjustment_fen + *bill.surcharge_fen;
      const Month next = month.plus(1);
      bill.due_on = Date::of(next.year(), next.number(), due_day);
      const bool paid = *bill.due_on < today && !(owes && i < 3);
      if (paid) bill.paid_fen = bill.amount_fen, bill.paid_on = bill.due_on->plus_days(-static_cast<std::int32_t>(customer.id.value % 9));
      else if (*bill.due_on < today) since = since.value_or(*bill.due_on), owed += bill.amount_fen, ++unpaid;
      bills_.push_back({customer.id, bill});
    }
    const Date as_of = today.plus_days(-1);
    if (since && *since > as_of) since.reset();
    arrears_.push_back({customer.id, {as_of, owed, since, unpaid > 0 ? std::optional(unpaid) : std::nullopt, {}, {owed > 0 ? "已电话提醒" : ""}}});
  }

  void outages(const ManagedCustomer& customer) {
    struct Planned {
      std::int32_t days_ago, hour;
      std::int64_t minutes;
      OutageKind kind;
      const char* cause;
    };
    static constexpr Planned planned[] = {{9, 8, 150, OutageKind::planned, "10千伏线路检修"},   {47, 17, 34, OutageKind::unplanned, "雷击跳闸，重合不成功"},
                                          {160, 7, 240, OutageKind::planned, "配电变压器更换"}, {320, 14, 68, OutageKind::unplanned, "外力破坏电缆"},
                                          {505, 9, 180, OutageKind::planned, "变电站母线检修"}};
    std::size_t at = 0;
    for (const Planned& one : planned) {
      if ((customer.id.value + static_cast<std::int64_t>(++at)) % 3 == 0) continue;
      const Instant from = at_local(local_date(now_).plus_days(-one.days_ago), one.hour * 3600);
      outages_.push_back({customer.id, {from, from.plus_seconds(one.minutes * 60), one.kind, {one.cause}, {fmt::format("TD{}{:03}", month_of(local_date(from)).value, at)}}});
    }
  }

  /// One page with a line of text: enough to be looked at.
  void paper(const ManagedCustomer& customer) {
    const std::string drawing = fmt::format("BT /F1 20 Tf 60 760 Td (Single-line diagram, customer {}) Tj ET 100 600 m 400 600 l S 150 600 m 150 500 l S 350 600 m 350 500 l S", customer.id.value);
    const std::string pdf = fmt::format(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length {}>>stream\n{}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        drawing.size(), drawing);
    const CustomerPaper paper{{},   0, customer.id, PaperKind::single_line_diagram, "一次接线图.pdf", "application/pdf", keep_file(house_.folder(), pdf), static_cast<std::int64_t>(pdf.size()),
                              customer.manager_id, now_.plus_seconds(-20 * seconds_per_day), "建档时收集", {}, {}, {}};
    add_paper(session_, paper, house_.rulebook_now()->version);
  }

  House& house_;
  db::Session& session_;
  const Instant now_;
  const Month last_;
  std::vector<OwnedRecord<BillRecord>> bills_;
  std::vector<OwnedRecord<ArrearsRecord>> arrears_;
  std::vector<OwnedRecord<OutageRecord>> outages_;
};

}  // namespace

void add_account_records(House& house) {
  house.writer().run([&house](db::Session& session) { RecordTeller(house, session).tell(); });
}

}  // namespace shouwen
