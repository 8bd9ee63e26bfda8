-- How a session was opened: by the house's own password, or by the bureau's identity provider.
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password';
