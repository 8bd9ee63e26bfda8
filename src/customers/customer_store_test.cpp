// Finding a customer while a clerk types.
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"

#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

class CustomerTest : public testing::Test {
 protected:
  CustomerTest() {
    session.execute_script("BEGIN");
    add("0510000001", "欧阳𠮷", "199 0000 0001", "麦㙦镇人民路12号", "3300000001");
    add("0510000002", "张伟", "19900000002", "东风村一组", "3300000002");
    add("0610000003", "张卫国", "0800-1234567", "桃园小区3栋", "3400000003");
  }
  CustomerId add(const char* account, const char* name, const char* phone, const char* address, const char* meter) {
    const auto added = add_customer(session, file_of({{}, account, name, phone, address, Area::urban, {}, "居民生活", meter, false, {}}), "登记", writer(1));
    EXPECT_TRUE(added) << added.refusal().code;
    return *added;
  }
  std::vector<std::string> found(const char* typed) {
    std::vector<std::string> names;
    for (const Customer& customer : search_customers(session, typed, {}, 10)) names.push_back(customer.name);
    return names;
  }
  static FileWriter writer(std::int64_t second) { return {OfficerId{61}, Instant{second}, 1, {}}; }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(CustomerTest, Art_10_6_found_by_whatever_the_customer_says) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(found("张"), (Names{"张伟", "张卫国"}));
  EXPECT_EQ(found("zw"), (Names{"张伟", "张卫国"})) << "the beginning of zwg too";
  EXPECT_EQ(found("zwg"), (Names{"张卫国"}));
  EXPECT_EQ(found("zhangweiguo"), (Names{"张卫国"}));
  EXPECT_EQ(found("欧阳"), (Names{"欧阳𠮷"}));
  EXPECT_EQ(found("𠮷"), (Names{"欧阳𠮷"}));
  EXPECT_EQ(found("１９９００００"), (Names{"欧阳𠮷", "张伟"}));
  EXPECT_EQ(found("08001234"), (Names{"张卫国"}));
  EXPECT_EQ(found("0610"), (Names{"张卫国"}));
  EXPECT_EQ(found("3300000002"), (Names{"张伟"}));
  EXPECT_EQ(found("东风村"), (Names{"张伟"}));
  EXPECT_EQ(found("麦㙦"), (Names{"欧阳𠮷"}));
  EXPECT_EQ(found("没有的人"), Names{});
  EXPECT_EQ(found("\" OR 1 *"), Names{});
  EXPECT_EQ(found("").size(), 3U);
}

TEST_F(CustomerTest, Art_10_6_an_account_number_keeps_its_letters) {
  add("ＧＹ－０５１０ Ａ1", "甲厂", "", "", "");
  add("GY-0510A2", "乙厂", "", "", "");
  EXPECT_TRUE(find_customer_by_account(session, "GY-0510A1"));
  EXPECT_EQ(found("GY-0510A2"), (std::vector<std::string>{"乙厂"}));
  EXPECT_EQ(found("GY-0510").size(), 2U);
}

TEST_F(CustomerTest, changing_a_customer_changes_what_he_is_found_by) {
  FileChange change;
  change.reason = {"更名"};
  change.name = {{"李雷"}};
  EXPECT_TRUE(change_customer(session, search_customers(session, "张伟", {}, 1)[0].id, change, writer(2)));
  EXPECT_TRUE(found("张伟").empty());
  EXPECT_EQ(found("李雷").size(), 1U);
}

TEST_F(CustomerTest, wrong_data_is_refused_with_its_field) {
  const auto refused = [&](Customer customer) { return add_customer(session, file_of(customer), "登记", writer(1)).refusal().code; };
  EXPECT_EQ(refused({{}, "", "王", "", "", Area::urban, {}, "", "", false, {}}), "customer.account_number_missing");
  EXPECT_EQ(refused({{}, "1", " ", "", "", Area::urban, {}, "", "", false, {}}), "customer.name_missing");
  EXPECT_EQ(refused({{}, "1", "王", "abc", "", Area::urban, {}, "", "", false, {}}), "customer.phone_malformed");
  EXPECT_EQ(refused({{}, "0510000001", "王", "", "", Area::urban, {}, "", "", false, {}}), "customer.account_number_taken");
}

