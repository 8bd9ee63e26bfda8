-- Words of past cases, for finding them as living ones are found.
CREATE VIRTUAL TABLE past_case_terms USING fts5(terms, content='', contentless_delete=1, tokenize='ascii');
