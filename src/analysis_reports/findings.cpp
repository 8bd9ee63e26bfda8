// Art. 11(6)(3): one function a subject; each reads its figures and says what they are.
#include "analysis_reports/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

namespace shouwen {

namespace {

constexpr std::int64_t wh_a_kwh = 1000;

/// Of whole units, half up: as the figures beside are rounded.
std::int64_t thousandth(std::int64_t value) { return (value + (value < 0 ? -wh_a_kwh : wh_a_kwh) / 2) / wh_a_kwh; }
std::string kwh(std::int64_t wh) { return grouped(thousandth(wh)); }

/// Sentences in order, numbered.
class Sayer {
 public:
  void say(const char* code, std::string figure, std::string value, std::string zh, std::string en) {
    Finding finding;
    finding.number = static_cast<std::int64_t>(said_.size()) + 1;
    finding.code = code;
    finding.figure = std::move(figure);
    finding.value = std::move(value);
    finding.text_zh = std::move(zh);
    finding.text_en = std::move(en);
    said_.push_back(std::move(finding));
  }
  std::vector<Finding> done() { return std::move(said_); }

 private:
  std::vector<Finding> said_;
};

void say_use(const ReportUse& use, Sayer& sayer) {
  if (!use.wh) return sayer.say("use_unknown", "/use/months_known", "0", "本期没有用电量资料，无法分析用电。", "No use is on file for the period, so nothing can be said of it.");
  sayer.say("use", "/use/wh", std::to_string(*use.wh), fmt::format("本期{}个月用电{}千瓦时。", use.months_known, kwh(*use.wh)),
            fmt::format("Used in the period: {1} kWh; months known: {0}.", use.months_known, kwh(*use.wh)));
  if (use.months_known < use.months) {
    const auto gaps = use.months - use.months_known;
    sayer.say("months_missing", "/use/months_known", std::to_string(use.months_known), fmt::format("另有{}个月没有用电量资料。", gaps), fmt::format("Months without use on file: {}.", gaps));
  }
}

void say_change(const ReportUse& use, Sayer& sayer) {
  if (!use.change_permille || !use.compared_wh || !use.before_wh) return;
  const auto permille = *use.change_permille;
  const std::string value = std::to_string(permille), p = percent_of(std::abs(permille)), before = kwh(*use.before_wh);
  if (permille == 0)
    return sayer.say("year_on_year", "/use/change_permille", value, fmt::format("与上年同期持平（{}千瓦时，{}个月可比）。", before, use.months_compared),
                     fmt::format("As much as a year before ({} kWh, {} months compared).", before, use.months_compared));
  const bool more = permille > 0;
  sayer.say("year_on_year", "/use/change_permille", value, fmt::format("比上年同期{}{}（上年{}千瓦时，{}个月可比）。", more ? "增长" : "下降", p, before, use.months_compared),
            fmt::format("{} {} than a year before ({} kWh, {} months compared).", p, more ? "more" : "less", before, use.months_compared));
}

void say_trend(const ReportUse& use, Sayer& sayer) {
  if (!use.trend_wh_per_year || !use.trend_permille_per_year) return;
  const auto wh = *use.trend_wh_per_year;
  const std::string p = percent_of(std::abs(*use.trend_permille_per_year)), by = kwh(std::abs(wh)), value = std::to_string(wh);
  if (wh == 0) return sayer.say("trend", "/use/trend_wh_per_year", value, "多年来月用电量没有增减趋势。", "Over the years the monthly use shows no trend.");
  sayer.say("trend", "/use/trend_wh_per_year", value, fmt::format("月用电量每年约{}{}千瓦时（{}）。", wh > 0 ? "增加" : "减少", by, p),
            fmt::format("A month's use {} by about {} kWh a year ({}).", wh > 0 ? "grows" : "falls", by, p));
}

void say_season(const ReportUse& use, Sayer& sayer) {
  const auto& shape = use.month_shape_permille;
  if (shape.empty()) return;
  const auto [low, high] = std::minmax_element(shape.begin(), shape.end());
  if (*low == *high) return;
  const auto high_month = high - shape.begin() + 1, low_month = low - shape.begin() + 1;
  sayer.say("season", "/use/month_shape_permille", std::to_string(*high),
            fmt::format("用电旺季在{}月（为平均月的{}），淡季在{}月（{}）。", high_month, percent_of(*high), low_month, percent_of(*low)),
            fmt::format("Most is used in month {} ({} of the mean month), least in month {} ({}).", high_month, percent_of(*high), low_month, percent_of(*low)));
}

void say_load(const ReportUse& use, const ReportCustomer& customer, Sayer& sayer) {
  if (!use.load_factor_permille || !use.highest_demand_w) return;
  const auto demand_kw = thousandth(*use.highest_demand_w);
  sayer.say("load_factor", "/use/load_factor_permille", std::to_string(*use.load_factor_permille),
            fmt::format("最大需量{}千瓦，负荷率{}。", grouped(demand_kw), percent_of(*use.load_factor_permille)),
            fmt::format("The highest demand was {} kW, the load factor {}.", grouped(demand_kw), percent_of(*use.load_factor_permille)));
  if (customer.contracted_capacity_kva <= 0) return;
  const auto part = demand_kw * 1000 / customer.contracted_capacity_kva;
  sayer.say("capacity_used", "/use/highest_demand_w", std::to_string(*use.highest_demand_w),
            fmt::format("最大需量相当于合同容量{}千伏安的{}。", grouped(customer.contracted_capacity_kva), percent_of(part)),
            fmt::format("The highest demand is {} of the {} kVA contracted.", percent_of(part), grouped(customer.contracted_capacity_kva)));
}

void say_shares(const ReportUse& use, Sayer& sayer) {
  if (!use.peak_permille || !use.flat_permille || !use.valley_permille) return;
  const auto peak = *use.peak_permille + use.super_peak_permille.value_or(0);
  sayer.say("shares", "/use/valley_permille", std::to_string(*use.valley_permille),
            fmt::format("尖峰和峰段用电占{}，平段{}，谷段{}。", percent_of(peak), percent_of(*use.flat_permille), percent_of(*use.valley_permille)),
            fmt::format("{} is used in peak hours, {} in flat and {} in valley hours.", percent_of(peak), percent_of(*use.flat_permille), percent_of(*use.valley_permille)));
}

void say_power_factor(const ReportUse& use, Sayer& sayer) {
  if (!use.power_factor_hundredths) return;
  const auto said = fmt::format("{}.{:02}", *use.power_factor_hundredths / 100, *use.power_factor_hundredths % 100);
  sayer.say("power_factor", "/use/power_factor_hundredths", std::to_string(*use.power_factor_hundredths), fmt::format("平均功率因数{}。", said), fmt::format("The mean power factor was {}.", said));
}

SaidTwice kind_words(UnusualKind kind) {
  switch (kind) {
    case UnusualKind::drop: return {"用电骤降", "use fell sharply"};
    case UnusualKind::jump: return {"用电骤增", "use rose sharply"};
    case UnusualKind::zero: return {"没有用电", "nothing was used"};
    case UnusualKind::shape: return {"峰谷结构变化", "the shares of the periods changed"};
    case UnusualKind::power_factor: return {"功率因数下降", "the power factor fell"};
  }
  return {};
}

/// Found and expected in the unit of the kind.
SaidTwice against_words(const ReportUnusual& one) {
  const auto factor = [](std::int64_t hundredths) { return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100); };
  if (one.kind == UnusualKind::shape) return {fmt::format("由{}变为{}", percent_of(one.expected), percent_of(one.found)), fmt::format("from {} to {}", percent_of(one.expected), percent_of(one.found))};
  if (one.kind == UnusualKind::power_factor) return {fmt::format("由{}变为{}", factor(one.expected), factor(one.found)), fmt::format("from {} to {}", factor(one.expected), factor(one.found))};
  return {fmt::format("实际{}千瓦时，按往月应约{}千瓦时", kwh(one.found), kwh(one.expected)), fmt::format("{} kWh against about {} kWh expected", kwh(one.found), kwh(one.expected))};
}

void say_unusual(const std::vector<ReportUnusual>& unusual, Sayer& sayer) {
  for (std::size_t i = 0; i < unusual.size(); ++i) {
    const ReportUnusual& one = unusual[i];
    const SaidTwice kind = kind_words(one.kind), against = against_words(one);
    const bool known = !one.settled_how.empty();
    sayer.say("unusual", fmt::format("/unusual/{}/found", i), std::to_string(one.found),
              fmt::format("{}{}：{}。{}", month_words(one.month), kind.zh, against.zh, known ? "原因：" + one.settled_how : std::string("原因尚未核实，请告知客户经理。")),
              fmt::format("In {} {}: {}. {}", month_words(one.month), kind.en, against.en, known ? "Reason: " + one.settled_how : std::string("The reason is not settled yet: please tell your account manager.")));
  }
}

/// One figure beside the peers' middle value.
struct PeerWords {
  const char *figure, *zh, *en;
  std::string own, middle;
};
void say_standing(const ReportPeers& peers, const PeerStanding& standing, const PeerWords& words, Sayer& sayer) {
  if (!standing.own || !standing.below_permille) return;
  const std::string below = percent_of(*standing.below_permille);
  sayer.say("peers", fmt::format("/peers/{}/own", words.figure), std::to_string(*standing.own),
            fmt::format("与{}“{}”的{}户比：{}{}，中位数{}，高于其中{}。", peers.by_trade ? "同行业" : "同电价类别", peers.named, standing.peers, words.zh, words.own, words.middle, below),
            fmt::format("Among {} customers of the same {} ({}): {} {}, their middle value {}, above {} of them.", standing.peers, peers.by_trade ? "trade" : "tariff class", peers.named,
                        words.en, words.own, words.middle, below));
}

void say_peers(const std::optional<ReportPeers>& peers, Sayer& sayer) {
  if (!peers) return;
  if (const auto& one = peers->load_factor) say_standing(*peers, *one, {"load_factor", "负荷率", "load factor", percent_of(one->own.value_or(0)), percent_of(one->middle)}, sayer);
  if (const auto& one = peers->valley) say_standing(*peers, *one, {"valley", "谷段占比", "valley share", percent_of(one->own.value_or(0)), percent_of(one->middle)}, sayer);
  if (const auto& one = peers->wh_per_kva)
    say_standing(*peers, *one, {"wh_per_kva", "每千伏安年用电（千瓦时）", "kWh a year for each kVA", kwh(one->own.value_or(0)), kwh(one->middle)}, sayer);
}

void say_forecast(const std::optional<ReportForecast>& forecast, Sayer& sayer) {
  if (!forecast) return sayer.say("forecast_none", "/forecast", "", "资料不足一年，不作预测。", "Less than a year is known, so nothing is forecast.");
  const std::string value = std::to_string(forecast->wh);
  sayer.say("forecast", "/forecast/wh", value, fmt::format("预计未来12个月用电{}千瓦时。", kwh(forecast->wh)), fmt::format("In the next 12 months {} kWh are expected.", kwh(forecast->wh)));
  if (forecast->forecasts == 0)
    return sayer.say("forecast_untested", "/forecast/forecasts", "0", "用电记录还短，无法用过去的月份检验这一预测，仅供参考。", "The history is too short to test the forecast on the past: take it with care.");
  const bool better = forecast->error_wh < forecast->baseline_error_wh;
  sayer.say("forecast_error", "/forecast/error_wh", std::to_string(forecast->error_wh),
            fmt::format("用过去的月份检验{}次，平均每月相差{}千瓦时（{}）；{}。", forecast->forecasts, kwh(forecast->error_wh), percent_of(forecast->error_permille),
                        better ? fmt::format("若直接取上年同月，平均相差{}千瓦时（{}）", kwh(forecast->baseline_error_wh), percent_of(forecast->baseline_error_permille))
                               : std::string("没有方法明显优于直接取上年同月，故采用上年同月")),
            fmt::format("Tested {} times on the past it erred by {} kWh a month ({}); {}.", forecast->forecasts, kwh(forecast->error_wh), percent_of(forecast->error_permille),
                        better ? fmt::format("repeating the year before errs by {} kWh ({})", kwh(forecast->baseline_error_wh), percent_of(forecast->baseline_error_permille))
                               : std::string("no method clearly beat repeating the year before, which is therefore used")));
}

void say_needs(const ReportNeeds& needs, Sayer& sayer) {
  if (needs.open == 0) return;
  sayer.say("needs", "/needs/open", std::to_string(needs.open), fmt::format("正在办理的用电需求{}项，合计{}千瓦、{}千伏安。", needs.open, grouped(needs.power_kw), grouped(needs.capacity_kva)),
            fmt::format("Needs under way: {}; {} kW, {} kVA together.", needs.open, grouped(needs.power_kw), grouped(needs.capacity_kva)));
}

void say_cases(const ReportCases& cases, Sayer& sayer) {
  if (cases.registered > 0 && cases.duties > 0)
    sayer.say("cases_on_time", "/cases/duties_on_time", std::to_string(cases.duties_on_time),
              fmt::format("本期向我局提出诉求{}件；其间我局应在时限内答复、办理{}次，按时{}次。", cases.registered, cases.duties, cases.duties_on_time),
              fmt::format("Matters brought to us in the period: {}; answers and work owed by a deadline: {}, on time: {}.", cases.registered, cases.duties, cases.duties_on_time));
  if (cases.open == 0) return;
  sayer.say("cases_open", "/cases/open", std::to_string(cases.open),
            cases.open_overdue > 0 ? fmt::format("还有{}件正在办理，其中{}件已超过时限。", cases.open, cases.open_overdue) : fmt::format("还有{}件正在办理，均在时限内。", cases.open),
            cases.open_overdue > 0 ? fmt::format("Open cases: {}, {} of them overdue.", cases.open, cases.open_overdue) : fmt::format("Open cases: {}, none overdue.", cases.open));
}

void say_contacts(const ReportContacts& contacts, Sayer& sayer) {
  sayer.say("contacts", "/contacts/contacts", std::to_string(contacts.contacts), contacts.contacts > 0 ? fmt::format("本期客户经理走访、联系{}次。", contacts.contacts) : "本期没有走访、联系的记录。",
            contacts.contacts > 0 ? fmt::format("Contacts with the customer in the period: {}.", contacts.contacts) : "No contact is on record for the period.");
  if (contacts.promises_made + contacts.promises_kept + contacts.promises_kept_late + contacts.promises_broken == 0) return;
  sayer.say("promises", "/contacts/promises_broken", std::to_string(contacts.promises_broken),
            fmt::format("本期我局作出承诺{}项；按时兑现{}项，逾期后兑现{}项，逾期未兑现{}项，未到期{}项。", contacts.promises_made, contacts.promises_kept, contacts.promises_kept_late,
                        contacts.promises_broken, contacts.promises_open),
            fmt::format("Promises made: {}; kept in time: {}, kept late: {}, broken: {}; open and not due yet: {}.", contacts.promises_made, contacts.promises_kept,
                        contacts.promises_kept_late, contacts.promises_broken, contacts.promises_open));
}

std::string yuan(std::int64_t fen) { return fmt::format("{}.{:02}", grouped(fen / 100), fen % 100); }

void say_records(const ReportRecords& records, Sayer& sayer) {
  if (records.bills > 0)
    sayer.say("bills", "/records/unpaid_fen", std::to_string(records.unpaid_fen),
              fmt::format("本期电费账单{}份，应缴{}元，尚未缴清{}元（含未到缴费期限的）。", records.bills, yuan(records.billed_fen), yuan(records.unpaid_fen)),
              fmt::format("Bills of the period: {}; billed {} yuan, not yet paid {} yuan (bills not due yet among them).", records.bills, yuan(records.billed_fen), yuan(records.unpaid_fen)));
  if (records.arrears_as_of_on && records.arrears_fen > 0) {
    const std::string day = to_iso(*records.arrears_as_of_on), days_zh = records.arrears_days ? fmt::format("，最早一笔已逾{}天", *records.arrears_days) : "",
                      days_en = records.arrears_days ? fmt::format(", the oldest bill {} days overdue", *records.arrears_days) : "";
    sayer.say("arrears", "/records/arrears_fen", std::to_string(records.arrears_fen), fmt::format("截至{}欠费{}元{}。", day, yuan(records.arrears_fen), days_zh),
              fmt::format("{} yuan were owed as of {}{}.", yuan(records.arrears_fen), day, days_en));
  }
  if (records.outages == 0) return;
  sayer.say("outages", "/records/outage_minutes", std::to_string(records.outage_minutes),
            fmt::format("本期停电{}次，其中故障停电{}次，共{}分钟。", records.outages, records.outages_unplanned, grouped(records.outage_minutes)),
            fmt::format("Outages met in the period: {}, {} of them unplanned, {} minutes in all.", records.outages, records.outages_unplanned, grouped(records.outage_minutes)));
}

void say_file(const ReportFigures& figures, Sayer& sayer) {
  if (figures.missing.empty()) return;
  std::string zh, en;
  for (const SaidTwice& item : figures.missing) {
    zh += (zh.empty() ? "" : "、") + item.zh;
    en += (en.empty() ? "" : ", ") + item.en;
  }
  sayer.say("file_missing", "/complete_percent", std::to_string(figures.complete_percent), fmt::format("为便于服务，请协助补充资料：{}。", zh),
            fmt::format("To serve you better we still need: {}.", en));
}

}  // namespace

