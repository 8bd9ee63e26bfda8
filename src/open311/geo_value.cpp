// Two texts of one value; XML is the library's work.
#include "open311/geo_value.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "json/print.h"

namespace shouwen {

namespace {

bool is_xml_character(char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r'; }

void add(pugi::xml_node to, const GeoValue& value) {
  pugi::xml_node node = to.append_child(value.name.c_str());
  switch (value.shape) {
    case GeoValue::Shape::nothing: break;
    case GeoValue::Shape::flag: node.text().set(value.is_set ? "true" : "false"); break;
    case GeoValue::Shape::text:
    case GeoValue::Shape::number: {
      std::string plain = value.text;
      std::erase_if(plain, [](char c) { return !is_xml_character(c); });
      node.text().set(plain.c_str());
      break;
    }
    case GeoValue::Shape::object:
    case GeoValue::Shape::list:
      for (const GeoValue& member : value.members) add(node, member);
      break;
  }
}

void print(std::string& out, const GeoValue& value) {
  const auto each = [&](char open, char close, bool named) {
    out += open;
    for (std::size_t i = 0; i < value.members.size(); ++i) {
      if (i > 0) out += ',';
      if (named) {
        json::print_string(out, value.members[i].name);
        out += ':';
      }
      print(out, value.members[i]);
    }
    out += close;
  };
  switch (value.shape) {
    case GeoValue::Shape::nothing: out += "null"; break;
    case GeoValue::Shape::text: json::print_string(out, value.text); break;
    case GeoValue::Shape::flag: out += value.is_set ? "true" : "false"; break;
    case GeoValue::Shape::number: out += value.text; break;
    case GeoValue::Shape::object: each('{', '}', true); break;
    case GeoValue::Shape::list: each('[', ']', false); break;
  }
}

}  // namespace

std::string geo_text(const GeoValue& value, GeoFormat format) {
  if (format == GeoFormat::json) {
    std::string out;
    print(out, value);
    return out;
  }
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "utf-8";
  add(document, value);
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

const char* content_type_of(GeoFormat format) { return format == GeoFormat::json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8"; }

}  // namespace shouwen
