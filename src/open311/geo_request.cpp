// Reading requests strictly enough to be right, and as leniently as the standard asks: an empty argument is none.
#include "open311/geo_request.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "json/traits.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

/// The standard's own: no answer spans more.
constexpr std::int64_t standard_days = 90;
constexpr std::size_t most_ids = 100;

std::string line_of(const GeoFields& fields, std::string_view name) {
  const std::string given = value_of(fields, name);
  return is_valid_utf8(given) ? clean_text(given, false) : std::string();
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string part = is_valid_utf8(text.substr(0, end)) ? clean_text(text.substr(0, end), false) : std::string();
    if (!part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// A plus that was not escaped arrives as a blank: "…T00:00:00 08:00".
std::string with_plus(std::string text) {
  const std::size_t at = text.rfind(' ');
  if (at != std::string::npos && text.find('T') < at && text.size() - at == 6) text[at] = '+';
  return text;
}

Result<std::optional<Instant>> time_of(const GeoFields& query, const char* name) {
  const std::string text = line_of(query, name);
  if (text.empty()) return std::optional<Instant>();
  if (const auto at = parse_instant(with_plus(text))) return std::optional(*at);
  return Refusal{"georeport.bad_date", clause::art_8, "", {{"name", name}}};
}

std::optional<std::int64_t> count_of(const GeoFields& query, const char* name, std::int64_t otherwise, std::int64_t most) {
  const std::string text = to_half_width(line_of(query, name));
  if (text.empty()) return otherwise;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 1) return std::nullopt;
  return std::min(value, most);
}

Verdict read_range(const GeoFields& query, Instant now, GeoFilter& filter) {
  const auto from = time_of(query, "start_date"), to = time_of(query, "end_date");
  if (!from) return from.refusal();
  if (!to) return to.refusal();
  const std::int64_t longest = standard_days * seconds_per_day;
  if (*from && *to && (**to).seconds - (**from).seconds > longest) return Refusal{"georeport.range_too_long", clause::art_8, "", {{"days", std::to_string(standard_days)}}};
  // With one end given the range goes as far as it may.
  filter.to = *to ? **to : *from ? std::min(now, (**from).plus_seconds(longest)) : now;
  filter.from = *from ? **from : filter.to.plus_seconds(-longest);
  return Done{};
}

bool contains(const std::vector<std::string>& codes, std::string_view code) { return std::find(codes.begin(), codes.end(), code) != codes.end(); }

/// attribute[place]=…
std::string attribute_of(const GeoFields& form, std::string_view code) { return line_of(form, "attribute[" + std::string(code) + "]"); }

/// The place chosen, else the one the address names, else any in the town: where nothing is known the strictest limits hold.
std::string place_of(const GeoFields& form, const std::string& address, const Rulebook& rulebook) {
  if (std::string chosen = attribute_of(form, place_attribute); !chosen.empty()) return chosen;
  for (const District& district : rulebook.districts)
    for (const std::string& place : district.places)
      if (address.find(place) != std::string::npos) return place;
  return std::string("~") + word_of(Area::urban);
}

std::string text_of(const GeoFields& form) {
  const std::string given = value_of(form, "description");
  // Unreadable bytes are handed on: the question refuses them.
  if (!is_valid_utf8(given)) return given;
  std::string text = clean_text(given, true);
  if (text.empty()) text = "（没有文字说明）";
  if (const std::string email = line_of(form, "email"); !email.empty()) text += "\n电子邮箱：" + email;
  if (const std::string url = line_of(form, "media_url"); url.starts_with("https://") || url.starts_with("http://")) text += "\n图片链接：" + url;
  return text;
}

class Posting {
 public:
  Posting(const GeoFields& form, const Rulebook& rulebook) : form_(form), rulebook_(rulebook) {}

  GeoPosted take() {
    const std::string code = line_of(form_, "service_code");
    if (code.empty()) return refused({"georeport.service_missing", clause::art_8, "/service_code", {}});
    if (!is_service(rulebook_, code)) return refused({"georeport.service_unknown", clause::art_8, "/service_code", {}});
    out_.post.service_code = code;
    const CaseCategory& category = *rulebook_.category(code);
    ask(ReportStep::kind, {{"kind", word_of(category.kind)}});
    if (asks_danger(rulebook_, category)) danger();
    ask(ReportStep::category, {{"category", code}});
    place();
    ask(ReportStep::text, {{"text", text_of(form_)}});
    ask(ReportStep::photos, {});
    contact(rulebook_.kind(category.kind));
    return std::move(out_);
  }

 private:
  GeoPosted refused(Refusal refusal) {
    out_.refusals.push_back(std::move(refusal));
    return std::move(out_);
  }

  void ask(ReportStep step, const Form& form) {
    Answered answered = answer(step, form, std::move(out_.post.draft), rulebook_);
    out_.post.draft = std::move(answered.draft);
    for (Refusal& refusal : answered.refusals) out_.refusals.push_back(std::move(refusal));
  }

  void danger() {
    const std::string said = attribute_of(form_, danger_attribute);
    if (said != "yes" && said != "no") return out_.refusals.push_back({"georeport.danger_missing", clause::art_10_2, std::string("/attribute/") + danger_attribute, {}});
    ask(ReportStep::danger, {{"danger", said}});
  }

  void place() {
    const std::string latitude = line_of(form_, "lat"), longitude = line_of(form_, "long");
    if (latitude.empty() != longitude.empty()) return out_.refusals.push_back({"georeport.position_incomplete", clause::art_8, latitude.empty() ? "/lat" : "/long", {}});
    std::string address = line_of(form_, "address_string");
    if (address.empty()) address = line_of(form_, "address_id");
    ask(ReportStep::place, {{"place", place_of(form_, address, rulebook_)}, {"address", address}, {"position", latitude.empty() ? std::string() : latitude + ',' + longitude}});
  }

  void contact(const KindRule& kind) {
    const std::string name = whole_name(line_of(form_, "first_name"), line_of(form_, "last_name")), phone = line_of(form_, "phone");
    const bool anonymous = name.empty() && phone.empty() && kind.anonymous_allowed;
    ask(ReportStep::contact, {{"name", name}, {"phone", phone}, {"anonymous", anonymous ? "yes" : ""}});
  }

  const GeoFields& form_;
  const Rulebook& rulebook_;
  GeoPosted out_;
};

bool is_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xE0; });
}

}  // namespace

