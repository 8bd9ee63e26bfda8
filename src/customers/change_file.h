// Changing a customer's file: what is absent stays, entries are put or taken out by their id. Art. 11(6)(3).
#pragma once

#include "base/result.h"
#include "customers/customer_file.h"

namespace shouwen {

enum class FileSection { locations, usage_points, supply_lines, meters, transformers, agreements, representatives, notes };

struct RemovedEntry {
  FileSection section{};
  std::int64_t id = 0;
};

struct FileChange {
  std::int64_t version = 0;  ///< of the file that was seen; 0 = whatever it is now
  Line<2, 200> reason;
  std::optional<Line<1, 30>> account_number = {};
  std::optional<Line<1, 60>> name = {};
  std::optional<Line<0, 30>> phone = {};
  std::optional<Line<0, 200>> address = {};
  std::optional<Area> area = {};
  std::optional<UnitId> station_unit_id = {};
  std::optional<Line<0, 40>> usage_category = {}, meter_number = {};
  std::optional<Line<0, 200>> business = {};
  std::optional<Line<0, 60>> trade = {};
  std::optional<Line<0, 18>> licence_number = {};
  std::optional<Line<0, 40>> legal_representative = {};
  std::optional<Line<0, 30>> legal_representative_phone = {};
  std::optional<CriticalGrade> critical_grade = {};
  std::optional<Line<0, 200>> influence = {};
  std::optional<bool> affiliated = {};
  std::optional<Voltage> voltage = {};
  std::optional<std::int64_t> contracted_capacity_kva = {};
  std::optional<Line<0, 40>> tariff_class = {};
  std::optional<std::vector<ServiceLocation>> locations = {};
  std::optional<std::vector<UsagePoint>> usage_points = {};
  std::optional<std::vector<SupplyLine>> supply_lines = {};
  std::optional<std::vector<Meter>> meters = {};
  std::optional<std::vector<Transformer>> transformers = {};
  std::optional<std::vector<CustomerAgreement>> agreements = {};
  std::optional<std::vector<CustomerRepresentative>> representatives = {};
  std::optional<std::vector<FileNote>> notes = {};
  std::optional<std::vector<RemovedEntry>> removed = {};
};

/// The file as it would be. Refusals customer_file.…: changed_meanwhile, merged, unknown_entry, capacity_impossible,
/// multiplier_impossible, number_twice, unknown_location, unknown_usage_point, still_used, dates_reversed,
/// licence_malformed, nothing_changed; customer.phone_malformed, customer.account_number_missing, customer.name_missing.
Result<CustomerFile> change_file(const CustomerFile& before, const FileChange& change, const CustomerFileRules& rules);
/// What a new file must hold, too: the same refusals.
Result<CustomerFile> open_file(CustomerFile file, const CustomerFileRules& rules);

/// 统一社会信用代码: eighteen characters, the last one a check (GB 32100-2015).
bool is_licence_number(std::string_view text);

}  // namespace shouwen
