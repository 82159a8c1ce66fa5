package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.SuspensionFile;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at an agent that delivers: whom it joined, what waits, what is lost, which probes are suspended. It asks nobody. */
final class DeliveryDiagnosis {
    private DeliveryDiagnosis() {}

    static List<Diagnosis> of(Surroundings around) {
        try {
            Home home = Home.of(around);
            Optional<Membership> membership = home.membership().read();
            if (membership.isEmpty()) {
                return List.of(new Diagnosis(
                        "collector", Diagnosis.State.OFF, "this host has joined none; snapshots are files", "", ""));
            }
            // That the key can be read is part of it.
            home.membership().key(membership.get());
            List<Diagnosis> found = new ArrayList<>();
            found.add(Diagnosis.healthy(
                    "collector",
                    membership.get().collector() + " as " + membership.get().agent()));
            if (membership.get().nextKeyFile().isPresent()) {
                found.add(new Diagnosis(
                        "key",
                        Diagnosis.State.ATTENTION,
                        "the collector was asked to take a new one, and its answer did not arrive",
                        "",
                        "leeway-agent rotate"));
            }
            found.add(spool(home));
            new SuspensionFile(home.directory(), new LocalDisk())
                    .read()
                    .reasons(around.clock().instant())
                    .forEach((probe, reason) -> found.add(new Diagnosis(
                            probe,
                            Diagnosis.State.ATTENTION,
                            reason,
                            "all of it in what is delivered meanwhile",
                            "mend what the reason names; to have it asked at once, remove "
                                    + home.directory().resolve("suspended"))));
            return found;
        } catch (FormatException e) {
            return List.of(new Diagnosis(
                    "collector",
                    Diagnosis.State.BROKEN,
                    String.valueOf(e.getMessage()),
                    "every delivery",
                    "do what it says"));
        }
    }

    private static Diagnosis spool(Home home) {
        if (!Files.isDirectory(home.spool())) {
            return Diagnosis.healthy("spool", "empty");
        }
        try {
            Spool.Standing standing = Spool.look(home.spool(), new LocalDisk());
            SpoolCounts lost = standing.untold();
            String waits = RoundReport.waiting(standing.waiting(), standing.bytes());
            if (standing.waiting() == 0 && lost.isNone()) {
                return Diagnosis.healthy("spool", "empty");
            }
            return new Diagnosis(
                    "spool",
                    Diagnosis.State.ATTENTION,
                    waits,
                    String.join(", ", RoundReport.parts(lost)),
                    "leeway-agent push says why they are not delivered");
        } catch (IOException e) {
            return new Diagnosis(
                    "spool",
                    Diagnosis.State.BROKEN,
                    "cannot be read: " + home.spool(),
                    "every delivery",
                    "run as the user who joined");
        }
    }
}
