// Papers of a customer's file: listed (logged), added, looked at in place, removed with a reason.
#include "customer_papers/customer_paper_api.h"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/customer_care.h"
#include "api/answers.h"
#include "base/text.h"
#include "cases/attachment_store.h"
#include "customer_papers/customer_paper_describe.h"
#include "customer_papers/customer_paper_store.h"
#include "customers/customer_store.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

struct CustomerPaperView {
  CustomerPaperId id;
  PaperKind paper_kind{};
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  std::string officer_name, why;
  Instant at;
  std::optional<Instant> removed_at;
  std::string removed_by_name, removed_reason;
};
BOOST_DESCRIBE_STRUCT(CustomerPaperView, (), (id, paper_kind, file_name, content_type, hash, bytes, officer_name, why, at, removed_at, removed_by_name, removed_reason))
struct CustomerPapersView {
  std::vector<CustomerPaperView> items;  ///< newest first
  bool may_add = false, may_remove = false;
};
BOOST_DESCRIBE_STRUCT(CustomerPapersView, (), (items, may_add, may_remove))
struct PaperAdded {
  CustomerPaperId id;
  std::string hash;
  bool there_already = false;            ///< the same file was there: nothing was written
};
BOOST_DESCRIBE_STRUCT(PaperAdded, (), (id, hash, there_already))
struct PaperRemovalInput {
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(PaperRemovalInput, (), (reason))
struct PaperFields {
  PaperKind paper_kind{};
  Line<2, 200> why;
};
BOOST_DESCRIBE_STRUCT(PaperFields, (), (paper_kind, why))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t paper_limit_bytes = std::size_t{20} << 20, name_limit = 100;

http::Operation customer_paper_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/customers/{customer_id}") + rest, id, "customer_papers", summary, clause::art_11_6_3};
}

Verdict may_on_papers(const Call& call, db::Session& session, const char* verb, CustomerId customer) {
  const auto known = load_customer(session, customer);
  if (!known) return Refusal{"customer.unknown", "", "", {}};
  CaseFacts facts = care_facts(session, *call.organisation, call.now, customer, known->station_unit_id);
  // Photos of a visit come in even after the customer went to somebody else.
  if (std::string_view(verb) == "add_customer_paper")
    for (const Tenure& tenure : load_managed_customer(session, customer).tenures) facts.earlier_holders.push_back(tenure.officer_id);
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  return permission.allowed ? Verdict(Done{}) : Verdict(permission.refusal);
}

template <class Next>
http::Response with_customer(const Call& call, db::Session& session, const char* verb, Next&& next) {
  const CustomerId customer{call.id("customer_id")};
  const Verdict allowed = may_on_papers(call, session, verb, customer);
  return allowed ? next(customer) : refused(call, allowed.refusal());
}

std::string name_of(const Call& call, OfficerId id) {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

CustomerPaperView view_of(const Call& call, const CustomerPaper& paper) {
  return {paper.id, paper.paper_kind, paper.file_name, paper.content_type, paper.hash, paper.bytes, name_of(call, paper.officer_id), paper.why, paper.at, paper.removed_at,
          name_of(call, paper.removed_by_id), paper.removed_reason};
}

std::string field_of(const std::vector<http::Part>& parts, const char* name) {
  for (const http::Part& part : parts)
    if (part.name == name) return std::string(part.content);
  return {};
}

/// The fields beside the file, with the limits a JSON body would have.
json::Parsed<PaperFields> fields_of(const std::vector<http::Part>& parts) {
  std::string body = R"({"paper_kind":)";
  json::print_string(body, field_of(parts, "paper_kind"));
  body += R"(,"why":)";
  json::print_string(body, field_of(parts, "why"));
  return json::parse_body<PaperFields>(body + "}");
}

http::Response upload(Api& api, const Call& call, CustomerId customer) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, paper_limit_bytes, 4);
  if (!parts) return refused(call, parts.refusal());
  const auto file = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  if (file == parts->end() || file->content.empty()) return refused(call, Refusal{"attachment.empty", clause::art_11_6_3, "/file", {}});
  for (const http::Part& part : *parts)
    if (!is_valid_utf8(part.name == "file" ? part.file_name : part.content)) return refused(call, Refusal{"upload.malformed", "", "/" + part.name, {}});
  const auto fields = fields_of(*parts);
  if (!fields.mistakes.empty()) return refused(call, fields.mistakes);
  const std::string name = first_characters(clean_text(file->file_name, false), name_limit);
  const auto type = content_type_of(file->content, file->file_name);
  if (const Verdict allowed = check_paper_type(type, name); !allowed) return refused(call, allowed.refusal());
  const std::string hash = keep_file(api.house().folder(), file->content);
  PaperAdded added;
  api.house().writer().run([&](db::Session& writing) {
    if (const auto known = paper_with_hash(writing, customer, hash)) {
      added = {known->id, hash, true};
      return;
    }
    CustomerPaper paper{{}, 0, customer, fields.value.paper_kind, name, *type, hash, static_cast<std::int64_t>(file->content.size()), call.actor.officer_id, call.now,
                        fields.value.why.value, {}, {}, {}};
    added = {add_paper(writing, std::move(paper), call.rulebook->version).id, hash, false};
  });
  return api::answer(added, 201);
}

