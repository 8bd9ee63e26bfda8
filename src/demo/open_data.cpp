// Months are frozen as the ticker does it; one key is in use, one was revoked. Nobody knows the keys.
#include "demo/open_data.h"

#include <fmt/format.h>

#include "open311/open311_key_store.h"
#include "open_data/edition_store.h"
#include "org/secret.h"

namespace shouwen {

namespace {

std::string unknown_hash() {
  std::string text;
  for (const char byte : secret_hash(new_secret())) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace

void add_open_data(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || rulebook->open_data == nullptr) return;
  while (freeze_finished_month(house)) {
  }
  const Officer* admin = house.organisation()->officer_by_code("admin");
  if (admin == nullptr) return;
  const Instant now = house.now();
  house.writer().run([&](db::Session& session) {
    const auto writer = [&](std::int64_t days) { return Open311KeyWriter{admin->id, now.plus_seconds(-days * seconds_per_day), rulebook->version}; };
    add_open311_key(session, {{"市民热线转办（演示）"}, Channel::transfer_12345, unknown_hash()}, writer(21));
    const Open311KeyId old = add_open311_key(session, {{"掌上城市（演示）"}, Channel::app, unknown_hash()}, writer(9));
    revoke_open311_key(session, old, {{"对方更换了程序，改用新密钥"}}, writer(2));
  });
}

}  // namespace shouwen
