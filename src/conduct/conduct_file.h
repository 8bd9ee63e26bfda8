// Files of a violation case: evidence while it is investigated, the record of the hearing, what the accused hands in; who may look at
// one. Pure. Art. 9(4).
#pragma once

#include "conduct/conduct_situation.h"

namespace shouwen {

/// What was handed in, already kept under its hash.
struct HandedInFile {
  std::int64_t version = 0;            ///< of the case that was seen; 0 = whatever it is now
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  std::string shows;
};

/// By an investigator until the case is decided: evidence until the finding stands, then what belongs to the hearing. Refusals
/// conduct.changed_meanwhile, recused, wrong_stage, not_investigator, too_many_files, file_there_already.
ConductDecided attach_conduct_file(const ConductCase& conduct_case, const HandedInFile& file, const ConductSituation& situation);
/// By the accused while he is asked. Refusals conduct.not_the_accused, changed_meanwhile, wrong_stage, too_many_files,
/// file_there_already.
ConductDecided attach_own_conduct_file(const ConductCase& conduct_case, const HandedInFile& file, const ConductSituation& situation);

/// Whether a decision on the case waits for the reader.
enum class ReadersPart { none, decides };
/// Whoever may read a case looks at its files; of a tip's case only who opened, took up or investigates it, officers of the unit that
/// handles it, and who has to decide it now.
bool may_look_at_files(const ConductCase& conduct_case, ReadersPart part, const ConductSituation& situation);
/// His own words and papers, nothing else.
bool may_look_at_own_file(const ConductCase& conduct_case, const ConductFile& file, OfficerId officer);
/// Those, in order; to him the first is number 1.
std::vector<ConductFile> own_conduct_files(const ConductCase& conduct_case, OfficerId officer);

}  // namespace shouwen
