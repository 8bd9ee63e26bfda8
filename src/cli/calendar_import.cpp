// shouwen calendar import: a table of holidays into a draft of the rulebook, after saying what would change.
#include "cli/calendar_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "calendar_files/day_files.h"
#include "calendar_files/decree_changes.h"
#include "calendar_files/own_days.h"
#include "org/permissions.h"
#include "tables/table_reader.h"

namespace shouwen::cli {

namespace {

struct ImportDaysOptions {
  std::string file, author, title = "放假安排导入", known_on;
  std::int64_t draft = 0;
  bool own = false, dry_run = false;
};

/// What the import makes of the rulebook.
struct Planned {
  std::vector<RulebookFile> files;  ///< of the version it goes out from
  RulebookFile changed;             ///< the one file with another text
  bool changes_anything = false;
};

Refusal in_file(Refusal refusal, const std::string& file) {
  refusal.values.emplace_back("file", file);
  return refusal;
}

std::optional<std::string> read_bytes(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// With the file before every sentence: "2027.json: …".
void refuse_file(Common& common, const Refusal& refusal, const std::string& file) {
  if (!common.json) fmt::print(stderr, "{}: ", file);
  refuse_input(common, in_file(refusal, file));
}

const char* word(DayVerdict verdict) {
  switch (verdict) {
    case DayVerdict::off: return "休 off";
    case DayVerdict::worked: return "班 worked";
    case DayVerdict::as_weekday: return "按星期 as its weekday";
  }
  return "";
}

void tell(const DecreeChanges& changes) {
  for (const DecreeChange& row : changes.rows)
    fmt::print("{} {}  {}{}  {}\n", row.before ? "~" : "+", to_iso(row.after.date), row.before ? std::string(word(row.before->verdict)) + " → " : "", word(row.after.verdict), row.after.name);
  for (const Decree& decree : changes.missing)
    fmt::print("  {}  {}  {}  (文件中没有，保留 / not in the file, stays)\n", to_iso(decree.date), word(decree.verdict), decree.name);
  fmt::print("变更 changes {}, 已有 there already {}\n", changes.rows.size(), changes.there_already);
}

void tell(const OwnDays& own) {
  for (const Decree& day : own.added) fmt::print("+ {}  {}  {}  (本单位 own)\n", to_iso(day.date), word(day.verdict), day.name);
  fmt::print("变更 changes {}, 已有 there already {}\n", own.added.size(), own.there_already);
}

/// Compares and says what would change; nothing after refuse_file() or tell_mistakes().
std::optional<Planned> plan(Common& common, const ImportDaysOptions& options, const DecreeTable& days, std::vector<RulebookFile> files, Date known_on) {
  Planned planned{std::move(files), {options.own ? "calendar.toml" : "holidays.csv", {}}, false};
  const auto target = std::find_if(planned.files.begin(), planned.files.end(), [&planned](const RulebookFile& file) { return file.name == planned.changed.name; });
  const LoadedRulebook standing = load_rulebook(planned.files);
  if (target == planned.files.end() || tell_mistakes(common, standing.mistakes)) return std::nullopt;
  if (options.own) {
    const auto own = add_own_days(target->text, standing.rulebook.calendars.bureau, days, known_on);
    if (!own) return refuse_file(common, own.refusal(), options.file), std::nullopt;
    tell(*own);
    planned.changes_anything = !own->added.empty();
    planned.changed.text = own->text;
  } else {
    const auto changes = compare_decrees(standing.rulebook.calendars.decrees, days, known_on);
    if (!changes) return refuse_file(common, changes.refusal(), options.file), std::nullopt;
    tell(*changes);
    planned.changes_anything = !changes->rows.empty();
    planned.changed.text = to_csv(changes->table);
  }
  target->text = planned.changed.text;
  return tell_mistakes(common, load_rulebook(planned.files).mistakes) ? std::nullopt : std::optional(std::move(planned));
}

std::vector<RulebookFile> files_to_change(db::Session& session, const ImportDaysOptions& options, Instant now) {
  return rulebook_files(session, options.draft != 0 ? options.draft : rulebook_version_at(session, now));
}

/// The officer who answers for the draft; nothing after refuse_input().
std::optional<OfficerId> author_of(Common& common, House& house, const std::string& code) {
  const auto organisation = house.organisation();
  const auto rulebook = house.rulebook_now();
  const Officer* officer = organisation->officer_by_code(code);
  if (officer == nullptr || !officer->active || rulebook == nullptr) return refuse_input(common, {"officer.unknown", "", "", {{"code", code}}}), std::nullopt;
  const Permission permission = may(*rulebook, *organisation, Actor{Actor::Kind::officer, officer->id, {}}, "draft_rulebook");
  if (!permission.allowed) return refuse_input(common, permission.refusal), std::nullopt;
  return officer->id;
}

void write_draft(Common& common, const ImportDaysOptions& options, const DecreeTable& days, Date known_on) {
  const auto house = open_house(common, 1);
  if (house == nullptr) return;
  const auto author = author_of(common, *house, options.author);
  if (!author) return;
  std::vector<RulebookFile> files = files_to_change(*house->readers().borrow(), options, house->now());
  if (files.empty()) return refuse_input(common, {"rulebook.unknown_version", "", "", {}});
  const auto planned = plan(common, options, days, std::move(files), known_on);
  if (!planned || !planned->changes_anything) return;
  Result<std::int64_t> version = options.draft;
  Verdict written = Done{};
  house->writer().run([&](db::Session& session) {
    if (options.draft == 0) version = start_draft(session, {options.title, 0}, *author, house->now());
    if (version) written = change_draft_file(session, *version, planned->changed, *author, house->now());
  });
  if (!version) return fail(common, version.refusal());
  if (!written) return fail(common, written.refusal());
  fmt::print("已写入规则库草稿 v{}，待提交、审核、生效。 / Written to draft v{} of the rulebook; to be submitted, reviewed, put in force.\n", *version, *version);
}

void run(Common& common, const ImportDaysOptions& options) {
  const auto bytes = read_bytes(options.file);
  if (!bytes) return refuse_input(common, {"import.file_missing", "", "", {{"file", options.file}}});
  const auto known_on = options.known_on.empty() ? local_date(wall_clock()) : parse_date(options.known_on);
  if (!known_on) return refuse_input(common, {"due.bad_known_on", "", "", {{"text", options.known_on}}});
  std::string encoding;
  const auto text = tables::to_utf8(*bytes, encoding);
  if (!text) return refuse_file(common, text.refusal(), options.file);
  const auto days = read_day_file(*text);
  if (!days) return refuse_file(common, days.refusal(), options.file);
  if (!options.dry_run) return write_draft(common, options, *days, *known_on);
  const auto database = find_database(common);
  if (!database) return;
  db::Session session(*database, db::OpenMode::read_only);
  std::vector<RulebookFile> files = files_to_change(session, options, wall_clock());
  if (files.empty()) return refuse_input(common, {"rulebook.unknown_version", "", "", {}});
  (void)plan(common, options, *days, std::move(files), *known_on);
}

}  // namespace

void add_calendar_import(CLI::App& calendar, Common& common) {
  CLI::App* command = calendar.add_subcommand("import", "Holidays and make-up days into a draft of the rulebook; says first what would change");
  const auto options = std::make_shared<ImportDaysOptions>();
  command->add_option("file", options->file, "JSON (of holiday-cn or chinese-days), .ics, or CSV as holidays.csv")->required();
  CLI::Option* author = command->add_option("--author", options->author, "Staff number of the draft's author");
  command->add_option("--title", options->title, "Title of the draft")->capture_default_str();
  command->add_option("--known-on", options->known_on, "Day it was decreed; without it today");
  command->add_option("--draft", options->draft, "Number of an own draft to go on with; without it a new one");
  command->add_flag("--own", options->own, "Days of the bureau's own (a typhoon day), not the State Council's");
  CLI::Option* dry_run = command->add_flag("--dry-run", options->dry_run, "Only say what would change");
  command->callback([&common, options, author, dry_run] {
    if (author->count() == 0 && dry_run->count() == 0) throw CLI::RequiredError("--author");
    run(common, *options);
  });
}

}  // namespace shouwen::cli
