// Feeds are well-formed whatever stands in them, with what RFC 4287 asks of every feed and entry.
#include "portal/atom.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace shouwen {
namespace {

AtomFeed feed() {
  AtomFeed made{"tag:power.example,2026:feeds/announcements", "公告", "停电与其他公告", "示范供电局", "zh-CN", "https://power.example/p/feeds/announcements.atom", "https://power.example/p", {}, {}, Instant{1767196800}, {}};
  made.entries.push_back({"tag:power.example,2026:announcement/2", "<b>停电</b> & 来电", "“𠮷㛃”\n</content><script>", "zh-CN", Instant{1800000000}, Instant{1800000600}, "https://power.example/p?a=1&b=\"2\""});
  made.entries.push_back({"tag:power.example,2026:announcement/1", "旧", "", "en", Instant{1790000000}, Instant{1790000000}, "https://power.example/p"});
  return made;
}

TEST(Atom, Art_8_what_every_feed_and_entry_needs) {
  const std::string text = atom_text(feed());
  EXPECT_TRUE(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
  pugi::xml_document read;
  ASSERT_TRUE(read.load_string(text.c_str()));
  const pugi::xml_node root = read.child("feed");
  EXPECT_STREQ(root.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  for (const char* name : {"id", "title", "updated", "author"}) EXPECT_TRUE(root.child(name)) << name;
  EXPECT_EQ(root.child("updated").text().as_string(), to_iso(Instant{1800000600})) << "that of the newest change";
  int entries = 0;
  for (const pugi::xml_node& entry : root.children("entry")) {
    ++entries;
    for (const char* name : {"id", "title", "updated", "published", "content", "link"}) EXPECT_TRUE(entry.child(name)) << name;
  }
  EXPECT_EQ(entries, 2);
  EXPECT_STREQ(root.child("entry").child("title").text().as_string(), "<b>停电</b> & 来电") << "text stays text";
  EXPECT_STREQ(root.child("entry").child("content").text().as_string(), "“𠮷㛃”\n</content><script>");
  EXPECT_STREQ(root.child("entry").child("link").attribute("href").value(), "https://power.example/p?a=1&b=\"2\"");
}

TEST(Atom, Art_8_an_empty_feed_is_a_feed) {
  AtomFeed empty = feed();
  empty.entries.clear();
  EXPECT_EQ(empty.updated_at(), Instant{1767196800});
  pugi::xml_document read;
  ASSERT_TRUE(read.load_string(atom_text(empty).c_str()));
  EXPECT_TRUE(read.child("feed").child("updated"));
  EXPECT_EQ(tag_uri("power.example,2026", "price_list/3"), "tag:power.example,2026:price_list/3");
}

}  // namespace
}  // namespace shouwen
