// One list of settings: each is an option, an environment variable and a key of the file.
#include "cli/settings.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <sstream>

#include "base/text.h"
#include "base/toml.h"
#include "identity/provider_http.h"

namespace shouwen::cli {

namespace {

constexpr const char* installed_config = "/etc/shouwen/shouwen.toml";

/// Which options a key of the file sets: "server.port" is one of serve and one of doctor.
using OptionsByKey = std::multimap<std::string, CLI::Option*>;
OptionsByKey& options_by_key() {
  static OptionsByKey options;
  return options;
}
std::string& config_file() {
  static std::string file;
  return file;
}

/// `section`: "" = the top of the file.
template <class Value>
CLI::Option* add(CLI::App& app, const std::string& section, const char* name, const char* option, const char* variable, Value& value, const char* text) {
  CLI::Option* added = app.add_option(option, value, text)->envname(variable);
  if constexpr (std::is_same_v<Value, std::vector<std::string>>) added->delimiter(',');
  else added->capture_default_str();
  options_by_key().emplace(section.empty() ? name : section + '.' + name, added);
  return added;
}

struct Mistakes {
  std::string file;
  bool any = false;
  void tell(const toml::source_region& where, const std::string& zh, const std::string& en) {
    fmt::print(stderr, "{}:{}: {} | {}\n", file, where.begin.line, zh, en);
    any = true;
  }
};

/// A text, number or list of texts as the command line would have it; nothing else is a setting.
std::optional<std::vector<std::string>> values_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return std::vector{*text};
  if (const auto number = node.value_exact<std::int64_t>()) return std::vector{std::to_string(*number)};
  const toml::array* list = node.as_array();
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> values;
  for (const toml::node& one : *list) {
    const auto text = one.value_exact<std::string>();
    if (!text) return std::nullopt;
    values.push_back(*text);
  }
  return values;
}

void apply_value(const std::string& key, const toml::node& node, Mistakes& mistakes) {
  const auto [begin, end] = options_by_key().equal_range(key);
  if (begin == end) {
    std::vector<std::string> known;
    for (const auto& [name, option] : options_by_key()) known.push_back(name);
    const std::string near = nearest_of(key, known);
    return mistakes.tell(node.source(), "没有“" + key + "”这一项" + (near.empty() ? "" : "，是否应为“" + near + "”"),
                         "there is no setting “" + key + "”" + (near.empty() ? "" : "; did you mean “" + near + "”"));
  }
  const auto values = values_of(node);
  if (!values) return mistakes.tell(node.source(), key + " 应为文字、整数或文字列表", key + " must be a text, a whole number or a list of texts");
  for (auto found = begin; found != end; ++found) {
    CLI::Option& option = *found->second;
    // What was typed or stands in the environment is stronger; an empty list is no value.
    if (option.count() > 0 || values->empty()) continue;
    try {
      for (const std::string& value : *values) option.add_result(value);
      option.run_callback();
    } catch (const CLI::ParseError&) {
      return mistakes.tell(node.source(), key + " 的值不对", key + " has a value that cannot be used");
    }
  }
}

void apply_table(const std::string& before, const toml::table& table, Mistakes& mistakes) {
  for (const auto& [name, node] : table) {
    const std::string key = before + std::string(name.str());
    if (const toml::table* inner = node.as_table()) apply_table(key + '.', *inner, mistakes);
    else apply_value(key, node, mistakes);
  }
}

void add_provider_settings(CLI::App& command, ServeSettings& settings) {
  ProviderSettings& provider = settings.provider;
  add(command, "oidc", "issuer", "--oidc-issuer", "SHOUWEN_OIDC_ISSUER", provider.issuer, "Identity provider (OpenID Connect); none: passwords only");
  add(command, "oidc", "client_id", "--oidc-client-id", "SHOUWEN_OIDC_CLIENT_ID", provider.client_id, "This house's name there");
  add(command, "oidc", "client_secret_file", "--oidc-client-secret-file", "SHOUWEN_OIDC_CLIENT_SECRET_FILE", settings.provider_secret_file, "File with its secret; none: a public client");
  add(command, "oidc", "desk_url", "--oidc-desk-url", "SHOUWEN_OIDC_DESK_URL", provider.desk_url, "https://kf.example.cn, where browsers come back to");
  add(command, "oidc", "scopes", "--oidc-scopes", "SHOUWEN_OIDC_SCOPES", provider.scopes, "What is asked for");
  add(command, "oidc", "name_claim", "--oidc-name-claim", "SHOUWEN_OIDC_NAME_CLAIM", provider.name_claim, "The claim that is the sign-in name");
  add(command, "oidc", "verified_claim", "--oidc-verified-claim", "SHOUWEN_OIDC_VERIFIED_CLAIM", provider.verified_claim, "A claim that must be true beside it");
  add(command, "oidc", "label_zh", "--oidc-label-zh", "SHOUWEN_OIDC_LABEL_ZH", provider.label_zh, "What the button says, Chinese");
  add(command, "oidc", "label_en", "--oidc-label-en", "SHOUWEN_OIDC_LABEL_EN", provider.label_en, "What the button says, English");
  add(command, "oidc", "hosts", "--oidc-hosts", "SHOUWEN_OIDC_HOSTS", provider.hosts, "Further hosts of the provider");
  add(command, "oidc", "networks", "--oidc-networks", "SHOUWEN_OIDC_NETWORKS", provider.networks, "Networks its hosts lie in; others are not called");
  add(command, "oidc", "trusted_factors", "--oidc-trusted-factors", "SHOUWEN_OIDC_TRUSTED_FACTORS", provider.trusted_factors, "amr or acr values that stand for the second factor");
  add(command, "oidc", "ca_file", "--oidc-ca-file", "SHOUWEN_OIDC_CA_FILE", provider.ca_file, "Authorities of its certificate (PEM)");
  add(command, "oidc", "plain_loopback", "--oidc-plain-loopback", "SHOUWEN_OIDC_PLAIN_LOOPBACK", settings.provider_plain_loopback,
      "yes: http to this machine itself is allowed")->check(CLI::IsMember({"yes", "no"}));
}

void add_ldap_settings(CLI::App& command, ServeSettings& settings) {
  LdapSettings& ldap = settings.ldap;
  add(command, "ldap", "url", "--ldap-url", "SHOUWEN_LDAP_URL", ldap.url, "ldaps://host: the bureau's LDAP knows the passwords; none: the house does");
  add(command, "ldap", "start_tls", "--ldap-start-tls", "SHOUWEN_LDAP_START_TLS", settings.ldap_start_tls, "yes: encrypt an ldap:// connection")->check(CLI::IsMember({"yes", "no"}));
  add(command, "ldap", "bind_as", "--ldap-bind-as", "SHOUWEN_LDAP_BIND_AS", ldap.bind_as, "uid={name},ou=people,dc=example,dc=cn or {name}@example.cn");
  add(command, "ldap", "search_base", "--ldap-search-base", "SHOUWEN_LDAP_SEARCH_BASE", ldap.search_base, "Instead: where he is searched for");
  add(command, "ldap", "search_filter", "--ldap-search-filter", "SHOUWEN_LDAP_SEARCH_FILTER", ldap.search_filter, "By what");
  add(command, "ldap", "search_dn", "--ldap-search-dn", "SHOUWEN_LDAP_SEARCH_DN", ldap.search_dn, "Who searches; none: anybody may");
  add(command, "ldap", "search_password_file", "--ldap-search-password-file", "SHOUWEN_LDAP_SEARCH_PASSWORD_FILE", settings.ldap_search_password_file, "File with his password");
  add(command, "ldap", "ca_file", "--ldap-ca-file", "SHOUWEN_LDAP_CA_FILE", ldap.ca_file, "Authorities of its certificate (PEM)");
  add(command, "ldap", "plain_loopback", "--ldap-plain-loopback", "SHOUWEN_LDAP_PLAIN_LOOPBACK", settings.ldap_plain_loopback,
      "yes: ldap:// to this machine itself is allowed")->check(CLI::IsMember({"yes", "no"}));
  add(command, "ldap", "time_out_seconds", "--ldap-time-out-seconds", "SHOUWEN_LDAP_TIME_OUT_SECONDS", ldap.time_out_seconds, "An answer must be there within this")->check(CLI::Range(1, 30));
}

void add_sms_settings(CLI::App& command, ServeSettings& settings) {
  GatewaySettings& sms = settings.sms;
  add(command, "sms", "url", "--sms-url", "SHOUWEN_SMS_URL", sms.url, "Where text messages are posted; none: none are sent");
  add(command, "sms", "headers_file", "--sms-headers-file", "SHOUWEN_SMS_HEADERS_FILE", settings.sms_headers_file, "File with headers, one a line: what the gateway knows us by");
  add(command, "sms", "format", "--sms-format", "SHOUWEN_SMS_FORMAT", settings.sms_format, "json or form")->check(CLI::IsMember({"json", "form"}));
  add(command, "sms", "body", "--sms-body", "SHOUWEN_SMS_BODY", sms.body, "What is posted, with {phone}, {text} and {id}");
  add(command, "sms", "number_at", "--sms-number-at", "SHOUWEN_SMS_NUMBER_AT", sms.number_at, "JSON pointer of the gateway's number in its answer");
  add(command, "sms", "taken_when", "--sms-taken-when", "SHOUWEN_SMS_TAKEN_WHEN", settings.sms_taken_when, "/pointer=value of an answer that took it; none: every 2xx");
  add(command, "sms", "report_token_file", "--sms-report-token-file", "SHOUWEN_SMS_REPORT_TOKEN_FILE", settings.sms_report_token_file,
      "File with the last part of the address it reports to; none: it does not report");
  add(command, "sms", "report_number_at", "--sms-report-number-at", "SHOUWEN_SMS_REPORT_NUMBER_AT", sms.report_number_at, "JSON pointer or /field of its number in a report");
  add(command, "sms", "report_state_at", "--sms-report-state-at", "SHOUWEN_SMS_REPORT_STATE_AT", sms.report_state_at, "The same of what became of it");
  add(command, "sms", "report_delivered", "--sms-report-delivered", "SHOUWEN_SMS_REPORT_DELIVERED", sms.report_delivered, "What that says when the phone has it");
  add(command, "sms", "report_failed", "--sms-report-failed", "SHOUWEN_SMS_REPORT_FAILED", sms.report_failed, "What it says when the phone never gets it; all else is on its way");
  add(command, "sms", "networks", "--sms-networks", "SHOUWEN_SMS_NETWORKS", settings.sms_networks, "Networks the gateway may lie in beside public addresses over https");
  add(command, "sms", "retry_after", "--sms-retry-after", "SHOUWEN_SMS_RETRY_AFTER", settings.sms_retry_after, "Waits after each failure: 10s, 5m, 2h");
  add(command, "sms", "time_out_seconds", "--sms-time-out-seconds", "SHOUWEN_SMS_TIME_OUT_SECONDS", settings.sms_time_out_seconds,
      "An answer must be there within this")->check(CLI::Range(1, 60));
}

/// The lines of a file, without their ends; nothing if it cannot be read.
std::optional<std::vector<std::string>> lines_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

void add_common_settings(CLI::App& app, Common& common) {
  std::error_code ignored;
  if (std::filesystem::exists(installed_config, ignored)) config_file() = installed_config;
  app.add_option("--config", config_file(), "Configuration file / 配置文件")->envname("SHOUWEN_CONFIG")->capture_default_str();
  add(app, "", "data", "--data", "SHOUWEN_DATA", common.data, "Data folder / 数据目录");
  add(app, "", "database", "--database", "SHOUWEN_DATABASE", common.database, "PostgreSQL: postgres://user@host/bureau; without it a file in the data folder / 数据库");
  add(app, "", "rulebook", "--rulebook", "SHOUWEN_RULEBOOK", common.rulebook, "Folder with the rulebook's files / 规则库目录");
  add(app, "", "web", "--web", "SHOUWEN_WEB", common.web, "Folder with the built front end / 前端目录");
}

void add_serve_settings(CLI::App& command, ServeSettings& settings) {
  add(command, "server", "address", "--address", "SHOUWEN_ADDRESS", settings.address, "Address to listen on");
  add(command, "server", "port", "--port", "SHOUWEN_PORT", settings.port, "Port; 0 = any free one");
  add(command, "server", "hosts", "--hosts", "SHOUWEN_HOSTS", settings.hosts, "Names this server is reached by; others are refused");
  add(command, "server", "trusted_proxies", "--trusted-proxies", "SHOUWEN_TRUSTED_PROXIES", settings.trusted_proxies,
      "Addresses or networks of proxies whose X-Forwarded headers are believed [127.0.0.0/8,::1]");
  add(command, "server", "log_level", "--log-level", "SHOUWEN_LOG_LEVEL", settings.log_level, "trace, debug, info, warn, error")->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}));
  add(command, "server", "log_format", "--log-format", "SHOUWEN_LOG_FORMAT", settings.log_format, "text or json")->check(CLI::IsMember({"text", "json"}));
  add(command, "tls", "certificate", "--tls-certificate", "SHOUWEN_TLS_CERTIFICATE", settings.tls_certificate, "Certificate chain (PEM): serve HTTPS");
  add(command, "tls", "key", "--tls-key", "SHOUWEN_TLS_KEY", settings.tls_key, "Its private key (PEM)");
  add(command, "sessions", "idle_minutes", "--session-idle-minutes", "SHOUWEN_SESSION_IDLE_MINUTES", settings.session_idle_minutes,
      "A session nobody uses ends after this")->check(CLI::Range(1, 24 * 60));
  add(command, "sessions", "longest_hours", "--session-hours", "SHOUWEN_SESSION_HOURS", settings.session_hours, "Any session ends after this")->check(CLI::Range(1, 24));
  add(command, "sessions", "first_password_days", "--first-password-days", "SHOUWEN_FIRST_PASSWORD_DAYS", settings.first_password_days,
      "A first password nobody changed ends after this")->check(CLI::Range(1, 90));
  add(command, "outgoing", "allowed_networks", "--outgoing-allowed-networks", "SHOUWEN_OUTGOING_ALLOWED_NETWORKS", settings.outgoing_allowed_networks,
      "Networks webhooks may be sent to beside public addresses over https");
  add(command, "outgoing", "source", "--outgoing-source", "SHOUWEN_OUTGOING_SOURCE", settings.outgoing_source, "Who this bureau is to others' programs: source of its events");
  add(command, "outgoing", "retry_after", "--outgoing-retry-after", "SHOUWEN_OUTGOING_RETRY_AFTER", settings.outgoing_retry_after, "Waits after each failure: 5s, 30m, 2h");
  add(command, "outgoing", "time_out_seconds", "--outgoing-time-out-seconds", "SHOUWEN_OUTGOING_TIME_OUT_SECONDS", settings.outgoing_time_out_seconds,
      "An answer must be there within this")->check(CLI::Range(1, 60));
  add(command, "outgoing", "failing_days", "--outgoing-failing-days", "SHOUWEN_OUTGOING_FAILING_DAYS", settings.outgoing_failing_days,
      "An endpoint that takes nothing for so long is paused")->check(CLI::Range(1, 60));
  add(command, "outgoing", "keep_days", "--outgoing-keep-days", "SHOUWEN_OUTGOING_KEEP_DAYS", settings.outgoing_keep_days,
      "What was sent is remembered, and can be sent again, for so long")->check(CLI::Range(1, 366));
  add(command, "sign_in", "password", "--password-sign-in", "SHOUWEN_PASSWORD_SIGN_IN", settings.password_sign_in,
      "open, or off: passwords of break_glass only")->check(CLI::IsMember({"open", "off"}));
  add(command, "sign_in", "break_glass", "--break-glass", "SHOUWEN_BREAK_GLASS", settings.break_glass, "Sign-in names whose passwords always work");
  add(command, "sign_in", "second_factor_roles", "--second-factor-roles", "SHOUWEN_SECOND_FACTOR_ROLES", settings.second_factor_roles, "Roles that work with a second factor only");
  add_provider_settings(command, settings);
  add_ldap_settings(command, settings);
  add_sms_settings(command, settings);
  add(command, "backup", "folder", "--backup-folder", "SHOUWEN_BACKUP_FOLDER", settings.backup_folder, "Folder of backups, to be watched for their age");
  add(command, "backup", "follow", "--follow", "SHOUWEN_BACKUP_FOLLOW", settings.follow_folder, "Folder on another disk that gets every commit: restore --at");
  add(command, "backup", "follow_days", "--follow-days", "SHOUWEN_BACKUP_FOLLOW_DAYS", settings.follow_days, "How many days back restore --at can go")->check(CLI::Range(1, 3660));
}

