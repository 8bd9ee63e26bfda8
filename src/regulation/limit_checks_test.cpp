// What a row of the table of limits must hold, and when it counts: rows added to the shipped rulebook.
#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/load.h"

namespace shouwen {
namespace {

const char* const own_file = "own.toml";

/// The shipped files and one of a bureau's own.
std::vector<RulebookFile> with(const std::string& text) {
  std::vector<RulebookFile> files = read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook");
  files.push_back({own_file, text});
  return files;
}

struct Row {
  std::string id, duty, limit, source_class, source, more;
  std::string text() const {
    return "[[limit]]\nid = \"" + id + "\"\nduty = \"" + duty + "\"\nlimit = \"" + limit + "\"\nclass = \"" + source_class + "\"\nsource = \"" + source +
           "\"\nconfidence = \"F1\"\nclauses = [\"art.10(7)\"]\n" + (more.find("effective_from") == std::string::npos ? "effective_from = 2020-01-01\n" : "") + more + "\n";
  }
};
Row own(const std::string& limit, const std::string& more) { return {"OWN", "reply", limit, "bureau", "本局", more}; }

std::vector<RulebookMistake> mistakes_of(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) text += row.text();
  return load_rulebook(with(text)).mistakes;
}
/// "" or the codes of all mistakes, each with its line.
std::string codes(const std::vector<Row>& rows) {
  std::string text;
  for (const RulebookMistake& mistake : mistakes_of(rows)) {
    EXPECT_EQ(mistake.file, own_file) << mistake.text_en;
    EXPECT_FALSE(mistake.text_zh.empty());
    text += (text.empty() ? "" : ", ") + mistake.code + ':' + std::to_string(mistake.line);
  }
  return text;
}

TEST(LimitChecks, Art_10_7_looser_than_law_is_refused_with_the_law_and_an_example) {
  const auto mistakes = mistakes_of({own("11wd", "kinds = [\"complaint\"]")});
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].code, "rulebook.looser_than_law");
  EXPECT_EQ(mistakes[0].line, 1);
  for (const std::string* text : {&mistakes[0].text_zh, &mistakes[0].text_en})
    for (const char* part : {"OWN", "11wd", "R-CMP-01", "供电监管办法（2009）第15条", "10wd"}) EXPECT_NE(text->find(part), std::string::npos) << *text;
  const std::string example = mistakes[0].text_en.substr(mistakes[0].text_en.rfind(' ') + 1);
  const auto start = parse_instant(example);
  ASSERT_TRUE(start) << example;
  const WorkCalendar calendar = load_rulebook(with("")).rulebook.calendars.bureau;
  EXPECT_GT(due_at(calendar, *start, {11, TimeUnit::wd}).at, due_at(calendar, *start, {10, TimeUnit::wd}).at);
}

TEST(LimitChecks, Art_10_7_a_bureau_may_be_stricter_than_law_never_looser) {
  struct Case { Row row; const char* codes; };
  const std::string complaints = "kinds = [\"complaint\"]";
  const Case cases[] = {
      {own("9wd", complaints), ""},
      {own("10wd", complaints), ""},
      {own("9d", complaints), ""},
      {own("14d", complaints), "rulebook.looser_than_law:1"},  // over a weekend at the end it lasts longer than ten working days
      {own("1month", complaints), "rulebook.looser_than_law:1"},
      {own("10wd", complaints + "\nends_at = \"midnight\""), "rulebook.looser_than_law:1"},
      {own("10wd", complaints + "\ncount_from = \"same_day\""), ""},
      {own("11wd", "kinds = [\"complaint\"]\nareas = [\"rural\"]"), "rulebook.looser_than_law:1"},
      {own("11wd", "kinds = [\"complaint\"]\nadopted = false"), ""},
      {own("11wd", "kinds = [\"complaint\"]\neffective_from = 2000-01-01\neffective_to = 2009-12-31"), ""},
      {own("11wd", "kinds = [\"complaint\"]\neffective_from = 2000-01-01\neffective_to = 2010-01-01"), "rulebook.looser_than_law:1"},
      // Standards bind like law; a company's promise may be exceeded.
      {{"OWN", "arrival", "61min", "bureau", "本局", "kinds = [\"fault_report\"]\nareas = [\"urban\"]"}, "rulebook.looser_than_law:1"},
      {{"OWN", "arrival", "60min", "bureau", "本局", "kinds = [\"fault_report\"]\nareas = [\"urban\"]"}, ""},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE("art.10(7): " + one.row.limit + ' ' + one.row.more);
    EXPECT_EQ(codes({one.row}), one.codes);
  }
}

