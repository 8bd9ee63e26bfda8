// Small sums in words. The answer travels sealed, so that nothing is kept until somebody answers.
#include "portal/tip_question.h"

#include <sodium.h>

#include "base/text.h"
#include "org/secret.h"
#include "portal/page_texts.h"

namespace shouwen {

namespace {

constexpr std::string_view purpose = "public_tip_question";
constexpr std::int64_t lives_seconds = 3600;
constexpr std::uint32_t least = 11, spread = 78, least_other = 2, spread_other = 8;

std::string in_words(std::int64_t number, http::Language language) {
  static constexpr const char* zh[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static constexpr const char* en[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
  const std::int64_t tens = number / 10, ones = number % 10;
  if (language == http::Language::en) return number < 10 ? en[ones] : std::string(en[tens]) + "-" + en[ones];
  if (number < 10) return zh[ones];
  return (tens > 1 ? zh[tens] : std::string()) + "十" + (ones > 0 ? zh[ones] : "");
}

}  // namespace

TipQuestion new_tip_question(const HouseKey& key, Instant now, http::Language language) {
  const std::int64_t one = least + randombytes_uniform(spread), other = least_other + randombytes_uniform(spread_other);
  const bool adds = randombytes_uniform(2) == 0;
  const std::string answer = std::to_string(adds ? one + other : one - other);
  return {say(adds ? "tip_question_sum" : "tip_question_difference", language, {{"one", in_words(one, language)}, {"other", in_words(other, language)}}),
          key.seal(purpose, answer + " " + std::to_string(now.seconds + lives_seconds) + " " + new_secret())};
}

std::optional<std::string> answered_tip_question(const HouseKey& key, const std::string& sealed, const std::string& answer, Instant now) {
  const auto plain = key.unseal(purpose, sealed);
  if (!plain || !is_valid_utf8(answer)) return std::nullopt;
  const std::size_t first = plain->find(' '), second = plain->find(' ', first + 1);
  if (std::stoll(plain->substr(first + 1, second - first - 1)) < now.seconds) return std::nullopt;
  if (clean_text(to_half_width(answer), false) != plain->substr(0, first)) return std::nullopt;
  return plain->substr(second + 1);
}

}  // namespace shouwen
