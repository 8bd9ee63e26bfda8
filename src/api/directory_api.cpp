// The directory over HTTP (art. 10(3), 10(5), 10(6)): whom to ask for what, inside and outside the bureau.
#include <fmt/format.h>

#include "api/answers.h"
#include "api/download.h"
#include "api/routes.h"
#include "base/text.h"
#include "org/org_describe.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"

namespace shouwen::api {

struct DirectoryContactView {
  std::string code, name, phone, about;
  std::optional<UnitId> unit_id;       ///< absent: a body outside the bureau
  std::optional<std::string> parent_name, head_name;
  std::optional<UnitKind> kind;
  std::vector<std::string> phones;     ///< digits that can be dialled
  std::vector<std::string> matters;    ///< what routing sends there
  std::vector<std::string> found_by;   ///< matters the search words hit
};
BOOST_DESCRIBE_STRUCT(DirectoryContactView, (), (code, name, phone, about, unit_id, parent_name, head_name, kind, phones, matters, found_by))

namespace {

/// "10000/10086/10010" are three numbers; "见小区公示" is none.
std::vector<std::string> phones_in(const std::string& text) {
  std::vector<std::string> phones;
  std::string number;
  for (const char c : to_half_width(text) + ' ') {
    if ((c >= '0' && c <= '9') || (c == '+' && number.empty())) number += c;
    else if (c == '-' && !number.empty()) continue;
    else {
      if (number.size() >= 3) phones.push_back(number);
      number.clear();
    }
  }
  return phones;
}

bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

bool reads(const std::string& text, const std::string& wanted) { return has(text, wanted) || has(pinyin_initials(text), wanted) || has(pinyin(text), wanted); }

/// Whom routing names for each matter: exact categories by their name, "complaint.*" by the kind's.
std::vector<std::pair<const RoutingRule*, std::string>> matters(const Call& call) {
  std::vector<std::pair<const RoutingRule*, std::string>> named;
  for (const RoutingRule& rule : call.rulebook->routing) {
    if (const CaseCategory* category = call.rulebook->category(rule.category)) {
      named.emplace_back(&rule, call.said(category->name_zh, category->name_en));
      continue;
    }
    for (const KindRule& kind : call.rulebook->kinds)
      if (rule.category == std::string(json::name_of(kind.kind)) + ".*") named.emplace_back(&rule, call.said(kind.name_zh + "（其他）", kind.name_en + " (other)"));
  }
  return named;
}

bool matter_fits(const Call& call, const RoutingRule& rule, const std::string& wanted) {
  const CaseCategory* category = call.rulebook->category(rule.category);
  if (category == nullptr) return false;
  const auto& examples = category->examples_zh;
  return reads(category->name_zh, wanted) || has(category->name_en, wanted) ||
         std::any_of(examples.begin(), examples.end(), [&wanted](const std::string& example) { return reads(example, wanted) || has(wanted, example); });
}

std::vector<DirectoryContactView> all_contacts(const Call& call, const std::string& wanted) {
  std::vector<DirectoryContactView> contacts;
  const auto named = matters(call);
  for (const Unit& unit : call.organisation->units()) {
    DirectoryContactView view{unit.code, unit.name, unit.phone, "", unit.id, {}, {}, unit.kind, phones_in(unit.phone), {}, {}};
    if (const Unit* parent = call.organisation->unit(unit.parent_id)) view.parent_name = parent->name;
    if (const Officer* head = call.organisation->officer(unit.head_id)) view.head_name = head->name;
    for (const auto& [rule, name] : named) {
      const bool here = rule->unit_code == unit.code || (rule->unit_code == "@station" && unit.kind == UnitKind::supply_station);
      if (!here) continue;
      view.matters.push_back(name);
      if (!wanted.empty() && matter_fits(call, *rule, wanted)) view.found_by.push_back(name);
    }
    contacts.push_back(std::move(view));
  }
  for (const DirectoryEntry& entry : call.rulebook->directory)
    contacts.push_back({entry.code, call.said(entry.name_zh, entry.name_en), entry.phone, call.said(entry.about_zh, entry.about_en), {}, {}, {}, {}, phones_in(entry.phone), {}, {}});
  return contacts;
}

bool fits(const DirectoryContactView& contact, const std::string& wanted) {
  if (wanted.empty() || !contact.found_by.empty()) return true;
  const std::string digits = normalise_phone(wanted);
  const bool dialled = digits.size() >= 3 && std::any_of(contact.phones.begin(), contact.phones.end(), [&digits](const std::string& phone) { return has(phone, digits); });
  return dialled || reads(contact.name, wanted) || has(contact.code, wanted) || reads(contact.about, wanted) || (contact.head_name && reads(*contact.head_name, wanted));
}

std::vector<DirectoryContactView> contacts_found(const Call& call) {
  std::string wanted = clean_text(call.request.query_value("q").value_or(""), false);
  for (char& c : wanted)
    if (c >= 'A' && c <= 'Z' && !call.organisation->unit_by_code(wanted)) c = static_cast<char>(c - 'A' + 'a');
  std::vector<DirectoryContactView> found;
  for (DirectoryContactView& contact : all_contacts(call, wanted))
    if (fits(contact, wanted)) found.push_back(std::move(contact));
  return found;
}

http::Operation directory_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "directory", summary, clause::art_10_6};
  made.query = {{"q", "name, pinyin initials, phone, or what it is about"}};
  return made;
}

}  // namespace

void add_directory_api(Api& api) {
  auto list = directory_operation("/api/v1/directory", "search_directory", "Units with their phones and matters, and bodies outside the bureau");
  list.response_body = json::schema_of<Page<DirectoryContactView>>();
  api.read(list, [](const Call& call, db::Session&) {
    return with_permission(call, "read_org", [&] { return answer(Page<DirectoryContactView>{contacts_found(call), {}}); });
  });

  auto exported = directory_operation("/api/v1/directory/export", "export_directory", "The directory as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query.push_back(download_format());
  api.slow(exported, [](const Call& call, db::Session&) {
    return with_permission(call, "export", [&] {
      const bool zh = call.language == http::Language::zh;
      TableRows rows;
      for (const DirectoryContactView& contact : contacts_found(call)) {
        std::string matters;
        for (const std::string& matter : contact.matters) matters += (matters.empty() ? "" : zh ? "、" : ", ") + matter;
        rows.push_back({contact.name, contact.phone, contact.head_name.value_or(""), matters.empty() ? contact.about : matters});
      }
      return download(call, "directory", call.said("通讯录", "Directory"),
                      zh ? std::vector<std::string>{"名称", "电话", "负责人", "业务"} : std::vector<std::string>{"Name", "Phone", "Head", "Matters"}, std::move(rows));
    });
  });
}

}  // namespace shouwen::api
