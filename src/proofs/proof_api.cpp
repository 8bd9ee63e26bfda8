// Reading roots and proofs.
#include "proofs/proof_api.h"

#include "api/answers.h"
#include "api/rate_limit.h"
#include "proofs/proof_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

struct JournalRootView {
  Date day;
  std::int64_t size = 0;
  std::string root;
  Instant made_at;
};
BOOST_DESCRIBE_STRUCT(JournalRootView, (), (day, size, root, made_at))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_length = 100;
constexpr double burst_proofs = 60, proofs_per_minute = 60;
/// What everybody may read anyway is in the proof in full.
const std::vector<std::string> public_kinds{"price_list_issued", "open_data_edition_issued"};

http::Response listed(const Call& call, db::Session& session) {
  std::optional<Date> before;
  if (const auto text = call.request.query_value("before")) {
    before = parse_date(*text);
    if (!before) return api::refused(call, Refusal{"query.bad_value", "", "", {{"name", "before"}}});
  }
  api::Page<JournalRootView> page;
  for (const JournalRoot& root : journal_roots(session, before, page_length)) page.items.push_back({root.day, root.size, to_hex(root.root), root.made_at});
  if (static_cast<std::int64_t>(page.items.size()) == page_length) page.next = to_iso(page.items.back().day);
  return api::answer(page);
}

}  // namespace

void add_proofs_api(Api& api) {
  http::Operation list{"GET", "/api/v1/journal_roots", "list_journal_roots", "proofs", "One root a day over the whole journal, newest first", clause::art_8};
  list.is_public = true;
  list.query = {{"before", "older than this day", R"({"type":"string","format":"date"})"}};
  list.response_body = json::schema_of<api::Page<JournalRootView>>();
  api.read(list, &listed);

  http::Operation prove{"GET", "/api/v1/journal_proofs/{entry_number}", "prove_journal_entry", "proofs", "That an entry is in the journal, checkable without us", clause::art_8};
  prove.is_public = true;
  prove.response_body = json::schema_of<ProofDocument>();
  const auto limit = std::make_shared<api::RateLimit>(burst_proofs, proofs_per_minute);
  api.read(prove, [limit](const Call& call, db::Session& session) {
    if (const std::int64_t wait = limit->take(call.request.remote_address, call.now); wait > 0) return api::refused(call, Refusal{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
    const auto proof = prove_entry(session, call.id("entry_number"), public_kinds);
    if (!proof) return api::refused(call, Refusal{"proof.unknown", clause::art_8, "/entry_number", {}});
    http::Response response = api::answer(document_of(*proof));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"proof-" + std::to_string(proof->entry_number) + ".json\"");
    return response;
  });
}

}  // namespace shouwen
