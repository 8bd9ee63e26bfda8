// Feeds as XML; escaping and encoding are the library's business.
#include "portal/atom.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

namespace shouwen {

namespace {

void add_text(pugi::xml_node& to, const char* name, const std::string& text) { to.append_child(name).text().set(text.c_str()); }

void add_link(pugi::xml_node& to, const char* rel, const char* type, const std::string& url, const std::string& language = {}) {
  pugi::xml_node link = to.append_child("link");
  link.append_attribute("rel") = rel;
  link.append_attribute("type") = type;
  if (!language.empty()) link.append_attribute("hreflang") = language.c_str();
  link.append_attribute("href") = url.c_str();
}

void add_entry(pugi::xml_node& feed, const AtomEntry& entry) {
  pugi::xml_node node = feed.append_child("entry");
  node.append_attribute("xml:lang") = entry.language.c_str();
  add_text(node, "id", entry.id);
  add_text(node, "title", entry.title);
  add_text(node, "published", to_iso(entry.published_at));
  add_text(node, "updated", to_iso(entry.updated_at));
  add_link(node, "alternate", "text/html", entry.url, entry.language);
  pugi::xml_node content = node.append_child("content");
  content.append_attribute("type") = "text";
  content.text().set(entry.text.c_str());
}

}  // namespace

Instant AtomFeed::updated_at() const {
  Instant last = empty_at;
  for (const AtomEntry& entry : entries) last = std::max(last, entry.updated_at);
  return last;
}

std::string atom_text(const AtomFeed& feed) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node root = document.append_child("feed");
  root.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
  root.append_attribute("xml:lang") = feed.language.c_str();
  add_text(root, "id", feed.id);
  add_text(root, "title", feed.title);
  add_text(root, "subtitle", feed.subtitle);
  add_text(root, "updated", to_iso(feed.updated_at()));
  add_link(root, "self", "application/atom+xml", feed.self_url, feed.language);
  add_link(root, "alternate", "text/html", feed.page_url, feed.language);
  if (feed.other_url) add_link(root, "alternate", "application/atom+xml", *feed.other_url, feed.other_language.value_or(""));
  pugi::xml_node author = root.append_child("author");
  add_text(author, "name", feed.author);
  for (const AtomEntry& entry : feed.entries) add_entry(root, entry);
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

std::string tag_uri(const std::string& identity, const std::string& what) { return "tag:" + identity + ':' + what; }

}  // namespace shouwen
