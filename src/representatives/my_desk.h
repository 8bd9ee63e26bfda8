// What every page of a representative needs: who he is, his customer, his manager; frame, words, refusals. Heavy: only for .cpp
// files of this room.
#pragma once

#include "accounts/account_store.h"
#include "accounts/answerable.h"
#include "base/grouped.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "representatives/representative_situation.h"
#include "representatives/representative_store.h"
#include "representatives/standing.h"

namespace shouwen {

inline constexpr const char* representative_cookie = "shouwen_representative";
inline constexpr const char* sign_in_path = "/p/my/sign_in";

/// The signed-in representative, checked against his customer's file now.
struct Me {
  RepresentativeAccess access;
  CustomerFile file;
  std::string session_id, csrf_token;

  const CustomerRepresentative& entry() const { return *representative_entry(file, access.representative_id); }
};
/// Nothing: nobody is signed in, or he is no longer the valid representative of that customer.
std::optional<Me> find_me(const api::Call& call, db::Session& session);

/// His customer's account manager as things stand now.
class MyManager {
 public:
  MyManager(const api::Call& call, db::Session& session, CustomerId customer);
  MyManager(const MyManager&) = delete;

  const api::Call& call;
  const std::vector<ManagerTerm> terms;
  const AccountManagerRules rules;
  const ManagedCustomer customer;
  const Answerable answerable;
  /// The representative acts.
  AccountSituation situation() const;
};

RepresentativeSituation my_situation(const api::Call& call, const Me& me);

/// The words of these pages.
std::string my_text(std::string_view name, http::Language language, const TextValues& values = {});
/// What cannot be used by a script or sent along from another site; 0 seconds = forget it.
std::string my_cookie(const http::Request& request, const std::string& value, std::int64_t seconds);

enum class MyPart { none, home, file, use, bills, cases, visits, notices, services, feedback };
struct MyPage {
  std::string name;             ///< of the template, without my_
  MyPart part = MyPart::none;   ///< marked in the navigation
  std::vector<Refusal> refusals{};
  std::vector<std::string> cookies{};
  std::string self{};           ///< address for the switches of language and size; "" = the request's
};
/// Texts {{t.…}} and {{m.…}}, the navigation, {{csrf}} and {{done}} where somebody is signed in.
kainjow::mustache::data my_values(const api::Call& call, const Me* me, MyPart part);
http::Response my_page(api::Api& api, const api::Call& call, const MyPage& page, kainjow::mustache::data values);

/// Goes on for whoever is signed in; else to the sign-in page, the cookie forgotten.
template <class Next>
http::Response with_me(const api::Call& call, db::Session& session, Next&& next) {
  const auto me = find_me(call, session);
  if (!me || !call.rulebook->representatives) return go_on(sign_in_path, {my_cookie(call.request, "", 0)});
  return next(*me);
}

http::Response my_refusal(const api::Call& call, const Refusal& refusal);
/// A posted form with its token; `form` empty and the answer set where it may not be used.
struct MyForm {
  Form form;
  std::optional<http::Response> stopped;
};
MyForm my_form(const api::Call& call, const Me& me);

template <class Next>
http::Response with_my_form(const api::Call& call, db::Session& session, Next&& next) {
  return with_me(call, session, [&](const Me& me) {
    MyForm posted = my_form(call, me);
    return posted.stopped ? *std::move(posted.stopped) : next(me, posted.form);
  });
}

/// A field, cleaned. Refusals: public.unreadable, public.too_long.
Result<std::string> my_field(const Form& form, const char* name, std::size_t limit, bool multiline);

/// Five marks, best first: {{value}} {{words}}.
kainjow::mustache::data star_choices(http::Language language);
/// Whole kWh, "12,345".
std::string kwh(std::int64_t wh);

// The pages, each file one part.
void add_sign_in_pages(api::Api& api);
void add_my_home(api::Api& api);
void add_my_file(api::Api& api);
void add_my_use(api::Api& api);
void add_my_bills(api::Api& api);
void add_my_cases(api::Api& api);
void add_my_visits(api::Api& api);
void add_my_notices(api::Api& api);
void add_my_services(api::Api& api);

http::Operation my_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause);

}  // namespace shouwen
