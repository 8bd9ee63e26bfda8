// What the pages of plans and of comments share.
#pragma once

#include "participation/participation_desk.h"

namespace shouwen {

/// What somebody typed into the form of a comment.
struct TypedComment {
  std::string text, name, once;
  bool show_name = false;
};
/// The plan of the address, if the public may read it.
std::optional<Plan> public_plan(db::Session& session, const api::Call& call);
http::Response plan_page(api::Api& api, const api::Call& call, db::Session& session, const Plan& plan, GoalFigureBoard& board, const TypedComment& typed, const std::vector<Refusal>& refusals);

}  // namespace shouwen
