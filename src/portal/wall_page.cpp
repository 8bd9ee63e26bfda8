// The hall screen: numbers always, below them one picture after the other: announcements, promises, prices, whom to
// call.
#include <charconv>

#include "api/qr_code.h"
#include "cases/case_words.h"
#include "portal/announcement.h"
#include "portal/page_files.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "portal/report_draft.h"
#include "portal/service_page.h"
#include "portal/shown_prices.h"
#include "price_lists/price_list_words.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t announcements_shown = 12;
constexpr std::size_t promises_a_picture = 4, prices_a_picture = 3, phones_a_picture = 4;
/// In half Han characters: what one line, and one picture, hold.
constexpr std::size_t line_width = 60, part_width = 300;

struct PictureRow {
  std::string name, value;
  std::string about;  ///< under the name, smaller
};
/// A heading with a text, or with rows of two columns and a code to scan beside them.
struct Picture {
  std::string title, body;
  std::vector<PictureRow> rows;
  std::string code, code_about;  ///< SVG, and what it is
};

/// So many rows fit; the rest comes on the next picture.
void add_rows(std::vector<Picture>& pictures, const std::string& title, const std::vector<PictureRow>& rows, std::size_t fit) {
  for (std::size_t from = 0; from < rows.size(); from += fit)
    pictures.push_back({title, "", {rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), from + fit))}, {}, {}});
}

/// Art. 9(1): those of the price list in force, the unit in the heading, so that the figures stand alone; then the fees.
void add_prices(std::vector<Picture>& pictures, const Call& call, db::Session& session, Language language) {
  const bool zh = language == Language::zh;
  const ShownPrices shown = shown_prices(session, *call.rulebook, local_date(call.now));
  const auto& prices = shown.body.prices;
  const std::size_t begin = pictures.size();
  const auto unit_of = [zh](const ListedPrice& price) { return zh ? price.unit_zh : price.unit_en; };
  for (std::size_t from = 0; from < prices.size();) {
    std::vector<PictureRow> rows;
    std::size_t to = from;
    for (; to < prices.size() && unit_of(prices[to]) == unit_of(prices[from]); ++to) {
      const ListedPrice& price = prices[to];
      rows.push_back({zh ? price.name_zh : price.name_en, price.price, zh ? price.applies_zh : price.applies_en});
    }
    add_rows(pictures, say("wall_prices", language, {{"unit", unit_of(prices[from])}}), rows, prices_a_picture);
    from = to;
  }
  std::vector<PictureRow> fees;
  for (const ListedFee& fee : shown.body.fees)
    if (fee.state == FeeState::chargeable) fees.push_back({zh ? fee.name_zh : fee.name_en, zh ? fee_words(fee).zh : fee_words(fee).en, zh ? fee.covers_zh : fee.covers_en});
  add_rows(pictures, say("fees_title", language), fees, prices_a_picture);
  if (shown.number == 0) return;
  const std::string code = qr_svg(own_url(call.request, "/p/prices/" + std::to_string(shown.number)));
  for (std::size_t i = begin; i < pictures.size(); ++i) {
    pictures[i].code = code;
    pictures[i].code_about = say("wall_price_list", language, {{"number", std::to_string(shown.number)}});
  }
}

std::vector<Picture> pictures_of(const Call& call, db::Session& session, Language language) {
  const bool zh = language == Language::zh;
  std::vector<Picture> pictures;
  for (const Announcement& announcement : shown_announcements(session, call.now, announcements_shown)) {
    const bool translated = !zh && !announcement.title_en.empty();
    const auto parts = wall_parts(translated ? announcement.body_en : announcement.body_zh);
    const std::string& title = translated ? announcement.title_en : announcement.title_zh;
    for (std::size_t i = 0; i < parts.size(); ++i)
      pictures.push_back({parts.size() == 1 ? title : say("wall_part", language, {{"title", title}, {"part", std::to_string(i + 1)}, {"parts", std::to_string(parts.size())}}),
                          parts[i], {}, {}, {}});
  }
  std::vector<PictureRow> arrivals, replies, phones;
  for (const KindRule* kind : offered_kinds(*call.rulebook)) {
    const std::string& name = zh ? kind->name_zh : kind->name_en;
    if (kind->needs_arrival)
      for (const Area area : {Area::urban, Area::rural, Area::remote})
        if (const auto time = promised_time(*call.rulebook, {DutyKind::arrival, kind->kind, "", area}, call.now, language))
          arrivals.push_back({words_of(area, language), time->limit, ""});
    // Repairs are promised by the arrival; everything else by the answer.
    if (!kind->needs_arrival)
      if (const auto time = promised_time(*call.rulebook, {DutyKind::reply, kind->kind, "", Area::urban}, call.now, language)) replies.push_back({name, time->limit, ""});
  }
  for (const DirectoryEntry& entry : call.rulebook->directory)
    if (entry.role != DirectoryRole::none) phones.push_back({zh ? entry.about_zh : entry.about_en, entry.phone, ""});
  add_rows(pictures, say("wall_arrivals", language), arrivals, promises_a_picture);
  add_rows(pictures, say("wall_replies", language), replies, promises_a_picture);
  add_prices(pictures, call, session, language);
  add_rows(pictures, say("wall_phones", language), phones, phones_a_picture);
  return pictures;
}

