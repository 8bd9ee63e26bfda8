// Drawing a sample by lot, so that anybody can draw the same again: each customer's place is a keyed hash of his id, the seed
// being the key, and the lowest places are taken. Art. 11(6)(2).
#pragma once

#include <memory>
#include <utility>

#include "surveys/survey.h"

namespace shouwen {

/// What a design looks at in a customer.
struct SampledCustomer {
  CustomerId id;
  AccountTier tier{};
  Area area{};
  UnitId station_unit_id;
  std::string usage_category;
};
/// Belongs to the population of the design.
bool fits(const SampleDesign& design, const SampledCustomer& customer);

/// So many of each stratum, none more than it has. Proportional: largest remainders (Hamilton), the larger stratum first when
/// remainders are equal; at least one of each that has anybody, while there is room. Equal: the same of each, what a small one
/// cannot give goes to the others.
std::vector<Stratum> allocate(std::vector<Stratum> strata, SampleAllocation allocation, std::int64_t size);

/// Takes the population one by one in any order; remembers `size` of each stratum at most.
class SampleDraw {
 public:
  SampleDraw(SampleDesign design, std::int64_t seed);
  ~SampleDraw();
  SampleDraw(const SampleDraw&) = delete;

  /// Those that do not fit the design are left out.
  void add(const SampledCustomer& customer);
  /// How the sample would be made up; without digest.
  SampleFrame frame() const;
  /// The sample in the order of places, numbered 1, 2, 3 …; and the frame with its digest.
  std::pair<SampleFrame, std::vector<Invitation>> finish() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Hex BLAKE2b over who was drawn, in order of numbers.
std::string digest_of(const std::vector<Invitation>& invitations);

}  // namespace shouwen
