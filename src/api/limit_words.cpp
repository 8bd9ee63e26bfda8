// One unit a line.
#include "api/limit_words.h"

namespace shouwen::api {

std::string words_of(Limit limit, http::Language language) {
  const bool zh = language == http::Language::zh;
  const char* unit = "";
  switch (limit.unit) {
    case TimeUnit::min: unit = zh ? "分钟" : "min"; break;
    case TimeUnit::h: unit = zh ? "小时" : "h"; break;
    case TimeUnit::wh: unit = zh ? "个工作小时" : "working h"; break;
    case TimeUnit::d: unit = zh ? "日" : "d"; break;
    case TimeUnit::wd: unit = zh ? "个工作日" : "working d"; break;
    case TimeUnit::month: unit = zh ? "个月" : "mo"; break;
  }
  return std::to_string(limit.amount) + (zh ? "" : " ") + unit;
}

}  // namespace shouwen::api
