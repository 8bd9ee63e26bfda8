// What the bureau decided about violations: which kind allows which handling, how long each step may take, where and how long is
// exposed. Art. 9(4), art. 7; rules.md R-REP-08, R-REP-09. Every number is the bureau's own.
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// 批评教育 通报批评 扣发奖金绩效 待岗调岗 行政处分 移送司法, the lighter first (R-REP-09).
enum class HandlingLevel { criticism, circulated_criticism, pay_withheld, post_suspended, disciplinary, judicial };
/// Who sees an exposure: 班组 所 局 社会, the narrower first (R-REP-08).
enum class ExposureLevel { team, station, bureau, society };
/// How the person is named in an exposure: whole name, or surname only (张某).
enum class ExposureNaming { full, surname };

/// One kind of violation and what may follow from it.
struct ViolationRow {
  std::string code, name_zh, name_en;
  std::vector<HandlingLevel> measures;           ///< ascending; nothing else may be decided
  std::vector<HandlingLevel> unit_measures;      ///< of these, what a unit may decide itself (art. 7); empty = the bureau only
  std::int64_t repeat_months = 0;                ///< the same person again within so many months: the lightest is out
  std::int64_t withheld_least_fen = 0, withheld_most_fen = 0;
  ExposureLevel least_exposure{};                ///< it is shown this widely at least
  bool example = true;                           ///< not yet confirmed by the bureau
  std::string source, clause;
};
struct ExposureRow {
  ExposureLevel level{};
  std::string name_zh, name_en;
  std::int64_t days = 0;                         ///< taken down when they are over
  ExposureNaming naming{};
};
struct DisciplineRow {
  std::string code, name_zh, name_en;            ///< 警告 记过 …: what kind of disciplinary measure
};

struct ConductRules {
  std::string set_by;                            ///< whose numbers they are
  Limit accept_within, investigate_within, hearing_within, decide_within, objection_within, objection_decided_within, expose_within;
  Limit rectify_longest;                         ///< no task may be given more time
  std::int64_t warn_percent = 0;                 ///< of a step's time gone when who owes it is warned
  std::vector<ViolationRow> violations;
  std::vector<ExposureRow> exposures;            ///< one of each level
  std::vector<DisciplineRow> disciplines;

  const ViolationRow* violation(const std::string& code) const;
  const ExposureRow* exposure(ExposureLevel level) const;
};

/// Nothing in versions from before.
const ConductRules* conduct_rules(const Rulebook& rulebook);

class TableReader;
struct RulebookDraft;
class MistakeList;
void read_conduct(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
