// Many cases through the registration rule, for lists, searches and clocks at scale:
// bench_fill <bureau folder> <rulebook folder> <cases> [percent still open, default 2] [spread over days, default 1095]
#include <fmt/format.h>

#include "api/house.h"
#include "cases/cases.h"
#include "demo/material.h"

using namespace shouwen;

int main(int count, char** arguments) {
  if (count < 4 || count > 6) return 2;
  auto opened = House::open(arguments[1], &wall_clock, 1);
  const auto material = Material::read(std::string(arguments[2]) + "/demo");
  if (!opened || !material) return 1;
  House& house = **opened;
  const auto organisation = house.organisation();
  const auto rulebook = house.rulebook_now();
  const std::vector<std::string> categories = material->categories();
  Dice dice(7);
  const std::int64_t wanted = std::stoll(arguments[3]), open_percent = count > 4 ? std::stoll(arguments[4]) : 2, days = count > 5 ? std::stoll(arguments[5]) : 3 * 365;
  for (std::int64_t done = 0; done < wanted;) {
    house.writer().run([&](db::Session& session) {
      for (int i = 0; i < 1000 && done < wanted; ++i, ++done) {
        // Spread over time, so that most are long over; the last stay open.
        const Instant now = house.now().plus_seconds(-(wanted - done) * days * seconds_per_day / wanted);
        const Officer& officer = dice.pick(organisation->officers());
        const CaseDesk desk{session, organisation, [&](std::int64_t) { return rulebook; }, rulebook, {Actor::Kind::officer, officer.id, {}}, now,
                            [](const Contact&) { return std::string("sealed"); }};
        RegisterInput input;
        input.category.value = dice.pick(categories);
        input.kind = rulebook->category(input.category.value)->kind;
        input.channel = Channel::phone;
        input.area = static_cast<Area>(dice.below(3));
        input.contact.name = Line<0, 40>{dice.pick(material->surnames) + dice.pick(material->given_names)};
        input.contact.phone = Line<0, 30>{fmt::format("199{:08}", dice.below(100000000))};
        input.text.value = material->text(dice, input.category.value, "ask", dice.pick(material->places).name);
        const bool over = done < wanted * (100 - open_percent) / 100;
        if (over) {
          input.first_step = FirstStep::out_of_scope;
          input.out_of_scope = OutOfScopeInput{{material->text(dice, input.category.value, "answer", "")}, {}};
        }
        if (const auto performed = perform_registration(desk, input); !performed) {
          fmt::print(stderr, "{}\n", performed.refusal().code);
          std::exit(1);
        }
      }
    });
    if (done % 100000 == 0) fmt::print("{}\n", done), std::fflush(stdout);
  }
}
