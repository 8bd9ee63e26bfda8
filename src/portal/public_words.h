// How the public pages say dates, limits, people and phones. Pure but for the call's snapshots.
#pragma once

#include <string>

#include "api/api.h"

namespace shouwen {

/// "11月25日（周三）10:30", "Wed 25 Nov, 10:30"; with the year where it is not this one; "今天（11月25日）10:30" on the day itself.
std::string public_time(Instant at, Instant now, http::Language language);
/// When something ends: at midnight it is 24:00 of the day that ends, for nobody may take it for the end of the day that begins.
std::string public_due(Instant at, Instant now, http::Language language);
/// "2026年11月25日" / "25 Nov 2026".
std::string public_date(Date date, http::Language language);
/// "5个工作日" / "5 working days".
/// A source without the marks of those who keep the rulebook ("编号待核"): the public reads once that numbers are being checked.
std::string plain_source(std::string source);
/// "08:00" of a second of the day.
std::string clock_words(std::int32_t second_of_day);
std::string limit_in_words(Limit limit, http::Language language);
/// "art.10(7)" as people say it: "办法第10条第7项", "Article 10(7)".
std::string clause_in_words(const std::string& cite, http::Language language);
/// "98.5%".
std::string percent(double share);

/// The name by which the public knows an officer, as the bureau allows; "" if it shows none.
std::string public_officer_name(const Officer& officer, const Rulebook& rulebook, http::Language language);

struct Hotline {
  std::string name, phone;
};
/// The bureau's own hotline: by the rulebook's directory, else the unit that answers the public first.
Hotline hotline_of(const api::Call& call, http::Language language);
/// The number of a role in the directory; nothing in it if there is none.
Hotline directory_phone(const Rulebook& rulebook, DirectoryRole role, http::Language language);
/// A wording card's text; "" if the rulebook has no such card.
std::string card_text(const Rulebook& rulebook, const std::string& code, http::Language language);
/// Whether it can be dialled as it stands: "95598", "0800-1000002"; not "10000/10086".
bool is_dialable(const std::string& phone);

}  // namespace shouwen
