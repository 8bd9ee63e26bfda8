// shouwen doctor: is this machine, folder and configuration fit to serve? Reads only, also beside a running server.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

#include "base/embedded.h"
#include "cli/commands.h"
#include "cli/process_metrics.h"
#include "cli/settings.h"
#include "db/examine_server.h"
#include "db/migrate.h"
#include "json/print.h"
#include "org/accounts.h"
#include "org/named_units.h"
#include "org/organisation_store.h"
#include "org/signing_key.h"
#include "regulation/rulebook_store.h"

namespace shouwen::cli {

namespace {

namespace fs = std::filesystem;

enum class State { well, worth_a_look, bad };

struct Finding {
  State state = State::well;
  std::string what;  ///< stable word: "disk"
  std::string zh, en;
};

constexpr std::int64_t gigabyte = std::int64_t{1} << 30;
constexpr std::int64_t certificate_days = 21, backup_hours = 26;
constexpr rlim_t files_wanted = 4096;
constexpr std::int64_t oldest_server = 15;
/// What one serving process holds: four that read, one that writes, one that listens, one for the clock.
constexpr std::int64_t connections_wanted = 7;

using Findings = std::vector<Finding>;

void add(Findings& findings, State state, std::string what, std::string zh, std::string en) {
  findings.push_back({state, std::move(what), std::move(zh), std::move(en)});
}

/// Who may read what holds secrets: nobody but its owner, who must be the one that serves.
void look_at_rights(Findings& findings, const fs::path& path, const char* what) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0)
    return add(findings, State::bad, what, fmt::format("{} 不存在或不能读取", path.string()), fmt::format("{} is missing or cannot be read", path.string()));
  if ((status.st_mode & 077) != 0)
    return add(findings, State::bad, what, fmt::format("{} 其他用户也能访问；请执行 chmod go-rwx {}", path.string(), path.string()),
               fmt::format("{0} is open to other users: chmod go-rwx {0}", path.string()));
  add(findings, State::well, what, fmt::format("{} 只有所有者能访问", path.string()), fmt::format("{} is its owner's alone", path.string()));
}

void look_at_room(Findings& findings, const fs::path& folder, const char* what) {
  std::error_code error;
  const fs::space_info room = fs::space(folder, error);
  if (error) return add(findings, State::bad, what, error.message(), error.message());
  const auto free = static_cast<std::int64_t>(room.available), all = static_cast<std::int64_t>(room.capacity);
  const State state = free < gigabyte ? State::bad : free < all / 10 ? State::worth_a_look : State::well;
  add(findings, state, what, fmt::format("{} 所在磁盘剩余 {:.1f} GB，共 {:.1f} GB", folder.string(), static_cast<double>(free) / gigabyte, static_cast<double>(all) / gigabyte),
      fmt::format("{:.1f} GB of {:.1f} GB free where {} is", static_cast<double>(free) / gigabyte, static_cast<double>(all) / gigabyte, folder.string()));
}

void look_at_schema(Findings& findings, db::Session& session) {
  const std::int64_t applied = db::applied_migrations(session);
  const auto known = static_cast<std::int64_t>(embedded_migrations().size());
  if (applied == known) return add(findings, State::well, "schema", fmt::format("数据库结构为最新（{}）", applied), fmt::format("the schema is up to date ({})", applied));
  if (applied < known)
    return add(findings, State::worth_a_look, "schema", fmt::format("数据库结构旧（{}/{}）：下次启动时升级，请先备份", applied, known),
               fmt::format("an older schema ({} of {}): the next start upgrades it; back up first", applied, known));
  add(findings, State::bad, "schema", "数据库由更新的程序写入", "a newer program wrote this database");
}