TEST(LimitChecks, Art_10_7_units_of_their_own_hours_are_not_looser_than_law_either) {
  const std::string calendar = "[[own_calendar]]\ncode = \"short\"\nname = \"短周\"\nmonday = [\"08:30-12:00\"]\nunits = [\"CZ-01\"]\n";
  const auto mistakes = load_rulebook(with(own("10wd", "kinds = [\"complaint\"]\ncalendar = \"@unit\"").text() + calendar)).mistakes;
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].code, "rulebook.looser_than_law");
}

TEST(LimitChecks, Art_3_a_shorter_notice_than_law_asks_is_looser) {
  const auto notice = [](const char* limit) {
    return Row{"OWN", "step", limit, "bureau", "本局", "start = \"planned_outage_begun\"\nstop = \"planned_outage_announced\"\nbefore = true"};
  };
  EXPECT_EQ(codes({notice("8d")}), "");
  EXPECT_EQ(codes({notice("7d")}), "");
  EXPECT_EQ(codes({notice("6d")}), "rulebook.looser_than_law:1");
}

TEST(LimitChecks, Art_10_7_local_law_binds_only_its_region) {
  const Row billing = own("6wd", "kinds = [\"complaint\"]\ncategories = [\"complaint.billing\"]");
  EXPECT_EQ(codes({billing}), "");
  std::vector<RulebookFile> files = with(billing.text());
  for (RulebookFile& file : files)
    if (file.name == "limits.toml") file.text.replace(file.text.find("region = \"广东\""), std::string("region = \"广东\"").size(), "region = \"上海\"");
  const LoadedRulebook there = load_rulebook(files);
  ASSERT_EQ(there.mistakes.size(), 1U);
  EXPECT_NE(there.mistakes[0].text_en.find("R-ARR-09-SH"), std::string::npos);
  const DutyScope arrival{DutyKind::arrival, CaseKind::fault_report, "fault_report.metering", Area::rural};
  const auto ids = [&arrival](const Rulebook& book) {
    std::string text;
    for (const LimitRule* rule : limits_for(book, arrival, Date::of(2025, 1, 1))) text += rule->id + ' ';
    return text;
  };
  EXPECT_EQ(ids(there.rulebook), "R-OUT-06-R R-OUT-07-R R-OUT-09-OUT ");
  EXPECT_EQ(ids(load_rulebook(with("")).rulebook), "R-OUT-06-R R-OUT-07-R ");
}

TEST(LimitChecks, Art_1_a_bureau_has_one_region) {
  const auto mistakes = load_rulebook(with("region = \"上海\"\n")).mistakes;
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].code, "rulebook.duplicate");
}

TEST(LimitChecks, Art_1_a_second_row_of_one_name_names_the_first_with_its_file) {
  const auto mistakes = mistakes_of({{"R-CON-08-RES", "reply", "5wd", "bureau", "本局", "kinds = [\"inquiry\"]"}});
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].code, "rulebook.duplicate");
  for (const std::string* text : {&mistakes[0].text_zh, &mistakes[0].text_en}) EXPECT_NE(text->find("limits_connection.toml"), std::string::npos) << *text;
}

