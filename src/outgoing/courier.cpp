// Read what is due, send it outside of any transaction, write what became of it.
#include "outgoing/courier.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <optional>

#include "outgoing/endpoint_store.h"
#include "outgoing/post.h"
#include "outgoing/rounds.h"
#include "outgoing/signature.h"
#include "outgoing/try_counts.h"

namespace shouwen {

namespace {

constexpr std::int64_t at_once_to_one = 8, forgotten_at_once = 500;
constexpr int rounds_between_forgetting = 120;

struct Sent {
  Delivery delivery;
  Attempt attempt;
};

/// What signs now, and until a renewal is a day old what signed before. Empty where the house's key is not the one that sealed them,
/// as after an archive was brought in: what is to be sent waits until the secret is renewed.
std::vector<std::string> secrets_of(const Endpoint& endpoint, const HouseKey& key, Instant now) {
  std::vector<std::string> secrets;
  if (auto secret = open_webhook_secret(key, endpoint.secret_sealed)) secrets.push_back(*std::move(secret));
  if (secrets.empty() || !endpoint.former_until || *endpoint.former_until <= now) return secrets;
  if (auto former = open_webhook_secret(key, endpoint.former_secret_sealed)) secrets.push_back(*std::move(former));
  return secrets;
}

Parcel parcel_of(const Endpoint& endpoint, const Delivery& delivery, const std::string& source, const std::vector<std::string>& secrets, Instant now) {
  Parcel parcel{endpoint.state.form.url.value, cloud_event(delivery.news, source), {}};
  std::vector<std::string> signatures;
  for (const std::string& secret : secrets) signatures.push_back(webhook_signature(secret, delivery.news.webhook_id, now, parcel.body));
  parcel.headers = {"Content-Type: application/cloudevents+json; charset=utf-8", "Expect:", "webhook-id: " + delivery.news.webhook_id, fmt::format("webhook-timestamp: {}", now.seconds),
                    fmt::format("webhook-signature: {}", fmt::join(signatures, " "))};
  return parcel;
}

}  // namespace

struct Courier::Body {
  House& house;
  const OutgoingSettings settings;
  const std::function<bool()> is_mine;
  const TellOfPause tell;
  int round = 0;
  TryCounts tries = {};
  std::optional<Rounds> rounds = {};

  /// What the answers say of the endpoint itself.
  void judge(db::Session& session, EndpointId id, const std::vector<const Sent*>& sent, Instant now) {
    const auto endpoint = load_endpoint(session, id);
    if (!endpoint || endpoint->state.standing != EndpointStanding::active) return;
    bool taken = false, gone = false;
    for (const Sent* one : sent) {
      const Reception reception = reception_of(one->attempt.status);
      taken = taken || reception == Reception::taken;
      gone = gone || reception == Reception::gone;
    }
    const auto failing_since = taken ? std::nullopt : endpoint->failing_since ? endpoint->failing_since : std::optional(now);
    if (failing_since != endpoint->failing_since) note_failing(session, id, failing_since);
    if (!gone && !is_given_up(failing_since, settings.failing_days, now)) return;
    const auto rulebook = house.rulebook_now();
    const std::int64_t number = pause_endpoint(session, *endpoint, {gone ? PauseCause::gone : PauseCause::failing, {}}, {{}, now, rulebook ? rulebook->version : 0});
    tell(session, number, endpoint->state.form.name.value, now);
  }

  void write(const std::vector<Sent>& sent) {
    const Instant now = house.now();
    house.writer().run([&](db::Session& session) {
      std::map<std::int64_t, std::vector<const Sent*>> by_endpoint;
      for (const Sent& one : sent) {
        if (one.attempt.error == "broken_off") continue;
        record_attempt(session, one.delivery, one.attempt, settings.retries);
        by_endpoint[one.delivery.endpoint_id.value].push_back(&one);
      }
      for (const auto& [id, rows] : by_endpoint) judge(session, EndpointId{id}, rows, now);
    });
  }

  /// True if something was sent: there may be more.
  bool deliver(const std::stop_token& stop) {
    std::vector<Sent> sent;
    std::vector<Parcel> parcels;
    {
      const auto session = house.readers().borrow();
      const Instant now = house.now();
      for (const Endpoint& endpoint : list_endpoints(*session)) {
        if (endpoint.state.standing != EndpointStanding::active) continue;
        const std::vector<std::string> secrets = secrets_of(endpoint, house.key(), now);
        if (secrets.empty()) continue;
        for (Delivery& delivery : due_deliveries(*session, endpoint.id, now, at_once_to_one)) {
          parcels.push_back(parcel_of(endpoint, delivery, settings.source, secrets, now));
          sent.push_back({std::move(delivery), {}});
        }
      }
    }
    if (sent.empty()) return false;
    std::vector<Attempt> attempts = post_all(parcels, settings.reach, settings.time_out_seconds, stop);
    const Instant now = house.now();
    for (std::size_t i = 0; i < sent.size(); ++i) {
      sent[i].attempt = std::move(attempts[i]);
      sent[i].attempt.at = now;
      if (sent[i].attempt.error == "broken_off") continue;
      const Reception reception = reception_of(sent[i].attempt.status);
      ++(reception == Reception::taken ? tries.taken : reception == Reception::gone ? tries.refused : tries.failed);
    }
    write(sent);
    return true;
  }

  void forget() {
    const Instant before = house.now().plus_seconds(-settings.keep_days * seconds_per_day);
    house.writer().run([before](db::Session& session) { forget_news(session, before, forgotten_at_once); });
  }

  bool turn(const std::stop_token& stop) {
    if (!is_mine()) return false;
    const bool more = deliver(stop);
    if (round++ % rounds_between_forgetting == 0) forget();
    return more;
  }
};

Courier::Courier(House& house, const OutgoingSettings& settings, std::function<bool()> is_mine, TellOfPause tell) : body_(new Body{house, settings, std::move(is_mine), std::move(tell)}) {
  body_->rounds.emplace("courier", [this](const std::stop_token& stop) { return body_->turn(stop); });
}

Courier::~Courier() = default;

std::string Courier::metrics() const { return body_->tries.metrics("shouwen_webhook_tries_total"); }

}  // namespace shouwen
