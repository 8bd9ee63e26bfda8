// Art. 11(6)(3) names what a file holds; the bureau weighs it.
#include "customers/completeness.h"

#include <algorithm>

namespace shouwen {

namespace {

/// What is said of a usage point is there: a customer of one point is not asked for it twice.
template <class Test>
bool at_any_point(const CustomerFile& file, Test test) {
  return std::any_of(file.usage_points.begin(), file.usage_points.end(), test);
}

bool is_there(const CustomerFile& file, FileItem item, Date day) {
  switch (item) {
    case FileItem::name: return !file.name.value.empty();
    case FileItem::address: return !file.address.value.empty();
    case FileItem::phone: return !file.phone.value.empty();
    case FileItem::business: return !file.business.value.empty();
    case FileItem::licence_number: return !file.licence_number.value.empty();
    case FileItem::legal_representative: return !file.legal_representative.value.empty();
    case FileItem::voltage: return file.voltage.has_value() || at_any_point(file, [](const UsagePoint& point) { return point.voltage.has_value(); });
    case FileItem::contracted_capacity: return file.contracted_capacity_kva > 0 || at_any_point(file, [](const UsagePoint& point) { return point.contracted_capacity_kva > 0; });
    case FileItem::tariff_class: return !file.tariff_class.value.empty() || at_any_point(file, [](const UsagePoint& point) { return !point.tariff_class.value.empty(); });
    case FileItem::usage_point: return !file.usage_points.empty();
    case FileItem::supply_line: return !file.supply_lines.empty();
    case FileItem::meter: return !file.meters.empty() || !file.meter_number.value.empty();
    case FileItem::transformer: return !file.transformers.empty();
    case FileItem::agreement: return !file.agreements.empty();
    case FileItem::equipment_note: return std::any_of(file.notes.begin(), file.notes.end(), [](const FileNote& note) { return note.kind == FileNoteKind::equipment; });
    case FileItem::representative: {
      const CustomerRepresentative* one = representative_on(file, day);
      return one != nullptr && !one->phone.value.empty();
    }
  }
  return false;
}

}  // namespace

Completeness completeness_of(const CustomerFile& file, const CustomerFileRules& rules, Date day) {
  Completeness found;
  std::int64_t all = 0, there = 0;
  for (const WeighedFileItem& weighed : rules.items) {
    all += weighed.weight;
    if (is_there(file, weighed.item, day)) there += weighed.weight;
    else found.missing.push_back(weighed.item);
  }
  found.percent = all == 0 ? 100 : there * 100 / all;
  return found;
}

}  // namespace shouwen
