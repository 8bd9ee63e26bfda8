// Rulebook files to values. Reading is here; what must hold between rows is in consistency.cpp.
#include "regulation/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "regulation/charge_rules.h"
#include "regulation/consistency.h"
#include "regulation/load_parts.h"
#include "regulation/participation_rules.h"
#include "regulation/bill_correction_rules.h"
#include "regulation/price_book.h"
#include "regulation/conduct_rules.h"
#include "regulation/tip_off_rules.h"
#include "regulation/toml_reader.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

Reason read_reason(TableReader& row) {
  Reason reason;
  reason.code = row.text("code");
  reason.name_zh = row.text("name_zh");
  reason.name_en = row.text("name_en");
  reason.clause = row.text("clause");
  return reason;
}

void read_clauses(TableReader& file, RulebookDraft& draft) {
  file.tables("clause", [&draft](TableReader& row) {
    ClauseText clause;
    clause.cite = row.text("cite");
    clause.title_zh = row.text("title_zh");
    clause.title_en = row.text("title_en");
    clause.asks_zh = row.text("asks_zh");
    clause.asks_en = row.text("asks_en");
    clause.software_zh = row.text("software_zh");
    clause.software_en = row.text("software_en");
    clause.is_rule = row.flag("is_rule", true);
    clause.not_yet = row.text("not_yet", false);
    draft.place("clause", clause.cite, row);
    draft.rulebook.clauses.push_back(std::move(clause));
  });
}

void read_kinds(TableReader& file, RulebookDraft& draft) {
  file.tables("kind", [&draft](TableReader& row) {
    KindRule kind;
    kind.kind = row.word<CaseKind>("kind", case_kind_of);
    kind.name_zh = row.text("name_zh");
    kind.name_en = row.text("name_en");
    kind.follow_up = row.word<FollowUpNeed>("follow_up", follow_up_need_of);
    kind.secrecy = row.word<Secrecy>("secrecy", secrecy_of);
    kind.anonymous_allowed = row.flag("anonymous_allowed", false);
    kind.needs_arrival = row.flag("needs_arrival", false);
    kind.answerable_on_the_spot = row.flag("answerable_on_the_spot", true);
    kind.progress_reports = row.flag("progress_reports", false);
    kind.clauses = row.texts("clauses");
    kind.rank = row.integer("rank", false);
    kind.plain_zh = row.text("plain_zh", false);
    kind.plain_en = row.text("plain_en", false);
    kind.about_zh = row.text("about_zh", false);
    kind.about_en = row.text("about_en", false);
    draft.place("kind", word_of(kind.kind), row);
    draft.cites(kind.clauses, row);
    draft.rulebook.kinds.push_back(std::move(kind));
  });
}

void read_categories(TableReader& file, RulebookDraft& draft) {
  file.tables("category", [&draft](TableReader& row) {
    CaseCategory category;
    category.code = row.text("code");
    category.kind = row.word<CaseKind>("kind", case_kind_of);
    category.name_zh = row.text("name_zh");
    category.name_en = row.text("name_en");
    category.examples_zh = row.texts("examples_zh");
    category.plain_zh = row.text("plain_zh", false);
    category.plain_en = row.text("plain_en", false);
    category.internal = row.flag("internal", false);
    draft.place("category", category.code, row);
    draft.rulebook.categories.push_back(std::move(category));
  });
}

void read_routing(TableReader& file, RulebookDraft& draft) {
  file.tables("route", [&draft](TableReader& row) {
    RoutingRule rule;
    rule.category = row.text("category");
    const std::string area = row.text("area", false);
    if (!area.empty()) rule.area = area_of(area);
    if (!area.empty() && !rule.area)
      row.mistake("area", "rulebook.unknown_word", "“area”不能是“" + area + "”", "\"" + area + "\" is not a possible value of area");
    rule.unit_code = row.text("unit");
    rule.clause = row.text("clause");
    draft.place("route", rule.category + '/' + area, row);
    draft.cites({rule.clause}, row);
    if (rule.category.ends_with(".*")) draft.refers("kind", rule.category.substr(0, rule.category.size() - 2), row);
    else draft.refers("category", rule.category, row);
    draft.rulebook.routing.push_back(std::move(rule));
  });
}

