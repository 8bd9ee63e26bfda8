// A report as a workbook: findings, figures and the months with native charts.
#pragma once

#include "analysis_reports/analysis_report.h"
#include "tables/chart_workbook.h"

namespace shouwen {

enum class ReportLanguage { zh, en };

/// Of the frozen figures alone: the same report gives the same sheets for ever.
std::vector<tables::WorkbookSheet> report_sheets(const AnalysisReport& report, const std::string& author_name, ReportLanguage language);

}  // namespace shouwen
