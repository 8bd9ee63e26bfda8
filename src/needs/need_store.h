// Needs in the database: state, journal (stream need/ID) and links to their internal requests, in one transaction. Art. 11(1), 11(2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "needs/need.h"

namespace shouwen {

struct NeedWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

std::optional<Need> load_need(db::Session& session, NeedId id);
/// A new need with its first event.
Need add_need(db::Session& session, const NeedEvent& event, const NeedWriter& writer);
/// The event into the journal and the state after it.
Need save_need(db::Session& session, const Need& before, const NeedEvent& event, const NeedWriter& writer);

/// One step of a need's story.
struct NeedStep {
  std::int64_t number = 0;  ///< in the stream
  Instant at;
  OfficerId officer_id;
  NeedEvent event;
};
/// Newest first.
std::vector<NeedStep> need_story(db::Session& session, NeedId id);

struct NeedFilter {
  std::optional<NeedStage> stage;
  std::optional<NeedKind> kind;
  std::optional<OfficerId> account_manager_id;
  std::optional<CustomerId> customer_id;
};
/// Newest first, behind a need; 0: from the beginning.
std::vector<Need> list_needs(db::Session& session, const NeedFilter& filter, NeedId after, std::int64_t limit);

struct StageFigures {
  NeedStage stage{};
  std::int64_t count = 0, capacity_kva = 0, power_kw = 0, yearly_energy_wh = 0;
};
/// Every stage in the order of the funnel, those without needs too.
std::vector<StageFigures> stage_figures(db::Session& session, const NeedFilter& filter);
struct LostFigures {
  std::string reason;
  std::int64_t count = 0, capacity_kva = 0, power_kw = 0;
};
/// Most first.
std::vector<LostFigures> lost_figures(db::Session& session, const NeedFilter& filter);
/// What each customer wants that is not over; customers without needs are left out.
struct CustomerNeedSum {
  CustomerId customer_id;
  std::int64_t needs = 0, power_kw = 0, capacity_kva = 0;
};
/// 0 = of every customer.
std::vector<CustomerNeedSum> open_need_sums(db::Session& session, CustomerId customer = {});
/// Needs that are not over and have internal requests, by id.
std::vector<Need> needs_with_requests(db::Session& session, const NeedFilter& filter);

/// Whether a case is one the inside asks of the inside for a need: none of the customer's own.
bool is_internal_request(db::Session& session, CaseId id);

/// What differs between the stored need and its events; empty if all is well.
std::vector<std::string> verify_need(db::Session& session, NeedId id);

}  // namespace shouwen
