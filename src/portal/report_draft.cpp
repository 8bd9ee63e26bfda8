// The order of the questions.
#include "portal/report_draft.h"

#include <algorithm>

#include "base/check.h"
#include "cases/case_describe.h"
#include "json/json.h"
#include "portal/position.h"

namespace shouwen {

namespace {

std::string_view place_name(const ReportDraft& draft) {
  return draft.place.starts_with('~') ? std::string_view() : std::string_view(draft.place);
}

}  // namespace

const char* name_of(ReportStep step) {
  switch (step) {
    case ReportStep::kind: return "kind";
    case ReportStep::danger: return "danger";
    case ReportStep::category: return "category";
    case ReportStep::place: return "place";
    case ReportStep::text: return "text";
    case ReportStep::photos: return "photos";
    case ReportStep::contact: return "contact";
    case ReportStep::check: return "check";
  }
  return "";
}

bool is_answered(const ReportDraft& draft, ReportStep step) {
  return std::find(draft.answered.begin(), draft.answered.end(), name_of(step)) != draft.answered.end();
}

std::vector<ReportStep> steps_of(const ReportDraft& draft, const Rulebook& rulebook) {
  std::vector<ReportStep> steps{ReportStep::kind};
  if (draft.kind && rulebook.kind(*draft.kind).needs_arrival) steps.push_back(ReportStep::danger);
  for (const ReportStep step : {ReportStep::category, ReportStep::place, ReportStep::text, ReportStep::contact, ReportStep::check})
    steps.push_back(step);
  return steps;
}

std::pair<std::size_t, std::size_t> step_counts(const Rulebook& rulebook) {
  std::pair<std::size_t, std::size_t> counts{~std::size_t{0}, 0};
  for (const KindRule& kind : rulebook.kinds) {
    // Tips have one page of their own.
    if (kind.kind == CaseKind::tip_off) continue;
    ReportDraft draft;
    draft.kind = kind.kind;
    const std::size_t count = steps_of(draft, rulebook).size();
    counts = {std::min(counts.first, count), std::max(counts.second, count)};
  }
  return counts;
}

ReportStep next_open_step(const ReportDraft& draft, const Rulebook& rulebook) {
  for (const ReportStep step : steps_of(draft, rulebook))
    if (!is_answered(draft, step)) return step;
  return ReportStep::check;
}

ReportStep step_after(ReportStep step, const ReportDraft& draft, const Rulebook& rulebook) {
  if (step == ReportStep::photos) return ReportStep::check;
  const auto steps = steps_of(draft, rulebook);
  const auto found = std::find(steps.begin(), steps.end(), step);
  SHOUWEN_CHECK(found != steps.end());
  return found + 1 == steps.end() ? ReportStep::check : *(found + 1);
}

std::optional<ReportStep> step_before(ReportStep step, const ReportDraft& draft, const Rulebook& rulebook) {
  const auto steps = steps_of(draft, rulebook);
  if (step == ReportStep::photos) return ReportStep::check;
  const auto found = std::find(steps.begin(), steps.end(), step);
  if (found == steps.end() || found == steps.begin()) return std::nullopt;
  return *(found - 1);
}

std::vector<const KindRule*> offered_kinds(const Rulebook& rulebook) {
  std::vector<const KindRule*> kinds;
  for (const KindRule& kind : rulebook.kinds) kinds.push_back(&kind);
  std::stable_sort(kinds.begin(), kinds.end(), [](const KindRule* a, const KindRule* b) { return a->rank < b->rank; });
  return kinds;
}

Area area_of_place(const ReportDraft& draft, const Rulebook& rulebook) {
  if (draft.place.starts_with('~'))
    if (const auto area = json::enum_of<Area>(std::string_view(draft.place).substr(1))) return *area;
  for (const District& district : rulebook.districts)
    if (std::find(district.places.begin(), district.places.end(), draft.place) != district.places.end()) return district.area;
  return Area::urban;
}

std::string whole_address(const ReportDraft& draft) {
  std::string whole(place_name(draft));
  if (!draft.address.empty()) whole += (whole.empty() ? "" : " ") + draft.address;
  if (const auto position = parse_position(draft.position)) whole += (whole.empty() ? "(" : " (") + to_text(*position) + ')';
  return whole;
}

json::Parsed<RegisterInput> registration_of(const ReportDraft& draft, const Rulebook& rulebook, const std::string& danger_words) {
  SHOUWEN_CHECK(draft.kind.has_value());
  std::string body = R"({"first_step":"keep","channel":"web","kind":)";
  const auto add = [&body](const char* key, const std::string& value) {
    body += std::string(",\"") + key + "\":";
    json::print_string(body, value);
  };
  json::print_string(body, json::name_of(*draft.kind));
  add("category", draft.category);
  add("area", json::name_of(area_of_place(draft, rulebook)));
  add("text", draft.danger ? danger_words + draft.text : draft.text);
  body += R"(,"contact":{"anonymous":)" + std::string(draft.anonymous ? "true" : "false");
  add("address", whole_address(draft));
  if (!draft.anonymous) {
    add("name", draft.name);
    add("phone", draft.phone);
  }
  body += "}}";
  return json::parse_body<RegisterInput>(body);
}

}  // namespace shouwen
