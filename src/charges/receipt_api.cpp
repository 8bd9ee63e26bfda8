// Writing receipts: issued at the counter, asked to be taken back, decided. A refused attempt stays on record though the call is
// refused, so issuing is a command of its own and not undone with its answer. Art. 9(2).
#include "api/idempotency.h"
#include "base/text.h"
#include "cases/case_routes.h"
#include "cases/case_store.h"
#include "charges/charge_api.h"
#include "charges/charge_desk.h"
#include "charges/payer_class.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ReceiptMade {
  ReceiptId id;
  std::int64_t version = 0;
  std::string number;
  std::string code;              ///< to be printed on the paper: with it the public page shows the receipt
  ReceiptState state{};
  std::int64_t total_fen = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiptMade, (), (id, version, number, code, state, total_fen))
struct PreviewInput {
  CustomerClass payer_class{};
  std::vector<ChargeWish> lines;
};
BOOST_DESCRIBE_STRUCT(PreviewInput, (), (payer_class, lines))
struct PreviewLine {
  std::optional<std::int64_t> amount_fen;  ///< absent: it would be refused
  std::string why;
};
BOOST_DESCRIBE_STRUCT(PreviewLine, (), (amount_fen, why))
struct ReceiptPreview {
  std::vector<PreviewLine> lines;
  std::int64_t total_fen = 0;              ///< of the lines that may be charged
};
BOOST_DESCRIBE_STRUCT(ReceiptPreview, (), (lines, total_fen))

