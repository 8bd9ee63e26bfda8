// A limit as people read it: "5个工作日", "5 working days".
#pragma once

#include <string>

#include "calendar/due.h"
#include "http/message.h"

namespace shouwen::api {

std::string words_of(Limit limit, http::Language language);

}  // namespace shouwen::api
