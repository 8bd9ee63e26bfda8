// Read what is due, send it outside of any transaction, write what became of it.
#include "messages/message_courier.h"

#include <optional>

#include "outgoing/rounds.h"
#include "outgoing/try_counts.h"
#include "regulation/quiet_hours.h"

namespace shouwen {

namespace {

constexpr std::int64_t at_once = 8, claimed_beyond_seconds = 20;

}  // namespace

struct MessageCourier::Body {
  House& house;
  const MessagesSettings settings;
  const std::function<bool()> is_mine;
  TryCounts tries = {};
  std::optional<Rounds> rounds = {};

  MessageWriter writer_now() const {
    const auto rulebook = house.rulebook_now();
    return {{}, house.now(), rulebook ? rulebook->version : 0};
  }

  /// Claimed by a commit of its own before anything is sent: a writer that fails afterwards must not send it twice a second.
  std::vector<Message> claimed() {
    const auto rulebook = house.rulebook_now();
    const auto due_in = [&](db::Session& session) {
      const bool trials_only = !message_setting(session).sends || !rulebook || in_quiet_hours(rulebook->closing, house.now());
      return due_messages(session, house.now(), trials_only, at_once);
    };
    std::vector<Message> due = due_in(*house.readers().borrow());
    if (due.empty()) return due;
    house.writer().run([&](db::Session& session) {
      due = due_in(session);
      claim_messages(session, due, house.now().plus_seconds(settings.time_out_seconds + claimed_beyond_seconds));
    });
    return due;
  }

  /// True if something was sent: there may be more.
  bool deliver(const std::stop_token& stop) {
    const std::vector<Message> due = claimed();
    if (due.empty()) return false;
    std::vector<Parcel> parcels;
    for (const Message& message : due) parcels.push_back(parcel_of(message, settings.gateway));
    const std::vector<Attempt> attempts = post_all(parcels, settings.reach, settings.time_out_seconds, stop);
    for (std::size_t i = 0; i < due.size(); ++i) {
      if (attempts[i].error == "broken_off") continue;
      const MessageTry tried = try_of(attempts[i], due[i].phone, settings.gateway);
      ++(tried.taken ? tries.taken : tried.hopeless ? tries.refused : tries.failed);
      house.writer().run([&](db::Session& session) { record_try(session, due[i].id, tried, settings.retries, writer_now()); });
    }
    return !stop.stop_requested();
  }
};

MessageCourier::MessageCourier(House& house, const MessagesSettings& settings, std::function<bool()> is_mine) : body_(new Body{house, settings, std::move(is_mine)}) {
  if (settings.gateway.url.empty()) return;
  body_->rounds.emplace("message courier", [this](const std::stop_token& stop) { return body_->is_mine() && body_->deliver(stop); });
}

MessageCourier::~MessageCourier() = default;

std::string MessageCourier::metrics() const { return body_->tries.metrics("shouwen_message_tries_total"); }

}  // namespace shouwen
