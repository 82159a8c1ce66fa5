package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.List;

/** The places in a working copy of Git, each in a repository of its own. */
final class WorkingCopySpots {
    private static final String COMMIT = "1234567890123456789012345678901234567890";

    private WorkingCopySpots() {}

    static List<Spot> all() {
        return List.of(
                named(
                        "password of a Git remote",
                        Notation.WORD,
                        (host, text) -> copy(host, "/srv/remote")
                                .file(
                                        "/srv/remote/.git/config",
                                        "[remote \"origin\"]\n\turl = https://shop:" + text
                                                + "@git.example.com/shop.git\n")),
                plain(
                        "program of a Git remote",
                        Notation.WORD,
                        (host, text) -> copy(host, "/srv/program")
                                .file(
                                        "/srv/program/.git/config",
                                        "[remote \"origin\"]\n\turl = ext::login " + text + "\n")),
                plain(
                        "credentials in a Git configuration",
                        Notation.WORD,
                        (host, text) -> copy(host, "/srv/header")
                                .file(
                                        "/srv/header/.git/config",
                                        "[http]\n\textraHeader = Authorization: Basic " + text + "\n")),
                plain(
                        "broken Git configuration",
                        Notation.LINE,
                        (host, text) -> copy(host, "/srv/broken").file("/srv/broken/.git/config", "[" + text + "\n")),
                plain(
                        "branch of a working copy",
                        Notation.FILE_NAME,
                        (host, text) -> host.file("/srv/branch/.git/HEAD", "ref: refs/heads/" + text + "\n")
                                .file("/srv/branch/.git/objects/info/packs", "\n")),
                plain(
                        "tag of a working copy",
                        Notation.FILE_NAME,
                        (host, text) -> copy(host, "/srv/tag").file("/srv/tag/.git/refs/tags/" + text, COMMIT + "\n")),
                plain(
                        "head that is no commit",
                        Notation.LINE,
                        (host, text) -> host.file("/srv/head/.git/HEAD", text + "\n")
                                .file("/srv/head/.git/objects/info/packs", "\n")));
    }

    private static CanaryHost copy(CanaryHost host, String directory) {
        return host.file(directory + "/.git/HEAD", COMMIT + "\n").file(directory + "/.git/objects/info/packs", "\n");
    }
}
