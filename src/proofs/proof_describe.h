// Fields of proofs and roots for JSON and the API's description.
#pragma once

#include <boost/describe.hpp>

#include "proofs/proof_document.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(ProofEntry, (), (previous_hash, stream, stream_number, at, actor_id, on_behalf_of_id, kind, clause, rulebook_version, payload))
BOOST_DESCRIBE_STRUCT(ProofDocument, (), (format, entry_number, entry_hash, day, size, root, path, entry))

}  // namespace shouwen
