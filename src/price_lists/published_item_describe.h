// Kinds of published items by name.
#pragma once

#include <boost/describe.hpp>

#include "price_lists/published_item.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(PublishedItemKind, price, fee)

}  // namespace shouwen
