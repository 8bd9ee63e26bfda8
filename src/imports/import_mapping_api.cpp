// Mappings under a name: the bureau's own, and the ones shipped with the rulebook.
#include "base/embedded.h"
#include "imports/import_api.h"
#include "imports/import_views.h"
#include "regulation/clauses.h"

namespace shouwen {

struct NamedMappingView {
  std::string kind, name;
  bool shipped = false;
  std::string officer_name;
  std::optional<Instant> saved_at;
  MappingView mapping;
};
BOOST_DESCRIBE_STRUCT(NamedMappingView, (), (kind, name, shipped, officer_name, saved_at, mapping))
struct NamedMappingInput {
  Line<1, 60> name;
  MappingView mapping;
};
BOOST_DESCRIBE_STRUCT(NamedMappingInput, (), (name, mapping))

namespace {

using api::Call;

http::Operation import_mapping_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "imports", summary, clause::art_4};
}

/// The shipped ones are all for past cases of published systems.
std::vector<NamedMappingView> shipped_mappings(const std::string& kind) {
  std::vector<NamedMappingView> views;
  if (kind != "past_cases") return views;
  for (const EmbeddedFile& file : embedded_mappings())
    if (const auto mapping = Mapping::parse(std::string(file.content)))
      views.push_back({kind, std::string(file.name.substr(0, file.name.rfind('.'))), true, "", {}, view_of(*mapping)});
  return views;
}

/// The kind in the path and the right to it.
template <class Next>
http::Response with_kind(const Call& call, Next&& next) {
  return with_permission(call, "import", [&] {
    const ImportKind* kind = import_kind(std::string(call.request.parameter("kind")));
    if (kind == nullptr) return refused(call, Refusal{"import.unknown_kind", "", "", {{"kind", std::string(call.request.parameter("kind"))}}});
    return next(*kind);
  });
}

}  // namespace

void add_import_mappings_api(api::Api& api) {
  auto list = import_mapping_operation("GET", "/api/v1/import_kinds/{kind}/mappings", "list_import_mappings", "Mappings saved under a name, and the shipped ones");
  list.response_body = json::schema_of<api::Page<NamedMappingView>>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_kind(call, [&](const ImportKind& kind) {
      api::Page<NamedMappingView> page;
      for (const SavedMapping& saved : saved_mappings(session, kind.name)) {
        const Officer* officer = call.organisation->officer(saved.officer_id);
        page.items.push_back({saved.kind, saved.name, false, officer == nullptr ? "" : officer->name, saved.saved_at, mapping_view_of(saved.content)});
      }
      for (NamedMappingView& view : shipped_mappings(kind.name)) page.items.push_back(std::move(view));
      return api::answer(page);
    });
  });

  auto save = import_mapping_operation("POST", "/api/v1/import_kinds/{kind}/mappings", "save_import_mapping", "Keep a mapping under a name; the same name is replaced");
  save.request_body = json::schema_of<NamedMappingInput>();
  save.success_status = 204;
  api.write(save, [](const Call& call, db::Session& session) {
    return with_kind(call, [&](const ImportKind& kind) {
      return api::with_body<NamedMappingInput>(call, [&](const NamedMappingInput& input) {
        const auto mapping = mapping_of(input.mapping);
        if (!mapping) return refused(call, mapping.refusal());
        save_mapping(session, {kind.name, input.name.value, json::to_text(input.mapping), call.actor.officer_id, call.now});
        return api::no_content();
      });
    });
  });

  auto remove = import_mapping_operation("DELETE", "/api/v1/import_kinds/{kind}/mappings/{name}", "remove_import_mapping", "Forget a saved mapping");
  remove.success_status = 204;
  api.write(remove, [](const Call& call, db::Session& session) {
    return with_kind(call, [&](const ImportKind& kind) {
      if (!remove_mapping(session, kind.name, std::string(call.request.parameter("name")))) return refused(call, Refusal{"import_mapping.unknown", "", "", {}});
      return api::no_content();
    });
  });
}

}  // namespace shouwen
