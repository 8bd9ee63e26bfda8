// shouwen calendar import: a part of the command calendar.
#pragma once

#include "cli/commands.h"

namespace shouwen::cli {

void add_calendar_import(CLI::App& calendar, Common& common);

}  // namespace shouwen::cli
