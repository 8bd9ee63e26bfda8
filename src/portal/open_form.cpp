// The sum is sealed with its form, so that an answer serves one form only.
#include "portal/open_form.h"

#include <sodium.h>

#include "base/text.h"
#include "org/secret.h"
#include "portal/page_texts.h"

namespace shouwen {

namespace {

constexpr std::int64_t form_lives_seconds = 4 * 3600;
constexpr std::string_view purpose = "public_open_form";
constexpr std::uint32_t figures = 9;

Refusal no(const char* code, const char* field) { return {code, "", field, {}}; }

}  // namespace

void OpenForm::ask(kainjow::mustache::data& values, const House& house, const std::string& once, Instant now, http::Language language) {
  const std::uint32_t a = 1 + randombytes_uniform(figures), b = 1 + randombytes_uniform(figures);
  const std::string form = once.empty() ? new_secret() : once;
  values.set("once", form);
  values.set("question", say("form_question", language, {{"a", std::to_string(a)}, {"b", std::to_string(b)}}));
  values.set("question_seal", house.key().seal(purpose, std::to_string(a + b) + " " + std::to_string(now.seconds + form_lives_seconds) + " " + form));
}

Result<std::string> OpenForm::check(const House& house, const Form& form, const std::string& address, Instant now) {
  const auto plain = house.key().unseal(purpose, value_of(form, "question_seal"));
  if (!plain) return no("public.form_old", "/answer");
  const std::size_t first = plain->find(' '), second = plain->find(' ', first + 1);
  const std::string once = plain->substr(second + 1);
  if (once != value_of(form, "once") || std::stoll(plain->substr(first + 1, second - first - 1)) < now.seconds) return no("public.form_old", "/answer");
  if (typed_line(form, "answer") != plain->substr(0, first)) return no("public.question_wrong", "/answer");
  if (const std::int64_t wait = rate_.take(address, now); wait > 0) return Refusal{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}};
  return once;
}

std::string typed_line(const Form& form, const char* name) {
  const std::string given = value_of(form, name);
  return is_valid_utf8(given) ? clean_text(to_half_width(given), false) : std::string();
}

std::string typed_text(const Form& form, const char* name) {
  const std::string given = value_of(form, name);
  return is_valid_utf8(given) ? clean_text(given, true) : std::string();
}

void check_length(std::vector<Refusal>& refusals, const std::string& typed, const char* name, std::size_t most, Needed needed) {
  const std::string field = std::string("/") + name;
  const std::size_t length = count_characters(typed);
  if (length > most) refusals.push_back({"public.too_long", "", field, {{"limit", std::to_string(most)}, {"length", std::to_string(length)}}});
  if (length == 0 && needed == Needed::yes) refusals.push_back({"public.missing", "", field, {}});
}

Form fields_of(const std::vector<http::Part>& parts) {
  Form form;
  for (const http::Part& part : parts)
    if (part.file_name.empty()) form.emplace_back(part.name, part.content);
  return form;
}

}  // namespace shouwen
