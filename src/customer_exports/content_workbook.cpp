// Sheets of a customer's file: numbers stay numbers, so that whoever reads it can count on.
#include "customer_exports/file_content.h"
#include "tables/chart_workbook.h"

namespace shouwen {

namespace {

using tables::RowLook;
using tables::WorkbookCell;
using tables::WorkbookSheet;

class SheetMaker {
 public:
  SheetMaker(const CustomerFileContent& content, ExportLanguage language) : content_(content), language_(language) {}

  WorkbookSheet facts() const {
    const CustomerFile& file = content_.file;
    WorkbookSheet sheet{said("客户", "Customer"), {24, 60}, {}, {}};
    sheet.rows.push_back({{file.name.value}, RowLook::title});
    const auto add = [&](const char* zh, const char* en, const std::string& value) {
      if (!value.empty()) sheet.rows.push_back({{said(zh, en), value}});
    };
    add("户号", "Account", file.account_number.value);
    add("地址", "Address", file.address.value);
    add("电话", "Phone", file.phone.value);
    add("供电所", "Station", content_.station_name);
    add("客户经理", "Account manager", content_.account_manager_name);
    add("用电类别", "Usage", file.usage_category.value);
    add("电价类别", "Tariff class", file.tariff_class.value);
    add("经营项目", "Business", file.business.value);
    add("行业", "Trade", file.trade.value);
    add("统一社会信用代码", "Licence number", file.licence_number.value);
    if (file.contracted_capacity_kva > 0) sheet.rows.push_back({{said("合同容量（千伏安）", "Contracted capacity kVA"), static_cast<double>(file.contracted_capacity_kva)}});
    for (const CustomerRepresentative& one : file.representatives) add("客户代表", "Representative", one.name.value + " " + one.role.value + " " + one.phone.value);
    sheet.rows.push_back({{said("承诺", "Promises"), said("期限", "Due"), said("兑现", "Kept")}, RowLook::heading});
    for (const ExportedPromise& one : content_.promises) sheet.rows.push_back({{one.text, day(one.due_at), one.kept_at ? day(*one.kept_at) : std::string("–")}});
    sheet.rows.push_back({{said("照片和资料", "Photos and papers"), said("说明", "Why"), said("存入", "Added")}, RowLook::heading});
    for (const ExportedPaper& one : content_.papers) sheet.rows.push_back({{one.file_name, one.why, day(one.at)}});
    return sheet;
  }

  WorkbookSheet use() const {
    WorkbookSheet sheet{said("用电量", "Use"), {12, 16, 14, 14, 14, 14, 16, 14}, {}, {}};
    sheet.rows.push_back({{said("月份", "Month"), said("电量（千瓦时）", "Use kWh"), said("尖峰", "Super peak"), said("高峰", "Peak"), said("平段", "Flat"), said("谷段", "Valley"),
                           said("无功（千乏时）", "Reactive kvarh"), said("最大需量（千瓦）", "Highest demand kW")}, RowLook::heading});
    for (const MonthlyUseView& one : content_.use)
      sheet.rows.push_back({{static_cast<double>(one.month), thousandth(one.total_wh), thousandth(one.super_peak_wh), thousandth(one.peak_wh), thousandth(one.flat_wh),
                             thousandth(one.valley_wh), thousandth(one.reactive_varh), thousandth(one.max_demand_w)}});
    return sheet;
  }

  WorkbookSheet bills() const {
    WorkbookSheet sheet{said("账单", "Bills"), {12, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 30}, {}, {}};
    sheet.rows.push_back({{said("月份", "Month"), said("电量（千瓦时）", "Energy kWh"), said("应收（元）", "Billed yuan"), said("电度电费", "Energy charge"), said("基本电费", "Capacity charge"),
                           said("力调电费", "Power factor"), said("代征", "Surcharges"), said("违约金", "Late fee"), said("其他", "Other"), said("期限", "Due"), said("已缴（元）", "Paid yuan"),
                           said("缴费日期", "Paid on"), said("备注", "Note")}, RowLook::heading});
    for (const BillRecord& one : content_.bills)
      sheet.rows.push_back({{static_cast<double>(one.month), thousandth(one.energy_wh), yuan(one.amount_fen), yuan(one.energy_charge_fen), yuan(one.capacity_charge_fen),
                             yuan(one.power_factor_adjustment_fen), yuan(one.surcharge_fen), yuan(one.late_fee_fen), yuan(one.other_fen), day(one.due_on), yuan(one.paid_fen), day(one.paid_on),
                             one.note.value}});
    sheet.rows.push_back({{said("欠费截至", "Arrears as of"), said("欠费（元）", "Owed yuan"), said("最早应缴", "Since"), said("笔数", "Bills"), said("违约金", "Late fee"), said("备注", "Note")}, RowLook::heading});
    for (const ArrearsRecord& one : content_.arrears)
      sheet.rows.push_back({{to_iso(one.as_of_on), yuan(one.amount_fen), day(one.since_on), one.bills ? WorkbookCell(static_cast<double>(*one.bills)) : WorkbookCell(), yuan(one.late_fee_fen), one.note.value}});
    return sheet;
  }

  WorkbookSheet outages() const {
    WorkbookSheet sheet{said("停电", "Outages"), {12, 20, 20, 12, 40, 20}, {}, {}};
    sheet.rows.push_back({{said("类别", "Kind"), said("开始", "From"), said("结束", "Until"), said("分钟", "Minutes"), said("原因", "Cause"), said("编号", "Number")}, RowLook::heading});
    for (const OutageRecord& one : content_.outages) {
      const auto minutes = minutes_of(one);
      sheet.rows.push_back({{one.outage_kind == OutageKind::planned ? said("计划停电", "planned") : said("故障停电", "unplanned"), moment(one.from_at), one.to_at ? moment(*one.to_at) : std::string("–"),
                             minutes ? WorkbookCell(static_cast<double>(*minutes)) : WorkbookCell(), one.cause.value, one.outage_number.value}});
    }
    return sheet;
  }

 private:
  std::string said(const char* zh, const char* en) const { return language_ == ExportLanguage::zh ? zh : en; }
  static WorkbookCell thousandth(const std::optional<std::int64_t>& value) { return value ? WorkbookCell(static_cast<double>(*value) / 1000) : WorkbookCell(); }
  static WorkbookCell yuan(const std::optional<std::int64_t>& fen) { return fen ? WorkbookCell(static_cast<double>(*fen) / 100) : WorkbookCell(); }
  static std::string day(Instant at) { return to_iso(local_date(at)); }
  static WorkbookCell day(const std::optional<Date>& on) { return on ? WorkbookCell(to_iso(*on)) : WorkbookCell(); }
  static std::string moment(Instant at) {
    std::string text = to_iso(at).substr(0, 16);
    text[10] = ' ';
    return text;
  }

  const CustomerFileContent& content_;
  ExportLanguage language_;
};

}  // namespace

std::string content_workbook(const CustomerFileContent& content, ExportLanguage language) {
  const SheetMaker maker(content, language);
  return tables::chart_workbook({maker.facts(), maker.use(), maker.bills(), maker.outages()}, content.file.name.value, content.watermark);
}

}  // namespace shouwen
