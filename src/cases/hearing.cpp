// Facts of the stored case, and the permission to read it.
#include "cases/hearing.h"

#include <charconv>

#include "cases/cases.h"

namespace shouwen {

namespace {

CaseId case_named_in(std::string_view data) {
  constexpr std::string_view name = R"("case_id":)";
  std::int64_t id = 0;
  if (const std::size_t at = data.find(name); at != std::string_view::npos)
    std::from_chars(data.data() + at + name.size(), data.data() + data.size(), id);
  return CaseId{id};
}

}  // namespace

House::Hearing hearing_of_cases(House& house) {
  return [&house](const http::LiveEvent& event) -> std::function<bool(std::int64_t)> {
    const auto found = load_case(*house.readers().borrow(), case_named_in(event.data));
    if (!found) return [](std::int64_t) { return false; };
    return [facts = facts_of(*found), rulebook = house.rulebook_now(), organisation = house.organisation()](std::int64_t officer_id) {
      return may(*rulebook, *organisation, {Actor::Kind::officer, OfficerId{officer_id}, {}}, "read_case", facts).allowed;
    };
  };
}

}  // namespace shouwen
