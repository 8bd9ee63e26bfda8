// Units, officers, deputies and absences at one instant, as plain values with the questions rules ask of them.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "regulation/rulebook.h"

namespace shouwen {

enum class UnitKind { bureau, leaders, department, service_center, key_account_center, supply_station, team };

struct Unit {
  UnitId id;
  UnitId parent_id;             ///< 0 = the bureau itself
  std::string code;             ///< "JBGS"; stable, cited by routing
  std::string name;
  UnitKind kind{};
  std::string phone;
  std::optional<Area> area;     ///< of supply stations
  OfficerId head_id;            ///< 0 = vacant
  bool is_bureau_office = false;  ///< the unit that rules (art. 10(4))
};

/// 专责 副职 正职: what an officer is in his unit. A unit has one head.
enum class PostRank { staff, deputy_head, head };

struct Absence {
  Instant from, to;             ///< [from, to)
  bool operator==(const Absence&) const = default;
};

struct Officer {
  OfficerId id;
  std::string code;             ///< staff number, also the sign-in name
  std::string name;
  UnitId unit_id;
  std::string post_name;
  PostRank rank{};              ///< in `unit_id`
  std::vector<std::string> roles;
  OfficerId deputy_id;          ///< AB角; 0 = none
  std::string phone;
  bool active = true;
  std::vector<Absence> absences;
};

/// A snapshot; never changed after it is built, shared between threads.
class Organisation {
 public:
  Organisation() = default;
  Organisation(std::vector<Unit> units, std::vector<Officer> officers);

  const Unit* unit(UnitId id) const;
  const Unit* unit_by_code(const std::string& code) const;
  const Officer* officer(OfficerId id) const;
  const Officer* officer_by_code(const std::string& code) const;
  const std::vector<Unit>& units() const { return units_; }
  const std::vector<Officer>& officers() const { return officers_; }

  /// True if `unit` is `ancestor` or below it.
  bool is_within(UnitId unit, UnitId ancestor) const;
  bool has_role(OfficerId officer, const std::string& role) const;
  bool is_absent(OfficerId officer, Instant at) const;
  /// The head, or if vacant the nearest head above; 0 only if the whole line is vacant.
  OfficerId head_of(UnitId unit) const;
  /// The head of the unit above the unit's own head; 0 at the top.
  OfficerId superior_of(OfficerId officer) const;
  /// Whether `officer` belongs to the accused's line (art. 9(4), 10(7) recusal): the accused, everyone in the same unit
  /// and below it, and everyone below a unit the accused heads.
  bool is_in_line_of(OfficerId accused, OfficerId officer) const;
  /// Whether the whole unit lies in the accused's line.
  bool unit_is_in_line_of(OfficerId accused, UnitId unit) const;
  /// The unit that rules on unclear competence (art. 10(4)); 0 if the bureau has none (init refuses that).
  UnitId bureau_office() const { return bureau_office_; }
  /// The supply station a unit belongs to, or 0.
  UnitId station_of(UnitId unit) const;

 private:
  std::vector<Unit> units_;
  std::vector<Officer> officers_;
  std::unordered_map<UnitId, std::size_t> unit_index_;
  std::unordered_map<OfficerId, std::size_t> officer_index_;
  UnitId bureau_office_;
};

}  // namespace shouwen
