// Reads first, writes only if there is something to tell.
#include "price_lists/price_posting_run.h"

#include <fmt/format.h>

#include "cases/notice_store.h"
#include "price_lists/price_list_words.h"
#include "price_lists/price_posting_store.h"
#include "price_lists/published_item.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

struct OverduePosting {
  PricePosting posting;
  PricePostingEvent event;
};

std::vector<OverduePosting> overdue_postings(db::Session& session, const Rulebook& rulebook, const Organisation& organisation, Instant now) {
  std::vector<OverduePosting> found;
  const auto number = price_list_in_force(session, local_date(now));
  if (!number || rulebook.price_lists == nullptr) return found;
  const auto list = load_issued_price_list(session, *number);
  const Instant due_at = posting_due_at(*rulebook.price_lists, rulebook.calendars.bureau, *list->issued_at, list->in_force_from);
  if (now < due_at) return found;
  for (const UnitId hall : price_halls(*rulebook.price_lists, organisation)) {
    PricePosting posting = price_posting_of(session, *number, hall);
    if (auto event = tell_overdue_posting(posting, due_at, now)) found.push_back({std::move(posting), *std::move(event)});
  }
  return found;
}

std::vector<OfficerId> supervisors(const Rulebook& rulebook, const Organisation& organisation) {
  std::vector<OfficerId> told;
  const Unit* unit = organisation.unit_by_code(rulebook.closing.supervision_unit_code);
  if (unit == nullptr) return told;
  for (const Officer& officer : organisation.officers())
    if (officer.active && officer.unit_id == unit->id) told.push_back(officer.id);
  return told;
}

}  // namespace

std::int64_t tell_overdue_postings(db::Session& session, const Rulebook& rulebook, const Organisation& organisation, Instant now) {
  std::int64_t told = 0;
  for (OverduePosting& overdue : overdue_postings(session, rulebook, organisation, now)) {
    const std::string hall = organisation.unit(overdue.posting.unit_id)->name;
    const SavedPosting saved = save_price_posting(session, std::move(overdue.posting), overdue.event, {OfficerId{}, now, rulebook.version});
    const HouseNotice notice{NoticeKind::price_posting_overdue, fmt::format("/price_postings?number={}", saved.posting.number), clause::art_9_1,
                             fmt::format("{}：第{}期价目表到期未上墙，或照片不合格", hall, saved.posting.number),
                             fmt::format("{}: price list no. {} is not proved to hang on its wall in time", hall, saved.posting.number)};
    write_house_notice(session, saved.journal_number, supervisors(rulebook, organisation), notice, now);
    ++told;
  }
  return told;
}

std::int64_t tell_overdue_postings(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || overdue_postings(*house.readers().borrow(), *rulebook, *house.organisation(), house.now()).empty()) return 0;
  std::int64_t told = 0;
  house.writer().run([&](db::Session& session) { told = tell_overdue_postings(session, *rulebook, *house.organisation(), house.now()); });
  return told;
}

}  // namespace shouwen