void read_directory(TableReader& file, RulebookDraft& draft) {
  file.tables("entry", [&draft](TableReader& row) {
    DirectoryEntry entry;
    entry.code = row.text("code");
    entry.name_zh = row.text("name_zh");
    entry.name_en = row.text("name_en");
    entry.phone = row.text("phone");
    entry.about_zh = row.text("about_zh");
    entry.about_en = row.text("about_en");
    entry.outside = row.flag("outside", false);
    const std::string role = row.text("role", false);
    if (const auto known = directory_role_of(role)) entry.role = *known;
    else row.mistake("role", "rulebook.unknown_word", "“role”不能是“" + role + "”", "\"" + role + "\" is not a possible value of role");
    draft.place("entry", entry.code, row);
    draft.rulebook.directory.push_back(std::move(entry));
  });
}

void read_districts(TableReader& file, RulebookDraft& draft) {
  file.tables("district", [&draft](TableReader& row) {
    District district;
    district.name_zh = row.text("name_zh");
    district.name_en = row.text("name_en");
    district.area = row.word<Area>("area", area_of);
    district.places = row.texts("places");
    for (const std::string& place : district.places) draft.place("place", place, row);
    draft.rulebook.districts.push_back(std::move(district));
  });
}

void read_wording(TableReader& file, RulebookDraft& draft) {
  file.tables("card", [&draft](TableReader& row) {
    WordingCard card;
    card.code = row.text("code");
    card.situation_zh = row.text("situation_zh");
    card.situation_en = row.text("situation_en");
    card.text_zh = row.text("text_zh");
    card.text_en = row.text("text_en");
    card.clause = row.text("clause");
    card.channels = row.words<Channel>("channels", channel_of);
    draft.place("card", card.code, row);
    draft.cites({card.clause}, row);
    check_message_card(card, row);
    draft.rulebook.wording.push_back(std::move(card));
  });
}

void read_papers(TableReader& file, RulebookDraft& draft) {
  file.tables("paper", [&draft](TableReader& row) {
    PaperRule paper;
    paper.category = row.text("category");
    paper.papers_zh = row.texts("papers_zh");
    paper.papers_en = row.texts("papers_en");
    paper.note_zh = row.text("note_zh", false);
    paper.note_en = row.text("note_en", false);
    paper.source = row.text("source");
    paper.clause = row.text("clause");
    draft.place("paper", paper.category, row);
    draft.cites({paper.clause}, row);
    draft.refers("category", paper.category, row);
    draft.rulebook.papers.push_back(std::move(paper));
  });
}

void read_hand_over(const toml::table& table, TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file.file(), mistakes);
  HandOverRules& rules = draft.rulebook.hand_over;
  rules.return_budget = reader.integer("return_budget");
  if (rules.return_budget < 1 || rules.return_budget > 9)
    reader.mistake("return_budget", "rulebook.out_of_range", "退回预算应为 1 到 9", "return_budget must be 1 to 9");
  const auto read_into = [&](const char* key, std::vector<Reason>& reasons) {
    reader.tables(key, [&](TableReader& row) {
      reasons.push_back(read_reason(row));
      draft.place(key, reasons.back().code, row);
      draft.cites({reasons.back().clause}, row);
    });
  };
  read_into("transfer_reason", rules.transfer_reasons);
  read_into("return_reason", rules.return_reasons);
}

/// Fractions of a duty's time at which its holder is warned.
void read_warnings(TableReader& reader, CloseRules& rules) {
  // Rulebooks of before had one.
  if (const std::int64_t only = reader.integer("warn_at_percent", false); only != 0) rules.warn_at_percents.push_back(only);
  for (const std::int64_t percent : reader.integers("warn_at_percents")) rules.warn_at_percents.push_back(percent);
  std::sort(rules.warn_at_percents.begin(), rules.warn_at_percents.end());
  for (const std::int64_t percent : rules.warn_at_percents)
    if (percent < 1 || percent > 99) reader.mistake("warn_at_percents", "rulebook.out_of_range", "预警比例应为 1 到 99", "warn_at_percents must be 1 to 99");
  rules.unread_after = reader.limit("unread_after", false);
}

