// Art. 11(6)(3): what a report counts and says, who may do what when; sums of forecasts. Tables and properties.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "analysis_reports/findings.h"
#include "analysis_reports/key_account_areas.h"
#include "analysis_reports/portfolio.h"
#include "analysis_reports/report_parts.h"
#include "analysis_reports/report_steps.h"
#include "analysis_reports/report_workbook.h"
#include "tables/chart_workbook.h"
#include "usage/months_test.h"

namespace shouwen {
namespace {

const Instant morning = at_local(Date::of(2026, 3, 10), 10 * 3600);
const OfficerId author{11}, head{12};
const ReportSituation by_author{author, UnitId{3}, morning}, by_head{head, UnitId{3}, morning.plus_seconds(3600)};

ReportFigures some_figures() {
  ReportFigures figures;
  figures.customer.name = "桃源铸造有限公司";
  figures.customer.contracted_capacity_kva = 1000;
  figures.use = use_in(made_up(36), {Month{202501}, Month{202512}});
  return figures;
}
AnalysisReport drafted() { return apply({}, draft_report(CustomerId{7}, {Month{202501}, Month{202512}}, some_figures(), by_author)); }
AnalysisReport submitted() {
  const AnalysisReport report = drafted();
  return apply(report, *submit_report(report, {0}, by_author));
}
const Finding* finding(const std::vector<Finding>& findings, std::string_view code) {
  for (const Finding& one : findings)
    if (one.code == code) return &one;
  return nullptr;
}

TEST(ReportPeriod, Art_11_6_3_the_last_year_known_unless_chosen) {
  const Date today = Date::of(2026, 3, 10);
  struct Row {
    std::optional<std::int64_t> from, to;
    Month last_known;
    std::int64_t expected_from, expected_to;
    const char* refused;
  };
  for (const Row& row : {Row{{}, {}, Month{202602}, 202503, 202602, ""}, Row{{}, {}, Month{}, 202503, 202602, ""}, Row{202401, {}, Month{202602}, 202401, 202602, ""},
                         Row{202401, 202403, Month{202602}, 202401, 202403, ""}, Row{{}, 202603, Month{202602}, 202504, 202603, ""},
                         Row{202403, 202401, Month{202602}, 0, 0, "analysis_report.period_reversed"}, Row{202413, {}, Month{202602}, 0, 0, "analysis_report.period_impossible"},
                         Row{{}, 202604, Month{202602}, 0, 0, "analysis_report.period_impossible"}, Row{202001, {}, Month{202602}, 0, 0, "analysis_report.period_impossible"},
                         Row{-5, {}, Month{202602}, 0, 0, "analysis_report.period_impossible"}, Row{99999999999, {}, Month{202602}, 0, 0, "analysis_report.period_impossible"}}) {
    const auto period = period_of({CustomerId{1}, row.from, row.to}, row.last_known, today);
    ASSERT_EQ(period.refused(), row.refused[0] != '\0');
    if (period.refused()) EXPECT_EQ(period.refusal().code, row.refused);
    else EXPECT_EQ((std::pair{period->from.value, period->to.value}), (std::pair{static_cast<std::int32_t>(row.expected_from), static_cast<std::int32_t>(row.expected_to)}));
  }
}

TEST(ReportUse, Art_11_6_3_counts_the_period_and_compares_the_months_known_in_both_years) {
  MonthlySeries series = made_up(24);
  series.erase(series.begin() + 3);  // April of the first year
  const ReportUse use = use_in(series, {Month{202401}, Month{202406}});
  EXPECT_EQ(use.months, 6);
  EXPECT_EQ(use.months_known, 6);
  EXPECT_EQ(use.months_compared, 5);
  std::int64_t sum = 0;
  for (const MonthlyUse& one : series)
    if (one.month >= Month{202401} && one.month <= Month{202406}) sum += one.total_wh;
  EXPECT_EQ(use.wh, sum);
  EXPECT_EQ(use.change_permille, 0) << "the same every year";
  EXPECT_EQ(use.series[3].before_wh, std::nullopt);
  const ReportUse nothing = use_in({}, {Month{202401}, Month{202406}});
  EXPECT_EQ(nothing.wh, std::nullopt);
  EXPECT_EQ(nothing.months_known, 0);
}

TEST(ReportUse, Art_11_6_3_load_and_shares_are_those_of_the_period_alone) {
  MonthlySeries series{{Month{202401}, 744'000}, {Month{202402}, 696'000}, {Month{202403}, 744'000}};
  series[0].max_demand_w = 4000, series[1].max_demand_w = 2000, series[2].max_demand_w = 1000;
  series[1].peak_wh = 100, series[1].flat_wh = 200, series[1].valley_wh = 700;
  const ReportUse use = use_in(series, {Month{202402}, Month{202402}});
  EXPECT_EQ(use.highest_demand_w, 2000);
  EXPECT_EQ(use.load_factor_permille, 500) << "1 kW on average of 2";
  EXPECT_EQ(use.valley_permille, 700);
  EXPECT_EQ(use.power_factor_hundredths, std::nullopt);
}

TEST(ReportContacts, Art_11_3_promises_count_when_they_were_made_kept_or_broken) {
  const ReportPeriod period{Month{202602}, Month{202602}};
  const Instant inside = at_local(Date::of(2026, 2, 28), 86399), before = at_local(Date::of(2026, 1, 31), 86399), after = at_local(Date::of(2026, 3, 1), 0);
  const auto event = [](Instant at, AccountEventBody body) { return AccountEvent{author, {}, at, "art.11(3)", std::move(body)}; };
  ContactRecorded late_written;
  late_written.at = inside;
  ManagedCustomer customer;
  customer.promises.resize(2);
  customer.promises[0].broken = true;
  const ReportContacts contacts = contacts_in({event(after, late_written), event(before, Promised{}), event(inside, Promised{}), event(inside, PromiseKept{1, "", false}),
                                               event(inside, PromiseKept{2, "", true}), event(after, PromiseBroken{3, {}})}, customer, period);
  EXPECT_EQ(contacts.contacts, 1) << "by when it took place, though written down later";
  EXPECT_EQ(contacts.promises_made, 1);
  EXPECT_EQ(contacts.promises_kept, 1);
  EXPECT_EQ(contacts.promises_kept_late, 1);
  EXPECT_EQ(contacts.promises_broken, 0);
  EXPECT_EQ(contacts.promises_open, 1);
}

TEST(Findings, Art_11_6_3_each_sentence_rests_on_a_figure) {
  ReportFigures figures = some_figures();
  figures.use.change_permille = -125;
  figures.unusual.push_back({202503, UnusualKind::zero, 90'000'000, 0, -1000, 99, 24, {}, ""});
  figures.unusual.push_back({202504, UnusualKind::shape, 300, 520, 220, 99, 24, TariffPeriod::valley, "三班倒"});
  figures.needs = {2, 1500, 2000, {}};
  figures.cases = {3, 5, 4, 1, 1, {}};
  figures.complete_percent = 80;
  figures.missing = {{"电压等级", "Voltage"}, {"受电变压器", "Transformer"}};
  const auto findings = findings_of(figures);
  for (const Finding& one : findings) {
    EXPECT_FALSE(one.text_zh.empty() || one.text_en.empty() || one.figure.empty()) << one.code;
    EXPECT_EQ(one.number, &one - findings.data() + 1);
  }
  EXPECT_NE(finding(findings, "year_on_year")->text_zh.find("下降12.5%"), std::string::npos);
  EXPECT_EQ(finding(findings, "year_on_year")->value, "-125");
  EXPECT_NE(finding(findings, "season")->text_zh.find("旺季在7月"), std::string::npos);
  figures.peers = ReportPeers{true, "食品加工", PeerStanding{37, 300, 400, 550, 600, 700, 620, 700}, {}, PeerStanding{12, 100, 150, 200, 250, 300, {}, {}}};
  const auto beside = findings_of(figures);
  EXPECT_EQ(std::count_if(beside.begin(), beside.end(), [](const Finding& one) { return one.code == "peers"; }), 1) << "nothing is said of what is not known of him";
  EXPECT_EQ(finding(beside, "peers")->text_zh, "与同行业“食品加工”的37户比：负荷率62.0%，中位数55.0%，高于其中70.0%。");
  EXPECT_EQ(finding(beside, "peers")->figure, "/peers/load_factor/own");
  EXPECT_NE(finding(findings, "unusual")->text_zh.find("2025-03没有用电"), std::string::npos);
  EXPECT_NE(finding(findings, "unusual")->text_zh.find("尚未核实"), std::string::npos);
  EXPECT_NE(finding(findings, "cases_open")->text_en.find("1 of them overdue"), std::string::npos);
  EXPECT_NE(finding(findings, "file_missing")->text_zh.find("电压等级、受电变压器"), std::string::npos);
  EXPECT_NE(finding(findings, "forecast_none"), nullptr);
}

TEST(Findings, Art_11_6_3_bills_arrears_and_outages_are_said_with_their_figures) {
  ReportFigures figures;
  EXPECT_EQ(finding(findings_of(figures), "arrears"), nullptr);
  figures.records = ReportRecords{12, 1234567, 5000, Date::of(2026, 10, 1), 5000, 40, 3, 1, 1250};
  const auto findings = findings_of(figures);
  EXPECT_EQ(finding(findings, "bills")->text_zh, "本期电费账单12份，应缴12,345.67元，尚未缴清50.00元（含未到缴费期限的）。");
  EXPECT_EQ(finding(findings, "arrears")->text_zh, "截至2026-10-01欠费50.00元，最早一笔已逾40天。");
  EXPECT_EQ(finding(findings, "arrears")->figure, "/records/arrears_fen");
  EXPECT_NE(finding(findings, "outages")->text_en.find("1,250 minutes"), std::string::npos);
  figures.records->arrears_fen = 0;
  EXPECT_EQ(finding(findings_of(figures), "arrears"), nullptr) << "nothing is owed";
}

TEST(Findings, Art_11_6_3_nothing_known_is_said_and_nothing_is_made_up) {
  const auto findings = findings_of({});
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].code, "use_unknown");
  EXPECT_EQ(findings[1].code, "forecast_none");
  EXPECT_EQ(findings[2].code, "contacts");
}

TEST(Findings, Art_11_6_2_a_forecast_tells_its_error_beside_the_baselines) {
  ReportFigures figures;
  figures.forecast = ReportForecast{{}, ForecastModel::theta, ForecastReason::best_in_back_test, 80, 1'200'000'000, 12, 78, 4'000'000, 41, 9'000'000, 92};
  EXPECT_NE(finding(findings_of(figures), "forecast_error")->text_en.find("repeating the year before errs by 9,000 kWh (9.2%)"), std::string::npos);
  figures.forecast->error_wh = figures.forecast->baseline_error_wh;
  EXPECT_NE(finding(findings_of(figures), "forecast_error")->text_zh.find("没有方法明显优于"), std::string::npos);
  figures.forecast->forecasts = 0;
  EXPECT_NE(finding(findings_of(figures), "forecast_untested"), nullptr);
}

TEST(Findings, Art_11_6_3_numbers_as_people_read_them) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(percent_of(-5), "-0.5%");
  EXPECT_EQ(month_words(202603), "2026-03");
}

TEST(ReportSteps, Art_11_6_3_the_author_changes_words_leaves_out_adds_his_own) {
  const AnalysisReport report = drafted();
  ASSERT_EQ(report.version, 1);
  ASSERT_GE(report.findings.size(), 3U);
  ChangeReportInput input;
  input.version = 1;
  input.findings = {{2, {"改写的话"}, false}, {1, {}, true}};
  input.own_findings = {{"新上电炉𠮷"}, {"三班倒"}};
  input.proposals = {{"移峰填谷"}};
  const auto changed = change_report(report, input, by_author);
  ASSERT_FALSE(changed.refused());
  const AnalysisReport after = apply(report, *changed);
  EXPECT_EQ(after.findings.size(), report.findings.size() + 2);
  EXPECT_EQ(shown_findings(after).size(), report.findings.size() + 1);
  EXPECT_EQ(after.findings[1].words, "改写的话");
  EXPECT_EQ(after.findings.back().words, "三班倒");
  EXPECT_EQ(after.proposals, std::vector<std::string>{"移峰填谷"});
  input.version = 0;
  EXPECT_EQ(change_report(after, input, by_author).refusal().code, "analysis_report.nothing_changed") << "the same again";
}

TEST(ReportSteps, Art_11_6_3_what_is_refused) {
  const AnalysisReport report = drafted(), sent = submitted();
  ChangeReportInput change;
  change.proposals = {{"一"}};
  EXPECT_EQ(change_report(report, change, by_head).refusal().code, "analysis_report.author_only");
  EXPECT_EQ(change_report(sent, change, by_author).refusal().code, "analysis_report.wrong_stage");
  change.version = 9;
  EXPECT_EQ(change_report(report, change, by_author).refusal().code, "analysis_report.changed_meanwhile");
  change = {};
  change.findings = {{99, {}, true}};
  EXPECT_EQ(change_report(report, change, by_author).refusal().code, "analysis_report.unknown_finding");
  change = {};
  change.proposals.emplace(31, Text<1, 1000>{"x"});
  EXPECT_EQ(change_report(report, change, by_author).refusal().code, "analysis_report.too_many");
  EXPECT_EQ(submit_report(report, {0}, by_head).refusal().code, "analysis_report.author_only");
  AnalysisReport silent = report;
  for (Finding& one : silent.findings) one.left_out = true;
  EXPECT_EQ(submit_report(silent, {0}, by_author).refusal().code, "analysis_report.nothing_said");
  EXPECT_EQ(review_report(sent, {0, ReviewDecision::accepted, {}}, by_author).refusal().code, "analysis_report.own_review");
  EXPECT_EQ(review_report(sent, {0, ReviewDecision::returned, {}}, by_head).refusal().code, "analysis_report.comment_missing");
  EXPECT_EQ(review_report(report, {0, ReviewDecision::accepted, {}}, by_head).refusal().code, "analysis_report.wrong_stage");
}

TEST(ReportSteps, Art_11_6_3_returned_mended_accepted_and_then_fixed) {
  AnalysisReport report = submitted();
  report = apply(report, *review_report(report, {2, ReviewDecision::returned, {"补充电价建议"}}, by_head));
  EXPECT_EQ(report.stage, ReportStage::returned);
  EXPECT_EQ(report.comment, "补充电价建议");
  ChangeReportInput change;
  change.proposals = {{"改按需量计费"}};
  report = apply(report, *change_report(report, change, by_author));
  EXPECT_EQ(report.stage, ReportStage::returned) << "until it is submitted again";
  report = apply(report, *submit_report(report, {0}, by_author));
  report = apply(report, *review_report(report, {0, ReviewDecision::accepted, {}}, by_head));
  EXPECT_EQ(report.stage, ReportStage::accepted);
  EXPECT_EQ(change_report(report, change, by_author).refusal().code, "analysis_report.wrong_stage");
}

TEST(ReportSteps, Art_6_an_export_leaves_who_when_and_why_and_changes_nothing_else) {
  AnalysisReport report = drafted();
  report = apply(report, export_report(report, {ReportFormat::xlsx, {"客户索取"}}, by_head));
  ASSERT_EQ(report.exports.size(), 1U);
  EXPECT_EQ(report.version, 1);
  EXPECT_EQ(report.exports[0].officer_id, head);
  EXPECT_EQ(report.exports[0].reason, "客户索取");
  report.id = AnalysisReportId{12};
  EXPECT_EQ(export_number(report, report.exports[0]), "BG000012-1");
}

RC_GTEST_PROP(ReportSteps, Art_11_6_3_figures_are_frozen_whatever_is_done, ()) {
  AnalysisReport report = drafted();
  const auto use = report.figures.use.wh;
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
  for (const int step : steps) {
    ChangeReportInput change;
    change.proposals = {{"第" + std::to_string(report.version)}};
    const ReportDecision decision = step == 0   ? change_report(report, change, by_author)
                                    : step == 1 ? submit_report(report, {0}, by_author)
                                    : step == 2 ? review_report(report, {0, ReviewDecision::accepted, {}}, by_head)
                                    : step == 3 ? review_report(report, {0, ReviewDecision::returned, {"改"}}, by_head)
                                                : ReportDecision(export_report(report, {ReportFormat::print, {"存档"}}, by_head));
    if (decision) report = apply(report, *decision);
    RC_ASSERT(report.figures.use.wh == use);
    RC_ASSERT(report.author_id == author);
    RC_ASSERT(report.reviewed_by_id != author);
  }
}

TEST(ReportWorkbook, Art_11_6_3_sheets_in_both_languages_and_a_file_that_opens) {
  AnalysisReport report = drafted();
  report.proposals = {"=1+1 不是公式"};
  report.figures.forecast = forecast_part(forecast_use(made_up(48), example_rules().forecast), 80);
  const auto zh = report_sheets(report, "宋文", ReportLanguage::zh), en = report_sheets(report, "宋文", ReportLanguage::en);
  ASSERT_EQ(zh.size(), 4U);
  EXPECT_EQ(zh[2].charts.size(), 1U);
  EXPECT_EQ(en[3].name, "Forecast");
  EXPECT_EQ(zh[3].rows.size(), 13U);
  const std::string file = tables::chart_workbook(zh, "桃源铸造", std::string(300, '&') + "水印");
  EXPECT_TRUE(file.starts_with("PK"));
  EXPECT_GT(file.size(), 5000U);
}

TEST(Portfolio, Art_11_6_2_forecasts_add_up_and_the_interval_is_what_sums_missed_by) {
  const ForecastRules rules = example_rules().forecast;
  const CustomerForecast a = forecast_at(made_up(48, 0.1, 1), Month{202612}, rules), b = forecast_at(made_up(48, 0.1, 2, 0.05), Month{202612}, rules);
  ASSERT_EQ(a.wh.size(), 12U);
  ASSERT_EQ(a.past.size(), 4U);
  const Portfolio both = add_up({a, b, {}}, rules);
  EXPECT_EQ(both.customers, 3);
  EXPECT_EQ(both.forecast_customers, 2);
  EXPECT_EQ(both.months.front().month, 202701);
  for (std::size_t h = 0; h < 12; ++h) {
    EXPECT_EQ(both.months[h].wh, a.wh[h] + b.wh[h]);
    EXPECT_LE(*both.months[h].low_wh, both.months[h].wh);
    EXPECT_GE(*both.months[h].high_wh, both.months[h].wh);
    EXPECT_NEAR(static_cast<double>(*both.months[h].high_wh - both.months[h].wh), static_cast<double>(both.months[h].wh - *both.months[h].low_wh), 2) << "in the middle";
  }
  EXPECT_EQ(both.origins, 4);
  EXPECT_EQ(both.forecasts, 12 + 9 + 6 + 3);
  EXPECT_GT(both.baseline_error_wh, 0);
}

TEST(Portfolio, Art_11_6_2_what_is_not_known_is_left_out_and_counted) {
  const ForecastRules rules = example_rules().forecast;
  EXPECT_TRUE(forecast_at(made_up(11), Month{202311}, rules).wh.empty()) << "less than a year";
  EXPECT_TRUE(forecast_at(made_up(36), Month{202601}, rules).wh.empty()) << "the month itself is not known";
  const CustomerForecast older = forecast_at(made_up(36), Month{202511}, rules), now = forecast_at(made_up(36), Month{202512}, rules);
  const Portfolio portfolio = add_up({older, now, now}, rules);
  EXPECT_EQ(portfolio.forecast_customers, 2);
  EXPECT_TRUE(add_up({}, rules).months.empty());
  EXPECT_TRUE(add_up({{}, {}}, rules).months.empty());
}

TEST(Portfolio, Art_11_6_2_past_forecasts_know_nothing_later) {
  const ForecastRules rules = example_rules().forecast;
  MonthlySeries series = made_up(48, 0.1);
  const CustomerForecast before = forecast_at(series, Month{202612}, rules);
  for (std::size_t i = series.size() - 3; i < series.size(); ++i) series[i].total_wh *= 5;
  const CustomerForecast after = forecast_at(series, Month{202612}, rules);
  for (std::size_t origin = 0; origin < 4; ++origin)
    for (std::size_t h = 0; h < before.past[origin].months.size(); ++h)
      EXPECT_EQ(before.past[origin].months[h].forecast_wh, after.past[origin].months[h].forecast_wh);
}

KeyAccountRow row(std::int64_t id, AccountTier tier, UnitId unit, std::optional<std::int64_t> year, std::optional<std::int64_t> before) {
  KeyAccountRow out;
  out.customer_id = CustomerId{id};
  out.customer_name = "客户" + std::to_string(id);
  out.tier = tier;
  out.unit_id = unit;
  out.year_wh = year;
  out.before_wh = before;
  out.capacity_kva = 100 * id;
  return out;
}

TEST(KeyAccounts, Art_11_3_by_district_and_place) {
  const std::vector<District> districts{{"城区", "Town", Area::urban, {"东街", "东街道"}}, {"乡镇", "Country", Area::rural, {"石桥镇"}}};
  EXPECT_EQ(place_of("东街道人民路3号", districts), "东街道") << "the longest name";
  EXPECT_EQ(place_of("别处", districts), "");
  std::vector<KeyAccountRow> rows;
  for (std::int64_t id = 1; id <= 5; ++id) rows.push_back(row(id, AccountTier::key_account, UnitId{1}, id * 10, {}));
  rows[0].place = "石桥镇", rows[1].place = "东街道", rows[2].place = "东街道", rows[3].place = "撤销的乡";
  rows[4].capacity_kva = {};
  rows[2].contact_overdue = true;
  rows[2].needs = rows[1].needs = rows[1].unusual = 1;
  const auto found = rows_by_place(rows, districts, 3);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].district->name_zh, "城区");
  EXPECT_EQ(found[0].sum.customers, 2);
  ASSERT_EQ(found[0].places.size(), 1U);
  EXPECT_EQ(found[0].places[0].rows[0]->customer_id, CustomerId{3}) << "largest first";
  EXPECT_EQ(found[1].places[0].left_off, 1) << "the three largest stand as rows";
  EXPECT_EQ(found[1].places[0].sum.customers, 1) << "but all are counted";
  EXPECT_EQ(found[2].district, nullptr);
  EXPECT_EQ(found[2].sum.customers, 2) << "a place that is no more, and none";
  EXPECT_EQ(state_of(rows[2]), CustomerState::contact_overdue) << "the most urgent";
  EXPECT_EQ(state_of(rows[1]), CustomerState::unusual);
  EXPECT_EQ(state_of(rows[0]), CustomerState::quiet);
  EXPECT_TRUE(rows_by_place({}, districts, 3).empty());
}

