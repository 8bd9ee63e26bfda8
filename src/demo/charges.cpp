// Each receipt goes through the rule of every charge; amounts are examples and say so.
#include "demo/charges.h"

#include <algorithm>

#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "charges/charge_desk.h"
#include "charges/payer_class.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"

namespace shouwen {

namespace {

constexpr std::int32_t in_force_for_days = 120;   ///< so long ago the example price list began
constexpr std::size_t receipts_made = 14, customers_looked_at = 60;
constexpr std::int64_t between_receipts_seconds = 420;
constexpr std::int64_t e8_of_yuan = 100'000'000;

class ChargeTeller {
 public:
  ChargeTeller(House& house, db::Session& session)
      : house_(house), session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), now_(house.now()), today_(local_date(now_)) {}

  Verdict tell() {
    if (!rulebook_->charges) return Done{};
    if (!price_list_in_force(session_, today_)) issue_examples();
    const Officer* clerks[] = {organisation_->officer_by_code("YYT02"), organisation_->officer_by_code("YYT03")};
    if (std::count(std::begin(clerks), std::end(clerks), nullptr) > 0) return Done{};
    find_customers();
    for (std::size_t place = 0; place < receipts_made && !customers_.empty(); ++place) take(*clerks[place % 2], place);
    take_back(*clerks[0]);
    try_unlawful(*clerks[1]);
    return affiliates();
  }

 private:
  ChargeWriter writer(OfficerId officer, Instant at) const { return {officer, at, rulebook_->version}; }

  /// Numbered 1, beside no draft: a bureau without price lists of its own shows how charges work.
  void issue_examples() {
    const Date from = today_.plus_days(-in_force_for_days);
    session_.run("INSERT INTO price_list (id, version, price_list_state, number, in_force_from, state) VALUES (1, 1, 0, 1, ?1, '{}')", from.days);
    const std::vector<CustomerClass> all = possible_classes({}, *rulebook_);
    const auto item = [&](const char* code, const char* unit, std::int64_t yuan, const char* zh, const char* en, std::vector<CustomerClass> payers) {
      return PublishedItem{1, code, PublishedItemKind::fee, from, std::nullopt, unit, yuan * e8_of_yuan, zh, en, std::move(payers)};
    };
    insert_published_items(session_, {item("meter_test", "元/次", 30, "校表费（示例）", "Meter test (example)", all), item("meter_loss", "元/只", 120, "赔表费（示例）", "Lost or damaged meter (example)", all),
                                      item("high_reliability", "元/千伏安", 200, "高可靠性供电费（示例）", "High-reliability supply (example)", {CustomerClass::high_voltage_double})});
  }

  void find_customers() {
    for (const Customer& customer : search_customers(session_, "", {}, customers_looked_at))
      if (auto file = load_file(session_, customer.id)) (is_organisation(*file) ? enterprises_ : customers_).push_back(*std::move(file));
    customers_.insert(customers_.end(), enterprises_.begin(), enterprises_.end());
  }

  /// A fee, else a price, that may be charged to the class today.
  std::optional<PublishedItem> item_for(CustomerClass payer, std::size_t place) const {
    std::vector<PublishedItem> fitting;
    for (const PublishedItem& item : published_items(session_, price_list_in_force(session_, today_).value_or(0)))
      if (item.yuan_e8 > 0 && !(rulebook_->charges->late_fee && item.unit == rulebook_->charges->late_fee->unit) && std::find(item.payer_classes.begin(), item.payer_classes.end(), payer) != item.payer_classes.end()) fitting.push_back(item);
    std::stable_sort(fitting.begin(), fitting.end(), [](const PublishedItem& one, const PublishedItem& other) { return one.kind == PublishedItemKind::fee && other.kind != PublishedItemKind::fee; });
    const auto fees = static_cast<std::size_t>(std::count_if(fitting.begin(), fitting.end(), [](const PublishedItem& item) { return item.kind == PublishedItemKind::fee; }));
    if (fitting.empty()) return std::nullopt;
    return fitting[place % std::max<std::size_t>(fees, 1)];
  }

