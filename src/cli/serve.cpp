// shouwen serve: the server, until SIGINT or SIGTERM.
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <spdlog/spdlog.h>

#include "account_records/account_record_api.h"
#include "accounts/account_api.h"
#include "analysis_reports/report_api.h"
#include "api/api.h"
#include "api/routes.h"
#include "bill_adjustments/bill_adjustment_api.h"
#include "cases/case_lists.h"
#include "cases/case_news.h"
#include "cases/case_routes.h"
#include "cases/hearing.h"
#include "cases/state_upgrade.h"
#include "charges/charge_api.h"
#include "cli/commands.h"
#include "cli/process_metrics.h"
#include "cli/settings.h"
#include "coverage/coverage.h"
#include "customer_exports/customer_export_api.h"
#include "customer_papers/customer_paper_api.h"
#include "customer_papers/customer_paper_store.h"
#include "customers/customer_api.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "dashboard/dashboard.h"
#include "db/follow.h"
#include "feeds/feeds.h"
#include "http/log_line.h"
#include "http/static_files.h"
#include "identity/identity_api.h"
#include "imports/import_api.h"
#include "imports/past_case_api.h"
#include "improvements/improvement_api.h"
#include "conduct/conduct_api.h"
#include "tip_offs/tip_off_api.h"
#include "jobs/ticker.h"
#include "needs/need_api.h"
#include "needs/need_store.h"
#include "open311/open311.h"
#include "open_data/open_data_api.h"
#include "messages/message_api.h"
#include "messages/message_courier.h"
#include "outgoing/courier.h"
#include "participation/participation_api.h"
#include "org/kept_from.h"
#include "policy_notices/policy_notice_api.h"
#include "policy_notices/policy_notice_store.h"
#include "portal/portal.h"
#include "price_lists/price_list_api.h"
#include "preferences/preference_api.h"
#include "services/service_api.h"
#include "services/service_store.h"
#include "surveys/survey_api.h"
#include "prices/bill_api.h"
#include "prices/late_fee_api.h"
#include "proofs/proof_api.h"
#include "representatives/representative_api.h"
#include "representatives/standing.h"
#include "usage/usage_api.h"
#include "usage/usage_store.h"
#include "what_if/what_if_api.h"

