// A customer's file over HTTP: as it is, as it was, its story, its changes; two files of one customer.
#include <charconv>

#include "api/answers.h"
#include "customers/completeness.h"
#include "customers/customer_api.h"
#include "customers/customer_describe.h"
#include "customers/customer_file_store.h"
#include "customers/customer_masking.h"
#include "customers/customer_store.h"
#include "org/accounts.h"

namespace shouwen {

struct MissingItem {
  FileItem item{};
  std::string name;
};
BOOST_DESCRIBE_STRUCT(MissingItem, (), (item, name))

struct MergedCustomer {
  CustomerId id;
  std::string account_number, name;
};
BOOST_DESCRIBE_STRUCT(MergedCustomer, (), (id, account_number, name))

struct CustomerFileView {
  CustomerFile file;              ///< masked
  bool is_organisation = false;
  std::string station_name;
  std::int64_t complete_percent = 0;
  std::vector<MissingItem> missing;
  std::vector<MergedCustomer> stands_for;
  CustomerId standing_id;         ///< the file that stands for this one; itself if it does
};
BOOST_DESCRIBE_STRUCT(CustomerFileView, (), (file, is_organisation, station_name, complete_percent, missing, stands_for, standing_id))

struct FileStepView {
  std::int64_t number = 0;
  Instant at;
  OfficerId officer_id;
  std::string officer_name, kind, reason;
  struct Change {
    std::string path;
    json::RawJson before, after;
    BOOST_DESCRIBE_CLASS(Change, (), (path, before, after), (), ())
  };
  std::vector<Change> changes;
};
BOOST_DESCRIBE_STRUCT(FileStepView, (), (number, at, officer_id, officer_name, kind, reason, changes))

struct FileVersion {
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(FileVersion, (), (version))

struct MergeInput {
  CustomerId into_id;
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(MergeInput, (), (into_id, reason))

struct MergeUndoInput {
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(MergeUndoInput, (), (reason))

struct DuplicateView {
  MergedCustomer customer;
  std::vector<Likeness> likeness;
};
BOOST_DESCRIBE_STRUCT(DuplicateView, (), (customer, likeness))

struct DuplicatePairView {
  MergedCustomer customer, other;
  std::vector<Likeness> likeness;
};
BOOST_DESCRIBE_STRUCT(DuplicatePairView, (), (customer, other, likeness))

struct CustomerFileUnmaskInput {
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(CustomerFileUnmaskInput, (), (reason))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t pairs_a_page = 50;

http::Operation customer_file_operation(const char* method, const std::string& rest, const char* id, const char* summary, const char* clause = "art.11(6)(3)") {
  return {method, "/api/v1/customers/{customer_id}" + rest, id, "customers", summary, clause};
}

const Refusal unknown{"customer.unknown", "", "", {}};

MergedCustomer named(db::Session& session, CustomerId id) {
  const auto file = load_file(session, id);
  if (!file) return {id, {}, {}};
  const CustomerFile shown = masked(*file);
  return {id, shown.account_number.value, shown.name.value};
}

CustomerFileView view_of(const Call& call, db::Session& session, const CustomerFile& file) {
  CustomerFileView view;
  view.file = masked(file);
  view.is_organisation = is_organisation(file);
  if (const Unit* station = call.organisation->unit(file.station_unit_id)) view.station_name = station->name;
  const Completeness complete = completeness_of(file, call.rulebook->customer_file, local_date(call.now));
  view.complete_percent = complete.percent;
  for (const WeighedFileItem& weighed : call.rulebook->customer_file.items)
    if (std::find(complete.missing.begin(), complete.missing.end(), weighed.item) != complete.missing.end())
      view.missing.push_back({weighed.item, call.said(weighed.name_zh, weighed.name_en)});
  for (const CustomerId id : merged_customers(session, file.id))
    if (id != file.id) view.stands_for.push_back(named(session, id));
  view.standing_id = standing_for(session, file.id);
  return view;
}

FileStepView step_view(const Call& call, const FileStep& step, bool clear) {
  const Officer* officer = call.organisation->officer(step.officer_id);
  FileStepView view{step.number, step.at, step.officer_id, officer == nullptr ? std::string() : officer->name, step.kind, step.reason, {}};
  for (const FieldDifference& one : step.changes) {
    if (one.path == "/last_entry_id") continue;
    const FieldDifference shown = masked(one, clear);
    view.changes.push_back({shown.path, {shown.before}, {shown.after}});
  }
  return view;
}

FileWriter writer_of(const Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version, call.rulebook->customer_file}; }

/// "12-34": behind the pair of these two.
std::optional<std::pair<CustomerId, CustomerId>> place_of(std::string_view text) {
  std::pair<CustomerId, CustomerId> place;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, place.first.value);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, place.second.value);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return place;
}

void add_file_reads(Api& api) {
  auto read = customer_file_operation("GET", "/file", "read_customer_file", "The whole file, masked, as of any instant");
  read.response_body = json::schema_of<CustomerFileView>();
  read.query = {{"as_of", "an instant or a day (its end); now if absent"}};
  api.read(read, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_customers", [&] {
      const CustomerId id{call.id("customer_id")};
      const auto as_of = call.request.query_value("as_of");
      if (!as_of) {
        const auto file = load_file(session, id);
        return file ? api::answer(view_of(call, session, *file)) : refused(call, unknown);
      }
      const auto day = parse_date(*as_of);
      const auto instant = day ? std::optional(at_local(day->plus_days(1), 0).plus_seconds(-1)) : parse_instant(*as_of);
      if (!instant) return refused(call, Refusal{"query.bad_value", "", "/as_of", {{"name", "as_of"}, {"value", std::string(*as_of)}}});
      const auto file = file_as_of(session, id, *instant);
      return file ? api::answer(view_of(call, session, *file)) : refused(call, Refusal{"customer_file.not_known_then", "art.11(6)(3)", "/as_of", {}});
    });
  });

  auto story = customer_file_operation("GET", "/file_changes", "read_customer_file_changes", "Who changed what and why, newest first");
  story.response_body = json::schema_of<api::Page<FileStepView>>();
  api.read(story, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_customers", [&] {
      const auto file = load_file(session, CustomerId{call.id("customer_id")});
      if (!file) return refused(call, unknown);
      api::Page<FileStepView> page;
      for (const FileStep& step : file_story(session, file->id)) page.items.push_back(step_view(call, step, is_organisation(*file)));
      return api::answer(page);
    });
  });
}