void look_at_organisation(Findings& findings, db::Session& session, Instant now) {
  const Organisation organisation = load_organisation(session, now);
  const std::int64_t version = rulebook_version_at(session, now);
  if (version == 0) return add(findings, State::bad, "rulebook", "没有生效的规则库；请运行 shouwen init", "no rulebook is in force: run shouwen init");
  RulebookShelf shelf;
  const auto rulebook = shelf.get(session, version);
  const auto missing = missing_units(*rulebook, organisation);
  add(findings, missing.empty() ? State::well : State::worth_a_look, "rulebook",
      missing.empty() ? fmt::format("规则库第 {} 版生效", version) : fmt::format("规则库指向 {} 个尚未建立的部门", missing.size()),
      missing.empty() ? fmt::format("version {} of the rulebook is in force", version) : fmt::format("the rulebook names {} units that do not exist", missing.size()));
  std::int64_t without = 0;
  for (const Officer& officer : organisation.officers()) {
    const auto& roles = officer.roles;
    if (!officer.active || std::find(roles.begin(), roles.end(), "admin") == roles.end()) continue;
    const auto account = find_account(session, officer.id);
    without += account && !account->has_second_factor ? 1 : 0;
  }
  add(findings, without == 0 ? State::well : State::worth_a_look, "second_factor",
      without == 0 ? "管理员都已启用动态验证码" : fmt::format("{} 名管理员没有启用动态验证码", without),
      without == 0 ? "every administrator has a second factor" : fmt::format("{} administrator(s) have no second factor", without));
}

void look_at_server(Findings& findings, const db::ServerReport& server) {
  const std::int64_t version = server.version / 10000;
  if (version < oldest_server)
    add(findings, State::bad, "server", fmt::format("PostgreSQL {} 太旧，要 {} 或更新", version, oldest_server), fmt::format("PostgreSQL {} is too old: {} or newer", version, oldest_server));
  if (!server.is_utf8) add(findings, State::bad, "server", "数据库编码不是 UTF8", "the database is not in UTF8");
  for (const auto& [name, on] : {std::pair{"fsync", server.fsync}, {"full_page_writes", server.full_page_writes}})
    if (!on)
      add(findings, State::bad, "server", fmt::format("PostgreSQL 的 {} 关着：断电会丢失已经答复的内容", name), fmt::format("{} of PostgreSQL is off: a power cut loses what was answered", name));
  if (server.is_standby) add(findings, State::worth_a_look, "server", "这是只读的备用库：不能写入", "this is a standby: nothing can be written");
  add(findings, server.free_connections < connections_wanted ? State::worth_a_look : State::well, "server",
      fmt::format("PostgreSQL {}，还可建立 {} 个连接；一个服务进程用 {} 个", version, server.free_connections, connections_wanted),
      fmt::format("PostgreSQL {}, {} more connections possible; a serving process takes {}", version, server.free_connections, connections_wanted));
  if (!server.archives)
    return add(findings, State::worth_a_look, "backup", "没有归档 WAL：只能恢复到最近一次 pg_dump", "no WAL is archived: one can go back to the last pg_dump only");
  add(findings, server.archiving_fails ? State::bad : State::well, "backup", server.archiving_fails ? "WAL 归档失败：见 pg_stat_archiver" : "WAL 正在归档",
      server.archiving_fails ? "archiving the WAL fails: see pg_stat_archiver" : "the WAL is archived");
}

void look_at_log_of_writes(Findings& findings, const fs::path& data) {
  std::error_code error;
  const auto log = fs::file_size(data / "shouwen.db-wal", error);
  if (!error && static_cast<std::int64_t>(log) > gigabyte)
    add(findings, State::worth_a_look, "write_log", fmt::format("写日志有 {:.1f} GB：有读者占住了它；请重启服务", static_cast<double>(log) / gigabyte),
        fmt::format("the log of writes has {:.1f} GB: a reader holds it; restart the server", static_cast<double>(log) / gigabyte));
}

void look_at_database(Findings& findings, const db::Address& database, const fs::path& data) {
  try {
    db::Session session(database, db::OpenMode::read_only);
    if (database.is_postgres()) look_at_server(findings, db::examine_server(session));
    else look_at_log_of_writes(findings, data);
    look_at_schema(findings, session);
    look_at_organisation(findings, session, wall_clock());
  } catch (const db::Fault& fault) {
    add(findings, State::bad, "database", fmt::format("不能读取数据库：{}", fault.what()), fmt::format("the database cannot be read: {}", fault.what()));
  }
}

