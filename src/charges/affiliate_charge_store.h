// Charges of affiliated enterprises in the database: state and journal (stream affiliate_charge/ID). All SQL of them. Art. 9(3).
#pragma once

#include "charges/affiliate_charge.h"
#include "charges/receipt_store.h"

namespace shouwen {

std::optional<AffiliateCharge> load_affiliate_charge(db::Session& session, AffiliateChargeId id);
/// A new one if it has no id yet.
AffiliateCharge save_affiliate_charge(db::Session& session, AffiliateCharge before, const AffiliateChargeEventBody& body, const ChargeWriter& writer);
bool has_affiliate_charge(db::Session& session, std::string_view source, std::string_view source_number);

struct AffiliateFilter {
  std::optional<CustomerId> affiliate_id;
  std::optional<ExceptionState> exception;
  std::optional<TariffComparison> comparison;
};
/// Newest first, behind one.
std::vector<AffiliateCharge> list_affiliate_charges(db::Session& session, const AffiliateFilter& filter, AffiliateChargeId after, std::int64_t limit);
/// Exceptions nobody has decided yet.
std::int64_t count_open_exceptions(db::Session& session);

std::vector<std::string> verify_affiliate_charge(db::Session& session, AffiliateChargeId id);

}  // namespace shouwen
