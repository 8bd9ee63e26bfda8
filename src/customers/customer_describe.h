// Field lists of the customers room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "customers/change_file.h"
#include "customers/duplicates.h"
#include "json/json.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(SupplyLineKind, main, standby, security)
BOOST_DESCRIBE_ENUM(FileNoteKind, equipment, operation)
BOOST_DESCRIBE_ENUM(FileSection, locations, usage_points, supply_lines, meters, transformers, agreements, representatives, notes)
BOOST_DESCRIBE_ENUM(Likeness, licence_number, phone, name, address)
BOOST_DESCRIBE_STRUCT(ServiceLocation, (), (id, address, purpose))
BOOST_DESCRIBE_STRUCT(UsagePoint, (), (id, number, location_id, voltage, contracted_capacity_kva, tariff_class))
BOOST_DESCRIBE_STRUCT(SupplyLine, (), (id, name, substation, kind))
BOOST_DESCRIBE_STRUCT(Meter, (), (id, number, usage_point_id, multiplier, installed_on))
BOOST_DESCRIBE_STRUCT(Transformer, (), (id, number, model, capacity_kva, standby))
BOOST_DESCRIBE_STRUCT(CustomerAgreement, (), (id, number, signed_on, valid_to, subject))
BOOST_DESCRIBE_STRUCT(CustomerRepresentative, (), (id, name, role, phone, in_charge_of_electricity, valid_from, valid_to))
BOOST_DESCRIBE_STRUCT(FileNote, (), (id, kind, noted_on, text))
BOOST_DESCRIBE_STRUCT(CustomerFile, (), (id, version, account_number, name, phone, address, area, station_unit_id, usage_category, meter_number,
                                         business, trade, licence_number, legal_representative, legal_representative_phone, critical_grade,
                                         influence, affiliated, voltage, contracted_capacity_kva, tariff_class, locations, usage_points,
                                         supply_lines, meters, transformers, agreements, representatives, notes, last_entry_id, merged_into_id))
BOOST_DESCRIBE_STRUCT(RemovedEntry, (), (section, id))
BOOST_DESCRIBE_STRUCT(FileChange, (), (version, reason, account_number, name, phone, address, area, station_unit_id, usage_category, meter_number,
                                       business, trade, licence_number, legal_representative, legal_representative_phone, critical_grade,
                                       influence, affiliated, voltage, contracted_capacity_kva, tariff_class, locations, usage_points,
                                       supply_lines, meters, transformers, agreements, representatives, notes, removed))

}  // namespace shouwen
