// Numbers stay numbers, so that whoever reads it can count on.
#include "analysis_reports/report_workbook.h"

#include "analysis_reports/findings.h"
#include "analysis_reports/report_steps.h"

namespace shouwen {

namespace {

using tables::RowLook;
using tables::WorkbookCell;
using tables::WorkbookSheet;

constexpr double wh_a_kwh = 1000;

WorkbookCell kwh(const std::optional<std::int64_t>& wh) { return wh ? WorkbookCell(static_cast<double>(*wh) / wh_a_kwh) : WorkbookCell(); }
WorkbookCell percent(const std::optional<std::int64_t>& permille) { return permille ? WorkbookCell(static_cast<double>(*permille) / 10) : WorkbookCell(); }
WorkbookCell count(std::int64_t value) { return static_cast<double>(value); }

class SheetMaker {
 public:
  SheetMaker(const AnalysisReport& report, std::string author, ReportLanguage language) : report_(report), author_(std::move(author)), language_(language) {}

  WorkbookSheet summary() const {
    WorkbookSheet sheet{said("分析报告", "Report"), {28, 90}, {}, {}};
    const ReportCustomer& customer = report_.figures.customer;
    sheet.rows.push_back({{report_.figures.bureau_name + "  " + said("客户用电分析报告", "Customer analysis report")}, RowLook::title});
    add(sheet, said("客户", "Customer"), customer.name);
    add(sheet, said("户号", "Account"), customer.account_number);
    add(sheet, said("期间", "Period"), month_words(report_.from_month) + " – " + month_words(report_.to_month));
    add(sheet, said("数据截至", "As of"), to_iso(local_date(report_.drafted_at)));
    add(sheet, said("编制人", "Author"), author_);
    sheet.rows.push_back({{said("分析结论", "Findings")}, RowLook::heading});
    for (const Finding& finding : shown_findings(report_)) {
      const std::string& made = language_ == ReportLanguage::zh ? finding.text_zh : finding.text_en;
      const SaidTwice subject = subject_of(finding);
      add(sheet, language_ == ReportLanguage::zh ? subject.zh : subject.en, finding.words.empty() ? made : finding.words);
    }
    if (report_.proposals.empty()) return sheet;
    sheet.rows.push_back({{said("服务建议", "Proposals")}, RowLook::heading});
    for (std::size_t i = 0; i < report_.proposals.size(); ++i) add(sheet, std::to_string(i + 1), report_.proposals[i]);
    return sheet;
  }

  WorkbookSheet figures() const {
    WorkbookSheet sheet{said("指标", "Figures"), {44, 20}, {}, {}};
    const ReportFigures& all = report_.figures;
    sheet.rows.push_back({{said("指标", "Figure"), said("数值", "Value")}, RowLook::heading});
    const auto row = [&sheet, this](const char* zh, const char* en, WorkbookCell value) { sheet.rows.push_back({{said(zh, en), std::move(value)}}); };
    row("合同容量（千伏安）", "Contracted capacity kVA", count(all.customer.contracted_capacity_kva));
    row("本期电量（千瓦时）", "Use of the period kWh", kwh(all.use.wh));
    row("比上年同期（%）", "Against a year before %", percent(all.use.change_permille));
    row("月电量年增减（千瓦时）", "Trend of a month's use a year kWh", kwh(all.use.trend_wh_per_year));
    row("最大需量（千瓦）", "Highest demand kW", kwh(all.use.highest_demand_w));
    row("负荷率（%）", "Load factor %", percent(all.use.load_factor_permille));
    row("尖峰占比（%）", "Super-peak share %", percent(all.use.super_peak_permille));
    row("峰段占比（%）", "Peak share %", percent(all.use.peak_permille));
    row("平段占比（%）", "Flat share %", percent(all.use.flat_permille));
    row("谷段占比（%）", "Valley share %", percent(all.use.valley_permille));
    row("平均功率因数", "Mean power factor", all.use.power_factor_hundredths ? WorkbookCell(static_cast<double>(*all.use.power_factor_hundredths) / 100) : WorkbookCell());
    row("在办需求（项）", "Needs under way", count(all.needs.open));
    row("在办需求负荷（千瓦）", "Load of these needs kW", count(all.needs.power_kw));
    row("本期诉求（件）", "Cases of the period", count(all.cases.registered));
    row("应在时限内答复、办理（次）", "Answers and work owed by a deadline", count(all.cases.duties));
    row("其中按时（次）", "Of these on time", count(all.cases.duties_on_time));
    row("正在办理（件）", "Under way", count(all.cases.open));
    row("走访、联系（次）", "Contacts", count(all.contacts.contacts));
    row("承诺按时兑现（项）", "Promises kept in time", count(all.contacts.promises_kept));
    row("承诺逾期后兑现（项）", "Promises kept late", count(all.contacts.promises_kept_late));
    row("承诺逾期未兑现（项）", "Promises broken", count(all.contacts.promises_broken));
    return sheet;
  }

  WorkbookSheet months() const {
    WorkbookSheet sheet{said("月电量", "Months"), {12, 16, 16}, {}, {}};
    const std::string now = said("本期（千瓦时）", "This period kWh"), before = said("上年同月（千瓦时）", "A year before kWh");
    sheet.rows.push_back({{said("月份", "Month"), now, before}, RowLook::heading});
    for (const ReportUseMonth& month : report_.figures.use.series) sheet.rows.push_back({{month_words(month.month), kwh(month.wh), kwh(month.before_wh)}});
    sheet.charts.push_back({tables::ChartShape::columns, said("月用电量", "Monthly use"), "kWh", 1, sheet.rows.size() - 1, 0, {{now, 1}, {before, 2}}, 1, 4});
    return sheet;
  }

  WorkbookSheet forecast() const {
    WorkbookSheet sheet{said("预测", "Forecast"), {12, 16, 16, 16}, {}, {}};
    const std::string value = said("预测（千瓦时）", "Forecast kWh"), low = said("下限", "Low"), high = said("上限", "High");
    sheet.rows.push_back({{said("月份", "Month"), value, low, high}, RowLook::heading});
    for (const ReportForecastMonth& month : report_.figures.forecast->months) sheet.rows.push_back({{month_words(month.month), kwh(month.wh), kwh(month.low_wh), kwh(month.high_wh)}});
    sheet.charts.push_back({tables::ChartShape::lines, said("未来12个月", "The next 12 months"), "kWh", 1, sheet.rows.size() - 1, 0, {{value, 1}, {low, 2}, {high, 3}}, 1, 5});
    return sheet;
  }

 private:
  std::string said(const char* zh, const char* en) const { return language_ == ReportLanguage::zh ? zh : en; }
  static void add(WorkbookSheet& sheet, std::string name, std::string value) { sheet.rows.push_back({{std::move(name), std::move(value)}}); }

  const AnalysisReport& report_;
  std::string author_;
  ReportLanguage language_;
};

}  // namespace

std::vector<tables::WorkbookSheet> report_sheets(const AnalysisReport& report, const std::string& author_name, ReportLanguage language) {
  const SheetMaker maker(report, author_name, language);
  std::vector<tables::WorkbookSheet> sheets{maker.summary(), maker.figures(), maker.months()};
  if (report.figures.forecast) sheets.push_back(maker.forecast());
  return sheets;
}

}  // namespace shouwen
