-- The first form of the history. One statement ends with a semicolon at the end of its line.

CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  identity BLOB NOT NULL UNIQUE,   -- Message-ID, author and date; see record.py
  message_id TEXT,                 -- with its angle brackets
  in_reply_to TEXT NOT NULL,       -- identifiers, one a line
  chain TEXT NOT NULL,             -- References, the same way
  thread TEXT NOT NULL,            -- the Message-ID that all letters of one thread share
  subject TEXT NOT NULL,
  subject_key TEXT NOT NULL,       -- without prefixes, tags, case
  date INTEGER,                    -- seconds since 1970, UTC
  zone INTEGER,                    -- seconds east of UTC
  deal TEXT,
  received INTEGER NOT NULL,
  header BLOB NOT NULL,            -- the raw header, deflated
  hashes BLOB NOT NULL,            -- eight bytes a paragraph
  body BLOB                        -- the readable text, deflated; NULL unless asked for
);
CREATE INDEX letter_message_id ON letter (message_id);
CREATE INDEX letter_thread ON letter (thread, date);
CREATE INDEX letter_subject ON letter (subject_key, date);

CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  mailbox TEXT NOT NULL,           -- what all addresses of one mailbox share
  local TEXT NOT NULL,
  domain TEXT NOT NULL,
  length INTEGER NOT NULL,         -- of local, in characters
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (email, name)
);
CREATE INDEX address_mailbox ON address (mailbox);
CREATE INDEX address_domain ON address (domain, length);
CREATE INDEX address_local ON address (local);

CREATE TABLE party (
  letter INTEGER NOT NULL REFERENCES letter ON DELETE CASCADE,
  role INTEGER NOT NULL,           -- 0 From, 1 Reply-To, 2 To, 3 Cc, 4 Bcc
  place INTEGER NOT NULL,
  address INTEGER NOT NULL REFERENCES address ON DELETE CASCADE,
  PRIMARY KEY (letter, role, place)
) WITHOUT ROWID;
CREATE INDEX party_address ON party (address, letter);

CREATE VIEW last_word AS           -- who wrote last in each thread, and when
  SELECT letter.thread, address.email, address.name, max(letter.date) AS date
  FROM letter
  JOIN party ON party.letter = letter.id AND party.role = 0
  JOIN address ON address.id = party.address
  GROUP BY letter.thread;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  position TEXT NOT NULL           -- how far it is read, as JSON
);
CREATE TABLE seen (                -- of a folder: the files that are read
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  name TEXT NOT NULL,
  stamp TEXT NOT NULL,             -- size and time of a file that may change
  PRIMARY KEY (source, name)
) WITHOUT ROWID;
