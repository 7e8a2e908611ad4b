-- What is counted of conversations, without the people in them. What is said is short
-- enough to be a key.

-- +goose Up
CREATE TABLE counts (
  library TEXT   NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  kind    TEXT   NOT NULL,
  said    TEXT   NOT NULL,
  times   BIGINT NOT NULL,
  latest  BIGINT NOT NULL, -- the day
  PRIMARY KEY (library, kind, said)
);
CREATE INDEX counts_latest ON counts (latest);
