// Counting for the public, seldom enough.
#include "portal/public_figures.h"

#include "dashboard/figure_store.h"
#include "json/traits.h"
#include "regulation/describe.h"

namespace shouwen {

namespace {

constexpr std::int64_t kept_seconds = 60;

/// Sees the whole bureau, but nothing sealed.
Reader public_reader() {
  Reader reader;
  reader.scope.bureau = true;
  reader.scope.secrecy_up_to = Secrecy::personal;
  return reader;
}

KindFigures figures_of(const Figures& counted, std::int64_t smallest) {
  KindFigures kind;
  if (const auto known = json::enum_of<CaseKind>(counted.key)) kind.kind = *known;
  kind.cases = published(counted.cases.count, smallest);
  kind.on_time_rate = published_share(counted.met.count, counted.breached.count, smallest);
  if (counted.answer_time && counted.answered.count >= smallest) kind.half_within_seconds = counted.answer_time->median_seconds;
  return kind;
}

PublicFigures count(const api::Call& call, db::Session& session) {
  const PublicRules& rules = *call.rulebook->public_rules;
  const Date today = local_date(call.now);
  PublicFigures figures;
  figures.at = call.now;
  figures.to = today;
  figures.from = today.plus_days(1 - static_cast<std::int32_t>(rules.figure_days));
  FigureBook book(Dimension::kind, call.rulebook->calendars.bureau, 1);
  read_figures(session, public_reader(), {figures.from, figures.to, call.now}, DutyKind::reply, book);
  for (const Figures& row : book.rows()) figures.kinds.push_back(figures_of(row, rules.smallest_shown));
  const Figures total = book.total();
  figures.on_time_rate = published_share(total.met.count, total.breached.count, rules.smallest_shown);
  figures.satisfaction_rate = published_share(total.satisfied.count, total.not_satisfied.count, rules.smallest_shown);
  const Instant midnight = at_local(today, 0);
  figures.in_hand = count_in_hand(session);
  figures.received_today = count_received_since(session, midnight);
  figures.answered_today = count_answered_since(session, midnight);
  return figures;
}

}  // namespace

std::optional<std::int64_t> published(std::int64_t n, std::int64_t smallest_shown) {
  if (n < smallest_shown) return std::nullopt;
  return n;
}

std::optional<double> published_share(std::int64_t part, std::int64_t rest, std::int64_t smallest_shown) {
  if (part + rest < smallest_shown) return std::nullopt;
  return share(part, rest);
}

std::shared_ptr<const PublicFigures> FigureBoard::figures(const api::Call& call, db::Session& session) {
  if (!call.rulebook->public_rules) return nullptr;
  // Whoever comes while it is counted waits for that count instead of counting too.
  const std::lock_guard lock(mutex_);
  if (last_ == nullptr || call.now.seconds - last_->at.seconds >= kept_seconds || call.now < last_->at)
    last_ = std::make_shared<const PublicFigures>(count(call, session));
  return last_;
}

}  // namespace shouwen
