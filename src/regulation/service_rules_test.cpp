// The six kinds of service are the regulation's, the items under them the bureau's; mistakes name their line.
#include <gtest/gtest.h>

#include <algorithm>

#include "regulation/load.h"

namespace shouwen {
namespace {

const std::string folder = std::string(SOURCE_ROOT) + "/rulebook";

RulebookFile& file_of(std::vector<RulebookFile>& files, const char* name) {
  return *std::find_if(files.begin(), files.end(), [name](const RulebookFile& file) { return file.name == name; });
}

/// The shipped rulebook with one text of one file replaced.
LoadedRulebook shipped_with(const char* name, const std::string& from, const std::string& to) {
  std::vector<RulebookFile> files = read_rulebook_folder(folder);
  std::string& text = file_of(files, name).text;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return load_rulebook(files);
}

TEST(ServiceRules, Art_11_6_4_six_kinds_in_the_order_of_the_regulation) {
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(folder));
  ASSERT_TRUE(loaded.rulebook.services);
  const ServiceRules& rules = *loaded.rulebook.services;
  std::string names;
  for (const ServiceKindRule& row : rules.kinds) {
    names += row.name_zh + ' ';
    EXPECT_EQ(row.clause, "art.11(6)(4)");
  }
  EXPECT_EQ(names, "电力 安全 营业 信息 节能降耗 其他 ");
  for (const ServiceKindRule& kind : rules.kinds)
    EXPECT_TRUE(std::any_of(rules.items.begin(), rules.items.end(), [&](const ServiceItem& item) { return item.kind == kind.kind; })) << kind.name_en;
}

TEST(ServiceRules, Art_11_6_4_items_say_whose_they_are_and_no_number_is_shipped_as_law) {
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(folder));
  EXPECT_NE(loaded.rulebook.services->set_by.find("举例"), std::string::npos);
  EXPECT_FALSE(loaded.rulebook.service_reminders.delivery_notice_days || loaded.rulebook.service_reminders.agreement_notice_days);
  const ServiceItem& audit = *loaded.rulebook.services->item("energy_audit");
  EXPECT_TRUE(audit.is_for(AccountTier::key_account));
  EXPECT_FALSE(audit.is_for(AccountTier::ordinary));
  EXPECT_TRUE(loaded.rulebook.services->item("bill_walkthrough")->is_for(AccountTier::ordinary));
  EXPECT_EQ(loaded.rulebook.services->item("tea"), nullptr);
}

TEST(ServiceRules, Art_11_6_4_mistakes_name_their_line) {
  struct Row {
    const char *file, *from, *to, *code;
  };
  for (const Row& row : {Row{"services.toml", "kind = \"safety\"\nname_zh = \"安全\"", "kind = \"power\"\nname_zh = \"安全\"", "rulebook.service_kinds_fixed"},
                         Row{"services.toml", "[[services.kind]]\nkind = \"other\"\nname_zh = \"其他\"\nname_en = \"Other\"\nclause = \"art.11(6)(4)\"\n", "", "rulebook.service_kinds_fixed"},
                         Row{"services.toml", "kind = \"energy_saving\"\nname_zh = \"节能诊断\"", "kind = \"saving\"\nname_zh = \"节能诊断\"", "rulebook.unknown_word"},
                         Row{"services.toml", "set_by = \"示范供电局服务目录（举例，非办法规定）\"\n", "", "rulebook.missing_field"},
                         Row{"services.toml", "times_a_year = 4", "times_a_year = 0", "rulebook.out_of_range"},
                         Row{"services.toml", "times_a_year = 4", "times_a_year = 367", "rulebook.out_of_range"},
                         Row{"services.toml", "code = \"infrared_scan\"", "code = \"safety_inspection\"", "rulebook.duplicate"},
                         Row{"services.toml", "tiers = [\"large_account\"]", "tiers = [\"vip\"]", "rulebook.unknown_word"},
                         Row{"services.toml", "times_a_year = 4", "price_fen = 4", "rulebook.unknown_key"},
                         Row{"service_reminders.toml", "# delivery_notice_days = ", "delivery_notice_days = 7 #", "rulebook.missing_field"}}) {
    const LoadedRulebook loaded = shipped_with(row.file, row.from, row.to);
    const auto found = std::find_if(loaded.mistakes.begin(), loaded.mistakes.end(), [&](const RulebookMistake& mistake) { return mistake.code == row.code; });
    ASSERT_NE(found, loaded.mistakes.end()) << row.code << " for " << row.to;
    EXPECT_EQ(found->file, row.file);
    EXPECT_GE(found->line, 1);
  }
}

}  // namespace
}  // namespace shouwen
