// The roots of the journal, and where a stranger gets what he needs to check them.
#include "portal/journal_page.h"

#include <charconv>

#include "api/answers.h"
#include "base/grouped.h"
#include "base/text.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "proofs/journal_tree.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t roots_a_page = 31;

/// A number as people type it; 0 if it is none.
std::int64_t entry_of(std::string_view typed) {
  const std::string digits = to_half_width(typed);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() && number > 0 ? number : 0;
}

void set_roots(data& values, const std::vector<JournalRoot>& roots, Language language) {
  data rows{data::type::list};
  for (const JournalRoot& root : roots) {
    data row;
    row.set("day", to_iso(root.day));
    row.set("size", say("journal_size", language, {{"n", grouped(root.size)}}));
    row.set("root", to_hex(root.root));
    rows << row;
  }
  values.set("roots", rows);
  values.set("has_roots", !roots.empty());
  if (static_cast<std::int64_t>(roots.size()) == roots_a_page) values.set("older_url", "/p/journal?before=" + to_iso(roots.back().day));
}

}  // namespace

http::Response journal_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  std::vector<Refusal> wrong;
  if (const auto typed = call.request.query_value("entry"); typed && !typed->empty()) {
    values.set("entry", std::string(*typed));
    const std::int64_t number = entry_of(*typed);
    if (const auto proof = prove_entry(session, number, {})) {
      values.set("proof_url", "/api/v1/journal_proofs/" + std::to_string(number));
      values.set("covered_by", say("journal_covered", language, {{"day", to_iso(proof->root.day)}}));
    } else {
      wrong.push_back({"proof.unknown", "", "entry", {}});
    }
    set_errors(values, wrong, language);
  }
  const auto before = call.request.query_value("before");
  set_roots(values, journal_roots(session, before ? parse_date(*before) : std::nullopt, roots_a_page), language);
  return write_page(api, call, {"journal", say("journal_title", language), wrong.empty() ? 200 : 422}, values);
}

}  // namespace shouwen
