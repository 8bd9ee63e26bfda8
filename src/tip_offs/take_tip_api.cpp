// POST /tip_offs: a tip by phone, by letter or in the hall, taken down for its reporter. Whoever takes it down gets number and codes to
// hand over, once, and keeps no sight of it; the scanned letter goes with it.
#include "api/idempotency.h"
#include "cases/attachment_store.h"
#include "cases/case_routes.h"
#include "cases/work.h"
#include "http/multipart.h"
#include "pictures/clean_picture.h"
#include "regulation/clauses.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_off_views.h"
#include "tip_offs/tip_receipt.h"

namespace shouwen {

struct TakeTipInput {
  Channel channel{};
  Line<1, 80> category;
  Area area{};
  Text<1, 4000> text;
  std::optional<std::vector<OfficerId>> accused_officer_ids;
  std::optional<std::vector<UnitId>> accused_unit_ids;
  std::optional<ContactInput> contact;                  ///< absent: anonymous. The address is where letters go; sealed with the name
  std::optional<std::int64_t> reporters;                ///< who give it together; absent: one
  std::optional<std::vector<std::int64_t>> shares_percent;  ///< as they agreed; absent: equal parts
};
BOOST_DESCRIBE_STRUCT(TakeTipInput, (), (channel, category, area, text, accused_officer_ids, accused_unit_ids, contact, reporters, shares_percent))

struct ReporterCode {
  std::int64_t reporter = 0, share_percent = 0;         ///< 0: an equal part
  std::string code;
};
BOOST_DESCRIBE_STRUCT(ReporterCode, (), (reporter, share_percent, code))
struct TipTaken {
  std::string number;
  Instant registered_at;
  std::vector<ReporterCode> codes;                      ///< empty when the call is repeated: they are kept nowhere
  std::string receipt;                                  ///< signed
};
BOOST_DESCRIBE_STRUCT(TipTaken, (), (number, registered_at, codes, receipt))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t letter_limit_bytes = std::size_t{20} << 20, most_letters = 6;

struct Letter {
  std::string content, content_type, file_name;
};

/// Scans: photos lose what the camera wrote into them; a PDF stays as the scanner made it. Looked at by content, not by name.
Result<std::vector<Letter>> letters_in(const std::vector<http::Part>& parts) {
  std::vector<Letter> letters;
  for (const http::Part& part : parts) {
    if (part.name != "letter" || part.content.empty()) continue;
    const std::string number = std::to_string(letters.size() + 1);
    if (content_type_of(part.content, part.file_name) == "application/pdf") {
      letters.push_back({part.content, "application/pdf", "letter-" + number + ".pdf"});
      continue;
    }
    auto picture = clean_picture(part.content);
    if (!picture && picture.refusal().code == "picture.not_cleanable") return Refusal{"tip_letter.type", clause::art_9_5, "/letter", {}};
    if (!picture) return picture.refusal();
    letters.push_back({std::move(picture->content), picture->content_type, "letter-" + number + extension_of(picture->content_type)});
  }
  if (letters.size() > most_letters) return Refusal{"tip_letter.too_many", clause::art_9_5, "/letter", {{"limit", std::to_string(most_letters)}}};
  return letters;
}

Result<RegisterInput> registration_of(const TakeTipInput& input) {
  if (input.channel != Channel::phone && input.channel != Channel::letter && input.channel != Channel::hall) return Refusal{"tip.channel", clause::art_9_5, "/channel", {}};
  RegisterInput registration;
  registration.category = input.category;
  registration.channel = input.channel;
  registration.area = input.area;
  registration.text = input.text;
  if (input.contact) registration.contact = *input.contact;
  else registration.contact.anonymous = true;
  Accused accused{input.accused_officer_ids.value_or(std::vector<OfficerId>{}), input.accused_unit_ids.value_or(std::vector<UnitId>{})};
  if (!accused.officer_ids.empty()) {
    registration.about_officer_id = accused.officer_ids.front();
    accused.officer_ids.erase(accused.officer_ids.begin());
  }
  if (!accused.officer_ids.empty() || !accused.unit_ids.empty()) registration.further_accused = std::move(accused);
  return registration;
}

/// The letter is the reporter's, whoever scanned it.
std::optional<Refusal> attach_letters(CaseDesk desk, CaseId id, const std::vector<Letter>& letters, const std::vector<std::string>& hashes) {
  desk.actor = Actor{Actor::Kind::customer, {}, {}};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const AttachmentRow row{{}, id, letters[i].file_name, letters[i].content_type, hashes[i], static_cast<std::int64_t>(letters[i].content.size()), true, desk.now};
    const auto attached = perform(desk, id, 0, "attach", [&](const ServiceCase& service_case, const Situation& situation) {
      return attach(service_case, {add_attachment(desk.session, row), row.file_name, row.content_type, row.hash, row.bytes, true}, situation);
    });
    if (!attached) return attached.refusal();
  }
  return std::nullopt;
}