http::Response content(const House& house, const Call& call, const std::optional<CustomerPaper>& paper, CustomerId customer) {
  auto bytes = paper && paper->customer_id == customer && !paper->removed_at ? read_file(house.folder(), paper->hash) : std::nullopt;
  if (!bytes) return refused(call, Refusal{"customer_paper.unknown", "", "", {}});
  http::Response response;
  response.content_type = paper->content_type;
  response.body = *std::move(bytes);
  response.headers.emplace_back("Content-Disposition", fmt::format("inline; filename*=UTF-8''{}", http::percent_encoded(paper->file_name)));
  return response;
}

void add_reads(Api& api) {
  auto list = customer_paper_operation("GET", "/papers", "list_customer_papers", "Photos and papers of the file, removed ones with their reason; the reading is logged");
  list.response_body = json::schema_of<CustomerPapersView>();
  api.slow(list, [&api](const Call& call, db::Session& session) {
    return with_customer(call, session, "read_customer_papers", [&](CustomerId customer) {
      CustomerPapersView view;
      for (const CustomerPaper& paper : papers_of(session, customer)) view.items.push_back(view_of(call, paper));
      view.may_add = static_cast<bool>(may_on_papers(call, session, "add_customer_paper", customer));
      view.may_remove = static_cast<bool>(may_on_papers(call, session, "remove_customer_paper", customer));
      api.house().writer().run([&](db::Session& writing) {
        log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer.value), "papers", "duty", call.request.remote_address});
      });
      return api::answer(view);
    });
  });

  auto one = customer_paper_operation("GET", "/papers/{paper_id}", "read_customer_paper", "The picture or PDF");
  one.response_content_type = "application/octet-stream";
  api.slow(one, [&api](const Call& call, db::Session& session) {
    return with_customer(call, session, "read_customer_papers",
                         [&](CustomerId customer) { return content(api.house(), call, load_paper(session, CustomerPaperId{call.id("paper_id")}), customer); });
  });

  auto photo = customer_paper_operation("GET", "/photos/{hash}", "read_customer_photo", "The same by its hash, as contacts name their photos");
  photo.response_content_type = "application/octet-stream";
  api.slow(photo, [&api](const Call& call, db::Session& session) {
    return with_customer(call, session, "read_customer_papers",
                         [&](CustomerId customer) { return content(api.house(), call, paper_with_hash(session, customer, std::string(call.request.parameter("hash"))), customer); });
  });
}

void add_writes(Api& api) {
  auto add = customer_paper_operation("POST", "/papers", "add_customer_paper", "A picture or PDF with its kind and why; the same file again is written once");
  add.request_content_type = "multipart/form-data";
  add.request_body.schema = R"({"type":"object","required":["file","paper_kind","why"],"properties":{"file":{"type":"string","format":"binary"},)"
                            R"("paper_kind":{"type":"string","enum":["licence","agreement","single_line_diagram","site_photo","other"]},"why":{"type":"string","minLength":2,"maxLength":200}}})";
  add.response_body = json::schema_of<PaperAdded>();
  add.success_status = 201;
  api.slow(add, [&api](const Call& call, db::Session& session) {
    return with_customer(call, session, "add_customer_paper", [&](CustomerId customer) { return upload(api, call, customer); });
  });

  auto remove = customer_paper_operation("POST", "/papers/{paper_id}/removals", "remove_customer_paper", "No longer shown; the file stays, so that its event can be proved");
  remove.request_body = json::schema_of<PaperRemovalInput>();
  remove.success_status = 204;
  api.write(remove, [](const Call& call, db::Session& session) {
    return with_customer(call, session, "remove_customer_paper", [&](CustomerId customer) {
      return api::with_body<PaperRemovalInput>(call, [&](const PaperRemovalInput& input) {
        const auto paper = load_paper(session, CustomerPaperId{call.id("paper_id")});
        if (!paper || paper->customer_id != customer) return refused(call, Refusal{"customer_paper.unknown", "", "", {}});
        const auto event = remove_paper(*paper, input.reason.value, call.actor.officer_id, call.now);
        if (!event) return refused(call, event.refusal());
        save_paper(session, *paper, *event, call.rulebook->version);
        return api::no_content();
      });
    });
  });
}

}  // namespace

void add_customer_papers_api(Api& api) {
  add_reads(api);
  add_writes(api);
}

}  // namespace shouwen
