// Field lists of this room's values and events: state rows, journal, forms. Heavy: only for .cpp files.
#pragma once

#include "charges/affiliate_charge.h"
#include "charges/charge_attempt.h"
#include "charges/receipt_steps.h"
#include "json/json.h"
#include "regulation/describe.h"
#include "price_lists/published_item_describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ReceiptOrigin, counter, imported)
BOOST_DESCRIBE_ENUM(ReceiptState, issued, cancellation_asked, cancelled, counter_entry)
BOOST_DESCRIBE_STRUCT(Arrear, (), (principal_fen, last_day_on))
BOOST_DESCRIBE_STRUCT(ChargeWish, (), (item, unit, quantity_thousandths, amount_fen, arrear))
BOOST_DESCRIBE_STRUCT(ChargeLine, (), (number, code, name_zh, name_en, kind, effective_from, effective_to, unit, yuan_e8, payer_class, charged_on, quantity_thousandths, amount_fen, arrear))
BOOST_DESCRIBE_STRUCT(Payer, (), (customer_id, name, is_organisation, payer_class))
BOOST_DESCRIBE_STRUCT(CancellationQuestion, (), (asked_by_id, asked_at, reason, decided_by_id, decided_at, words, agreed))
BOOST_DESCRIBE_STRUCT(Receipt, (), (id, version, origin, state, year, sequence, issued_at, charged_on, officer_id, unit_id, payer, payment_way, lines, total_fen, remarks,
                                    case_id, case_number, cancels_id, cancels_number, cancelled_by_id, source, source_number, questions))
BOOST_DESCRIBE_STRUCT(ReceiptIssued, (), (origin, year, sequence, charged_on, unit_id, payer, payment_way, lines, remarks, case_id, case_number, cancels_id, cancels_number,
                                          source, source_number))
BOOST_DESCRIBE_STRUCT(CancellationAsked, (), (reason))
BOOST_DESCRIBE_STRUCT(CancellationDenied, (), (words))
BOOST_DESCRIBE_STRUCT(ReceiptCancelled, (), (counter_entry_id, words))
BOOST_DESCRIBE_STRUCT(ReceiptInput, (), (customer_id, name, payer_class, lines, payment_way, remarks, case_number))
BOOST_DESCRIBE_STRUCT(AskCancellationInput, (), (version, reason))
BOOST_DESCRIBE_STRUCT(DecideCancellationInput, (), (version, agreed, words))

BOOST_DESCRIBE_STRUCT(ChargeAttempt, (), (id, first_id, at, officer_id, unit_id, origin, payer, charged_on, wish, code, clause, field, value_names, values, source, source_number))

BOOST_DESCRIBE_ENUM(AffiliateSide, charged_by, charged_to)
BOOST_DESCRIBE_ENUM(TariffComparison, agrees, above, below, without_item, other_unit)
BOOST_DESCRIBE_ENUM(ExceptionState, none, opened, explained, accepted, rejected)
BOOST_DESCRIBE_STRUCT(AffiliateCharge, (), (id, version, affiliate_id, side, counterparty, charged_on, item, what, unit, quantity_thousandths, amount_fen, comparison, published,
                                            exception, entered_by_id, unit_id, entered_at, source, source_number, explanation, explained_by_id, explained_at, decision,
                                            decided_by_id, decided_at))
BOOST_DESCRIBE_STRUCT(AffiliateChargeEntered, (), (affiliate_id, side, counterparty, charged_on, item, what, unit, quantity_thousandths, amount_fen, comparison, published, unit_id,
                                                   source, source_number))
BOOST_DESCRIBE_STRUCT(ExceptionExplained, (), (words))
BOOST_DESCRIBE_STRUCT(ExceptionDecided, (), (accepted, words))
BOOST_DESCRIBE_STRUCT(AffiliateChargeInput, (), (affiliate_id, side, counterparty, charged_on, item, what, unit, quantity_thousandths, amount_fen))
BOOST_DESCRIBE_STRUCT(ExplainExceptionInput, (), (version, words))
BOOST_DESCRIBE_STRUCT(DecideExceptionInput, (), (version, accepted, words))

}  // namespace shouwen
