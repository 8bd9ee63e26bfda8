// Forms anybody may send without signing in: sent once, not by a script, not by the hundred. Art. 8.
#pragma once

#include "api/rate_limit.h"
#include "http/multipart.h"
#include "portal/page_writer.h"

namespace shouwen {

/// A small sum instead of a foreign captcha, so many forms from one address. Reads aloud, needs no script.
class OpenForm {
 public:
  OpenForm(double burst, double per_minute) : rate_(burst, per_minute) {}

  /// Puts {{once}}, {{question}} and {{question_seal}} into the page: a new question each time, the same form as before if
  /// `once` names one.
  static void ask(kainjow::mustache::data& values, const House& house, const std::string& once, Instant now, http::Language language);
  /// Refusals public.question_wrong, public.form_old, rate.exceeded; "once" of the form if it may go on.
  Result<std::string> check(const House& house, const Form& form, const std::string& address, Instant now);

 private:
  api::RateLimit rate_;
};

/// One line, or many, as it was typed; "" if it is no text.
std::string typed_line(const Form& form, const char* name);
std::string typed_text(const Form& form, const char* name);
/// Refusal public.too_long for the field, or public.missing if it is empty and must not be.
enum class Needed { yes, no };
void check_length(std::vector<Refusal>& refusals, const std::string& typed, const char* name, std::size_t most, Needed needed);
/// Fields of a multipart form.
Form fields_of(const std::vector<http::Part>& parts);

}  // namespace shouwen
