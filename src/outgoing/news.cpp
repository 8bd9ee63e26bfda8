// The event in its envelope.
#include "outgoing/news.h"

#include "outgoing/outgoing_describe.h"

namespace shouwen {

struct CloudEvent {
  std::string specversion = "1.0", id, source, type, subject;
  Instant time;
  std::string datacontenttype = "application/json";
  NewsFacts data;
};
BOOST_DESCRIBE_STRUCT(CloudEvent, (), (specversion, id, source, type, subject, time, datacontenttype, data))

std::string type_of(NewsKind kind) { return (kind == NewsKind::trial ? std::string("shouwen.") : std::string("shouwen.case.")) + json::name_of(kind); }

std::string cloud_event(const News& news, const std::string& source) {
  CloudEvent event;
  event.id = news.webhook_id;
  event.source = source;
  event.type = type_of(news.kind);
  event.subject = news.facts.case_number;
  event.time = news.at;
  event.data = news.facts;
  return json::to_text(event);
}

}  // namespace shouwen
