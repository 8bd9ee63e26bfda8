// What a customer is telling us, question by question, before it is sent. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cases/register_case.h"
#include "json/parse.h"
#include "portal/form.h"
#include "regulation/rulebook.h"

namespace shouwen {

/// The questions in their order. Photos are no question: nobody has to pass them, the last page offers them.
enum class ReportStep { kind, danger, category, place, text, photos, contact, check };
/// "kind": the last part of the question's address.
const char* name_of(ReportStep step);

struct DraftPhoto {
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
};

struct ReportDraft {
  std::optional<CaseKind> kind;
  bool danger = false;
  std::string category;
  std::string place;     ///< a place of the rulebook; "~urban" = another one in such an area; "~none" = no place matters
  std::string address, position, text, name, phone;
  std::string officer;   ///< of a complaint: name or staff number of whom it is about
  bool anonymous = false;
  std::vector<DraftPhoto> photos;
  std::vector<std::string> answered;  ///< names of the questions
  std::string number, receipt;        ///< once it is sent
};

bool is_answered(const ReportDraft& draft, ReportStep step);
/// The questions this draft leads through.
std::vector<ReportStep> steps_of(const ReportDraft& draft, const Rulebook& rulebook);
/// How many a report may take, before its kind is chosen: the fewest and the most.
std::pair<std::size_t, std::size_t> step_counts(const Rulebook& rulebook);
/// The first question without an answer; `check` if there is none.
ReportStep next_open_step(const ReportDraft& draft, const Rulebook& rulebook);
ReportStep step_after(ReportStep step, const ReportDraft& draft, const Rulebook& rulebook);
std::optional<ReportStep> step_before(ReportStep step, const ReportDraft& draft, const Rulebook& rulebook);

/// The draft with one question answered, or what is wrong with the answer, in words for a customer. What was typed is kept in
/// the draft either way, so that nothing is lost.
struct Answered {
  ReportDraft draft;
  std::vector<Refusal> refusals;
};
Answered answer(ReportStep step, const Form& form, ReportDraft draft, const Rulebook& rulebook);

/// Kinds as the public is offered them.
std::vector<const KindRule*> offered_kinds(const Rulebook& rulebook);
/// The area of the chosen place.
Area area_of_place(const ReportDraft& draft, const Rulebook& rulebook);
/// Place, address and point in one line.
std::string whole_address(const ReportDraft& draft);
/// As the API takes it, so that one parser knows all limits. `danger_words`: what is put before the text where there is danger.
json::Parsed<RegisterInput> registration_of(const ReportDraft& draft, const Rulebook& rulebook, const std::string& danger_words);

/// A refusal of the house's rules said to the customer himself, with the field of the question it belongs to.
Refusal for_customer(Refusal refusal);

inline constexpr std::size_t photo_count_limit = 6;
inline constexpr std::size_t photo_limit_bytes = std::size_t{10} << 20;

}  // namespace shouwen
