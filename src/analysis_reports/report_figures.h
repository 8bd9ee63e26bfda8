// Reading what a report shows out of the rooms that know it.
#pragma once

#include "analysis_reports/report_parts.h"
#include "api/house.h"

namespace shouwen {

struct FiguresQuestion {
  CustomerId customer_id;
  ReportPeriod period;
  Instant now;
};
/// As of now. The customer's file must exist.
ReportFigures read_figures(db::Session& session, const FiguresQuestion& question, const Rulebook& rulebook, const Organisation& organisation, const std::string& bureau_name);

/// The last month of use on file, 0 if none.
Month last_known_month(db::Session& session, CustomerId customer);

}  // namespace shouwen
