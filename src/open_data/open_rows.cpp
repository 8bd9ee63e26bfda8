// Coarser until nobody stands alone.
#include "open_data/open_rows.h"

#include <algorithm>
#include <functional>
#include <map>

#include "regulation/words.h"

namespace shouwen {

namespace {

const char* word_of(Satisfaction result) {
  switch (result) {
    case Satisfaction::satisfied: return "satisfied";
    case Satisfaction::not_satisfied: return "not_satisfied";
    case Satisfaction::unreachable: break;
  }
  return "unreachable";
}

Instant cut(Instant at, std::int64_t step) { return {at.seconds - ((at.seconds % step) + step) % step}; }

ReplyVerdict verdict_of(const OwedReply& reply, Instant known_at) {
  if (reply.lifted) return ReplyVerdict::lifted;
  if (reply.answered_at && *reply.answered_at <= reply.due_at) return ReplyVerdict::in_time;
  return reply.due_at <= known_at ? ReplyVerdict::late : ReplyVerdict::open;
}

/// The one that decides about the case: the first late one, else one still open, else the last answered, else a lifted one.
const OwedReply* deciding(const std::vector<OwedReply>& replies, Instant known_at) {
  const OwedReply* found = nullptr;
  const auto rank = [known_at](const OwedReply& reply) {
    switch (verdict_of(reply, known_at)) {
      case ReplyVerdict::late: return 4;
      case ReplyVerdict::open: return 3;
      case ReplyVerdict::in_time: return 2;
      case ReplyVerdict::lifted:
      case ReplyVerdict::none: break;
    }
    return 1;
  };
  for (const OwedReply& reply : replies) {
    const bool last_answered = found != nullptr && rank(reply) == 2 && rank(*found) == 2;
    if (found == nullptr || rank(reply) > rank(*found) || last_answered) found = &reply;
  }
  return found;
}

void set_times(OpenRow& row, const OwedReply& reply, Instant known_at, std::int64_t step) {
  const ReplyVerdict verdict = verdict_of(reply, known_at);
  Instant due = cut(reply.due_at, step);
  // What is still open must not look due.
  while (verdict == ReplyVerdict::open && due <= known_at) due = due.plus_seconds(step);
  row.due_at = due;
  row.lifted = verdict == ReplyVerdict::lifted;
  if (!reply.answered_at || row.lifted) return;
  Instant answered = cut(*reply.answered_at, step);
  if (verdict != ReplyVerdict::in_time && answered <= due) answered = due.plus_seconds(step);
  row.answered_at = answered;
}

OpenRow row_of(const OpenCase& one, Instant known_at, const RowRules& rules) {
  OpenRow row;
  row.registered_on = local_date(one.registered_at);
  row.kind = word_of(one.kind);
  row.area = word_of(one.area);
  const bool about_person = one.names_person || std::find(rules.about_persons.begin(), rules.about_persons.end(), one.category) != rules.about_persons.end();
  row.category = about_person ? withheld : one.category;
  if (const OwedReply* reply = deciding(one.replies, known_at)) set_times(row, *reply, known_at, rules.step_seconds);
  row.returns = one.returns;
  if (one.satisfaction) row.satisfaction = word_of(*one.satisfaction);
  return row;
}

using Rows = std::vector<OpenRow*>;
using Value = std::string OpenRow::*;

/// Withholds values of one column until every value in these rows, and what is withheld, has enough of them. False if all
/// together are too few.
bool coarsen(const Rows& rows, Value value, std::int64_t smallest) {
  std::map<std::string, Rows> groups;
  for (OpenRow* row : rows) groups[row->*value].push_back(row);
  std::vector<std::pair<std::int64_t, std::string>> by_size;
  for (const auto& [key, members] : groups)
    if (key != withheld) by_size.emplace_back(static_cast<std::int64_t>(members.size()), key);
  std::sort(by_size.begin(), by_size.end());
  std::int64_t hidden = groups.contains(withheld) ? static_cast<std::int64_t>(groups[withheld].size()) : 0;
  for (const auto& [size, key] : by_size) {
    const bool too_few_hidden = hidden > 0 && hidden < smallest;
    if (size >= smallest && !too_few_hidden) break;
    for (OpenRow* row : groups[key]) row->*value = withheld;
    hidden += size;
  }
  return hidden == 0 || hidden >= smallest;
}

void each_group(const Rows& rows, Value value, const std::function<void(const Rows&)>& each) {
  std::map<std::string, Rows> groups;
  for (OpenRow* row : rows) groups[row->*value].push_back(row);
  for (const auto& [key, members] : groups) each(members);
}

auto order_of(const OpenRow& row) {
  return std::make_tuple(row.kind, row.area, row.category, row.registered_on, row.due_at.value_or(Instant{}), row.answered_at.value_or(Instant{}), row.lifted, row.returns, row.satisfaction);
}

}  // namespace

ReplyVerdict verdict_of(const OpenRow& row, Instant known_at) {
  if (row.lifted) return ReplyVerdict::lifted;
  if (!row.due_at) return ReplyVerdict::none;
  if (row.answered_at && *row.answered_at <= *row.due_at) return ReplyVerdict::in_time;
  return *row.due_at <= known_at ? ReplyVerdict::late : ReplyVerdict::open;
}

std::vector<OpenRow> open_rows(const std::vector<OpenCase>& cases, Instant known_at, const RowRules& rules) {
  std::vector<OpenRow> rows;
  rows.reserve(cases.size());
  for (const OpenCase& one : cases) rows.push_back(row_of(one, known_at, rules));
  Rows all;
  for (OpenRow& row : rows) all.push_back(&row);
  if (!coarsen(all, &OpenRow::kind, rules.smallest_group)) return {};
  // A group of a kind is large enough by now, so that its areas, and then its categories, always come out large enough too.
  each_group(all, &OpenRow::kind, [&](const Rows& kind) {
    coarsen(kind, &OpenRow::area, rules.smallest_group);
    each_group(kind, &OpenRow::area, [&](const Rows& area) {
      // A category tells its kind.
      if (area.front()->kind == withheld)
        for (OpenRow* row : area) row->category = withheld;
      coarsen(area, &OpenRow::category, rules.smallest_group);
    });
  });
  std::sort(rows.begin(), rows.end(), [](const OpenRow& a, const OpenRow& b) { return order_of(a) < order_of(b); });
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].row = static_cast<std::int64_t>(i) + 1;
  return rows;
}

}  // namespace shouwen
