// Endpoints in the database. All SQL of them.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"
#include "org/house_key.h"
#include "outgoing/endpoint.h"

namespace shouwen {

struct EndpointWriter {
  OfficerId officer_id;            ///< 0 = the house itself
  Instant now;
  std::int64_t rulebook_version = 0;
};

struct MadeEndpoint {
  EndpointId id;
  std::string secret;              ///< shown now and never again
};
/// All of these write and journal; what they may be asked is decided by the rules of endpoint.h.
MadeEndpoint add_endpoint(db::Session& session, const EndpointForm& form, const HouseKey& key, const EndpointWriter& writer);
void change_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointForm& form, const EndpointWriter& writer);
/// Answers with the journal's number.
std::int64_t pause_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointPaused& paused, const EndpointWriter& writer);
void resume_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointWriter& writer);
/// The former secret signs too until `former_until`. Answers with the new one.
std::string renew_secret(db::Session& session, const Endpoint& endpoint, Instant former_until, const HouseKey& key, const EndpointWriter& writer);
/// Its secrets go, and what waited for it is dead.
void end_endpoint(db::Session& session, const Endpoint& endpoint, const EndpointWriter& writer);

std::optional<Endpoint> load_endpoint(db::Session& session, EndpointId id);
/// Oldest first, ended ones too.
std::vector<Endpoint> list_endpoints(db::Session& session);
void note_failing(db::Session& session, EndpointId id, std::optional<Instant> failing_since);

/// What a sealed secret of an endpoint says; nothing if there is none or another house's key sealed it.
std::optional<std::string> open_webhook_secret(const HouseKey& key, const std::string& sealed);

struct EndpointsVerified {
  std::int64_t endpoints = 0;
  std::vector<std::string> differences;
};
EndpointsVerified verify_endpoints(db::Session& session);

}  // namespace shouwen
