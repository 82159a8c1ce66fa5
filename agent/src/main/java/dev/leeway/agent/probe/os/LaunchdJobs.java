package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What launchd of macOS was told to run, the system's own jobs left out: program and variables of each, as declared.
 *
 * <p>Declared is not running: variables that a process really has are told of running hosts alone, by another probe.
 */
final class LaunchdJobs implements Aspect {
    private static final String ALL = "launchd[*]/**";
    private static final String USERS = "/Users";
    private static final int MAX_NAMES = 1_000;
    private static final int MAX_LABEL = 200;
    private static final List<String> SHARED = List.of("/Library/LaunchDaemons", "/Library/LaunchAgents");
    private static final String PERSONAL = "/Library/LaunchAgents";

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        List<String> directories = new ArrayList<>(SHARED);
        reading.names(USERS, MAX_NAMES, ALL).forEach(user -> directories.add(USERS + "/" + user + PERSONAL));
        for (String directory : directories) {
            for (String name : reading.names(directory, MAX_NAMES, ALL)) {
                if (name.endsWith(".plist")) {
                    String path = directory + "/" + name;
                    String fallback = name.substring(0, name.length() - ".plist".length());
                    MacSystem.list(reading, path, ALL).ifPresent(job -> record(job, fallback, path, section));
                }
            }
        }
    }

    private static void record(TreeNode job, String fallback, String path, SectionRecorder section) {
        String label = job.textAt("Label")
                .filter(text -> !text.isEmpty() && text.length() <= MAX_LABEL)
                .orElse(fallback);
        FactPath at = FactPath.of("launchd", label);
        program(job).ifPresent(program -> section.fact(at.child("program"), Observed.text(program), path));
        section.fact(at.child("disabled"), Observed.flag(flag(job, "Disabled")), path);
        section.fact(at.child("run-at-load"), Observed.flag(flag(job, "RunAtLoad")), path);
        job.entriesAt("EnvironmentVariables").forEach((name, value) -> {
            if (value instanceof TreeNode.Scalar text && !name.isEmpty()) {
                section.fact(at.child("environment", name), new Observed.Guarded("variable", name, text.text()), path);
            }
        });
    }

    private static Optional<String> program(TreeNode job) {
        return job.textAt("Program")
                .or(() -> job.itemsAt("ProgramArguments").stream()
                        .findFirst()
                        .filter(TreeNode.Scalar.class::isInstance)
                        .map(first -> ((TreeNode.Scalar) first).text()));
    }

    private static boolean flag(TreeNode job, String name) {
        return job.textAt(name).filter("true"::equals).isPresent();
    }
}
