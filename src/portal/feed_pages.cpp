// The same facts as on the pages, for programs that look by themselves.
#include "portal/feed_pages.h"

#include "api/cached_answer.h"
#include "cases/case_store.h"
#include "http/problem.h"
#include "open_data/data_table.h"
#include "open_data/edition_store.h"
#include "participation/participation_desk.h"
#include "portal/announcement.h"
#include "portal/atom.h"
#include "portal/matter_parts.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "price_lists/price_list_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;

constexpr std::int64_t fresh_seconds = 60;
constexpr std::int64_t announcements_as_data = 10000;

/// By the address alone, so that one address always holds the same feed.
Language language_of(const Call& call) { return call.request.query_value("lang") == "en" ? Language::en : Language::zh; }
const char* tag_of(Language language) { return language == Language::zh ? "zh-CN" : "en"; }

struct FeedWords {
  std::string name;                ///< in the address
  std::string title, subtitle, page_path;
};

AtomFeed empty_feed(Api& api, const Call& call, const FeedWords& words) {
  const Language language = language_of(call);
  const bool zh = language == Language::zh;
  const std::string path = "/p/feeds/" + words.name + ".atom", identity = call.rulebook->open_data->identity;
  AtomFeed feed;
  feed.id = tag_uri(identity, "feeds/" + words.name + (zh ? "/zh" : "/en"));
  feed.title = words.title + " · " + api.house().bureau_name();
  feed.subtitle = words.subtitle;
  feed.author = api.house().bureau_name();
  feed.language = tag_of(language);
  feed.self_url = own_url(call.request, path + (zh ? "?lang=zh" : "?lang=en"));
  feed.page_url = own_url(call.request, words.page_path);
  feed.other_url = own_url(call.request, path + (zh ? "?lang=en" : "?lang=zh"));
  feed.other_language = tag_of(zh ? Language::en : Language::zh);
  // The year the names belong to: before it there was no feed.
  feed.empty_at = at_local(parse_date(identity.substr(identity.find(',') + 1, 4) + "-01-01").value_or(Date{}), 0);
  return feed;
}

