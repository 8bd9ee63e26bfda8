-- What reports and the supervision board count by its own instant: who held a case since when, when it was answered, returned,
-- followed up, urged, paused. Derived from the journal like the other rows of cases. The first holder is the first contact
-- and has no row, so that registering writes none.
CREATE TABLE case_moment (
  case_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,           -- 0 held, 1 answered, 2 progressed, 3 returned, 4 followed_up, 5 reminded, 6 suspended
  event_number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  officer_id INTEGER NOT NULL,     -- held: the holder; else who did it
  unit_id INTEGER NOT NULL,        -- held: the handling unit; returned: the unit that sent it back
  from_unit_id INTEGER NOT NULL,   -- returned: the unit that had handed it over
  result INTEGER NOT NULL,         -- followed_up: 0 satisfied, 1 not_satisfied, 2 unreachable
  PRIMARY KEY (case_id, kind, event_number)
) STRICT, WITHOUT ROWID;

INSERT INTO case_moment
SELECT stream_id, 0, stream_number, at,
       iif(kind IN ('accepted', 'taken_over'), actor_id, json_extract(payload, '$.body.officer_id')),
       json_extract(payload, '$.body.unit_id'), 0, 0
FROM event WHERE stream_kind = 'case' AND kind IN ('accepted', 'ruled', 'assigned', 'taken_over');

INSERT INTO case_moment
SELECT stream_id,
       CASE kind WHEN 'progress_reported' THEN 2 WHEN 'followed_up' THEN 4 WHEN 'reminded' THEN 5 WHEN 'suspended' THEN 6 ELSE 1 END,
       stream_number, at, actor_id, 0, 0,
       CASE json_extract(payload, '$.body.result') WHEN 'not_satisfied' THEN 1 WHEN 'unreachable' THEN 2 ELSE 0 END
FROM event
WHERE stream_kind = 'case' AND kind IN ('replied', 'explained_out_of_scope', 'progress_reported', 'followed_up', 'reminded', 'suspended');

INSERT INTO case_moment
SELECT e.stream_id, 3, e.stream_number, e.at, e.actor_id,
       (SELECT json_extract(o.payload, '$.body.to_unit_id') FROM event o
        WHERE o.stream_kind = 'case' AND o.stream_id = e.stream_id AND o.stream_number < e.stream_number AND o.kind = 'transfer_offered'
        ORDER BY o.stream_number DESC LIMIT 1),
       coalesce((SELECT m.unit_id FROM case_moment m WHERE m.case_id = e.stream_id AND m.kind = 0 AND m.event_number < e.stream_number
                 ORDER BY m.event_number DESC LIMIT 1),
                (SELECT c.first_contact_unit_id FROM service_case c WHERE c.id = e.stream_id)),
       0
FROM event e WHERE e.stream_kind = 'case' AND e.kind IN ('returned', 'offer_lapsed');

-- A report begins with the cases registered in a period; the board with the few open ones somebody should look at.
CREATE INDEX service_case_registered ON service_case (registered_at);
CREATE INDEX service_case_watched ON service_case (id) WHERE stage = 0 AND (reminders > 0 OR returns > 0 OR suspended = 1);
