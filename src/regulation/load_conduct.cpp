// Reading conduct.toml: kinds of violation, what may follow, limits, exposure; with each mistake's line. Art. 9(4).
#include <algorithm>

#include "json/traits.h"
#include "regulation/conduct_rules_describe.h"
#include "regulation/load_parts.h"

namespace shouwen {

namespace {

constexpr std::int64_t most_fen = 100'000'000'000, most_months = 120, most_days = 3650;
constexpr std::size_t exposure_levels = 4;

std::optional<HandlingLevel> handling_level_of(std::string_view word) { return json::enum_of<HandlingLevel>(word); }
std::optional<ExposureLevel> exposure_level_of(std::string_view word) { return json::enum_of<ExposureLevel>(word); }
std::optional<ExposureNaming> exposure_naming_of(std::string_view word) { return json::enum_of<ExposureNaming>(word); }

bool ascending(const std::vector<HandlingLevel>& levels) { return std::adjacent_find(levels.begin(), levels.end(), std::greater_equal<>()) == levels.end(); }

void read_violation(TableReader& row, RulebookDraft& draft, ConductRules& rules) {
  ViolationRow violation;
  violation.code = row.text("code");
  violation.name_zh = row.text("name_zh");
  violation.name_en = row.text("name_en");
  violation.measures = row.words<HandlingLevel>("measures", handling_level_of);
  if (row.has("unit_measures")) violation.unit_measures = row.words<HandlingLevel>("unit_measures", handling_level_of);
  if (violation.measures.empty() || !ascending(violation.measures))
    row.mistake("measures", "rulebook.out_of_range", "measures 应由轻到重，至少一档", "measures must ascend from the lightest, at least one");
  const auto allowed = [&violation](HandlingLevel level) { return std::find(violation.measures.begin(), violation.measures.end(), level) != violation.measures.end(); };
  if (!ascending(violation.unit_measures) || !std::all_of(violation.unit_measures.begin(), violation.unit_measures.end(), allowed))
    row.mistake("unit_measures", "rulebook.out_of_range", "unit_measures 只能取自 measures，由轻到重", "unit_measures must be of measures, ascending");
  violation.repeat_months = row.integer_within("repeat_months", 1, most_months);
  if (allowed(HandlingLevel::pay_withheld)) {
    violation.withheld_least_fen = row.integer_within("withheld_least_fen", 1, most_fen);
    violation.withheld_most_fen = row.integer_within("withheld_most_fen", violation.withheld_least_fen, most_fen);
  }
  violation.least_exposure = row.word<ExposureLevel>("least_exposure", exposure_level_of);
  violation.example = row.flag("example", false);
  violation.source = row.text("source");
  violation.clause = row.text("clause");
  draft.cites({violation.clause}, row);
  draft.place("violation", violation.code, row);
  rules.violations.push_back(std::move(violation));
}

void read_limits_of(TableReader& reader, ConductRules& rules) {
  const auto read = [&reader](const char* key, Limit& limit) { limit = reader.limit(key).value_or(Limit{1, TimeUnit::wd}); };
  read("accept_within", rules.accept_within);
  read("investigate_within", rules.investigate_within);
  read("hearing_within", rules.hearing_within);
  read("decide_within", rules.decide_within);
  read("objection_within", rules.objection_within);
  read("objection_decided_within", rules.objection_decided_within);
  read("expose_within", rules.expose_within);
  read("rectify_longest", rules.rectify_longest);
}

}  // namespace

const ConductRules* conduct_rules(const Rulebook& rulebook) { return rulebook.conduct.get(); }

const ViolationRow* ConductRules::violation(const std::string& code) const {
  const auto found = std::find_if(violations.begin(), violations.end(), [&code](const ViolationRow& row) { return row.code == code; });
  return found == violations.end() ? nullptr : &*found;
}

const ExposureRow* ConductRules::exposure(ExposureLevel level) const {
  const auto found = std::find_if(exposures.begin(), exposures.end(), [level](const ExposureRow& row) { return row.level == level; });
  return found == exposures.end() ? nullptr : &*found;
}

void read_conduct(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("conduct", false);
  if (table == nullptr) return;
  auto rules = std::make_shared<ConductRules>();
  TableReader reader(*table, file.file(), mistakes);
  rules->set_by = reader.text("set_by");
  read_limits_of(reader, *rules);
  rules->warn_percent = reader.integer_within("warn_percent", 1, 99);
  reader.tables("violation", [&](TableReader& row) { read_violation(row, draft, *rules); });
  reader.tables("exposure", [&](TableReader& row) {
    rules->exposures.push_back({row.word<ExposureLevel>("level", exposure_level_of), row.text("name_zh"), row.text("name_en"), row.integer_within("days", 1, most_days),
                                row.word<ExposureNaming>("naming", exposure_naming_of)});
    draft.place("exposure", json::name_of(rules->exposures.back().level), row);
  });
  reader.tables("discipline", [&](TableReader& row) {
    rules->disciplines.push_back({row.text("code"), row.text("name_zh"), row.text("name_en")});
    draft.place("discipline", rules->disciplines.back().code, row);
  });
  if (rules->exposures.size() != exposure_levels)
    reader.mistake("exposure", "rulebook.missing_field", "曝光的四个范围（team、station、bureau、society）各写一行", "one row for each of the four levels of exposure");
  if (rules->violations.empty()) reader.mistake("violation", "rulebook.missing_field", "至少写一种违规情形", "at least one kind of violation");
  draft.rulebook.conduct = std::move(rules);
}

}  // namespace shouwen
