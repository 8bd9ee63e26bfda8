// Customers' files in the database: state, journal (stream customer/ID) and the row they are found by, in one transaction.
// Art. 11(6)(3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/change_file.h"
#include "customers/duplicates.h"
#include "customers/file_differences.h"
#include "db/session.h"

namespace shouwen {

/// Who writes, when, by which rulebook.
struct FileWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
  CustomerFileRules rules;
};

/// The file as it is; of a customer registered before there were files, what he was registered with (version 0).
std::optional<CustomerFile> load_file(db::Session& session, CustomerId id);
/// As it was known at an instant; nothing if the customer was not known then.
std::optional<CustomerFile> file_as_of(db::Session& session, CustomerId id, Instant at);

/// Refusals of open_file; customer.account_number_taken.
Result<CustomerId> add_customer(db::Session& session, CustomerFile file, const std::string& reason, const FileWriter& writer);
/// Refusals of change_file; customer.unknown, customer.account_number_taken.
Result<CustomerFile> change_customer(db::Session& session, CustomerId id, const FileChange& change, const FileWriter& writer);
/// Refusals of merge_files; customer.unknown.
Verdict merge_customers(db::Session& session, CustomerId id, CustomerId into, const std::string& reason, const FileWriter& writer);
/// Refusals: customer.unknown, customer_file.not_merged.
Verdict undo_merge(db::Session& session, CustomerId id, const std::string& reason, const FileWriter& writer);

/// One step of a file's story.
struct FileStep {
  std::int64_t number = 0;  ///< in the stream
  Instant at;
  OfficerId officer_id;
  std::string kind;         ///< customer_opened, customer_changed, customer_merged, customer_merge_undone
  std::string reason;
  std::vector<FieldDifference> changes;
};
/// Newest first.
std::vector<FileStep> file_story(db::Session& session, CustomerId id);

/// The file that stands for a customer, and all it stands for, itself first.
CustomerId standing_for(db::Session& session, CustomerId id);
std::vector<CustomerId> merged_customers(db::Session& session, CustomerId id);
/// The same as SQL to stand behind IN, for lists of other rooms; `bound` = "?3".
std::string merged_customers_sql(const std::string& bound);

/// Whose contracted capacity is at least so much, or who is critical or of influence; those that stand for themselves.
std::vector<CustomerId> weighty_customers(db::Session& session, std::optional<std::int64_t> capacity_kva_from);

/// What a group of customers has in common; what is empty or absent is not asked.
struct CustomerTraits {
  std::optional<Area> area;
  std::optional<Voltage> voltage;
  std::string usage_category, trade, tariff_class;  ///< as the file has them, whole
};
/// Those that have all of it and stand for themselves, by id, behind one.
std::vector<CustomerId> customers_with(db::Session& session, const CustomerTraits& traits, CustomerId after, std::int64_t limit);

struct LikelyDuplicate {
  CustomerId id;
  std::vector<Likeness> likeness;
};
/// Who may be the same as this one, most likely first.
std::vector<LikelyDuplicate> duplicates_of(db::Session& session, const CustomerFile& file);
/// A pair of the whole bureau, the lower id first.
struct DuplicatePair {
  CustomerId id, other_id;
  std::vector<Likeness> likeness;
};
/// In the order of both ids, behind a pair; two zeros: from the beginning.
std::vector<DuplicatePair> duplicate_pairs(db::Session& session, CustomerId after, CustomerId after_other, std::int64_t limit);

/// What differs between the stored files and their events; empty if all is well.
std::vector<std::string> verify_customer(db::Session& session, CustomerId id);

}  // namespace shouwen