TEST(KeyAccounts, Art_11_3_sums_equal_the_lists_behind_them) {
  std::vector<KeyAccountRow> rows{row(1, AccountTier::key_account, UnitId{1}, 100, 80), row(2, AccountTier::large_account, UnitId{1}, {}, {}), row(3, AccountTier::key_account, UnitId{2}, 50, 70)};
  rows[0].contact_planned = rows[1].contact_planned = rows[1].contact_overdue = true;
  rows[2].needs = 2, rows[2].needs_kw = 900, rows[2].unusual = 1;
  const auto sums = sums_by_unit(rows);
  ASSERT_EQ(sums.size(), 3U);
  EXPECT_EQ(sums[0].customers, 3);
  EXPECT_EQ(sums[0].year_wh, 150);
  EXPECT_EQ(sums[0].year_known, 2);
  EXPECT_EQ(change_permille(sums[0].compared_wh, sums[0].before_wh), 0);
  EXPECT_EQ(sums[1].unit_id, UnitId{1}) << "most customers first";
  EXPECT_EQ(sums[1].contacts_overdue, 1);
  EXPECT_EQ(sums[2].needs_kw, 900);
  for (const auto& [only, expected] : {std::pair{KeyAccountOnly::contact_overdue, 1}, std::pair{KeyAccountOnly::needs, 1}, std::pair{KeyAccountOnly::unusual, 1},
                                       std::pair{KeyAccountOnly::year_unknown, 1}, std::pair{KeyAccountOnly::promise_broken, 0}}) {
    KeyAccountFilter filter;
    filter.only = only;
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), [&](const KeyAccountRow& one) { return fits(one, filter); }), expected);
  }
}

