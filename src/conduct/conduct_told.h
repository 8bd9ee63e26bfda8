// Who is told of what happened to a violation case, and in which words: never the accused's line, never more than he must know. Pure.
#pragma once

#include <string>
#include <vector>

#include "conduct/conduct_situation.h"

namespace shouwen {

struct ConductTold {
  std::vector<OfficerId> officer_ids;
  std::string path, text_zh, text_en;
};
/// Who holds the house's roles now.
struct ConductHouse {
  const Organisation& organisation;
  UnitId supervision_unit_id;
  std::string group_role;              ///< role whose holders are the leading group: "leader"
};

/// Who handles it: the unit's head, or supervision; leaders where supervision itself is accused.
std::vector<OfficerId> conduct_handlers(const ConductCase& conduct_case, const ConductHouse& house);
/// Everybody an event is told to, each with the words meant for him.
std::vector<ConductTold> told_of_conduct(const ConductCase& before, const ConductCase& after, const ConductEvent& event, const ConductHouse& house);

}  // namespace shouwen