void apply_config_file() {
  if (config_file().empty()) return;
  std::ifstream in(config_file(), std::ios::binary);
  if (!in) {
    fmt::print(stderr, "无法读取配置文件 {} / cannot read the configuration file\n", config_file());
    throw CLI::RuntimeError(2);
  }
  std::ostringstream text;
  text << in.rdbuf();
  const ParsedToml parsed = parse_toml(text.str());
  Mistakes mistakes{config_file(), false};
  if (!parsed.table) {
    fmt::print(stderr, "{}:{}: {} | {}\n", config_file(), parsed.line, parsed.error_zh(), parsed.error);
    throw CLI::RuntimeError(2);
  }
  apply_table("", *parsed.table, mistakes);
  if (mistakes.any) throw CLI::RuntimeError(2);
}

Result<http::ServerOptions> server_options(const ServeSettings& settings) {
  http::ServerOptions options;
  options.address = settings.address;
  options.port = settings.port;
  if (settings.tls_certificate.empty() != settings.tls_key.empty()) 
    return Refusal{"settings.tls_half", "", "", {{"value", settings.tls_certificate + settings.tls_key}}};
  options.certificate_file = settings.tls_certificate;
  options.key_file = settings.tls_key;
  for (std::string host : settings.hosts) {
    for (char& c : host)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    options.hosts.push_back(std::move(host));
  }
  if (!settings.trusted_proxies.empty()) {
    std::string wrong;
    const auto proxies = http::TrustedProxies::parse(settings.trusted_proxies, &wrong);
    if (!proxies) return Refusal{"settings.bad_network", "", "", {{"value", wrong}}};
    options.proxies = *proxies;
  }
  return options;
}

