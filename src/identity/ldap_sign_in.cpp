// OpenLDAP's library with everything stated here: no configuration of the machine, no referrals, certificates always checked.
#include "identity/ldap_sign_in.h"

#include <fmt/format.h>
#include <ldap.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <mutex>

namespace shouwen {

namespace {

using api::PasswordAnswer;

constexpr const char* system_authorities = "/etc/ssl/certs/ca-certificates.crt";
constexpr std::string_view place = "{name}";

struct Unbind {
  void operator()(LDAP* ldap) const { ldap_unbind_ext_s(ldap, nullptr, nullptr); }
};
using Connection = std::unique_ptr<LDAP, Unbind>;
struct FreeMessage {
  void operator()(LDAPMessage* message) const { ldap_msgfree(message); }
};

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string with_name(std::string pattern, const std::string& name) {
  for (std::size_t at = pattern.find(place); at != std::string::npos; at = pattern.find(place, at + name.size())) pattern.replace(at, place.size(), name);
  return pattern;
}

/// What the machine's own ldap.conf says must not decide whom we trust.
void forget_machine_settings() {
  static std::once_flag once;
  std::call_once(once, [] { ::setenv("LDAPNOINIT", "1", 1); });
}

bool said(int code, const char* what) {
  if (code == LDAP_SUCCESS) return true;
  spdlog::warn("ldap: {}: {}", what, ldap_err2string(code));
  return false;
}

/// Nothing: it cannot be reached or is not trusted.
Connection connect(const LdapSettings& settings) {
  forget_machine_settings();
  LDAP* made = nullptr;
  if (!said(ldap_initialize(&made, settings.url.c_str()), "address")) return nullptr;
  Connection connection(made);
  const int version = LDAP_VERSION3, demand = LDAP_OPT_X_TLS_DEMAND, client = 0;
  const timeval time_out{settings.time_out_seconds, 0};
  const std::string authorities = settings.ca_file.empty() ? system_authorities : settings.ca_file;
  ldap_set_option(made, LDAP_OPT_PROTOCOL_VERSION, &version);
  ldap_set_option(made, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
  ldap_set_option(made, LDAP_OPT_NETWORK_TIMEOUT, &time_out);
  ldap_set_option(made, LDAP_OPT_TIMEOUT, &time_out);
  ldap_set_option(made, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
  ldap_set_option(made, LDAP_OPT_X_TLS_CACERTFILE, authorities.c_str());
  ldap_set_option(made, LDAP_OPT_X_TLS_NEWCTX, &client);
  if (settings.start_tls && !said(ldap_start_tls_s(made, nullptr, nullptr), "TLS")) return nullptr;
  return connection;
}

int bind_as(LDAP* ldap, const std::string& who, const std::string& password) {
  std::string secret = password;
  berval credentials{secret.size(), secret.data()};
  return ldap_sasl_bind_s(ldap, who.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, nullptr);
}

struct Found {
  bool asked = false;      ///< the directory answered
  std::string whom;        ///< "": nobody, or more than one
};

Found search(LDAP* ldap, const LdapSettings& settings, const std::string& name) {
  if (!settings.search_dn.empty() && !said(bind_as(ldap, settings.search_dn, settings.search_password), "who searches")) return {};
  timeval time_out{settings.time_out_seconds, 0};
  char none[] = LDAP_NO_ATTRS;
  char* attributes[] = {none, nullptr};
  LDAPMessage* answer = nullptr;
  const std::string filter = with_name(settings.search_filter, escaped_for_ldap(name));
  const int code = ldap_search_ext_s(ldap, settings.search_base.c_str(), LDAP_SCOPE_SUBTREE, filter.c_str(), attributes, 1, nullptr, nullptr, &time_out, 2, &answer);
  const std::unique_ptr<LDAPMessage, FreeMessage> kept(answer);
  if (code != LDAP_SIZELIMIT_EXCEEDED && !said(code, "search")) return {};
  if (code == LDAP_SIZELIMIT_EXCEEDED || ldap_count_entries(ldap, answer) != 1) return {true, ""};
  char* dn = ldap_get_dn(ldap, ldap_first_entry(ldap, answer));
  Found found{true, dn == nullptr ? "" : dn};
  ldap_memfree(dn);
  return found;
}

/// Of an address that is a name of its own ("{name}@example.cn"): what is no plain name is nobody.
bool is_plain_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_this_machine(const std::string& url) {
  const std::string rest = url.substr(url.find("://") + 3);
  const std::string host = rest.starts_with('[') ? rest.substr(0, rest.find(']') + 1) : rest.substr(0, rest.find_first_of(":/"));
  return host == "localhost" || host == "[::1]" || (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

}  // namespace

Verdict check_ldap(const LdapSettings& settings) {
  if (settings.url.empty()) return Done{};
  // Several in one line would be tried one after the other, the last perhaps in clear.
  if (settings.url.find_first_of(" \t,") != std::string::npos) return Refusal{"settings.ldap_not_encrypted", "", "", {{"value", settings.url}}};
  const bool encrypted = settings.url.starts_with("ldaps://") || (settings.url.starts_with("ldap://") && settings.start_tls);
  const bool may_be_plain = settings.url.starts_with("ldap://") && settings.plain_loopback && is_this_machine(settings.url);
  if (!encrypted && !may_be_plain) return Refusal{"settings.ldap_not_encrypted", "", "", {{"value", settings.url}}};
  const std::string& used = settings.bind_as.empty() ? settings.search_filter : settings.bind_as;
  if (settings.bind_as.empty() == settings.search_base.empty() || used.find(place) == std::string::npos) return Refusal{"settings.ldap_whom", "", "", {}};
  return Done{};
}

std::string escaped_for_ldap(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_letter_or_digit(c)) out += c;
    else out += fmt::format("\\{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

PasswordAnswer ask_ldap(const LdapSettings& settings, const std::string& name, const std::string& password) {
  if (name.empty() || password.empty() || name.find('\0') != std::string::npos || password.find('\0') != std::string::npos) return PasswordAnswer::wrong;
  const bool is_distinguished = settings.bind_as.find('=') != std::string::npos;
  if (!settings.bind_as.empty() && !is_distinguished && !is_plain_name(name)) return PasswordAnswer::wrong;
  const Connection connection = connect(settings);
  if (!connection) return PasswordAnswer::unreachable;
  std::string whom = with_name(settings.bind_as, is_distinguished ? escaped_for_ldap(name) : name);
  if (settings.bind_as.empty()) {
    const Found found = search(connection.get(), settings, name);
    if (!found.asked) return PasswordAnswer::unreachable;
    if (found.whom.empty()) return PasswordAnswer::wrong;
    whom = found.whom;
  }
  const int code = bind_as(connection.get(), whom, password);
  if (code == LDAP_SUCCESS) return PasswordAnswer::right;
  if (code == LDAP_INVALID_CREDENTIALS || code == LDAP_NO_SUCH_OBJECT || code == LDAP_INVALID_DN_SYNTAX || code == LDAP_INAPPROPRIATE_AUTH || code == LDAP_UNWILLING_TO_PERFORM) return PasswordAnswer::wrong;
  said(code, "sign-in");
  return PasswordAnswer::unreachable;
}

}  // namespace shouwen
