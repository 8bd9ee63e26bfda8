// One heap a stratum: the lowest places seen so far. Memory is bounded by strata × size, whatever the population.
#include "surveys/sampling.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>

namespace shouwen {

namespace {

/// The customer's place in the lot: SipHash-2-4 of his id under the seed. Ties, should there be any, go to the lower id.
std::uint64_t place_of(std::int64_t seed, CustomerId id) {
  static_assert(std::endian::native == std::endian::little, "the same draw everywhere: bytes are taken lowest first");
  std::array<unsigned char, crypto_shorthash_KEYBYTES> key{};
  std::array<unsigned char, 8> input{};
  std::uint64_t place = 0;
  std::copy_n(reinterpret_cast<const unsigned char*>(&seed), sizeof seed, key.begin());
  std::copy_n(reinterpret_cast<const unsigned char*>(&id.value), sizeof id.value, input.begin());
  crypto_shorthash(reinterpret_cast<unsigned char*>(&place), input.data(), input.size(), key.data());
  return place;
}

std::int64_t stratum_of(const SampleDesign& design, const SampledCustomer& customer) {
  switch (design.stratification) {
    case Stratification::none: return 0;
    case Stratification::tier: return static_cast<std::int64_t>(customer.tier);
    case Stratification::area: return static_cast<std::int64_t>(customer.area);
  }
  return 0;
}

struct Drawn {
  std::uint64_t place = 0;
  Invitation invitation;
  bool operator<(const Drawn& other) const { return std::tie(place, invitation.customer_id) < std::tie(other.place, other.invitation.customer_id); }
};
struct Lot {
  std::int64_t population = 0;
  std::vector<Drawn> lowest;  ///< a heap, the highest of them first
};

void allocate_equally(std::vector<Stratum>& strata, std::int64_t left) {
  while (left > 0) {
    std::int64_t open = 0;
    for (const Stratum& stratum : strata) open += stratum.sample < stratum.population ? 1 : 0;
    if (open == 0) return;
    const std::int64_t share = std::max<std::int64_t>(1, left / open);
    for (Stratum& stratum : strata) {
      const std::int64_t taken = std::min({share, stratum.population - stratum.sample, left});
      stratum.sample += taken;
      left -= taken;
    }
  }
}

void allocate_by_size(std::vector<Stratum>& strata, std::int64_t size, std::int64_t population) {
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  std::int64_t left = size;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    Stratum& stratum = strata[i];
    stratum.sample = stratum.population * size / population;
    remainders.emplace_back(stratum.population * size % population, i);
    left -= stratum.sample;
  }
  std::sort(remainders.begin(), remainders.end(), [&strata](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    if (strata[a.second].population != strata[b.second].population) return strata[a.second].population > strata[b.second].population;
    return a.second < b.second;
  });
  for (std::size_t i = 0; i < remainders.size() && left > 0; ++i, --left) ++strata[remainders[i].second].sample;
  // A stratum nobody is drawn of would be judged by the others alone.
  for (Stratum& stratum : strata)
    if (stratum.sample == 0 && stratum.population > 0) {
      const auto largest = std::max_element(strata.begin(), strata.end(), [](const Stratum& a, const Stratum& b) { return a.sample < b.sample; });
      if (largest->sample < 2) return;
      --largest->sample;
      ++stratum.sample;
    }
}

}  // namespace

bool fits(const SampleDesign& design, const SampledCustomer& customer) {
  return (!design.tier || *design.tier == customer.tier) && (!design.area || *design.area == customer.area) &&
         (!design.station_unit_id || *design.station_unit_id == customer.station_unit_id) &&
         (design.usage_category.value.empty() || design.usage_category.value == customer.usage_category);
}

std::vector<Stratum> allocate(std::vector<Stratum> strata, SampleAllocation allocation, std::int64_t size) {
  std::int64_t population = 0;
  for (Stratum& stratum : strata) {
    stratum.sample = 0;
    population += stratum.population;
  }
  const std::int64_t wanted = std::min(size, population);
  if (wanted <= 0) return strata;
  if (allocation == SampleAllocation::equal) allocate_equally(strata, wanted);
  else allocate_by_size(strata, wanted, population);
  return strata;
}

struct SampleDraw::Body {
  SampleDesign design;
  std::int64_t seed = 0;
  std::map<std::int64_t, Lot> lots;  ///< by stratum
};

SampleDraw::SampleDraw(SampleDesign design, std::int64_t seed) : body_(std::make_unique<Body>()) {
  body_->design = std::move(design);
  body_->seed = seed;
}
SampleDraw::~SampleDraw() = default;

void SampleDraw::add(const SampledCustomer& customer) {
  if (!fits(body_->design, customer)) return;
  Lot& lot = body_->lots[stratum_of(body_->design, customer)];
  ++lot.population;
  Drawn drawn{place_of(body_->seed, customer.id), {}};
  drawn.invitation.customer_id = customer.id;
  drawn.invitation.tier = customer.tier;
  drawn.invitation.area = customer.area;
  drawn.invitation.station_unit_id = customer.station_unit_id;
  const bool full = static_cast<std::int64_t>(lot.lowest.size()) >= body_->design.size;
  if (full && (lot.lowest.empty() || !(drawn < lot.lowest.front()))) return;
  if (full) {
    std::pop_heap(lot.lowest.begin(), lot.lowest.end());
    lot.lowest.pop_back();
  }
  lot.lowest.push_back(drawn);
  std::push_heap(lot.lowest.begin(), lot.lowest.end());
}

SampleFrame SampleDraw::frame() const {
  SampleFrame frame;
  frame.seed = body_->seed;
  for (const auto& [key, lot] : body_->lots) {
    frame.strata.push_back({key, lot.population, 0});
    frame.population += lot.population;
  }
  frame.strata = allocate(std::move(frame.strata), body_->design.allocation, body_->design.size);
  for (const Stratum& stratum : frame.strata) frame.sample += stratum.sample;
  return frame;
}

std::pair<SampleFrame, std::vector<Invitation>> SampleDraw::finish() const {
  SampleFrame frame = this->frame();
  std::vector<Drawn> all;
  for (std::size_t i = 0; i < frame.strata.size(); ++i) {
    std::vector<Drawn> lowest = body_->lots.at(frame.strata[i].key).lowest;
    std::sort(lowest.begin(), lowest.end());
    lowest.resize(static_cast<std::size_t>(frame.strata[i].sample));
    for (Drawn& drawn : lowest) {
      drawn.invitation.stratum = static_cast<std::int64_t>(i);
      all.push_back(drawn);
    }
  }
  std::sort(all.begin(), all.end());
  std::vector<Invitation> invitations;
  for (Drawn& drawn : all) {
    drawn.invitation.number = static_cast<std::int64_t>(invitations.size()) + 1;
    invitations.push_back(drawn.invitation);
  }
  frame.digest = digest_of(invitations);
  return {std::move(frame), std::move(invitations)};
}

std::string digest_of(const std::vector<Invitation>& invitations) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  for (const Invitation& row : invitations) {
    const std::string line = std::to_string(row.number) + ' ' + std::to_string(row.customer_id.value) + ' ' + std::to_string(row.stratum) + ' ' +
                             std::to_string(static_cast<int>(row.tier)) + ' ' + std::to_string(static_cast<int>(row.area)) + ' ' +
                             std::to_string(row.station_unit_id.value) + '\n';
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(line.data()), line.size());
  }
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace shouwen
