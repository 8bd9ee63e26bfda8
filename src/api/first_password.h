// A first password as whoever made it sees it, once.
#pragma once

#include "api/answers.h"
#include "api/house.h"

namespace shouwen::api {

struct FirstPasswordView {
  OfficerId id;
  std::string first_password;
  Instant ends_at;  ///< void from then on, if nobody has changed it
};
BOOST_DESCRIBE_STRUCT(FirstPasswordView, (), (id, first_password, ends_at))

inline FirstPasswordView first_password_view(const House& house, OfficerId officer, std::string password, Instant now) {
  return {officer, std::move(password), now.plus_seconds(house.session_rules().first_password_seconds)};
}

}  // namespace shouwen::api