void read_escalations(TableReader& reader, CloseRules& rules) {
  // Rulebooks of before knew two steps.
  if (const auto supervision_after = reader.limit("supervision_after", false))
    rules.escalations = {{{}, {EscalationTarget::head}}, {*supervision_after, {EscalationTarget::supervision}}};
  reader.tables("escalation", [&rules](TableReader& row) {
    EscalationRule rule{row.limit("after", false), row.words<EscalationTarget>("tell", escalation_target_of)};
    if (rule.tell.empty()) row.mistake("tell", "rulebook.missing_field", "升级须写明通知谁", "an escalation must say whom to tell");
    rules.escalations.push_back(std::move(rule));
  });
}

void read_closing(const toml::table& table, TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file.file(), mistakes);
  CloseRules& rules = draft.rulebook.closing;
  rules.follow_up_attempts = reader.integer("follow_up_attempts");
  const Limit gap = reader.limit("attempt_gap").value_or(Limit{2, TimeUnit::h});
  rules.attempt_gap_seconds = gap.amount * (gap.unit == TimeUnit::min ? 60 : 3600);
  if (gap.unit != TimeUnit::min && gap.unit != TimeUnit::h)
    reader.mistake("attempt_gap", "rulebook.out_of_range", "回访间隔须用 min 或 h", "attempt_gap must be in min or h");
  rules.quiet_from_second = reader.time_of_day("quiet_from");
  rules.quiet_to_second = reader.time_of_day("quiet_to");
  rules.reopen_within = reader.limit("reopen_within").value_or(Limit{30, TimeUnit::d});
  rules.extensions_max = reader.integer("extensions_max");
  if (const auto longest = reader.limit("extension_longest", false)) rules.extension_longest.push_back(*longest);
  read_warnings(reader, rules);
  read_escalations(reader, rules);
  rules.supervision_unit_code = reader.text("supervision_unit");
  rules.follow_up_unit_code = reader.text("follow_up_unit");
  rules.public_first_contact_unit_code = reader.text("public_first_contact_unit");
  reader.tables("lift_reason", [&](TableReader& row) {
    rules.lift_reasons.push_back(read_reason(row));
    draft.cites({rules.lift_reasons.back().clause}, row);
  });
}

void read_supervision(const toml::table& table, TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file.file(), mistakes);
  const auto at_least = [&reader](const char* key, std::int64_t lowest, std::int64_t highest) {
    const std::int64_t value = reader.integer(key);
    if (value < lowest || value > highest)
      reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 " + std::to_string(lowest) + " 到 " + std::to_string(highest),
                     std::string(key) + " must be " + std::to_string(lowest) + " to " + std::to_string(highest));
    return value;
  };
  SupervisionRules rules;
  rules.returned_from = at_least("returned_from", 1, 9);
  rules.urge_answered_within = reader.limit("urge_answered_within").value_or(Limit{4, TimeUnit::wh});
  rules.late_pause_percent = at_least("late_pause_percent", 1, 99);
  rules.repeated_pause_from = at_least("repeated_pause_from", 2, 9);
  rules.long_pause = reader.limit("long_pause").value_or(Limit{5, TimeUnit::wd});
  rules.hand_back_days = at_least("hand_back_days", 1, 366);
  draft.rulebook.supervision = rules;
}

