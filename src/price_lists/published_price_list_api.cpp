// Issued price lists for everybody: which there are, each as signed JSON and CSV, what changed, the key to check them by.
#include "org/signing_key.h"
#include "price_lists/price_list_desk.h"
#include "price_lists/signed_price_list.h"

namespace shouwen {

struct PublishedPriceListView {
  std::int64_t number = 0;
  Date in_force_from, issued_on;
  bool is_in_force = false;
  std::optional<std::int64_t> corrects_number;
  std::string hash, json_url, csv_url, page_url;
};
BOOST_DESCRIBE_STRUCT(PublishedPriceListView, (), (number, in_force_from, issued_on, is_in_force, corrects_number, hash, json_url, csv_url, page_url))
struct PriceListDifferenceView {
  std::int64_t number = 0;
  std::optional<std::int64_t> compared_number;  ///< the price list that held before; none before the first
  std::vector<PriceChange> changes;
};
BOOST_DESCRIBE_STRUCT(PriceListDifferenceView, (), (number, compared_number, changes))
struct SigningKeyView {
  std::string algorithm, public_key;       ///< "Ed25519"; base64
};
BOOST_DESCRIBE_STRUCT(SigningKeyView, (), (algorithm, public_key))
/// As signed_json writes it, for the description of the API.
struct SignedPriceListView {
  IssuedPriceList content;
  std::string hash, public_key, signature;
};
BOOST_DESCRIBE_STRUCT(SignedPriceListView, (), (content, hash, public_key, signature))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50;

http::Operation public_operation(std::string pattern, const char* id, const char* summary) {
  auto operation = price_list_operation("GET", std::move(pattern), id, summary);
  operation.is_public = true;
  return operation;
}

http::Response published_answer(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  auto rows = list_issued_price_lists(session, after->value_or(0), page_size + 1);
  api::Page<PublishedPriceListView> page;
  if (static_cast<std::int64_t>(rows.size()) > page_size) {
    rows.pop_back();
    page.next = std::to_string(rows.back().number);
  }
  const std::int64_t in_force = price_list_in_force(session, local_date(call.now)).value_or(0);
  for (const IssuedRow& row : rows) {
    const auto list = load_price_list(session, row.id);
    const std::string number = std::to_string(row.number), base = "/api/v1/published_price_lists/" + number;
    page.items.push_back({row.number, row.in_force_from, local_date(*list->issued_at), row.number == in_force, list->corrects_number, list->content->hash, base, base + "/csv", "/p/prices/" + number});
  }
  return api::answer(page);
}

/// The issued price list of the path, or refused.
template <class Next>
http::Response with_issued(const Call& call, db::Session& session, Next&& next) {
  const auto list = load_issued_price_list(session, call.id("number"));
  return list ? next(*list) : refused(call, Refusal{"price_list.unknown", "", "", {}});
}

void name_file(http::Response& response, std::int64_t number, const char* ending) {
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"price_list_" + std::to_string(number) + ending + "\"");
}

}  // namespace

void add_published_price_lists_api(Api& api) {
  auto list = public_operation("/published_price_lists", "list_published_price_lists", "Every issued price list, newest first");
  list.response_body = json::schema_of<api::Page<PublishedPriceListView>>();
  list.query = {{"after", "next page", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) { return published_answer(call, session); });

  auto read = public_operation("/published_price_lists/{number}", "read_published_price_list", "The signed price list; `content` in its canonical form (RFC 8785) is what is signed");
  read.response_body = json::schema_of<SignedPriceListView>();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_issued(call, session, [](const PriceList& found) {
      http::Response response;
      response.body = signed_json(*found.content);
      name_file(response, found.number, ".json");
      return response;
    });
  });

  auto table = public_operation("/published_price_lists/{number}/csv", "read_published_price_list_csv", "The same as a table; hash, signature and key are its last three lines");
  table.response_content_type = "text/csv";
  api.read(table, [](const Call& call, db::Session& session) {
    return with_issued(call, session, [](const PriceList& found) {
      http::Response response;
      response.content_type = "text/csv; charset=utf-8";
      response.body = signed_csv(*found.csv);
      name_file(response, found.number, ".csv");
      return response;
    });
  });

  auto difference = public_operation("/published_price_lists/{number}/difference", "read_price_list_difference", "What changed from the price list before, in words");
  difference.response_body = json::schema_of<PriceListDifferenceView>();
  api.read(difference, [](const Call& call, db::Session& session) {
    return with_issued(call, session, [&](const PriceList& found) {
      ComparedPriceList compared = compared_with_last(session, found);
      return api::answer(PriceListDifferenceView{found.number, compared.number, std::move(compared.changes)});
    });
  });

  auto key = public_operation("/signing_key", "read_signing_key", "The public half of the bureau's signing key");
  key.response_body = json::schema_of<SigningKeyView>();
  api.read(key, [&api](const Call&, db::Session&) { return api::answer(SigningKeyView{"Ed25519", SigningKey::open(api.house().folder() / signing_key_file).public_key()}); });
}

}  // namespace shouwen
