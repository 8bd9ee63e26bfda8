// Monthly use at scale, in a folder of its own that must not be there yet:
// bench_usage <new folder> <customers> [months, default 36] [judged and forecast customers, default 10000]
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "customers/customer_file_store.h"
#include "usage/forecast.h"
#include "usage/interval_store.h"
#include "usage/load_curve.h"
#include "usage/unusual_run.h"
#include "usage/usage_import.h"

using namespace shouwen;

namespace {

double seconds_since(std::chrono::steady_clock::time_point from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); }

/// Processor time of all threads: what stays the same on a busy machine.
double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

class Watch {
 public:
  double seconds() const { return seconds_since(from_); }
  double processor() const { return processor_seconds() - processor_from_; }

 private:
  std::chrono::steady_clock::time_point from_ = std::chrono::steady_clock::now();
  double processor_from_ = processor_seconds();
};

/// Repeatable chance from 0 to 1.
double chance(std::uint64_t x) {
  x *= 0x9E3779B97F4A7C15ULL, x ^= x >> 31, x *= 0xBF58476D1CE4E5B9ULL, x ^= x >> 29;
  return static_cast<double>(x % 10000) / 10000;
}

void make_customers(House& house, std::int64_t customers) {
  for (std::int64_t done = 0; done < customers;)
    house.writer().run([&](db::Session& session) {
      for (int i = 0; i < 5000 && done < customers; ++i, ++done)
        (void)add_customer(session, file_of({{}, fmt::format("05{:08}", done), fmt::format("某厂{}", done), "", "", Area::urban, {}, "工商业", "", false, {}}), "登记", {{}, house.now(), 1, {}});
    });
}

void make_table(const std::filesystem::path& file, std::int64_t customers, int months, Month last) {
  std::ofstream out(file);
  std::string text = "户号";
  for (int m = 0; m < months; ++m) text += fmt::format(",{}", last.plus(m + 1 - months).value);
  for (std::int64_t c = 0; c < customers; ++c) {
    text += fmt::format("\n05{:08}", c);
    const double level = 200 + 20'000 * std::pow(chance(static_cast<std::uint64_t>(c) + 1), 4);
    for (int m = 0; m < months; ++m) {
      const double season = 1 + 0.35 * std::cos((last.plus(m + 1 - months).number() - 7) * 3.14159265 / 6);
      const double luck = 0.9 + 0.2 * chance(static_cast<std::uint64_t>(c * 997 + m));
      const double wild = chance(static_cast<std::uint64_t>(c * 131 + m * 7 + 3)) > 0.995 ? 0.2 : 1;
      text += fmt::format(",{:.2f}", level * season * luck * wild);
    }
    if (text.size() > 1 << 20) out << text, text.clear();
  }
  out << text << '\n';
}

/// Quarters of an hour of some customers, a line a day.
void make_days(const std::filesystem::path& file, std::int64_t customers, int days, Date last) {
  std::ofstream out(file);
  std::string text = "户号,日期";
  for (int i = 1; i <= 96; ++i) text += fmt::format(",{:02}:{:02}", i / 4, i % 4 * 15);
  for (std::int64_t c = 0; c < customers; ++c)
    for (int d = 1 - days; d <= 0; ++d) {
      text += fmt::format("\n05{:08},{}", c, to_iso(last.plus_days(d)));
      for (int i = 0; i < 96; ++i) text += fmt::format(",{:.2f}", (i >= 32 && i < 72 ? 25 : 6) * (0.9 + 0.2 * chance(static_cast<std::uint64_t>(c * 7919 + d * 96 + i))));
      if (text.size() > 1 << 20) out << text, text.clear();
    }
  out << text << '\n';
}

