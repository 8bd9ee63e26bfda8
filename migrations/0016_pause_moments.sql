-- The report of pauses asks for those begun in a period: few rows among many moments.
CREATE INDEX case_moment_suspended ON case_moment (at, case_id) WHERE kind = 6;