void read_assignment(const toml::table& table, TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file.file(), mistakes);
  const auto from_to = [&reader](const char* key, std::int64_t lowest, std::int64_t highest) {
    const std::int64_t value = reader.integer(key);
    if (value < lowest || value > highest)
      reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应为 " + std::to_string(lowest) + " 到 " + std::to_string(highest),
                     std::string(key) + " must be " + std::to_string(lowest) + " to " + std::to_string(highest));
    return value;
  };
  AssignmentRules rules;
  rules.open_points = from_to("open_points", 1, 100);
  rules.due_today_points = from_to("due_today_points", 0, 100);
  rules.overdue_points = from_to("overdue_points", 0, 100);
  rules.customer_points = from_to("customer_points", 0, 100);
  rules.work_points = from_to("work_points", 0, 100);
  rules.lately_cases = from_to("lately_cases", 1, 20000);
  draft.rulebook.assignment = rules;
}

void read_public(const toml::table& table, TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file.file(), mistakes);
  PublicRules rules;
  rules.officer_name = reader.word<OfficerNaming>("officer_name", officer_naming_of);
  rules.figure_days = reader.integer("figure_days");
  rules.smallest_shown = reader.integer("smallest_shown");
  if (rules.figure_days < 1 || rules.figure_days > 366)
    reader.mistake("figure_days", "rulebook.out_of_range", "公布天数应为 1 到 366", "figure_days must be 1 to 366");
  if (rules.smallest_shown < 1 || rules.smallest_shown > 1000)
    reader.mistake("smallest_shown", "rulebook.out_of_range", "最小公布数应为 1 到 1000", "smallest_shown must be 1 to 1000");
  draft.rulebook.public_rules = rules;
}

void read_keeping(const toml::table& table, TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  TableReader reader(table, file.file(), mistakes);
  KeepingRules rules;
  rules.import_rest_days = reader.integer("import_rest_days");
  if (rules.import_rest_days < 1 || rules.import_rest_days > 366)
    reader.mistake("import_rest_days", "rulebook.out_of_range", "导入余留保存天数应为 1 到 366", "import_rest_days must be 1 to 366");
  draft.rulebook.keeping = rules;
}

void read_handling(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  if (const toml::table* table = file.table("hand_over", false)) read_hand_over(*table, file, draft, mistakes);
  if (const toml::table* table = file.table("closing", false)) read_closing(*table, file, draft, mistakes);
  if (const toml::table* table = file.table("supervision", false)) read_supervision(*table, file, draft, mistakes);
  if (const toml::table* table = file.table("assignment", false)) read_assignment(*table, file, draft, mistakes);
  if (const toml::table* table = file.table("public", false)) read_public(*table, file, draft, mistakes);
  if (const toml::table* table = file.table("keeping", false)) read_keeping(*table, file, draft, mistakes);
  file.tables("pause_reason", [&draft](TableReader& row) {
    PauseReason reason;
    static_cast<Reason&>(reason) = read_reason(row);
    reason.pauses = row.words<DutyKind>("pauses", duty_kind_of);
    reason.asks_customer = row.flag("asks_customer", false);
    reason.longest = row.limit("longest").value_or(Limit{1, TimeUnit::wd});
    draft.place("pause_reason", reason.code, row);
    draft.cites({reason.clause}, row);
    draft.rulebook.pause_reasons.push_back(std::move(reason));
  });
}