std::size_t wanted_picture(const Call& call, std::size_t count) {
  const std::string_view text = call.request.query_value("show").value_or("0");
  std::size_t wanted = 0;
  std::from_chars(text.data(), text.data() + text.size(), wanted);
  return count == 0 ? 0 : wanted % count;
}

void set_picture(data& values, const Picture& picture) {
  values.set("picture_title", picture.title);
  if (!picture.body.empty()) {
    values.set("picture_body", picture.body);
    const std::size_t width = wall_width(picture.body);
    values.set("picture_size", width <= 60 ? "short" : width <= 150 ? "middle" : "long");
  }
  data rows{data::type::list};
  for (const PictureRow& shown : picture.rows) {
    data row;
    row.set("name", shown.name);
    row.set("value", shown.value);
    if (!shown.about.empty()) row.set("about", shown.about);
    rows << row;
  }
  values.set("rows", rows);
  values.set("has_rows", !picture.rows.empty());
  if (!picture.code.empty()) {
    values.set("code", picture.code);
    values.set("code_about", picture.code_about);
  }
}

void set_numbers(data& values, const PublicFigures& figures, Language language) {
  const auto rate = [&](const std::optional<double>& share) { return share ? percent(*share) : say("not_yet", language); };
  values.set("in_hand", std::to_string(figures.in_hand));
  values.set("received_today", std::to_string(figures.received_today));
  values.set("answered_today", std::to_string(figures.answered_today));
  values.set("on_time_rate", rate(figures.on_time_rate));
  values.set("has_numbers", true);
}

}  // namespace

std::size_t wall_width(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += c == '\n' ? line_width : 1;
    else if (byte >= 0xe0) width += 2;       // Han and the like, at their first byte
    else if (byte >= 0xc0) width += 1;
  }
  return width;
}

std::vector<std::string> wall_parts(const std::string& text) {
  std::vector<std::string> parts(1);
  std::string sentence;
  const auto take = [&] {
    if (!parts.back().empty() && wall_width(parts.back()) + wall_width(sentence) > part_width) parts.emplace_back();
    parts.back() += sentence;
    sentence.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    const std::string_view character = std::string_view(text).substr(i, end - i);
    sentence += character;
    const bool stops = character == "。" || character == "；" || character == "\n" || character == "." || character == ";" || character == "！";
    if (stops || wall_width(sentence) >= part_width) take();
    i = end;
  }
  take();
  return parts;
}

http::Response wall_page(Api& api, const Call& call, db::Session& session, FigureBoard& board) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("lang", language == Language::zh ? "zh-CN" : "en");
  values.set("bureau", api.house().bureau_name());
  values.set("version", asset_version());
  values.set("time", public_time(call.now, call.now, language));
  const auto pictures = pictures_of(call, session, language);
  const std::size_t shown = wanted_picture(call, pictures.size());
  if (!pictures.empty()) set_picture(values, pictures[shown]);
  const std::string choice = call.request.query_value("lang") ? std::string("&lang=") + (language == Language::zh ? "zh" : "en") : std::string();
  values.set("next_url", "/p/wall?show=" + std::to_string(pictures.empty() ? 0 : (shown + 1) % pictures.size()) + choice);
  if (const auto figures = board.figures(call, session)) set_numbers(values, *figures, language);
  kainjow::mustache::mustache page{std::string(page_file("wall.html"))};
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = page.render(values);
  forbid_foreign_content(response);
  return response;
}

}  // namespace shouwen
