// Who is known is found however he is written; days and counts are no numbers of persons.
#include "conduct/third_person.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ThirdPerson, Art_9_4_found_whatever_stands_between_its_characters) {
  const std::vector<KnownDatum> known{{DatumKind::name, "欧阳𠮷"}, {DatumKind::phone, "13800138000"}, {DatumKind::id_number, "11010519491231002X"},
                                      {DatumKind::address, "新园路 12 号"}, {DatumKind::account_number, "0800123456"}, {DatumKind::name, "Zhao Min"}};
  for (const char* text : {"客户欧阳𠮷反映", "欧 阳 𠮷", "欧·阳·𠮷", "欧\u200B阳𠮷"}) EXPECT_THAT(third_persons_in(text, known), ElementsAre("欧阳𠮷")) << text;
  for (const char* text : {"138-0013-8000", "１３８００１３８０００", "138 0013 8000", "一三八〇〇一三八〇〇〇"}) EXPECT_THAT(third_persons_in(text, known), ElementsAre("13800138000")) << text;
  EXPECT_THAT(third_persons_in("证件11010519491231002x", known), ElementsAre("11010519491231002X"));
  EXPECT_THAT(third_persons_in("住新园路12号", known), ElementsAre("新园路 12 号"));
  EXPECT_THAT(third_persons_in("在长青路77号门口", {{DatumKind::address, "城东区长青路77号"}}), ElementsAre("城东区长青路77号"));
  EXPECT_THAT(third_persons_in("77号", {{DatumKind::address, "城东区长青路77号"}}), IsEmpty());
  EXPECT_THAT(third_persons_in("户号 0800-123-456", known), ElementsAre("0800123456"));
  EXPECT_THAT(third_persons_in("ZHAO MIN said", known), ElementsAre("Zhao Min"));
  EXPECT_THAT(third_persons_in("营业厅柜员索要购物卡", known), IsEmpty());
}

TEST(ThirdPerson, Art_9_4_what_is_too_short_is_not_searched_for) {
  EXPECT_THAT(third_persons_in("王某收费 1234 元", {{DatumKind::name, "王"}, {DatumKind::account_number, "1234"}, {DatumKind::name, ""}}), IsEmpty());
}

TEST(ThirdPerson, Art_9_4_unknown_numbers_of_persons_are_found_days_are_not) {
  EXPECT_THAT(person_numbers_in("电话 139 0000 1111，2026-11-27 办理，20261127 归档，扣发 200000 元"), ElementsAre("13900001111"));
  EXPECT_THAT(person_numbers_in("3月，12户，2026年"), IsEmpty());
  const auto refusal = refuse_third_persons("打 0800-1000011 找王芳", {{DatumKind::name, "王芳"}}, "/title");
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->values.front().second, "王芳、08001000011");
}

RC_GTEST_PROP(ThirdPersonProperty, Art_9_4_a_known_name_is_found_in_any_text_that_holds_it, ()) {
  const std::string before = *rc::gen::container<std::string>(rc::gen::inRange('a', 'z')), after = *rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
  const std::string name = *rc::gen::element<std::string>("李㛃", "王芳", "欧阳静", "𠮷田玉");
  RC_ASSERT(third_persons_in(before + name + after, {{DatumKind::name, name}}) == std::vector<std::string>{name});
}

}  // namespace
}  // namespace shouwen
