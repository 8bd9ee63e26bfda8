// The main job's promises, looked at from outside after every step: what the journal gained, what the rows say, whom it was told.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/house.h"
#include "cases/cases.h"
#include "cases/notices.h"

namespace shouwen::sim {

/// A promise that does not hold.
struct Broken {
  std::string promise;  ///< stable: "art.10(7) the customer's clock is never reset"
  std::string words;    ///< where and how
};

/// Who was told what, by journal number.
using Told = std::map<std::int64_t, std::vector<std::pair<OfficerId, NoticeKind>>>;

class Promises {
 public:
  /// What was written since the last look. Reads with a connection of its own. Call while the disk is held.
  std::optional<Broken> look(House& house);
  /// After the process came back: everything ever seen is still there, by number and hash.
  std::optional<Broken> look_after_crash(House& house);
  /// All rows equal a rebuild, the chain holds, no notice about nothing: what `shouwen verify` proves.
  std::optional<Broken> look_at_everything(House& house);
  /// Once a decree's count is over: nothing the calendars know is provisional, and counting again moves nothing.
  std::optional<Broken> look_after_decree(House& house);
  /// Nothing that was due when the clock's round began is left undone.
  std::optional<Broken> look_after_round(House& house, Instant began);

  /// An officer got a 2xx for this version of a case.
  void acknowledge(CaseId id, std::int64_t version);

  /// The case that a mark registered; 0 = none was.
  CaseId case_of(const std::string& mark) const;
  const ServiceCase* known(CaseId id) const;
  std::int64_t cases() const { return static_cast<std::int64_t>(known_.size()); }
  std::int64_t entries() const { return seen_number_; }
  std::int64_t notices() const { return notices_; }

 private:
  std::optional<Broken> look_at_entry(const db::Entry& entry, const Told& told, const House& house);
  std::optional<Broken> look_at_case(db::Session& session, House& house, const ServiceCase& before, const ServiceCase& after);
  std::optional<Broken> look_at_notices(const Told::mapped_type& told, const House& house, const CaseEvent& event, const ServiceCase& after);

  std::int64_t seen_number_ = 0, notices_ = 0;
  std::string seen_hash_;
  std::map<CaseId, ServiceCase> known_;
  std::map<CaseId, std::int64_t> acknowledged_;
  std::map<std::string, CaseId> registered_;
  std::set<std::string> effects_;  ///< mark and event kind
};

/// "[s17]", the mark of a step.
std::string mark_of(std::int64_t step);

}  // namespace shouwen::sim
