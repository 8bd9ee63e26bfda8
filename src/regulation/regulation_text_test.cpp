// A bureau's own regulation, however it numbers its items.
#include "regulation/regulation_text.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

TEST(RegulationText, Art_1_articles_and_items_get_the_rulebooks_citations) {
  const auto clauses = split_regulation(
      "某某供电局客户服务管理办法\r\n第一条　目的：规范服务。\n续行。\n第十条 首问负责制\n（一）首问人负责。\n（二）用语文明。\n"
      "第11条 客户经理制\n5. 内容：\n（１）走访客户；\n(2) 用电分析。\n6. 考核：\n(1) 满意度 1.5 分。\n第一百零三条 附则");
  const std::vector<OwnClause> expected = {{"art.1", "目的：规范服务。\n续行。"},
                                           {"art.10", "首问负责制"},
                                           {"art.10(1)", "首问人负责。"},
                                           {"art.10(2)", "用语文明。"},
                                           {"art.11", "客户经理制"},
                                           {"art.11(5)", "内容："},
                                           {"art.11(5)(1)", "走访客户；"},
                                           {"art.11(5)(2)", "用电分析。"},
                                           {"art.11(6)", "考核："},
                                           {"art.11(6)(1)", "满意度 1.5 分。"},
                                           {"art.103", "附则"}};
  ASSERT_EQ(clauses.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(clauses[i].cite, expected[i].cite);
    EXPECT_EQ(clauses[i].content, expected[i].content);
  }
}

TEST(RegulationText, a_text_without_articles_is_empty) {
  EXPECT_TRUE(split_regulation("没有条文的说明\n1. 项目").empty());
  EXPECT_TRUE(split_regulation("").empty());
}

}  // namespace
}  // namespace shouwen
