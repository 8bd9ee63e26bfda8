// RFC 9457 problem+json answers, in the reader's language, out of refusals.
#pragma once

#include "base/refusal.h"
#include "http/message.h"

namespace shouwen::http {

/// {type, title, status, detail, code, clause?, errors:[{pointer, code, detail}], instance}. Title and detail come
/// from the text catalogue (rulebook/refusals.toml, embedded) with {name} values filled in.
Response problem(int status, const Refusal& refusal, Language language);
Response problem(int status, const std::vector<Refusal>& refusals, Language language);
/// The same for people with a browser: a page of its own that needs nothing else and says what to do.
Response problem_page(int status, const Refusal& refusal, Language language);
/// The catalogue's sentence for a refusal; the code itself if it has none (a test forbids that).
std::string refusal_text(const Refusal& refusal, Language language);

}  // namespace shouwen::http
