// Finding a customer while a clerk types.
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
    const auto added = add_customer(session, {{}, account, name, phone, address, Area::urban, {}, "居民生活", meter}, Instant{1});
    EXPECT_TRUE(added) << added.refusal().code;
    return *added;
  }
  std::vector<std::string> found(const char* typed) {
    std::vector<std::string> names;
    for (const Customer& customer : search_customers(session, typed, {}, 10)) names.push_back(customer.name);
    return names;
  }
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

TEST_F(CustomerTest, changing_a_customer_changes_what_he_is_found_by) {
  Customer customer = search_customers(session, "张伟", {}, 1)[0];
  customer.name = "李雷";
  EXPECT_TRUE(change_customer(session, customer, Instant{2}));
  EXPECT_TRUE(found("张伟").empty());
  EXPECT_EQ(found("李雷").size(), 1U);
}

TEST_F(CustomerTest, wrong_data_is_refused_with_its_field) {
  const auto refused = [&](Customer customer) { return add_customer(session, std::move(customer), Instant{1}).refusal().code; };
  EXPECT_EQ(refused({{}, "", "王", "", "", Area::urban, {}, "", ""}), "customer.account_number_missing");
  EXPECT_EQ(refused({{}, "1", " ", "", "", Area::urban, {}, "", ""}), "customer.name_missing");
  EXPECT_EQ(refused({{}, "1", "王", "abc", "", Area::urban, {}, "", ""}), "customer.phone_malformed");
  EXPECT_EQ(refused({{}, "0510000001", "王", "", "", Area::urban, {}, "", ""}), "customer.account_number_taken");
}

}  // namespace
}  // namespace shouwen
