// A customer as his account manager sees him: tier, who answers, what was promised. Plain values.
#pragma once

#include "base/id.h"
#include "base/time.h"
#include "regulation/rulebook.h"

namespace shouwen {

/// What a tier is proposed from. What is not known is absent.
struct TierFacts {
  std::optional<std::int64_t> contracted_capacity_kva, yearly_use_wh;
  CriticalGrade critical_grade{};
  bool influence = false;
  std::string influence_reason;
  bool affiliated = false;  ///< 多经企业: pays the same price as all (art. 9(3)); no reason for a tier
  bool operator==(const TierFacts&) const = default;
};

enum class TierReasonKind { capacity, yearly_use, character, influence };
/// One threshold that is reached.
struct TierReason {
  TierReasonKind kind{};
  std::int64_t value = 0, threshold = 0;  ///< kVA, Wh, or the grade's place in CriticalGrade
  std::string words;                      ///< of an influence
  bool operator==(const TierReason&) const = default;
};

struct ConfirmedTier {
  AccountTier tier{}, proposed{};
  std::vector<TierReason> reasons;
  std::string because;                    ///< why it differs from the proposal
  OfficerId confirmed_by_id;
  Instant confirmed_at;
  std::optional<Instant> review_due_at;
};

/// Who was the recorded manager when: [from, to).
struct Tenure {
  OfficerId officer_id;
  Instant from;
  std::optional<Instant> to;
};

struct SignedItem {
  std::string code, note;
};
/// Offered and signed by the one side, not yet by the other: the earlier manager stays answerable.
struct HandOver {
  OfficerId from_officer_id, to_officer_id;
  std::string reason;
  std::vector<SignedItem> items;
  Instant at;
};

/// Something we owe the customer.
struct AccountPromise {
  std::int64_t number = 0;
  std::string text;
  OfficerId promised_by_id;
  Instant promised_at, due_at;
  std::vector<Instant> warn_at;           ///< still to come, ascending
  bool warned = false, broken = false;
};

enum class SubstanceKind { file_changed, need_opened, promised, evaluated, no_change_confirmed, service_delivered };
/// What makes a contact count (art. 11(3)).
struct Substance {
  SubstanceKind kind{};
  std::int64_t number = 0;                ///< of the need, promise or service
  std::string name;                       ///< who confirmed that nothing changed
};

struct Evaluation {
  std::int64_t score = 0;                 ///< 1 bad … 5 good
  std::string words, by_name;
  OfficerId officer_id;                   ///< who evaluated, or whose service was evaluated
  Instant at;
};

struct ManagedCustomer {
  CustomerId id;
  std::int64_t version = 0;               ///< events so far
  UnitId home_unit_id;                    ///< answers while nobody took charge
  std::optional<TierFacts> stated;        ///< facts a person stated; the customer file's own come before them
  std::optional<ConfirmedTier> tier;
  OfficerId manager_id;                   ///< 0 = nobody took charge yet
  std::vector<Tenure> tenures;
  std::optional<HandOver> hand_over;
  std::vector<AccountPromise> promises;   ///< not kept yet, in order
  std::int64_t promises_made = 0, promises_kept = 0, promises_kept_late = 0;
  std::int64_t contacts = 0;
  std::optional<Instant> last_contact_at;
  std::optional<Evaluation> customer_evaluation, service_evaluation;  ///< the latest of each way

  AccountTier present_tier() const { return tier ? tier->tier : AccountTier::ordinary; }
};

enum class Engagement { full_time, part_time };
/// An officer's time as a manager of one kind: [from, to).
struct ManagerTerm {
  std::int64_t number = 0;                ///< within the officer's terms
  OfficerId officer_id;
  ManagerKind kind{};
  Engagement engagement{};
  Instant from;
  std::optional<Instant> to;
  OfficerId appointed_by_id;

  bool runs(Instant at) const { return from <= at && (!to || at < *to); }
};

}  // namespace shouwen