SaidTwice subject_of(const Finding& finding) {
  static const std::map<std::string_view, SaidTwice> subjects{
      {"use_unknown", {"用电量", "Use"}},        {"use", {"用电量", "Use"}},                      {"months_missing", {"缺少的月份", "Months missing"}},
      {"year_on_year", {"与上年同期比", "Against a year before"}}, {"trend", {"长期趋势", "Trend"}}, {"season", {"淡旺季", "Season"}},
      {"load_factor", {"负荷率", "Load factor"}}, {"capacity_used", {"容量利用", "Capacity used"}}, {"shares", {"峰平谷占比", "Tariff periods"}},
      {"power_factor", {"功率因数", "Power factor"}}, {"unusual", {"用电异动", "Unusual month"}},   {"peers", {"与同行比", "Among its peers"}},
      {"forecast_none", {"用电预测", "Forecast"}}, {"forecast", {"用电预测", "Forecast"}},         {"forecast_untested", {"预测的把握", "How sure it is"}},
      {"forecast_error", {"预测的把握", "How sure it is"}}, {"needs", {"用电需求", "Needs"}},       {"cases_on_time", {"诉求办理", "Matters brought to us"}},
      {"cases_open", {"诉求办理", "Matters brought to us"}}, {"contacts", {"走访联系", "Contacts"}}, {"promises", {"服务承诺", "Promises"}},
      {"bills", {"电费账单", "Bills"}},          {"arrears", {"欠费", "Arrears"}},                {"outages", {"停电", "Outages met"}},
      {"file_missing", {"待补充资料", "Still needed"}}, {"own", {"补充说明", "Added"}}};
  const auto found = subjects.find(finding.code);
  return found == subjects.end() ? SaidTwice{"其他", "Other"} : found->second;
}

std::string percent_of(std::int64_t permille) { return fmt::format("{}{}.{}%", permille < 0 ? "-" : "", std::abs(permille) / 10, std::abs(permille) % 10); }

std::string month_words(std::int64_t yyyymm) { return fmt::format("{:04}-{:02}", yyyymm / 100, yyyymm % 100); }

std::vector<Finding> findings_of(const ReportFigures& figures) {
  Sayer sayer;
  say_use(figures.use, sayer);
  say_change(figures.use, sayer);
  say_trend(figures.use, sayer);
  say_season(figures.use, sayer);
  say_load(figures.use, figures.customer, sayer);
  say_shares(figures.use, sayer);
  say_power_factor(figures.use, sayer);
  say_unusual(figures.unusual, sayer);
  say_peers(figures.peers, sayer);
  say_forecast(figures.forecast, sayer);
  say_needs(figures.needs, sayer);
  say_cases(figures.cases, sayer);
  say_contacts(figures.contacts, sayer);
  if (figures.records) say_records(*figures.records, sayer);
  say_file(figures, sayer);
  return sayer.done();
}

}  // namespace shouwen
