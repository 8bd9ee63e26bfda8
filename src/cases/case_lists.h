// Lists of cases as the desk reads them: filters, keyset pages, counts. All SQL of reading lists.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "cases/figure_lists.h"
#include "cases/service_case.h"
#include "cases/visible_lists.h"
#include "db/session.h"
#include "org/permissions.h"

namespace shouwen {

/// first_contact: what I was first asked; desk: what I hold; offered: to me or my unit; unit: my unit's work; office:
/// waits for a ruling; follow_up: answered, customer not yet asked; all: everything I may see.
enum class CaseList { first_contact, desk, offered, unit, office, follow_up, all };

/// When the next duty is due: overdue, still today, on a later day, or nothing is owed.
enum class DueOn { overdue, today, later, none };
/// Whom a held case waits for.
enum class WaitsFor { anybody, acceptance, office, customer };

/// What comes first: what is due soonest, what was registered last, or what was registered first.
enum class ListOrder { due, newest, oldest };

struct CaseFilter {
  CaseList list = CaseList::all;
  std::optional<ListOrder> sort;  ///< nothing: the list's own order
  std::vector<CaseId> ids;      ///< only these; empty = all
  std::optional<Stage> stage;
  std::optional<CaseKind> kind;
  std::string category;
  std::optional<Area> area;
  std::optional<Channel> channel;
  UnitId unit_id;               ///< handling unit and below
  OfficerId officer_id;         ///< who holds it now
  CustomerId customer_id;
  std::string text;             ///< words, a number's or phone's beginning
  std::optional<DueOn> due;
  std::optional<WaitsFor> waits_for;
  std::optional<Date> from, to; ///< registered on these days, both included
  std::optional<Watch> watch;
  WatchRules watch_rules;
  std::optional<FigureFilter> figure;
};

/// A row of any list; names are the organisation's business.
struct CaseRow {
  CaseId id;
  std::string number;
  std::int64_t version = 0;
  Stage stage{};
  Outcome outcome{};
  CaseKind kind{};
  std::string category;
  Channel channel{};
  Area area{};
  Secrecy secrecy{};
  std::string contact_name, contact_phone, summary;
  OfficerId first_contact_id, responsible_officer_id, offered_to_officer_id;
  UnitId handling_unit_id, offered_to_unit_id;
  Instant registered_at;
  std::optional<Instant> closed_at, next_due_at, next_due_armed_at;
  std::optional<DutyKind> next_duty;
  bool office_asked = false, follow_up_owed = false, suspended = false;
  std::int64_t reminders = 0, returns = 0;
};

/// Unless one asks otherwise, work lists and watched cases are sorted by what is due first, `all` by newest.
ListOrder order_of(const CaseFilter& filter);
/// Of all cases, closed ones too, nothing finds what is due first without reading every one: true if the filter asks for that.
bool is_unordered(const CaseFilter& filter);

/// `after` is the last page's cursor; at most `limit` rows.
struct CasePageCursor {
  std::int64_t key = 0, id = 0;
};
std::vector<CaseRow> list_cases(db::Session& session, const CaseFilter& filter, const Reader& reader, const Organisation& organisation,
                                std::optional<CasePageCursor> after, std::int64_t limit, Instant now);
/// The page that ends before `before`, or the last one; in the list's own order.
std::vector<CaseRow> list_cases_before(db::Session& session, const CaseFilter& filter, const Reader& reader, const Organisation& organisation,
                                       std::optional<CasePageCursor> before, std::int64_t limit, Instant now);
/// The statement of a first page, for those who look at how it is found.
std::string list_sql(const CaseFilter& filter, const Reader& reader, const Organisation& organisation, Instant now);
/// Where the page after this row begins and the page before it ends.
CasePageCursor cursor_of(const CaseFilter& filter, const CaseRow& row);

/// Of each list; waiting, due_today and overdue are parts of desk.
struct CaseCounts {
  std::int64_t first_contact = 0, desk = 0, offered = 0, unit = 0, office = 0, follow_up = 0, waiting = 0, due_today = 0, overdue = 0;
};
/// How many cases the filter finds, counted no further than `at_most`.
std::int64_t count_listed(db::Session& session, const CaseFilter& filter, const Reader& reader, const Organisation& organisation, Instant now,
                          std::int64_t at_most = std::numeric_limits<std::int64_t>::max());
CaseCounts count_cases(db::Session& session, const Reader& reader, Instant now);

std::int64_t count_open_cases(db::Session& session, CustomerId customer);
/// Cases a unit handles or is offered that are not closed: a unit with such cases cannot end.
std::int64_t count_unit_cases(db::Session& session, UnitId unit);
/// Every case of a customer, for asking who looked at them.
std::vector<CaseId> cases_of_customer(db::Session& session, CustomerId customer);
/// As people call it; empty if there is no such case.
std::string number_of_case(db::Session& session, CaseId id);

/// Open cases of the same category near the same place: words of the text, or the same customer or phone.
std::vector<CaseRow> similar_cases(db::Session& session, const ServiceCase& to, const Reader& reader, std::int64_t limit);

}  // namespace shouwen