void add_file_change(Api& api) {
  auto change = customer_file_operation("POST", "/file_changes", "change_customer_file", "Put what changed into the file, with a reason");
  change.request_body = json::schema_of<FileChange>();
  change.response_body = json::schema_of<FileVersion>();
  change.success_status = 201;
  change.idempotent_key = true;
  api.write(change, [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_customers", [&] {
      return api::with_body<FileChange>(call, [&](const FileChange& input) {
        if (input.station_unit_id && *input.station_unit_id && call.organisation->unit(*input.station_unit_id) == nullptr)
          return refused(call, Refusal{"customer.station_not_found", "", "/station_unit_id", {}});
        const auto changed = change_customer(session, CustomerId{call.id("customer_id")}, input, writer_of(call));
        return changed ? api::answer(FileVersion{changed->version}, 201) : refused(call, changed.refusal());
      });
    });
  });

  auto clear = customer_file_operation("POST", "/file_unmaskings", "unmask_customer_file", "The whole file in clear, with a reason, logged", "art.6");
  clear.request_body = json::schema_of<CustomerFileUnmaskInput>();
  clear.response_body = json::schema_of<CustomerFile>();
  api.write(clear, [](const Call& call, db::Session& session) {
    return with_permission(call, "unmask", [&] {
      return api::with_body<CustomerFileUnmaskInput>(call, [&](const CustomerFileUnmaskInput& input) {
        const auto file = load_file(session, CustomerId{call.id("customer_id")});
        if (!file) return refused(call, unknown);
        log_access(session, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(file->id.value), "file", input.reason.value, call.request.remote_address});
        return api::answer(*file);
      });
    });
  });
}

void add_duplicates(Api& api) {
  auto alike = customer_file_operation("GET", "/duplicates", "read_customer_duplicates", "Files that may be of the same customer, and why");
  alike.response_body = json::schema_of<api::Page<DuplicateView>>();
  api.read(alike, [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_customers", [&] {
      const auto file = load_file(session, CustomerId{call.id("customer_id")});
      if (!file) return refused(call, unknown);
      api::Page<DuplicateView> page;
      for (const LikelyDuplicate& one : duplicates_of(session, *file)) page.items.push_back({named(session, one.id), one.likeness});
      return api::answer(page);
    });
  });

  http::Operation pairs{"GET", "/api/v1/customer_duplicates", "list_customer_duplicates", "customers", "Pairs of files that may be of one customer, in the whole bureau", "art.11(6)(3)"};
  pairs.response_body = json::schema_of<api::Page<DuplicatePairView>>();
  pairs.query = {{"after", "next page"}};
  api.read(pairs, [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_customers", [&] {
      const std::string_view place = call.request.query_value("after").value_or("0-0");
      const auto after = place_of(place);
      if (!after) return refused(call, Refusal{"query.bad_value", "", "/after", {{"name", "after"}, {"value", std::string(place)}}});
      api::Page<DuplicatePairView> page;
      const auto found = duplicate_pairs(session, after->first, after->second, pairs_a_page);
      for (const DuplicatePair& pair : found) page.items.push_back({named(session, pair.id), named(session, pair.other_id), pair.likeness});
      if (static_cast<std::int64_t>(found.size()) == pairs_a_page)
        page.next = std::to_string(found.back().id.value) + '-' + std::to_string(found.back().other_id.value);
      return api::answer(page);
    });
  });
}

void add_merges(Api& api) {
  auto merge = customer_file_operation("POST", "/merges", "merge_customers", "This file is stood for by another from now on");
  merge.request_body = json::schema_of<MergeInput>();
  merge.success_status = 204;
  api.write(merge, [](const Call& call, db::Session& session) {
    return with_permission(call, "merge_customers", [&] {
      return api::with_body<MergeInput>(call, [&](const MergeInput& input) {
        const Verdict done = merge_customers(session, CustomerId{call.id("customer_id")}, input.into_id, input.reason.value, writer_of(call));
        return done ? api::no_content() : refused(call, done.refusal());
      });
    });
  });

  auto undo = customer_file_operation("POST", "/merge_undoings", "undo_customer_merge", "Its own file again");
  undo.request_body = json::schema_of<MergeUndoInput>();
  undo.success_status = 204;
  api.write(undo, [](const Call& call, db::Session& session) {
    return with_permission(call, "merge_customers", [&] {
      return api::with_body<MergeUndoInput>(call, [&](const MergeUndoInput& input) {
        const Verdict done = undo_merge(session, CustomerId{call.id("customer_id")}, input.reason.value, writer_of(call));
        return done ? api::no_content() : refused(call, done.refusal());
      });
    });
  });
}

}  // namespace

void add_customer_files_api(Api& api) {
  add_file_reads(api);
  add_file_change(api);
  add_duplicates(api);
  add_merges(api);
}

}  // namespace shouwen