Result<OutgoingSettings> outgoing_settings(const ServeSettings& settings) {
  std::string wrong;
  const auto allowed = http::TrustedProxies::parse(settings.outgoing_allowed_networks, &wrong);
  if (!allowed) return Refusal{"settings.bad_network", "", "", {{"value", wrong}}};
  const auto plan = parse_retry_plan(settings.outgoing_retry_after, &wrong);
  if (!plan) return Refusal{"settings.bad_wait", "", "", {{"value", wrong}}};
  return OutgoingSettings{Reach(*allowed), *plan, settings.outgoing_time_out_seconds, settings.outgoing_failing_days, settings.outgoing_keep_days, settings.outgoing_source};
}

Result<MessagesSettings> messages_settings(const ServeSettings& settings) {
  std::string wrong;
  const auto networks = http::TrustedProxies::parse(settings.sms_networks, &wrong);
  if (!networks) return Refusal{"settings.bad_network", "", "", {{"value", wrong}}};
  const auto plan = parse_retry_plan(settings.sms_retry_after, &wrong);
  if (!plan) return Refusal{"settings.bad_wait", "", "", {{"value", wrong}}};
  MessagesSettings read{settings.sms, Reach(*networks), *plan, settings.sms_time_out_seconds};
  GatewaySettings& gateway = read.gateway;
  if (gateway.url.empty()) return read;
  if (!read.reach.check_url(gateway.url)) return Refusal{"settings.sms_url", "", "", {{"value", gateway.url}}};
  gateway.format = settings.sms_format == "form" ? GatewayFormat::form : GatewayFormat::json;
  const std::size_t equals = settings.sms_taken_when.find('=');
  if (!settings.sms_taken_when.empty() && equals == std::string::npos) return Refusal{"settings.sms_pointer", "", "", {{"value", settings.sms_taken_when}}};
  gateway.taken_at = settings.sms_taken_when.substr(0, equals);
  if (equals != std::string::npos) gateway.taken_value = settings.sms_taken_when.substr(equals + 1);
  for (const std::string* file : {&settings.sms_headers_file, &settings.sms_report_token_file}) {
    if (file->empty()) continue;
    const auto lines = lines_of(*file);
    if (!lines || lines->empty()) return Refusal{"settings.sms_secret_unread", "", "", {{"value", *file}}};
    if (file == &settings.sms_headers_file) gateway.headers = *lines;
    else gateway.report_token = lines->front();
  }
  if (const Verdict good = check_gateway(gateway); !good) return good.refusal();
  return read;
}