AtomFeed announcements_feed(Api& api, const Call& call, db::Session& session) {
  const Language language = language_of(call);
  const OpenDataRules& rules = *call.rulebook->open_data;
  AtomFeed feed = empty_feed(api, call, {"announcements", say("announcements", language), say("feed_announcements", language), "/p"});
  for (const Announcement& announcement : published_announcements(session, call.now, rules.feed_entries)) {
    const bool translated = language == Language::en && !announcement.title_en.empty();
    AtomEntry entry;
    entry.id = tag_uri(rules.identity, "announcement/" + std::to_string(announcement.id));
    entry.title = translated ? announcement.title_en : announcement.title_zh;
    entry.text = announcement.ended_at ? say("feed_taken_down", language) : translated ? announcement.body_en : announcement.body_zh;
    entry.language = tag_of(translated ? Language::en : announcement.ended_at ? language : Language::zh);
    entry.published_at = std::max(announcement.valid_from, announcement.known_at);
    entry.updated_at = announcement.ended_at ? std::max(*announcement.ended_at, entry.published_at) : entry.published_at;
    entry.url = feed.page_url;
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

AtomFeed price_lists_feed(Api& api, const Call& call, db::Session& session) {
  const Language language = language_of(call);
  const OpenDataRules& rules = *call.rulebook->open_data;
  AtomFeed feed = empty_feed(api, call, {"price_lists", say("prices_page_title", language), say("feed_price_lists", language), "/p/prices"});
  for (const IssuedRow& row : list_issued_price_lists(session, 0, rules.feed_entries)) {
    const auto list = load_price_list(session, row.id);
    const std::string number = std::to_string(row.number);
    AtomEntry entry;
    entry.id = tag_uri(rules.identity, "price_list/" + number);
    entry.title = say("feed_price_list", language, {{"number", number}});
    entry.text = say("feed_in_force", language, {{"date", public_date(row.in_force_from, language)}});
    if (list->corrects_number)
      entry.text += ' ' + say("feed_corrects", language, {{"number", std::to_string(*list->corrects_number)}, {"reason", language == Language::zh ? list->correction_zh.value : list->correction_en.value}});
    entry.language = tag_of(language);
    entry.published_at = entry.updated_at = *list->issued_at;
    entry.url = own_url(call.request, "/p/prices/" + number);
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

AtomFeed open_data_feed(Api& api, const Call& call, db::Session& session) {
  const Language language = language_of(call);
  const OpenDataRules& rules = *call.rulebook->open_data;
  AtomFeed feed = empty_feed(api, call, {"open_data", say("data_title", language), say("feed_open_data", language), "/p/data"});
  for (const Edition& edition : list_editions(session, 0, rules.feed_entries)) {
    const EditionIssued& issued = edition.issued;
    const std::string number = std::to_string(issued.number);
    AtomEntry entry;
    entry.id = tag_uri(rules.identity, "open_data_edition/" + number);
    entry.title = say("feed_edition", language, {{"month", month_text(issued.month)}, {"number", number}});
    entry.text = say("feed_edition_rows", language, {{"rows", std::to_string(issued.rows)}, {"entry", std::to_string(edition.journal_number)}});
    if (issued.corrects_number)
      entry.text += ' ' + say("feed_corrects", language, {{"number", std::to_string(*issued.corrects_number)}, {"reason", language == Language::zh ? issued.reason_zh : issued.reason_en}});
    entry.language = tag_of(language);
    entry.published_at = entry.updated_at = edition.issued_at;
    entry.url = own_url(call.request, "/p/data") + "#edition-" + number;
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

/// An editor's words, how far it is, and what became of it: as on the page, no more.
std::string matter_words(const PublicMatter& matter, const ServiceCase& service_case, Language language) {
  std::string text = matter.text + "\n\n" + short_state(service_case, language);
  if (matter.verdict) text += " · " + words_of(*matter.verdict, language);
  return text + '\n' + (matter.result.empty() ? say("matter_no_result", language) : say("matter_result", language) + ' ' + matter.result);
}

AtomFeed proposals_feed(Api& api, const Call& call, db::Session& session) {
  const Language language = language_of(call);
  const OpenDataRules& rules = *call.rulebook->open_data;
  AtomFeed feed = empty_feed(api, call, {"proposals", say("proposals_title", language), say("feed_proposals", language), "/p/proposals"});
  for (const PublicMatter& matter : list_lately_worded_matters(session, MatterKind::proposal, rules.feed_entries)) {
    const auto service_case = load_case(session, matter.id);
    if (!service_case) continue;
    AtomEntry entry;
    entry.id = tag_uri(rules.identity, "proposal/" + std::to_string(matter.id.value));
    entry.title = matter.title;
    entry.text = matter_words(matter, *service_case, language);
    // The words are the editor's, in Chinese; what is around them is in the feed's language.
    entry.language = tag_of(Language::zh);
    entry.published_at = matter.first_shown_at;
    entry.updated_at = std::max(matter.written_at, service_case->closed_at.value_or(matter.written_at));
    if (!service_case->replies.empty()) entry.updated_at = std::max(entry.updated_at, service_case->replies.back().at);
    entry.url = feed.page_url + "?before=" + std::to_string(matter.id.value + 1) + "#matter-" + std::to_string(matter.id.value);
    feed.entries.push_back(std::move(entry));
  }
  return feed;
}

using MakeFeed = AtomFeed (*)(Api&, const Call&, db::Session&);

void add_feed(Api& api, const char* pattern, const char* id, const char* summary, MakeFeed make) {
  http::Operation operation{"GET", pattern, id, "public pages", summary, clause::art_8};
  operation.is_public = true;
  operation.response_content_type = "application/atom+xml";
  operation.query = {{"lang", "zh or en", R"({"type":"string","enum":["zh","en"]})"}};
  api.read(std::move(operation), [&api, make](const Call& call, db::Session& session) {
    if (!call.rulebook->open_data) return http::problem_page(404, {"open_data.not_set_up", clause::art_8, "", {}}, call.language);
    if (auto stopped = refuse_flood(call)) return *std::move(stopped);
    const AtomFeed feed = make(api, call, session);
    http::Response response;
    response.content_type = "application/atom+xml; charset=utf-8";
    response.body = atom_text(feed);
    return api::cached_answer(call.request, std::move(response), feed.updated_at(), fresh_seconds);
  });
}

}  // namespace

void add_feed_pages(Api& api) {
  add_feed(api, "/p/feeds/announcements.atom", "public_announcements_feed", "Announcements as an Atom feed", &announcements_feed);
  add_feed(api, "/p/feeds/price_lists.atom", "public_price_lists_feed", "Issued price lists as an Atom feed", &price_lists_feed);
  add_feed(api, "/p/feeds/open_data.atom", "public_open_data_feed", "Editions of open data as an Atom feed", &open_data_feed);
  add_feed(api, "/p/feeds/proposals.atom", "public_proposals_feed", "Proposals and what became of each as an Atom feed, those first that were worded last", &proposals_feed);
}

void add_announcements_data(Api& api) {
  add_data_set(api, "announcements", [](const Call& call, db::Session& session) {
    std::vector<std::vector<std::string>> rows;
    for (const Announcement& one : published_announcements(session, call.now, announcements_as_data)) {
      const bool down = one.ended_at.has_value();
      const auto unless_down = [down](const std::string& text) { return down ? std::string() : text; };
      rows.push_back({std::to_string(one.id), one.title_zh, unless_down(one.body_zh), one.title_en, unless_down(one.body_en), to_iso(one.valid_from), to_iso(one.valid_to),
                      down ? to_iso(*one.ended_at) : std::string()});
    }
    return rows;
  });
}

}  // namespace shouwen
