// Every sequence of verbs, up to a depth, by everybody in three units: the promises of art. 10 hold after each step.
//
// States that differ only in what no rule reads (texts, the order of past holders' names) are explored once.
#include <algorithm>
#include <functional>
#include <unordered_set>

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

constexpr std::array<OfficerId, 6> people{clerk, hall_head, station_officer, station_head, office_clerk, follow_up_clerk};
constexpr std::array<UnitId, 2> units{hall, station};

struct World {
  Organisation organisation = small_bureau::organisation();
  Rulebook rulebook = small_bureau::rulebook();
};

struct Node {
  ServiceCase state;
  Instant now;
  bool answered_since_opened = false;   ///< remembered apart from the rules, to check them
  std::int64_t tries_since_answer = 0;
  bool reached_since_answer = false;
  bool ruled = false;
};

struct Action {
  std::string name;
  std::function<Decision(const Node&, const World&)> run;
};

Situation situation(const Node& node, const World& world, OfficerId who, Actor::Kind kind = Actor::Kind::officer) {
  Actor actor;
  actor.kind = kind;
  actor.officer_id = who;
  return {actor, node.now, world.rulebook, world.organisation, world.rulebook.calendars};
}

/// All verbs of all people; the clock is an action of its own, see explore.
std::vector<Action> all_actions() {
  std::vector<Action> actions;
  for (const OfficerId who : people) {
    const std::string name = std::to_string(who.value);
    const auto add = [&](const std::string& verb, std::function<Decision(const ServiceCase&, const Situation&)> rule) {
      actions.push_back({name + ' ' + verb, [who, rule](const Node& node, const World& world) { return rule(node.state, situation(node, world, who)); }});
    };
    for (const UnitId unit : units) {
      add("transfers to " + std::to_string(unit.value), [unit](const ServiceCase& c, const Situation& s) { return transfer(c, {unit, {}, {"other_department"}, {}}, s); });
      add("rules for " + std::to_string(unit.value), [unit](const ServiceCase& c, const Situation& s) { return rule_on(c, {unit, {}, {"x"}}, s); });
    }
    for (const OfficerId to : {clerk, station_officer})
      add("assigns to " + std::to_string(to.value), [to](const ServiceCase& c, const Situation& s) { return assign(c, {to, {}}, s); });
    for (const Satisfaction result : {Satisfaction::satisfied, Satisfaction::not_satisfied, Satisfaction::unreachable})
      add("follows up " + std::to_string(static_cast<int>(result)), [result](const ServiceCase& c, const Situation& s) { return follow_up(c, {result, {"x"}}, s); });
    add("accepts", [](const ServiceCase& c, const Situation& s) { return accept(c, s); });
    add("returns", [](const ServiceCase& c, const Situation& s) { return return_case(c, {{"not_our_business"}, {"x"}}, s); });
    add("asks the office", [](const ServiceCase& c, const Situation& s) { return ask_office(c, {{"x"}}, s); });
    add("takes over", [](const ServiceCase& c, const Situation& s) { return take_over(c, s); });
    add("replies", [](const ServiceCase& c, const Situation& s) { return reply(c, {Channel::phone, {"x"}, {}}, s); });
    add("answers on the spot", [](const ServiceCase& c, const Situation& s) { return answer_on_the_spot(c, {Channel::phone, {"x"}, {}}, s); });
    add("explains", [](const ServiceCase& c, const Situation& s) { return explain_out_of_scope(c, {{"x"}, {}}, s); });
    add("suspends", [](const ServiceCase& c, const Situation& s) { return suspend(c, {{"customer_papers"}, {"x"}, Channel::phone}, s); });
    add("resumes", [](const ServiceCase& c, const Situation& s) { return resume(c, {{"x"}}, s); });
    add("closes", [](const ServiceCase& c, const Situation& s) { return close_case(c, {Text<0, 1000>{"grounds"}}, s); });
    add("reopens", [](const ServiceCase& c, const Situation& s) { return reopen(c, {{"x"}}, s); });
    add("withdraws", [](const ServiceCase& c, const Situation& s) { return withdraw(c, {{"x"}}, s); });
  }
  const auto by_customer = [&](const std::string& verb, std::function<Decision(const ServiceCase&, const Situation&)> rule) {
    actions.push_back({"customer " + verb, [rule](const Node& node, const World& world) {
                         return rule(node.state, situation(node, world, {}, Actor::Kind::customer));
                       }});
  };
  by_customer("reopens", [](const ServiceCase& c, const Situation& s) { return reopen(c, {{"x"}}, s); });
  by_customer("withdraws", [](const ServiceCase& c, const Situation& s) { return withdraw(c, {{"x"}}, s); });
  return actions;
}