TEST(LimitChecks, Art_10_7_one_source_does_not_say_two_things) {
  const auto pair = [](const std::string& first, const std::string& second, const char* other_source = "某承诺") {
    return codes({{"A", "reply", "5wd", "company", "某承诺", first}, {"B", "reply", "4wd", "company", other_source, second}});
  };
  const std::string refused = "rulebook.limits_overlap:11";  // where the second row begins
  EXPECT_EQ(pair("kinds = [\"complaint\"]", "kinds = [\"complaint\", \"inquiry\"]"), refused);
  EXPECT_EQ(pair("kinds = [\"complaint\"]", "kinds = [\"complaint\"]", "另一承诺"), "");
  EXPECT_EQ(pair("kinds = [\"complaint\"]", "kinds = [\"inquiry\"]"), "");
  EXPECT_EQ(pair("areas = [\"rural\"]", "areas = [\"urban\"]"), "");
  EXPECT_EQ(pair("channels = [\"web\"]", "channels = [\"app\"]"), "");
  EXPECT_EQ(pair("voltages = [\"kv_35\"]", "voltages = [\"kv_110\"]"), "");
  EXPECT_EQ(pair("customer_classes = [\"resident\"]", "customer_classes = [\"low_voltage\"]"), "");
  EXPECT_EQ(pair("effective_to = 2021-12-31", "effective_from = 2022-01-01"), "");
  EXPECT_EQ(pair("region = \"上海\"", "region = \"河南\""), "");
  EXPECT_EQ(pair("areas = []", "region = \"上海\""), refused) << "what holds everywhere holds there too";
  EXPECT_EQ(pair("first_of = \"t\"\nareas = [\"rural\"]", "first_of = \"t\""), "") << "only the first that fits counts";
}

TEST(LimitChecks, Art_10_7_a_row_that_never_counts_is_refused) {
  const auto hidden = [](const std::string& first, const std::string& second) {
    return !codes({{"A", "reply", "5wd", "company", "甲", "first_of = \"t\"\n" + first}, {"B", "reply", "4wd", "company", "乙", "first_of = \"t\"\n" + second}}).empty();
  };
  EXPECT_EQ(codes({own("5wd", "effective_to = 2019-12-31")}), "rulebook.limit_unreachable:1");
  EXPECT_EQ(codes({own("5wd", "effective_to = 2020-01-01")}), "");
  EXPECT_EQ(codes({own("5wd", "kinds = [\"complaint\"]\ncategories = [\"inquiry.tariff\"]")}), "rulebook.limit_unreachable:1");
  EXPECT_TRUE(hidden("kinds = [\"inquiry\"]", "kinds = [\"inquiry\"]\nareas = [\"rural\"]"));
  EXPECT_TRUE(hidden("kinds = []", "region = \"上海\"")) << "a row for everywhere hides one for a region";
  EXPECT_FALSE(hidden("kinds = [\"inquiry\"]\nareas = [\"rural\"]", "kinds = [\"inquiry\"]"));
  EXPECT_FALSE(hidden("effective_to = 2021-12-31", "kinds = []"));
  EXPECT_FALSE(hidden("effective_from = 2021-01-01", "kinds = []"));
  EXPECT_FALSE(hidden("region = \"上海\"", "kinds = []"));
  EXPECT_FALSE(hidden("adopted = false", "kinds = []")) << "what binds nobody hides nothing";
}

TEST(LimitChecks, Art_10_7_a_clock_that_starts_can_be_ended) {
  const auto step = [](const char* start, const char* stop, const std::string& more) {
    return codes({{"OWN", "step", "5wd", "company", "本局", "start = \"" + std::string(start) + "\"\nstop = \"" + stop + "\"\n" + more}});
  };
  const std::string connection = "categories = [\"service_request.new_supply\"]";
  EXPECT_EQ(step("registered", "connected", connection), "");
  EXPECT_EQ(step("supply_proposed", "connected", ""), "") << "both steps are of one category";
  EXPECT_EQ(step("registered", "connected", ""), "rulebook.step_never_ends:1") << "it would run on every case";
  EXPECT_EQ(step("registered", "connected", "kinds = [\"service_request\"]"), "rulebook.step_never_ends:1");
  EXPECT_EQ(step("registered", "plan_made", connection), "rulebook.step_never_ends:1") << "nobody records that step";
  EXPECT_EQ(step("supply_proposed", "proposal_taken_up", ""), "rulebook.step_never_ends:1");
  EXPECT_EQ(step("supply_proposed", "connected", "categories = [\"complaint.billing\"]"), "rulebook.limit_unreachable:1");
  EXPECT_EQ(step("order_accepted", "plan_made", ""), "") << "on record only";
  EXPECT_EQ(step("registered", "plan_made", connection + "\nadopted = false"), "") << "binds nobody";
}

