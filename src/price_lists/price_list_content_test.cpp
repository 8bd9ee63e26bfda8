// What is listed, frozen, signed and let be charged; files a stranger checks.
#include "price_lists/price_list_content.h"

#include <filesystem>

#include "json/stored.h"
#include "org/signing_key.h"
#include "price_lists/price_list_describe.h"
#include "price_lists/price_list_fixture_test.h"
#include "price_lists/signed_price_list.h"
#include "prices/tariff_sheet.h"

namespace shouwen {
namespace {

IssuedPriceList issued(Date on = first_day) { return {price_list_format, "示范供电局", 3, Date::of(2026, 6, 20), on, {}, "", "", shipped_body(on)}; }

class TemporaryKey {
 public:
  TemporaryKey() : file_(std::filesystem::temp_directory_path() / ("shouwen_key_" + std::to_string(::getpid()))), key_(SigningKey::open(file_)) {}
  ~TemporaryKey() { std::filesystem::remove(file_); }
  const SigningKey& key() const { return key_; }
  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  SigningKey key_;
};

TEST(PriceListBody, Art_9_1_all_of_the_bureau_s_own_and_nothing_of_others) {
  const PriceListBody body = shipped_body();
  for (const PostedPrice& price : shipped_rulebook().prices) {
    const bool listed = std::any_of(body.prices.begin(), body.prices.end(), [&](const ListedPrice& row) { return row.code == price.code; });
    EXPECT_EQ(listed, price.region.empty()) << price.code;
  }
  EXPECT_EQ(body.fees.size(), price_book_of(shipped_rulebook()).fees.size());
  EXPECT_TRUE(body.power_factor.has_value());
  const PriceListBody later = shipped_body(Date::of(2026, 8, 1));
  EXPECT_LT(later.prices.size(), body.prices.size()) << "July's prices of agent purchase are over";
}

TEST(PriceListBody, Art_9_1_says_what_the_bill_kernel_uses) {
  const PriceListBody body = shipped_body();
  for (const ListedTariff& tariff : body.tariffs) {
    const auto sheet = tariff_sheet(shipped_rulebook(), tariff.code, first_day, PriceChoice::in_force);
    if (tariff.usage_category == UsageCategory::agricultural) {
      EXPECT_FALSE(sheet) << tariff.code;
      EXPECT_FALSE(is_priced(body, tariff, first_day)) << "its prices are not set";
      continue;
    }
    ASSERT_TRUE(sheet) << tariff.code;
    EXPECT_TRUE(is_priced(body, tariff, first_day)) << tariff.code;
    for (const PostedPrice* used : {sheet->tier_prices[0], sheet->tier_prices[1], sheet->period_prices[0], sheet->period_prices[1], sheet->period_prices[2], sheet->period_prices[3], sheet->funds,
                                    sheet->capacity_price, sheet->demand_price})
      if (used != nullptr) {
        const auto listed = std::find_if(body.prices.begin(), body.prices.end(), [&](const ListedPrice& row) { return row.code == used->code && row.effective_from == used->effective_from; });
        ASSERT_NE(listed, body.prices.end()) << used->code;
        EXPECT_EQ(listed->yuan_e8, used->yuan_e8);
      }
  }
  EXPECT_FALSE(is_priced(shipped_body(Date::of(2026, 8, 1)), body.tariffs[4], Date::of(2026, 8, 1)));
}

TEST(CanonicalJson, Art_9_1_is_RFC_8785) {
  EXPECT_EQ(canonical_json("{ \"b\" : [1, true ,\"\\u4e2d\\/\\u000f\\n\\\"\"], \"a\": {\"z\":0,\"y\":\"\"} }"), "{\"a\":{\"y\":\"\",\"z\":0},\"b\":[1,true,\"中/\\u000f\\n\\\"\"]}");
  const std::string text = canonical_text(issued());
  EXPECT_EQ(canonical_json(text), text);
  EXPECT_EQ(json::stored<IssuedPriceList>(text), issued()) << "nothing is lost";
}

TEST(PublishedItems, Art_9_2_payers_units_and_first_days) {
  IssuedPriceList list = issued();
  ListedFee& fee = row(list.body.fees, "meter_test");
  fee.state = FeeState::chargeable;
  fee.price = "30.00";
  fee.yuan_e8 = 3'000'000'000;
  row(list.body.fees, "meter_loss") = fee;
  list.body.fees[2].code = "meter_loss";
  list.body.fees[2].payer_classes = {CustomerClass::high_voltage_double, CustomerClass::resident, CustomerClass::resident};
  const auto items = published_items_of(list);
  const auto item = [&](const char* code) { return *std::find_if(items.begin(), items.end(), [&](const PublishedItem& one) { return one.code == code; }); };
  EXPECT_EQ(items.size(), list.body.prices.size() + 2 + 3) << "late fees have a rate; fees without an amount may not be charged";
  EXPECT_EQ(item("residential.tier_1").payer_classes, std::vector{CustomerClass::resident});
  EXPECT_EQ(item("residential.tier_1").effective_from, first_day) << "within this price list";
  EXPECT_EQ(item("residential.tier_1").unit, "元/千瓦时");
  EXPECT_EQ(item("commercial.flat").payer_classes.size(), 3U);
  EXPECT_EQ(item("commercial.flat").effective_to, Date::of(2026, 7, 31));
  EXPECT_EQ(item("meter_test").payer_classes, all_customer_classes());
  EXPECT_EQ(item("meter_loss").payer_classes, (std::vector{CustomerClass::resident, CustomerClass::high_voltage_double}));
  EXPECT_EQ(item("meter_test").kind, PublishedItemKind::fee);
  list.body.tariffs.clear();
  for (const PublishedItem& one : published_items_of(list))
    if (one.code != "meter_loss" && !one.code.starts_with("late_fee.")) {
      EXPECT_EQ(one.payer_classes.size(), 4U) << "no tariff names it";
    }
}

TEST(PriceListTable, Art_9_1_a_line_for_each_and_no_formula) {
  IssuedPriceList list = issued();
  list.body.prices.front().name_zh = "=1+1";
  const std::string table = price_list_table(list);
  EXPECT_TRUE(table.starts_with("\xef\xbb\xbfkind,code,"));
  EXPECT_NE(table.find("price,residential.tier_1,'=1+1,"), std::string::npos);
  EXPECT_NE(table.find("hours,commercial,工商业峰谷时段,"), std::string::npos);
  EXPECT_NE(table.find("峰 14:00—19:00"), std::string::npos);
  EXPECT_NE(table.find("5—10月：第1档260度及以内，第2档600度及以内，以上为第3档"), std::string::npos);
}

TEST(SigningKey, Art_9_1_is_kept_secret_and_opens_the_same) {
  const TemporaryKey one;
  EXPECT_EQ(SigningKey::open(one.file()).public_key(), one.key().public_key());
  EXPECT_EQ(std::filesystem::status(one.file()).permissions() & std::filesystem::perms::mask, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_TRUE(is_signed(SignedAs::price_list, "价", {one.key().sign(SignedAs::price_list, "价"), one.key().public_key()}));
  EXPECT_FALSE(is_signed(SignedAs::price_list, "价 ", {one.key().sign(SignedAs::price_list, "价"), one.key().public_key()}));
  EXPECT_FALSE(is_signed(SignedAs::price_list, "价", {"", one.key().public_key()}));
  EXPECT_FALSE(is_signed(SignedAs::price_list, "价", {one.key().sign(SignedAs::price_list, "价"), "AAAA"}));
}

TEST(PriceListFile, Art_9_1_a_stranger_finds_every_change) {
  const TemporaryKey temporary;
  const SignedText content = sign_text(canonical_text(issued()), temporary.key()), table = sign_text(price_list_table(issued()), temporary.key());
  for (const std::string& file : {signed_json(content), signed_csv(table)}) {
    const auto good = check_price_list_file(file, temporary.key().public_key());
    ASSERT_TRUE(good) << good.refusal().code;
    EXPECT_TRUE(check_price_list_file(file + "\n", ""));
    const std::size_t price = file.find("0.58886875");
    std::string changed = file;
    changed[price] = '1';
    EXPECT_EQ(check_price_list_file(changed, "").refusal().code, "price_list_file.hash_differs");
    EXPECT_EQ(check_price_list_file(file, "AAAA").refusal().code, "price_list_file.other_key");
    std::string forged = file;
    const std::size_t signature = file.find(content.signature) != std::string::npos ? file.find(content.signature) : file.find(table.signature);
    forged[signature] = forged[signature] == 'A' ? 'B' : 'A';
    EXPECT_EQ(check_price_list_file(forged, "").refusal().code, "price_list_file.signature_wrong");
  }
  EXPECT_EQ(check_price_list_file(signed_json(content), "").value().number, 3);
  for (const char* wrong : {"", "{}", "[1]", "not a file", "{\"content\":{}}", "{\"content\":{\"format\":\"shouwen.price_list.1\",\"number\":1.5}}", "\xef\xbb\xbfkind\r\n", "\xff\xfe"})
    EXPECT_EQ(check_price_list_file(wrong, "").refusal().code, "price_list_file.not_one") << wrong;
}

}  // namespace
}  // namespace shouwen
