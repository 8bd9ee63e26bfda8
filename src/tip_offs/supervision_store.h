// The supervision key's officers, its layers and what waits for a second officer: rows and journal (stream supervision_key/1). No
// secret is ever written but under a passphrase or sealed. All SQL of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "db/session.h"
#include "org/sealed_box.h"

namespace shouwen {

struct SupervisionOfficer {
  OfficerId officer_id;
  std::string public_key;
  ProtectedSecret secret;
  bool admitted = false;
  std::int64_t failures = 0;
  Instant locked_until;
};
std::vector<SupervisionOfficer> supervision_officers(db::Session& session);
std::optional<SupervisionOfficer> find_supervision_officer(db::Session& session, OfficerId id);

/// What happened to the key: officer_enrolled, key_made, change_asked, officer_admitted, officer_removed, change_declined,
/// change_expired, passphrase_changed, passphrase_wrong.
struct SupervisionKeyEvent {
  std::string kind;
  OfficerId officer_id;            ///< who did it; 0 the clock
  OfficerId subject_id;            ///< whom it is about; 0 = himself
  std::string public_key;          ///< base64
  std::string reason;
};
void append_supervision_event(db::Session& session, const SupervisionKeyEvent& event, Instant now, std::int64_t rulebook_version);
std::vector<std::pair<Instant, SupervisionKeyEvent>> supervision_events(db::Session& session);

void keep_supervision_officer(db::Session& session, const SupervisionOfficer& officer);
void admit_supervision_officer(db::Session& session, OfficerId id);
/// With all layers he is part of.
void remove_supervision_officer(db::Session& session, OfficerId id);
/// Counts a wrong passphrase; from the fifth on it locks, longer each time. Right ones forget.
void note_passphrase(db::Session& session, OfficerId id, bool right, Instant now);

struct SupervisionLayer {
  OfficerId outer_id, inner_id;
  std::string sealed;
};
void keep_layer(db::Session& session, const SupervisionLayer& layer);
std::vector<SupervisionLayer> layers_of(db::Session& session, OfficerId outer);

enum class RequestPurpose { open, admit, remove };
struct SupervisionRequest {
  std::int64_t id = 0;
  RequestPurpose purpose{};
  CaseId case_id;                  ///< with opening_number, of an opening
  std::int64_t opening_number = 0;
  OfficerId officer_id;            ///< to admit or to remove
  OfficerId asker_id;
  std::string reason;
  Instant asked_at, expires_at;
  OfficerId agreer_id;             ///< 0 while it waits
  std::string for_asker;           ///< the identity, sealed to who asked; until he read it
};
std::int64_t keep_request(db::Session& session, const SupervisionRequest& request);
std::optional<SupervisionRequest> find_request(db::Session& session, std::int64_t id);
std::optional<SupervisionRequest> request_of_opening(db::Session& session, CaseId id, std::int64_t number);
/// Those that wait, oldest first.
std::vector<SupervisionRequest> waiting_requests(db::Session& session);
void keep_waiting(db::Session& session, std::int64_t request, OfficerId agreer, const std::string& inner);
/// The layer that waits for this officer.
std::optional<std::string> waiting_layer(db::Session& session, std::int64_t request, OfficerId agreer);
/// Overwrites and deletes every waiting layer; the request is agreed (with what the asker may read once), or gone if nobody agreed.
void settle_request(db::Session& session, const SupervisionRequest& request, OfficerId agreer, const std::string& for_asker);
void forget_request(db::Session& session, std::int64_t id);

/// Rows of officers and key against the journal.
std::vector<std::string> verify_supervision_key(db::Session& session);

}  // namespace shouwen
