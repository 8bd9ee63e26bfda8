// Who is signed in, and the frame around his pages.
#include "representatives/my_desk.h"

#include <sodium.h>

#include "base/embedded.h"
#include "base/text.h"
#include "customers/customer_file_store.h"
#include "http/multipart.h"
#include "http/problem.h"
#include "http/uri.h"
#include "representatives/representative_account.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_my_pages();

namespace {

using http::Language;
using kainjow::mustache::data;
using kainjow::mustache::partial;

std::string_view my_file_text(std::string_view name) {
  for (const EmbeddedFile& known : embedded_my_pages())
    if (known.name == name) return known.content;
  SHOUWEN_CHECK(false);
}

const PageTexts& my_texts() {
  static const PageTexts texts = read_page_texts(my_file_text("my_texts.toml"));
  return texts;
}

const data& texts_of(Language language) {
  static const auto made = [](Language wanted) {
    data texts;
    for (const auto& [name, text] : my_texts()) texts.set(name, wanted == Language::zh ? text.zh : text.en);
    return texts;
  };
  static const data zh = made(Language::zh), en = made(Language::en);
  return language == Language::zh ? zh : en;
}

struct NavigationEntry {
  MyPart part;
  const char* path;
  const char* text;
};
constexpr NavigationEntry navigation[] = {{MyPart::home, "/p/my", "nav_home"},          {MyPart::cases, "/p/my/cases", "nav_cases"},
                                          {MyPart::use, "/p/my/use", "nav_use"},        {MyPart::bills, "/p/my/bills", "nav_bills"},
                                          {MyPart::visits, "/p/my/visits", "nav_visits"}, {MyPart::notices, "/p/my/notices", "nav_notices"},
                                          {MyPart::services, "/p/my/services", "nav_services"},
                                          {MyPart::file, "/p/my/file", "nav_file"},     {MyPart::feedback, "/p/my/feedback", "nav_feedback"}};

struct DoneText {
  const char* name;
  const char* text;
};
constexpr DoneText done_texts[] = {{"confirmed", "done_confirmed"}, {"objected", "done_objected"},   {"evaluated", "done_evaluated"},
                                   {"feedback", "done_feedback"},   {"registered", "done_registered"}, {"password", "done_password"},
                                   {"read", "done_read"},           {"marked", "done_marked"}};

bool same(std::string_view given, std::string_view expected) { return given.size() == expected.size() && sodium_memcmp(given.data(), expected.data(), given.size()) == 0; }

}  // namespace

std::optional<Me> find_me(const api::Call& call, db::Session& session) {
  const std::string_view id = call.request.cookie(representative_cookie);
  if (id.empty()) return std::nullopt;
  const auto found = find_representative_session(session, id, call.now);
  if (!found) return std::nullopt;
  auto access = load_access(session, found->access_id);
  if (!access) return std::nullopt;
  auto file = load_file(session, access->customer_id);
  if (!file || standing_of(*access, *file, local_date(call.now)) != Standing::good) return std::nullopt;
  return Me{*std::move(access), *std::move(file), std::string(id), found->csrf_token};
}

MyManager::MyManager(const api::Call& made, db::Session& session, CustomerId id)
    : call(made),
      terms(manager_terms(session)),
      rules(made.rulebook->account_managers.value_or(AccountManagerRules{})),
      customer(load_managed_customer(session, id)),
      answerable(answerable_for(customer, terms, *made.organisation, made.now)) {}

AccountSituation MyManager::situation() const {
  return {the_public, call.now, *call.organisation, rules, call.rulebook->calendars.bureau, terms, call.rulebook->closing.warn_at_percents};
}

RepresentativeSituation my_situation(const api::Call& call, const Me& me) { return {the_public, call.now, me.file, *call.rulebook->representatives}; }

std::string my_text(std::string_view name, Language language, const TextValues& values) { return say(my_texts(), name, language, values); }

std::string my_cookie(const http::Request& request, const std::string& value, std::int64_t seconds) {
  std::string line = std::string(representative_cookie) + '=' + value + "; Path=/p/my; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
  if (request.header("x-forwarded-proto") == "https") line += "; Secure";
  return line;
}

data my_values(const api::Call& call, const Me* me, MyPart part) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("m", texts_of(language));
  values.set("part_nav", data(partial([] { return std::string(my_file_text("_my_nav.html")); })));
  if (me == nullptr) return values;
  values.set("csrf", me->csrf_token);
  values.set("customer", me->file.name.value);
  values.set("account_number", me->file.account_number.value);
  values.set("name", me->entry().name.value);
  data rows{data::type::list};
  for (const NavigationEntry& entry : navigation) {
    data row;
    row.set("path", entry.path);
    row.set("text", my_text(entry.text, language));
    row.set("here", entry.part == part);
    rows << row;
  }
  values.set("nav", rows);
  const std::string_view done = call.request.query_value("done").value_or("");
  for (const DoneText& known : done_texts)
    if (done == known.name) values.set("done", my_text(known.text, language));
  return values;
}

http::Response my_page(api::Api& api, const api::Call& call, const MyPage& page, data values) {
  const Language language = wish_of(call.request).language;
  set_errors(values, page.refusals, language);
  PageSpec spec{page.name, my_text("title_" + page.name, language), page.refusals.empty() ? 200 : 422, page.self, page.cookies};
  spec.body = my_file_text("my_" + page.name + ".html");
  return write_page(api, call, spec, std::move(values));
}

http::Response my_refusal(const api::Call& call, const Refusal& refusal) {
  return http::problem_page(refusal.code.ends_with("unknown") ? 404 : 403, refusal, wish_of(call.request).language);
}

MyForm my_form(const api::Call& call, const Me& me) {
  const auto form = http::parse_form(call.request.body);
  if (!form || !same(value_of(*form, "csrf"), me.csrf_token)) return {{}, my_refusal(call, {"session.csrf_wrong", "", "", {}})};
  return {*form, std::nullopt};
}

Result<std::string> my_field(const Form& form, const char* name, std::size_t limit, bool multiline) {
  const std::string given = value_of(form, name), field = std::string("/") + name;
  if (!is_valid_utf8(given)) return Refusal{"public.unreadable", "", field, {}};
  std::string text = clean_text(given, multiline);
  if (const std::size_t length = count_characters(text); length > limit)
    return Refusal{"public.too_long", "", field, {{"limit", std::to_string(limit)}, {"length", std::to_string(length)}}};
  return text;
}

data star_choices(Language language) {
  static constexpr std::pair<const char*, const char*> choices[] = {{"5", "star_5"}, {"4", "star_4"}, {"3", "star_3"}, {"2", "star_2"}, {"1", "star_1"}};
  data rows{data::type::list};
  for (const auto& [value, text] : choices) {
    data row;
    row.set("value", value);
    row.set("words", say(text, language));
    rows << row;
  }
  return rows;
}

std::string kwh(std::int64_t wh) { return grouped((wh + 500) / 1000); }

http::Operation my_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause) {
  http::Operation made{method, pattern, id, "representative's pages", summary, clause};
  made.is_public = true;
  made.response_content_type = "text/html";
  if (made.method == "POST") {
    made.request_content_type = "application/x-www-form-urlencoded";
    made.request_body.schema = R"({"type":"object"})";
  }
  return made;
}

}  // namespace shouwen
