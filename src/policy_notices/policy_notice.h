// A policy notice to chosen customers and what each of them did with it. Plain values. Art. 11(6)(2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/rulebook.h"

namespace shouwen {

using PolicyNoticeId = Id<struct PolicyNoticeTag>;

/// The last two are ends; a notice withdrawn before it was sent went to nobody.
enum class PolicyNoticeStage { draft, submitted, approved, sent, withdrawn, superseded };
/// How it was opened or confirmed: 短信链接／二维码 客户代表登录 电话 走访.
enum class ReadingWay { link, representative, phone, visit };

struct PolicyNoticeText {
  Line<1, 80> title;
  Text<1, 5000> text;
  std::optional<Date> valid_from, valid_to;   ///< both count; open where absent
  bool operator==(const PolicyNoticeText&) const = default;
};

/// Whom it is for: everybody who fits all that is said, and single customers besides.
struct PolicyAudience {
  std::optional<AccountTier> tier;
  std::optional<OfficerId> account_manager_id;  ///< his portfolio
  Line<0, 60> trade;                            ///< as the file names it; empty = any
  Line<0, 40> usage_category, tariff_class;     ///< empty = any
  std::optional<Voltage> voltage;
  std::optional<Area> area;
  std::vector<CustomerId> customer_ids;         ///< single ones
  bool operator==(const PolicyAudience&) const = default;

  bool names_a_group() const { return tier || account_manager_id || !trade.value.empty() || !usage_category.value.empty() || !tariff_class.value.empty() || voltage || area; }
};

/// The file is kept in the data folder under the name of its hash.
struct PolicyAttachment {
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  bool operator==(const PolicyAttachment&) const = default;
};

struct PolicyNotice {
  PolicyNoticeId id;
  std::int64_t version = 0;                     ///< changes by people of the bureau; readings and links are none
  PolicyNoticeStage stage{};
  PolicyNoticeText content;
  PolicyAudience audience;
  std::optional<PolicyAttachment> attachment;
  OfficerId drafted_by_id;
  std::vector<OfficerId> written_by_ids;        ///< everybody who wrote at it
  std::optional<Instant> drafted_at, submitted_at, approved_at, sent_at, ended_at;
  OfficerId approved_by_id, sent_by_id, ended_by_id;
  std::string returned_because, ended_because;
  PolicyNoticeId corrects_id, superseded_by_id; ///< 0 = none
  std::optional<Date> remind_on;                ///< not confirmed by then: the manager is told
  std::int64_t recipients = 0, opened = 0, confirmed = 0, links_issued = 0;
  bool operator==(const PolicyNotice&) const = default;

  bool was_sent() const { return sent_at.has_value(); }
};

/// One customer it went to, as things stood when it was sent.
struct PolicyRecipient {
  std::int64_t number = 0;                      ///< in the notice, 1, 2, 3 …
  CustomerId customer_id;
  OfficerId account_manager_id;                 ///< who answered for him then; 0 = nobody
  std::optional<Instant> opened_at, confirmed_at, reminded_at;
  ReadingWay opened_way{}, confirmed_way{};
  std::string read_by;                          ///< of the customer
  std::optional<Date> read_on;                  ///< of a receipt an officer wrote down
  std::string words;
  OfficerId recorded_by_id;                     ///< 0 = by the reader himself
  std::int64_t links = 0;                       ///< issued so far
  bool operator==(const PolicyRecipient&) const = default;
};

struct FrozenRecipient {
  CustomerId customer_id;
  OfficerId account_manager_id;
  bool operator==(const FrozenRecipient&) const = default;
};

/// What happened to a notice: a past participle and what it brought.
struct PolicyNoticeEvent {
  std::string kind;   ///< policy_notice_drafted, _changed, _attached, _submitted, _returned, _approved, _sent, _withdrawn, _superseded; _links_issued, _opened, _confirmed, _reminded
  std::optional<PolicyNoticeText> content = {};
  std::optional<PolicyAudience> audience = {};
  std::optional<PolicyAttachment> attachment = {};
  bool attachment_removed = false;
  std::optional<OfficerId> officer_id = {};     ///< who did it; of a reminder, who was told
  std::optional<Instant> at = {};
  std::optional<std::string> because = {};
  std::optional<PolicyNoticeId> corrects_id = {}, superseded_by_id = {};
  std::optional<Date> remind_on = {}, read_on = {};
  std::vector<FrozenRecipient> recipients = {};
  std::vector<std::int64_t> numbers = {};       ///< the recipients it is about
  std::optional<ReadingWay> way = {};
  std::optional<std::string> read_by = {}, words = {};
};

/// The notice after the event.
PolicyNotice apply(PolicyNotice notice, const PolicyNoticeEvent& event);
/// The recipient after an event about him.
PolicyRecipient apply(PolicyRecipient recipient, const PolicyNoticeEvent& event);

}  // namespace shouwen
