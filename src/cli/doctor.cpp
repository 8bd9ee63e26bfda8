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

void look_at_room(Findings& findings, const fs::path& data) {
  std::error_code error;
  const fs::space_info room = fs::space(data, error);
  if (error) return add(findings, State::bad, "disk", error.message(), error.message());
  const auto free = static_cast<std::int64_t>(room.available), all = static_cast<std::int64_t>(room.capacity);
  const State state = free < gigabyte ? State::bad : free < all / 10 ? State::worth_a_look : State::well;
  add(findings, state, "disk", fmt::format("数据目录所在磁盘剩余 {:.1f} GB，共 {:.1f} GB", static_cast<double>(free) / gigabyte, static_cast<double>(all) / gigabyte),
      fmt::format("{:.1f} GB of {:.1f} GB free where the data is", static_cast<double>(free) / gigabyte, static_cast<double>(all) / gigabyte));
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

void look_at_database(Findings& findings, const fs::path& data) {
  try {
    db::Session session(data / "shouwen.db", db::OpenMode::read_only);
    look_at_schema(findings, session);
    look_at_organisation(findings, session, wall_clock());
    std::error_code error;
    const auto log = fs::file_size(data / "shouwen.db-wal", error);
    if (!error && static_cast<std::int64_t>(log) > gigabyte)
      add(findings, State::worth_a_look, "write_log", fmt::format("写日志有 {:.1f} GB：有读者占住了它；请重启服务", static_cast<double>(log) / gigabyte),
          fmt::format("the log of writes has {:.1f} GB: a reader holds it; restart the server", static_cast<double>(log) / gigabyte));
  } catch (const db::Fault& fault) {
    add(findings, State::bad, "database", fmt::format("不能读取数据库：{}", fault.what()), fmt::format("the database cannot be read: {}", fault.what()));
  }
}

void look_at_backups(Findings& findings, const std::string& folder) {
  if (folder.empty())
    return add(findings, State::worth_a_look, "backup", "没有设置 backup.folder，无法知道备份是否按时进行", "backup.folder is not set, so nobody sees whether backups happen");
  const auto made = newest_backup(folder);
  if (!made) return add(findings, State::bad, "backup", fmt::format("{} 中没有备份", folder), fmt::format("no backup in {}", folder));
  const std::int64_t hours = (std::time(nullptr) - *made) / 3600;
  add(findings, hours > backup_hours ? State::bad : State::well, "backup", fmt::format("最近一次备份在 {} 小时前", hours), fmt::format("the newest backup is {} hours old", hours));
}

bool is_only_here(const std::string& address) { return address == "::1" || address.starts_with("127."); }

void look_at_tls(Findings& findings, const ServeSettings& settings) {
  if (const auto options = server_options(settings); !options)
    return add(findings, State::bad, "settings", "配置有误：" + options.refusal().code, "a setting is wrong: " + options.refusal().code);
  if (const auto sign_in = sign_in_settings(settings); !sign_in)
    return add(findings, State::bad, "settings", "配置有误：" + sign_in.refusal().code, "a setting is wrong: " + sign_in.refusal().code);
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
  if (!fs::is_directory(data)) {
    add(findings, State::bad, "data", fmt::format("数据目录 {} 不存在", common.data), fmt::format("there is no data folder {}", common.data));
  } else {
    look_at_rights(findings, data, "data");
    for (const char* file : {"shouwen.db", "house.key", signing_key_file}) look_at_rights(findings, data / file, file);
    look_at_room(findings, data);
    look_at_database(findings, data);
  }
  look_at_backups(findings, settings.backup_folder);
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
