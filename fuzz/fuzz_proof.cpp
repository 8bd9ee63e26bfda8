// Files others bring back to be checked: proofs of journal entries, signed price lists.
#include <sodium.h>

#include <cstdint>

#include "price_lists/signed_price_list.h"
#include "proofs/proof_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  static const bool ready = sodium_init() >= 0;
  if (!ready) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)check_proof(bytes, std::string(64, '0'));
  (void)check_price_list_file(bytes, "");
  return 0;
}
