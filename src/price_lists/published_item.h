// What issued price lists let be charged: rows written once, with the issue, which every charge refers to (art. 9(1), 9(2)).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/session.h"
#include "regulation/rulebook.h"

namespace shouwen {

/// A unit price of the price list, or a fee of the fee catalogue.
enum class PublishedItemKind { price, fee };

struct PublishedItem {
  std::int64_t number = 0;                 ///< of the price list it was issued in
  std::string code;
  PublishedItemKind kind{};
  Date effective_from;                     ///< first day it may be charged under this price list
  std::optional<Date> effective_to;        ///< last day; none = until another price list is in force
  std::string unit;                        ///< what one of it is, as posted: "元/次"
  std::int64_t yuan_e8 = 0;                ///< 1e-8 yuan for one unit
  std::string name_zh, name_en;
  std::vector<CustomerClass> payer_classes;  ///< who may be charged; never empty
};

/// In the transaction that issues the price list.
void insert_published_items(db::Session& session, const std::vector<PublishedItem>& items);
/// Everything of one price list, in order of codes and days.
std::vector<PublishedItem> published_items(db::Session& session, std::int64_t number);
/// The price list in force on a day: of those issued the one that came into force last; none before the first.
std::optional<std::int64_t> price_list_in_force(db::Session& session, Date on);
/// The item of a code in the price list in force on a day; none = it may not be charged on that day.
std::optional<PublishedItem> published_item_on(db::Session& session, std::string_view code, Date on);

}  // namespace shouwen
