// What may be told of a case to programs of others: that it moved, where it is and by when it is due; nobody's name, phone, address
// or words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "db/session.h"

namespace shouwen {

/// Published in docs/api.md: a name never changes its meaning. `trial` is sent only when an administrator asks for it.
enum class NewsKind { trial, registered, offered, accepted, returned, ruled, assigned, answered, paused, resumed, reminded, supervised, warned, breached, escalated, reopened, closed };

/// "shouwen.case.registered"; "shouwen.trial".
std::string type_of(NewsKind kind);

/// `data` of the event.
struct NewsFacts {
  std::string case_number, case_kind, stage, unit_code;
  std::optional<Instant> due_at;   ///< of the duty the event is about; else the next one owed
  bool operator==(const NewsFacts&) const = default;
};

struct News {
  std::string webhook_id;          ///< the same on every try: by it the other side knows what it has
  NewsKind kind{};
  CaseId case_id;                  ///< 0 = a trial
  Instant at;
  NewsFacts facts;
};

/// The event as it is sent: CloudEvents 1.0, structured JSON. `source`: which bureau speaks.
std::string cloud_event(const News& news, const std::string& source);

/// Into the outbox of every active endpoint that asked for it, inside the transaction of the event itself.
void put_out(db::Session& session, const std::vector<News>& news);
/// Of a case that may no longer be spoken of: what waits is not sent, and what was sent is no longer listed.
void take_back(db::Session& session, CaseId case_id);

}  // namespace shouwen