TEST(LimitChecks, Art_1_a_mistake_in_a_row_names_its_line_and_what_is_wrong) {
  enum class Line { of_value, of_row };
  struct Case { const char* from; const char* to; const char* code; const char* says; Line line = Line::of_value; };
  const std::string row = own("5wd", "kinds = [\"complaint\"]\nstart = \"extension_granted\"\ncalendar = \"@unit\"\npauses = [\"customer_papers\"]\n"
                                     "channels = [\"web\"]\nvoltages = [\"kv_10\"]\n"
                                     "customer_classes = [\"resident\"]\nfree_last_day = \"stays\"").text();
  EXPECT_TRUE(load_rulebook(with(row)).mistakes.empty());
  const Case cases[] = {
      {"limit = \"5wd\"", "limit = \"5weeks\"", "limit.malformed", "5weeks"},
      {"limit = \"5wd\"", "limit = \"0wd\"", "limit.zero", "more than nothing"},
      {"limit = \"5wd\"", "limit = \"10000d\"", "limit.too_long", "3660"},
      {"limit = \"5wd\"", "limit = \"99999999999999999999d\"", "limit.too_long", "3660"},
      {"start = \"extension_granted\"", "start = \"extension\"", "rulebook.unknown_step", "extension", Line::of_row},
      {"calendar = \"@unit\"", "calendar = \"night\"", "rulebook.unknown_calendar", "night", Line::of_row},
      {"pauses = [\"customer_papers\"]", "pauses = [\"lunch\"]", "rulebook.unknown_pause_reason", "lunch", Line::of_row},
      {"channels = [\"web\"]", "channels = [\"pigeon\"]", "rulebook.unknown_word", "pigeon"},
      {"voltages = [\"kv_10\"]", "voltages = [\"kv_11\"]", "rulebook.unknown_word", "kv_11"},
      {"customer_classes = [\"resident\"]", "customer_classes = [\"house\"]", "rulebook.unknown_word", "house"},
      {"free_last_day = \"stays\"", "free_last_day = \"goes\"", "rulebook.unknown_word", "goes"},
      {"start = \"extension_granted\"", "stop = \"connected\"", "rulebook.stop_without_step", "stop"},
      {"start = \"extension_granted\"", "before = true", "rulebook.stop_without_step", "backwards"},
      {"duty = \"reply\"", "duty = \"step\"", "rulebook.step_without_ends", "stop", Line::of_row},
      {"class = \"bureau\"", "class = \"rumour\"", "rulebook.unknown_word", "rumour"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.to);
    std::string text = row;
    const std::size_t at = text.find(one.from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string(one.from).size(), one.to);
    const auto mistakes = load_rulebook(with(text)).mistakes;
    ASSERT_EQ(mistakes.size(), 1U);
    EXPECT_EQ(mistakes[0].code, one.code);
    EXPECT_EQ(mistakes[0].file, own_file);
    EXPECT_NE(mistakes[0].text_en.find(one.says), std::string::npos) << mistakes[0].text_en;
    const std::int64_t line_of_value = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    EXPECT_EQ(mistakes[0].line, one.line == Line::of_row ? 1 : line_of_value);
  }
}

// --- When a row counts ---

LimitRule rule_of(const std::string& id, DutyKind duty, Limit limit, LimitScope scope = {}) {
  LimitRule rule;
  rule.id = id;
  rule.duty = duty;
  rule.limit = limit;
  rule.scope = std::move(scope);
  rule.effective_from = Date::of(2020, 1, 1);
  return rule;
}

std::string ids(const Rulebook& book, const DutyScope& scope, Date on = Date::of(2025, 1, 1)) {
  std::string text;
  for (const LimitRule* rule : limits_for(book, scope, on)) text += (text.empty() ? "" : " ") + rule->id;
  return text;
}

