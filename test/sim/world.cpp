// Telling: time passes, the clock goes its rounds, a step is taken through a bad network onto a bad disk, everything is looked at.
#include "world.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <future>

#include <unistd.h>

#include "cases/case_routes.h"
#include "cases/replan_store.h"
#include "org/accounts.h"
#include "org/organisation_store.h"
#include "regulation/rulebook_store.h"
#include "rulebook_changes.h"

namespace shouwen::sim {

namespace {

constexpr std::int64_t whole_round_every = 3 * 3600;   ///< the house's own half minute would be a million rounds a year
constexpr std::int64_t looks_at_everything_every = 30 * seconds_per_day;
constexpr int tries = 6;                               ///< of a client, each some seconds after the one before
constexpr std::int64_t session_seconds = 45 * 60;              ///< signs in anew before the house ends what nobody used
constexpr std::int64_t die_again_within = 12;

struct Session {
  std::string id, csrf;
  Instant until;
};

/// A request that went out, to be sent again exactly as it was.
struct Sent {
  http::Request request;
  std::string words;
};

http::Request request_of(const Command& command, const Session& session, const std::string& key) {
  http::Request request;
  request.method = "POST";
  request.path = command.path;
  request.body = command.body;
  request.remote_address = "10.0.0.1";
  request.headers = {{"content-type", "application/json"}, {"cookie", "shouwen_session=" + session.id}, {"x-csrf-token", session.csrf},
                     {"idempotency-key", key}, {"x-request-id", key}};
  if (command.seen_version != 0) request.headers.emplace_back("if-match", "\"" + std::to_string(command.seen_version) + "\"");
  return request;
}

std::int64_t number_after(std::string_view body, std::string_view name) {
  const std::size_t at = body.find(name);
  return at == std::string_view::npos ? 0 : std::strtoll(body.data() + at + name.size(), nullptr, 10);
}

class World {
 public:
  World(const BureauTemplate& bureau, std::uint64_t seed, std::function<void(const std::string&)> hear)
      : disk_(FaultyDisk::install()), hear_(std::move(hear)), chance_(seed ^ 0x5eedULL) {
    static std::atomic<int> number{0};
    const char* fast = "/dev/shm";
    folder_ = (std::filesystem::is_directory(fast) ? std::filesystem::path(fast) : std::filesystem::temp_directory_path()) / fmt::format("shouwen_sim_{}_{}", ::getpid(), ++number);
    bureau.copy_to(folder_);
    fix_random_bytes(seed);
    disk_.reset();
  }
  ~World() {
    close();
    disk_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  StoryOutcome tell(const std::vector<Step>& steps) {
    if (!steps.empty()) clock_ = steps.front().at.seconds;
    open();
    next_everything_ = now().plus_seconds(looks_at_everything_every);
    for (std::size_t i = 0; i < steps.size() && !broken_; ++i) {
      now_at_ = i;
      ++outcome_.steps;
      pass_time_to(steps[i].at);
      if (!broken_) take(steps[i]);
      if (!broken_) look();
    }
    if (!broken_) end();
    if (broken_) {
      outcome_.failure = Failure{*broken_, now_at_};
      hash_.add(broken_->promise + broken_->words);
    }
    outcome_.hash = hash_.value();
    outcome_.cases = promises_.cases();
    outcome_.entries = promises_.entries();
    outcome_.notices = promises_.notices();
    return outcome_;
  }

 private:
  Instant now() const { return Instant{clock_.load() + jumped_}; }

  void say(const std::string& words) {
    if (hear_) hear_(words);
  }
  void breaks(std::optional<Broken> found) {
    if (found && !broken_) broken_ = std::move(found);
  }

  void open() {
    const Looking looking(disk_);
    auto opened = House::open(folder_, [this] { return now(); }, 2);
    if (!opened) return breaks(Broken{"the house opens again after a crash", opened.refusal().code});
    house_ = *std::move(opened);
    api_ = std::make_unique<api::Api>(*house_);
    add_cases_api(*api_);
    rounds_ = std::make_unique<ClockRounds>(*house_);
    house_->writer().run([this](db::Session&) { disk_.aim_at_this_thread(); });
  }
  void close() {
    api_.reset();
    rounds_.reset();
    house_.reset();
  }

  /// The process is gone; another one finds what is left.
  void come_back() {
    ++outcome_.crashes;
    const Loss loss = chance_.percent(50) ? Loss::process : Loss::power;
    say(fmt::format("    the process dies ({}) and is started again", loss == Loss::process ? "kill -9" : "the power fails"));
    close();
    disk_.come_back(loss, chance_);
    try {
      open();
      const Looking looking(disk_);
      if (!broken_) breaks(promises_.look_after_crash(*house_));
    } catch (const db::Fault& fault) {
      breaks(Broken{"the store is whole after a crash", fault.what()});
    }
    if (broken_) return;
    if (chance_.percent(30)) disk_.die_at(chance_.between(1, die_again_within));
  }

  /// Runs something of the house that may meet the broken disk; brings the house back if it died. False if it failed.
  bool survives(const std::function<void()>& work) {
    bool good = true;
    try {
      work();
    } catch (const std::exception& caught) {
      good = false;
      ++outcome_.faults;
      hash_.add(caught.what());
    }
    if (disk_.is_dead()) {
      come_back();
      good = false;
    }
    return good;
  }

  void pass_time_to(Instant at) {
    while (!broken_) {
      const Instant next = next_round(at);
      if (next >= at) break;
      clock_ = std::max(clock_.load(), next.seconds);
      go_round();
    }
    clock_ = std::max(clock_.load(), at.seconds);
    deliver_late_copies();
  }

  /// When the clock has something to do, or would look anyway. Truth, not what the machine's clock says.
  Instant next_round(Instant at) {
    if (now_true() < stalled_until_) return std::min(stalled_until_, at);
    std::int64_t next = last_whole_.seconds + whole_round_every;
    const Looking looking(disk_);
    const auto session = house_->readers().borrow();
    auto query = session->query("SELECT min(wake_at) FROM service_case WHERE wake_at IS NOT NULL");
    if (query.step() && !query.is_null(0)) next = std::min(next, query.integer(0) - jumped_);
    return Instant{std::max(next, clock_.load() + 1)};
  }
  Instant now_true() const { return Instant{clock_.load()}; }

  void go_round() {
    if (now_true() < stalled_until_) return;
    const bool whole = clock_ >= last_whole_.seconds + whole_round_every;
    if (whole) last_whole_ = now_true();
    ++outcome_.rounds;
    const Instant began = now();
    const bool done = survives([&] {
      // The round that finds a new calendar begins a count; the house's next, half a second later, goes on with it.
      Round round = whole ? Round::whole : Round::brief;
      while (rounds_->turn(round) || running_replan(*house_->readers().borrow())) round = Round::brief;
    });
    if (broken_) return;
    const Looking looking(disk_);
    if (done) breaks(promises_.look_after_round(*house_, began));
    breaks(promises_.look(*house_));
  }

  void look() {
    const Looking looking(disk_);
    breaks(promises_.look(*house_));
    if (now() >= next_everything_) {
      next_everything_ = now().plus_seconds(looks_at_everything_every);
      breaks(promises_.look_at_everything(*house_));
    }
  }

  /// Faults are over; everything that is due happens, and the books are balanced.
  void end() {
    disk_.fill_up(0);
    disk_.fail_reads(0);
    disk_.die_at(0);
    jumped_ = 0;
    stalled_until_ = {};
    last_whole_ = {};
    go_round();
    const Looking looking(disk_);
    breaks(promises_.look_after_decree(*house_));
    breaks(promises_.look_at_everything(*house_));
    hash_.add(fmt::format("{} entries, {} notices", promises_.entries(), promises_.notices()));
    hash_.add(db::verify_chain(*house_->readers().borrow()).last_hash_hex);
  }

  const Session& session_of(OfficerId officer) {
    Session& session = sessions_[officer];
    if (session.until <= now()) {
      const Looking looking(disk_);
      house_->writer().run([&](db::Session& writing) { session.id = open_session(writing, officer, now(), session.csrf); });
      session.until = now().plus_seconds(session_seconds);
    }
    return session;
  }

  /// What a call leaves to be written behind its answer (when a session was last used) comes before the next step, always.
  void finish_writing() {
    try {
      house_->writer().run([](db::Session&) {});
    } catch (const db::Fault&) {
      // The disk broke in it: whoever called sees that.
    }
  }

  /// One arrival of the request at the house; nothing if no answer came back.
  std::optional<http::Response> arrive(const Sent& sent) {
    ++outcome_.calls;
    http::Response response = api_->call(sent.request);
    finish_writing();
    if (disk_.is_dead()) {
      come_back();
      return std::nullopt;
    }
    return response;
  }

  /// Both in the writer's queue before it looks: one group, one transaction.
  std::vector<http::Response> arrive_together(const std::vector<Sent>& all) {
    std::promise<void> begun, go;
    db::WriteJob wait;
    wait.repeatable = true;
    wait.work = [&](db::Session&) {
      begun.set_value();
      go.get_future().wait();
      return db::WorkOutcome::keep;
    };
    wait.done = [](const std::optional<db::Fault>&) {};
    SHOUWEN_CHECK(house_->writer().submit(std::move(wait)));
    begun.get_future().wait();
    std::vector<std::promise<http::Response>> answers(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      ++outcome_.calls;
      api_->dispatch(all[i].request, [&answers, i](http::Response response) { answers[i].set_value(std::move(response)); });
    }
    go.set_value();
    std::vector<http::Response> responses;
    for (auto& answer : answers) responses.push_back(answer.get_future().get());
    finish_writing();
    if (disk_.is_dead()) {
      come_back();
      return {};
    }
    return responses;
  }

  void note(const Sent& sent, const http::Response& response) {
    hash_.add(fmt::format("{} {} {}", sent.words, response.status, response.body));
    if (response.status < 400) {
      promises_.acknowledge(CaseId{number_after(response.body, "\"id\":")}, number_after(response.body, "\"version\":"));
    } else {
      ++outcome_.refused;
    }
    const std::size_t at = response.body.find("\"code\":\"");
    say(fmt::format("    {}: {}", sent.words, response.status < 400 ? "done" : fmt::format("{} {}", response.status, at == std::string::npos ? "" : response.body.substr(at + 8, response.body.find('"', at + 8) - at - 8))));
  }

  /// A client that does not give up at once: the same key, the same words, until there is an answer.
  void send(const Step& step, const Command& command) {
    const std::string key = fmt::format("step-{}", step.number);
    const Sent sent{request_of(command, session_of(command.officer), key), command.words};
    if (step.delivery == Delivery::doubled_at_once) {
      const auto responses = arrive_together({sent, sent});
      for (const http::Response& response : responses) note(sent, response);
      if (broken_) return;
      const bool settled = !responses.empty() && std::all_of(responses.begin(), responses.end(), [](const http::Response& r) { return r.status < 500; });
      if (settled) return;
    }
    for (int i = 0; i < tries && !broken_; ++i) {
      if (i > 0) clock_ += 20;
      if (i == 0 && step.delivery == Delivery::request_lost) continue;
      const auto response = arrive(sent);
      if (!response || broken_) continue;
      if (i == 0 && step.delivery == Delivery::answer_lost) {
        hash_.add(fmt::format("lost {}", response->status));
        continue;
      }
      note(sent, *response);
      if (response->status >= 500) continue;
      if (step.delivery == Delivery::doubled)
        if (const auto again = arrive(sent)) note(sent, *again);
      if (step.delivery == Delivery::copy_later) late_copies_.emplace(Instant{clock_ + 3600 + static_cast<std::int64_t>(step.roll % 18) * 3600}, sent);
      return;
    }
  }

  void deliver_late_copies() {
    while (!broken_ && !late_copies_.empty() && late_copies_.begin()->first <= now_true()) {
      const Sent sent = late_copies_.begin()->second;
      late_copies_.erase(late_copies_.begin());
      if (const auto response = arrive(sent)) note({{}, "a late copy: " + sent.words}, *response);
    }
  }

  CaseDesk customers_desk(db::Session& session) {
    Actor actor;
    actor.kind = Actor::Kind::customer;
    return {session, house_->organisation(), [this](std::int64_t version) { return house_->rulebook_version(version); }, house_->rulebook_now(), actor, house_->now(),
            seal_for_supervision(session), house_->key().derive(tip_code_purpose)};
  }

  /// What a customer says himself is one transaction of the public pages.
  void by_customer(const std::string& words, const std::function<Result<Performed>(const CaseDesk&)>& work) {
    std::string what = "done";
    ++outcome_.calls;
    survives([&] {
      house_->writer().run([&](db::Session& session) {
        const auto performed = work(customers_desk(session));
        what = performed ? "done" : performed.refusal().code;
      });
    });
    hash_.add(words + what);
    say("    " + words + ": " + what);
  }

  const ServiceCase* case_of(const Step& step) const {
    const auto registered = mark_of_customer_.find(step.customer);
    return registered == mark_of_customer_.end() ? nullptr : promises_.known(promises_.case_of(registered->second));
  }

  void take(const Step& step) {
    Chance chance(step.roll);
    say(words_of(step));
    const auto organisation = house_->organisation();
    const auto rulebook = house_->rulebook_now();
    const Bureau bureau{*organisation, *rulebook, now()};
    const std::string mark = mark_of(step.number);
    switch (step.kind) {
      case StepKind::comes: return come(step, bureau, chance, mark);
      case StepKind::acts:
        if (const ServiceCase* c = case_of(step))
          if (const auto command = next_command(bureau, *c, chance, mark)) send(step, *command);
        return;
      case StepKind::presses:
        if (const ServiceCase* c = case_of(step))
          if (const auto word = next_word(*c, chance, mark))
            by_customer("the customer " + word->words, [&, id = c->id](const CaseDesk& desk) { return perform(desk, id, 0, word->verb, word->rule); });
        return;
      case StepKind::rivals: return rival(step, bureau, chance, mark);
      case StepKind::absence: return go_away(step, bureau, chance);
      case StepKind::typhoon: return change_rulebook("台风停工", [this](std::vector<RulebookFile>& files) { close_on(files, local_date(now())); });
      case StepKind::rulebook: return change_rulebook("调整时限", change_limits);
      case StepKind::decree: return decree();
      case StepKind::crash: return disk_.die_at(step.amount);
      case StepKind::full_disk: return disk_.fill_up(step.amount);
      case StepKind::bad_read: return disk_.fail_reads(step.amount);
      case StepKind::slow_disk: return disk_.on_sync([this, seconds = step.amount] { clock_ += seconds; });
      case StepKind::clock_jump:
        jumped_ = jumped_ == 0 ? step.amount : 0;
        return;
      case StepKind::stall:
        stalled_until_ = now_true().plus_seconds(step.amount);
        disk_.on_sync(nullptr);
        return;
      case StepKind::second_house: return start_second_house();
    }
  }

  void come(const Step& step, const Bureau& bureau, Chance& chance, const std::string& mark) {
    mark_of_customer_[step.customer] = mark;
    const Intake intake = come_in(bureau, chance, mark);
    if (intake.officer) return send(step, intake.command);
    by_customer("the customer " + intake.words, [&](const CaseDesk& desk) { return perform_registration(desk, intake.input); });
  }

  void rival(const Step& step, const Bureau& bureau, Chance& chance, const std::string& mark) {
    const ServiceCase* c = case_of(step);
    if (c == nullptr) return;
    const auto one = rival_command(bureau, *c, chance, mark), other = rival_command(bureau, *c, chance, mark);
    if (!one || !other) return;
    const Sent first{request_of(*one, session_of(one->officer), fmt::format("step-{}-a", step.number)), one->words};
    const Sent second{request_of(*other, session_of(other->officer), fmt::format("step-{}-b", step.number)), other->words};
    const auto responses = arrive_together({first, second});
    if (responses.size() < 2) return;
    note(first, responses[0]);
    note(second, responses[1]);
    if (responses[0].status < 400 && responses[1].status < 400)
      breaks(Broken{"of two writers of one version one wins", fmt::format("case {}: {} and {} both went through", c->id.value, first.words, second.words)});
  }

  void go_away(const Step& step, const Bureau& bureau, Chance& chance) {
    const Officer& officer = chance.pick(bureau.organisation.officers());
    const Absence absence{now(), now().plus_seconds(step.amount)};
    std::string what = "is away until " + to_iso(absence.to).substr(0, 10);
    survives([&] {
      house_->writer().run([&](db::Session& session) {
        if (const Verdict done = record_absence(session, officer.id, absence, "年休假", OfficerId{}, now()); !done) what = done.refusal().code;
      });
      house_->reload();
    });
    hash_.add(officer.code + what);
    say("    " + officer.code + " " + what);
  }

  /// By draft, review by somebody else, and force: as people do it.
  void change_rulebook(const std::string& title, const std::function<void(std::vector<RulebookFile>&)>& change) {
    const auto organisation = house_->organisation();
    const OfficerId author = organisation->officer_by_code("SCYX02")->id, reviewer = organisation->officer_by_code("SCYX01")->id;
    for (int i = 0; i < tries && !broken_; ++i) {
      Verdict done = Done{};
      const bool written = survives([&] {
        house_->writer().run([&](db::Session& session) { done = put_new_version_in_force(session, title, change, author, reviewer, now()); });
        house_->reload();
      });
      if (!done) return breaks(Broken{"the rulebook can be changed", done.refusal().code});
      if (written) return say("    " + title);
    }
  }

  void decree() {
    change_rulebook("国务院办公厅放假安排", decree_next_year);
    if (broken_) return;
    // The first round begins the count, the following ones end it.
    last_whole_ = {};
    for (int i = 0; i < tries && !broken_; ++i) go_round();
    if (broken_ || now_true() < stalled_until_) return;
    const Looking looking(disk_);
    breaks(promises_.look_after_decree(*house_));
  }

  void start_second_house() {
    const auto second = House::open(folder_, [this] { return now(); }, 1);
    if (second || second.refusal().code != "house.in_use") breaks(Broken{"one process holds a data folder", "a second one opened it"});
  }

  FaultyDisk& disk_;
  std::function<void(const std::string&)> hear_;
  Chance chance_;
  std::filesystem::path folder_;
  std::atomic<std::int64_t> clock_{0};     ///< what time it really is
  std::atomic<std::int64_t> jumped_{0};    ///< how far the machine's clock is off
  Instant stalled_until_, last_whole_, next_everything_;
  std::unique_ptr<House> house_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<ClockRounds> rounds_;
  std::map<OfficerId, Session> sessions_;
  std::map<std::int64_t, std::string> mark_of_customer_;
  std::multimap<Instant, Sent> late_copies_;
  Promises promises_;
  std::optional<Broken> broken_;
  StoryHash hash_;
  StoryOutcome outcome_;
  std::size_t now_at_ = 0;
};

}  // namespace

StoryOutcome tell_story(const BureauTemplate& bureau, std::uint64_t seed, const std::vector<Step>& steps, const std::function<void(const std::string&)>& hear) {
  return World(bureau, seed, hear).tell(steps);
}

}  // namespace shouwen::sim
