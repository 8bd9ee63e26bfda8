// The bureau every story begins with.
#include <fmt/format.h>

#include <unistd.h>

#include "demo/bureau.h"
#include "demo/tip_offs.h"
#include "world.h"

namespace shouwen::sim {

BureauTemplate::BureauTemplate(std::filesystem::path rulebook) : folder_(std::filesystem::temp_directory_path() / fmt::format("shouwen_sim_template_{}", ::getpid())) {
  FaultyDisk::install().reset();
  fix_random_bytes(1);
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  DemoOptions options;
  options.data = folder_.string();
  options.rulebook = rulebook.string();
  const auto material = Material::read(options.rulebook + "/demo");
  SHOUWEN_CHECK(static_cast<bool>(material));
  // Years before any story: a change of the organisation is known from the moment it is made.
  const Instant set_up_at = at_local(Date::of(story_year - 2, 1, 5), 9 * 3600);
  auto house = House::open(options.data, [set_up_at] { return set_up_at; }, 1);
  SHOUWEN_CHECK(static_cast<bool>(house));
  SHOUWEN_CHECK(static_cast<bool>(set_up_bureau(**house, *material, options)));
  SHOUWEN_CHECK(static_cast<bool>(make_demo_supervision_key(**house)));
}

BureauTemplate::~BureauTemplate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void BureauTemplate::copy_to(const std::filesystem::path& folder) const {
  std::filesystem::remove_all(folder);
  std::filesystem::copy(folder_, folder, std::filesystem::copy_options::recursive);
}

}  // namespace shouwen::sim