TEST(LimitsFor, Art_10_7_of_a_table_only_the_first_row_that_fits_counts) {
  Rulebook book;
  book.limits = {rule_of("RURAL", DutyKind::reply, {5, TimeUnit::d}, {{}, {}, {Area::rural}, {}, {}, {}}),
                 rule_of("ALL", DutyKind::reply, {3, TimeUnit::d}), rule_of("ALONE", DutyKind::reply, {9, TimeUnit::d})};
  book.limits[0].first_of = book.limits[1].first_of = "t";
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::rural}), "RURAL ALONE") << "though the second is stricter";
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::urban}), "ALL ALONE");
  book.limits[0].adopted = false;
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::rural}), "ALL ALONE");
  book.limits[0].adopted = true;
  book.limits[0].effective_to = Date::of(2024, 12, 31);
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::rural}, Date::of(2024, 12, 31)), "RURAL ALONE");
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::rural}, Date::of(2025, 1, 1)), "ALL ALONE");
}

TEST(LimitsFor, Art_10_7_examples_other_regions_and_notices_bind_no_case) {
  Rulebook book;
  book.region = "广东";
  for (const char* id : {"HERE", "THERE", "EXAMPLE", "NOTICE", "EVERYWHERE"}) book.limits.push_back(rule_of(id, DutyKind::reply, {5, TimeUnit::wd}));
  book.limits[0].region = "广东";
  book.limits[1].region = "上海";
  book.limits[2].adopted = false;
  book.limits[3].before = true;
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::urban}), "HERE EVERYWHERE");
  book.region.clear();
  EXPECT_EQ(ids(book, {DutyKind::reply, CaseKind::inquiry, "inquiry.tariff", Area::urban}), "EVERYWHERE");
}

TEST(LimitsFor, Art_10_7_class_of_customer_voltage_and_channel_narrow_a_row) {
  Rulebook book;
  book.limits = {rule_of("HOME", DutyKind::reply, {1, TimeUnit::wd}, {{}, {}, {}, {}, {CustomerClass::resident}, {}}),
                 rule_of("HIGH", DutyKind::reply, {2, TimeUnit::wd},
                         {{}, {}, {}, {}, {CustomerClass::high_voltage_single, CustomerClass::high_voltage_double}, {Voltage::kv_110, Voltage::kv_220}}),
                 rule_of("12345", DutyKind::reply, {3, TimeUnit::wd}, {{}, {}, {}, {Channel::transfer_12345}, {}, {}})};
  DutyScope scope{DutyKind::reply, CaseKind::service_request, "service_request.new_supply", Area::urban};
  EXPECT_EQ(ids(book, scope), "") << "what is not known of a case is not assumed";
  scope.customer_class = CustomerClass::resident;
  EXPECT_EQ(ids(book, scope), "HOME");
  scope.customer_class = CustomerClass::high_voltage_double;
  EXPECT_EQ(ids(book, scope), "");
  scope.voltage = Voltage::kv_35;
  EXPECT_EQ(ids(book, scope), "");
  scope.voltage = Voltage::kv_220;
  scope.channel = Channel::transfer_12345;
  EXPECT_EQ(ids(book, scope), "HIGH 12345");
  scope.channel = Channel::phone;
  EXPECT_EQ(ids(book, scope), "HIGH");
}

TEST(LimitsFor, Art_10_7_a_step_s_clock_runs_between_its_two_steps) {
  const Rulebook book = load_rulebook(with("")).rulebook;
  DutyScope scope{DutyKind::step, CaseKind::service_request, "service_request.new_supply", Area::urban};
  struct Case { CustomerClass customer; const char* start; const char* stop; const char* ids; };
  const Case cases[] = {
      {CustomerClass::resident, "registered", "supply_proposed", "R-CON-01-RES"},
      {CustomerClass::resident, "connection_ready", "connected", "R-CON-07-RES"},
      {CustomerClass::resident, "design_received", "design_reviewed", ""},
      {CustomerClass::low_voltage, "mid_check_requested", "mid_checked", "R-CON-05-LV"},
      {CustomerClass::low_voltage, "completion_reported", "completion_inspected", "R-CON-06-LV"},
      {CustomerClass::high_voltage_single, "design_received", "design_reviewed", "R-CON-03-HV R-CON-04"},
      {CustomerClass::high_voltage_single, "registered", "connected", "R-CON-08-HV1"},
      {CustomerClass::high_voltage_double, "registered", "supply_proposed", "R-CON-01-HV2"},
      {CustomerClass::high_voltage_double, "completion_reported", "completion_inspected", "R-CON-06-HV R-CON-06-KPI"},
      {CustomerClass::high_voltage_double, "registered", "connected", "R-CON-08-HV2"},
      {CustomerClass::high_voltage_double, "registered", "design_reviewed", ""},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(std::string(one.start) + " – " + one.stop);
    scope.customer_class = one.customer;
    scope.start = one.start;
    scope.stop = one.stop;
    EXPECT_EQ(ids(book, scope), one.ids);
  }
  scope.start = "registered";
  scope.stop = "connected";
  scope.voltage = Voltage::kv_110;
  EXPECT_EQ(ids(book, scope), "R-CON-09-HV2") << "the customer's access design is taken off from 110 kV";
}