/// With its search password. Refusals: settings.ldap_*.
Result<LdapSettings> ldap_settings(const ServeSettings& settings) {
  LdapSettings ldap = settings.ldap;
  ldap.start_tls = settings.ldap_start_tls == "yes";
  ldap.plain_loopback = settings.ldap_plain_loopback == "yes";
  if (const Verdict good = check_ldap(ldap); !good) return good.refusal();
  if (settings.ldap_search_password_file.empty()) {
    // Without a password a directory takes the name for nobody's and lets him in all the same.
    if (!ldap.search_dn.empty()) return Refusal{"settings.ldap_secret_unread", "", "", {{"value", "search_password_file"}}};
    return ldap;
  }
  const auto lines = lines_of(settings.ldap_search_password_file);
  if (!lines || lines->empty()) return Refusal{"settings.ldap_secret_unread", "", "", {{"value", settings.ldap_search_password_file}}};
  ldap.search_password = lines->front();
  return ldap;
}

Result<SignInSettings> sign_in_settings(const ServeSettings& settings) {
  SignInSettings read{{settings.password_sign_in == "open", settings.break_glass, false, "", ""}, settings.provider};
  const Result<LdapSettings> ldap = ldap_settings(settings);
  if (!ldap) return ldap.refusal();
  if (!ldap->url.empty()) read.ways.ldap = [ldap = *ldap](const std::string& name, const std::string& password) { return ask_ldap(ldap, name, password); };
  ProviderSettings& provider = read.provider;
  if (provider.issuer.empty()) {
    if (!read.ways.password_open) return Refusal{"settings.no_way_in", "", "", {}};
    return read;
  }
  provider.plain_loopback = settings.provider_plain_loopback == "yes";
  for (const auto& [name, value] : {std::pair<const char*, const std::string&>{"client_id", provider.client_id}, {"desk_url", provider.desk_url}, {"name_claim", provider.name_claim}})
    if (value.empty()) return Refusal{"settings.oidc_incomplete", "", "", {{"value", name}}};
  if (!may_reach(provider.issuer, provider)) return Refusal{"settings.oidc_not_https", "", "", {{"value", provider.issuer}}};
  if (std::string wrong; !provider.networks.empty() && !http::TrustedProxies::parse(provider.networks, &wrong))
    return Refusal{"settings.oidc_bad_network", "", "", {{"value", wrong}}};
  if (!settings.provider_secret_file.empty()) {
    const auto lines = lines_of(settings.provider_secret_file);
    if (!lines || lines->empty()) return Refusal{"settings.oidc_secret_unread", "", "", {{"value", settings.provider_secret_file}}};
    provider.client_secret = lines->front();
  }
  read.ways.has_provider = true;
  read.ways.provider_label_zh = provider.label_zh.empty() ? "统一身份认证登录" : provider.label_zh;
  read.ways.provider_label_en = provider.label_en.empty() ? "Sign in with the bureau's identity" : provider.label_en;
  return read;
}

SessionRules session_rules(const ServeSettings& settings) {
  return {settings.session_idle_minutes * 60, settings.session_hours * 3600, settings.first_password_days * seconds_per_day, settings.second_factor_roles};
}

}  // namespace shouwen::cli
