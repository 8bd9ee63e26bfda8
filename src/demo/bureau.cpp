// Units, people and customers through the same commands as everywhere.
#include "demo/bureau.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/check.h"
#include "customers/customer_file_store.h"
#include "org/accounts.h"
#include "org/organisation_store.h"
#include "portal/announcement.h"
#include "portal/public_words.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

UnitKind unit_kind_of(const std::string& word) {
  static const std::map<std::string, UnitKind> kinds = {
      {"bureau", UnitKind::bureau},         {"leaders", UnitKind::leaders},
      {"department", UnitKind::department}, {"service_center", UnitKind::service_center},
      {"key_account_center", UnitKind::key_account_center}, {"supply_station", UnitKind::supply_station},
      {"team", UnitKind::team}};
  const auto found = kinds.find(word);
  SHOUWEN_CHECK(found != kinds.end());
  return found->second;
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

Verdict add_organisation(db::Session& session, const Material& material, const std::string& hash, Instant now) {
  for (const auto& row : material.units) {
    const auto& c = row.cells;
    NewUnit unit{c[1], c[0], c[2], c[4], unit_kind_of(c[3]), area_of(c[5])};
    if (const auto added = add_unit(session, unit, OfficerId{}, now); !added) return added.refusal();
  }
  std::map<std::string, OfficerId> ids;
  std::int64_t number = 0;
  for (const auto& row : material.people) {
    const auto& c = row.cells;
    const NewOfficer officer{c[0], c[1], fmt::format("1990001{:04}", ++number), c[2], c[3], words(c[4]), c[5] == "yes" ? PostRank::head : c[5] == "deputy" ? PostRank::deputy_head : PostRank::staff};
    const auto added = add_officer(session, officer, OfficerId{}, now);
    if (!added) return added.refusal();
    ids[c[0]] = *added;
    set_password(session, *added, hash, false);
  }
  for (const auto& row : material.people)
    if (const Verdict set = set_deputy(session, ids.at(row.cells[0]), ids.at(row.cells[6]), OfficerId{}, now); !set) return set.refusal();
  return Done{};
}

/// The shipped rulebook with the numbers that a bureau sets itself.
std::vector<RulebookFile> demo_rulebook(const std::string& folder) {
  std::vector<RulebookFile> files = read_rulebook_folder(folder);
  for (const RulebookFile& own : read_rulebook_folder(folder + "/demo")) {
    const auto shipped = std::find_if(files.begin(), files.end(), [&own](const RulebookFile& file) { return file.name == own.name; });
    if (shipped != files.end()) shipped->text = own.text;
    else if (own.name.ends_with(".toml")) files.push_back(own);
  }
  return files;
}

/// A planned outage is announced this many days before it.
constexpr std::int32_t announced_days_before = 5;

/// "{day}" becomes a day that is still to come.
std::string on_day(std::string text, Instant now, http::Language language) {
  const std::string mark = "{day}";
  if (const std::size_t at = text.find(mark); at != std::string::npos) text.replace(at, mark.size(), public_date(local_date(now).plus_days(announced_days_before), language));
  return text;
}

}  // namespace

Verdict set_up_bureau(House& house, const Material& material, const DemoOptions& options) {
  if (!house.bureau_name().empty()) return Refusal{"init.set_up_already", "", "", {{"bureau", house.bureau_name()}}};
  const auto files = demo_rulebook(options.rulebook);
  // One hash for all: the demonstration's password is public anyway.
  const std::string hash = hash_password(demo_password);
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    const auto installed = install_rulebook(session, files, Instant{0}, house.now());
    if (!installed) {
      done = installed.refusal();
      return;
    }
    set_bureau(session, material.units.front().cells[2], house.now());
    done = add_organisation(session, material, hash, house.now());
  });
  if (done) house.reload();
  return done;
}

Verdict publish_announcements(House& house, const Material& material, Instant now) {
  const Officer* author = house.organisation()->officer_by_code("JBGS02");
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    for (const auto& row : material.announcements) {
      const auto& c = row.cells;
      Announcement announcement;
      announcement.title_zh = c[0];
      announcement.body_zh = on_day(c[1], now, http::Language::zh);
      announcement.title_en = c[2];
      announcement.body_en = on_day(c[3], now, http::Language::en);
      announcement.valid_from = now;
      announcement.valid_to = now.plus_seconds(std::stoll(c[4]) * seconds_per_day);
      announcement.author_id = author == nullptr ? OfficerId{} : author->id;
      announcement.known_at = now;
      if (done) done = check_announcement(announcement, now);
      if (done) add_announcement(session, announcement);
    }
  });
  return done;
}

Verdict add_customers(House& house, const Material& material, Dice& dice, std::int64_t count) {
  const auto organisation = house.organisation();
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    for (std::int64_t i = 1; i <= count; ++i) {
      const Place& place = dice.pick(material.places);
      const Unit* station = organisation->unit_by_code(place.station);
      SHOUWEN_CHECK(station != nullptr);
      Customer customer;
      customer.account_number = fmt::format("05{:08}", i * 37 + 10000000);
      const bool is_business = dice.percent(12);
      const std::string business = is_business ? dice.pick(material.businesses) : std::string();
      customer.name = is_business ? place.name + business : dice.pick(material.surnames) + dice.pick(material.given_names);
      customer.phone = fmt::format("1990000{:04}", i % 10000);
      customer.address = fmt::format("{}{}{}号", place.name, dice.pick(material.streets), dice.between(1, 288));
      customer.area = *area_of(place.area);
      customer.station_unit_id = station->id;
      customer.usage_category = is_business ? "一般工商业" : customer.area == Area::urban || dice.percent(85) ? "居民生活" : "农业生产";
      customer.meter_number = fmt::format("33{:010}", i * 7919);
      const auto rulebook = house.rulebook_now();
      const FileWriter writer{{}, house.now(), rulebook->version, rulebook->customer_file};
      CustomerFile file = file_of(customer);
      if (is_business) file.trade = Line<0, 60>{material.trades.at(business)};
      if (const auto added = add_customer(session, file, "建档", writer); !added) {
        done = added.refusal();
        return;
      }
    }
  });
  return done;
}

}  // namespace shouwen
