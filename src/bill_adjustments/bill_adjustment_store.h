// Corrections in the database: state and journal (stream bill_adjustment/ID) in one transaction. All SQL of them. Art. 9(2).
#pragma once

#include "bill_adjustments/bill_adjustment_steps.h"
#include "db/session.h"

namespace shouwen {

std::optional<BillAdjustment> load_bill_adjustment(db::Session& session, BillAdjustmentId id);
struct SavedAdjustment {
  BillAdjustment after;
  std::int64_t journal_number = 0;
};
SavedAdjustment add_bill_adjustment(db::Session& session, const BillAdjustmentEvent& event);
SavedAdjustment save_bill_adjustment(db::Session& session, const BillAdjustment& before, const BillAdjustmentEvent& event);

/// Newest first.
std::vector<BillAdjustment> bill_adjustments_of(db::Session& session, CustomerId customer, std::int64_t limit);
enum class WhichAdjustments { all, waiting };
/// Newest first, behind one.
std::vector<BillAdjustment> list_bill_adjustments(db::Session& session, WhichAdjustments which, BillAdjustmentId after, std::int64_t limit);

/// What differs between stored row and events; empty if all is well.
std::vector<std::string> verify_bill_adjustment(db::Session& session, BillAdjustmentId id);

}  // namespace shouwen
