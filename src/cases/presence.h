// Who has a case open right now, and what he is about to do: two people on one case see each other. In memory only: a
// restart forgets it, the next heartbeat brings it back.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace shouwen {

struct Present {
  OfficerId officer_id;
  std::string doing;  ///< the verb whose form is open; "" = reading
  Instant at;         ///< last heard of
};

class PresenceBoard {
 public:
  /// Who is not heard of for so long has left.
  static constexpr std::int64_t fades_after_seconds = 45;

  /// Notes that the officer is there; true if others should know: he came, or does something else now.
  bool note(CaseId id, OfficerId officer, const std::string& doing, Instant now);
  /// True if he was there.
  bool leave(CaseId id, OfficerId officer);
  /// Everybody but `officer`, by id.
  std::vector<Present> others(CaseId id, OfficerId officer, Instant now);

 private:
  std::mutex mutex_;
  std::map<CaseId, std::vector<Present>> present_;
};

}  // namespace shouwen
