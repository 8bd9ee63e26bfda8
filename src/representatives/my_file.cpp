// What his customer's file says, as far as the rulebook shows it to him; the reading is logged. Arts. 6, 11(4), 11(6)(3).
#include <algorithm>

#include "base/text.h"
#include "json/traits.h"
#include "org/accounts.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "representatives/my_desk.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

std::string voltage_text(const std::optional<Voltage>& voltage) {
  if (!voltage) return {};
  switch (*voltage) {
    case Voltage::below_1kv: return "380/220 V";
    case Voltage::kv_10: return "10 kV";
    case Voltage::kv_35: return "35 kV";
    case Voltage::kv_110: return "110 kV";
    case Voltage::kv_220: return "220 kV";
  }
  return {};
}

std::string day_text(const std::optional<Date>& day, Language language) { return day ? public_date(*day, language) : std::string(); }

/// A heading with rows of name and value; empty values are left out.
class Section {
 public:
  Section(const char* title, Language language) : language_(language) { section_.set("title", my_text(title, language)); }
  void add(const std::string& name, const std::string& value) {
    if (value.empty()) return;
    data row;
    row.set("name", name);
    row.set("value", value);
    rows_ << row;
    any_ = true;
  }
  void named(const char* name, const std::string& value) { add(my_text(name, language_), value); }
  void put_into(data& sections) {
    if (!any_) return;
    section_.set("rows", rows_);
    sections << section_;
  }

 private:
  Language language_;
  data section_, rows_{data::type::list};
  bool any_ = false;
};

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  return text;
}

std::string kva(std::int64_t capacity) { return capacity > 0 ? grouped(capacity) + " kVA" : std::string(); }

void add_customer(data& sections, const CustomerFile& file, Language language) {
  Section section("file_customer", language);
  section.named("field_name", file.name.value);
  section.named("field_account", file.account_number.value);
  section.named("field_address", file.address.value);
  section.named("field_phone", file.phone.value);
  section.named("field_business", file.business.value);
  section.named("field_licence", file.licence_number.value);
  section.put_into(sections);
}

void add_supply(data& sections, const CustomerFile& file, Language language) {
  Section section("file_supply", language);
  section.named("field_voltage", voltage_text(file.voltage));
  section.named("field_capacity", kva(file.contracted_capacity_kva));
  section.named("field_tariff", file.tariff_class.value);
  for (const UsagePoint& point : file.usage_points)
    section.add(my_text("field_point", language) + ' ' + point.number.value, joined({voltage_text(point.voltage), kva(point.contracted_capacity_kva), point.tariff_class.value}));
  for (const SupplyLine& line : file.supply_lines) section.named("field_line", joined({line.name.value, line.substation.value}));
  section.put_into(sections);
}

void add_equipment(data& sections, const CustomerFile& file, Language language) {
  Section section("file_equipment", language);
  for (const Meter& meter : file.meters)
    section.add(my_text("field_meter", language) + ' ' + meter.number.value, joined({"×" + std::to_string(meter.multiplier), day_text(meter.installed_on, language)}));
  for (const Transformer& one : file.transformers) section.add(my_text("field_transformer", language) + ' ' + one.number.value, joined({one.model.value, kva(one.capacity_kva)}));
  section.put_into(sections);
}

/// Other people's phones are theirs; names of colleagues are covered but for the surname.
void add_representatives(data& sections, const Me& me, Language language) {
  Section section("file_representatives", language);
  for (const CustomerRepresentative& one : me.file.representatives) {
    const bool self = one.id == me.access.representative_id;
    const std::string until = one.valid_to ? my_text("until", language, {{"day", public_date(*one.valid_to, language)}}) : std::string();
    section.add(self ? one.name.value + my_text("yourself", language) : mask_name(one.name.value), joined({one.role.value, self ? one.phone.value : std::string(), until}));
  }
  section.put_into(sections);
}

void add_notes(data& sections, const CustomerFile& file, Language language) {
  Section section("file_notes", language);
  for (const FileNote& note : file.notes)
    section.add(my_text(note.kind == FileNoteKind::equipment ? "about_equipment" : "about_operation", language), joined({day_text(note.noted_on, language), note.text.value}));
  section.put_into(sections);
}

void add_part(data& sections, FilePart part, const Me& me, Language language) {
  switch (part) {
    case FilePart::customer: return add_customer(sections, me.file, language);
    case FilePart::legal_representative: {
      Section section("file_legal", language);
      section.named("field_name", me.file.legal_representative.value);
      return section.put_into(sections);
    }
    case FilePart::supply: return add_supply(sections, me.file, language);
    case FilePart::equipment: return add_equipment(sections, me.file, language);
    case FilePart::agreements: {
      Section section("file_agreements", language);
      for (const CustomerAgreement& one : me.file.agreements) section.add(one.number.value, joined({one.subject.value, day_text(one.signed_on, language), day_text(one.valid_to, language)}));
      return section.put_into(sections);
    }
    case FilePart::representatives: return add_representatives(sections, me, language);
    case FilePart::notes: return add_notes(sections, me.file, language);
  }
}

http::Response file_page(Api& api, const Call& call, db::Session& session, const Me& me) {
  const Language language = wish_of(call.request).language;
  std::string fields;
  data values = my_values(call, &me, MyPart::file), sections{data::type::list};
  for (const FilePart part : call.rulebook->representatives->shown) {
    add_part(sections, part, me, language);
    fields += (fields.empty() ? "" : ",") + std::string(json::name_of(part));
  }
  values.set("sections", sections);
  log_access(session, {0, call.now, the_public, "customer/" + std::to_string(me.file.id.value), fields, "客户代表本人查阅：" + me.access.name, call.request.remote_address});
  return my_page(api, call, {"file", MyPart::file}, values);
}

}  // namespace

void add_my_file(Api& api) {
  // A write, because who read what is on record.
  api.write(my_operation("GET", "/p/my/file", "my_file", "The customer's file, as far as it is shown to his representative", clause::art_11_4), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return file_page(api, call, session, me); });
  });
}

}  // namespace shouwen
