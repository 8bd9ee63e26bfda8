// What somebody said to a plan put to the public: received, let or refused by a person, answered. Art. 8. Plain values.
#pragma once

#include "participation/plan.h"

namespace shouwen {

using PlanCommentId = Id<struct PlanCommentTag>;

enum class CommentStage { received, published, refused };
/// 网上 柜台 来信 电话.
enum class CommentWay { web, counter, letter, phone };
/// 采纳 部分采纳 未采纳.
enum class CommentVerdict { taken_over, partly, not_taken_over };

struct CommentAnswer {
  CommentVerdict verdict{};
  std::string text;
  std::int64_t together = 0;           ///< so many comments got this answer at once
  OfficerId answered_by_id;
  Instant at;
  bool operator==(const CommentAnswer&) const = default;
};

struct PlanComment {
  PlanCommentId id;
  std::int64_t version = 0;
  PlanId plan_id;
  CommentStage stage{};
  CommentWay way{};
  std::string name;                    ///< as given; "" = none
  bool show_name = false;              ///< the writer asked for it
  std::string text;                    ///< as written; never shown to the public as it is
  std::string shown;                   ///< what the public reads: the text with passages hidden
  Instant received_at;
  OfficerId taken_by_id;               ///< 0 = the writer himself, on the web
  OfficerId judged_by_id;
  std::optional<Instant> judged_at;
  std::string refused_because;         ///< the writer reads it by his code
  std::optional<CommentAnswer> answer;
  bool operator==(const PlanComment&) const = default;

  /// Still owed something: a decision whether it is shown, or what became of it.
  bool is_open() const { return stage == CommentStage::received || (stage == CommentStage::published && !answer); }
};

struct PlanCommentEvent {
  std::string kind;                    ///< comment_received, comment_published, comment_refused, comment_answered
  OfficerId officer_id;                ///< 0 = the writer himself
  Instant at;
  std::optional<PlanId> plan_id = {};
  std::optional<CommentWay> way = {};
  std::optional<std::string> name = {}, text = {}, shown = {}, because = {};
  std::optional<bool> show_name = {};
  std::optional<CommentAnswer> answer = {};
};
PlanComment apply(PlanComment comment, const PlanCommentEvent& event);

}  // namespace shouwen
