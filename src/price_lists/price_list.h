// An edition of the price list and fee catalogue: what it lists, who made, reviewed and approved it. Plain values. Art. 9(1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "json/field_types.h"
#include "regulation/price_book.h"

namespace shouwen {

using PriceListId = Id<struct PriceListTag>;

// What is listed, as it is frozen: a form of its own, so that the rulebook's values may grow and an issued edition stays as it is.

struct ListedPrice {
  std::string code, name_zh, name_en, unit_zh, unit_en;
  std::string price;                       ///< as published: "0.58886875"
  std::int64_t yuan_e8 = 0;                ///< the same in 1e-8 yuan
  std::string applies_zh, applies_en, source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;        ///< last day
  bool operator==(const ListedPrice&) const = default;
};
struct ListedSeason {
  std::vector<std::int64_t> months, tier_limits_kwh;
  bool operator==(const ListedSeason&) const = default;
};
struct ListedBasicCharge {
  std::string capacity_price, demand_price;
  std::int64_t contract_floor_percent = 0, actual_floor_percent = 0, tolerance_percent = 0;
  ExcessReading excess{};
  std::int64_t month_days = 0, full_use_kwh_per_kva = 0, full_use_percent = 0;
  bool operator==(const ListedBasicCharge&) const = default;
};
struct ListedTariff {
  std::string code;
  UsageCategory usage_category{};
  std::string name_zh, name_en, about_zh, about_en;
  std::int64_t year_begins_month = 0;
  std::vector<ListedSeason> seasons;
  std::vector<std::string> tier_prices, tier_surcharges;
  std::string super_peak_price, peak_price, flat_price, valley_price, funds, time_of_use;
  std::optional<ListedBasicCharge> basic_charge;
  BillRounding rounding{};
  std::string source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;
  bool operator==(const ListedTariff&) const = default;
};
struct ListedWindow {
  TariffPeriod period{};
  std::string from, to;                    ///< "14:00", [from, to)
  std::vector<std::int64_t> months;
  std::vector<DayKind> days;
  bool hot_days = false;
  bool operator==(const ListedWindow&) const = default;
};
struct ListedTimeOfUse {
  std::string code, name_zh, name_en, hot_days_zh, hot_days_en, ratio;
  std::vector<ListedWindow> windows;
  std::string source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;
  bool operator==(const ListedTimeOfUse&) const = default;
};
struct ListedSurcharge {
  std::int64_t hundredths = 0, each_bp = 0;
  bool operator==(const ListedSurcharge&) const = default;
};
struct ListedStandard {
  std::int64_t standard_hundredths = 0, most_reduction_bp = 0;
  UsageCategory usage_category{};
  bool two_part = false;
  std::vector<Voltage> voltages;
  std::int64_t capacity_from_kva = 0;
  bool operator==(const ListedStandard&) const = default;
};
struct ListedPowerFactor {
  std::int64_t reduction_pivot_hundredths = 0, reduction_low_bp = 0, reduction_high_bp = 0;
  std::vector<ListedSurcharge> surcharges;
  std::vector<ListedStandard> standards;
  std::string source, confidence, clause;
  bool operator==(const ListedPowerFactor&) const = default;
};
struct ListedFee {
  std::string code, name_zh, name_en, unit_zh, unit_en;
  FeeState state{};
  std::string price;                       ///< "" if there is no amount
  std::optional<std::int64_t> yuan_e8;
  std::vector<CustomerClass> payer_classes;  ///< empty = all four
  std::string payer_zh, payer_en, covers_zh, covers_en, source, confidence, clause;
  Date effective_from;
  std::optional<Date> effective_to;
  bool operator==(const ListedFee&) const = default;
};
struct PriceListBody {
  std::vector<ListedPrice> prices;
  std::vector<ListedTariff> tariffs;
  std::vector<ListedTimeOfUse> times_of_use;
  std::optional<ListedPowerFactor> power_factor;
  std::vector<ListedFee> fees;
  bool operator==(const PriceListBody&) const = default;
};

/// What is signed: the body and what makes it an edition.
struct IssuedPriceList {
  std::string format;                      ///< "shouwen.price_list.1"
  std::string bureau_name;
  std::int64_t number = 0;
  Date issued_on, in_force_from;
  std::optional<std::int64_t> corrects_number;
  std::string correction_zh, correction_en;
  PriceListBody body;
  bool operator==(const IssuedPriceList&) const = default;
};

/// A text with what proves it: hex BLAKE2b-256, Ed25519 signature and public key in base64.
struct SignedText {
  std::string text, hash, signature, public_key;
  bool operator==(const SignedText&) const = default;
};

/// 起草 待复核 待批准 已发布 已作废.
enum class PriceListState { draft, submitted, reviewed, issued, discarded };

struct PriceList {
  PriceListId id;
  std::int64_t version = 0;                ///< number of its last event
  PriceListState state{};
  std::int64_t number = 0;                 ///< of issued ones
  Date in_force_from;                      ///< first day
  std::int64_t rulebook_version = 0;       ///< the body was taken from
  PriceListBody body;
  std::optional<std::int64_t> corrects_number;
  Text<0, 500> correction_zh, correction_en;
  OfficerId drafted_by_id, reviewed_by_id, approved_by_id, returned_by_id;
  Instant drafted_at;
  std::optional<Instant> submitted_at, reviewed_at, issued_at, returned_at;
  std::string returned_reason;             ///< why it came back last
  std::optional<SignedText> content, csv;  ///< of issued ones: canonical JSON and table
  bool operator==(const PriceList&) const = default;
};

/// A past participle and what it brought.
struct PriceListEvent {
  std::string kind;                        ///< price_list_drafted, _changed, _submitted, _reviewed, _returned, _issued, _discarded
  std::optional<PriceListState> state = {};
  std::optional<Date> in_force_from = {};
  std::optional<std::int64_t> rulebook_version = {};
  std::optional<PriceListBody> body = {};
  std::optional<std::int64_t> corrects_number = {};  ///< 0 = corrects none
  std::optional<Text<0, 500>> correction_zh = {}, correction_en = {};
  std::optional<OfficerId> drafted_by_id = {}, reviewed_by_id = {}, approved_by_id = {}, returned_by_id = {};
  std::optional<Instant> drafted_at = {}, submitted_at = {}, reviewed_at = {}, issued_at = {}, returned_at = {};
  std::optional<std::string> returned_reason = {};
  std::optional<std::int64_t> number = {};
  std::optional<SignedText> content = {}, csv = {};
};

/// The price list after the event; one version on.
PriceList apply(PriceList list, const PriceListEvent& event);

}  // namespace shouwen
