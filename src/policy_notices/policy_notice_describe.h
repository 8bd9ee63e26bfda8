// Field lists of the policy notices room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "policy_notices/policy_notice_steps.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(PolicyNoticeStage, draft, submitted, approved, sent, withdrawn, superseded)
BOOST_DESCRIBE_ENUM(ReadingWay, link, representative, phone, visit)
BOOST_DESCRIBE_STRUCT(PolicyNoticeText, (), (title, text, valid_from, valid_to))
BOOST_DESCRIBE_STRUCT(PolicyAudience, (), (tier, account_manager_id, trade, usage_category, tariff_class, voltage, area, customer_ids))
BOOST_DESCRIBE_STRUCT(PolicyAttachment, (), (file_name, content_type, hash, bytes))
BOOST_DESCRIBE_STRUCT(PolicyNotice, (), (id, version, stage, content, audience, attachment, drafted_by_id, written_by_ids, drafted_at, submitted_at, approved_at, sent_at,
                                         ended_at, approved_by_id, sent_by_id, ended_by_id, returned_because, ended_because, corrects_id, superseded_by_id, remind_on, recipients,
                                         opened, confirmed, links_issued))
BOOST_DESCRIBE_STRUCT(PolicyRecipient, (), (number, customer_id, account_manager_id, opened_at, confirmed_at, reminded_at, opened_way, confirmed_way, read_by, read_on, words,
                                            recorded_by_id, links))
BOOST_DESCRIBE_STRUCT(FrozenRecipient, (), (customer_id, account_manager_id))
BOOST_DESCRIBE_STRUCT(PolicyNoticeEvent, (), (kind, content, audience, attachment, attachment_removed, officer_id, at, because, corrects_id, superseded_by_id, remind_on, read_on,
                                              recipients, numbers, way, read_by, words))
BOOST_DESCRIBE_STRUCT(PolicyNoticeInput, (), (version, content, audience, corrects_id, remove_attachment))
BOOST_DESCRIBE_STRUCT(PolicyReceiptInput, (), (way, read_by, read_on, words))

}  // namespace shouwen
