// Art. 11(6)(3): the file is true, or it is refused naming what is not.
#include "customers/change_file.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "customers/account_number.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

Refusal no(const char* code, std::string field, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_6_3, std::move(field), std::move(values)};
}

template <class T>
void set(T& field, const std::optional<T>& given) {
  if (given) field = *given;
}

template <class Entry>
std::optional<Refusal> put(CustomerFile& file, std::vector<Entry>& entries, const std::optional<std::vector<Entry>>& given, const char* section) {
  if (!given) return std::nullopt;
  for (std::size_t i = 0; i < given->size(); ++i) {
    Entry entry = (*given)[i];
    if (entry.id == 0) {
      entry.id = ++file.last_entry_id;
      entries.push_back(std::move(entry));
      continue;
    }
    const auto known = std::find_if(entries.begin(), entries.end(), [&entry](const Entry& one) { return one.id == entry.id; });
    if (known == entries.end()) return no("customer_file.unknown_entry", '/' + std::string(section) + '/' + std::to_string(i) + "/id");
    *known = std::move(entry);
  }
  return std::nullopt;
}

template <class Entry>
bool take_out(std::vector<Entry>& entries, std::int64_t id) {
  return std::erase_if(entries, [id](const Entry& entry) { return entry.id == id; }) > 0;
}

bool take_out(CustomerFile& file, const RemovedEntry& removed) {
  switch (removed.section) {
    case FileSection::locations: return take_out(file.locations, removed.id);
    case FileSection::usage_points: return take_out(file.usage_points, removed.id);
    case FileSection::supply_lines: return take_out(file.supply_lines, removed.id);
    case FileSection::meters: return take_out(file.meters, removed.id);
    case FileSection::transformers: return take_out(file.transformers, removed.id);
    case FileSection::agreements: return take_out(file.agreements, removed.id);
    case FileSection::representatives: return take_out(file.representatives, removed.id);
    case FileSection::notes: return take_out(file.notes, removed.id);
  }
  return false;
}

void set_fields(CustomerFile& file, const FileChange& change) {
  set(file.account_number, change.account_number);
  set(file.name, change.name);
  set(file.phone, change.phone);
  set(file.address, change.address);
  set(file.area, change.area);
  set(file.station_unit_id, change.station_unit_id);
  set(file.usage_category, change.usage_category);
  set(file.meter_number, change.meter_number);
  set(file.business, change.business);
  set(file.trade, change.trade);
  set(file.licence_number, change.licence_number);
  set(file.legal_representative, change.legal_representative);
  set(file.legal_representative_phone, change.legal_representative_phone);
  set(file.critical_grade, change.critical_grade);
  set(file.influence, change.influence);
  set(file.affiliated, change.affiliated);
  if (change.voltage) file.voltage = change.voltage;
  set(file.contracted_capacity_kva, change.contracted_capacity_kva);
  set(file.tariff_class, change.tariff_class);
}

std::optional<Refusal> put_entries(CustomerFile& file, const FileChange& change) {
  if (auto wrong = put(file, file.locations, change.locations, "locations")) return wrong;
  if (auto wrong = put(file, file.usage_points, change.usage_points, "usage_points")) return wrong;
  if (auto wrong = put(file, file.supply_lines, change.supply_lines, "supply_lines")) return wrong;
  if (auto wrong = put(file, file.meters, change.meters, "meters")) return wrong;
  if (auto wrong = put(file, file.transformers, change.transformers, "transformers")) return wrong;
  if (auto wrong = put(file, file.agreements, change.agreements, "agreements")) return wrong;
  if (auto wrong = put(file, file.representatives, change.representatives, "representatives")) return wrong;
  if (auto wrong = put(file, file.notes, change.notes, "notes")) return wrong;
  if (!change.removed) return std::nullopt;
  for (std::size_t i = 0; i < change.removed->size(); ++i)
    if (!take_out(file, (*change.removed)[i])) return no("customer_file.unknown_entry", "/removed/" + std::to_string(i) + "/id");
  return std::nullopt;
}

