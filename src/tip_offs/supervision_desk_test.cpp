// Two people open what nobody else can: not the database, not its backups, not every key file of the house together.
#include "tip_offs/supervision_desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>

#include "cases/cases.h"
#include "db/temporary_database_test.h"
#include "org/organisation_store.h"
#include "org/supervision_key_store.h"
#include "tip_offs/reward.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_receipt.h"
#include "tip_offs/verify_tip.h"

namespace shouwen {
namespace {

const Instant morning = at_local(Date::of(2026, 3, 10), 10 * 3600);
constexpr const char* marked = "𠮷田无名氏";
constexpr const char* marked_phone = "19912345678";
constexpr const char *first_passphrase = "first passphrase 电", *second_passphrase = "second passphrase", *third_passphrase = "third passphrase";

class Supervision : public testing::Test {
 protected:
  Supervision() {
    house->writer().run([&](db::Session& session) {
      EXPECT_TRUE(install_rulebook(session, read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"), Instant{0}, morning));
      EXPECT_TRUE(add_unit(session, {"", "BJ", "供电局", "", UnitKind::bureau, {}}, {}, morning));
      EXPECT_TRUE(add_unit(session, {"BJ", "JBGS", "局办公室", "", UnitKind::department, {}}, {}, morning));
      EXPECT_TRUE(add_unit(session, {"BJ", "JCSJ", "监察审计部", "", UnitKind::department, {}}, {}, morning));
      one = *add_officer(session, {"J1", "严", "", "JCSJ", "主任", {"auditor"}, PostRank::head}, {}, morning);
      two = *add_officer(session, {"J2", "钟", "", "JCSJ", "专责", {"auditor"}, PostRank::staff}, {}, morning);
      three = *add_officer(session, {"J3", "第", "", "JCSJ", "专责", {"auditor"}, PostRank::staff}, {}, morning);
    });
    house->reload();
  }
  SupervisionCaller by(OfficerId who) { return {*house, reading, who, house->now(), house->rulebook_now(), house->organisation()}; }
  static std::string code(const Verdict& verdict) { return verdict ? "" : verdict.refusal().code; }
  template <class T>
  static std::string code_of(const Result<T>& result) { return result ? "" : result.refusal().code; }
  void make_key() {
    ASSERT_EQ(code(enrol(by(one), first_passphrase)), "");
    ASSERT_EQ(code(enrol(by(two), second_passphrase)), "");
    ASSERT_EQ(code(make_supervision_key(by(one))), "");
  }
  Result<Performed> give_tip(bool anonymous) {
    RegisterInput input;
    input.kind = CaseKind::tip_off;
    input.category = {"tip_off.theft"};
    input.channel = Channel::web;
    input.contact.anonymous = anonymous;
    if (!anonymous) input.contact.name = Line<0, 40>{marked}, input.contact.phone = Line<0, 30>{marked_phone};
    input.text = {"后街有人绕表用电"};
    std::optional<Result<Performed>> done;
    house->writer().run([&](db::Session& session) {
      done = register_public_tip({session, house->organisation(), [this](std::int64_t version) { return house->rulebook_version(version); }, house->rulebook_now(),
                                  Actor{Actor::Kind::customer, {}, {}}, house->now(), seal_for_supervision(session), house->key().derive(tip_code_purpose)},
                                 input);
    });
    return *std::move(done);
  }

  db::TemporaryDatabase database;
  std::atomic<std::int64_t> clock{morning.seconds};
  std::unique_ptr<House> house = *House::open(database.folder(), [this] { return Instant{clock.load()}; }, 4, database.uri());
  db::Session reading{house->database(), db::OpenMode::read_only};
  OfficerId one, two, three;
};

TEST_F(Supervision, Art_9_5_without_a_key_only_anonymous_tips_are_taken) {
  EXPECT_EQ(code_of(give_tip(false)), "register_case.no_supervision_key");
  EXPECT_EQ(code_of(give_tip(true)), "");
}

TEST_F(Supervision, Art_9_5_the_key_needs_two_who_enrolled) {
  EXPECT_EQ(code(make_supervision_key(by(one))), "supervision_key.not_enrolled");
  EXPECT_EQ(code(enrol(by(one), "short")), "password.too_short");
  EXPECT_EQ(code(enrol(by(one), first_passphrase)), "");
  EXPECT_EQ(code(enrol(by(one), first_passphrase)), "supervision_key.enrolled_already");
  EXPECT_EQ(code(make_supervision_key(by(one))), "supervision_key.two_needed");
  EXPECT_EQ(code(enrol(by(two), second_passphrase)), "");
  EXPECT_EQ(code(make_supervision_key(by(two))), "");
  EXPECT_EQ(code(make_supervision_key(by(one))), "supervision_key.made_already");
  EXPECT_TRUE(verify_supervision_key(reading).empty());
}

TEST_F(Supervision, Art_9_5_two_officers_open_an_identity_once_each) {
  make_key();
  const auto tip = give_tip(false);
  ASSERT_EQ(code_of(tip), "");
  const CaseId id = tip->after.id;
  EXPECT_TRUE(is_sealed_to_key(tip->after.contact.sealed));
  EXPECT_EQ(code_of(ask_for_identity(by(one), id, {"核实"}, "wrong passphrase")), "supervision_key.passphrase_wrong");
  EXPECT_EQ(code_of(ask_for_identity(by(three), id, {"核实"}, third_passphrase)), "supervision_key.not_enrolled");
  const auto number = ask_for_identity(by(one), id, {"须当面核实"}, first_passphrase);
  ASSERT_TRUE(number);
  EXPECT_EQ(code_of(agree_to_opening(by(one), id, *number, first_passphrase)), "opening.own");
  EXPECT_EQ(code_of(agree_to_opening(by(two), id, *number, first_passphrase)), "supervision_key.passphrase_wrong");
  EXPECT_EQ(code_of(read_opened_identity(by(one), id, *number, first_passphrase)), "opening.unknown") << "not before the second agreed";
  const auto seen = agree_to_opening(by(two), id, *number, second_passphrase);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->name, marked);
  EXPECT_EQ(code_of(agree_to_opening(by(two), id, *number, second_passphrase)), "opening.over");
  EXPECT_EQ(read_opened_identity(by(one), id, *number, first_passphrase)->phone, marked_phone);
  EXPECT_EQ(code_of(read_opened_identity(by(one), id, *number, first_passphrase)), "opening.read_already");
  const TipOff after = load_tip_off(reading, id);
  EXPECT_EQ(after.openings.at(0).stage, OpeningStage::opened);
  EXPECT_EQ(after.openings.at(0).agreer_id, two);
  EXPECT_TRUE(verify_tip_off(reading, id).empty());
}

TEST_F(Supervision, Art_9_5_nobody_reads_a_name_out_of_the_data_folder) {
  make_key();
  const auto tip = give_tip(false);
  ASSERT_EQ(code_of(tip), "");
  ASSERT_TRUE(ask_for_identity(by(one), tip->after.id, {"核实"}, first_passphrase)) << "even while an opening waits";
  std::string everything;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(database.folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    everything.append(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_GT(everything.size(), 1000U);
  for (const std::string& mark : {std::string(marked), std::string(marked_phone), std::string("田无名"), std::string("first passphrase")}) EXPECT_EQ(everything.find(mark), std::string::npos) << mark;
  // Whoever has all of it has the house key too; it opens nothing of this.
  std::size_t boxes = 0;
  const auto letters = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '='; };
  for (std::size_t at = everything.find("box1:"); at != std::string::npos; at = everything.find("box1:", at + 1), ++boxes) {
    std::size_t end = at + 5;
    while (end < everything.size() && letters(everything[end])) ++end;
    const std::string sealed = everything.substr(at, end - at), bare = everything.substr(at + 5, end - at - 5);
    for (const std::string_view purpose : {identity_purpose, std::string_view("supervision_waiting"), std::string_view("totp"), tip_code_purpose})
      EXPECT_FALSE(house->key().unseal(purpose, bare) || house->key().unseal(purpose, sealed));
    for (const std::string_view purpose : {identity_purpose, tip_code_purpose})
      if (const auto keys = keys_of(house->key().derive(purpose))) {
        EXPECT_FALSE(open_sealed(*keys, sealed));
      }
  }
  EXPECT_GE(boxes, 1U);
  // Nor does one officer's passphrase alone.
  const auto alone = unlock(by(one), first_passphrase);
  ASSERT_TRUE(alone);
  EXPECT_FALSE(open_sealed(*alone, tip->after.contact.sealed));
  for (const SupervisionLayer& layer : layers_of(reading, one)) {
    const auto inner = open_sealed(*alone, layer.sealed);
    ASSERT_TRUE(inner);
    EXPECT_FALSE(open_sealed(*alone, *inner));
  }
}

TEST_F(Supervision, Art_9_5_an_opening_nobody_agrees_to_is_over) {
  make_key();
  const auto tip = give_tip(false);
  const auto number = ask_for_identity(by(one), tip->after.id, {"核实"}, first_passphrase);
  ASSERT_TRUE(number);
  clock += 73 * 3600;
  EXPECT_EQ(code_of(agree_to_opening(by(two), tip->after.id, *number, second_passphrase)), "opening.over");
  expire_requests(*house);
  EXPECT_EQ(load_tip_off(reading, tip->after.id).openings.at(0).stage, OpeningStage::expired);
  EXPECT_TRUE(waiting_requests(reading).empty());
}

TEST_F(Supervision, Art_9_5_officers_come_and_go_by_two) {
  make_key();
  ASSERT_EQ(code(enrol(by(three), third_passphrase)), "");
  const auto tip = give_tip(false);
  EXPECT_EQ(code_of(ask_for_identity(by(three), tip->after.id, {"核实"}, third_passphrase)), "supervision_key.not_admitted");
  EXPECT_EQ(code(ask_change(by(one), RequestPurpose::remove, two, "调离", first_passphrase)), "supervision_key.two_must_stay");
  EXPECT_EQ(code(ask_change(by(three), RequestPurpose::admit, three, "自己", third_passphrase)), "supervision_key.not_admitted");
  ASSERT_EQ(code(ask_change(by(one), RequestPurpose::admit, three, "新任", first_passphrase)), "");
  const std::int64_t request = waiting_requests(reading).at(0).id;
  EXPECT_EQ(code(agree_to_change(by(one), request, first_passphrase)), "opening.own");
  EXPECT_EQ(code(agree_to_change(by(three), request, third_passphrase)), "supervision_key.about_yourself");
  ASSERT_EQ(code(agree_to_change(by(two), request, second_passphrase)), "");
  const auto number = ask_for_identity(by(three), tip->after.id, {"核实"}, third_passphrase);
  ASSERT_TRUE(number) << "the new officer opens what was sealed before him";
  EXPECT_TRUE(agree_to_opening(by(one), tip->after.id, *number, first_passphrase));
  ASSERT_EQ(code(ask_change(by(one), RequestPurpose::remove, two, "调离", first_passphrase)), "");
  ASSERT_EQ(code(agree_to_change(by(three), waiting_requests(reading).at(0).id, third_passphrase)), "");
  EXPECT_EQ(supervision_officers(reading).size(), 2U);
  EXPECT_EQ(code_of(ask_for_identity(by(two), tip->after.id, {"核实"}, second_passphrase)), "supervision_key.not_enrolled");
  EXPECT_TRUE(verify_supervision_key(reading).empty());
  house->writer().run([](db::Session& session) { session.run("DELETE FROM supervision_layer"); });
  EXPECT_EQ(verify_supervision_key(reading).size(), 1U);
}

TEST_F(Supervision, Art_9_5_wrong_passphrases_lock_and_a_new_one_replaces_the_old) {
  make_key();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(unlock(by(one), "no")), "supervision_key.passphrase_wrong");
  EXPECT_EQ(code_of(unlock(by(one), first_passphrase)), "supervision_key.locked");
  clock += 901;
  EXPECT_EQ(code(change_passphrase(by(one), first_passphrase, "another passphrase")), "");
  EXPECT_EQ(code_of(unlock(by(one), first_passphrase)), "supervision_key.passphrase_wrong");
  EXPECT_EQ(code_of(unlock(by(one), "another passphrase")), "");
}

TEST_F(Supervision, Art_9_5_a_signed_receipt_proves_that_it_arrived) {
  const auto tip = give_tip(true);
  const auto receipt = receipt_of(reading, tip->after.id);
  ASSERT_TRUE(receipt);
  const ReceiptKeys keys{SigningKey::open(house->folder() / signing_key_file), house->key()};
  const std::string text = signed_receipt(*receipt, keys.signing_key);
  EXPECT_TRUE(is_signature_right(text));
  EXPECT_EQ(code(check_signed_receipt(text, reading, keys)), "");
  std::string windows = text;
  for (std::size_t at = windows.find('\n'); at != std::string::npos; at = windows.find('\n', at + 2)) windows.insert(at, "\r");
  EXPECT_EQ(code(check_signed_receipt(windows, reading, keys)), "") << "an editor's line ends are no forgery";
  std::string forged = text;
  forged[forged.find("journal_number: ") + 16] = '9';
  EXPECT_EQ(code(check_signed_receipt(forged, reading, keys)), "receipt.signature_wrong");
  EXPECT_EQ(code(check_signed_receipt("hello", reading, keys)), "receipt.unreadable");
  TipReceipt other = *receipt;
  other.number = "20260310000029";
  EXPECT_EQ(code(check_signed_receipt(signed_receipt(other, keys.signing_key), reading, keys)), "receipt.not_in_journal");
}

TEST_F(Supervision, Art_9_5_receipts_given_out_before_stay_good_and_no_signature_passes_for_another_kind) {
  const auto tip = give_tip(true);
  const auto receipt = receipt_of(reading, tip->after.id);
  const ReceiptKeys keys{SigningKey::open(house->folder() / signing_key_file), house->key()};
  const std::string before = first_signed_receipt(*receipt, house->key());
  EXPECT_TRUE(before.starts_with("shouwen tip receipt 1\n"));
  EXPECT_TRUE(is_signature_right(before));
  EXPECT_EQ(code(check_signed_receipt(before, reading, keys)), "");
  std::string renamed = before;
  renamed[renamed.find(" 1\n") + 1] = '2';
  EXPECT_EQ(code(check_signed_receipt(renamed, reading, keys)), "receipt.signature_wrong") << "the old form does not pass for the new one";
  const std::string text = signed_receipt(*receipt, keys.signing_key), said = text.substr(0, text.find("signature: "));
  const std::string as_receipt = keys.signing_key.sign(SignedAs::tip_receipt, said), as_price_list = keys.signing_key.sign(SignedAs::price_list, said), key = keys.signing_key.public_key();
  EXPECT_TRUE(is_signed(SignedAs::tip_receipt, said, {as_receipt, key}));
  EXPECT_FALSE(is_signed(SignedAs::price_list, said, {as_receipt, key})) << "a receipt's signature under a price list";
  EXPECT_FALSE(is_signed(SignedAs::tip_receipt, said, {as_price_list, key})) << "a price list's signature under a receipt";
  EXPECT_NE(text.find(key), std::string::npos) << "the key everybody finds at /api/v1/signing_key";
}

TEST_F(Supervision, Art_9_5_the_clock_ends_a_reward_nobody_claims) {
  const auto tip = give_tip(true);
  const CaseId id = tip->after.id;
  const auto by_officer = [&](OfficerId who, const TipRule& rule) {
    house->writer().run([&](db::Session& session) {
      const auto done = perform_tip({session, house->organisation(), [this](std::int64_t version) { return house->rulebook_version(version); }, house->rulebook_now(),
                                     Actor{Actor::Kind::officer, who, {}}, house->now(), {}}, id, rule);
      EXPECT_EQ(code_of(done), "");
    });
  };
  by_officer(one, [](const TipOff& t, const TipSituation& s) { return accept_tip(t, {}, s); });
  by_officer(one, [](const TipOff& t, const TipSituation& s) { return pre_check(t, {0, true, {"有线索"}}, s); });
  by_officer(one, [this](const TipOff& t, const TipSituation& s) { return appoint_investigators(t, {0, {one, two}}, s); });
  by_officer(one, [](const TipOff& t, const TipSituation& s) { return report_investigation(t, {0, {"现场"}}, s); });
  by_officer(two, [](const TipOff& t, const TipSituation& s) { return report_investigation(t, {0, {"现场"}}, s); });
  by_officer(one, [](const TipOff& t, const TipSituation& s) { return find_tip(t, {0, TipVerdict::verified, {"查实"}, 0}, s); });
  const auto service_case = load_case(reading, id);
  for (const char* step : {"tip_accepted", "tip_pre_checked", "tip_investigated", "tip_found"}) EXPECT_TRUE(service_case->has_done(step)) << step << ": the case's clocks know";
  const std::vector<OfficerId> group{two, OfficerId{77}};
  const RewardSetting setting{tip_among(reading, id, *tip_off_rules(*house->rulebook_now())), {}, group};
  by_officer(one, [&setting](const TipOff& t, const TipSituation& s) { return propose_reward(t, {0, {}, {}, {}, {"按表"}}, setting, s); });
  for (const OfficerId member : group) by_officer(member, [&group](const TipOff& t, const TipSituation& s) { return vote_on_reward(t, {0, true, {}}, group, s); });
  EXPECT_EQ(expire_unclaimed_rewards(*house), 0);
  clock += 90 * seconds_per_day;
  EXPECT_EQ(expire_unclaimed_rewards(*house), 1) << "told that the end is near; the last day is whole";
  EXPECT_EQ(load_tip_off(reading, id).reward->stage, RewardStage::payable);
  EXPECT_EQ(expire_unclaimed_rewards(*house), 0) << "told once";
  clock += seconds_per_day;
  EXPECT_EQ(expire_unclaimed_rewards(*house), 1);
  EXPECT_EQ(load_tip_off(reading, id).reward->stage, RewardStage::expired);
  EXPECT_TRUE(verify_tip_off(reading, id).empty());
}

TEST_F(Supervision, Art_9_5_a_tip_about_supervision_itself_goes_elsewhere) {
  RegisterInput input;
  input.category = {"tip_off.conduct"};
  input.channel = Channel::web;
  input.contact.anonymous = true;
  input.text = {"监察人员收礼"};
  input.further_accused = Accused{{}, {house->organisation()->unit_by_code("JCSJ")->id}};
  std::optional<Result<Performed>> done;
  OfficerId leader;
  house->writer().run([&](db::Session& session) { leader = *add_officer(session, {"1", "陆", "", "BJ", "局长", {"leader"}, PostRank::head}, {}, morning); });
  house->reload();
  house->writer().run([&](db::Session& session) {
    done = register_public_tip({session, house->organisation(), [this](std::int64_t version) { return house->rulebook_version(version); }, house->rulebook_now(),
                                Actor{Actor::Kind::customer, {}, {}}, house->now(), seal_for_supervision(session), house->key().derive(tip_code_purpose)},
                               input);
  });
  ASSERT_EQ(code_of(*done), "");
  EXPECT_EQ((*done)->after.responsible_officer_id, leader);
}

}  // namespace
}  // namespace shouwen
