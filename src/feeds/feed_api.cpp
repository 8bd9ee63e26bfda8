// Links of feeds: made, listed and revoked by their officer; read by calendar programs without a session.
#include <fmt/format.h>

#include "api/answers.h"
#include "api/rate_limit.h"
#include "feeds/feed_content.h"
#include "feeds/feeds.h"
#include "org/secret.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(FeedKind, deadlines, roster, contacts)

using namespace api;

struct FeedInput {
  FeedKind kind{};
  std::optional<UnitId> unit_id;
  Line<1, 60> name;
};
BOOST_DESCRIBE_STRUCT(FeedInput, (), (kind, unit_id, name))
struct FeedCreated {
  std::string url;
};
BOOST_DESCRIBE_STRUCT(FeedCreated, (), (url))
struct FeedView {
  std::int64_t id = 0;
  FeedKind kind{};
  std::string name;
  std::optional<std::string> unit_name;
  Instant created_at;
  std::optional<Instant> last_used_at;
  bool revoked = false;
};
BOOST_DESCRIBE_STRUCT(FeedView, (), (id, kind, name, unit_name, created_at, last_used_at, revoked))

namespace {

constexpr std::int64_t most_feeds = 10;
constexpr double burst_reads = 30, reads_per_minute = 30;
constexpr std::string_view file_ending = ".ics";

http::Operation feed_operation(const char* method, const char* pattern, const char* id, const char* summary) { return {method, pattern, id, "session", summary, ""}; }

std::string origin_of(const http::Request& request) {
  return fmt::format("{}://{}", request.header("x-forwarded-proto") == "https" ? "https" : "http", request.header("host"));
}

void note_use(House& house, std::int64_t feed_id) {
  db::WriteJob job;
  job.repeatable = true;
  job.work = [feed_id, now = house.now()](db::Session& session) {
    note_feed_use(session, feed_id, now);
    return db::WorkOutcome::keep;
  };
  job.done = [](const std::optional<db::Fault>&) {};
  house.writer().submit(std::move(job));
}

Page<FeedView> feed_views(const Call& call, db::Session& session) {
  Page<FeedView> page;
  for (const FeedLink& link : feeds_of(session, call.actor.officer_id, call.now)) {
    const Unit* unit = call.organisation->unit(link.unit_id);
    page.items.push_back({link.id, link.kind, link.name, unit == nullptr ? std::nullopt : std::optional(unit->name), link.created_at, link.last_used_at, link.revoked});
  }
  return page;
}

http::Response make_link(const Call& call, db::Session& session, const FeedInput& input) {
  // As with tokens: a leaked one must not make further ways in.
  if (call.session_id.empty()) return refused(call, Refusal{"permission.token_scope", "", "", {{"verb", "create_feed"}}});
  NewFeed feed{call.actor.officer_id, input.kind, {}, input.name.value};
  if (input.kind == FeedKind::roster) {
    const Permission permission = may(*call.rulebook, *call.organisation, call.actor, "read_org");
    if (!permission.allowed) return refused(call, permission.refusal);
    if (!input.unit_id || call.organisation->unit(*input.unit_id) == nullptr) return refused(call, Refusal{"feed.unit_missing", "", "/unit_id", {}});
    feed.unit_id = *input.unit_id;
  }
  if (count_live_feeds(session, feed.officer_id) >= most_feeds) return refused(call, Refusal{"feed.too_many", "", "", {{"limit", std::to_string(most_feeds)}}});
  return answer(FeedCreated{fmt::format("{}/feeds/{}{}", origin_of(call.request), create_feed(session, feed, call.now), file_ending)}, 201);
}

/// What the link's officer may see now, not when it was made.
std::optional<IcalCalendar> content_of(const FeedLink& link, const Call& call, db::Session& session) {
  const Officer* officer = call.organisation->officer(link.officer_id);
  if (officer == nullptr || !officer->active) return std::nullopt;
  Call reader = call;
  reader.actor = Actor{Actor::Kind::officer, link.officer_id, {}};
  switch (link.kind) {
    case FeedKind::deadlines: return deadlines_of(reader, session, origin_of(call.request));
    case FeedKind::roster:
      if (!may(*call.rulebook, *call.organisation, reader.actor, "read_org").allowed) return std::nullopt;
      return roster_of(reader, session, link.unit_id);
    case FeedKind::contacts: return contacts_of(reader, session, origin_of(call.request));
  }
  return std::nullopt;
}

std::string etag_of(std::string_view body) {
  std::string tag = "\"";
  for (const char byte : secret_hash(body).substr(0, 12)) tag += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return tag + '"';
}

http::Response calendar_answer(const Call& call, const IcalCalendar& calendar) {
  http::Response response;
  response.body = write_ical(calendar);
  response.content_type = "text/calendar; charset=utf-8; method=PUBLISH";
  const std::string etag = etag_of(response.body);
  response.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}, {"Content-Disposition", "inline; filename=\"shouwen.ics\""}, {"Referrer-Policy", "no-referrer"}, {"X-Robots-Tag", "noindex"}};
  if (call.request.header("if-none-match").find(etag) == std::string_view::npos) return response;
  response.status = 304;
  response.body.clear();
  return response;
}

