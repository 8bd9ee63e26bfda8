-- Numbered, signed editions of the price list and fee catalogue (art. 9(1)): the state, and what lists ask of it.
CREATE TABLE price_list (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  price_list_state INTEGER NOT NULL,    -- PriceListState
  number INTEGER UNIQUE,                -- of issued ones: 1, 2, 3 … without gaps; NULL before
  in_force_from INTEGER,                -- first day; NULL before it is issued
  state TEXT NOT NULL
) STRICT;

-- What an issued edition lets be charged (art. 9(2)): every charge refers to a row of these. Written once, with the issue.
CREATE TABLE published_item (
  number INTEGER NOT NULL REFERENCES price_list (number),
  code TEXT NOT NULL,
  effective_from INTEGER NOT NULL,      -- first day of the price within this edition
  effective_to INTEGER NOT NULL,        -- last day; 2147483647 = open
  item_kind INTEGER NOT NULL,           -- PublishedItemKind
  unit TEXT NOT NULL,                   -- what one of it is, as posted: 元/次
  yuan_e8 INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  PRIMARY KEY (number, code, effective_from),
  UNIQUE (number, code, effective_from, effective_to, unit, yuan_e8)
) STRICT, WITHOUT ROWID;
CREATE INDEX published_item_code ON published_item (code, number);

-- Whom it may be charged to.
CREATE TABLE published_item_payer (
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  effective_from INTEGER NOT NULL,
  customer_class INTEGER NOT NULL,      -- CustomerClass
  PRIMARY KEY (number, code, effective_from, customer_class),
  FOREIGN KEY (number, code, effective_from) REFERENCES published_item (number, code, effective_from)
) STRICT, WITHOUT ROWID;

-- The register of what hangs where (art. 9(1)): a row for each hall and price list of which something is known. Stream price_posting/ID.
CREATE TABLE price_posting (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  posting_state INTEGER NOT NULL,       -- PostingState
  state TEXT NOT NULL,
  UNIQUE (number, unit_id)
) STRICT;
CREATE INDEX price_posting_unit ON price_posting (unit_id, number);

-- What a notice says that is about no case: its `case_id` is 0.
CREATE TABLE notice_text (
  journal_number INTEGER PRIMARY KEY,
  path TEXT NOT NULL,                   -- of the page it leads to
  clause TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  text_en TEXT NOT NULL
) STRICT;
