// Who read what of whom, noted without holding up the answer.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "api/api.h"

namespace shouwen {

struct ReadNote {
  std::string subject;   ///< "case/7", "customer/12"
  std::string fields, reason;
};
/// Reads of personal data go into the access log, once for an officer and a subject within ten minutes.
class ReadLog {
 public:
  void note(House& house, const api::Call& call, const ReadNote& note);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::int64_t, std::string>, Instant> seen_;
};

}  // namespace shouwen
