// Parts of a report out of what other rooms know, pure: use in a period, contacts and promises in a period.
#pragma once

#include "accounts/account_event.h"
#include "analysis_reports/report_steps.h"

namespace shouwen {

/// `series`: all known months; those after the period do not count.
ReportUse use_in(const MonthlySeries& series, const ReportPeriod& period);
ReportForecast forecast_part(const Forecast& forecast, std::int64_t interval_percent);

/// Instants of a period of months: [from, until).
struct PeriodInstants {
  Instant from, until;
};
PeriodInstants instants_of(const ReportPeriod& period);
/// Contacts by when they took place, promises by when they were made, kept or broken.
ReportContacts contacts_in(const std::vector<AccountEvent>& story, const ManagedCustomer& customer, const ReportPeriod& period);

}  // namespace shouwen