void read_customer_file(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("customer_file", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  CustomerFileRules& rules = draft.rulebook.customer_file;
  rules.largest_capacity_kva = reader.integer("largest_capacity_kva");
  reader.tables("item", [&draft, &rules](TableReader& row) {
    WeighedFileItem weighed{row.word<FileItem>("item", file_item_of), row.integer("weight"), row.text("name_zh"), row.text("name_en")};
    if (weighed.weight < 0) row.mistake("weight", "rulebook.out_of_range", "权重不能为负", "a weight cannot be negative");
    draft.place("file_item", row.text("item"), row);
    rules.items.push_back(std::move(weighed));
  });
}

void read_needs(TableReader& file, RulebookDraft& draft) {
  file.tables("need_lost_reason", [&draft](TableReader& row) {
    draft.rulebook.need_lost_reasons.push_back(read_reason(row));
    const Reason& reason = draft.rulebook.need_lost_reasons.back();
    draft.place("need_lost_reason", reason.code, row);
    draft.cites({reason.clause}, row);
  });
}

void read_permissions(TableReader& file, RulebookDraft& draft) {
  file.tables("role", [&draft](TableReader& row) {
    RoleName role{row.text("role"), row.text("name_zh"), row.text("name_en")};
    draft.place("role", role.role, row);
    draft.rulebook.roles.push_back(std::move(role));
  });
  file.tables("grant", [&draft](TableReader& row) {
    Grant grant;
    grant.role = row.text("role");
    grant.verbs = row.texts("verbs");
    grant.scope = row.word<Scope>("scope", scope_of);
    grant.kinds = row.words<CaseKind>("kinds", case_kind_of);
    grant.secrecy_up_to = row.word<Secrecy>("secrecy_up_to", secrecy_of);
    if (grant.role != "*") draft.refers("role", grant.role, row);
    draft.rulebook.grants.push_back(std::move(grant));
  });
}

void read_toml(const RulebookFile& source, RulebookDraft& draft, PriceBook& prices, MistakeList& mistakes) {
  const ParsedToml parsed = parse_toml(source.text);
  if (!parsed.table) {
    mistakes.add(source.name, parsed.line, "rulebook.bad_toml", parsed.error_zh(), "TOML syntax: " + parsed.error);
    return;
  }
  TableReader file(*parsed.table, source.name, mistakes);
  read_clauses(file, draft);
  read_kinds(file, draft);
  read_categories(file, draft);
  read_steps(file, draft);
  read_limits(file, draft);
  read_routing(file, draft);
  read_directory(file, draft);
  read_districts(file, draft);
  read_wording(file, draft);
  read_papers(file, draft);
  read_prices(file, draft);
  read_price_book(file, draft, prices, mistakes);
  read_handling(file, draft, mistakes);
  read_permissions(file, draft);
  read_customer_file(file, draft, mistakes);
  read_account_managers(file, draft, mistakes);
  read_services(file, draft, mistakes);
  read_representatives(file, draft, mistakes);
  read_policy_notices(file, draft, mistakes);
  read_usage(file, draft, mistakes);
  read_price_lists(file, draft, mistakes);
  read_account_records(file, draft, mistakes);
  read_charges(file, draft, mistakes);
  read_bill_corrections(file, draft, mistakes);
  read_tip_offs(file, draft, mistakes);
  read_conduct(file, draft, mistakes);
  read_open_data(file, draft, mistakes);
  read_participation(file, draft, mistakes);
  read_needs(file, draft);
  read_calendars(file, draft, mistakes);
}

bool is_text_catalogue(const std::string& name) { return name == "refusals.toml"; }

}  // namespace

LoadedRulebook load_rulebook(const std::vector<RulebookFile>& files) {
  MistakeList mistakes;
  RulebookDraft draft;
  const auto prices = std::make_shared<PriceBook>();
  for (const RulebookFile& file : files) {
    if (is_text_catalogue(file.name)) continue;
    if (file.name.ends_with(".csv")) read_decrees(file, draft, mistakes);
    else read_toml(file, draft, *prices, mistakes);
  }
  Calendars& calendars = draft.rulebook.calendars;
  apply_decrees(calendars.bureau, calendars.decrees);
  for (NamedCalendar& other : calendars.others)
    if (!other.calendar.every_day) apply_decrees(other.calendar, calendars.decrees);
  draft.rulebook.price_book = prices;
  // What could not be read would be missed everywhere: one mistake would come back as dozens.
  if (mistakes.empty()) {
    check_price_book(draft, *prices, mistakes);
    check_consistency(draft, mistakes);
  }
  return {std::move(draft.rulebook), mistakes.take()};
}

std::vector<RulebookFile> read_rulebook_folder(const std::string& folder) {
  std::vector<RulebookFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".toml" && extension != ".csv")) continue;
    if (is_text_catalogue(entry.path().filename())) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back({entry.path().filename(), text.str()});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace shouwen
