// The kinds of tables and the run.
#include "imports/importer.h"

#include <sstream>

#include "base/text.h"
#include "customers/customer_store.h"
#include "imports/past_case_store.h"
#include "org/organisation_store.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

constexpr std::size_t group_size = 500;

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

Refusal bad_value(const char* field, const std::string& value) { return {"import.bad_row", "", std::string("/") + field, {{"field", field}, {"value", value}}}; }

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
      {"team", UnitKind::team}};
  const auto found = kinds.find(word);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

Result<RowOutcome> add_unit_row(db::Session& session, const MappedRow& row, Instant now) {
  const std::string code = row.text("code");
  if (id_of(session, "SELECT id FROM unit WHERE code = ?1", code) != 0) return RowOutcome::there_already;
  const auto kind = unit_kind_of(row.text("kind"));
  if (!kind) return bad_value("kind", row.text("kind"));
  const std::string area = row.text("area");
  if (!area.empty() && !area_of(area)) return bad_value("area", area);
  const auto added = add_unit(session, {row.text("parent"), code, row.text("name"), row.text("phone"), *kind, area_of(area)}, OfficerId{}, now);
  if (!added) return added.refusal();
  return RowOutcome::added;
}

Result<RowOutcome> add_officer_row(db::Session& session, const MappedRow& row, Instant now) {
  const std::string code = row.text("code");
  if (id_of(session, "SELECT id FROM officer WHERE code = ?1", code) != 0) return RowOutcome::there_already;
  const std::string head = row.text("head");
  const bool is_head = head == "yes" || head == "是" || head == "1";
  const auto added = add_officer(session, {code, row.text("name"), row.text("phone"), row.text("unit"), row.text("post"), words(row.text("roles")), is_head},
                                 OfficerId{}, now);
  if (!added) return added.refusal();
  if (const std::string deputy = row.text("deputy"); !deputy.empty())
    if (const std::int64_t id = id_of(session, "SELECT id FROM officer WHERE code = ?1", deputy); id != 0)
      if (const Verdict set = set_deputy(session, *added, OfficerId{id}, OfficerId{}, now); !set) return set.refusal();
  return RowOutcome::added;
}

Result<RowOutcome> add_customer_row(db::Session& session, const MappedRow& row, Instant now) {
  const std::string account = normalise_phone(row.text("account_number"));
  if (!account.empty() && find_customer_by_account(session, account)) return RowOutcome::there_already;
  const auto area = area_of(row.text("area"));
  if (!area) return bad_value("area", row.text("area"));
  const std::string station = row.text("station");
  const UnitId station_id{station.empty() ? 0 : id_of(session, "SELECT id FROM unit WHERE code = ?1", station)};
  if (!station.empty() && !station_id) return bad_value("station", station);
  const auto added = add_customer(session, {{}, account, row.text("name"), row.text("phone"), row.text("address"), *area, station_id, row.text("usage_category"),
                                            row.text("meter_number")},
                                  now);
  if (!added) return added.refusal();
  return RowOutcome::added;
}

std::optional<bool> published_flag(const std::string& text) {
  if (text == "on_time" || text == "ONTIME" || text == "是" || text == "yes") return true;
  if (text == "late" || text == "OVERDUE" || text == "否" || text == "no") return false;
  return std::nullopt;
}

Result<RowOutcome> add_past_case_row(db::Session& session, const MappedRow& row, Instant now) {
  const std::string source = row.text("source"), number = row.text("number");
  if (number.empty()) return bad_value("number", number);
  const auto opened = row.instant("opened_at"), target = row.deadline("target_at"), closed = row.instant("closed_at");
  for (const auto* instant : {&opened, &target, &closed})
    if (!*instant) return instant->refusal();
  if (!*opened) return bad_value("opened_at", "");
  if (*closed && **closed < **opened) return Refusal{"import.closed_before_opened", "", "/closed_at", {{"number", number}}};
  const auto published = published_flag(row.text("on_time"));
  const PastCase past{0, source, number, row.text("category"), row.text("title"), row.text("place"), row.text("result"), **opened, *target, *closed,
                      was_on_time(*target, *closed, now), published};
  return add_past_case(session, past, now) ? RowOutcome::added : RowOutcome::there_already;
}

}  // namespace

bool was_on_time(std::optional<Instant> target_at, std::optional<Instant> closed_at, Instant now) {
  if (!target_at) return true;
  return closed_at.value_or(now) <= *target_at;
}

const std::vector<ImportKind>& import_kinds() {
  static const std::vector<ImportKind> kinds = {
      {"units",
       "部门班组 / units",
       {{"code", true, "short stable code, e.g. GDS-CD"}, {"parent", true, "code of the unit above; empty for the bureau"}, {"name", true, "name"},
        {"kind", true, "bureau leaders department service_center key_account_center supply_station team"}, {"phone", false, "phone"}, {"area", false, "urban rural remote (stations)"}},
       &add_unit_row},
      {"officers",
       "人员 / officers",
       {{"code", true, "staff number and sign-in name"}, {"name", true, "name"}, {"unit", true, "code of the unit"}, {"post", false, "post"},
        {"roles", false, "roles of permissions.toml, separated by spaces"}, {"head", false, "yes = head of the unit"}, {"deputy", false, "code of the deputy (imported before)"}, {"phone", false, "phone"}},
       &add_officer_row},
      {"customers",
       "客户 / customers",
       {{"account_number", true, "account number"}, {"name", true, "name"}, {"phone", false, "phone"}, {"address", false, "address"}, {"area", true, "urban rural remote"},
        {"station", false, "code of the supply station"}, {"usage_category", false, "usage category"}, {"meter_number", false, "meter number"}},
       &add_customer_row},
      {"past_cases",
       "历史工单 / past cases",
       {{"source", false, "system it comes from"}, {"number", true, "number there"}, {"opened_at", true, "when it was opened"}, {"target_at", false, "when it was due"},
        {"closed_at", false, "when it was closed"}, {"category", false, "category"}, {"title", false, "what it was"}, {"place", false, "place"}, {"result", false, "result"},
        {"on_time", false, "the earlier system's own flag, to be compared: ONTIME/OVERDUE, yes/no"}},
       &add_past_case_row},
  };
  return kinds;
}

const ImportKind* import_kind(const std::string& name) {
  for (const ImportKind& kind : import_kinds())
    if (name == kind.name) return &kind;
  return nullptr;
}

ImportReport run_import(House& house, const ImportKind& kind, const tables::Table& table, const Mapping& mapping,
                        const std::function<void(std::int64_t)>& progress) {
  ImportReport report;
  for (std::size_t at = 0; at < table.rows.size(); at += group_size) {
    const std::size_t end = std::min(at + group_size, table.rows.size());
    house.writer().run([&](db::Session& session) {
      for (std::size_t i = at; i < end; ++i) {
        const Result<RowOutcome> outcome = kind.add(session, MappedRow(mapping, table, table.rows[i]), house.now());
        ++report.rows;
        if (!outcome) report.errors.push_back({table.rows[i].line, outcome.refusal()});
        else if (*outcome == RowOutcome::added) ++report.added;
        else ++report.there_already;
      }
    });
    progress(report.rows);
  }
  house.reload();
  return report;
}

}  // namespace shouwen
