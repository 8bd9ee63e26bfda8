// The routes this room adds: sessions, organisation, access log, rulebook, the system itself.
#pragma once

#include <functional>
#include <vector>

#include "api/api.h"

namespace shouwen::api {

/// The cases room's answers: this room knows no cases.
using UnitCases = std::function<std::int64_t(db::Session&, UnitId)>;
using CustomerCases = std::function<std::vector<CaseId>(db::Session&, CustomerId)>;
/// What people call a case; nothing if it is kept from this reader, because it accuses him or his line (art. 9(5), 10(7)).
using CaseNumber = std::function<std::optional<std::string>(db::Session&, const Organisation&, OfficerId reader, CaseId)>;
/// The customers room's answer: the account number, "" if he has none.
using AccountNumber = std::function<std::string(db::Session&, CustomerId)>;

/// unreachable: nothing is known of the password.
enum class PasswordAnswer { right, wrong, unreachable };
/// How the operator lets people in.
struct SignInWays {
  bool password_open = true;
  std::vector<std::string> break_glass;  ///< sign-in names whose passwords are taken though they are closed for everybody else
  bool has_provider = false;
  std::string provider_label_zh, provider_label_en;
  /// The bureau's LDAP: whether this is his password. Null: the house's own passwords. Of break_glass they always are.
  std::function<PasswordAnswer(const std::string& name, const std::string& password)> ldap = {};
};

void add_session_api(Api& api, const SignInWays& ways);
void add_token_api(Api& api);
void add_org_api(Api& api);
void add_org_change_api(Api& api, const UnitCases& unit_cases);
void add_roster_api(Api& api);
void add_directory_api(Api& api);
void add_access_log_api(Api& api, const CustomerCases& cases_of_customer, const CaseNumber& number_of_case, const AccountNumber& account_number_of);
void add_rulebook_api(Api& api);
void add_rulebook_versions_api(Api& api);
void add_calendar_api(Api& api);
void add_regulation_text_api(Api& api);
void add_system_api(Api& api);

}  // namespace shouwen::api
