// Decided table by table; the test asks for every column that sounds like a secret.
#include "archive/left_out.h"

#include <algorithm>

namespace shouwen {

namespace {

constexpr std::string_view left_out_tables[] = {
    // Officers and programs: they sign in by a reset and make new tokens and links.
    "account", "session", "api_token", "calendar_feed", "sign_in_attempt",
    // Representatives are invited again.
    "representative_account", "representative_session",
    // Codes and links in customers' hands: short enough, some of them, to be tried one by one against their hashes.
    "case_receipt", "receipt_code", "survey_token", "policy_notice_token", "plan_comment_code", "social_supervisor_link",
    // Half an opening of an identity.
    "supervision_request", "supervision_waiting",
    // What lives for minutes or days: repeated calls, forms, drafts.
    "idempotency", "participation_form", "report_draft"};

/// The shares of the supervision key: that there are so many is proved by the journal, so the rows stay. Secrets of webhooks are
/// renewed before anything is sent again.
constexpr std::pair<std::string_view, std::string_view> emptied_columns[] = {
    {"supervision_officer", "salt"}, {"supervision_officer", "box"}, {"supervision_layer", "sealed"}, {"webhook_endpoint", "secret"}, {"webhook_endpoint", "former_secret"}};

}  // namespace

bool is_left_out(std::string_view table) { return std::find(std::begin(left_out_tables), std::end(left_out_tables), table) != std::end(left_out_tables); }

bool is_emptied(std::string_view table, std::string_view column) {
  return std::find(std::begin(emptied_columns), std::end(emptied_columns), std::pair(table, column)) != std::end(emptied_columns);
}

const std::vector<std::pair<std::string_view, std::string_view>>& no_secrets() {
  static const std::vector<std::pair<std::string_view, std::string_view>> columns = {
      // Published, or hashes of what is in the archive anyway.
      {"event", "hash"}, {"journal_root", "root"}, {"journal_part", "hash"}, {"usage_import", "file_hash"}, {"supervision_key", "public_key"}, {"supervision_officer", "public_key"},
      // Of 256 random bits, and in the journal: civic programs are known again, or revoked.
      {"open311_key", "key_hash"},
      // Readings, and a random number of an answer.
      {"interval_use", "readings"}, {"interval_use", "estimated"}, {"survey_answer", "id"},
      // Keyed by or sealed with house.key; the books of rewards need them.
      {"tip_reporter", "code_hash"}, {"reward_slip", "slip_hash"}, {"reward_slip", "sealed"}, {"reward_payment", "slip_hash"}, {"reward_slip_each", "slip_hash"}, {"reward_slip_each", "sealed"},
      {"reward_payment_each", "slip_hash"}};
  return columns;
}

}  // namespace shouwen
