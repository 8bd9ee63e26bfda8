// The bureau's own directory (LDAP, RFC 4511): it is asked whether a password is right, by binding with it. Nothing is kept of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/routes.h"
#include "base/result.h"

namespace shouwen {

struct LdapSettings {
  std::string url;               ///< "ldaps://ldap.example.cn"; "" = there is none
  bool start_tls = false;        ///< of an ldap:// address
  std::string bind_as;           ///< "uid={name},ou=people,dc=example,dc=cn" or "{name}@example.cn"; "" = he is searched for
  std::string search_base, search_filter = "(uid={name})";
  std::string search_dn, search_password;  ///< who may search
  std::string ca_file;           ///< authorities of its certificate; "" = the system's
  bool plain_loopback = false;   ///< ldap:// without TLS to this machine itself
  std::int64_t time_out_seconds = 6;
};

/// The first thing wrong. Refusals: settings.ldap_not_encrypted, settings.ldap_whom (neither or both of bind_as and search_base, or no
/// {name} in what is used).
Verdict check_ldap(const LdapSettings& settings);

/// A name in a distinguished name or a filter: everything but letters and digits by its bytes, so that it stays one value.
std::string escaped_for_ldap(std::string_view name);

/// Blocks as long as the directory takes, at most its time-outs. An empty password is wrong: a directory would take it for nobody's.
api::PasswordAnswer ask_ldap(const LdapSettings& settings, const std::string& name, const std::string& password);

}  // namespace shouwen