namespace shouwen::cli {

namespace {

/// What the access log calls a case, unless it accuses the reader or his line (art. 9(5)).
std::optional<std::string> number_for_reader(db::Session& session, const Organisation& organisation, OfficerId reader, CaseId id) {
  const auto found = load_case(session, id);
  if (found && is_kept_from(facts_of(*found), organisation, reader)) return std::nullopt;
  return number_of_case(session, id);
}

AccountWiring account_wiring() {
  AccountWiring wiring;
  wiring.customer = [](db::Session& session, CustomerId id) -> std::optional<AccountCustomer> {
    const auto file = load_file(session, id);
    if (!file) return std::nullopt;
    TierFacts facts;
    if (file->contracted_capacity_kva > 0) facts.contracted_capacity_kva = file->contracted_capacity_kva;
    facts.yearly_use_wh = use_of_a_year(session, id);
    facts.critical_grade = file->critical_grade;
    facts.influence = !file->influence.value.empty();
    facts.influence_reason = file->influence.value;
    facts.affiliated = file->affiliated;
    return AccountCustomer{file->name.value, file->account_number.value, file->station_unit_id, facts, is_organisation(*file)};
  };
  wiring.candidates = [](db::Session& session, const AccountManagerRules& rules) {
    std::optional<std::int64_t> lowest;
    for (const AccountTierRule& tier : rules.tiers)
      if (tier.capacity_kva_from && (!lowest || *tier.capacity_kva_from < *lowest)) lowest = tier.capacity_kva_from;
    return weighty_customers(session, lowest);
  };
  wiring.file_changed_since = [](db::Session& session, CustomerId id, Instant since) { return customer_changed_at(session, id) >= since; };
  wiring.representative = [](db::Session& session, CustomerId id, std::int64_t representative_id, Date day) -> std::optional<RegisteredRepresentative> {
    const auto file = load_file(session, id);
    const CustomerRepresentative* entry = file ? representative_entry(*file, representative_id) : nullptr;
    if (entry == nullptr) return std::nullopt;
    const Standing standing = standing_of(entry, entry->name.value, *file, day);
    // A person can be met without a telephone; he only cannot be invited to sign in.
    return RegisteredRepresentative{entry->name.value, entry->role.value, standing == Standing::good || standing == Standing::without_phone};
  };
  wiring.need_opened = [](db::Session& session, CustomerId id, std::int64_t need_id) {
    const auto need = load_need(session, NeedId{need_id});
    return need && need->customer_id == id;
  };
  wiring.service_delivered = [](db::Session& session, CustomerId id, std::int64_t service_id, Instant since) {
    const auto service = load_service(session, ServiceId{service_id});
    return service && service->customer_id == id && service->is_delivered() && service->recorded_at >= since;
  };
  wiring.notices_unconfirmed = &customers_with_overdue_notices;
  wiring.photo_kept = [](db::Session& session, CustomerId id, const std::string& hash) { return paper_with_hash(session, id, hash).has_value(); };
  return wiring;
}
void add_routes(api::Api& api, const SignInSettings& sign_in) {
  api::add_system_api(api);
  api::add_session_api(api, sign_in.ways);
  add_identity_api(api, sign_in.provider);
  api::add_token_api(api);
  api::add_org_api(api);
  api::add_org_change_api(api, &count_unit_cases);
  api::add_roster_api(api);
  api::add_directory_api(api);
  api::add_access_log_api(api, &cases_of_customer, &number_for_reader, [](db::Session& session, CustomerId id) {
    const auto customer = load_customer(session, id);
    return customer ? customer->account_number : std::string();
  });
  api::add_rulebook_api(api);
  api::add_rulebook_versions_api(api);
  api::add_calendar_api(api);
  api::add_regulation_text_api(api);
  add_customers_api(api, &count_open_cases);
  add_customer_files_api(api);
  add_accounts_api(api, account_wiring());
  add_cases_api(api);
  add_charges_api(api);
  add_late_fee_api(api);
  add_bill_adjustments_api(api);
  add_needs_api(api);
  add_services_api(api);
  add_policy_notices_api(api);
  add_improvements_api(api);
  add_tip_offs_api(api);
  add_conduct_api(api);
  add_analysis_reports_api(api);
  add_surveys_api(api);
  add_feeds_api(api);
  add_past_cases_api(api);
  add_preferences_api(api);
  add_imports_api(api);
  add_coverage_api(api);
  add_dashboard_api(api);
  add_what_if_api(api);
  add_bill_api(api);
  add_proofs_api(api);
  add_price_lists_api(api);
  add_usage_api(api);
  add_account_records_api(api);
  add_customer_papers_api(api);
  add_customer_exports_api(api);
  add_participation_api(api);
  add_portal(api);
  add_representatives_api(api, account_wiring());
  add_announcements_api(api);
  add_open_data_api(api);
  add_open311_api(api);
}

bool is_for_api(std::string_view path) {
  return path.starts_with("/api/") || path == "/p" || path.starts_with("/p/") || path.starts_with("/feeds/") || path.starts_with("/open311/") || path == "/health" || path == "/ready" || path == "/metrics";
}

/// As many connections as the machine lets this process have: each is a file.
void raise_open_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Certificates change while the server runs (SIGHUP); the old one stays if the new one cannot be used.
void reload_certificate(http::Server& server) {
  try {
    server.reload_certificate();
    http::log_line(http::LogLevel::info, "certificate_read", {{"ends_at", server.certificate_ends_at()}});
  } catch (const http::ServerFault& fault) {
    http::log_line(http::LogLevel::error, "certificate_not_read", {{"what", fault.what()}});
  }
}

void wait_for_signals(const sigset_t& signals, http::Server& server) {
  int signal = 0;
  while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) reload_certificate(server);
  spdlog::info("stopping");
}

void serve(House& house, const Common& common, const ServeSettings& settings, const SignInSettings& sign_in, http::ServerOptions options, const OutgoingSettings& outgoing,
           const MessagesSettings& messages) {
  api::Api api(house);
  add_routes(api, sign_in);
  add_outgoing_api(api, outgoing);
  add_messages_api(api, messages.gateway);
  const http::StaticFiles files(common.web);
  // Signals are waited for below, so every thread started from here on must leave them alone.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const Ticker ticker(house);
  const Courier courier(house, outgoing, [&ticker] { return ticker.is_mine(); }, [&house](db::Session& session, std::int64_t number, const std::string& name, Instant now) {
    tell_of_paused_webhook(session, number, *house.organisation(), name, now);
  });
  const MessageCourier message_courier(house, messages, [&ticker] { return ticker.is_mine(); });
  http::Server server(std::move(options), [&api, &files](http::Request request, http::Reply reply) {
    // The installed application begins at /p/: below that its service worker sees nothing of the desk.
    if (request.path == "/p/") request.path = "/p";
    if (is_for_api(request.path)) return api.dispatch(std::move(request), std::move(reply));
    if (auto found = files.serve(request)) return reply(*std::move(found));
    api.dispatch(std::move(request), std::move(reply));
  });
  api.add_metrics([&] {
    const db::FollowState copied = db::follow_state();
    return process_metrics() + folder_metrics(common.data, settings.backup_folder) + courier.metrics() + message_courier.metrics() +
           (settings.follow_folder.empty() ? std::string() : fmt::format("# TYPE shouwen_follow_broken gauge\nshouwen_follow_broken {}\n"
                       "# TYPE shouwen_follow_copied_timestamp_seconds gauge\nshouwen_follow_copied_timestamp_seconds {}\n", copied.broken, copied.copied_at_ms / 1000)) +
           fmt::format("# TYPE shouwen_connections gauge\nshouwen_connections {}\n"
                       "# TYPE shouwen_certificate_end_timestamp_seconds gauge\nshouwen_certificate_end_timestamp_seconds {}\n"
                       "# TYPE shouwen_ticker_round_timestamp_seconds gauge\nshouwen_ticker_round_timestamp_seconds {}\n",
                       server.connections(), server.certificate_ends_at(), ticker.last_round().seconds);
  });
  const std::string url = fmt::format("{}://{}:{}", settings.tls_certificate.empty() ? "http" : "https", settings.address, server.port());
  fmt::print("Shouwen: {}/  (公众页面 {}/p)\n", url, url);
  std::fflush(stdout);
  wait_for_signals(signals, server);
  server.stop();
}

/// Every commit into a second folder from the first on (decision 0029).
Verdict follow_database(const Common& common, const ServeSettings& settings) {
  if (settings.follow_folder.empty()) return Done{};
  if (!common.database.empty()) return Refusal{"settings.follow_server", "", "", {}};
  db::follow({common.data, settings.follow_folder, settings.follow_days, [](const std::string& what) {
    if (what.empty()) http::log_line(http::LogLevel::info, "follow_goes_on", {});
    else http::log_line(http::LogLevel::error, "follow_broken", {{"what", what}});
  }});
  return Done{};
}

/// A role nobody has would leave open what was to be closed.
Verdict check_roles(const std::vector<std::string>& roles, const Rulebook& rulebook) {
  for (const std::string& role : roles)
    if (std::none_of(rulebook.roles.begin(), rulebook.roles.end(), [&role](const RoleName& known) { return known.role == role; })) return Refusal{"settings.unknown_role", "", "", {{"value", role}}};
  return Done{};
}

void run(Common& common, const ServeSettings& settings) {
  spdlog::set_level(spdlog::level::from_str(settings.log_level));
  http::set_log_format(settings.log_format == "json" ? http::LogFormat::json : http::LogFormat::text);
  Result<http::ServerOptions> options = server_options(settings);
  if (!options) return refuse_input(common, options.refusal());
  const Result<SignInSettings> sign_in = sign_in_settings(settings);
  if (!sign_in) return refuse_input(common, sign_in.refusal());
  const Result<OutgoingSettings> outgoing = outgoing_settings(settings);
  if (!outgoing) return refuse_input(common, outgoing.refusal());
  const Result<MessagesSettings> messages = messages_settings(settings);
  if (!messages) return refuse_input(common, messages.refusal());
  if (const Verdict followed = follow_database(common, settings); !followed) return refuse_input(common, followed.refusal());
  // A peer that hangs up in the middle is an error of that call, whatever library was writing.
  ::signal(SIGPIPE, SIG_IGN);
  raise_open_files();
  const auto house = open_house(common, 4);
  if (house == nullptr) return;
  if (house->rulebook_now() == nullptr) return fail(common, {"house.not_set_up", "", "", {{"folder", common.data}}});
  if (const Verdict known = check_roles(settings.second_factor_roles, *house->rulebook_now()); !known) return refuse_input(common, known.refusal());
  house->set_session_rules(session_rules(settings));
  upgrade_states(*house);
  house->set_hearing(hearing_of_cases(*house));
  try {
    serve(*house, common, settings, *sign_in, *std::move(options), *outgoing, *messages);
  } catch (const http::ServerFault& fault) {
    fail(common, {"serve.cannot", "", "", {{"what", fault.what()}}});
  }
}

}  // namespace

void add_serve(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("serve", "Run the server / 启动服务");
  command->footer("Examples:\n  shouwen --data /var/lib/shouwen serve --address 0.0.0.0 --port 443 --tls-certificate chain.pem --tls-key key.pem\n"
                  "  shouwen --config /etc/shouwen/shouwen.toml serve");
  const auto settings = std::make_shared<ServeSettings>();
  add_serve_settings(*command, *settings);
  command->callback([&common, settings] { run(common, *settings); });
}

}  // namespace shouwen::cli