/// Everything a rule may look at, as bytes.
std::string key_of(const Node& node) {
  std::string key;
  const auto add = [&key](std::int64_t value) { key.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const ServiceCase& c = node.state;
  for (const std::int64_t value : {node.now.seconds, static_cast<std::int64_t>(c.stage), static_cast<std::int64_t>(c.outcome), c.responsible_officer_id.value,
                                   c.handling_unit_id.value, c.offers_made, std::int64_t{c.ruled}, std::min<std::int64_t>(c.reopenings, 1),
                                   std::int64_t{c.office_question.has_value()}, c.offer ? c.offer->to_unit_id.value : 0,
                                   c.offer ? c.offer->from_officer_id.value : 0, c.suspension ? c.suspension->until.seconds : 0,
                                   c.closed_at ? c.closed_at->seconds : 0, node.tries_since_answer, std::int64_t{node.reached_since_answer},
                                   c.follow_ups.empty() ? 0 : c.follow_ups.back().at.seconds, c.replies.empty() ? 0 : c.replies.back().at.seconds})
    add(value);
  for (const OfficerId who : people) add(c.has_held(who));
  for (const Duty& duty : c.duties)
    if (c.open_duty(duty.kind) == &duty)
      for (const std::int64_t value : {static_cast<std::int64_t>(duty.kind), static_cast<std::int64_t>(duty.state), duty.due_at.seconds, duty.escalations,
                                       duty.paused_at ? duty.paused_at->seconds : 0, std::int64_t{duty.warned_at.has_value()}})
        add(value);
  return key;
}

bool owes(const ServiceCase& c, DutyKind kind) { return c.open_duty(kind) != nullptr; }

/// The promises. "" if all hold, else the broken one.
std::string broken_promise(const Node& before, const Node& after, const World& world) {
  const ServiceCase& c = after.state;
  if (c.first_contact_id != before.state.first_contact_id) return "art.10(1): the first contact changed";
  if (c.lives()) {
    const Officer* holder = world.organisation.officer(c.responsible_officer_id);
    if (holder == nullptr || !holder->active) return "art.10(1): a live case without one accountable holder";
    if (c.holdings.empty() || c.holdings.back().officer_id != c.responsible_officer_id) return "art.10(1): the record of holders does not end with the holder";
    if (world.organisation.unit(c.handling_unit_id) == nullptr) return "art.10(3): a live case without a unit";
    const bool reinstated = c.about_officer_id && world.organisation.is_in_line_of(c.about_officer_id, c.responsible_officer_id);
    if (reinstated) return "art.9(4): the line of the accused holds the case";
  }
  if (!account_of(c, after.now).adds_up()) return "art.10(7): the customer's clock is not the sum of the desks' clocks and the pauses";
  if (c.stage == Stage::open && !owes(c, DutyKind::reply)) return "art.10(7): an open case without a reply duty";
  if (c.stage == Stage::open && !c.suspension && !next_strike(c, world.rulebook, world.rulebook.calendars)) {
    const Duty* reply_duty = c.open_duty(DutyKind::reply);
    if (reply_duty->state != DutyState::breached || reply_duty->escalations < static_cast<std::int64_t>(world.rulebook.closing.escalations.size())) return "art.10(7): an open case no clock watches";
  }
  if (c.offer.has_value() != owes(c, DutyKind::acceptance)) return "art.10(7): an offer and its clock do not go together";
  if (c.office_question.has_value() != owes(c, DutyKind::ruling)) return "art.10(4): a question and its clock do not go together";
  if (c.offer && c.office_question) return "art.10(4): offered and asked at once";
  if (c.offer && c.offer->from_officer_id == OfficerId{}) return "art.10(7): an offer from nobody";
  if (c.offers_made > world.rulebook.hand_over.return_budget) return "art.10(7): more offers than the budget";
  if (c.offer && owes(c, DutyKind::acceptance) && c.open_duty(DutyKind::acceptance)->state == DutyState::breached) return "art.10(7): an offer outlived its time";
  if (c.returns > before.state.returns && c.offers_made >= world.rulebook.hand_over.return_budget && !c.office_question)
    return "art.10(7): the last offer came back and the office was not asked";
  if (c.returns > c.offers_made) return "art.10(7): more returns than offers";
  if (before.ruled && (c.offer || c.returns > before.state.returns || c.office_question)) return "art.10(4): passed on after a ruling";
  if (before.ruled && c.handling_unit_id != before.state.handling_unit_id) return "art.10(4): left the unit that was ruled";
  if (c.stage != Stage::open && (c.offer || c.office_question || c.suspension)) return "art.10(7): something waits after the answer";
  if (c.stage == Stage::resolved && !after.answered_since_opened) return "art.10(1): resolved without an answer";
  const bool required = world.rulebook.kind(c.kind).follow_up == FollowUpNeed::required;
  if (c.stage == Stage::resolved && required && !after.reached_since_answer &&
      after.tries_since_answer < world.rulebook.closing.follow_up_attempts && !owes(c, DutyKind::follow_up))
    return "art.10(1): answered, not followed up, and nobody owes it";
  if (c.stage == Stage::closed) {
    if (c.outcome == Outcome::none) return "art.10(1): closed without an outcome";
    if (c.outcome == Outcome::answered && !after.answered_since_opened) return "art.10(1): closed without an answer";
    const bool followed = after.reached_since_answer || after.tries_since_answer >= world.rulebook.closing.follow_up_attempts;
    if (c.outcome == Outcome::answered && required && !followed) return "art.10(1): a complaint closed without its follow-up";
    if (next_strike(c, world.rulebook, world.rulebook.calendars)) return "art.10(1): a closed case still has a clock";
    for (const Duty& duty : c.duties)
      if (!duty.ended_at) return "art.10(7): a closed case still owes something";
  }
  for (const Duty& old : before.state.duties)
    if (old.state == DutyState::breached && c.duties[static_cast<std::size_t>(old.number - 1)].state != DutyState::breached) return "art.10(7): a breach disappeared";
  return "";
}

void remember(Node& node, const CaseEvent& event) {
  if (std::holds_alternative<Reopened>(event.body)) node.answered_since_opened = false;
  if (std::holds_alternative<Replied>(event.body) || std::holds_alternative<ExplainedOutOfScope>(event.body)) {
    node.answered_since_opened = true;
    node.tries_since_answer = 0;
    node.reached_since_answer = false;
  }
  if (std::holds_alternative<Ruled>(event.body)) node.ruled = true;
  if (const auto* done = std::get_if<FollowedUp>(&event.body)) {
    ++node.tries_since_answer;
    node.reached_since_answer = done->result != Satisfaction::unreachable;
  }
}

struct Reached {
  std::size_t states = 0, steps = 0;
  std::unordered_set<std::string> verbs;  ///< actions that were possible at least once
};

class Explorer {
 public:
  explicit Explorer(World world) : world_(std::move(world)), actions_(all_actions()) {}

  Reached explore(const RegisterInput& input, int depth) {
    Story story;
    story.organisation = world_.organisation;
    EXPECT_EQ(story.registers(clerk, input), "");
    std::vector<Node> layer{Node{story.state, story.now}};
    seen_.insert(key_of(layer.front()));
    for (int step = 0; step < depth && !failed_; ++step) {
      std::vector<Node> next;
      for (const Node& node : layer) expand(node, next);
      layer = std::move(next);
    }
    reached_.states = seen_.size();
    return std::move(reached_);
  }

 private:
  void expand(const Node& node, std::vector<Node>& next) {
    for (const Action& action : actions_) {
      const Decision decision = action.run(node, world_);
      if (decision) follow(node, node.now, *decision, action.name, next);
    }
    // Time passes to the next alarm, or by the gap between two calls to a customer.
    if (const auto alarm = next_strike(node.state, world_.rulebook, world_.rulebook.calendars)) pass_time(node, std::max(*alarm, node.now), "the clock strikes", next);
    if (node.state.stage == Stage::resolved) pass_time(node, node.now.plus_seconds(2 * 3600), "two hours pass", next);
  }

  void pass_time(const Node& node, Instant to, const char* name, std::vector<Node>& next) {
    Node later = node;
    later.now = to;
    follow(node, to, strike(node.state, situation(later, world_, {}, Actor::Kind::clock)), name, next);
  }

  void follow(const Node& node, Instant now, const std::vector<CaseEvent>& events, const std::string& name, std::vector<Node>& next) {
    if (failed_) return;
    ++reached_.steps;
    reached_.verbs.insert(name.substr(name.find(' ') + 1));
    Node after = node;
    after.now = now;
    for (const CaseEvent& event : events) {
      after.state = apply(std::move(after.state), event);
      remember(after, event);
    }
    const std::string broken = broken_promise(node, after, world_);
    if (!broken.empty()) {
      failed_ = true;
      ADD_FAILURE() << broken << "\nafter: " << name << "\n" << story_of(after.state);
      return;
    }
    if (seen_.insert(key_of(after)).second) next.push_back(std::move(after));
  }

  /// What led here, for the reader of a failure.
  std::string story_of(const ServiceCase& state) const {
    std::string text = "holders:";
    for (const Holding& holding : state.holdings) text += ' ' + std::to_string(holding.officer_id.value);
    text += "\noffers " + std::to_string(state.offers_made) + ", returns " + std::to_string(state.returns) + ", reopenings " + std::to_string(state.reopenings) + "\nduties:";
    for (const Duty& duty : state.duties)
      text += "\n  kind " + std::to_string(static_cast<int>(duty.kind)) + " state " + std::to_string(static_cast<int>(duty.state)) + " due " + to_iso(duty.due_at) + ' ' + duty.cause;
    return text;
  }

  World world_;
  std::vector<Action> actions_;
  std::unordered_set<std::string> seen_;
  Reached reached_;
  bool failed_ = false;
};

TEST(ResponsibilityModel, Art_10_1_art_10_4_art_10_7_hold_for_every_course_of_a_complaint) {
  const Reached reached = Explorer(World{}).explore(Story::complaint(), 8);
  EXPECT_GT(reached.states, 1000U);
  for (const char* verb : {"transfers to 9", "accepts", "returns", "asks the office", "rules for 9", "assigns to 91", "replies", "answers on the spot",
                           "explains", "suspends", "resumes", "follows up 0", "follows up 1", "follows up 2", "closes", "reopens", "withdraws", "clock strikes"})
    EXPECT_TRUE(reached.verbs.contains(verb)) << verb << " was never possible: the model checks nothing of it";
  RecordProperty("states", static_cast<int>(reached.states));
  RecordProperty("steps", static_cast<int>(reached.steps));
}

TEST(ResponsibilityModel, Art_10_1_art_10_7_hold_for_every_course_of_an_inquiry) {
  const Reached reached = Explorer(World{}).explore(Story::inquiry(), 9);
  EXPECT_GT(reached.states, 1000U);
  RecordProperty("states", static_cast<int>(reached.states));
}

TEST(ResponsibilityModel, Art_4_hold_while_holders_are_away) {
  World world;
  world.organisation = organisation({{clerk, {at("2025-10-20"), at("2025-12-25")}}, {station_officer, {at("2025-10-20"), at("2025-12-25")}}});
  const Reached reached = Explorer(std::move(world)).explore(Story::complaint(), 7);
  EXPECT_TRUE(reached.verbs.contains("takes over"));
}

TEST(ResponsibilityModel, Art_9_4_hold_for_a_complaint_about_the_head_of_a_receiving_unit) {
  RegisterInput input = Story::complaint();
  input.about_officer_id = station_head;
  const Reached reached = Explorer(World{}).explore(input, 8);
  EXPECT_FALSE(reached.verbs.contains("transfers to 9"));
  EXPECT_FALSE(reached.verbs.contains("rules for 9"));
}

}  // namespace
}  // namespace shouwen
