// The register of decisions (to look through, take away with a reason, print), where violations heap up, and the exposures staff see.
#include <algorithm>
#include <map>

#include "api/download.h"
#include "api/names.h"
#include "api/query.h"
#include "base/text.h"
#include "conduct/conduct_views.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ConductDecisionRowView {
  ConductCaseId id;
  std::string number, accused_name, accused_post, accused_unit_name, violation_name, measure_name, decided_by_name, objection_name, exposure_number, stage_name;
  HandlingLevel measure{};
  Instant decided_at;
  bool repeated = false;
  std::int64_t decisions_of_person = 0;     ///< standing ones, this one with them
  OfficerId accused_id;
};
BOOST_DESCRIBE_STRUCT(ConductDecisionRowView, (), (id, number, accused_name, accused_post, accused_unit_name, violation_name, measure_name, decided_by_name, objection_name, exposure_number,
                                                   stage_name, measure, decided_at, repeated, decisions_of_person, accused_id))
struct HeatCellView {
  std::string violation;
  std::int64_t cases = 0, decided = 0;
  std::int64_t shade = 0;                   ///< 0 … 4 of the fullest cell
};
BOOST_DESCRIBE_STRUCT(HeatCellView, (), (violation, cases, decided, shade))
struct HeatRowView {
  UnitId unit_id;
  std::string unit_name;
  std::int64_t cases = 0;
  std::vector<HeatCellView> cells;          ///< in the order of kinds
};
BOOST_DESCRIBE_STRUCT(HeatRowView, (), (unit_id, unit_name, cases, cells))
struct HeatKindView {
  std::string violation, name;
  std::int64_t cases = 0;
};
BOOST_DESCRIBE_STRUCT(HeatKindView, (), (violation, name, cases))
struct ConductHeatView {
  Date from, to;
  std::vector<HeatKindView> kinds;
  std::vector<HeatRowView> units;
};
BOOST_DESCRIBE_STRUCT(ConductHeatView, (), (from, to, kinds, units))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, largest_page = 200, export_batch = 500;
constexpr std::int64_t shades = 4;
constexpr std::int32_t heat_days = 365;
constexpr std::size_t least_reason = 2, longest_reason = 200;

std::string objection_name(const Call& call, const ConductCase& c) {
  if (!c.objection) return {};
  if (!c.objection->outcome) return call.said("处理中", "to be decided");
  switch (*c.objection->outcome) {
    case ObjectionOutcome::stands: return call.said("维持", "stands");
    case ObjectionOutcome::milder: return call.said("减轻", "milder");
    case ObjectionOutcome::lifted: return call.said("撤销", "lifted");
  }
  return {};
}

ConductDecisionRowView decision_row(const Call& call, db::Session& session, const ConductCase& c) {
  const ConductRules& rules = *conduct_rules(*call.rulebook);
  return {c.id, number_text(c), api::officer_name(call, c.accused.officer_id), c.accused.post_name, api::unit_name(call, c.accused.unit_id), violation_name(rules, c.violation, call.language),
          measure_words(*c.decision, rules, call.language), api::officer_name(call, c.decision->decided_by_id), objection_name(call, c), c.exposure ? number_text(*c.exposure) : std::string(),
          words_of(c.stage, call.language), c.decision->measure, c.decision->decided_at, c.decision->repeated,
          static_cast<std::int64_t>(earlier_decisions(session, c.accused.officer_id, ConductCaseId{}).size()), c.accused.officer_id};
}

std::vector<http::QueryParameter> filter_query() {
  return {{"unit_id", "unit of the person when the case was opened", R"({"type":"integer"})"},
          {"violation", "row of the table"},
          {"measure", "what was decided", R"({"type":"string","enum":["criticism","circulated_criticism","pay_withheld","post_suspended","disciplinary","judicial"]})"},
          {"exposure_level", "how widely it was exposed", R"({"type":"string","enum":["team","station","bureau","society"]})"},
          {"accused_id", "the person", R"({"type":"integer"})"},
          {"from", "decided on this day or later", R"({"type":"string","format":"date"})"},
          {"to", "the last such day", R"({"type":"string","format":"date"})"},
          {"repeated", "true: the same person again within the table's months", R"({"type":"boolean"})"}};
}

Result<ConductFilter> filter_of(const Call& call) {
  ConductFilter filter;
  filter.decided_only = true;
  if (auto bad = api::read_id(call, "unit_id", filter.accused_unit_id)) return *bad;
  if (auto bad = api::read_id(call, "accused_id", filter.accused_id)) return *bad;
  if (auto bad = api::read_enum(call, "measure", filter.measure)) return *bad;
  if (auto bad = api::read_enum(call, "exposure_level", filter.exposure_level)) return *bad;
  if (auto bad = api::read_date(call, "from", filter.from)) return *bad;
  if (auto bad = api::read_date(call, "to", filter.to)) return *bad;
  filter.violation = std::string(call.request.query_value("violation").value_or(""));
  filter.repeated_only = call.request.query_value("repeated").value_or("") == "true";
  return filter;
}

