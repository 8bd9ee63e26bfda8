// What an operator sets: by option, by environment variable, or in the configuration file, in this order of strength.
// packaging/shouwen.toml is the file with every key and what it means.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "api/routes.h"
#include "http/server.h"
#include "identity/ldap_sign_in.h"
#include "identity/provider_settings.h"
#include "messages/message_courier.h"
#include "org/session_rules.h"
#include "outgoing/outgoing.h"

namespace shouwen::cli {

struct ServeSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::vector<std::string> hosts;            ///< names this bureau is reached by; none: any
  std::vector<std::string> trusted_proxies;  ///< addresses and networks; none given: this machine
  std::string tls_certificate, tls_key;
  std::string log_level = "info", log_format = "text";
  std::int64_t session_idle_minutes = 60, session_hours = 12, first_password_days = 7;
  std::vector<std::string> outgoing_allowed_networks;  ///< beside public addresses over https
  std::string outgoing_source = "/shouwen";
  std::vector<std::string> outgoing_retry_after = {"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"};
  std::int64_t outgoing_time_out_seconds = 10, outgoing_failing_days = 5, outgoing_keep_days = 30;
  GatewaySettings sms;                       ///< headers and token are read out of their files by messages_settings
  std::string sms_format = "json", sms_taken_when, sms_headers_file, sms_report_token_file;
  std::vector<std::string> sms_networks, sms_retry_after = {"10s", "1m", "5m", "30m", "2h"};
  std::int64_t sms_time_out_seconds = 10;
  std::string password_sign_in = "open";     ///< or "off": for those of break_glass alone
  std::vector<std::string> break_glass, second_factor_roles;
  ProviderSettings provider;                 ///< its secret is read out of the file by sign_in_settings
  LdapSettings ldap;                         ///< its search password is read out of the file by sign_in_settings
  std::string ldap_start_tls = "no", ldap_plain_loopback = "no", ldap_search_password_file;
  std::string provider_secret_file, provider_plain_loopback = "no";
  std::string backup_folder;                 ///< where backups are kept, one folder each; "" = not watched
  std::string follow_folder;                 ///< where every commit is copied; "" = nowhere
  std::int64_t follow_days = 30;             ///< how far back it goes
};

/// --config, --data, --database, --rulebook, --web.
void add_common_settings(CLI::App& app, Common& common);
/// The rest, on a command that serves or looks at how it would serve.
void add_serve_settings(CLI::App& command, ServeSettings& settings);
/// Reads the configuration file and sets what neither option nor environment has set. Throws CLI::RuntimeError (exit code 2)
/// after telling every mistake as file:line.
void apply_config_file();

/// Server options of these settings; a Refusal names what is wrong. Refusals: settings.*.
Result<http::ServerOptions> server_options(const ServeSettings& settings);
/// Refusals: settings.bad_network, settings.bad_wait.
Result<OutgoingSettings> outgoing_settings(const ServeSettings& settings);
/// The gateway of text messages, with what stands in its files. Refusals: settings.bad_network, settings.bad_wait, settings.sms_*.
Result<MessagesSettings> messages_settings(const ServeSettings& settings);
/// How people may sign in, and the provider with its secret. Refusals: settings.*.
struct SignInSettings {
  api::SignInWays ways;
  ProviderSettings provider;
};
Result<SignInSettings> sign_in_settings(const ServeSettings& settings);
SessionRules session_rules(const ServeSettings& settings);

}  // namespace shouwen::cli
