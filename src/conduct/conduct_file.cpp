// What is handed in stays; what shows a tip's reporter is for few.
#include "conduct/conduct_file.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t most_files = 100;

Refusal no(const char* code, std::string field = "", std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_9_4, std::move(field), std::move(values)};
}

std::optional<ConductFilePart> part_at(ConductStage stage) {
  if (stage == ConductStage::investigating) return ConductFilePart::evidence;
  if (stage == ConductStage::to_hear || stage == ConductStage::hearing || stage == ConductStage::to_decide) return ConductFilePart::hearing;
  return std::nullopt;
}

ConductDecided attached(const ConductCase& conduct_case, const HandedInFile& file, ConductFilePart part, const ConductSituation& situation) {
  if (conduct_case.files.size() >= most_files) return no("conduct.too_many_files", "/file", {{"limit", std::to_string(most_files)}});
  // To the accused only his own are known: he must not find out by trying what else is there.
  const auto known = part == ConductFilePart::answer ? own_conduct_files(conduct_case, situation.officer_id) : conduct_case.files;
  const auto same = std::find_if(known.begin(), known.end(), [&file](const ConductFile& one) { return one.hash == file.hash; });
  if (same != known.end()) return no("conduct.file_there_already", "/file", {{"number", std::to_string(same - known.begin() + 1)}});
  ConductEvent event = conduct_event("conduct_file_attached", situation);
  event.file = ConductFile{static_cast<std::int64_t>(conduct_case.files.size()) + 1, part, file.file_name, file.content_type, file.hash, file.bytes, file.shows, situation.officer_id, situation.now};
  return event;
}

}  // namespace

ConductDecided attach_conduct_file(const ConductCase& conduct_case, const HandedInFile& file, const ConductSituation& situation) {
  if (auto changed = refuse_other_conduct_version(conduct_case, file.version)) return *changed;
  if (auto recused = refuse_recused_in_conduct(conduct_case, situation)) return *recused;
  const auto part = part_at(conduct_case.stage);
  if (!part) return no("conduct.wrong_stage");
  if (!is_investigator(conduct_case, situation.officer_id)) return no("conduct.not_investigator");
  return attached(conduct_case, file, *part, situation);
}

ConductDecided attach_own_conduct_file(const ConductCase& conduct_case, const HandedInFile& file, const ConductSituation& situation) {
  if (conduct_case.accused.officer_id != situation.officer_id) return no("conduct.not_the_accused");
  if (auto changed = refuse_other_conduct_version(conduct_case, file.version)) return *changed;
  if (conduct_case.stage != ConductStage::hearing) return no("conduct.wrong_stage");
  return attached(conduct_case, file, ConductFilePart::answer, situation);
}

bool may_look_at_files(const ConductCase& conduct_case, ReadersPart part, const ConductSituation& situation) {
  const OfficerId reader = situation.officer_id;
  if (is_kept_from(situation.organisation, conduct_case, reader)) return false;
  if (!conduct_case.is_sealed() || part == ReadersPart::decides || is_investigator(conduct_case, reader)) return true;
  if (reader == conduct_case.opened_by_id || reader == conduct_case.accepted_by_id) return true;
  const Officer* officer = situation.organisation.officer(reader);
  return officer != nullptr && situation.organisation.is_within(officer->unit_id, conduct_case.unit_id);
}

bool may_look_at_own_file(const ConductCase& conduct_case, const ConductFile& file, OfficerId officer) {
  return conduct_case.accused.officer_id == officer && file.part == ConductFilePart::answer && file.added_by_id == officer;
}

std::vector<ConductFile> own_conduct_files(const ConductCase& conduct_case, OfficerId officer) {
  std::vector<ConductFile> own;
  for (const ConductFile& file : conduct_case.files)
    if (may_look_at_own_file(conduct_case, file, officer)) own.push_back(file);
  return own;
}

}  // namespace shouwen
