// What the figures of a report say, as sentences in both languages, each with the figure it rests on.
#pragma once

#include "analysis_reports/analysis_report.h"
#include "base/grouped.h"

namespace shouwen {

/// In the order of the report; nothing is said of what is not known, except that it is not. No number decides here: more is
/// more than nothing, a forecast is better when it erred less.
std::vector<Finding> findings_of(const ReportFigures& figures);

/// What a finding is about, as the customer reads it.
SaidTwice subject_of(const Finding& finding);
/// "12.3 %", "2026-03": as people read them in both languages.
std::string percent_of(std::int64_t permille);
std::string month_words(std::int64_t yyyymm);

}  // namespace shouwen
