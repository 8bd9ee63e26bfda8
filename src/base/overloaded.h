// std::visit with one lambda an alternative.
#pragma once

namespace shouwen {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace shouwen
