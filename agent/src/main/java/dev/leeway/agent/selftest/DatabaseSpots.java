package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.harmless;
import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.CanaryDatabases.Kind;
import dev.leeway.agent.selftest.Spot.Notation;
import dev.leeway.agent.selftest.Spot.Planter;
import java.util.ArrayList;
import java.util.List;

/** The places where people write into databases: a file of SQLite and one of H2 hold objects for each secret. */
final class DatabaseSpots {
    private DatabaseSpots() {}

    static List<Spot> all() {
        List<Spot> spots = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String engine = kind == Kind.H2 ? "H2 " : "SQLite ";
            spots.add(named(
                    engine + "default, telling name",
                    Notation.BLOCK,
                    in(kind, "create table a# (password varchar(4000) default ?)")));
            spots.add(unnamed(
                    engine + "default, other name",
                    Notation.BLOCK,
                    in(kind, "create table b# (note varchar(4000) default ?)")));
            spots.add(Spot.of(
                    engine + "check",
                    Notation.BLOCK,
                    in(kind, "create table c# (note varchar(4000), check (note <> ?))")));
            spots.add(Spot.of(engine + "view text", Notation.BLOCK, in(kind, "create view d# as select ? as x")));
        }
        sqlite(spots);
        h2(spots);
        return List.copyOf(spots);
    }

    private static void sqlite(List<Spot> to) {
        Kind kind = Kind.SQLITE;
        to.add(spot(
                "SQLite index expression", kind, "create table e# (note text)", "create index ei# on e# (note || ?)"));
        to.add(spot(
                "SQLite index predicate",
                kind,
                "create table f# (note text)",
                "create index fi# on f# (note) where note = ?"));
        to.add(spot(
                "SQLite generated column",
                kind,
                "create table g# (note text, made text generated always as (note || ?))"));
        to.add(spot(
                "SQLite trigger",
                kind,
                "create table h# (note text)",
                "create trigger ht# after insert on h# begin update h# set note = ?; end"));
        to.add(spot(
                "SQLite value in JSON",
                kind,
                "create table i# (doc json)",
                "insert into i# values (json_object('list', json_array(json_object('value', ?))))"));
        to.add(harmless(
                "SQLite key in JSON",
                Notation.BLOCK,
                in(kind, "create table j# (doc json)", "insert into j# values (json_object(?, 1))")));
    }

    private static void h2(List<Spot> to) {
        Kind kind = Kind.H2;
        to.add(spot("H2 comment on a table", kind, "create table k# (note varchar)", "comment on table k# is ?"));
        to.add(spot(
                "H2 comment on a column", kind, "create table l# (note varchar)", "comment on column l#.note is ?"));
        to.add(spot(
                "H2 domain",
                kind,
                "create domain m# as varchar default ? check (value <> ?)",
                "create table mt# (note m#)"));
        to.add(spot(
                "H2 generated column",
                kind,
                "create table n# (note varchar, made varchar generated always as (note || ?))"));
        to.add(Spot.of(
                "H2 password", Notation.LINE, (host, text) -> host.databases().password(text)));
    }

    private static Spot spot(String place, Kind kind, String... template) {
        return Spot.of(place, Notation.BLOCK, in(kind, template));
    }

    private static Planter in(Kind kind, String... template) {
        return (host, text) -> host.databases().plant(kind, List.of(template), text);
    }
}
