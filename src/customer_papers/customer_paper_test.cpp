// What may be a paper, how one goes, and that rows, events and contents prove each other.
#include "customer_papers/customer_paper_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "cases/attachment_store.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

const Instant now = at_local(Date::of(2026, 10, 14), 36000);

TEST(CustomerPaper, Art_11_6_3_pictures_and_pdf_only_by_content) {
  EXPECT_TRUE(check_paper_type("image/png", "a.png"));
  EXPECT_TRUE(check_paper_type("application/pdf", "a.exe")) << "the name says nothing";
  for (const std::optional<std::string>& type : {std::optional<std::string>("text/plain; charset=utf-8"), std::optional<std::string>("video/mp4"), std::optional<std::string>()})
    EXPECT_EQ(check_paper_type(type, "a.png").refusal().code, "customer_paper.type_not_allowed");
}

class CustomerPaperStore : public testing::Test {
 protected:
  CustomerPaper add(const std::string& content) {
    CustomerPaper paper{{}, 0, CustomerId{7}, PaperKind::site_photo, "门.png", "image/png", keep_file(database.folder(), content), 3, OfficerId{3}, now, "走访", {}, {}, {}};
    return add_paper(session, paper, 1);
  }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(CustomerPaperStore, Art_11_6_3_a_paper_goes_once_with_a_reason_and_its_event_stays) {
  const CustomerPaper first = add("one"), second = add("two");
  EXPECT_EQ(papers_of(session, CustomerId{7}).front().id, second.id) << "newest first";
  EXPECT_TRUE(paper_with_hash(session, CustomerId{7}, first.hash));
  EXPECT_FALSE(paper_with_hash(session, CustomerId{8}, first.hash)) << "another customer's";
  const auto event = remove_paper(first, "拍错了", OfficerId{4}, now);
  ASSERT_TRUE(event);
  const CustomerPaper gone = save_paper(session, first, *event, 1);
  EXPECT_EQ(gone.removed_reason, "拍错了");
  EXPECT_EQ(remove_paper(gone, "再来", OfficerId{4}, now).refusal().code, "customer_paper.removed_already");
  EXPECT_FALSE(paper_with_hash(session, CustomerId{7}, first.hash));
  EXPECT_EQ(papers_of(session, CustomerId{7}).size(), 2u) << "still told of";
  EXPECT_EQ(verify_papers(session, database.folder()).papers, 2);
  EXPECT_TRUE(verify_papers(session, database.folder()).differences.empty());
}

TEST_F(CustomerPaperStore, Art_4_a_changed_row_and_a_changed_file_are_found) {
  const CustomerPaper paper = add("one");
  std::ofstream(database.folder() / "attachments" / paper.hash.substr(0, 2) / paper.hash) << "other";
  EXPECT_EQ(verify_papers(session, database.folder()).differences.size(), 1u);
  session.run("UPDATE customer_paper SET removed = 1");
  EXPECT_EQ(verify_papers(session, database.folder()).differences.size(), 2u);
}

}  // namespace
}  // namespace shouwen
