// A small bureau in memory that tests share: every kind of unit once, heads, deputies, and the shipped rulebook.
#pragma once

#include <gtest/gtest.h>

#include "org/organisation.h"
#include "regulation/load.h"

namespace shouwen::small_bureau {

inline constexpr UnitId bureau{1}, office{2}, marketing{3}, audit{4}, center{5}, hall{6}, hotline{7}, follow_up_team{8}, station{9},
    station_team{10}, production{11};

inline constexpr OfficerId director{1}, office_head{2}, marketing_head{3}, audit_head{4}, center_head{5}, hall_head{6}, hotline_head{7},
    follow_up_clerk{8}, station_head{9}, clerk{61}, other_clerk{62}, agent{71}, office_clerk{21}, auditor{41}, station_officer{91},
    station_deputy{92}, crew{101}, producer{111}, administrator{22}, former_clerk{63};

inline Organisation organisation(std::vector<std::pair<OfficerId, Absence>> absences = {}) {
  const auto unit = [](UnitId id, UnitId parent, const char* code, const char* name, UnitKind kind, OfficerId head) {
    Unit made;
    made.id = id;
    made.parent_id = parent;
    made.code = code;
    made.name = name;
    made.kind = kind;
    made.phone = "12345";
    made.head_id = head;
    made.is_bureau_office = id == office;
    return made;
  };
  const auto officer = [&absences](OfficerId id, UnitId unit_id, const char* name, std::vector<std::string> roles, OfficerId deputy = {}) {
    Officer made;
    made.id = id;
    made.code = "N" + std::to_string(id.value);
    made.name = name;
    made.unit_id = unit_id;
    made.roles = std::move(roles);
    made.deputy_id = deputy;
    made.active = id != former_clerk;
    for (const auto& [who, absence] : absences)
      if (who == id) made.absences.push_back(absence);
    return made;
  };
  return Organisation(
      {unit(bureau, {}, "BJ", "供电局", UnitKind::bureau, director), unit(office, bureau, "JBGS", "局办公室", UnitKind::department, office_head),
       unit(marketing, bureau, "SCYX", "市场营销部", UnitKind::department, marketing_head),
       unit(audit, bureau, "JCSJ", "监察审计部", UnitKind::department, audit_head),
       unit(center, bureau, "KHFW", "客户服务中心", UnitKind::service_center, center_head),
       unit(hall, center, "KHFW-YYT", "营业厅", UnitKind::team, hall_head), unit(hotline, center, "KHFW-95598", "95598", UnitKind::team, hotline_head),
       unit(follow_up_team, center, "KHFW-HF", "回访组", UnitKind::team, {}),
       unit(station, bureau, "GDS-CQ", "城区供电所", UnitKind::supply_station, station_head),
       unit(station_team, station, "GDS-CQ-QX", "抢修班", UnitKind::team, {}),
       unit(production, bureau, "SCJS", "生产技术部", UnitKind::department, {})},
      {officer(director, bureau, "王局", {"leader"}), officer(office_head, office, "孙主任", {"office_clerk", "unit_head"}),
       officer(office_clerk, office, "孙秘书", {"office_clerk"}), officer(administrator, office, "管理员", {"admin"}),
       officer(marketing_head, marketing, "周主任", {"marketing", "unit_head"}), officer(audit_head, audit, "吴主任", {"auditor", "unit_head"}),
       officer(auditor, audit, "吴审计", {"auditor"}), officer(center_head, center, "郑主任", {"unit_head"}),
       officer(hall_head, hall, "冯班长", {"clerk", "unit_head"}), officer(clerk, hall, "李明", {"clerk"}, other_clerk),
       officer(other_clerk, hall, "陈红", {"clerk"}), officer(former_clerk, hall, "离职", {"clerk"}),
       officer(hotline_head, hotline, "褚班长", {"agent", "unit_head"}), officer(agent, hotline, "卫琳", {"agent"}),
       officer(follow_up_clerk, follow_up_team, "蒋访", {"follow_up_clerk"}),
       officer(station_head, station, "沈所长", {"officer", "unit_head"}),
       officer(station_officer, station, "韩工", {"officer"}, station_deputy), officer(station_deputy, station, "杨工", {"officer"}),
       officer(crew, station_team, "朱师傅", {"field_crew"}), officer(producer, production, "秦工", {"officer"})});
}

/// The rulebook the house ships, as version 1.
inline const Rulebook& rulebook() {
  static const Rulebook loaded = [] {
    LoadedRulebook read = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
    EXPECT_TRUE(read.mistakes.empty());
    read.rulebook.version = 1;
    return std::move(read.rulebook);
  }();
  return loaded;
}

}  // namespace shouwen::small_bureau