/// What a form cleans and measures itself may come out of a file just as well.
template <std::size_t Min, std::size_t Max>
std::optional<Refusal> clean_line(Line<Min, Max>& line, const char* field) {
  line.value = clean_text(line.value, false);
  const std::size_t length = count_characters(line.value);
  if (length <= Max) return std::nullopt;
  return Refusal{"body.too_long", "", field, {{"limit", std::to_string(Max)}, {"length", std::to_string(length)}}};
}

std::optional<Refusal> clean_lines(CustomerFile& file) {
  if (auto wrong = clean_line(file.account_number, "/account_number")) return wrong;
  if (auto wrong = clean_line(file.name, "/name")) return wrong;
  if (auto wrong = clean_line(file.address, "/address")) return wrong;
  if (auto wrong = clean_line(file.usage_category, "/usage_category")) return wrong;
  if (auto wrong = clean_line(file.meter_number, "/meter_number")) return wrong;
  if (auto wrong = clean_line(file.business, "/business")) return wrong;
  if (auto wrong = clean_line(file.trade, "/trade")) return wrong;
  if (auto wrong = clean_line(file.legal_representative, "/legal_representative")) return wrong;
  if (auto wrong = clean_line(file.influence, "/influence")) return wrong;
  return clean_line(file.tariff_class, "/tariff_class");
}

template <std::size_t Min, std::size_t Max>
std::optional<Refusal> clean_phone(Line<Min, Max>& phone, std::string field) {
  const auto cleaned = checked_phone(phone.value, std::move(field));
  if (!cleaned) return cleaned.refusal();
  phone.value = *cleaned;
  return std::nullopt;
}

template <class Entry>
std::optional<Refusal> number_twice(const std::vector<Entry>& entries, const char* section) {
  std::set<std::string> seen;
  for (const Entry& entry : entries)
    if (!seen.insert(entry.number.value).second) return no("customer_file.number_twice", '/' + std::string(section), {{"number", entry.number.value}});
  return std::nullopt;
}

std::optional<Refusal> wrong_capacity(std::int64_t kva, const CustomerFileRules& rules, std::string field) {
  if (kva >= 0 && (rules.largest_capacity_kva == 0 || kva <= rules.largest_capacity_kva)) return std::nullopt;
  return no("customer_file.capacity_impossible", std::move(field), {{"capacity", std::to_string(kva)}, {"largest", std::to_string(rules.largest_capacity_kva)}});
}

std::optional<Refusal> wrong_capacities(const CustomerFile& file, const CustomerFileRules& rules) {
  if (auto wrong = wrong_capacity(file.contracted_capacity_kva, rules, "/contracted_capacity_kva")) return wrong;
  for (const UsagePoint& point : file.usage_points)
    if (auto wrong = wrong_capacity(point.contracted_capacity_kva, rules, "/usage_points")) return wrong;
  for (const Transformer& transformer : file.transformers)
    if (auto wrong = wrong_capacity(transformer.capacity_kva, rules, "/transformers")) return wrong;
  return std::nullopt;
}

template <class Entry>
bool has(const std::vector<Entry>& entries, std::int64_t id) {
  return std::any_of(entries.begin(), entries.end(), [id](const Entry& entry) { return entry.id == id; });
}

std::optional<Refusal> wrong_links(const CustomerFile& file, const FileChange& change) {
  const auto removed = [&change](FileSection section, std::int64_t id) {
    return change.removed && std::any_of(change.removed->begin(), change.removed->end(), [&](const RemovedEntry& one) { return one.section == section && one.id == id; });
  };
  for (const UsagePoint& point : file.usage_points)
    if (point.location_id != 0 && !has(file.locations, point.location_id))
      return removed(FileSection::locations, point.location_id) ? no("customer_file.still_used", "/removed", {{"by", point.number.value}})
                                                                : no("customer_file.unknown_location", "/usage_points", {{"number", point.number.value}});
  for (const Meter& meter : file.meters) {
    if (meter.multiplier < 1) return no("customer_file.multiplier_impossible", "/meters", {{"number", meter.number.value}});
    if (meter.usage_point_id != 0 && !has(file.usage_points, meter.usage_point_id))
      return removed(FileSection::usage_points, meter.usage_point_id) ? no("customer_file.still_used", "/removed", {{"by", meter.number.value}})
                                                                      : no("customer_file.unknown_usage_point", "/meters", {{"number", meter.number.value}});
  }
  return std::nullopt;
}