TEST(LimitsFor, Art_10_7_a_high_voltage_supply_is_answered_when_it_can_be_ready) {
  const Rulebook book = load_rulebook(with("")).rulebook;
  DutyScope scope{DutyKind::reply, CaseKind::service_request, "service_request.new_supply", Area::urban};
  EXPECT_EQ(ids(book, scope), "R-WO-11-G");
  scope.customer_class = CustomerClass::low_voltage;
  EXPECT_EQ(ids(book, scope), "R-WO-11-G R-CON-02-LV");
  scope.customer_class = CustomerClass::high_voltage_single;
  EXPECT_EQ(ids(book, scope), "R-WO-11-H1");
  scope.customer_class = CustomerClass::high_voltage_double;
  EXPECT_EQ(ids(book, scope), "R-WO-11-H2");
}

TEST(LimitsFor, Art_10_7_customers_time_stops_every_clock_of_a_connection) {
  const Rulebook book = load_rulebook(with("")).rulebook;
  for (const LimitRule& rule : book.limits) {
    if (rule.duty != DutyKind::step || rule.scope.categories != std::vector<std::string>{"service_request.new_supply"}) continue;
    std::vector<std::string> reasons = {"customer_papers", "customer_works", "government_approval", "force_majeure"};
    if (rule.id.starts_with("R-CON-09")) reasons.push_back("access_design");
    EXPECT_EQ(rule.pauses, reasons) << rule.id;
  }
}

TEST(LimitsFor, Art_10_7_the_hotline_counts_every_day_and_a_unit_its_own) {
  const auto every_day = [](const char* hours) {
    std::string text;
    for (const char* day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) text += std::string(day) + " = [\"" + hours + "\"]\n";
    return text;
  };
  const LoadedRulebook loaded = load_rulebook(with(
      Row{"HOTLINE", "contact", "2wd", "bureau", "热线", "kinds = [\"inquiry\"]\ncalendar = \"hotline\""}.text() +
      Row{"UNIT", "contact", "2wh", "bureau", "部门", "kinds = [\"inquiry\"]\ncalendar = \"@unit\""}.text() +
      "[[own_calendar]]\ncode = \"hall\"\nname = \"营业厅\"\nevery_day = true\nunits = [\"YYT\"]\n" + every_day("09:00-16:00")));
  ASSERT_TRUE(loaded.mistakes.empty()) << loaded.mistakes[0].text_en;
  const auto due = [&loaded](const char* unit) {
    DutyScope scope{DutyKind::contact, CaseKind::inquiry, "inquiry.tariff", Area::urban};
    scope.unit_code = unit;
    std::string text;
    for (const SourceDue& source : due_by_source(loaded.rulebook, loaded.rulebook.calendars, scope, *parse_instant("2025-09-30T17:00")))
      text += source.limit_id + ' ' + to_iso(source.due_at).substr(0, 16) + ' ';
    return text;
  };
  EXPECT_EQ(due("YYT"), "UNIT 2025-10-01T11:00 HOTLINE 2025-10-03T00:00 ") << "the hall is open on the National Day";
  EXPECT_EQ(due("KHFW-JL"), "HOTLINE 2025-10-03T00:00 UNIT 2025-10-09T10:00 ") << "half an hour is left of the day, the rest follows the holiday";
}

}  // namespace
}  // namespace shouwen
