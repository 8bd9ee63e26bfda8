// Months and days behind one door.
#include "usage/use_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "base/text.h"
#include "customers/customer_store.h"
#include "tables/csv_lines.h"
#include "tables/table_reader.h"
#include "usage/green_button.h"
#include "usage/interval_store.h"

namespace shouwen {

namespace {

Refusal unknown_account(const std::string& account_number) { return {"usage.account_unknown", "", "/account_number", {{"account_number", account_number}}}; }

/// Wh as kWh, without a fraction that is none.
std::string kwh_text(std::int64_t wh) {
  std::string text = fmt::format("{}.{:03}", wh / 1000, wh % 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}
std::string kwh_text(const std::optional<std::int64_t>& wh) { return wh ? kwh_text(*wh) : std::string(); }
std::string month_text(Month month) { return fmt::format("{}-{:02}", month.year(), month.number()); }

template <class Read>
void take_counts(UseBatch& batch, Read& read) {
  batch.rows = read.rows;
  batch.bytes_end = read.bytes_end;
  batch.lines_end = read.lines_end;
  batch.mistakes = std::move(read.mistakes);
}

class MonthBatch final : public UseBatch {
 public:
  MonthBatch(UsagePiece read, std::vector<Month> wide, db::Session& session) : read_(std::move(read)), wide_(std::move(wide)) {
    take_counts(*this, read_);
    for (const UsageLine& line : read_.lines) {
      const auto customer = find_customer_by_account(session, line.account_number);
      if (customer) lines_.push_back({*customer, &line});
      else mistakes.push_back({line.line, unknown_account(line.account_number)});
    }
    // Neighbours in the table are written together, whatever the file's order.
    std::stable_sort(lines_.begin(), lines_.end(), [](const OwnedLine& a, const OwnedLine& b) { return a.customer_id < b.customer_id; });
  }
  std::vector<UsageMistake> write(db::Session& session, UsageImport& import) const override { return add_usage(session, import, lines_); }
  std::vector<UsageMistake> write_one(db::Session& session, UsageImport& import, std::size_t at) const override { return add_usage(session, import, {lines_[at]}); }
  std::size_t size() const override { return lines_.size(); }
  UsePreview preview(std::size_t at) const override {
    const UsageLine& line = *lines_[at].line;
    UsePreview shown{line.line, {line.account_number}};
    for (const Month month : wide_) {
      const auto found = std::find_if(line.months.begin(), line.months.end(), [month](const MonthlyUse& use) { return use.month == month; });
      shown.values.push_back(found == line.months.end() ? "" : kwh_text(found->total_wh));
    }
    if (!wide_.empty() || line.months.empty()) return shown;
    const MonthlyUse& use = line.months.front();
    shown.values.push_back(month_text(use.month));
    shown.values.push_back(kwh_text(use.total_wh));
    for (const auto& part : {use.super_peak_wh, use.peak_wh, use.flat_wh, use.valley_wh, use.reactive_varh, use.max_demand_w}) shown.values.push_back(kwh_text(part));
    return shown;
  }

 private:
  UsagePiece read_;
  std::vector<Month> wide_;
  std::vector<OwnedLine> lines_;
};

constexpr std::size_t characters_given_back = 10'000;  ///< of a line that is given back whole

/// A line for people, always UTF-8. One over the limit ends where reading stopped, perhaps within a character (of four bytes at most).
std::string readable(std::string_view line) {
  const std::size_t most_cut = line.size() > tables::CsvLines::line_limit ? 3 : 0;
  for (std::size_t cut = 0; cut <= most_cut; ++cut)
    if (const auto text = tables::utf8_text(line.substr(0, line.size() - cut))) return std::string(*text);
  std::string encoding;
  for (std::size_t cut = 0; cut <= most_cut; ++cut)
    if (auto text = tables::to_utf8(line.substr(0, line.size() - cut), encoding)) return *std::move(text);
  return clean_text(line, false);
}

/// Mistakes of a piece of text as the lines stand in the file.
std::vector<RefusedLine> lines_of_file(const std::filesystem::path& file, const UseBatch& batch, bool in_cells) {
  std::vector<RefusedLine> refused;
  if (batch.mistakes.empty()) return refused;
  auto lines = tables::CsvLines::open(file);
  if (!lines) return refused;
  std::string line;
  tables::CsvCells cells;
  // The heading says what stands between the cells.
  do {
    if (!lines->next(line)) return refused;
  } while (tables::trimmed_cell(line).empty());
  cells.delimiter = tables::delimiter_of(line);
  lines->seek(batch.bytes_begin, batch.lines_begin);
  std::int64_t last = 0;
  for (const UsageMistake& mistake : batch.mistakes) last = std::max({last, mistake.line, mistake.to_line});
  std::map<std::int64_t, const UsageMistake*> covering;
  for (const UsageMistake& mistake : batch.mistakes)
    for (std::int64_t at = mistake.line; at <= std::max(mistake.line, mistake.to_line); ++at) {
      const UsageMistake*& known = covering[at];
      // What is wrong with the line itself says more than that its day was not taken.
      if (known == nullptr || (known->to_line != 0 && mistake.to_line == 0)) known = &mistake;
    }
  for (std::int64_t at = lines->lines() + 1; at <= last && lines->next(line); at = lines->lines() + 1) {
    const auto found = covering.find(at);
    if (found == covering.end() || tables::trimmed_cell(line).empty()) continue;
    const bool whole = !in_cells || line.size() > tables::CsvLines::line_limit;
    line = readable(line);
    RefusedLine& row = refused.emplace_back(RefusedLine{at, found->second->refusal, {}});
    if (whole) row.cells.emplace_back(first_characters(tables::trimmed_cell(line), characters_given_back));
    else
      for (const std::string_view cell : cells.split(line)) row.cells.emplace_back(cell);
  }
  return refused;
}

class MonthSource final : public UseSource {
 public:
  MonthSource(std::filesystem::path path, UsageFile file) : path_(std::move(path)), file_(std::move(file)) {}
  UseFileForm form() const override { return UseFileForm::months; }
  void seek(std::int64_t bytes, std::int64_t lines) override { file_.seek(bytes, lines); }
  std::unique_ptr<UseBatch> next(db::Session& session, std::size_t rows) override {
    UsagePiece piece = file_.next(rows);
    const std::int64_t bytes = piece.bytes_begin, lines = piece.lines_begin;
    auto batch = std::make_unique<MonthBatch>(std::move(piece), file_.months(), session);
    batch->bytes_begin = bytes;
    batch->lines_begin = lines;
    return batch;
  }
  std::vector<UseLabel> labels() const override {
    std::vector<UseLabel> labels{{"户号", "Account"}};
    for (const Month month : file_.months()) labels.push_back({month_text(month) + "（kWh）", month_text(month) + " (kWh)"});
    if (labels.size() > 1) return labels;
    for (UseLabel label : {UseLabel{"月份", "Month"}, {"电量（kWh）", "Use (kWh)"}, {"尖峰", "Super-peak"}, {"峰", "Peak"}, {"平", "Flat"}, {"谷", "Valley"}, {"无功（kvarh）", "Reactive (kvarh)"},
                           {"最大需量（kW）", "Highest demand (kW)"}})
      labels.push_back(std::move(label));
    return labels;
  }
  std::vector<RefusedLine> refused_lines(const UseBatch& batch) const override { return lines_of_file(path_, batch, true); }

 private:
  std::filesystem::path path_;
  UsageFile file_;
};

class DayBatch final : public UseBatch {
 public:
  DayBatch(IntervalPiece read, db::Session& session) : read_(std::move(read)) {
    take_counts(*this, read_);
    for (const IntervalLine& line : read_.lines) {
      auto customer = find_customer_by_account(session, line.account_number);
      // Meters are read by their own numbers.
      if (!customer) customer = find_customer_by_meter(session, line.account_number);
      if (customer) days_.push_back({*customer, &line});
      else mistakes.push_back({line.line, unknown_account(line.account_number), line.to_line});
    }
  }
  std::vector<UsageMistake> write(db::Session& session, UsageImport& import) const override { return add_days(session, import, days_); }
  std::vector<UsageMistake> write_one(db::Session& session, UsageImport& import, std::size_t at) const override { return add_days(session, import, {days_[at]}); }
  std::size_t size() const override { return days_.size(); }
  UsePreview preview(std::size_t at) const override {
    const IntervalLine& line = *days_[at].line;
    std::int64_t highest_wh = 0;
    for (const IntervalReading& reading : line.day.readings) highest_wh = std::max(highest_wh, reading.wh.value_or(0));
    return {line.line,
            {line.account_number, to_iso(line.day.day), std::to_string(line.day.minutes), kwh_text(line.day.total_wh()), std::to_string(line.day.missing()),
             std::to_string(line.day.estimated()), kwh_text(highest_wh * 60 / line.day.minutes)}};
  }

 private:
  IntervalPiece read_;
  std::vector<OwnedDay> days_;
};

std::vector<UseLabel> day_labels() {
  return {{"户号或表号", "Account or meter"}, {"日期", "Day"}, {"间隔（分钟）", "Interval (min)"}, {"电量（kWh）", "Use (kWh)"}, {"缺", "Missing"}, {"估计", "Estimated"}, {"最大负荷（kW）", "Highest load (kW)"}};
}

class DaySource final : public UseSource {
 public:
  DaySource(std::filesystem::path path, UseFileForm form, IntervalFile file) : path_(std::move(path)), form_(form), file_(std::move(file)) {}
  UseFileForm form() const override { return form_; }
  void seek(std::int64_t bytes, std::int64_t lines) override { file_.seek(bytes, lines); }
  std::unique_ptr<UseBatch> next(db::Session& session, std::size_t rows) override {
    IntervalPiece piece = file_.next(rows);
    const std::int64_t bytes = piece.bytes_begin, lines = piece.lines_begin;
    auto batch = std::make_unique<DayBatch>(std::move(piece), session);
    batch->bytes_begin = bytes;
    batch->lines_begin = lines;
    return batch;
  }
  std::vector<UseLabel> labels() const override { return day_labels(); }
  std::vector<RefusedLine> refused_lines(const UseBatch& batch) const override { return lines_of_file(path_, batch, form_ != UseFileForm::nem12); }

 private:
  std::filesystem::path path_;
  UseFileForm form_;
  IntervalFile file_;
};

/// Days of an XML file, which is read at once; they are counted as lines.
class GreenButtonSource final : public UseSource {
 public:
  explicit GreenButtonSource(std::vector<GreenButtonDay> days) : days_(std::move(days)) {}
  UseFileForm form() const override { return UseFileForm::green_button; }
  std::int64_t known_rows() const override { return static_cast<std::int64_t>(days_.size()); }
  void seek(std::int64_t bytes, std::int64_t) override { at_ = static_cast<std::size_t>(bytes); }
  std::unique_ptr<UseBatch> next(db::Session& session, std::size_t rows) override {
    IntervalPiece piece;
    const std::size_t from = at_;
    for (; at_ < days_.size() && at_ - from < rows; ++at_) {
      if (days_[at_].refusal) piece.mistakes.push_back({days_[at_].line.line, *days_[at_].refusal});
      else piece.lines.push_back(days_[at_].line);
    }
    piece.rows = static_cast<std::int64_t>(at_ - from);
    piece.bytes_end = piece.lines_end = static_cast<std::int64_t>(at_);
    return std::make_unique<DayBatch>(std::move(piece), session);
  }
  std::vector<UseLabel> labels() const override { return day_labels(); }
  std::vector<RefusedLine> refused_lines(const UseBatch& batch) const override {
    std::vector<RefusedLine> refused;
    for (const UsageMistake& mistake : batch.mistakes) {
      const IntervalLine& line = days_[static_cast<std::size_t>(mistake.line) - 1].line;
      refused.push_back({mistake.line, mistake.refusal, {line.account_number + ' ' + to_iso(line.day.day)}});
    }
    return refused;
  }

 private:
  std::vector<GreenButtonDay> days_;
  std::size_t at_ = 0;
};

/// XML is read whole: what it unfolds to must fit into memory.
constexpr std::uintmax_t xml_limit_bytes = std::uintmax_t{64} << 20;

Result<std::unique_ptr<UseSource>> open_green_button(const std::filesystem::path& file, const UseReading& reading, Date today) {
  if (std::filesystem::file_size(file) > xml_limit_bytes) return Refusal{"import.too_large", "", "", {{"limit", std::to_string(xml_limit_bytes >> 20) + " MB"}}};
  std::ifstream in(file, std::ios::binary);
  const std::string xml{std::istreambuf_iterator<char>(in), {}};
  auto days = read_green_button(xml, reading.mapping ? reading.mapping->account_number : "", today);
  if (!days) return days.refusal();
  return std::unique_ptr<UseSource>(std::make_unique<GreenButtonSource>(*std::move(days)));
}

}  // namespace

Result<std::unique_ptr<UseSource>> open_use_source(const std::filesystem::path& file, const UseReading& reading, Date today) {
  auto lines = tables::CsvLines::open(file);
  if (!lines) return lines.refusal();
  const auto form = form_of(*lines, reading);
  if (!form) return form.refusal();
  if (*form == UseFileForm::months) {
    auto months = UsageFile::open(file, month_of(today), reading.mapping);
    if (!months) return months.refusal();
    return std::unique_ptr<UseSource>(std::make_unique<MonthSource>(file, *std::move(months)));
  }
  if (*form == UseFileForm::green_button) return open_green_button(file, reading, today);
  lines->seek(0, 0);
  auto days = IntervalFile::open(*std::move(lines), *form, today, reading.mapping);
  if (!days) return days.refusal();
  return std::unique_ptr<UseSource>(std::make_unique<DaySource>(file, *form, *std::move(days)));
}

void write_batch(db::Session& session, UseBatch& batch, const UsageImport& before) {
  batch.after = before;
  std::vector<UsageMistake> refused = batch.write(session, batch.after);
  batch.after.rows += batch.rows;
  batch.after.refused += static_cast<std::int64_t>(batch.mistakes.size() + refused.size());
  batch.after.bytes_done = batch.bytes_end;
  batch.after.lines_done = batch.lines_end;
  keep_import_progress(session, batch.after);
  batch.mistakes.insert(batch.mistakes.end(), std::make_move_iterator(refused.begin()), std::make_move_iterator(refused.end()));
  std::stable_sort(batch.mistakes.begin(), batch.mistakes.end(), [](const UsageMistake& a, const UsageMistake& b) { return a.line < b.line; });
}

std::string import_hash(const std::filesystem::path& file, const UseReading& reading) { return file_hash(file, reading.mapping ? text_of(*reading.mapping) : std::string()); }

}  // namespace shouwen
