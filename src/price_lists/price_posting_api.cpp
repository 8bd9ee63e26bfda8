// The posting register: who shows what, a photo as proof, a photo refused.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cases/attachment_store.h"
#include "http/multipart.h"
#include "price_lists/price_list_desk.h"
#include "price_lists/price_posting_store.h"

namespace shouwen {

/// waiting: its days still run; outdated needs no state of its own: shown_number says what hangs there.
enum class PostingStanding { waiting, posted, rejected, overdue };
BOOST_DESCRIBE_ENUM(PostingStanding, waiting, posted, rejected, overdue)

struct PostingRowView {
  UnitId unit_id;
  std::string unit_name;
  PricePostingId id;                       ///< 0 = nothing known yet
  std::int64_t version = 0;
  PostingStanding standing{};
  std::optional<Date> posted_on;
  std::string posted_by_name, note, photo_url, rejected_by_name, rejected_reason;
  std::optional<Instant> proved_at, rejected_at, told_at;
  std::int64_t proofs = 0;
  std::int64_t shown_number = 0;           ///< the newest price list proved to hang there; 0 = none
  bool may_post = false, may_reject = false;
};
BOOST_DESCRIBE_STRUCT(PostingRowView, (), (unit_id, unit_name, id, version, standing, posted_on, posted_by_name, note, photo_url, rejected_by_name, rejected_reason, proved_at, rejected_at,
                                           told_at, proofs, shown_number, may_post, may_reject))
struct PostingRegisterView {
  std::int64_t number = 0;                 ///< 0 = nothing is issued yet
  std::vector<std::int64_t> numbers;       ///< to choose from, newest first
  std::int64_t number_in_force = 0;
  Date in_force_from, issued_on;
  std::optional<Instant> due_at;           ///< absent: the rulebook sets no days
  std::string set_by;                      ///< whose days they are
  std::int64_t halls = 0, posted = 0, waiting = 0, rejected = 0, overdue = 0;
  std::vector<PostingRowView> items;
};
BOOST_DESCRIBE_STRUCT(PostingRegisterView, (), (number, numbers, number_in_force, in_force_from, issued_on, due_at, set_by, halls, posted, waiting, rejected, overdue, items))
struct PricePostingChanged {
  PricePostingId id;
  std::int64_t version = 0;
  PostingState state{};
};
BOOST_DESCRIBE_STRUCT(PricePostingChanged, (), (id, version, state))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t photo_limit_bytes = std::size_t{20} << 20;
constexpr std::size_t note_limit = 200;
constexpr std::int64_t numbers_offered = 24;
constexpr std::size_t form_parts = 8;

/// Whoever works in the hall or below it posts there; a head of what stands above it too.
Permission may_post(const Call& call, UnitId hall) {
  CaseFacts facts;
  facts.handling_unit_id = hall;
  const Officer* me = call.organisation->officer(call.actor.officer_id);
  if (me != nullptr && call.organisation->is_within(me->unit_id, hall)) facts.handling_unit_id = me->unit_id;
  return may(*call.rulebook, *call.organisation, call.actor, "post_price_list", facts);
}

PostingStanding standing_of(const PricePosting& posting, const std::optional<Instant>& due_at, Instant now) {
  if (posting.state == PostingState::posted) return PostingStanding::posted;
  if (due_at && now >= *due_at) return PostingStanding::overdue;
  return posting.state == PostingState::rejected ? PostingStanding::rejected : PostingStanding::waiting;
}

PostingRowView row_view(const Call& call, db::Session& session, UnitId hall, const PostingRegisterView& view) {
  const PricePosting posting = price_posting_of(session, view.number, hall);
  PostingRowView row;
  row.unit_id = hall;
  row.unit_name = call.organisation->unit(hall)->name;
  row.id = posting.id;
  row.version = posting.version;
  row.standing = standing_of(posting, view.due_at, call.now);
  row.proofs = posting.proofs;
  row.told_at = posting.told_at;
  row.shown_number = shown_price_list(session, hall).value_or(0);
  if (posting.proof) {
    row.posted_on = posting.proof->posted_on;
    row.proved_at = posting.proof->at;
    row.posted_by_name = officer_name(call, posting.proof->officer_id);
    row.note = posting.proof->note;
    row.photo_url = fmt::format("/api/v1/price_postings/{}/photo?of={}", posting.id.value, posting.proof->photo_hash.substr(0, 16));
  }
  if (posting.rejection) {
    row.rejected_at = posting.rejection->at;
    row.rejected_by_name = officer_name(call, posting.rejection->officer_id);
    row.rejected_reason = posting.rejection->reason;
  }
  const bool current = view.number == view.number_in_force || view.in_force_from > local_date(call.now);
  row.may_post = current && may_post(call, hall).allowed;
  row.may_reject = posting.state == PostingState::posted && posting.proof->officer_id != call.actor.officer_id &&
                   may(*call.rulebook, *call.organisation, call.actor, "reject_price_posting").allowed;
  return row;
}

void count(PostingRegisterView& view) {
  view.halls = static_cast<std::int64_t>(view.items.size());
  for (const PostingRowView& row : view.items) switch (row.standing) {
      case PostingStanding::waiting: ++view.waiting; break;
      case PostingStanding::posted: ++view.posted; break;
      case PostingStanding::rejected: ++view.rejected; break;
      case PostingStanding::overdue: ++view.overdue; break;
    }
}

http::Response register_answer(const Call& call, db::Session& session) {
  const auto asked = api::query_number(call, "number");
  if (!asked) return refused(call, asked.refusal());
  PostingRegisterView view;
  for (const IssuedRow& row : list_issued_price_lists(session, 0, numbers_offered)) view.numbers.push_back(row.number);
  view.number_in_force = price_list_in_force(session, local_date(call.now)).value_or(0);
  if (call.rulebook->price_lists) view.set_by = call.rulebook->price_lists->set_by;
  view.number = asked->value_or(view.number_in_force != 0 || view.numbers.empty() ? view.number_in_force : view.numbers.front());
  if (view.number == 0 && !*asked) return api::answer(view);
  const auto list = load_issued_price_list(session, view.number);
  if (!list) return refused(call, Refusal{"price_list.unknown", "", "", {}});
  view.in_force_from = list->in_force_from;
  view.issued_on = local_date(*list->issued_at);
  if (const auto& rules = call.rulebook->price_lists) {
    view.due_at = posting_due_at(*rules, call.rulebook->calendars.bureau, *list->issued_at, list->in_force_from);
    for (const UnitId hall : price_halls(*rules, *call.organisation)) view.items.push_back(row_view(call, session, hall, view));
  }
  count(view);
  return api::answer(view);
}

std::string field(const std::vector<http::Part>& parts, const char* name) {
  for (const http::Part& part : parts)
    if (part.name == name && is_valid_utf8(part.content)) return clean_text(to_half_width(part.content), false);
  return {};
}

std::int64_t number_in(const std::string& text) {
  const bool plain = !text.empty() && text.size() <= 12 && text.find_first_not_of("0123456789") == std::string::npos;
  return plain ? std::stoll(text) : 0;
}

struct SentProof {
  std::int64_t number = 0;
  UnitId unit_id;
  PostingProof proof;
};

/// What the form says, without looking at anything stored; the photo is kept when all else is right.
Result<SentProof> read_form(const Call& call, const std::vector<http::Part>& parts) {
  SentProof sent{number_in(field(parts, "number")), UnitId{number_in(field(parts, "unit_id"))}, {}};
  const auto day = parse_date(field(parts, "posted_on"));
  if (!day) return Refusal{"price_posting.day_missing", "art.9(1)", "/posted_on", {}};
  sent.proof.posted_on = *day;
  for (const http::Part& part : parts)
    if (part.name == "note" && is_valid_utf8(part.content)) sent.proof.note = clean_text(part.content, false);
  if (count_characters(sent.proof.note) > note_limit) return Refusal{"body.too_long", "", "/note", {{"limit", std::to_string(note_limit)}, {"length", std::to_string(count_characters(sent.proof.note))}}};
  if (call.rulebook->price_lists == nullptr) return Refusal{"price_posting.not_a_hall", "art.9(1)", "/unit_id", {}};
  const auto halls = price_halls(*call.rulebook->price_lists, *call.organisation);
  if (std::find(halls.begin(), halls.end(), sent.unit_id) == halls.end()) return Refusal{"price_posting.not_a_hall", "art.9(1)", "/unit_id", {}};
  const auto photo = std::find_if(parts.begin(), parts.end(), [](const http::Part& part) { return part.name == "file"; });
  if (photo == parts.end() || photo->content.empty()) return Refusal{"price_posting.photo_missing", "art.9(1)", "/file", {}};
  const auto type = content_type_of(photo->content, photo->file_name);
  if (!type || !type->starts_with("image/")) return Refusal{"price_posting.photo_type", "art.9(1)", "/file", {}};
  sent.proof.photo_type = *type;
  sent.proof.bytes = static_cast<std::int64_t>(photo->content.size());
  return sent;
}

PostingDecision decide(const Call& call, db::Session& session, const SentProof& sent) {
  const auto list = load_issued_price_list(session, sent.number);
  if (!list) return Refusal{"price_list.unknown", "", "/number", {}};
  const Date today = local_date(call.now);
  const auto in_force = price_list_in_force(session, today);
  const bool follows = in_force && *in_force != sent.number && list->in_force_from <= today;
  const PostingSituation situation{call.actor.officer_id, call.now, local_date(*list->issued_at), follows ? in_force : std::nullopt};
  return prove_posting(price_posting_of(session, sent.number, sent.unit_id), sent.proof, situation);
}

http::Response prove(Api& api, const Call& call, db::Session& reading) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, form_parts);
  if (!parts) return refused(call, parts.refusal());
  auto sent = read_form(call, *parts);
  if (!sent) return refused(call, sent.refusal());
  const Permission permission = may_post(call, sent->unit_id);
  if (!permission.allowed) return refused(call, permission.refusal);
  // Asked before the photo is kept: a refused one leaves nothing behind.
  if (const auto asked = decide(call, reading, *sent); !asked) return refused(call, asked.refusal());
  const auto photo = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  sent->proof.photo_hash = keep_file(api.house().folder(), photo->content);
  std::optional<PostingDecision> decision;
  PricePosting after;
  api.house().writer().run([&](db::Session& writing) {
    decision = decide(call, writing, *sent);
    if (*decision) after = save_price_posting(writing, price_posting_of(writing, sent->number, sent->unit_id), **decision, price_list_writer(call)).posting;
  });
  if (!*decision) return refused(call, decision->refusal());
  return api::answer(PricePostingChanged{after.id, after.version, after.state}, 201);
}