struct Taken {
  TipTaken answer;
  std::optional<Performed> performed;
};

Result<Taken> take(Api& api, const Call& call, db::Session& writing, const TakeTipInput& input, const std::vector<Letter>& letters, const std::vector<std::string>& hashes) {
  const CaseDesk desk = desk_of(api.house(), call, writing);
  const auto registration = registration_of(input);
  if (!registration) return registration.refusal();
  const JointTipInput joint{input.reporters.value_or(1), input.shares_percent.value_or(std::vector<std::int64_t>{})};
  auto registered = register_public_tip(desk, *registration);
  if (!registered) return registered.refusal();
  const auto codes = codes_for_reporters(desk, *registered, joint);
  if (!codes) return codes.refusal();
  if (auto refused = attach_letters(desk, registered->after.id, letters, hashes)) return *refused;
  Taken taken{{registered->after.number, registered->after.registered_at, {}, ""}, *registered};
  for (std::size_t i = 0; i < codes->size(); ++i)
    taken.answer.codes.push_back({static_cast<std::int64_t>(i) + 1, i < joint.shares_percent.size() ? joint.shares_percent[i] : 0, (*codes)[i]});
  if (const auto receipt = receipt_of(writing, registered->after.id)) taken.answer.receipt = signed_receipt(*receipt, SigningKey::open(api.house().folder() / signing_key_file));
  return taken;
}

http::Response take_once(Api& api, const Call& call, db::Session& writing, const TakeTipInput& input, const std::vector<Letter>& letters, const std::vector<std::string>& hashes,
                         std::optional<Performed>& performed) {
  const std::string_view key = call.request.header("idempotency-key");
  const auto recalled = api::recall_answer(writing, call, call.request.path, key);
  if (!recalled) return refused(call, recalled.refusal());
  if (*recalled) return **recalled;
  auto taken = take(api, call, writing, input, letters, hashes);
  if (!taken) return refused(call, taken.refusal());
  performed = std::move(taken->performed);
  http::Response response = api::answer(taken->answer, 201);
  taken->answer.codes.clear();
  api::remember_instead(api::answer(taken->answer, 201).body);
  api::remember_answer(writing, call, call.request.path, key, response);
  return response;
}

/// Thrown to take back what a refused command has written.
struct TakenBack {};

http::Response take_tip(Api& api, const Call& call, const TakeTipInput& input, const std::vector<Letter>& letters) {
  std::vector<std::string> hashes;
  for (const Letter& letter : letters) hashes.push_back(keep_file(api.house().folder(), letter.content));
  http::Response response;
  std::optional<Performed> performed;
  try {
    api.house().writer().run([&](db::Session& writing) {
      response = take_once(api, call, writing, input, letters, hashes, performed);
      if (response.status >= 400) throw TakenBack{};
    });
  } catch (const TakenBack&) {
    return response;
  }
  if (performed) api.house().hub().publish(live_event(*performed, call.rulebook, call.organisation));
  return response;
}

}  // namespace

void add_take_tip_api(Api& api) {
  auto taking = tip_operation("POST", "", "take_tip", "A tip by phone, letter or in the hall, for its reporter: number and codes, shown once");
  taking.request_content_type = "multipart/form-data";
  taking.request_body.schema = R"({"type":"object","properties":{"tip":{"type":"string"},"letter":{"type":"array","items":{"type":"string","format":"binary"}}},"required":["tip"]})";
  taking.response_body = json::schema_of<TipTaken>();
  taking.success_status = 201;
  taking.idempotent_key = true;
  api.slow(taking, [&api](const Call& call, db::Session&) {
    return with_permission(call, "register_case", [&] {
      const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, letter_limit_bytes, most_letters + 2);
      if (!parts) return refused(call, parts.refusal());
      const auto form = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "tip"; });
      const json::Parsed<TakeTipInput> parsed = json::parse_body<TakeTipInput>(form == parts->end() ? std::string_view() : std::string_view(form->content));
      if (!parsed.mistakes.empty()) return refused(call, parsed.mistakes);
      const auto letters = letters_in(*parts);
      return letters ? take_tip(api, call, parsed.value, *letters) : refused(call, letters.refusal());
    });
  });
}

}  // namespace shouwen