/// The register is for who watches over conduct; cases of his own line are left out, and nothing tells that they are.
template <class Next>
http::Response with_register(const Call& call, Next&& next) {
  return with_permission(call, "read_conduct_register", [&] {
    const auto filter = filter_of(call);
    return filter ? next(*filter) : refused(call, filter.refusal());
  });
}

http::Response register_answer(const Call& call, db::Session& session, const ConductFilter& filter) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, largest_page);
  api::Page<ConductDecisionRowView> page;
  if (conduct_rules(*call.rulebook) == nullptr) return api::answer(page);
  ConductCaseId before{after->value_or(0)};
  while (true) {
    const auto found = list_conduct_cases(session, filter, before, largest_page);
    for (const ConductCase& c : found) {
      before = c.id;
      if (!may_in_conduct(call, c, "read_conduct_register")) continue;
      if (static_cast<std::int64_t>(page.items.size()) == rows) {
        page.next = std::to_string(page.items.back().id.value);
        return api::answer(page);
      }
      page.items.push_back(decision_row(call, session, c));
    }
    if (static_cast<std::int64_t>(found.size()) < largest_page) return api::answer(page);
  }
}

http::Response export_answer(House& house, const Call& call, const ConductFilter& filter) {
  const std::string given(call.request.query_value("reason").value_or(""));
  if (!is_valid_utf8(given)) return refused(call, api::bad_query("reason"));
  const std::string reason = clean_text(given, false);
  if (count_characters(reason) < least_reason || count_characters(reason) > longest_reason)
    return refused(call, Refusal{"conduct.export_reason_missing", clause::art_9_4, "/reason", {{"least", std::to_string(least_reason)}, {"most", std::to_string(longest_reason)}}});
  house.writer().run([&](db::Session& writing) { log_access(writing, {0, call.now, call.actor.officer_id, "conduct_decisions", "export", reason, call.request.remote_address}); });
  const auto session = house.readers().borrow();
  api::TableRows rows;
  ConductCaseId before;
  for (bool more = true; more;) {
    const auto found = list_conduct_cases(*session, filter, before, export_batch);
    for (const ConductCase& c : found) {
      before = c.id;
      if (!may_in_conduct(call, c, "read_conduct_register")) continue;
      const ConductDecisionRowView row = decision_row(call, *session, c);
      rows.push_back({row.number, row.accused_name, row.accused_unit_name, row.accused_post, row.violation_name, row.measure_name, row.repeated ? call.said("是", "yes") : "",
                      to_iso(row.decided_at), row.decided_by_name, row.objection_name, row.exposure_number, row.stage_name});
    }
    more = static_cast<std::int64_t>(found.size()) == export_batch;
  }
  const std::vector<std::string> heading =
      call.language == http::Language::zh
          ? std::vector<std::string>{"编号", "当事人", "单位", "岗位", "违规情形", "处理决定", "再次违规", "决定时间", "决定人", "申诉结果", "曝光编号", "现状"}
          : std::vector<std::string>{"No.", "Person", "Unit", "Post", "Violation", "Decision", "Repeated", "Decided", "Decided by", "Objection", "Exposure", "State"};
  return api::download(call, "conduct_decisions", call.said("处理决定", "Decisions"), heading, std::move(rows));
}

ConductHeatView heat_of(const Call& call, db::Session& session, const ConductFilter& filter) {
  const ConductRules& rules = *conduct_rules(*call.rulebook);
  ConductHeatView view{*filter.from, *filter.to, {}, {}};
  std::map<UnitId, std::map<std::string, HeatCellView>> counted;
  std::map<std::string, std::int64_t> of_kind;
  std::int64_t fullest = 0;
  ConductCaseId before;
  for (bool more = true; more;) {
    const auto found = list_conduct_cases(session, filter, before, export_batch);
    for (const ConductCase& c : found) {
      before = c.id;
      if (!may_in_conduct(call, c, "read_conduct")) continue;
      HeatCellView& cell = counted[c.accused.unit_id][c.violation];
      ++cell.cases;
      if (c.has_standing_decision()) ++cell.decided;
      ++of_kind[c.violation];
      fullest = std::max(fullest, cell.cases);
    }
    more = static_cast<std::int64_t>(found.size()) == export_batch;
  }
  for (const auto& [violation, cases] : of_kind) view.kinds.push_back({violation, violation_name(rules, violation, call.language), cases});
  for (auto& [unit, cells] : counted) {
    HeatRowView row{unit, api::unit_name(call, unit), 0, {}};
    for (const HeatKindView& kind : view.kinds) {
      HeatCellView cell = cells[kind.violation];
      cell.violation = kind.violation;
      cell.shade = cell.cases == 0 ? 0 : 1 + (cell.cases - 1) * (shades - 1) / std::max<std::int64_t>(fullest - 1, 1);
      row.cases += cell.cases;
      row.cells.push_back(std::move(cell));
    }
    view.units.push_back(std::move(row));
  }
  std::stable_sort(view.units.begin(), view.units.end(), [](const HeatRowView& a, const HeatRowView& b) { return a.cases > b.cases; });
  return view;
}

