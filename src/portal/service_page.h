// What things take and how we do: papers, times with their sources, numbers to call, figures of the last weeks. Art. 8, 10(2).
#pragma once

#include "portal/public_figures.h"

namespace shouwen {

http::Response service_page(api::Api& api, const api::Call& call, db::Session& session, FigureBoard& board);
http::Response home_page(api::Api& api, const api::Call& call, db::Session& session);
/// The bill calculator for everybody (art. 9(1)).
http::Response bill_page(api::Api& api, const api::Call& call);
/// What paying late costs, step by step.
http::Response late_fee_page(api::Api& api, const api::Call& call);
/// The hall screen: ?show= is which of its pictures.
http::Response wall_page(api::Api& api, const api::Call& call, db::Session& session, FigureBoard& board);

/// How much room a text takes on the hall screen, in halves of a Han character; a line break counts as a line.
std::size_t wall_width(std::string_view text);
/// A text in pieces that fit the hall screen, cut behind sentences where it can be. Never empty.
std::vector<std::string> wall_parts(const std::string& text);

/// The strictest time in force for a duty, in words, with the document it comes from.
struct PromisedTime {
  std::string limit, source;
};
std::optional<PromisedTime> promised_time(const Rulebook& rulebook, const DutyScope& scope, Instant now, http::Language language);

}  // namespace shouwen
