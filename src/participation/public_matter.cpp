// Art. 8: what became of proposals is shown; nobody is shown with it.
#include "participation/public_matter.h"

#include "base/text.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// So many characters in a row out of the customer's text are a copy.
constexpr std::size_t copied_from_characters = 24;

Refusal no(const char* code, const char* field = "", std::vector<std::pair<std::string, std::string>> values = {}) { return {code, clause::art_8, field, std::move(values)}; }

bool copies(const std::string& wording, const std::string& original) {
  const std::size_t length = count_characters(wording);
  if (wording == original) return true;
  // Windows of characters, not of bytes.
  std::string rest = wording;
  for (std::size_t left = length; left >= copied_from_characters; --left) {
    if (original.find(first_characters(rest, copied_from_characters)) != std::string::npos) return true;
    rest.erase(0, first_characters(rest, 1).size());
  }
  return false;
}

std::optional<Refusal> personal(const std::string& text, const KnownPerson& known, const char* field) {
  if (const std::string found = known_data_in(text, known); !found.empty()) return no("matter.personal_data", field, {{"what", found}});
  if (const auto passages = personal_passages(text); !passages.empty())
    return no("matter.personal_data", field, {{"what", mask_phone(text.substr(passages.front().begin, passages.front().size))}});
  return std::nullopt;
}

}  // namespace

bool fits(MatterKind kind, const MatterSituation& situation) {
  switch (kind) {
    case MatterKind::proposal: return situation.case_kind == CaseKind::suggestion;
    case MatterKind::supervisor_report: return situation.from_supervisor && (situation.case_kind == CaseKind::suggestion || situation.case_kind == CaseKind::complaint);
    case MatterKind::press_answer: return situation.from_media && situation.case_kind == CaseKind::inquiry;
  }
  return false;
}

MatterDecision word_matter(const PublicMatter& matter, const WordMatterInput& input, const MatterSituation& situation) {
  if (input.version != 0 && input.version != matter.version) return no("matter.changed_meanwhile", "/version");
  if (!fits(input.kind, situation)) return no("matter.wrong_kind", "/kind");
  if (matter.version != 0 && matter.kind != input.kind) return no("matter.other_kind", "/kind");
  if (auto found = personal(input.title.value, situation.known, "/title")) return *found;
  if (auto found = personal(input.text.value, situation.known, "/text")) return *found;
  if (auto found = personal(input.result.value, situation.known, "/result")) return *found;
  if (copies(input.text.value, situation.case_text)) return no("matter.copied", "/text");
  const bool has_result = !input.result.value.empty();
  if ((has_result || input.verdict) && !situation.answered) return no("matter.not_answered_yet", "/result");
  const bool needs_verdict = input.kind != MatterKind::press_answer;
  if (needs_verdict && has_result != input.verdict.has_value()) return no("matter.result_missing", has_result ? "/verdict" : "/result");
  // A press question is shown with its answer or not at all.
  if (!needs_verdict && !has_result) return no("matter.result_missing", "/result");
  PublicMatterEvent event{"matter_worded", situation.officer_id, situation.now};
  event.matter = input.kind;
  event.title = input.title.value;
  event.text = input.text.value;
  event.result = input.result.value;
  event.verdict = input.verdict;
  return event;
}

MatterDecision withdraw_matter(const PublicMatter& matter, const WithdrawMatterInput& input, const MatterSituation& situation) {
  if (input.version != 0 && input.version != matter.version) return no("matter.changed_meanwhile", "/version");
  if (!matter.shown) return no("matter.not_shown");
  PublicMatterEvent event{"matter_withdrawn", situation.officer_id, situation.now};
  event.because = input.reason.value;
  return event;
}

PublicMatter apply(PublicMatter matter, const PublicMatterEvent& event) {
  const bool first = matter.version == 0;
  ++matter.version;
  if (event.kind == "matter_withdrawn") {
    matter.shown = false;
    matter.withdrawn_because = event.because.value_or("");
    return matter;
  }
  if (first) matter.first_shown_at = event.at;
  matter.kind = event.matter.value_or(matter.kind);
  matter.shown = true;
  matter.title = event.title.value_or("");
  matter.text = event.text.value_or("");
  matter.result = event.result.value_or("");
  matter.verdict = event.verdict;
  matter.written_by_id = event.officer_id;
  matter.written_at = event.at;
  matter.withdrawn_because.clear();
  return matter;
}

}  // namespace shouwen