/// Backups of the file; a server's are looked at with the server.
void look_at_backups(Findings& findings, const std::string& folder) {
  if (folder.empty())
    return add(findings, State::worth_a_look, "backup", "没有设置 backup.folder，无法知道备份是否按时进行", "backup.folder is not set, so nobody sees whether backups happen");
  const auto made = newest_backup(folder);
  if (!made) return add(findings, State::bad, "backup", fmt::format("{} 中没有备份", folder), fmt::format("no backup in {}", folder));
  const std::int64_t hours = (std::time(nullptr) - *made) / 3600;
  add(findings, hours > backup_hours ? State::bad : State::well, "backup", fmt::format("最近一次备份在 {} 小时前", hours), fmt::format("the newest backup is {} hours old", hours));
}

/// The second folder every commit is copied to.
void look_at_follow(Findings& findings, const fs::path& data, const fs::path& folder) {
  struct stat here{}, there{};
  if (::stat(folder.c_str(), &there) != 0 || ::access(folder.c_str(), W_OK) != 0)
    return add(findings, State::bad, "follow", fmt::format("backup.follow：{} 不存在或不可写", folder.string()), fmt::format("backup.follow: {} is missing or cannot be written", folder.string()));
  look_at_rights(findings, folder, "follow");
  look_at_room(findings, folder, "follow");
  if (::stat(data.c_str(), &here) == 0 && here.st_dev == there.st_dev)
    add(findings, State::worth_a_look, "follow", "backup.follow 与数据在同一磁盘：磁盘坏了两者都没有", "backup.follow is on the disk of the data: both go with it");
}

bool is_only_here(const std::string& address) { return address == "::1" || address.starts_with("127."); }

void look_at_tls(Findings& findings, const ServeSettings& settings) {
  if (const auto options = server_options(settings); !options)
    return add(findings, State::bad, "settings", "配置有误：" + options.refusal().code, "a setting is wrong: " + options.refusal().code);
  if (const auto sign_in = sign_in_settings(settings); !sign_in)
    return add(findings, State::bad, "settings", "配置有误：" + sign_in.refusal().code, "a setting is wrong: " + sign_in.refusal().code);
  if (const auto outgoing = outgoing_settings(settings); !outgoing)
    return add(findings, State::bad, "settings", "配置有误：" + outgoing.refusal().code, "a setting is wrong: " + outgoing.refusal().code);
  if (const auto messages = messages_settings(settings); !messages)
    return add(findings, State::bad, "settings", "配置有误：" + messages.refusal().code, "a setting is wrong: " + messages.refusal().code);
  for (const std::string* file : {&settings.sms_headers_file, &settings.sms_report_token_file})
    if (!file->empty()) look_at_rights(findings, *file, "sms_secret");
  if (!settings.ldap_search_password_file.empty()) look_at_rights(findings, settings.ldap_search_password_file, "ldap_search_password");
  if (!settings.provider_secret_file.empty()) look_at_rights(findings, settings.provider_secret_file, "oidc_client_secret");
  if (settings.tls_certificate.empty()) {
    if (is_only_here(settings.address))
      return add(findings, State::well, "tls", "只在本机监听；请用带TLS的代理对外服务", "listens on this machine alone; a proxy with TLS serves others");
    return add(findings, State::bad, "tls", fmt::format("在 {} 上不加密监听；请设置 tls.certificate，或只在 127.0.0.1 监听", settings.address),
               fmt::format("listens on {} without TLS: set tls.certificate, or listen on 127.0.0.1 behind a proxy", settings.address));
  }
  look_at_rights(findings, settings.tls_key, "tls_key");
  try {
    const std::int64_t days = (http::check_certificate(settings.tls_certificate, settings.tls_key) - std::time(nullptr)) / seconds_per_day;
    add(findings, days < 1 ? State::bad : days < certificate_days ? State::worth_a_look : State::well, "tls", fmt::format("证书还有 {} 天到期", days),
        fmt::format("the certificate ends in {} days", days));
  } catch (const http::ServerFault& fault) {
    add(findings, State::bad, "tls", fmt::format("证书不能使用：{}", fault.what()), fmt::format("the certificate cannot be used: {}", fault.what()));
  }
}

