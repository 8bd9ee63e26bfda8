// Differences in the words customers read: a table of edits; and that nothing that differs goes unsaid.
#include "price_lists/price_list_difference.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "price_lists/price_list_fixture_test.h"

namespace shouwen {
namespace {

struct Edit {
  const char* name;
  std::function<void(PriceListBody&)> edit;
  PriceChangeKind kind;
  const char* zh;
  const char* en;
};

const Edit edits[] = {
    {"tier 1 rises", [](PriceListBody& body) { row(body.prices, "residential.tier_1").price = "0.6"; row(body.prices, "residential.tier_1").yuan_e8 = 60'000'000; }, PriceChangeKind::price_risen,
     "居民阶梯 第一档：自2026年7月1日起由0.58886875元/千瓦时涨到0.6元/千瓦时", "Household, tier 1 rises from 0.58886875 to 0.6 yuan/kWh from 1 July 2026"},
    {"the next row of a code falls later", [](PriceListBody& body) {
       ListedPrice next = row(body.prices, "residential.tier_1");
       row(body.prices, "residential.tier_1").effective_to = Date::of(2026, 9, 30);
       next.effective_from = Date::of(2026, 10, 1);
       next.price = "0.50";
       next.yuan_e8 = 50'000'000;
       body.prices.push_back(next);
     }, PriceChangeKind::price_fallen, "居民阶梯 第一档：自2026年10月1日起由0.58886875元/千瓦时降到0.50元/千瓦时", "Household, tier 1 falls from 0.58886875 to 0.50 yuan/kWh from 1 October 2026"},
    {"a price goes", [](PriceListBody& body) { std::erase_if(body.prices, [](const ListedPrice& price) { return price.code == "commercial.flat"; }); }, PriceChangeKind::price_ended,
     "为止", "its last price ended on 31 July 2026"},
    {"a new price", [](PriceListBody& body) {
       ListedPrice price = body.prices.front();
       price.code = "agricultural";
       price.name_zh = "农业生产";
       price.name_en = "Farming";
       price.effective_from = Date::of(2026, 8, 1);
       body.prices.push_back(price);
     }, PriceChangeKind::price_new, "新列电价：农业生产，0.58886875元/千瓦时，自2026年8月1日起", "New price: Farming, 0.58886875 yuan/kWh, from 1 August 2026"},
    {"another unit", [](PriceListBody& body) { row(body.prices, "residential.tier_1").unit_zh = "元/度"; row(body.prices, "residential.tier_1").unit_en = "yuan/unit"; }, PriceChangeKind::terms_changed,
     "由0.58886875元/千瓦时改为0.58886875元/度", "changes from 0.58886875 yuan/kWh to 0.58886875 yuan/unit"},
    {"another document", [](PriceListBody& body) { row(body.prices, "residential.tier_1").source = "新文件"; }, PriceChangeKind::source_changed, "改为“新文件”", "is now \"新文件\""},
    {"an end day", [](PriceListBody& body) { row(body.prices, "residential.tier_1").effective_to = Date::of(2026, 12, 31); }, PriceChangeKind::terms_changed, "有效期到2026年12月31日", "now ends on 31 December 2026"},
    {"a window moves", [](PriceListBody& body) { row(body.times_of_use, "commercial").windows[3].from = "15:00"; }, PriceChangeKind::window_changed, "工商业峰谷时段：峰时段由14:00—19:00改为15:00—19:00",
     "Business, hours: peak moves from 14:00–19:00 to 15:00–19:00"},
    {"a window goes", [](PriceListBody& body) { row(body.times_of_use, "commercial").windows.pop_back(); }, PriceChangeKind::window_changed, "取消时段 谷 00:00—08:00", "hours no longer apply: valley 00:00–08:00"},
    {"a window comes", [](PriceListBody& body) { row(body.times_of_use, "residential").windows.push_back({TariffPeriod::valley, "12:00", "13:00", {7, 8}, {DayKind::weekend}, false}); },
     PriceChangeKind::window_changed, "增加时段 谷 12:00—13:00（7—8月、周末）", "new hours valley 12:00–13:00 (Jul–Aug, weekends)"},
    {"the order of windows", [](PriceListBody& body) { std::swap(row(body.times_of_use, "commercial").windows[0], row(body.times_of_use, "commercial").windows[2]); }, PriceChangeKind::window_changed,
     "先后有改动", "the order of its hours has changed"},
    {"hot days", [](PriceListBody& body) { row(body.times_of_use, "commercial").hot_days_zh = "气温达到37℃"; }, PriceChangeKind::window_changed, "高温日改为：气温达到37℃", "hot days are now"},
    {"a threshold", [](PriceListBody& body) { row(body.tariffs, "residential").seasons[0].tier_limits_kwh[0] = 280; }, PriceChangeKind::threshold_changed,
     "居民阶梯：5—10月第1档的上限由260度改为280度", "Household, by tiers: the limit of tier 1 (May–Oct) changes from 260 to 280 kWh"},
    {"other seasons", [](PriceListBody& body) { row(body.tariffs, "residential").seasons = {{{}, {230}}}; }, PriceChangeKind::threshold_changed, "分档改为：全年：第1档230度及以内，以上为第2档",
     "the tiers are now: all year: tier 1 to 230 kWh, above it tier 2"},
    {"the floor of a contract demand", [](PriceListBody& body) { row(body.tariffs, "commercial_two_part").basic_charge->contract_floor_percent = 50; }, PriceChangeKind::terms_changed, "由40%改为50%", "from 40% to 50%"},
    {"how an excess is billed", [](PriceListBody& body) { row(body.tariffs, "commercial_two_part").basic_charge->excess = ExcessReading::contract_then_double; }, PriceChangeKind::terms_changed,
     "计费办法有改动", "how it is billed has changed"},
    {"no basic charge", [](PriceListBody& body) { row(body.tariffs, "commercial_two_part").basic_charge.reset(); }, PriceChangeKind::terms_changed, "不再计收基本电费", "no basic charge any more"},
    {"priced by another code", [](PriceListBody& body) { row(body.tariffs, "residential").tier_prices[0] = "residential.shared_meter"; }, PriceChangeKind::terms_changed, "计费办法有改动", "how it is billed"},
    {"a new tariff", [](PriceListBody& body) { body.tariffs.push_back(body.tariffs.front()); body.tariffs.back().code = "farm"; body.tariffs.back().name_zh = "农业"; body.tariffs.back().name_en = "Farm"; },
     PriceChangeKind::tariff_new, "新增：农业", "New: Farm"},
    {"a tariff goes", [](PriceListBody& body) { std::erase_if(body.tariffs, [](const ListedTariff& tariff) { return tariff.code == "residential"; }); }, PriceChangeKind::tariff_ended, "不再适用：居民阶梯", "No longer applies"},
    {"power factor", [](PriceListBody& body) { body.power_factor->reduction_low_bp = 20; }, PriceChangeKind::terms_changed, "功率因数", "power-factor"},
    {"a fee gets an amount", [](PriceListBody& body) { row(body.fees, "meter_test").state = FeeState::chargeable; row(body.fees, "meter_test").price = "30.00"; row(body.fees, "meter_test").yuan_e8 = 3'000'000'000; },
     PriceChangeKind::fee_new, "“校表费”自2026年7月1日起收取：30.00元/次（此前暂无标准，不得收取）", "\"Meter test\" is charged from 1 July 2026: 30.00 yuan/test"},
    {"a fee is abolished", [](PriceListBody& body) { row(body.fees, "meter_test").state = FeeState::abolished; }, PriceChangeKind::terms_changed, "改为“已取消，不再收取”", "abolished, no longer charged"},
    {"a fee leaves", [](PriceListBody& body) { body.fees.pop_back(); }, PriceChangeKind::fee_abolished, "退出目录，不得再收", "may not be charged any more"},
    {"a new fee", [](PriceListBody& body) { body.fees.push_back(body.fees.front()); body.fees.back().code = "x"; }, PriceChangeKind::fee_new, "新列收费项目“校表费”：暂无标准，不得收取", "New fee \"Meter test\""},
    {"other payers", [](PriceListBody& body) { row(body.fees, "meter_test").payer_classes = {CustomerClass::resident}; }, PriceChangeKind::terms_changed, "收取对象由所有客户改为居民", "charged to households instead of every customer"},
    {"a description", [](PriceListBody& body) { row(body.fees, "meter_test").covers_zh = "另一说明"; }, PriceChangeKind::text_changed, "校表费：说明有改动", "its description has changed"},
};

TEST(PriceListDifference, Art_9_1_each_change_in_words) {
  for (const Edit& edit : edits) {
    PriceListBody after = shipped_body();
    edit.edit(after);
    const auto changes = price_list_difference(shipped_body(), after, first_day);
    std::string all;
    bool found = false;
    for (const PriceChange& change : changes) {
      all += change.zh + " | " + change.en + "\n";
      found |= change.kind == edit.kind && change.zh.find(edit.zh) != std::string::npos && change.en.find(edit.en) != std::string::npos;
    }
    EXPECT_TRUE(found) << edit.name << ": " << all;
    EXPECT_LE(changes.size(), 2U) << edit.name << ": " << all;
  }
}

TEST(PriceListDifference, Art_9_1_the_same_is_nothing) { EXPECT_TRUE(price_list_difference(shipped_body(), shipped_body(), first_day).empty()); }

TEST(PriceListDifference, Art_9_1_what_ended_and_was_followed_is_nothing) {
  PriceListBody before = shipped_body();
  ListedPrice& old = row(before.prices, "residential.tier_1");
  ListedPrice next = old;
  old.effective_to = Date::of(2026, 6, 30);
  next.effective_from = first_day;
  PriceListBody after = before;
  before.prices.push_back(next);
  after.prices.push_back(next);
  std::erase_if(after.prices, [](const ListedPrice& price) { return price.effective_to == Date::of(2026, 6, 30); });
  EXPECT_TRUE(price_list_difference(before, after, first_day).empty()) << "it was announced before";
}

TEST(PriceListDifference, Art_9_1_a_month_s_price_is_compared_with_the_last_one) {
  PriceListBody after = shipped_body();
  ListedPrice& price = row(after.prices, "commercial.flat");
  price.effective_from = Date::of(2026, 8, 1);
  price.effective_to = Date::of(2026, 8, 31);
  price.price = "0.70";
  price.yuan_e8 = 70'000'000;
  const auto changes = price_list_difference(shipped_body(), after, Date::of(2026, 8, 1));
  EXPECT_EQ(std::count_if(changes.begin(), changes.end(), [](const PriceChange& change) { return change.kind == PriceChangeKind::price_risen; }), 1);
}

RC_GTEST_PROP(PriceListDifference, Art_9_1_what_differs_is_said, ()) {
  PriceListBody after = shipped_body();
  const auto which = *rc::gen::inRange<std::size_t>(0, std::size(edits));
  const auto other = *rc::gen::inRange<std::size_t>(0, std::size(edits));
  // Edits that add or drop rows can make the other's row vanish; those pairs are tried in the order that works.
  edits[which].edit(after);
  if (which != other && edits[other].kind != PriceChangeKind::fee_abolished && after.fees.size() >= shipped_body().fees.size() && after.tariffs.size() >= shipped_body().tariffs.size() &&
      row(after.tariffs, "commercial_two_part").basic_charge && row(after.tariffs, "residential").seasons.size() == 2 && row(after.times_of_use, "commercial").windows.size() == 5)
    edits[other].edit(after);
  RC_ASSERT((after == shipped_body()) == price_list_difference(shipped_body(), after, first_day).empty());
}

}  // namespace
}  // namespace shouwen
