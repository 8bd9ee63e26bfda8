// Labels are headings that src/usage knows without a mapping, so the empty tables can be brought in as they are.
#include "imports/use_fields.h"

namespace shouwen {

std::vector<ImportField> monthly_use_fields() {
  return {{"account_number", true, "account number", "户号", "Account", "户号；整个文件只有一户时可选“固定值”", {"用户编号", "用电户号", "客户编号"}},
          {"month", false, "month of a line, 202610; not for tables with a column a month", "月份", "Month", "每行一个月时的月份，如 202610；每月一列的表不用选", {"年月", "电费年月", "数据月份"}},
          {"total_kwh", false, "energy of the month", "电量", "kWh", "当月电量；每月一列的表不用选", {"总电量", "用电量", "kwh"}},
          {"super_peak_kwh", false, "of it in super-peak hours", "尖峰电量", "Super peak kWh", "其中尖峰时段电量", {"尖电量"}},
          {"peak_kwh", false, "of it in peak hours", "峰电量", "Peak kWh", "其中高峰时段电量", {"高峰电量"}},
          {"flat_kwh", false, "of it in flat hours", "平电量", "Flat kWh", "其中平时段电量", {"平段电量"}},
          {"valley_kwh", false, "of it in valley hours", "谷电量", "Valley kWh", "其中低谷时段电量", {"低谷电量", "谷段电量"}},
          {"reactive_kvarh", false, "reactive energy, kvarh", "无功电量", "Reactive kvarh", "无功电量（千乏时）", {"无功"}},
          {"max_demand_kw", false, "highest demand, kW", "最大需量", "Max demand kW", "最大需量（千瓦）", {"需量"}}};
}

std::vector<ImportField> interval_use_fields() {
  return {{"account_number", true, "account or meter number", "户号", "Account", "户号或表号；整个文件只有一户时可选“固定值”", {"用户编号", "用电户号", "客户编号", "表号", "meter_number"}},
          {"day", false, "day of a line: tables with a column an interval, or a day and a time apart", "日期", "Date", "每天一行（96、48、24 列）时的日期；或与时间分两列时的日期", {"数据日期", "day"}},
          {"time", false, "when the interval begins", "时间", "Time", "每行一个时点时，时段的开始时间，如 2026-10-01 00:15", {"时刻", "开始时间", "timestamp", "start"}},
          {"end_time", false, "when the interval ends, instead", "结束时间", "End", "系统只给出时段结束时间时选这一项", {"end"}},
          {"total_kwh", false, "energy of the interval; not for tables with a column an interval", "电量", "kWh", "每行一个时点时的电量；每天一行的表不用选", {"用电量", "value"}},
          {"quality", false, "A read, E estimated", "质量", "Quality", "实测或估计；没有这一列时都算实测", {"数据质量"}}};
}

}  // namespace shouwen
