// Every step goes through the rules of its verb, each by another person.
#include "demo/price_lists.h"

#include <fstream>
#include <sstream>

#include "cases/attachment_store.h"
#include "org/signing_key.h"
#include "price_lists/price_list_content.h"
#include "price_lists/price_list_steps.h"
#include "price_lists/price_list_store.h"
#include "price_lists/price_posting_run.h"
#include "price_lists/price_posting_store.h"
#include "price_lists/signed_price_list.h"

namespace shouwen {

namespace {

constexpr std::int32_t change_days = 20, notice_days = 7, next_days = 30, first_days = 5;
constexpr const char* fees_file = "example_fees.toml";

std::string read_text(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Date begin_of(const DemoOptions& options) { return local_date(options.end.plus_seconds(-options.days * seconds_per_day)); }
/// A short demonstration has its change later.
Date change_day(const DemoOptions& options) { return std::max(local_date(options.end).plus_days(-change_days), begin_of(options).plus_days(first_days + notice_days + 1)); }

Instant morning(Date day, int hour) { return at_local(day, hour * 3600); }

class PriceListTeller {
 public:
  PriceListTeller(House& house, db::Session& session) : house_(house), session_(session) {}

  void draft(Date first_day, Instant at) {
    DraftPriceListInput input;
    input.in_force_from = first_day;
    list_ = {};
    list_.in_force_from = first_day;
    take(draft_price_list(input, situation("SCYX02", at)), "SCYX02", at, true);
  }
  void submit(Instant at) { take(submit_price_list(list_, {list_.version}, situation("SCYX02", at)), "SCYX02", at); }
  void review(Instant at, PriceListVerdict verdict = PriceListVerdict::accepted, const char* reason = "") {
    take(review_price_list(list_, {list_.version, verdict, {reason}}, situation("SCYX01", at)), "SCYX01", at);
  }
  void approve(Instant at) { take(approve_price_list(list_, {list_.version, PriceListVerdict::accepted, {}}, situation("JZ02", at)), "JZ02", at); }
  std::int64_t number() const { return list_.number; }
  const Verdict& done() const { return done_; }

 private:
  OfficerId officer(const char* code) const {
    const Officer* found = house_.organisation()->officer_by_code(code);
    return found == nullptr ? OfficerId{} : found->id;
  }
  PriceListSituation situation(const char* who, Instant at) {
    const auto rulebook = house_.rulebook_version(rulebook_version_at(session_, std::max(at, at_local(list_.in_force_from, 0))));
    return {officer(who), at, rulebook->version, price_list_body(*rulebook, list_.in_force_from), last_price_list_number(session_), house_.bureau_name()};
  }
  void take(PriceListDecision decision, const char* who, Instant at, bool fresh = false) {
    if (!decision) done_ = decision.refusal();
    if (!decision || !done_) return;
    const SigningKey key = SigningKey::open(house_.folder() / signing_key_file);
    for (auto* text : {&decision->content, &decision->csv})
      if (*text) *text = sign_text((*text)->text, key);
    const PriceListWriter writer{officer(who), at, house_.rulebook_now()->version};
    list_ = fresh ? add_price_list(session_, *decision, writer) : save_price_list(session_, list_, *decision, writer);
  }

  House& house_;
  db::Session& session_;
  PriceList list_;
  Verdict done_ = Done{};
};

class PostingTeller {
 public:
  PostingTeller(House& house, db::Session& session, std::int64_t number, const std::string& photo)
      : house_(house), session_(session), list_(*load_issued_price_list(session, number)), photo_(photo) {}

  void prove(const char* unit, const char* who, Date day) {
    const Unit* hall = house_.organisation()->unit_by_code(unit);
    const Officer* officer = house_.organisation()->officer_by_code(who);
    if (hall == nullptr || officer == nullptr || !done_) return;
    PostingProof proof;
    proof.posted_on = day;
    proof.photo_hash = keep_file(house_.folder(), photo_);
    proof.photo_type = "image/png";
    proof.bytes = static_cast<std::int64_t>(photo_.size());
    proof.note = "示例照片";
    const Instant at = morning(day, 10);
    const PricePosting posting = price_posting_of(session_, list_.number, hall->id);
    save(posting, prove_posting(posting, proof, {officer->id, at, local_date(*list_.issued_at), {}}), officer->id, at);
  }
  void reject(const char* unit, const char* who, Instant at, const char* reason) {
    const Unit* hall = house_.organisation()->unit_by_code(unit);
    const Officer* officer = house_.organisation()->officer_by_code(who);
    if (hall == nullptr || officer == nullptr || !done_) return;
    const PricePosting posting = price_posting_of(session_, list_.number, hall->id);
    save(posting, reject_posting(posting, {posting.version, {reason}}, {officer->id, at, {}, {}}), officer->id, at);
  }
  const Verdict& done() const { return done_; }

 private:
  void save(const PricePosting& posting, const PostingDecision& decision, OfficerId officer, Instant at) {
    if (!decision) done_ = decision.refusal();
    else save_price_posting(session_, posting, *decision, {officer, at, house_.rulebook_now()->version});
  }

  House& house_;
  db::Session& session_;
  PriceList list_;
  const std::string& photo_;
  Verdict done_ = Done{};
};

}  // namespace

Verdict plan_price_change(House& house, const DemoOptions& options) {
  const auto organisation = house.organisation();
  const Officer *author = organisation->officer_by_code("SCYX02"), *reviewer = organisation->officer_by_code("JZ02");
  const std::string text = read_text(options.rulebook + "/demo/example_fees.next");
  if (author == nullptr || reviewer == nullptr || text.empty()) return Done{};
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    const Instant now = house.now();
    const auto version = start_draft(session, {"示例收费调整", 0}, author->id, now);
    if (!version) {
      done = version.refusal();
      return;
    }
    done = change_draft_file(session, *version, {fees_file, text}, author->id, now);
    if (done) done = submit_draft(session, *version, author->id, now);
    if (done) done = review_draft(session, *version, {true, "同意"}, reviewer->id, now);
    if (done) done = put_in_force(session, *version, at_local(change_day(options), 0), reviewer->id, now);
  });
  return done;
}

