// What a price list lists, taken from the rulebook; its canonical text, its table, and the items it lets be charged. Pure. Art. 9(1).
#pragma once

#include "price_lists/price_list.h"
#include "price_lists/published_item.h"

namespace shouwen {

/// The form of what is signed; another form gets another name.
inline constexpr const char* price_list_format = "shouwen.price_list.1";

/// Prices, tariffs, hours, power factor and fees of the bureau's own region that are in force on the first day or begin later.
PriceListBody price_list_body(const Rulebook& rulebook, Date in_force_from);

/// RFC 8785: keys sorted, no spaces, whole numbers and strings only; so a stranger's program makes the same bytes.
std::string canonical_text(const IssuedPriceList& issued);
/// The same for any JSON text without fractions. CHECKs that it is JSON.
std::string canonical_json(std::string_view json);
/// CSV, one line for each price, tier, window and fee; UTF-8 with byte order mark, CRLF.
std::string price_list_table(const IssuedPriceList& issued);

/// A row for each price and each fee with an amount, from the first day on. Payers of a price are the classes of the tariffs that name
/// it; all four where none does.
std::vector<PublishedItem> published_items_of(const IssuedPriceList& issued);
/// Of a price: by the tariffs that name it.
std::vector<CustomerClass> payers_of(const PriceListBody& body, const std::string& code);
/// Whether every price a tariff names holds on a day: without, nothing can be billed by it.
bool is_priced(const PriceListBody& body, const ListedTariff& tariff, Date on);
/// Everybody: what an empty list of payer classes means.
std::vector<CustomerClass> all_customer_classes();

}  // namespace shouwen