TEST_F(CustomerTest, Art_11_6_3_the_file_of_any_day) {
  const CustomerId id = *find_customer_by_account(session, "0510000002");
  FileChange change;
  change.reason = {"现场核实"};
  change.representatives = {{{0, {"赵工"}, {"电气主管"}, {"19911111111"}, true, {}, {}}}};
  ASSERT_TRUE(change_customer(session, id, change, writer(100)));
  change.representatives = {{{1, {"赵工"}, {"电气主管"}, {"19922222222"}, true, {}, {}}}};
  ASSERT_TRUE(change_customer(session, id, change, writer(200)));
  EXPECT_FALSE(file_as_of(session, id, Instant{0}));
  EXPECT_TRUE(file_as_of(session, id, Instant{99})->representatives.empty());
  EXPECT_EQ(file_as_of(session, id, Instant{199})->representatives[0].phone.value, "19911111111");
  EXPECT_EQ(file_as_of(session, id, Instant{200}), load_file(session, id));
  const auto story = file_story(session, id);
  ASSERT_EQ(story.size(), 3U);
  EXPECT_EQ(story[0].changes, (std::vector<FieldDifference>{{"/representatives/1/phone", "\"19911111111\"", "\"19922222222\""}}));
  EXPECT_EQ(story[0].officer_id, OfficerId{61});
  EXPECT_EQ(story[2].kind, "customer_opened");
  EXPECT_TRUE(verify_customer(session, id).empty());
  session.run("UPDATE customer SET phone = '1' WHERE id = ?1", id);
  EXPECT_EQ(verify_customer(session, id).size(), 1U);
}

TEST_F(CustomerTest, Art_11_6_3_who_was_registered_before_there_were_files_gets_his_with_the_first_change) {
  session.run("INSERT INTO customer (id, account_number, name, phone, address, area, station_unit_id, usage_category, meter_number, known_at)"
              " VALUES (900, '0999', '旧户', '', '老街', 0, 0, '', '', 1)");
  const CustomerId old{900};
  EXPECT_EQ(load_file(session, old)->version, 0);
  FileChange change;
  change.reason = {"补录"};
  change.business = {{"铸造"}};
  ASSERT_TRUE(change_customer(session, old, change, writer(50)));
  EXPECT_EQ(load_file(session, old)->version, 2);
  EXPECT_EQ(file_story(session, old).size(), 2U);
  EXPECT_TRUE(load_customer(session, old)->is_organisation);
  EXPECT_TRUE(verify_customer(session, old).empty());
}

TEST_F(CustomerTest, Art_11_6_3_two_files_become_one_and_two_again) {
  const CustomerId first = add("0510000010", "桃源铸造有限公司", "0700-1234567", "桃源路1号", "");
  const CustomerId second = add("0510000011", "桃源铸造有限公司", "0700-1234567", "桃源路1号西门", "");
  const auto alike = duplicates_of(session, *load_file(session, first));
  ASSERT_EQ(alike.size(), 1U);
  EXPECT_EQ(alike[0].id, second);
  EXPECT_EQ(duplicate_pairs(session, {}, {}, 10).size(), 1U);
  EXPECT_TRUE(duplicate_pairs(session, first, second, 10).empty()) << "behind the pair";
  ASSERT_TRUE(merge_customers(session, second, first, "同一客户", writer(10)));
  EXPECT_EQ(standing_for(session, second), first);
  EXPECT_EQ(merged_customers(session, first), (std::vector<CustomerId>{first, second}));
  EXPECT_TRUE(duplicate_pairs(session, {}, {}, 10).empty());
  EXPECT_EQ(merge_customers(session, first, second, "同一客户", writer(11)).refusal().code, "customer_file.merged") << "no circle";
  EXPECT_EQ(found("0510000011").size(), 1U) << "still found by its number";
  ASSERT_TRUE(undo_merge(session, second, "两家", writer(12)));
  EXPECT_EQ(standing_for(session, second), second);
  EXPECT_EQ(undo_merge(session, second, "两家", writer(13)).refusal().code, "customer_file.not_merged");
  for (const CustomerId id : {first, second}) EXPECT_TRUE(verify_customer(session, id).empty());
}

}  // namespace
}  // namespace shouwen
