// Changes as text, as an author makes them.
#include "rulebook_changes.h"

#include <fmt/format.h>

#include "base/check.h"
#include "regulation/rulebook_store.h"
#include "step.h"

namespace shouwen::sim {

namespace {

std::string& text_of(std::vector<RulebookFile>& files, const char* name) {
  for (RulebookFile& file : files)
    if (file.name == name) return file.text;
  SHOUWEN_CHECK(false);
}

/// The first place that says so.
void say_instead(std::string& text, std::string_view was, std::string_view is) {
  const std::size_t at = text.find(was);
  if (at != std::string::npos) text.replace(at, was.size(), is);
}

}  // namespace

void close_on(std::vector<RulebookFile>& files, Date day) {
  text_of(files, "calendar.toml") += fmt::format("\n[[calendar.exception]]\ndate = {}\nworked = false\nname = \"台风停工\"\nsource = \"市防汛防旱指挥部通知\"\n", to_iso(day));
}

void change_limits(std::vector<RulebookFile>& files) {
  say_instead(text_of(files, "handling.toml"), "unread_after = \"2wh\"", "unread_after = \"3wh\"");
  say_instead(text_of(files, "limits_complaint.toml"), "\"5wd\"", "\"6wd\"");
}

void decree_next_year(std::vector<RulebookFile>& files) {
  text_of(files, "holidays.csv") +=
      fmt::format("{0}-01-01,0,元旦,https://example.invalid/decree,{1}-12-01\n{0}-01-02,0,元旦,https://example.invalid/decree,{1}-12-01\n"
                  "{0}-01-03,0,元旦,https://example.invalid/decree,{1}-12-01\n{0}-01-04,0,元旦,https://example.invalid/decree,{1}-12-01\n"
                  "{1}-12-27,1,元旦,https://example.invalid/decree,{1}-12-01\n",
                  story_year + 1, story_year);
}

Verdict put_new_version_in_force(db::Session& session, const std::string& title, const std::function<void(std::vector<RulebookFile>&)>& change, OfficerId author, OfficerId reviewer, Instant now) {
  std::vector<RulebookFile> files = rulebook_files(session, rulebook_version_at(session, now));
  const std::vector<RulebookFile> before = files;
  change(files);
  const auto draft = start_draft(session, {title, 0}, author, now);
  if (!draft) return draft.refusal();
  for (std::size_t i = 0; i < files.size(); ++i)
    if (files[i].text != before[i].text)
      if (const Verdict changed = change_draft_file(session, *draft, files[i], author, now); !changed) return changed;
  if (const Verdict handed_in = submit_draft(session, *draft, author, now); !handed_in) return handed_in;
  if (const Verdict reviewed = review_draft(session, *draft, {true, "同意"}, reviewer, now); !reviewed) return reviewed;
  return put_in_force(session, *draft, now, reviewer, now);
}

}  // namespace shouwen::sim
