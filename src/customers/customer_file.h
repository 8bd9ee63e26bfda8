// What the bureau knows of a customer, in the terms of IEC 61968; a file at one instant. Art. 11(6)(3), 11(4).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "customers/customer.h"
#include "json/field_types.h"
#include "regulation/rulebook.h"

namespace shouwen {

enum class SupplyLineKind { main, standby, security };
enum class FileNoteKind { equipment, operation };

// Entries of lists carry an id that is never used again within the file; 0 in a change: a new one.

struct ServiceLocation {
  std::int64_t id = 0;
  Line<1, 200> address;
  Line<0, 100> purpose;  ///< what stands there: plant, office, dormitory
  bool operator==(const ServiceLocation&) const = default;
};

struct UsagePoint {
  std::int64_t id = 0;
  Line<1, 30> number;
  std::int64_t location_id = 0;  ///< 0 = the customer's address
  std::optional<Voltage> voltage;
  std::int64_t contracted_capacity_kva = 0;
  Line<0, 40> tariff_class;
  bool operator==(const UsagePoint&) const = default;
};

struct SupplyLine {
  std::int64_t id = 0;
  Line<1, 60> name;
  Line<0, 60> substation;
  SupplyLineKind kind{};
  bool operator==(const SupplyLine&) const = default;
};

struct Meter {
  std::int64_t id = 0;
  Line<1, 40> number;
  std::int64_t usage_point_id = 0;
  std::int64_t multiplier = 1;
  std::optional<Date> installed_on;
  bool operator==(const Meter&) const = default;
};

struct Transformer {
  std::int64_t id = 0;
  Line<1, 40> number;
  Line<0, 60> model;
  std::int64_t capacity_kva = 0;
  bool standby = false;
  bool operator==(const Transformer&) const = default;
};

struct CustomerAgreement {
  std::int64_t id = 0;
  Line<1, 40> number;
  std::optional<Date> signed_on, valid_to;
  Line<0, 200> subject;
  bool operator==(const CustomerAgreement&) const = default;
};

/// 客户代表: the customer's own person in charge of electricity (art. 11(4)), or whoever else speaks for it.
struct CustomerRepresentative {
  std::int64_t id = 0;
  Line<1, 40> name;
  Line<1, 40> role;
  Line<0, 30> phone;
  bool in_charge_of_electricity = false;
  std::optional<Date> valid_from, valid_to;  ///< [valid_from, valid_to]; open where absent
  bool operator==(const CustomerRepresentative&) const = default;
};

struct FileNote {
  std::int64_t id = 0;
  FileNoteKind kind{};
  std::optional<Date> noted_on;
  Text<1, 1000> text;
  bool operator==(const FileNote&) const = default;
};

struct CustomerFile {
  CustomerId id;
  std::int64_t version = 0;
  Line<1, 30> account_number;
  Line<1, 60> name;
  Line<0, 30> phone;
  Line<0, 200> address;
  Area area{};
  UnitId station_unit_id;
  Line<0, 40> usage_category, meter_number;
  Line<0, 200> business;                    ///< 经营项目
  Line<0, 60> trade;                        ///< whom it is compared with
  Line<0, 18> licence_number;               ///< 统一社会信用代码, GB 32100-2015
  Line<0, 40> legal_representative;
  Line<0, 30> legal_representative_phone;
  CriticalGrade critical_grade{};
  Line<0, 200> influence;                   ///< why it is of special influence (art. 11(5)); empty = it is not
  bool affiliated = false;                  ///< 多经企业: pays what everybody pays (art. 9(3))
  std::optional<Voltage> voltage;
  std::int64_t contracted_capacity_kva = 0;
  Line<0, 40> tariff_class;
  std::vector<ServiceLocation> locations;
  std::vector<UsagePoint> usage_points;
  std::vector<SupplyLine> supply_lines;
  std::vector<Meter> meters;
  std::vector<Transformer> transformers;
  std::vector<CustomerAgreement> agreements;
  std::vector<CustomerRepresentative> representatives;
  std::vector<FileNote> notes;
  std::int64_t last_entry_id = 0;           ///< of all lists
  CustomerId merged_into_id;                ///< the file that stands for this one; 0 = its own
  bool operator==(const CustomerFile&) const = default;
};

/// A number somebody may be called at, as it is stored; "" stays "". Refusal customer.phone_malformed.
Result<std::string> checked_phone(std::string_view typed, std::string field);
/// A legal person: its name and address are nobody's personal data.
bool is_organisation(const CustomerFile& file);
/// What finding and reaching needs of a file.
Customer customer_of(const CustomerFile& file);
/// A file that holds what a customer was registered with.
CustomerFile file_of(const Customer& customer);
/// The representative in charge of electricity on a day, else nullptr.
const CustomerRepresentative* representative_on(const CustomerFile& file, Date day);

}  // namespace shouwen
