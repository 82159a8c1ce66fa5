package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.List;

/** The places in files of a team's own facts. */
final class CustomSpots {
    private static final String PLACE = "/etc/leeway/facts.d/";

    private CustomSpots() {}

    static List<Spot> all() {
        return List.of(
                named(
                        "fact of one's own, telling name",
                        Notation.PLAIN_LINE,
                        (host, text) -> host.file(PLACE + "telling.facts", "DB_PASSWORD='" + text + "'\n")),
                unnamed(
                        "fact of one's own, other name",
                        Notation.PLAIN_LINE,
                        (host, text) -> host.file(PLACE + "other.facts", "GREETING='" + text + "'\n")),
                named(
                        "user with password in facts of one's own",
                        Notation.PLAIN_LINE,
                        (host, text) ->
                                host.file(PLACE + "users.json", "{\"users\": {\"alice:" + text + "\": true}}\n")),
                named(
                        "key of a table of secrets in facts of one's own",
                        Notation.PLAIN_LINE,
                        (host, text) -> host.file(PLACE + "keys.yaml", "tokens:\n  '" + text + "': 1\n")));
    }
}