void add_register(Api& api) {
  auto exported = conduct_operation("GET", "/conduct_decisions/export", "export_conduct_decisions", "The register as CSV or XLSX, with a reason that the access log keeps");
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back({"reason", "why it leaves the house"});
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_register(call, [&](const ConductFilter& filter) { return with_permission(call, "export", [&] { return export_answer(api.house(), call, filter); }); });
  });

  auto list = conduct_operation("GET", "/conduct_decisions", "list_conduct_decisions", "The register of decisions that stand, newest first");
  list.response_body = json::schema_of<api::Page<ConductDecisionRowView>>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) { return with_register(call, [&](const ConductFilter& filter) { return register_answer(call, session, filter); }); });

  auto heat = conduct_operation("GET", "/conduct_heat", "read_conduct_heat", "Cases by unit and kind; each figure is a list of cases");
  heat.response_body = json::schema_of<ConductHeatView>();
  heat.query = {{"from", "opened on this day or later; a year back if absent", R"({"type":"string","format":"date"})"}, {"to", "the last such day", R"({"type":"string","format":"date"})"}};
  api.read(heat, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_conduct_register", [&] {
      ConductFilter filter;
      if (auto bad = api::read_date(call, "from", filter.from)) return refused(call, *bad);
      if (auto bad = api::read_date(call, "to", filter.to)) return refused(call, *bad);
      if (!filter.to) filter.to = local_date(call.now);
      if (!filter.from) filter.from = filter.to->plus_days(-heat_days);
      if (conduct_rules(*call.rulebook) == nullptr) return api::answer(ConductHeatView{*filter.from, *filter.to, {}, {}});
      return api::answer(heat_of(call, session, filter));
    });
  });
}

/// Whether this member of staff is among those it is shown to.
bool is_shown_to(const Call& call, const ConductCase& c) {
  const Officer* reader = call.organisation->officer(call.actor.officer_id);
  if (reader == nullptr) return false;
  switch (c.exposure->level) {
    case ExposureLevel::society:
    case ExposureLevel::bureau: return true;
    case ExposureLevel::team: return call.organisation->is_within(reader->unit_id, c.accused.unit_id);
    case ExposureLevel::station: break;
  }
  // The whole station or department: everything below the bureau that the accused's unit belongs to.
  UnitId top = c.accused.unit_id;
  for (const Unit* unit = call.organisation->unit(top); unit != nullptr && unit->parent_id; unit = call.organisation->unit(unit->parent_id)) {
    const Unit* parent = call.organisation->unit(unit->parent_id);
    if (parent == nullptr || parent->kind == UnitKind::bureau) break;
    top = parent->id;
  }
  return call.organisation->is_within(reader->unit_id, top);
}

ShownTextView text_view(const ShownExposureText& text) { return {text.title, text.measure, text.because, text.facts, text.at}; }

ShownExposureView shown_view(const Call& call, const ConductCase& c) {
  const ConductRules& rules = *conduct_rules(*call.rulebook);
  const ShownExposure shown = shown_exposure(c, *call.organisation, rules, call.language, ShownText::published);
  ShownExposureView view;
  view.number = shown.number;
  view.level_name = exposure_level_name(rules, c.exposure->level, call.language);
  view.published_at = shown.published_at;
  view.last_day = shown.last_day;
  view.taken_down_at = shown.taken_down_at;
  if (shown.taken_down_at) {
    view.taken_down_by = shown.taken_down_by;
    return view;
  }
  view.unit = shown.unit;
  view.person = shown.person;
  view.violation = shown.violation;
  view.decided_on = shown.decided_on;
  view.now = text_view(shown.now);
  for (const ShownExposureText& text : shown.earlier) view.earlier.push_back(text_view(text));
  return view;
}

void add_exposures(Api& api) {
  auto list = conduct_operation("GET", "/conduct_exposures", "list_conduct_exposures", "What is exposed to the reader as a member of staff, the house's own and the public's, newest first");
  list.response_body = json::schema_of<api::Page<ShownExposureView>>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_conduct", [&] {
      api::Page<ShownExposureView> page;
      if (conduct_rules(*call.rulebook) == nullptr) return api::answer(page);
      std::vector<ConductCase> all = published_exposures(session, false, 0, largest_page);
      for (ConductCase& c : published_exposures(session, true, 0, largest_page)) all.push_back(std::move(c));
      std::stable_sort(all.begin(), all.end(), [](const ConductCase& a, const ConductCase& b) { return *b.exposure->published_at < *a.exposure->published_at; });
      for (const ConductCase& c : all)
        if (is_shown_to(call, c)) page.items.push_back(shown_view(call, c));
      return api::answer(page);
    });
  });
}

}  // namespace

void add_conduct_register_api(Api& api) {
  add_register(api);
  add_exposures(api);
}

}  // namespace shouwen