TEST(KeyAccounts, Art_11_3_in_any_order_what_is_unknown_at_the_end) {
  std::vector<KeyAccountRow> rows{row(1, AccountTier::key_account, UnitId{1}, 50, 80), row(2, AccountTier::large_account, UnitId{1}, {}, {}), row(3, AccountTier::key_account, UnitId{2}, 70, 70)};
  const auto order = [&rows](KeyAccountOrder by, bool ascending) {
    sort_rows(rows, by, ascending);
    return std::vector{rows[0].customer_id.value, rows[1].customer_id.value, rows[2].customer_id.value};
  };
  EXPECT_EQ(order(KeyAccountOrder::year, false), (std::vector<std::int64_t>{3, 1, 2}));
  EXPECT_EQ(order(KeyAccountOrder::year, true), (std::vector<std::int64_t>{1, 3, 2}));
  EXPECT_EQ(order(KeyAccountOrder::change, true), (std::vector<std::int64_t>{1, 3, 2}));
  EXPECT_EQ(order(KeyAccountOrder::capacity, false), (std::vector<std::int64_t>{3, 2, 1}));
  EXPECT_EQ(order(KeyAccountOrder::name, true), (std::vector<std::int64_t>{1, 2, 3}));
}

}  // namespace
}  // namespace shouwen