void look_at_machine(Findings& findings, const Common& common) {
  timex clock{};
  const bool in_step = ::adjtimex(&clock) != TIME_ERROR;
  add(findings, in_step ? State::well : State::worth_a_look, "clock", in_step ? "系统时钟已同步" : "系统时钟没有同步（NTP）：时限按它计算",
      in_step ? "the clock is kept in step" : "nothing keeps the clock in step (NTP): deadlines count by it");
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  add(findings, files.rlim_max >= files_wanted ? State::well : State::worth_a_look, "open_files", fmt::format("最多可打开 {} 个文件", files.rlim_max),
      fmt::format("{} open files allowed", files.rlim_max));
  const bool built = fs::exists(fs::path(common.web) / "index.html");
  add(findings, built ? State::well : State::bad, "web", built ? "前端文件齐备" : fmt::format("{} 中没有前端文件", common.web),
      built ? "the front end is there" : fmt::format("no front end in {}", common.web));
  std::error_code error;
  const fs::path temporary = fs::temp_directory_path(error);
  const bool writable = !error && ::access(temporary.c_str(), W_OK) == 0;
  add(findings, writable ? State::well : State::bad, "temporary", writable ? "临时目录可写" : "临时目录不可写：不能导出表格",
      writable ? "the temporary folder can be written" : "the temporary folder cannot be written: no spreadsheets can be made");
}

/// Whether something answers where the server would: told, not judged.
void look_at_port(Findings& findings, const ServeSettings& settings) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(settings.port);
  const std::string asked = settings.address == "0.0.0.0" || settings.address == "::" ? "127.0.0.1" : settings.address;
  const bool answers = socket >= 0 && ::inet_pton(AF_INET, asked.c_str(), &address.sin_addr) == 1 &&
                       ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  if (socket >= 0) ::close(socket);
  add(findings, State::well, "port", fmt::format("{}:{} {}", asked, settings.port, answers ? "有服务在运行" : "没有服务在运行"),
      fmt::format("{}:{} {}", asked, settings.port, answers ? "is served" : "is not served now"));
}

Findings examine(const Common& common, const ServeSettings& settings) {
  Findings findings;
  const fs::path data = common.data;
  const db::Address database = db::Address::of(common.database, data);
  if (!fs::is_directory(data)) {
    add(findings, State::bad, "data", fmt::format("数据目录 {} 不存在", common.data), fmt::format("there is no data folder {}", common.data));
  } else {
    look_at_rights(findings, data, "data");
    if (!database.is_postgres()) look_at_rights(findings, database.file(), "shouwen.db");
    for (const char* file : {"house.key", signing_key_file}) look_at_rights(findings, data / file, file);
    look_at_room(findings, data, "disk");
    look_at_database(findings, database, data);
  }
  if (!database.is_postgres()) look_at_backups(findings, settings.backup_folder);
  if (!settings.follow_folder.empty()) look_at_follow(findings, data, settings.follow_folder);
  look_at_tls(findings, settings);
  look_at_machine(findings, common);
  look_at_port(findings, settings);
  return findings;
}

void tell(const Findings& findings, bool as_json) {
  std::string json = "[";
  for (const Finding& finding : findings) {
    const char* state = finding.state == State::well ? "well" : finding.state == State::bad ? "bad" : "worth_a_look";
    if (!as_json) {
      fmt::print("{} {}\n  {}\n", finding.state == State::well ? "✓" : finding.state == State::bad ? "✗" : "!", finding.zh, finding.en);
      continue;
    }
    json += json.size() > 1 ? ",{" : "{";
    json += fmt::format(R"("what":"{}","state":"{}","text":)", finding.what, state);
    json::print_string(json, finding.en);
    json += '}';
  }
  if (as_json) fmt::print("{}]\n", json);
}

}  // namespace

void add_doctor(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("doctor", "Is everything fit to serve? / 体检");
  command->footer("Reads only, also beside a running server. Exit code 1 if something must be mended.\nExample:\n  shouwen --config /etc/shouwen/shouwen.toml doctor");
  const auto settings = std::make_shared<ServeSettings>();
  add_serve_settings(*command, *settings);
  command->callback([&common, settings] {
    const Findings findings = examine(common, *settings);
    tell(findings, common.json);
    for (const Finding& finding : findings)
      if (finding.state == State::bad) common.exit_code = 1;
  });
}

}  // namespace shouwen::cli