std::optional<GeoName> parse_name(std::string_view text) {
  for (const auto& [ending, format] : {std::pair<std::string_view, GeoFormat>{".json", GeoFormat::json}, {".xml", GeoFormat::xml}})
    if (text.size() > ending.size() && text.ends_with(ending)) return GeoName{std::string(text.substr(0, text.size() - ending.size())), format};
  return std::nullopt;
}

Result<GeoFilter> read_filter(const GeoFields& query, const Open311Rules& rules, Instant now) {
  GeoFilter filter;
  filter.service_request_ids = parts_of(value_of(query, "service_request_id"));
  if (filter.service_request_ids.size() > most_ids) return Refusal{"georeport.too_many_ids", clause::art_8, "", {{"limit", std::to_string(most_ids)}}};
  filter.service_codes = parts_of(value_of(query, "service_code"));
  if (const auto wanted = parts_of(value_of(query, "status")); !wanted.empty()) {
    filter.open = contains(wanted, "open");
    filter.closed = contains(wanted, "closed");
    for (const std::string& status : wanted)
      if (status != "open" && status != "closed") return Refusal{"georeport.bad_status", clause::art_8, "", {}};
  }
  const auto page = count_of(query, "page", 1, 1'000'000), size = count_of(query, "page_size", rules.most_listed, rules.most_listed);
  if (!page || !size) return Refusal{"georeport.bad_page", clause::art_8, "", {}};
  filter.page = *page;
  filter.page_size = *size;
  if (const Verdict range = read_range(query, now, filter); !range) return range.refusal();
  return filter;
}

Verdict check_jurisdiction(const GeoFields& fields, const Open311Rules& rules) {
  const std::string given = line_of(fields, "jurisdiction_id");
  if (given.empty() || given == rules.jurisdiction_id) return Done{};
  return Refusal{"georeport.jurisdiction_unknown", clause::art_8, "", {}};
}

bool is_service(const Rulebook& rulebook, std::string_view code) {
  if (rulebook.open_data == nullptr || !contains(rulebook.open_data->open311.services, code)) return false;
  const CaseCategory* category = rulebook.category(std::string(code));
  return category != nullptr && !category->internal && rulebook.kind(category->kind).secrecy != Secrecy::sealed && category->kind != CaseKind::tip_off;
}

bool is_listed(const Rulebook& rulebook, std::string_view code) {
  return is_service(rulebook, code) && contains(rulebook.open_data->open311.listed, code) && !contains(rulebook.open_data->about_persons, code);
}

bool asks_danger(const Rulebook& rulebook, const CaseCategory& category) { return rulebook.kind(category.kind).needs_arrival; }

GeoPosted read_post(const GeoFields& form, const Rulebook& rulebook) { return Posting(form, rulebook).take(); }

std::string whole_name(const std::string& first_name, const std::string& last_name) {
  if (first_name.empty() || last_name.empty()) return first_name + last_name;
  return is_latin(first_name) || is_latin(last_name) ? first_name + ' ' + last_name : last_name + first_name;
}

}  // namespace shouwen
