// The longest common row of sentences stays; what is before only went, what is after only came.
#include "participation/text_difference.h"

#include <algorithm>

namespace shouwen {

namespace {

constexpr std::size_t sentences_most = 1000;

std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> sentences;
  std::string sentence;
  for (std::size_t at = 0; at < text.size(); ++at) {
    sentence += text[at];
    const bool ends = text[at] == '\n' || sentence.ends_with("。") || sentence.ends_with("；") || sentence.ends_with("！") || sentence.ends_with("？") || sentence.ends_with(". ");
    if (!ends) continue;
    sentences.push_back(std::move(sentence));
    sentence.clear();
  }
  if (!sentence.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

void add(std::vector<DifferencePart>& parts, DifferenceKind kind, const std::string& text) {
  if (!parts.empty() && parts.back().kind == kind) parts.back().text += text;
  else parts.push_back({kind, text});
}

std::string figure_words(GoalFigure figure, bool zh) {
  switch (figure) {
    case GoalFigure::on_time_rate: return zh ? "各项按时率" : "everything on time";
    case GoalFigure::answered_in_time: return zh ? "按时答复率" : "answered in time";
    case GoalFigure::satisfaction_rate: return zh ? "回访满意率" : "content when asked";
    case GoalFigure::returns: return zh ? "退回次数" : "returns";
    case GoalFigure::own: break;
  }
  return {};
}

std::string goal_sentence(const PlanGoal& goal, bool zh) {
  const std::string figure = figure_words(goal.figure, zh), amount = hundredths(goal.target_hundredths) + (goal.figure == GoalFigure::own ? goal.unit.value : goal.figure == GoalFigure::returns ? (zh ? "次" : "") : "%");
  const bool least = goal.direction == GoalDirection::at_least;
  if (zh) return "目标：" + goal.title.value + (figure.empty() ? "" : "（" + figure + "）") + (least ? "不低于" : "不高于") + amount + "，到" + to_iso(goal.by) + "。\n";
  return "Goal: " + goal.title.value + (figure.empty() ? "" : " (" + figure + ")") + (least ? " at least " : " at most ") + amount + ", by " + to_iso(goal.by) + ".\n";
}

}  // namespace

std::vector<DifferencePart> difference_of(std::string_view before, std::string_view after) {
  const std::vector<std::string> a = sentences_of(before), b = sentences_of(after);
  std::vector<DifferencePart> parts;
  if (a.size() > sentences_most || b.size() > sentences_most) {
    if (before == after) return {{DifferenceKind::kept, std::string(after)}};
    return {{DifferenceKind::removed, std::string(before)}, {DifferenceKind::added, std::string(after)}};
  }
  // longest[i][j]: of what is left from i and j on.
  std::vector<std::vector<std::uint16_t>> longest(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      longest[i][j] = a[i] == b[j] ? static_cast<std::uint16_t>(longest[i + 1][j + 1] + 1) : std::max(longest[i + 1][j], longest[i][j + 1]);
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      add(parts, DifferenceKind::kept, a[i]);
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && longest[i + 1][j] >= longest[i][j + 1])) {
      add(parts, DifferenceKind::removed, a[i++]);
    } else {
      add(parts, DifferenceKind::added, b[j++]);
    }
  }
  return parts;
}

std::string whole_text(const PlanContent& content, bool in_chinese) {
  std::string text = content.title.value + "\n" + content.text.value + "\n";
  for (const PlanGoal& goal : content.goals) text += goal_sentence(goal, in_chinese);
  return text + (in_chinese ? "期限：" : "Term: ") + to_iso(content.valid_from) + (in_chinese ? " 至 " : " to ") + to_iso(content.valid_to) + (in_chinese ? "。\n" : ".\n");
}

std::string hundredths(std::int64_t value) {
  constexpr std::int64_t whole = 100;
  std::string rest = std::to_string(value % whole);
  if (value % whole == 0) return std::to_string(value / whole);
  if (rest.size() == 1) rest = "0" + rest;
  if (rest.ends_with('0')) rest.pop_back();
  return std::to_string(value / whole) + "." + rest;
}

}  // namespace shouwen