std::optional<Refusal> wrong_dates(const CustomerFile& file) {
  for (const CustomerRepresentative& one : file.representatives)
    if (one.valid_from && one.valid_to && *one.valid_to < *one.valid_from) return Refusal{"customer_file.dates_reversed", clause::art_11_4, "/representatives", {}};
  for (const CustomerAgreement& agreement : file.agreements)
    if (agreement.signed_on && agreement.valid_to && *agreement.valid_to < *agreement.signed_on) return no("customer_file.dates_reversed", "/agreements");
  return std::nullopt;
}

std::optional<Refusal> clean(CustomerFile& file) {
  if (auto wrong = clean_lines(file)) return wrong;
  file.account_number.value = account_number_of(file.account_number.value);
  if (file.account_number.value.empty()) return Refusal{"customer.account_number_missing", "", "/account_number", {}};
  if (file.name.value.empty()) return Refusal{"customer.name_missing", "", "/name", {}};
  file.meter_number.value = to_half_width(file.meter_number.value);
  file.licence_number.value = to_half_width(clean_text(file.licence_number.value, false));
  for (char& c : file.licence_number.value) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (auto wrong = clean_phone(file.phone, "/phone")) return wrong;
  if (auto wrong = clean_phone(file.legal_representative_phone, "/legal_representative_phone")) return wrong;
  for (CustomerRepresentative& one : file.representatives)
    if (auto wrong = clean_phone(one.phone, "/representatives")) return wrong;
  if (!file.licence_number.value.empty() && !is_licence_number(file.licence_number.value))
    return no("customer_file.licence_malformed", "/licence_number", {{"licence_number", file.licence_number.value}});
  return std::nullopt;
}

std::optional<Refusal> what_is_wrong(CustomerFile& file, const FileChange& change, const CustomerFileRules& rules) {
  if (auto wrong = clean(file)) return wrong;
  if (auto wrong = wrong_capacities(file, rules)) return wrong;
  if (auto wrong = number_twice(file.usage_points, "usage_points")) return wrong;
  if (auto wrong = number_twice(file.meters, "meters")) return wrong;
  if (auto wrong = number_twice(file.transformers, "transformers")) return wrong;
  if (auto wrong = wrong_links(file, change)) return wrong;
  return wrong_dates(file);
}

}  // namespace

Result<CustomerFile> change_file(const CustomerFile& before, const FileChange& change, const CustomerFileRules& rules) {
  if (change.version != 0 && change.version != before.version) return no("customer_file.changed_meanwhile", "/version");
  if (before.merged_into_id) return no("customer_file.merged", "");
  CustomerFile file = before;
  set_fields(file, change);
  if (auto wrong = put_entries(file, change)) return *wrong;
  if (auto wrong = what_is_wrong(file, change, rules)) return *wrong;
  if (file == before) return no("customer_file.nothing_changed", "");
  ++file.version;
  return file;
}

Result<CustomerFile> open_file(CustomerFile file, const CustomerFileRules& rules) {
  if (auto wrong = what_is_wrong(file, {}, rules)) return *wrong;
  file.version = 1;
  return file;
}

bool is_licence_number(std::string_view text) {
  // The alphabet of GB 32100: no I, O, S, V, Z. The check weighs each place by a power of three modulo 31.
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (text.size() != 18) return false;
  std::int64_t sum = 0, weight = 1;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = alphabet.find(text[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<std::int64_t>(value) * weight;
    weight = weight * 3 % 31;
  }
  return text[17] == alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

}  // namespace shouwen