Verdict add_price_lists(House& house, const DemoOptions& options) {
  const std::string photo = read_text(options.rulebook + "/demo/wall_photo.png");
  const Date begin = begin_of(options), change = change_day(options);
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    PriceListTeller lists(house, session);
    lists.draft(begin.plus_days(first_days), morning(begin, 9));
    lists.submit(morning(begin, 10));
    lists.review(morning(begin, 15));
    lists.approve(morning(begin.plus_days(1), 9));
    const std::int64_t first = lists.number();
    lists.draft(change, morning(change.plus_days(-notice_days), 9));
    lists.submit(morning(change.plus_days(-notice_days), 10));
    lists.review(morning(change.plus_days(-notice_days), 14), PriceListVerdict::returned, "请把示例收费的说明核对后再送。");
    lists.submit(morning(change.plus_days(1 - notice_days), 9));
    lists.review(morning(change.plus_days(1 - notice_days), 15));
    lists.approve(morning(change.plus_days(2 - notice_days), 9));
    const std::int64_t second = lists.number();
    lists.draft(local_date(options.end).plus_days(next_days), options.end);
    done = lists.done();
    if (!done) return;
    PostingTeller old_walls(house, session, first, photo);
    for (const auto& [unit, who] : {std::pair{"KHFW-YYT", "YYT01"}, {"GDS-CD", "CDY01"}, {"GDS-XQ", "XQY01"}, {"GDS-SH", "SHY01"}}) old_walls.prove(unit, who, begin.plus_days(first_days));
    done = old_walls.done();
    if (!done) return;
    PostingTeller walls(house, session, second, photo);
    walls.prove("KHFW-YYT", "YYT01", change);
    walls.prove("GDS-CD", "CDY02", change);
    walls.reject("GDS-CD", "JCSJ02", morning(change.plus_days(1), 9), "照片看不清期号，请重拍。");
    walls.prove("GDS-CD", "CDY01", change.plus_days(1));
    walls.prove("GDS-XQ", "XQY01", change.plus_days(1));
    done = walls.done();
    if (done) tell_overdue_postings(session, *house.rulebook_now(), *house.organisation(), morning(std::min(change.plus_days(notice_days), local_date(options.end)), 9));
  });
  return done;
}

}  // namespace shouwen
