// A tip's code tells which slip of the finger it was, and forgives what is no slip.
#include "org/tip_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "org/sealed_box.h"

namespace shouwen {
namespace {

TEST(TipCode, Art_9_5_it_is_long_random_and_grouped) {
  const std::string one = new_tip_code(), other = new_tip_code();
  EXPECT_EQ(one.size(), 24U + 5U);
  EXPECT_NE(one, other);
  EXPECT_EQ(read_tip_code(one).mistake, TipCodeMistake::none);
  EXPECT_EQ(read_slip_code(new_slip_code()).mistake, TipCodeMistake::none);
  EXPECT_EQ(read_slip_code(one).mistake, TipCodeMistake::too_long);
}

TEST(TipCode, Art_9_5_spaces_small_letters_and_full_width_are_no_mistake) {
  const std::string code = new_tip_code();
  std::string small, wide;
  for (const char sign : code) {
    small += static_cast<char>(sign >= 'A' && sign <= 'Z' ? sign - 'A' + 'a' : sign == '-' ? ' ' : sign == '0' ? 'o' : sign == '1' ? 'l' : sign);
    if (sign == '-') continue;
    const unsigned point = 0xFF00U + static_cast<unsigned char>(sign) - 0x20U;
    wide += {static_cast<char>(0xE0U | (point >> 12U)), static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)), static_cast<char>(0x80U | (point & 0x3FU))};
  }
  for (const std::string& typed : {small, wide}) {
    const TypedTipCode read = read_tip_code(typed);
    EXPECT_EQ(read.mistake, TipCodeMistake::none) << typed;
    EXPECT_EQ(grouped_code(read.code), code);
  }
}

TEST(TipCode, Art_9_5_empty_short_long_and_foreign_signs_are_named) {
  struct Row { const char* typed; TipCodeMistake mistake; std::size_t position; };
  for (const Row& row : {Row{"", TipCodeMistake::empty, 0}, Row{" - ", TipCodeMistake::empty, 0}, Row{"7K3M", TipCodeMistake::too_short, 0}, Row{"7K3U", TipCodeMistake::foreign_sign, 4},
                         Row{"7K举报", TipCodeMistake::foreign_sign, 3}, Row{"0000-0000-0000-0000-0000-0000-0", TipCodeMistake::too_long, 0}}) {
    const TypedTipCode read = read_tip_code(row.typed);
    EXPECT_EQ(read.mistake, row.mistake) << row.typed;
    EXPECT_EQ(read.position, row.position) << row.typed;
  }
}

RC_GTEST_PROP(TipCode, Art_9_5_one_wrong_sign_is_found_where_it_is, ()) {
  std::string code = read_tip_code(new_tip_code()).code;
  const std::size_t place = *rc::gen::inRange<std::size_t>(0, code.size());
  const char given = code[place];
  code[place] = *rc::gen::elementOf(std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ"));
  RC_PRE(code[place] != given);
  const TypedTipCode read = read_tip_code(code);
  // A wrong sign beside its double may also be two swapped ones: never accepted, always near.
  RC_ASSERT(read.mistake == TipCodeMistake::wrong_sign);
  RC_ASSERT(read.position == place + 1);
}

RC_GTEST_PROP(TipCode, Art_9_5_two_swapped_signs_are_found_where_they_are, ()) {
  std::string code = read_tip_code(new_tip_code()).code;
  const std::size_t place = *rc::gen::inRange<std::size_t>(0, code.size() - 1);
  RC_PRE(code[place] != code[place + 1]);
  std::swap(code[place], code[place + 1]);
  const TypedTipCode read = read_tip_code(code);
  RC_ASSERT(read.mistake == TipCodeMistake::swapped_signs);
  RC_ASSERT(read.position == place + 1);
}

TEST(TipCode, Art_9_5_only_a_slow_keyed_hash_finds_the_tip) {
  const std::string code = new_tip_code();
  EXPECT_EQ(tip_code_hash(code, "key"), tip_code_hash(read_tip_code(code).code, "key"));
  EXPECT_NE(tip_code_hash(code, "key"), tip_code_hash(code, "another"));
  EXPECT_EQ(tip_code_hash(code, "key").find(code.substr(0, 4)), std::string::npos);
}

TEST(SealedBox, Art_9_5_it_opens_with_the_secret_key_and_nothing_else) {
  const BoxKeys supervision = BoxKeys::make(), other = BoxKeys::make();
  const std::string sealed = seal_to(supervision.public_key(), "张三丰");
  EXPECT_TRUE(is_sealed_to_key(sealed));
  EXPECT_EQ(open_sealed(supervision, sealed), "张三丰");
  EXPECT_EQ(open_sealed(other, sealed), std::nullopt);
  EXPECT_EQ(open_sealed(supervision, "box1:!!"), std::nullopt);
  EXPECT_EQ(open_sealed(supervision, "AAAA"), std::nullopt);
  EXPECT_EQ(keys_of(supervision.secret_key())->public_key(), supervision.public_key());
}

TEST(SealedBox, Art_9_5_a_passphrase_keeps_a_secret) {
  const ProtectedSecret kept = protect_secret("the secret key", "correct horse 电");
  EXPECT_EQ(reveal_secret(kept, "correct horse 电"), "the secret key");
  EXPECT_EQ(reveal_secret(kept, "correct horse"), std::nullopt);
  EXPECT_EQ(reveal_secret({}, ""), std::nullopt);
}

}  // namespace
}  // namespace shouwen
