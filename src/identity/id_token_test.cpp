// ID tokens wrong in one thing at a time: the table of what is refused, and why.
#include "identity/id_token.h"

#include <gtest/gtest.h>

extern "C" {
#include <jose/jose.h>
}
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <boost/json.hpp>
#include <functional>
#include <memory>

namespace shouwen {
namespace {

namespace bjson = boost::json;

struct Free {
  void operator()(json_t* value) const { json_decref(value); }
};
using Json = std::unique_ptr<json_t, Free>;

std::string printed(const json_t* value) {
  char* text = json_dumps(value, JSON_COMPACT);
  std::string copy = text;
  free(text);
  return copy;
}

std::string base64url(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.find('\0'));
  return text;
}

/// A provider's key: the private half signs here, the public one goes into its set.
struct Key {
  Json whole;
  explicit Key(const char* template_text) : whole(json_loads(template_text, 0, nullptr)) { EXPECT_TRUE(jose_jwk_gen(nullptr, whole.get())); }
  std::string public_text() const {
    const Json copy(json_deep_copy(whole.get()));
    EXPECT_TRUE(jose_jwk_pub(nullptr, copy.get()));
    return printed(copy.get());
  }
  std::string sign(const std::string& header, const std::string& payload) const {
    const Json jws(json_pack("{s:s}", "payload", base64url(payload).c_str()));
    const Json signature(json_pack("{s:s}", "protected", base64url(header).c_str()));
    EXPECT_TRUE(jose_jws_sig(nullptr, jws.get(), signature.get(), whole.get())) << header;
    return base64url(header) + '.' + base64url(payload) + '.' + json_string_value(json_object_get(jws.get(), "signature"));
  }
};

const Key& rsa() {
  static const Key key(R"({"alg":"RS256","kid":"one","bits":2048})");
  return key;
}

constexpr std::int64_t now = 1'800'000'000;
constexpr const char* rs256 = R"({"alg":"RS256","kid":"one","typ":"JWT"})";

ExpectedToken expected() { return {"https://id.example.cn", "shouwen", "nonce-of-this-browser", "access", Instant{now}}; }

bjson::object claims() {
  return {{"iss", "https://id.example.cn"}, {"sub", "42"}, {"aud", "shouwen"}, {"exp", now + 300}, {"iat", now - 5}, {"nonce", "nonce-of-this-browser"}, {"preferred_username", "YYT02"}};
}

std::string set_of(std::initializer_list<const Key*> keys) {
  std::string text = R"({"keys":[)";
  for (const Key* key : keys) text += (text.back() == '[' ? "" : ",") + key->public_text();
  return text + "]}";
}

std::string reason(const Result<bjson::object>& checked) { return checked ? "believed" : checked.refusal().values.front().second; }
std::string checked(const std::string& token, const std::string& keys) { return reason(check_id_token(token, keys, expected())); }

TEST(IdToken, is_believed_with_each_allowed_algorithm) {
  EXPECT_EQ(checked(rsa().sign(rs256, bjson::serialize(claims())), set_of({&rsa()})), "believed");
  const Key elliptic(R"({"alg":"ES256","kid":"two"})"), pss(R"({"alg":"PS256","kid":"three","bits":2048})");
  const std::string keys = set_of({&rsa(), &elliptic, &pss});
  EXPECT_EQ(checked(elliptic.sign(R"({"alg":"ES256","kid":"two"})", bjson::serialize(claims())), keys), "believed");
  EXPECT_EQ(checked(pss.sign(R"({"alg":"PS256","kid":"three"})", bjson::serialize(claims())), keys), "believed");
  EXPECT_EQ(checked(rsa().sign(R"({"alg":"RS256"})", bjson::serialize(claims())), keys), "believed") << "without a number the keys of its kind are tried";
}

TEST(IdToken, is_refused_for_each_claim_that_is_wrong) {
  struct Row { const char* reason; std::function<void(bjson::object&)> change; };
  const std::vector<Row> rows = {
      {"iss", [](auto& c) { c["iss"] = "https://id.example.cn/"; }},
      {"iss", [](auto& c) { c.erase("iss"); }},
      {"sub", [](auto& c) { c.erase("sub"); }},
      {"aud", [](auto& c) { c["aud"] = "another"; }},
      {"aud", [](auto& c) { c.erase("aud"); }},
      {"aud", [](auto& c) { c["aud"] = bjson::array{"another", "third"}; }},
      {"azp", [](auto& c) { c["aud"] = bjson::array{"shouwen", "another"}; }},
      {"azp", [](auto& c) { c["azp"] = "another"; }},
      {"exp", [](auto& c) { c["exp"] = now - 60; }},
      {"exp", [](auto& c) { c.erase("exp"); }},
      {"exp", [](auto& c) { c["exp"] = "soon"; }},
      {"iat", [](auto& c) { c["iat"] = now + 61; }},
      {"iat", [](auto& c) { c["iat"] = now - 601; }},
      {"iat", [](auto& c) { c.erase("iat"); }},
      {"nbf", [](auto& c) { c["nbf"] = now + 61; }},
      {"nonce", [](auto& c) { c["nonce"] = "nonce-of-another-one."; }},
      {"nonce", [](auto& c) { c.erase("nonce"); }},
      {"at_hash", [](auto& c) { c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"; }},
      {"at_hash", [](auto& c) { c["at_hash"] = 7; }},
  };
  for (const Row& row : rows) {
    bjson::object changed = claims();
    row.change(changed);
    EXPECT_EQ(checked(rsa().sign(rs256, bjson::serialize(changed)), set_of({&rsa()})), row.reason) << bjson::serialize(changed);
  }
}

TEST(IdToken, allows_a_minute_of_difference_between_clocks) {
  bjson::object changed = claims();
  changed["exp"] = now - 59;
  changed["iat"] = now + 60;
  EXPECT_EQ(checked(rsa().sign(rs256, bjson::serialize(changed)), set_of({&rsa()})), "believed");
}

TEST(IdToken, at_hash_is_of_the_access_token_that_came_with_it) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest("access", 6, digest.data(), nullptr, EVP_sha256(), nullptr);
  bjson::object changed = claims();
  changed["at_hash"] = base64url(std::string_view(reinterpret_cast<const char*>(digest.data()), 16));
  EXPECT_EQ(checked(rsa().sign(rs256, bjson::serialize(changed)), set_of({&rsa()})), "believed");
}

TEST(IdToken, several_audiences_need_this_house_as_the_party) {
  bjson::object changed = claims();
  changed["aud"] = bjson::array{"shouwen", "another"};
  changed["azp"] = "shouwen";
  EXPECT_EQ(checked(rsa().sign(rs256, bjson::serialize(changed)), set_of({&rsa()})), "believed");
}

TEST(IdToken, without_a_signature_or_with_a_shared_secret_is_refused) {
  const std::string payload = bjson::serialize(claims()), keys = set_of({&rsa()});
  EXPECT_EQ(checked(base64url(R"({"alg":"none"})") + '.' + base64url(payload) + '.', keys), "alg");
  EXPECT_EQ(checked(base64url(R"({"alg":"None"})") + '.' + base64url(payload) + ".AA", keys), "alg");
  // HMAC with what everybody can read: the public key, in each spelling a careless reader might take for the secret.
  for (const std::string& secret : {rsa().public_text(), keys, std::string(json_string_value(json_object_get(rsa().whole.get(), "n")))}) {
    const std::string head = base64url(R"({"alg":"HS256","kid":"one"})") + '.' + base64url(payload);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(head.data()), head.size(), mac.data(), &length);
    EXPECT_EQ(checked(head + '.' + base64url(std::string_view(reinterpret_cast<const char*>(mac.data()), length)), keys), "alg");
  }
}

TEST(IdToken, changed_after_signing_or_signed_by_another_is_refused) {
  const std::string good = rsa().sign(rs256, bjson::serialize(claims())), keys = set_of({&rsa()});
  bjson::object other = claims();
  other["preferred_username"] = "admin";
  const std::size_t first = good.find('.'), second = good.rfind('.');
  EXPECT_EQ(checked(good.substr(0, first + 1) + base64url(bjson::serialize(other)) + good.substr(second), keys), "signature");
  const Key stranger(R"({"alg":"RS256","kid":"one","bits":2048})");
  EXPECT_EQ(checked(stranger.sign(rs256, bjson::serialize(claims())), keys), "signature");
  EXPECT_EQ(checked(good.substr(0, second + 1), keys), "signature");
}

TEST(IdToken, a_key_that_is_not_in_the_set_asks_for_a_newer_set) {
  const Key next(R"({"alg":"RS256","kid":"next","bits":2048})");
  const std::string token = next.sign(R"({"alg":"RS256","kid":"next"})", bjson::serialize(claims()));
  const auto refused = check_id_token(token, set_of({&rsa()}), expected());
  ASSERT_FALSE(refused);
  EXPECT_TRUE(wants_newer_keys(refused.refusal()));
  EXPECT_EQ(checked(token, set_of({&rsa(), &next})), "believed");
  EXPECT_FALSE(wants_newer_keys(not_believed("signature")));
}

TEST(IdToken, keys_for_something_else_or_too_small_are_none) {
  const std::string token = rsa().sign(rs256, bjson::serialize(claims()));
  const std::string key = rsa().public_text();
  const auto with = [&key](const char* name, const bjson::value& value) {
    bjson::object changed = bjson::parse(key).get_object();
    changed[name] = value;
    return R"({"keys":[)" + bjson::serialize(changed) + "]}";
  };
  EXPECT_EQ(checked(token, with("use", "enc")), "key");
  EXPECT_EQ(checked(token, with("alg", "RS512")), "key");
  EXPECT_EQ(checked(token, with("kty", "oct")), "key");
  EXPECT_EQ(checked(token, with("key_ops", bjson::array{"encrypt"})), "key");
  EXPECT_EQ(checked(token, with("n", "AQAB")), "key");
  EXPECT_EQ(checked(token, "no set"), "key");
}

TEST(IdToken, other_kinds_of_tokens_and_broken_ones_are_refused) {
  const std::string payload = bjson::serialize(claims()), keys = set_of({&rsa()});
  EXPECT_EQ(checked(rsa().sign(R"({"alg":"RS256","kid":"one","typ":"at+jwt"})", payload), keys), "typ");
  EXPECT_EQ(checked(rsa().sign(R"({"alg":"RS256","kid":"one","crit":["b64"],"b64":true})", payload), keys), "crit");
  EXPECT_EQ(checked(rsa().sign(rs256, "[1]"), keys), "form");
  const std::string good = rsa().sign(rs256, payload);
  for (const std::string& token : {std::string(), std::string("a.b"), good + ".e30", "x" + good, std::string(20000, 'a') + good}) EXPECT_EQ(checked(token, keys), "form") << token.substr(0, 40);
}

TEST(IdToken, names_an_officer_by_the_claim_that_is_set_and_verified) {
  ProviderSettings settings;
  EXPECT_EQ(*name_in_claims(claims(), settings), "YYT02");
  settings.name_claim = "staff_number";
  EXPECT_EQ(name_in_claims(claims(), settings).refusal(), not_believed("name"));
  settings.name_claim = "preferred_username";
  settings.verified_claim = "email_verified";
  bjson::object said = claims();
  EXPECT_EQ(name_in_claims(said, settings).refusal(), not_believed("name_unverified"));
  said["email_verified"] = "true";
  EXPECT_EQ(name_in_claims(said, settings).refusal(), not_believed("name_unverified"));
  said["email_verified"] = true;
  EXPECT_EQ(*name_in_claims(said, settings), "YYT02");
}

TEST(IdToken, a_second_factor_counts_only_in_words_the_operator_trusts) {
  bjson::object said = claims();
  EXPECT_FALSE(has_trusted_factor(said, {"mfa", ""}));
  said["amr"] = bjson::array{"pwd", "otp"};
  EXPECT_FALSE(has_trusted_factor(said, {"mfa"}));
  EXPECT_TRUE(has_trusted_factor(said, {"otp"}));
  said["acr"] = "urn:bureau:two";
  EXPECT_TRUE(has_trusted_factor(said, {"urn:bureau:two"}));
  EXPECT_FALSE(has_trusted_factor(said, {}));
}

}  // namespace
}  // namespace shouwen
