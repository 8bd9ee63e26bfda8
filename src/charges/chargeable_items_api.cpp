// What may be charged today to a class of customers, and of everything else why not. Art. 9(2).
#include <algorithm>

#include "api/query.h"
#include "base/text.h"
#include "charges/charge_api.h"
#include "charges/charge_desk.h"
#include "charges/payer_class.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"
#include "regulation/price.h"
#include "regulation/price_book.h"

namespace shouwen {

enum class NotChargeable { no, other_class, not_on_date, not_set, abolished, not_issued };
BOOST_DESCRIBE_ENUM(NotChargeable, no, other_class, not_on_date, not_set, abolished, not_issued)

struct ChargeableItemView {
  std::string code, name, unit, unit_price;
  PublishedItemKind kind{};
  std::int64_t yuan_e8 = 0;
  bool whole = false;                        ///< counted in whole numbers only
  bool late_fee = false;                     ///< its quantity is counted from what was owed and since when
  std::string pinyin, initials;              ///< to find it by typing
  NotChargeable not_chargeable{};            ///< no = it may be charged
  std::vector<CustomerClass> payer_classes;  ///< whom it may be charged to
};
BOOST_DESCRIBE_STRUCT(ChargeableItemView, (), (code, name, unit, unit_price, kind, yuan_e8, whole, late_fee, pinyin, initials, not_chargeable, payer_classes))
struct PaymentWayView {
  std::string code, name;
};
BOOST_DESCRIBE_STRUCT(PaymentWayView, (), (code, name))
struct ChargeableItemsView {
  std::int64_t number = 0;                   ///< of the price list in force today; 0 = none, nothing may be charged
  std::string set_by;                        ///< whose numbers the limits of the form are
  std::int64_t most_lines = 0, largest_quantity = 0;
  std::vector<PaymentWayView> payment_ways;
  std::vector<CustomerClass> possible_classes;  ///< of the customer asked about, by his file; all for a walk-in
  std::vector<ChargeableItemView> items;     ///< those that may be charged first
};
BOOST_DESCRIBE_STRUCT(ChargeableItemsView, (), (number, set_by, most_lines, largest_quantity, payment_ways, possible_classes, items))

namespace {

using api::Call;

void set_reading(ChargeableItemView& view, const std::string& name_zh) {
  view.pinyin = pinyin(name_zh);
  view.initials = pinyin_initials(name_zh);
}

ChargeableItemView item_view(const Call& call, const PublishedItem& item, std::optional<CustomerClass> payer_class, Date today) {
  ChargeableItemView view{item.code, call.said(item.name_zh, item.name_en), item.unit, price_text(item.yuan_e8), item.kind, item.yuan_e8, false, false, "", "", NotChargeable::no, item.payer_classes};
  set_reading(view, item.name_zh);
  if (call.rulebook->charges) {
    const auto& whole = call.rulebook->charges->whole_units;
    view.whole = std::find(whole.begin(), whole.end(), item.unit) != whole.end();
    view.late_fee = call.rulebook->charges->late_fee && item.unit == call.rulebook->charges->late_fee->unit;
  }
  if (today < item.effective_from || (item.effective_to && *item.effective_to < today)) view.not_chargeable = NotChargeable::not_on_date;
  else if (payer_class && std::find(item.payer_classes.begin(), item.payer_classes.end(), *payer_class) == item.payer_classes.end()) view.not_chargeable = NotChargeable::other_class;
  return view;
}

NotChargeable why_not(const FeeItem& fee) {
  switch (fee.state) {
    case FeeState::not_set: return NotChargeable::not_set;
    case FeeState::abolished: return NotChargeable::abolished;
    case FeeState::chargeable: break;
  }
  return NotChargeable::not_issued;
}

/// Fees the rulebook knows and the price list in force does not have.
void add_unpublished(const Call& call, std::vector<ChargeableItemView>& items, Date today) {
  for (const FeeItem* fee : fees_in_force(*call.rulebook, today)) {
    if (std::any_of(items.begin(), items.end(), [&](const ChargeableItemView& view) { return view.code == fee->code; })) continue;
    items.push_back({fee->code, call.said(fee->name_zh, fee->name_en), fee->unit_zh, "", PublishedItemKind::fee, 0, false, false, "", "", why_not(*fee), {}});
    set_reading(items.back(), fee->name_zh);
  }
}

ChargeableItemsView items_view(const Call& call, db::Session& session, std::optional<CustomerClass> payer_class) {
  const Date today = local_date(call.now);
  ChargeableItemsView view;
  if (const auto& rules = call.rulebook->charges) {
    view.set_by = rules->set_by;
    view.most_lines = rules->most_lines;
    view.largest_quantity = rules->largest_quantity;
    for (const PaymentWay& way : rules->payment_ways) view.payment_ways.push_back({way.code, call.said(way.name_zh, way.name_en)});
  }
  view.possible_classes = possible_classes({}, *call.rulebook);
  if (const auto number = price_list_in_force(session, today)) {
    view.number = *number;
    for (const PublishedItem& item : published_items(session, *number)) view.items.push_back(item_view(call, item, payer_class, today));
  }
  add_unpublished(call, view.items, today);
  // What may be charged first, fees before unit prices of electricity.
  std::stable_sort(view.items.begin(), view.items.end(), [](const ChargeableItemView& one, const ChargeableItemView& other) {
    return std::tuple(one.not_chargeable != NotChargeable::no, one.kind != PublishedItemKind::fee) < std::tuple(other.not_chargeable != NotChargeable::no, other.kind != PublishedItemKind::fee);
  });
  return view;
}

}  // namespace

void add_chargeable_items_api(api::Api& api) {
  auto items = charge_operation("GET", "/chargeable_items", "list_chargeable_items", "What may be charged today, and of everything else why not", clause::art_9_2);
  items.response_body = json::schema_of<ChargeableItemsView>();
  items.query = {{"payer_class", "of the customer"}, {"customer_id", "whose file says the class", R"({"type":"integer"})"}};
  api.read(items, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_receipts", [&] {
      std::optional<CustomerClass> payer_class;
      std::optional<CustomerId> customer;
      if (const auto bad = api::read_enum(call, "payer_class", payer_class)) return refused(call, *bad);
      if (const auto bad = api::read_id(call, "customer_id", customer)) return refused(call, *bad);
      std::vector<CustomerClass> possible;
      if (customer) {
        const auto file = load_file(session, *customer);
        if (!file) return refused(call, Refusal{"customer.unknown", "", "/customer_id", {}});
        possible = possible_classes(*file, *call.rulebook);
        if (possible.size() == 1) payer_class = possible.front();
      }
      ChargeableItemsView view = items_view(call, session, payer_class);
      if (customer) view.possible_classes = possible;
      return api::answer(view);
    });
  });
}

}  // namespace shouwen
