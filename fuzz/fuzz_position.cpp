// Points on the map and answers to the questions of a report, as strangers type them.
#include <cstdint>

#include "portal/position.h"
#include "portal/report_draft.h"
#include "portal/service_page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto position = parse_position(text))
    if (!parse_position(to_text(*position))) __builtin_trap();
  static const Rulebook rulebook = [] {
    Rulebook made;
    made.kinds.push_back({});
    made.kinds.back().kind = CaseKind::fault_report;
    made.kinds.back().needs_arrival = true;
    return made;
  }();
  ReportDraft draft;
  draft.kind = CaseKind::fault_report;
  const Form form{{"place", "~urban"}, {"address", text}, {"position", text}, {"text", text}, {"name", text}, {"phone", text}};
  for (const ReportStep step : {ReportStep::place, ReportStep::text, ReportStep::contact}) draft = answer(step, form, std::move(draft), rulebook).draft;
  (void)registration_of(draft, rulebook, "");
  std::string whole;
  for (const std::string& part : wall_parts(text)) whole += part;
  if (whole != text) __builtin_trap();
  return 0;
}