  void take(const Officer& clerk, std::size_t place) {
    const CustomerFile& file = customers_[(place * 5) % customers_.size()];
    const CustomerClass payer = possible_classes(file, *rulebook_).front();
    const auto item = item_for(payer, place / 3);
    if (!item) return;
    const Instant at = now_.plus_seconds(-static_cast<std::int64_t>(receipts_made - place) * between_receipts_seconds);
    const ChargeWish wish{{item->code}, {item->unit}, 1000 * static_cast<std::int64_t>(1 + place % 2), {}};
    TriedCharges tried = try_charges(session_, {wish}, local_date(at), payer, *rulebook_->charges);
    if (!tried.refused.empty()) return;
    const auto& ways = rulebook_->charges->payment_ways;
    const Receipt made = add_receipt(session_,
                                     {ReceiptOrigin::counter, local_date(at), clerk.unit_id, {file.id, {file.name.value}, is_organisation(file), payer}, ways[place % std::max<std::size_t>(ways.size() - 1, 1)].code,
                                      std::move(tried.charges), {}, {}, "", {}, "", "", ""},
                                     writer(clerk.id, at));
    give_receipt_code(house_, session_, made.id);
    receipts_.push_back(made);
  }

  void take_back(const Officer& clerk) {
    const Officer* head = organisation_->officer_by_code("YYT01");
    if (head == nullptr || receipts_.size() < 6) return;
    const auto ask = [&](const Receipt& receipt, const char* reason) {
      return ask_for_cancellation(session_, receipt, {{reason}}, writer(clerk.id, now_.plus_seconds(-between_receipts_seconds / 2)));
    };
    ask(receipts_[4], "客户改为转账缴纳，需重新开具。");
    const Receipt asked = ask(receipts_[2], "校验前客户撤回了申请。");
    const auto entry = decide_cancellation(asked, {0, true, {"情况属实，同意冲销。"}}, {head->id, now_, *rulebook_->charges});
    if (!entry || !*entry) return;
    give_receipt_code(house_, session_, cancel_receipt(session_, asked, **entry, {"情况属实，同意冲销。"}, writer(head->id, now_)).id);
  }

  void try_unlawful(const Officer& clerk) {
    const std::pair<const char*, std::int64_t> tries[] = {{"reconnection", -5400}, {"reconnection", -3600}, {"temporary_supply", -1800}};
    for (const auto& [item, seconds] : tries) {
      const Instant at = now_.plus_seconds(seconds);
      const ChargeWish wish{{item}, {"元/次"}, 1000, {}};
      const TriedCharges tried = try_charges(session_, {wish}, local_date(at), CustomerClass::resident, *rulebook_->charges);
      for (const auto& [place, refusal] : tried.refused) {
        const AttemptedCharge attempted{ReceiptOrigin::counter, clerk.id, clerk.unit_id, {{}, {"赵大明"}, false, CustomerClass::resident}, local_date(at), wish, "", ""};
        record_attempt(session_, attempt_of(attempted, refusal, at), *rulebook_, *organisation_);
      }
    }
  }

  Verdict affiliates() {
    const Officer* marketing = organisation_->officer_by_code("SCYX02");
    if (marketing == nullptr || enterprises_.empty()) return Done{};
    FileChange marked;
    marked.reason.value = "示例：局属多种经营企业";
    marked.affiliated = true;
    const auto affiliate = change_customer(session_, enterprises_.front().id, marked, {marketing->id, now_, rulebook_->version, rulebook_->customer_file});
    if (!affiliate) return affiliate.refusal();
    const auto item = item_for(CustomerClass::resident, 0);
    const auto enter = [&](const char* what, const char* unit, const std::string& code, std::int64_t amount_fen) {
      const AffiliateChargeInput input{affiliate->id, AffiliateSide::charged_by, {"城东新建小区"}, today_, Line<0, 60>{code}, {what}, {unit}, 1000, amount_fen};
      const auto entered = enter_affiliate_charge(input, {true, published_item_on(session_, code, today_), marketing->unit_id, now_});
      return entered ? std::optional(save_affiliate_charge(session_, {}, *entered, writer(marketing->id, now_))) : std::nullopt;
    };
    enter("低压电缆敷设", "元/米", "", 8'600);
    if (!item) return Done{};
    const std::int64_t published_fen = charge_amount_fen(1000, item->yuan_e8).value_or(0);
    enter(item->name_zh.c_str(), item->unit.c_str(), item->code, published_fen);
    const auto above = enter(item->name_zh.c_str(), item->unit.c_str(), item->code, published_fen + 2'000);
    if (above) save_affiliate_charge(session_, *above, ExceptionExplained{{"含上门交通费，已要求退还多收部分。"}}, writer(marketing->id, now_));
    return Done{};
  }

  House& house_;
  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  Instant now_;
  Date today_;
  std::vector<CustomerFile> customers_, enterprises_;
  std::vector<Receipt> receipts_;
};

}  // namespace

Verdict add_charges(House& house) {
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) { done = ChargeTeller(house, session).tell(); });
  return done;
}

}  // namespace shouwen
