// Parts of reading a rulebook that have a file of their own.
#pragma once

#include "regulation/consistency.h"
#include "regulation/toml_reader.h"

namespace shouwen {

void read_steps(TableReader& file, RulebookDraft& draft);
void read_limits(TableReader& file, RulebookDraft& draft);
void read_account_managers(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_services(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_representatives(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_price_lists(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_policy_notices(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_usage(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_account_records(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
void read_open_data(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
/// Reads nothing: looks at a card that is sent to customers.
void check_message_card(const WordingCard& card, TableReader& row);
void read_calendars(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);
/// The table of holidays. It is put into the calendars when all files are read: the bureau's own days stand above it.
void read_decrees(const RulebookFile& file, RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
