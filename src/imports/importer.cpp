// The kinds of tables and the run.
#include "imports/importer.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <sstream>

#include "base/text.h"
#include "imports/charge_rows.h"
#include "imports/customer_rows.h"
#include "imports/import_cells.h"
#include "imports/past_case_store.h"
#include "imports/record_rows.h"
#include "imports/use_fields.h"
#include "org/organisation_store.h"
#include "org/roster_store.h"
#include "regulation/words.h"
#include "usage/usage_words.h"

namespace shouwen {

namespace {

constexpr std::size_t group_size = 500;

/// Words apart by spaces or by the commas of either language.
std::vector<std::string> words(std::string text) {
  for (const char* comma : {"、", "，", ",", ";", "；"})
    for (std::size_t at = text.find(comma); at != std::string::npos; at = text.find(comma, at)) text.replace(at, std::strlen(comma), 1, ' ');
  std::istringstream in(text);
  std::vector<std::string> found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

std::int64_t id_of(db::Session& session, const char* sql, const std::string& code) {
  auto query = session.query(sql);
  query.bind(1, std::string_view(code));
  return query.step() ? query.integer(0) : 0;
}

std::optional<UnitKind> unit_kind_of(const std::string& word) {
  static const std::map<std::string, UnitKind> kinds = {
      {"bureau", UnitKind::bureau},         {"leaders", UnitKind::leaders},
      {"department", UnitKind::department}, {"service_center", UnitKind::service_center},
      {"key_account_center", UnitKind::key_account_center}, {"supply_station", UnitKind::supply_station},
      {"team", UnitKind::team},
      {"供电局", UnitKind::bureau},         {"局领导", UnitKind::leaders},
      {"部门", UnitKind::department},       {"客户服务中心", UnitKind::service_center},
      {"大客户中心", UnitKind::key_account_center}, {"供电所", UnitKind::supply_station},
      {"班组", UnitKind::team}};
  const auto found = kinds.find(word);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

/// Lists of people name units as often as they give codes.
std::string unit_code(db::Session& session, const std::string& typed) {
  auto query = session.query("SELECT code FROM unit WHERE valid_to IS NULL AND (code = ?1 OR name = ?1) ORDER BY code = ?1 DESC LIMIT 1");
  query.bind(1, std::string_view(typed));
  return query.step() ? std::string(query.text(0)) : typed;
}

Result<RowOutcome> add_unit_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  const std::string code = row.text("code");
  if (id_of(session, "SELECT id FROM unit WHERE code = ?1", code) != 0) return RowOutcome::there_already;
  const auto kind = unit_kind_of(row.text("kind"));
  if (!kind) return bad_cell("kind", row.text("kind"));
  const std::string area = row.text("area");
  if (!area.empty() && !area_word(area)) return bad_cell("area", area);
  const auto added = add_unit(session, {unit_code(session, row.text("parent")), code, row.text("name"), row.text("phone"), *kind, area_word(area)}, context.actor, context.now);
  if (!added) return added.refusal();
  return RowOutcome::added;
}

/// Roles by their word or their Chinese name. One without grants would be a sign-in that may do nothing.
Result<std::vector<std::string>> known_roles(const ImportContext& context, std::vector<std::string> roles) {
  if (context.rulebook == nullptr) return roles;
  const auto& known = context.rulebook->roles;
  for (std::string& role : roles) {
    const auto found = std::find_if(known.begin(), known.end(), [&role](const RoleName& row) { return row.role == role || row.name_zh == role; });
    if (found == known.end()) return Refusal{"add_officer.unknown_role", "art.4", "/roles", {{"role", role}}};
    role = found->role;
  }
  return roles;
}

std::optional<PostRank> rank_word(const std::string& word) {
  static const std::map<std::string, PostRank> words = {{"", PostRank::staff},       {"no", PostRank::staff},  {"否", PostRank::staff}, {"0", PostRank::staff},
                                                        {"yes", PostRank::head},     {"是", PostRank::head},   {"1", PostRank::head},   {"正职", PostRank::head},
                                                        {"deputy", PostRank::deputy_head}, {"副职", PostRank::deputy_head}, {"副", PostRank::deputy_head}};
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

Result<RowOutcome> add_officer_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  const std::string code = row.text("code");
  if (id_of(session, "SELECT id FROM officer WHERE code = ?1", code) != 0) return RowOutcome::there_already;
  const auto rank = rank_word(row.text("head"));
  if (!rank) return bad_cell("head", row.text("head"));
  const auto roles = known_roles(context, words(row.text("roles")));
  if (!roles) return roles.refusal();
  const auto added = add_officer(session, {code, row.text("name"), row.text("phone"), unit_code(session, row.text("unit")), row.text("post"), *roles, *rank, {}}, context.actor,
                                 context.now);
  if (!added) return added.refusal();
  if (const std::string deputy = row.text("deputy"); !deputy.empty())
    if (const std::int64_t id = id_of(session, "SELECT id FROM officer WHERE code = ?1", deputy); id != 0)
      if (const Verdict set = set_deputy(session, *added, OfficerId{id}, context.actor, context.now); !set) return set.refusal();
  return RowOutcome::added;
}

std::optional<bool> published_flag(const std::string& text) {
  if (text == "on_time" || text == "ONTIME" || text == "是" || text == "yes") return true;
  if (text == "late" || text == "OVERDUE" || text == "否" || text == "no") return false;
  return std::nullopt;
}

Result<RowOutcome> add_past_case_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  const std::string source = row.text("source"), number = row.text("number");
  if (number.empty()) return bad_cell("number", number);
  const auto opened = row.instant("opened_at"), target = row.deadline("target_at"), closed = row.instant("closed_at");
  for (const auto* instant : {&opened, &target, &closed})
    if (!*instant) return instant->refusal();
  if (!*opened) return bad_cell("opened_at", "");
  if (*closed && **closed < **opened) return Refusal{"import.closed_before_opened", "", "/closed_at", {{"number", number}}};
  const auto published = published_flag(row.text("on_time"));
  const PastCase past{0, source, number, row.text("category"), row.text("title"), row.text("place"), row.text("result"), **opened, *target, *closed,
                      was_on_time(*target, *closed, context.now), published};
  return add_past_case(session, past, context.now) ? RowOutcome::added : RowOutcome::there_already;
}

Result<RowOutcome> add_shift_row(db::Session& session, const MappedRow& row, const ImportContext& context) {
  const UnitId unit{id_of(session, "SELECT id FROM unit WHERE code = ?1 AND valid_to IS NULL", unit_code(session, row.text("unit")))};
  const OfficerId officer{id_of(session, "SELECT id FROM officer WHERE code = ?1 AND valid_to IS NULL", row.text("officer"))};
  if (!unit) return bad_cell("unit", row.text("unit"));
  if (!officer) return bad_cell("officer", row.text("officer"));
  const auto from = row.instant("from"), to = row.deadline("to");
  for (const auto* instant : {&from, &to})
    if (!*instant) return instant->refusal();
  if (!*from || !*to) return bad_cell(*from ? "to" : "from", "");
  const DutyShift shift{0, unit, officer, **from, **to, row.text("duty")};
  for (const DutyShift& known : shifts_between(session, shift.from, shift.to))
    if (known.unit_id == unit && known.officer_id == officer && known.from == shift.from && known.to == shift.to) return RowOutcome::there_already;
  const auto planned = plan_shift(session, shift, context.actor, context.now);
  if (!planned) return planned.refusal();
  return RowOutcome::added;
}

}  // namespace

bool was_on_time(std::optional<Instant> target_at, std::optional<Instant> closed_at, Instant now) {
  if (!target_at) return true;
  return closed_at.value_or(now) <= *target_at;
}

const std::vector<ImportKind>& import_kinds() {
  static const std::vector<ImportKind> kinds = {
      {"units",
       "部门班组",
       "Units",
       "edit_org",
       {{"code", true, "short stable code, e.g. GDS-CD", "部门代码", "Unit code", "简短、不再改变的代码，如 GDS-CD", {"代码", "部门编码"}},
        {"parent", true, "code of the unit above; empty for the bureau", "上级代码", "Parent", "上级部门的代码；供电局本身留空", {"上级部门", "上级部门代码"}},
        {"name", true, "name", "部门名称", "Name", "部门或班组的名称", {"名称"}},
        {"kind", true, "bureau leaders department service_center key_account_center supply_station team", "部门类别", "Kind",
         "bureau 供电局、leaders 局领导、department 部门、service_center 客户服务中心、key_account_center 大客户中心、supply_station 供电所、team 班组", {"类别"}},
        {"phone", false, "phone", "电话", "Phone", "客户可拨打的电话", {"联系电话", "办公电话"}},
        {"area", false, "urban rural remote (stations)", "地区", "Area", "供电所填：城区、农村或边远", {"地区类别"}}},
       &add_unit_row},
      {"officers",
       "人员",
       "Officers",
       "edit_org",
       {{"code", true, "staff number and sign-in name", "工号", "Staff number", "工号，也是登录名", {"人员编号", "员工号", "登录名"}},
        {"name", true, "name", "姓名", "Name", "姓名", {"人员姓名"}},
        {"unit", true, "code of the unit", "部门代码", "Unit", "所在部门的代码", {"部门", "所在部门"}},
        {"post", false, "post", "岗位", "Post", "岗位名称", {"职务", "岗位名称"}},
        {"roles", false, "roles of permissions.toml, separated by spaces", "角色", "Roles", "权限角色，用空格分开，如 clerk unit_head", {"权限"}},
        {"head", false, "yes = head of the unit, deputy = deputy head", "负责人", "Head", "部门负责人填：是、否；副职填：副职", {"是否负责人"}},
        {"deputy", false, "code of the deputy (imported before)", "AB角", "Deputy", "AB角的工号（须已在系统中）", {"AB角工号", "代理人"}},
        {"phone", false, "phone", "电话", "Phone", "办公或手机号码", {"联系电话", "手机"}}},
       &add_officer_row},
      {"customers",
       "客户",
       "Customers",
       "edit_customers",
       customer_fields(),
       &add_customer_row},
      {"past_cases",
       "历史工单",
       "Past cases",
       "import",
       {{"source", false, "system it comes from", "来源", "Source", "来自哪个系统", {"来源系统"}},
        {"number", true, "number there", "编号", "Number", "在原系统中的编号", {"工单编号", "工单号"}},
        {"opened_at", true, "when it was opened", "受理时间", "Opened", "受理时间", {"登记时间", "开始时间"}},
        {"target_at", false, "when it was due", "时限", "Due", "应办结的时间", {"要求完成时间", "办理时限"}},
        {"closed_at", false, "when it was closed", "办结时间", "Closed", "办结时间", {"完成时间", "结束时间"}},
        {"category", false, "category", "分类", "Category", "分类", {"业务类型"}},
        {"title", false, "what it was", "内容", "Text", "诉求内容", {"诉求", "受理内容"}},
        {"place", false, "place", "地点", "Place", "地点", {"地址"}},
        {"result", false, "result", "结果", "Result", "处理结果", {"处理结果", "处理意见"}},
        {"on_time", false, "the earlier system's own flag, to be compared: ONTIME/OVERDUE, yes/no", "原系统标记", "Published flag", "原系统是否按时：是或否，用于核对",
         {"是否超时", "是否按时"}}},
       &add_past_case_row},
      {"roster",
       "值班表",
       "Roster",
       "edit_org",
       {{"unit", true, "code or name of the unit", "部门代码", "Unit code", "值班部门的代码或名称", {"部门", "值班部门"}},
        {"officer", true, "staff number", "工号", "Staff number", "值班人员的工号", {"人员编号", "值班人员工号"}},
        {"from", true, "when the shift begins", "开始", "From", "开始时间，如 2026-12-01 08:30", {"开始时间", "值班开始"}},
        {"to", true, "when it ends; a date alone lasts until its end", "结束", "To", "结束时间；只写日期表示到当天结束", {"结束时间", "值班结束"}},
        {"duty", false, "what kind of duty", "班次", "Duty", "如 值班、带班、抢修", {"类型", "值班类型"}}},
       &add_shift_row},
      {"bills", "电费账单", "Bills", "import_account_records", bill_fields(), {}, &bill_piece},
      {"arrears", "欠费", "Arrears", "import_account_records", arrears_fields(), {}, &arrears_piece},
      {"outages", "停电", "Outages met", "import_account_records", outage_fields(), {}, &outage_piece},
      {"monthly_use", "月用电量", "Monthly use", "import", monthly_use_fields(), {}, {}, UseKind::months},
      {"interval_use", "分时电量（负荷曲线）", "Interval use (load curves)", "import", interval_use_fields(), {}, {}, UseKind::days, {"account_number", "time", "total_kwh", "quality"}},
      {"charges", "收费", "Charges", "import_charges", charge_fields(), &add_charge_row},
      {"affiliate_charges", "关联企业收费", "Affiliates' charges", "import_charges", affiliate_charge_fields(), &add_affiliate_charge_row},
  };
  return kinds;
}

const ImportKind* import_kind(const std::string& name) {
  for (const ImportKind& kind : import_kinds())
    if (name == kind.name) return &kind;
  return nullptr;
}

Refusal labelled(Refusal refusal, const ImportKind& kind, http::Language language) {
  Refusal out = kind.use ? in_words(std::move(refusal), language) : std::move(refusal);
  for (auto& [name, value] : out.values)
    for (const ImportField& field : kind.fields)
      if ((name == "field" || name == "column") && value == field.name) value = language == http::Language::zh ? field.label_zh : field.label_en;
  return out;
}

std::string told(const Refusal& refusal, const ImportKind& kind, http::Language language) { return http::refusal_text(labelled(refusal, kind, language), language); }

namespace {

std::vector<Result<RowOutcome>> write_piece(db::Session& session, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const ImportContext& context,
                                            std::size_t from, std::size_t to) {
  const BoundMapping bound(mapping, table, kind.fields);
  const auto piece = kind.piece();
  std::vector<std::optional<Refusal>> refusals;
  for (std::size_t i = from; i < to; ++i) refusals.push_back(piece->take(session, bound, table.rows[i].cells, context));
  std::vector<Result<RowOutcome>> written = piece->write(session, context), outcomes;
  std::size_t at = 0;
  for (std::optional<Refusal>& refusal : refusals) {
    if (refusal) outcomes.emplace_back(*std::move(refusal));
    else outcomes.push_back(std::move(written[at++]));
  }
  return outcomes;
}

}  // namespace

std::vector<Result<RowOutcome>> write_rows(db::Session& session, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const ImportContext& context,
                                           std::size_t from, std::size_t to) {
  if (kind.piece) return write_piece(session, kind, table, mapping, context, from, to);
  std::vector<Result<RowOutcome>> outcomes;
  for (std::size_t i = from; i < to; ++i) outcomes.push_back(kind.add(session, MappedRow(mapping, table, table.rows[i]), context));
  return outcomes;
}

ImportRun begin_listed(House& house, const ImportKind& kind, const tables::Table& table, const std::string& file_name) {
  ImportRun run;
  run.kind = kind.name;
  run.file_name = file_name;
  run.encoding = table.encoding;
  run.heading = table.heading;
  run.rows = static_cast<std::int64_t>(table.rows.size());
  run.created_at = house.now();
  house.writer().run([&](db::Session& session) {
    run.id = add_import_run(session, run);
    start_import_run(session, run.id, "", "", house.now());
  });
  return run;
}

void end_listed(House& house, ImportRun run, const ImportReport& report, std::int64_t refused) {
  run.done_rows = report.rows;
  run.added = report.added;
  run.changed = report.changed;
  run.there_already = report.there_already;
  run.refused = refused;
  house.writer().run([&](db::Session& session) {
    keep_import_progress(session, run);
    keep_import_size(session, run.id, report.rows);
    end_import_run(session, run.id, "done", house.now());
  });
}

void import_rows(db::Session& session, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const ImportContext& context,
                 std::size_t from, std::size_t to, ImportReport& report) {
  std::size_t at = from;
  for (const Result<RowOutcome>& outcome : write_rows(session, kind, table, mapping, context, from, to)) report.count(table.rows[at++].line, outcome);
}

void ImportReport::count(std::int64_t line, const Result<RowOutcome>& outcome) {
  ++rows;
  if (!outcome) errors.push_back({line, outcome.refusal()});
  else if (*outcome == RowOutcome::added) ++added;
  else if (*outcome == RowOutcome::changed) ++changed;
  else ++there_already;
}

ImportReport run_import(House& house, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, const std::string& file_name,
                        const std::function<void(std::int64_t)>& progress) {
  ImportReport report;
  std::optional<ImportRun> listed;
  if (kind.piece) listed = begin_listed(house, kind, table, file_name);
  for (std::size_t at = 0; at < table.rows.size(); at += group_size) {
    const std::size_t end = std::min(at + group_size, table.rows.size());
    const ImportContext context{OfficerId{}, house.now(), house.rulebook_now(), listed ? listed->id : 0};
    house.writer().run([&](db::Session& session) { import_rows(session, kind, table, mapping, context, at, end, report); });
    progress(report.rows);
  }
  if (listed) end_listed(house, *listed, report, static_cast<std::int64_t>(report.errors.size()));
  house.reload();
  return report;
}

}  // namespace shouwen
