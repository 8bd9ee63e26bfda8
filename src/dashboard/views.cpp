// Words that several answers of this room share.
#include "dashboard/views.h"

namespace shouwen {

std::string words_of(PauseDoubt doubt, http::Language language) {
  const auto said = [language](const char* zh, const char* en) { return language == http::Language::zh ? zh : en; };
  switch (doubt) {
    case PauseDoubt::late: return said("临近到期暂停", "Paused just before due");
    case PauseDoubt::repeated: return said("反复暂停", "Paused again");
    case PauseDoubt::urged: return said("催办未回应", "Urged meanwhile");
    case PauseDoubt::long_lasting: return said("暂停过久", "Paused for long");
    case PauseDoubt::not_asked: return said("未见向客户提出要求", "Customer was not asked");
  }
  SHOUWEN_CHECK(false);
}

std::vector<DoubtView> views_of(const std::vector<PauseDoubt>& doubts, http::Language language) {
  std::vector<DoubtView> views;
  for (const PauseDoubt doubt : doubts) views.push_back({doubt, words_of(doubt, language)});
  return views;
}

}  // namespace shouwen