/// Days brought in, and what four weeks of a customer say with the history unusual days need.
void measure_days(House& house, const std::filesystem::path& folder, std::int64_t customers) {
  constexpr int days = 365;
  const Date last = local_date(house.now()).plus_days(-1);
  make_days(folder / "days.csv", customers, days, last);
  auto watch = Watch();
  const auto report = import_usage(house, {folder / "days.csv", "days.csv", {}}, {});
  if (!report) return;
  fmt::print("days: {} of {} customers in {:.2f} s ({:.2f} s of processor)\n", report->import.added, customers, watch.seconds(), watch.processor());
  const auto session = house.readers().borrow();
  const auto kind_of = [](Date day) { return day.weekday() > 5 ? DayKind::weekend : DayKind::working_day; };
  const IntervalRules rules{20, 6, 50, 30, 5, 0, 300, 2};
  watch = Watch();
  std::int64_t found = 0;
  for (std::int64_t c = 1; c <= customers; ++c) {
    const auto read = load_days(*session, CustomerId{c}, last.plus_days(-days), last);
    found += static_cast<std::int64_t>(typical_days(read, kind_of).size() + unusual_days(read, last.plus_days(-28), kind_of, rules).size()) + describe_load(read, nullptr, kind_of, &rules).days;
  }
  fmt::print("load curves: {:.2f} ms a customer and year ({} counted)\n", watch.seconds() * 1000 / static_cast<double>(customers), found);
  watch = Watch();
  const auto differences = verify_interval_use(*session);
  fmt::print("verify of days: {:.2f} s, {} differences\n", watch.seconds(), differences.size());
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3 || count > 5) return 2;
  const std::filesystem::path folder = arguments[1];
  if (std::filesystem::exists(folder)) return 2;
  std::filesystem::create_directories(folder);
  const std::int64_t customers = std::stoll(arguments[2]), judged = count > 4 ? std::stoll(arguments[4]) : 10'000;
  const int months = count > 3 ? std::stoi(arguments[3]) : 36;
  auto opened = House::open(folder, &wall_clock, 2);
  if (!opened) return 1;
  House& house = **opened;
  const Month last = month_of(local_date(house.now())).plus(-1);
  make_customers(house, customers);
  make_table(folder / "use.csv", customers, months, last);

  auto watch = Watch();
  const auto report = import_usage(house, {folder / "use.csv", "use.csv", {}}, {});
  if (!report) return 1;
  const double import_seconds = watch.seconds();
  fmt::print("import: {} values of {} customers in {:.2f} s ({:.2f} s of processor), {:.0f} values/s\n", report->import.added, report->import.rows, import_seconds, watch.processor(),
             static_cast<double>(report->import.added) / import_seconds);

  std::vector<CustomerId> ids;
  for (std::int64_t c = 1; c <= std::min(judged, customers); ++c) ids.push_back(CustomerId{c});
  watch = Watch();
  const UnusualRunReport run = look_for_unusual(house, ids, last, {12, 35, 25, 15, 5, 15, 3});
  fmt::print("unusual: {} customers in {:.2f} s ({:.2f} s of processor), {} found\n", run.customers, watch.seconds(), watch.processor(), run.found);

  watch = Watch();
  std::int64_t beaten = 0;
  const auto session = house.readers().borrow();
  for (const CustomerId id : ids) beaten += forecast_use(load_usage(*session, id, 60), {80, 5, 60, 12}).reason == ForecastReason::best_in_back_test;
  fmt::print("forecast: {} customers in {:.2f} s ({:.2f} s of processor), baseline beaten for {}\n", ids.size(), watch.seconds(), watch.processor(), beaten);

  constexpr std::int64_t metered = 200;
  measure_days(house, folder, std::min(metered, customers));

  watch = Watch();
  const auto differences = verify_usage(*session);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("verify: {:.2f} s ({:.2f} s of processor), {} differences; database {} MB, highest memory {} MB\n", watch.seconds(), watch.processor(), differences.size(),
             std::filesystem::file_size(folder / "shouwen.db") >> 20, used.ru_maxrss >> 10);
}
