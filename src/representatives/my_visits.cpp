// Contacts the manager recorded, to be confirmed or objected to; what he tells of equipment and operation. Arts. 11(3), 11(4).
#include <algorithm>

#include "base/text.h"
#include "http/multipart.h"
#include "regulation/clauses.h"
#include "representatives/give_feedback.h"
#include "representatives/my_lists.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::size_t words_limit = 1000, contacts_shown = 50;

const char* channel_text(Channel channel) {
  switch (channel) {
    case Channel::visit: return "by_visit";
    case Channel::phone: return "by_phone";
    case Channel::hall: return "by_hall";
    case Channel::web:
    case Channel::app: return "by_web";
    case Channel::letter: return "by_letter";
    case Channel::transfer_12345:
    case Channel::transfer_12398:
    case Channel::media: break;
  }
  return "by_other";
}

const char* substance_text(SubstanceKind kind) {
  switch (kind) {
    case SubstanceKind::file_changed: return "substance_file";
    case SubstanceKind::need_opened: return "substance_need";
    case SubstanceKind::promised: return "substance_promise";
    case SubstanceKind::evaluated: return "substance_evaluated";
    case SubstanceKind::no_change_confirmed: return "substance_unchanged";
    case SubstanceKind::service_delivered: return "substance_service";
  }
  return "substance_unchanged";
}

void set_word(data& row, const VisitAnswer& visit, Language language) {
  row.set("word", my_text(visit.confirmed ? "you_confirmed" : "you_objected", language));
  row.set("objected", !visit.confirmed);
  if (!visit.words.empty()) row.set("your_words", visit.words);
  if (visit.answered_at) row.set("answer", visit.answer);
}

data row_of(const Call& call, const MyContact& one, const std::vector<RepresentativeAccess>& accesses, Language language) {
  data row;
  const Officer* officer = call.organisation->officer(one.officer_id);
  row.set("number", std::to_string(one.contact.number));
  row.set("at", public_time(one.contact.at, call.now, language));
  row.set("how", my_text(channel_text(one.body.channel), language));
  row.set("officer", officer == nullptr ? std::string() : officer->name);
  row.set("with", one.body.representative);
  row.set("words", one.body.words);
  data list{data::type::list};
  for (const Substance& substance : one.body.substance) {
    data item;
    item.set("text", my_text(substance_text(substance.kind), language) + (substance.name.empty() ? std::string() : my_text("by_name", language, {{"name", substance.name}})));
    list << item;
  }
  row.set("substance", list);
  for (const RepresentativeAccess& access : accesses)
    if (const VisitAnswer* visit = access.visit(one.contact.number)) set_word(row, *visit, language);
  row.set("waits", waits_for_word(one.contact, accesses, *call.rulebook->representatives, call.now));
  return row;
}

http::Response visits(Api& api, const Call& call, db::Session& session, const Me& me, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::visits);
  const auto accesses = accesses_of(session, me.file.id);
  data rows{data::type::list};
  auto contacts = contacts_of(session, me.file.id);
  contacts.resize(std::min(contacts.size(), contacts_shown));
  for (const MyContact& one : contacts) rows << row_of(call, one, accesses, language);
  values.set("contacts", rows);
  values.set("none", contacts.empty());
  return my_page(api, call, {"visits", MyPart::visits, refusals, {}, "/p/my/visits"}, values);
}

http::Response answer_visit(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form) {
  const auto words = my_field(form, "words", words_limit, true);
  if (!words) return visits(api, call, session, me, {words.refusal()});
  const std::string said = value_of(form, "word");
  if (said != "confirm" && said != "object") return visits(api, call, session, me, {Refusal{"public.choose_one", "", "/word", {}}});
  std::optional<RecordedContact> contact;
  for (const MyContact& one : contacts_of(session, me.file.id))
    if (one.contact.number == call.id("contact_number")) contact = one.contact;
  const RepresentativeDecision decision = answer_visit(contact, said == "confirm", *words, accesses_of(session, me.file.id), my_situation(call, me));
  if (!decision) return visits(api, call, session, me, {decision.refusal()});
  save_representative_event(session, me.access, *decision, call.rulebook->version);
  return go_on(said == "confirm" ? "/p/my/visits?done=confirmed" : "/p/my/visits?done=objected");
}

const char* state_text(FeedbackState state) {
  switch (state) {
    case FeedbackState::waiting: return "feedback_waiting";
    case FeedbackState::accepted: return "feedback_accepted";
    case FeedbackState::declined: return "feedback_declined";
  }
  return "feedback_waiting";
}

http::Response feedback(Api& api, const Call& call, const Me& me, const std::string& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::feedback);
  values.set("text", typed);
  data rows{data::type::list};
  for (auto one = me.access.feedback.rbegin(); one != me.access.feedback.rend(); ++one) {
    data row;
    row.set("at", public_time(one->at, call.now, language));
    row.set("kind", my_text(one->kind == FileNoteKind::equipment ? "about_equipment" : "about_operation", language));
    row.set("text", one->text);
    row.set("state", my_text(state_text(one->state), language));
    if (!one->answer.empty()) row.set("answer", one->answer);
    rows << row;
  }
  values.set("given", rows);
  values.set("has_given", !me.access.feedback.empty());
  return my_page(api, call, {"feedback", MyPart::feedback, refusals, {}, "/p/my/feedback"}, values);
}

http::Response give(Api& api, const Call& call, db::Session& session, const Me& me, const Form& form) {
  const auto text = my_field(form, "text", words_limit, true);
  if (!text) return feedback(api, call, me, "", {text.refusal()});
  const std::string kind = value_of(form, "kind");
  if (kind != "equipment" && kind != "operation") return feedback(api, call, me, *text, {Refusal{"public.choose_one", "", "/kind", {}}});
  const auto decision = give_feedback(me.access, kind == "equipment" ? FileNoteKind::equipment : FileNoteKind::operation, *text, my_situation(call, me));
  if (!decision) return feedback(api, call, me, *text, {decision.refusal()});
  save_representative_event(session, me.access, *decision, call.rulebook->version);
  return go_on("/p/my/feedback?done=feedback");
}

}  // namespace

void add_my_visits(Api& api) {
  api.read(my_operation("GET", "/p/my/visits", "my_visits", "Contacts as the manager recorded them", clause::art_11_3), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return visits(api, call, session, me, {}); });
  });
  api.write(my_operation("POST", "/p/my/visits/{contact_number}", "my_visit_answer", "Confirm one, or object with words", clause::art_11_3), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form& form) { return answer_visit(api, call, session, me, form); });
  });
  api.read(my_operation("GET", "/p/my/feedback", "my_feedback_form", "What the representative told and what became of it", clause::art_11_4), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return feedback(api, call, me, "", {}); });
  });
  api.write(my_operation("POST", "/p/my/feedback", "my_feedback", "Of equipment or operation; proposed for the file", clause::art_11_4), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form& form) { return give(api, call, session, me, form); });
  });
}

}  // namespace shouwen
