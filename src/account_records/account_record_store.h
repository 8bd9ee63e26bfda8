// Records in the database: imported in pieces, corrected one by one, each change proved by the journal. All SQL of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "account_records/account_record.h"
#include "base/result.h"
#include "db/session.h"

namespace shouwen {

enum class ImportOutcome { added, changed, there_already };

/// A record and whose it is.
template <class Record>
struct OwnedRecord {
  CustomerId customer_id;
  Record record;
};

struct RecordImport {
  std::int64_t import_id = 0;  ///< import_run; less than 0 = a trial
  OfficerId officer_id;
  Instant now;
};

/// Writes what may be written and one event for all of it. In order of `records`. What stands is changed only where the source
/// knows more than before: a bill paid meanwhile, an outage that ended. Refusals of a record: account_record.twice (this import
/// has brought it already), account_record.differs.
template <class Record>
std::vector<Result<ImportOutcome>> import_records(db::Session& session, const std::vector<OwnedRecord<Record>>& records, const RecordImport& import);

/// Newest first: at most `limit`, from the key `from` on (yyyymm, days, seconds).
template <class Record>
std::vector<Record> load_records(db::Session& session, CustomerId customer, std::int64_t from, std::int64_t limit);

template <class Record>
struct RecordCorrection {
  CustomerId customer_id;
  std::int64_t key = 0;            ///< month, day or instant as in the table
  std::optional<Record> after;     ///< of the same key; nothing: it was never this customer's and goes
  std::string reason;
  OfficerId officer_id;
};
/// An event with before and after. Refusals: those of check_record, account_record.unchanged, account_record.unknown,
/// account_record.other_key.
template <class Record>
Verdict correct_record(db::Session& session, const RecordCorrection<Record>& correction, Instant now);

/// Who changed what by hand, newest first.
struct RecordCorrected {
  Instant at;
  OfficerId officer_id;
  std::string kind;                ///< bill_corrected, arrears_corrected, outage_corrected
  std::string reason;
  std::string before, after;       ///< JSON of the record; "" = none
};
std::vector<RecordCorrected> record_corrections(db::Session& session, CustomerId customer);

/// What does not equal the journal, a sentence each.
std::vector<std::string> verify_account_records(db::Session& session);

extern template std::vector<Result<ImportOutcome>> import_records(db::Session&, const std::vector<OwnedRecord<BillRecord>>&, const RecordImport&);
extern template std::vector<Result<ImportOutcome>> import_records(db::Session&, const std::vector<OwnedRecord<ArrearsRecord>>&, const RecordImport&);
extern template std::vector<Result<ImportOutcome>> import_records(db::Session&, const std::vector<OwnedRecord<OutageRecord>>&, const RecordImport&);
extern template std::vector<BillRecord> load_records(db::Session&, CustomerId, std::int64_t, std::int64_t);
extern template std::vector<ArrearsRecord> load_records(db::Session&, CustomerId, std::int64_t, std::int64_t);
extern template std::vector<OutageRecord> load_records(db::Session&, CustomerId, std::int64_t, std::int64_t);
extern template Verdict correct_record(db::Session&, const RecordCorrection<BillRecord>&, Instant);
extern template Verdict correct_record(db::Session&, const RecordCorrection<ArrearsRecord>&, Instant);
extern template Verdict correct_record(db::Session&, const RecordCorrection<OutageRecord>&, Instant);

}  // namespace shouwen
