// What may be answered to each question, and how the customer is told when it may not.
#include <algorithm>

#include "base/text.h"
#include "cases/register_case.h"
#include "json/traits.h"
#include "portal/position.h"
#include "portal/report_draft.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"

namespace shouwen {

namespace {

// Room is left for what is put before the text and beside the address.
constexpr std::size_t text_limit = 3800, address_limit = 120, name_limit = 40, phone_limit = 30, position_limit = 80, officer_limit = 60;

class Answering {
 public:
  Answering(const Form& form, ReportDraft draft, const Rulebook& rulebook) : form_(form), rulebook_(rulebook), out_{std::move(draft), {}} {}

  Answered take(ReportStep step) {
    if (out_.refusals.empty() && !is_answered(out_.draft, step)) out_.draft.answered.emplace_back(name_of(step));
    return std::move(out_);
  }

  void kind() {
    const auto chosen = json::enum_of<CaseKind>(value_of(form_, "kind"));
    if (!chosen) return refuse("public.choose_one", "kind");
    if (out_.draft.kind == chosen) return;
    // What was said about another kind does not hold for this one.
    out_.draft.kind = chosen;
    out_.draft.category.clear();
    out_.draft.danger = false;
    out_.draft.officer.clear();
    forget(ReportStep::category);
    forget(ReportStep::danger);
    forget(ReportStep::place);
    if (out_.draft.anonymous && !rulebook_.kind(*chosen).anonymous_allowed) {
      out_.draft.anonymous = false;
      forget(ReportStep::contact);
    }
  }

  void danger() {
    const std::string said = value_of(form_, "danger");
    if (said != "yes" && said != "no") return refuse("public.choose_one", "danger");
    out_.draft.danger = said == "yes";
  }

  void category() {
    const std::string code = value_of(form_, "category");
    const CaseCategory* chosen = rulebook_.category(code);
    if (chosen == nullptr || chosen->kind != out_.draft.kind) return refuse("public.choose_one", "category");
    out_.draft.category = code;
  }

  void place() {
    out_.draft.place = value_of(form_, "place");
    out_.draft.address = line("address", address_limit);
    out_.draft.position = line("position", position_limit);
    const bool visited = rulebook_.kind(*out_.draft.kind).needs_arrival;
    if (!is_known_place() || (visited && out_.draft.place == "~none")) refuse("public.place_missing", "place");
    if (!out_.draft.position.empty() && !parse_position(out_.draft.position)) refuse("public.position_unreadable", "position");
    if (visited && out_.draft.address.empty() && out_.draft.position.empty()) refuse("public.address_missing", "address");
  }

  void text() {
    out_.draft.text = cleaned("text", true, text_limit);
    if (out_.draft.text.empty()) refuse("public.text_missing", "text");
    if (out_.draft.kind == CaseKind::complaint) out_.draft.officer = line("officer", officer_limit);
  }

  void contact() {
    ReportDraft& draft = out_.draft;
    draft.name = line("name", name_limit);
    draft.phone = line("phone", phone_limit);
    draft.anonymous = value_of(form_, "anonymous") == "yes";
    if (!out_.refusals.empty()) return;
    ContactInput input;
    input.anonymous = draft.anonymous;
    if (!draft.anonymous) {
      input.name = Line<0, 40>{draft.name};
      input.phone = Line<0, 30>{draft.phone};
    }
    const KindRule& kind = rulebook_.kind(*draft.kind);
    // Everything that is missing is said at once.
    if (!draft.anonymous && draft.name.empty()) refuse("public.name_missing", "name");
    if (!draft.anonymous && draft.phone.empty()) refuse("public.phone_missing", "phone");
    if (!out_.refusals.empty()) return;
    const Result<Contact> checked = check_contact(input, kind, false);
    if (!checked) return out_.refusals.push_back(for_customer(checked.refusal()));
    // Shown for checking as it will be dialled, whatever digits it was typed with.
    draft.phone = checked->phone;
  }

 private:
  void refuse(const char* code, const char* field) { out_.refusals.push_back({code, "", std::string("/") + field, {}}); }

  void forget(ReportStep step) { std::erase(out_.draft.answered, name_of(step)); }

  std::string cleaned(const char* field, bool multiline, std::size_t limit) {
    const std::string given = value_of(form_, field);
    if (!is_valid_utf8(given)) {
      refuse("public.unreadable", field);
      return {};
    }
    std::string text = clean_text(given, multiline);
    if (const std::size_t length = count_characters(text); length > limit)
      out_.refusals.push_back({"public.too_long", "", std::string("/") + field, {{"limit", std::to_string(limit)}, {"length", std::to_string(length)}}});
    return text;
  }
  std::string line(const char* field, std::size_t limit) { return cleaned(field, false, limit); }

  bool is_known_place() const {
    const std::string& place = out_.draft.place;
    if (place == "~none") return true;
    if (place.starts_with('~')) return json::enum_of<Area>(std::string_view(place).substr(1)).has_value();
    return std::any_of(rulebook_.districts.begin(), rulebook_.districts.end(), [&place](const District& district) {
      return std::find(district.places.begin(), district.places.end(), place) != district.places.end();
    });
  }

  const Form& form_;
  const Rulebook& rulebook_;
  Answered out_;
};

}  // namespace

Answered answer(ReportStep step, const Form& form, ReportDraft draft, const Rulebook& rulebook) {
  Answering answering(form, std::move(draft), rulebook);
  switch (step) {
    case ReportStep::kind: answering.kind(); break;
    case ReportStep::danger: answering.danger(); break;
    case ReportStep::category: answering.category(); break;
    case ReportStep::place: answering.place(); break;
    case ReportStep::text: answering.text(); break;
    case ReportStep::contact: answering.contact(); break;
    case ReportStep::photos:
    case ReportStep::check: break;
  }
  return answering.take(step);
}

Refusal for_customer(Refusal refusal) {
  if (refusal.code == "register_case.phone_implausible") refusal.code = "public.phone_implausible";
  else if (refusal.code == "register_case.phone_missing") refusal.code = "public.phone_missing";
  else if (refusal.code == "register_case.name_missing") refusal.code = "public.name_missing";
  else if (refusal.code == "register_case.anonymous_not_allowed") refusal.code = "public.anonymous_not_allowed";
  else if (refusal.code == "register_case.nobody_on_duty") refusal.code = "public.nobody_on_duty";
  return refusal;
}

}  // namespace shouwen