namespace {

using api::Api;
using api::Call;

struct KnownPayer {
  Payer payer;
  std::vector<CustomerClass> possible;
};

Result<KnownPayer> payer_of(const Call& call, db::Session& session, const ReceiptInput& input) {
  if (!input.customer_id || !*input.customer_id) return KnownPayer{{{}, input.name.value_or(Line<0, 60>{}), false, input.payer_class}, possible_classes({}, *call.rulebook)};
  const auto file = load_file(session, standing_for(session, *input.customer_id));
  if (!file) return Refusal{"customer.unknown", "", "/customer_id", {}};
  return KnownPayer{{file->id, {file->name.value}, is_organisation(*file), input.payer_class}, possible_classes(*file, *call.rulebook)};
}

struct LinkedCase {
  CaseId id;
  std::string number;
};
Result<LinkedCase> case_of(const Call& call, db::Session& session, const ReceiptInput& input) {
  if (!input.case_number || input.case_number->value.empty()) return LinkedCase{};
  const Refusal unknown{"charge.unknown_case", "", "/case_number", {}};
  const auto id = find_case_by_number(session, normalise_phone(input.case_number->value));
  if (!id) return unknown;
  const auto found = readable_case(call, session, *id);
  if (!found) return unknown;
  return LinkedCase{*id, found->number};
}

void put_on_record(const Call& call, db::Session& session, const ChargeWish& wish, const Payer& payer, const Refusal& refusal) {
  if (!is_unlawful_charge(refusal)) return;
  const AttemptedCharge attempted{ReceiptOrigin::counter, call.actor.officer_id, unit_of_caller(call), payer, local_date(call.now), wish, "", ""};
  record_attempt(session, attempt_of(attempted, refusal, call.now), *call.rulebook, *call.organisation);
}

/// What was tried and is unlawful goes on record; the answer tells everything that is wrong.
http::Response refuse_charges(const Call& call, db::Session& session, const ReceiptInput& input, const Payer& payer, const TriedCharges& tried) {
  std::vector<Refusal> refusals;
  for (const auto& [place, refusal] : tried.refused) {
    refusals.push_back(refusal);
    put_on_record(call, session, input.lines[place], payer, refusal);
  }
  return refused(call, refusals);
}

/// A class the customer's file disproves is an attempt too; of every line, as all would be charged by it.
http::Response refuse_form(const Call& call, db::Session& session, const ReceiptInput& input, const Payer& payer, const std::vector<Refusal>& wrong) {
  for (const Refusal& refusal : wrong)
    for (std::size_t place = 0; place < input.lines.size() && place < static_cast<std::size_t>(call.rulebook->charges->most_lines); ++place)
      put_on_record(call, session, input.lines[place], payer, refusal);
  return refused(call, wrong);
}

http::Response issue(Api& api, const Call& call, db::Session& session, const ReceiptInput& input) {
  if (!call.rulebook->charges) return refused(call, Refusal{"charge.not_set_up", clause::art_9_2, "", {}});
  const auto payer = payer_of(call, session, input);
  if (!payer) return refused(call, payer.refusal());
  const auto linked = case_of(call, session, input);
  if (!linked) return refused(call, linked.refusal());
  const ReceiptSituation situation{call.actor.officer_id, call.now, *call.rulebook->charges};
  if (const auto wrong = wrong_with(input, payer->payer, payer->possible, situation); !wrong.empty()) return refuse_form(call, session, input, payer->payer, wrong);
  const Date today = local_date(call.now);
  TriedCharges tried = try_charges(session, input.lines, today, input.payer_class, situation.rules);
  if (!tried.refused.empty()) return refuse_charges(call, session, input, payer->payer, tried);
  const NewReceipt fresh{ReceiptOrigin::counter, today, unit_of_caller(call), payer->payer, input.payment_way.value, std::move(tried.charges), input.remarks.value_or(Text<0, 500>{}),
                         linked->id, linked->number, {}, "", "", ""};
  const Receipt made = add_receipt(session, fresh, charge_writer(call));
  give_receipt_code(api.house(), session, made.id);
  return api::answer(ReceiptMade{made.id, made.version, number_text(made), receipt_code(api.house(), session, made.id), made.state, made.total_fen}, 201);
}

/// The same key acts once, as it does for other writing calls.
http::Response issue_once(Api& api, const Call& call, db::Session& session, const ReceiptInput& input) {
  const std::string_view key = call.request.header("idempotency-key");
  const auto recalled = api::recall_answer(session, call, call.request.path, key);
  if (!recalled) return refused(call, recalled.refusal());
  if (*recalled) return **recalled;
  http::Response response = issue(api, call, session, input);
  if (response.status < 400) api::remember_answer(session, call, call.request.path, key, response);
  return response;
}

void add_issue(Api& api) {
  auto operation = charge_operation("POST", "/receipts", "issue_receipt", "Charges of published items to one payer, on one receipt; a refused attempt is recorded", clause::art_9_2);
  operation.request_body = json::schema_of<ReceiptInput>();
  operation.response_body = json::schema_of<ReceiptMade>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.slow(operation, [&api](const Call& call, db::Session&) {
    return with_permission(call, "issue_receipt", [&] {
      return api::with_body<ReceiptInput>(call, [&](const ReceiptInput& input) {
        http::Response response;
        api.house().writer().run([&](db::Session& writing) { response = issue_once(api, call, writing, input); });
        return response;
      });
    });
  });
}

/// What a form would come to, before anybody pays. Nothing is tried yet, so nothing is recorded.
void add_preview(Api& api) {
  auto operation = charge_operation("POST", "/receipt_previews", "preview_receipt", "What the lines would come to; nothing is written", clause::art_9_2);
  operation.request_body = json::schema_of<PreviewInput>();
  operation.response_body = json::schema_of<ReceiptPreview>();
  api.read(operation, [](const Call& call, db::Session& session) {
    return with_permission(call, "issue_receipt", [&] {
      return api::with_body<PreviewInput>(call, [&](const PreviewInput& input) {
        if (!call.rulebook->charges) return refused(call, Refusal{"charge.not_set_up", clause::art_9_2, "", {}});
        const ChargeRules& rules = *call.rulebook->charges;
        if (static_cast<std::int64_t>(input.lines.size()) > rules.most_lines) return refused(call, Refusal{"charge.too_many_lines", "", "/lines", {{"most", std::to_string(rules.most_lines)}}});
        ReceiptPreview preview;
        for (const ChargeWish& wish : input.lines) {
          const TriedCharges tried = try_charges(session, {wish}, local_date(call.now), input.payer_class, rules);
          if (tried.charges.empty()) preview.lines.push_back({{}, http::refusal_text(tried.refused.front().second, call.language)});
          else preview.lines.push_back({tried.charges.front().line().amount_fen, ""});
          preview.total_fen += preview.lines.back().amount_fen.value_or(0);
        }
        return api::answer(preview);
      });
    });
  });
}

template <class Next>
http::Response with_receipt(const Call& call, db::Session& session, const char* verb, Next&& next) {
  const auto receipt = load_receipt(session, ReceiptId{call.id("receipt_id")});
  if (!receipt) return refused(call, Refusal{"receipt.unknown", "", "", {}});
  if (const auto denied = refuse_unless_may(call, verb, receipt->unit_id, receipt->officer_id)) return refused(call, *denied);
  return next(*receipt);
}

http::Operation verb_operation(const char* path, const char* id, const char* summary) {
  auto operation = charge_operation("POST", std::string("/receipts/{receipt_id}/") + path, id, summary, clause::art_9_2);
  operation.response_body = json::schema_of<ReceiptMade>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

http::Response receipt_answer(const Receipt& receipt, const std::string& code = "") {
  return api::answer(ReceiptMade{receipt.id, receipt.version, number_text(receipt), code, receipt.state, receipt.total_fen}, 201);
}

http::Response decide(Api& api, const Call& call, db::Session& session, const Receipt& receipt, const DecideCancellationInput& input) {
  if (!call.rulebook->charges) return refused(call, Refusal{"charge.not_set_up", clause::art_9_2, "", {}});
  const auto entry = decide_cancellation(receipt, input, {call.actor.officer_id, call.now, *call.rulebook->charges});
  if (!entry) return refused(call, entry.refusal());
  if (!*entry) return receipt_answer(deny_cancellation(session, receipt, {{input.words.value}}, charge_writer(call)));
  const Receipt made = cancel_receipt(session, receipt, **entry, input.words, charge_writer(call));
  give_receipt_code(api.house(), session, made.id);
  return receipt_answer(made, receipt_code(api.house(), session, made.id));
}

void add_cancellation(Api& api) {
  auto ask = verb_operation("cancellation_questions", "ask_cancellation", "Ask that a receipt be taken back, with the reason");
  ask.request_body = json::schema_of<AskCancellationInput>();
  api.write(ask, [](const Call& call, db::Session& session) {
    return with_receipt(call, session, "ask_cancellation", [&](const Receipt& receipt) {
      return api::with_body<AskCancellationInput>(call, [&](const AskCancellationInput& input) {
        const auto asked = ask_cancellation(receipt, input);
        return asked ? receipt_answer(ask_for_cancellation(session, receipt, *asked, charge_writer(call))) : refused(call, asked.refusal());
      });
    });
  });
  auto deciding = verb_operation("cancellations", "decide_cancellation", "A second person agrees (the answer is the counter-entry) or does not");
  deciding.request_body = json::schema_of<DecideCancellationInput>();
  api.write(deciding, [&api](const Call& call, db::Session& session) {
    return with_receipt(call, session, "decide_cancellation", [&](const Receipt& receipt) {
      return api::with_body<DecideCancellationInput>(call, [&](const DecideCancellationInput& input) { return decide(api, call, session, receipt, input); });
    });
  });
}

}  // namespace

void add_receipts_api(Api& api) {
  add_issue(api);
  add_preview(api);
  add_cancellation(api);
}

void add_charges_api(Api& api) {
  add_chargeable_items_api(api);
  add_receipt_reads_api(api);
  add_receipt_papers_api(api);
  add_receipts_api(api);
  add_charge_attempts_api(api);
  add_affiliate_charges_api(api);
}

}  // namespace shouwen
