-- Services for customers: the state of each, rebuilt from its events in the journal (stream service/ID).
CREATE TABLE customer_service (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  account_manager_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,              -- ServiceKind
  item TEXT NOT NULL,
  stage INTEGER NOT NULL,             -- ServiceState
  unit_id INTEGER NOT NULL,           -- who delivers; 0 = not yet said
  agreement_id INTEGER NOT NULL,      -- 0 = offered on its own
  counted_on INTEGER NOT NULL,        -- day of the period it counts in: due, or offered if nothing is due
  agreed_on INTEGER,
  due_on INTEGER,
  delivered_on INTEGER,
  recorded_at INTEGER,
  score INTEGER NOT NULL,             -- 0 = not evaluated
  changed_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX customer_service_customer ON customer_service (customer_id, id);
CREATE INDEX customer_service_stage ON customer_service (stage, due_on);
CREATE INDEX customer_service_agreement ON customer_service (agreement_id, id);
CREATE INDEX customer_service_counted ON customer_service (counted_on, id);
-- Internal support requests: which cases help which service.
CREATE TABLE customer_service_case (
  case_id INTEGER PRIMARY KEY,
  service_id INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_service_case_service ON customer_service_case (service_id, case_id);
-- Yearly service agreements with key customers (stream service_agreement/ID).
CREATE TABLE service_agreement (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  account_manager_id INTEGER NOT NULL,
  stage INTEGER NOT NULL,             -- AgreementState
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX service_agreement_customer ON service_agreement (customer_id, id);
CREATE INDEX service_agreement_stage ON service_agreement (stage, valid_to);
-- Proposals to improve the account manager system itself (stream improvement/ID).
CREATE TABLE improvement (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  proposed_by_id INTEGER NOT NULL,
  stage INTEGER NOT NULL,             -- ImprovementState
  clause TEXT NOT NULL,
  proposed_on INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX improvement_proposed ON improvement (proposed_on, id);