http::Response read_feed(House& house, RateLimit& limit, const Call& call, db::Session& session) {
  if (const std::int64_t wait = limit.take(call.request.remote_address, call.now); wait > 0) {
    return refused(call, Refusal{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
  }
  const Refusal unknown{"feed.unknown", "", "", {}};
  std::string_view secret = call.request.parameter("file");
  if (!secret.ends_with(file_ending)) return refused(call, unknown);
  secret.remove_suffix(file_ending.size());
  const auto link = find_feed(session, secret);
  const auto calendar = link ? content_of(*link, call, session) : std::nullopt;
  if (!calendar) return refused(call, unknown);
  if (wants_note(*link, call.now)) note_use(house, link->id);
  return calendar_answer(call, *calendar);
}

void add_links(Api& api) {
  auto list = feed_operation("GET", "/api/v1/feeds", "list_feeds", "Own calendar links, never the link itself");
  list.response_body = json::schema_of<Page<FeedView>>();
  api.read(list, [](const Call& call, db::Session& session) { return answer(feed_views(call, session)); });

  auto create = feed_operation("POST", "/api/v1/feeds", "create_feed", "A link for calendar programs: own deadlines, a unit's roster, or whom an account manager contacts when; shown once");
  create.request_body = json::schema_of<FeedInput>();
  create.response_body = json::schema_of<FeedCreated>();
  create.success_status = 201;
  api.write(create, [](const Call& call, db::Session& session) {
    return with_body<FeedInput>(call, [&](const FeedInput& input) { return make_link(call, session, input); });
  });

  auto revoke = feed_operation("DELETE", "/api/v1/feeds/{feed_id}", "revoke_feed", "An own calendar link ends");
  revoke.success_status = 204;
  api.write(revoke, [](const Call& call, db::Session& session) {
    if (!revoke_feed(session, call.actor.officer_id, call.id("feed_id"), call.now)) return refused(call, Refusal{"feed.unknown", "", "", {}});
    return no_content();
  });
}

}  // namespace

void add_feeds_api(Api& api) {
  add_links(api);
  auto read = feed_operation("GET", "/feeds/{file}", "read_feed", "What a calendar program reads: {secret}.ics, without a session");
  read.is_public = true;
  read.response_content_type = "text/calendar";
  const auto limit = std::make_shared<RateLimit>(burst_reads, reads_per_minute);
  api.slow(read, [&house = api.house(), limit](const Call& call, db::Session& session) { return read_feed(house, *limit, call, session); });
}

}  // namespace shouwen
