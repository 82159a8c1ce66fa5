package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.ArrayList;
import java.util.List;

/** The places in files of settings within the archive of a Java service: each plant makes an entry of its own. */
final class PackedSpots {
    private static final String DIRECTORY = "/srv/packed";
    private static final String JAVA = "/usr/lib/jvm/temurin-17/bin/java";
    private static final String ARCHIVE = DIRECTORY + "/packed-1.4.2.jar";
    private static final String CLASSES = "BOOT-INF/classes/";

    private int planted;

    private PackedSpots() {}

    static List<Spot> all() {
        PackedSpots packed = new PackedSpots();
        List<Spot> spots = new ArrayList<>();
        spots.add(named(
                "setting in a YAML file of an archive, telling name",
                Notation.PLAIN_LINE,
                packed.entry(".yml", "password: '", "'")));
        spots.add(unnamed(
                "setting in a YAML file of an archive, other name",
                Notation.PLAIN_LINE,
                packed.entry(".yml", "greeting: '", "'")));
        spots.add(named(
                "setting in a properties file of an archive, telling name",
                Notation.PLAIN_LINE,
                packed.entry(".properties", "spring.datasource.password=", "")));
        spots.add(named(
                "default of a placeholder in an archive",
                Notation.WORD,
                packed.entry(".properties", "password=${SHOP_VALUE:", "}")));
        spots.add(named("comment in an archive", Notation.LINE, packed.entry(".yml", "on: true\n# password: ", "")));
        spots.add(named("malformed YAML in an archive", Notation.LINE, packed.entry(".yml", "a: [\npassword: {", "")));
        spots.add(plain("key in a YAML file of an archive", Notation.WORD, packed.entry(".yml", "'", "': on")));
        spots.add(named(
                "commit in an archive's git.properties",
                Notation.PLAIN_LINE,
                (host, text) -> run(host)
                        .packed(
                                ARCHIVE,
                                CLASSES + "git.properties",
                                "git.commit.id=" + text + "\ngit.dirty=" + text + "\n")));
        return List.copyOf(spots);
    }

    private Spot.Planter entry(String ending, String before, String after) {
        return (host, text) ->
                run(host).packed(ARCHIVE, CLASSES + "application-p" + ++planted + ending, before + text + after + "\n");
    }

    private static CanaryHost run(CanaryHost host) {
        return host.javaOnce("packed.service", JAVA, ARCHIVE, DIRECTORY);
    }
}
