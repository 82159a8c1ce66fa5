package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.ImageConfig.HealthCheck;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The facts of how an image is run, alike for images and for containers.
 *
 * @param section that gets them
 */
public record ConfigFacts(SectionRecorder section) {
    /** The label by which an image says which commit it was built from. */
    public static final String REVISION = "org.opencontainers.image.revision";

    /** Copies of one variable compare wherever they are found. */
    private static final String VARIABLE = "variable";

    /** Labels by which engines and tools keep account of what they made, each time in another way. */
    private static final List<String> BOOKKEEPING = List.of(
            "com.docker.compose.",
            "com.docker.stack.",
            "com.docker.swarm.",
            "com.docker.dockerfile.",
            "desktop.docker.io/",
            "annotation.io.kubernetes.",
            "io.kubernetes.",
            "io.podman.",
            "PODMAN_SYSTEMD_UNIT",
            "io.buildah.");

    private static final List<String> BEYOND = List.of(
            "working-directory/**",
            "entrypoint/**",
            "command/**",
            "env/**",
            "label[*]/**",
            "stop-signal",
            "shell/**",
            "health/checked",
            "health/command/**",
            "health/interval",
            "health/timeout",
            "health/start-period",
            "health/retries");

    /** Labels that name a commit or an image by digits that look like a secret and are none. */
    private static final Set<String> NAMING =
            Set.of(REVISION, "org.opencontainers.image.base.digest", "org.label-schema.vcs-ref");

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{7,64}|sha256:[0-9a-f]{64}");

    public ConfigFacts {
        requireNonNull(section, "section is null");
    }

    /** All of an image's. */
    public void record(ImageConfig config) {
        beyond(config, ImageConfig.EMPTY);
    }

    /** What {@code config} says otherwise than {@code base}, but for user and ports. */
    public void beyond(ImageConfig config, ImageConfig base) {
        if (!config.workingDirectory().equals(base.workingDirectory())) {
            section.fact(
                    FactPath.of("working-directory"),
                    new Observed.Guarded("path", "working-directory", config.workingDirectory()));
        }
        arguments("entrypoint", config.entrypoint(), base.entrypoint());
        arguments("command", config.command(), base.command());
        variables(config.variables(), base.variables());
        labels(config.labels(), base.labels());
        if (!config.stopSignal().equals(base.stopSignal())) {
            config.stopSignal().ifPresent(signal -> section.fact(FactPath.of("stop-signal"), Observed.text(signal)));
        }
        if (!config.shell().equals(base.shell()) && !config.shell().isEmpty()) {
            arguments("shell", config.shell(), base.shell());
        }
        if (!config.healthCheck().equals(base.healthCheck())) {
            config.healthCheck().ifPresent(this::healthCheck);
        }
    }

    /** That nobody knows what {@link #beyond} would have told, since what it is held against could not be read. */
    public void unknown(HostAccessException.Kind kind) {
        for (String pattern : BEYOND) {
            section.uncovered(pattern, kind);
        }
    }

    /** Whom the program runs as; nobody named is root. */
    public void user(ImageConfig config) {
        section.fact(FactPath.of("user"), Observed.text(config.user().isEmpty() ? "root" : config.user()));
    }

    private void arguments(String name, List<String> arguments, List<String> base) {
        if (!arguments.equals(base) && !arguments.isEmpty()) {
            section.fact(FactPath.of(name), new Observed.Arguments(arguments));
        }
    }

    private void variables(SortedMap<String, String> variables, SortedMap<String, String> base) {
        variables.forEach((name, value) -> {
            if (!value.equals(base.get(name))) {
                section.fact(FactPath.of("env").child(name), new Observed.Guarded(VARIABLE, name, value));
            }
        });
    }

    private void labels(SortedMap<String, String> labels, SortedMap<String, String> base) {
        SortedMap<String, String> told = new TreeMap<>(labels);
        told.keySet().removeIf(name -> BOOKKEEPING.stream().anyMatch(name::startsWith));
        told.forEach((name, value) -> {
            if (!value.equals(base.get(name))) {
                section.fact(FactPath.of("label", name), label(name, value));
            }
        });
    }

    /** What a label says: a commit or a digest where nothing else is to be expected, and else what may be a secret. */
    public static Observed label(String name, String value) {
        return NAMING.contains(name) && DIGITS.matcher(value).matches()
                ? Observed.text(value)
                : new Observed.Guarded("label", name, value);
    }

    private void healthCheck(HealthCheck check) {
        FactPath health = FactPath.of("health");
        boolean off = check.test().get(0).equals("NONE");
        section.fact(health.child("checked"), Observed.flag(!off));
        if (off) {
            return;
        }
        // The command of a check is one text for a shell, or arguments, and both may hold a password.
        List<String> command = check.test().subList(1, check.test().size());
        boolean shell = check.test().get(0).equals("CMD-SHELL") && command.size() == 1;
        section.fact(
                health.child("command"),
                new Observed.Arguments(shell ? List.of(command.get(0).strip().split("\\s+")) : command));
        duration(health.child("interval"), check.interval());
        duration(health.child("timeout"), check.timeout());
        duration(health.child("start-period"), check.startPeriod());
        if (check.retries() > 0) {
            section.fact(health.child("retries"), Observed.number(check.retries()));
        }
    }

    private void duration(FactPath path, Optional<Duration> duration) {
        duration.ifPresent(each -> section.fact(path, new Observed.Plain(new Value.Time(each))));
    }
}
