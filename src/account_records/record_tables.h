// Where each kind of record lies: its table, its key, its columns. Only for account_record_store.cpp.
#pragma once

#include "account_records/account_record.h"
#include "db/session.h"

namespace shouwen {

inline std::optional<std::int64_t> integer_or_nothing(const db::Query& query, int column) {
  return query.is_null(column) ? std::nullopt : std::optional(query.integer(column));
}
inline std::optional<Date> day_or_nothing(const db::Query& query, int column) {
  return query.is_null(column) ? std::nullopt : std::optional(Date{static_cast<std::int32_t>(query.integer(column))});
}
inline std::optional<std::int64_t> days(const std::optional<Date>& day) { return day ? std::optional<std::int64_t>(day->days) : std::nullopt; }

template <class Record>
struct RecordTable;

/// `columns` after customer_id, key and import_id; read and bind agree on their order.
template <>
struct RecordTable<BillRecord> {
  static constexpr const char *name = "bill_record", *key_column = "month", *imported = "bills_imported", *corrected = "bill_corrected";
  static constexpr const char* columns =
      "energy_wh, amount_fen, energy_charge_fen, capacity_charge_fen, power_factor_adjustment_fen, surcharge_fen, late_fee_fen, other_fen, due_on, paid_fen, paid_on, note";
  static constexpr int column_count = 12;
  static std::int64_t key(const BillRecord& bill) { return bill.month; }
  static BillRecord read(const db::Query& query, std::int64_t key, int at) {
    return {key, integer_or_nothing(query, at), query.integer(at + 1), integer_or_nothing(query, at + 2), integer_or_nothing(query, at + 3), integer_or_nothing(query, at + 4),
            integer_or_nothing(query, at + 5), integer_or_nothing(query, at + 6), integer_or_nothing(query, at + 7), day_or_nothing(query, at + 8), query.integer(at + 9),
            day_or_nothing(query, at + 10), {std::string(query.text(at + 11))}};
  }
  template <class Bind>
  static void bind(const BillRecord& bill, Bind&& bind) {
    bind(bill.energy_wh);
    bind(bill.amount_fen);
    for (const auto& part : {bill.energy_charge_fen, bill.capacity_charge_fen, bill.power_factor_adjustment_fen, bill.surcharge_fen, bill.late_fee_fen, bill.other_fen}) bind(part);
    bind(days(bill.due_on));
    bind(bill.paid_fen);
    bind(days(bill.paid_on));
    bind(bill.note.value);
  }
  /// Nothing else changed than that more was paid.
  static bool is_newer(const BillRecord& there, BillRecord brought) {
    if (brought.paid_fen <= there.paid_fen) return false;
    brought.paid_fen = there.paid_fen;
    brought.paid_on = there.paid_on;
    brought.note = there.note;
    return brought == there;
  }
};

template <>
struct RecordTable<ArrearsRecord> {
  static constexpr const char *name = "arrears_record", *key_column = "as_of_on", *imported = "arrears_imported", *corrected = "arrears_corrected";
  static constexpr const char* columns = "amount_fen, since_on, bills, late_fee_fen, note";
  static constexpr int column_count = 5;
  static std::int64_t key(const ArrearsRecord& arrears) { return arrears.as_of_on.days; }
  static ArrearsRecord read(const db::Query& query, std::int64_t key, int at) {
    return {Date{static_cast<std::int32_t>(key)}, query.integer(at), day_or_nothing(query, at + 1), integer_or_nothing(query, at + 2), integer_or_nothing(query, at + 3),
            {std::string(query.text(at + 4))}};
  }
  template <class Bind>
  static void bind(const ArrearsRecord& arrears, Bind&& bind) {
    bind(arrears.amount_fen);
    bind(days(arrears.since_on));
    bind(arrears.bills);
    bind(arrears.late_fee_fen);
    bind(arrears.note.value);
  }
  static bool is_newer(const ArrearsRecord&, const ArrearsRecord&) { return false; }
};

template <>
struct RecordTable<OutageRecord> {
  static constexpr const char *name = "outage_record", *key_column = "from_at", *imported = "outages_imported", *corrected = "outage_corrected";
  static constexpr const char* columns = "to_at, outage_kind, cause, outage_number";
  static constexpr int column_count = 4;
  static std::int64_t key(const OutageRecord& outage) { return outage.from_at.seconds; }
  static OutageRecord read(const db::Query& query, std::int64_t key, int at) {
    return {Instant{key}, query.is_null(at) ? std::nullopt : std::optional(Instant{query.integer(at)}), static_cast<OutageKind>(query.integer(at + 1)), {std::string(query.text(at + 2))},
            {std::string(query.text(at + 3))}};
  }
  template <class Bind>
  static void bind(const OutageRecord& outage, Bind&& bind) {
    bind(outage.to_at ? std::optional(outage.to_at->seconds) : std::nullopt);
    bind(static_cast<std::int64_t>(outage.outage_kind));
    bind(outage.cause.value);
    bind(outage.outage_number.value);
  }
  /// It is over now.
  static bool is_newer(const OutageRecord& there, OutageRecord brought) {
    if (there.to_at || !brought.to_at) return false;
    brought.to_at = std::nullopt;
    return brought == there;
  }
};

}  // namespace shouwen