http::Response photo_answer(House& house, const Call& call, db::Session& session) {
  const auto posting = load_price_posting(session, PricePostingId{call.id("posting_id")});
  auto content = posting && posting->proof ? read_file(house.folder(), posting->proof->photo_hash) : std::nullopt;
  if (!content) return refused(call, Refusal{"price_posting.unknown", "", "", {}});
  http::Response response;
  response.content_type = posting->proof->photo_type;
  response.body = *std::move(content);
  response.headers.emplace_back("Content-Disposition", "inline");
  return response;
}

}  // namespace

void add_price_postings_api(Api& api) {
  auto reading = price_list_operation("GET", "/price_postings", "read_price_postings", "Which halls have proved that a price list hangs on their wall, and which have not");
  reading.response_body = json::schema_of<PostingRegisterView>();
  reading.query = {{"number", "of a price list; the one in force if absent", R"({"type":"integer"})"}};
  api.read(reading, [](const Call& call, db::Session& session) { return with_permission(call, "read_price_lists", [&] { return register_answer(call, session); }); });

  auto proving = price_list_operation("POST", "/price_postings", "post_price_list", "A hall's photo of the price list on its wall");
  proving.request_content_type = "multipart/form-data";
  proving.request_body.schema = R"({"type":"object","properties":{"number":{"type":"integer"},"unit_id":{"type":"integer"},"posted_on":{"type":"string","format":"date"},"note":{"type":"string","maxLength":200},"file":{"type":"string","format":"binary"}},"required":["number","unit_id","posted_on","file"]})";
  proving.response_body = json::schema_of<PricePostingChanged>();
  proving.success_status = 201;
  api.slow(proving, [&api](const Call& call, db::Session& session) { return prove(api, call, session); });

  auto photo = price_list_operation("GET", "/price_postings/{posting_id}/photo", "read_price_posting_photo", "The latest photo");
  photo.response_content_type = "image/*";
  api.slow(photo, [&api](const Call& call, db::Session& session) { return with_permission(call, "read_price_lists", [&] { return photo_answer(api.house(), call, session); }); });

  auto rejecting = price_list_operation("POST", "/price_postings/{posting_id}/rejections", "reject_price_posting", "Supervision does not accept a photo, and says why");
  rejecting.request_body = json::schema_of<RejectPostingInput>();
  rejecting.response_body = json::schema_of<PricePostingChanged>();
  rejecting.success_status = 201;
  rejecting.idempotent_key = true;
  api.write(rejecting, [](const Call& call, db::Session& session) {
    return with_permission(call, "reject_price_posting", [&] {
      return api::with_body<RejectPostingInput>(call, [&](const RejectPostingInput& input) {
        const auto posting = load_price_posting(session, PricePostingId{call.id("posting_id")});
        if (!posting) return refused(call, Refusal{"price_posting.unknown", "", "", {}});
        const PostingDecision decision = reject_posting(*posting, input, {call.actor.officer_id, call.now, {}, {}});
        if (!decision) return refused(call, decision.refusal());
        const PricePosting after = save_price_posting(session, *posting, *decision, price_list_writer(call)).posting;
        return api::answer(PricePostingChanged{after.id, after.version, after.state}, 201);
      });
    });
  });
}

}  // namespace shouwen
