-- One set for both databases: SQLite reads BIGINT as INTEGER, and keeps bytes as they
-- are whatever a column's type is called. Times are seconds since 1970, 0 is unknown.
-- Keys of unlimited length (a URL, an item's id) are indexed by their hash, since
-- PostgreSQL's indexes take no more than about 2700 bytes.

-- +goose Up
CREATE TABLE libraries (
  id       TEXT   NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL, -- grows with each change of an article
  floor    BIGINT NOT NULL, -- the revision at which all was replaced by a backup
  numbers  BIGINT NOT NULL, -- the last number given to an article
  deeds    BIGINT NOT NULL, -- the last number given to a deed
  changes  BIGINT NOT NULL, -- grows with each change that other processes are told of
  made     BIGINT NOT NULL
);

CREATE TABLE articles (
  library   TEXT   NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  id        TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  version   BIGINT NOT NULL,
  revision  BIGINT NOT NULL,
  origin    TEXT   NOT NULL,
  url       TEXT   NOT NULL,
  url_key   TEXT   NOT NULL,
  title     TEXT   NOT NULL,
  outlet    TEXT   NOT NULL,
  authors   TEXT   NOT NULL,
  published BIGINT NOT NULL,
  language  TEXT   NOT NULL,
  hash      TEXT   NOT NULL,
  added     BIGINT NOT NULL,
  changed   BIGINT NOT NULL,
  removed   BIGINT NOT NULL,
  sorted    BIGINT NOT NULL, -- published, else added
  PRIMARY KEY (library, id),
  UNIQUE (library, number)
);
CREATE UNIQUE INDEX articles_url ON articles (library, url_key) WHERE url_key <> '';
CREATE INDEX articles_sorted ON articles (library, sorted, number);
CREATE INDEX articles_revision ON articles (library, revision);

CREATE TABLE versions (
  library   TEXT   NOT NULL,
  article   TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  stored    BIGINT NOT NULL,
  title     TEXT   NOT NULL,
  outlet    TEXT   NOT NULL,
  authors   TEXT   NOT NULL,
  published BIGINT NOT NULL,
  language  TEXT   NOT NULL,
  hash      TEXT   NOT NULL,
  reader    BIGINT NOT NULL,
  facts     BYTEA  NOT NULL,
  text      TEXT   NOT NULL,
  PRIMARY KEY (library, article, number),
  FOREIGN KEY (library, article) REFERENCES articles (library, id) ON DELETE CASCADE
);
CREATE INDEX versions_hash ON versions (library, hash);

CREATE TABLE settings (
  library TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  scope   TEXT NOT NULL,
  name    TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (library, scope, name)
);

CREATE TABLE deeds (
  library TEXT   NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  id      BIGINT NOT NULL,
  done    BIGINT NOT NULL,
  kind    TEXT   NOT NULL,
  subject TEXT   NOT NULL,
  scope   TEXT   NOT NULL,
  was     TEXT   NOT NULL,
  became  TEXT   NOT NULL,
  undone  BIGINT NOT NULL,
  PRIMARY KEY (library, id)
);

CREATE TABLE feeds (
  id            TEXT   NOT NULL PRIMARY KEY,
  library       TEXT   NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  url           TEXT   NOT NULL,
  title         TEXT   NOT NULL,
  channel       TEXT   NOT NULL,
  paused        BIGINT NOT NULL,
  added         BIGINT NOT NULL,
  removed       BIGINT NOT NULL,
  next          BIGINT NOT NULL,
  last_success  BIGINT NOT NULL,
  last_attempt  BIGINT NOT NULL,
  last_error    TEXT   NOT NULL,
  failures      BIGINT NOT NULL,
  articles      BIGINT NOT NULL,
  items         BIGINT NOT NULL,
  etag          TEXT   NOT NULL,
  last_modified TEXT   NOT NULL,
  imported      BIGINT NOT NULL,
  holder        TEXT   NOT NULL DEFAULT '',
  until         BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX feeds_next ON feeds (next);

CREATE TABLE seen (
  feed   TEXT   NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  item   TEXT   NOT NULL, -- hash of said, which may be long
  said   TEXT   NOT NULL,
  latest BIGINT NOT NULL, -- grows with each marking
  PRIMARY KEY (feed, item)
);
CREATE INDEX seen_latest ON seen (feed, latest);

CREATE TABLE outbox (
  id      TEXT   NOT NULL PRIMARY KEY,
  library TEXT   NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  channel TEXT   NOT NULL,
  article TEXT   NOT NULL,
  number  BIGINT NOT NULL,
  made    BIGINT NOT NULL,
  holder  TEXT   NOT NULL DEFAULT '',
  until   BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX outbox_made ON outbox (made);

CREATE TABLE quotas (
  library TEXT   NOT NULL,
  person  TEXT   NOT NULL, -- empty: all together
  day     BIGINT NOT NULL,
  spent   BIGINT NOT NULL,
  PRIMARY KEY (library, person, day)
);

CREATE TABLE secrets (
  name  TEXT  NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL
);
