-- The same for SQLite and PostgreSQL. Dates and JSON are texts: nothing is decided in SQL.

create table if not exists policy ( -- by what a claim is decided; never changed
    hash   text primary key,        -- SHA-256 of the text
    domain text not null,
    name   text not null,
    body   text not null
);

create table if not exists claim (
    id       text primary key,
    domain   text not null,
    policies text not null,         -- the hashes of the versions, a JSON list
    given    text not null,         -- what holds from the start
    changes  integer not null,      -- so far: who writes says which number it saw
    state    text not null,
    snapshot text not null          -- the case, which replay gives too
);

create table if not exists record ( -- the history: what decides
    claim     text not null references claim,
    change    integer not null,
    entry     text not null,
    recorded  text not null,
    status    text not null,
    event     text not null,        -- empty where the entry decides nothing
    why       text not null,
    actor     text not null,
    reference text not null,
    note      text not null,
    primary key (claim, change, entry)
);

create table if not exists delivery ( -- what came, and what was answered
    claim   text not null references claim,
    id      text not null,
    request text not null,
    answer  text not null,
    primary key (claim, id)
);

create table if not exists duty ( -- the docket, which replay gives too
    claim text not null references claim,
    key   text not null,
    due   text not null,            -- empty: no date
    duty  text not null,
    primary key (claim, key)
);
create index if not exists duty_due on duty (due);

create table if not exists outbox ( -- what other systems are to know
    claim text not null references claim,
    id    text not null,            -- by which a receiver knows a message that comes twice
    body  text not null,
    sent  integer not null default 0,
    primary key (claim, id)
);
create index if not exists outbox_unsent on outbox (claim, id) where sent = 0;
