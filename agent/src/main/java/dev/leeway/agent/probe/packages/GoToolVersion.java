package dev.leeway.agent.probe.packages;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.golang.GoBuildInfo;
import dev.leeway.agent.format.golang.GoModule;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a tool written in Go, as the linker was told it or as the module it was built from is called. */
final class GoToolVersion {
    private static final String FLAGS = "-ldflags";
    /** {@code -X example.org/tool/version.Version=1.2.3}, {@code -X main.version=v1.2.3}, {@code gitVersion} of Kubernetes. */
    private static final Pattern SET_BY_LINKER =
            Pattern.compile("(?:[/. ]|\\b)(?:version\\.(?:Version|gitVersion)|main\\.[vV]ersion)=v?(\\d+\\.[\\w.+-]*)");

    private static final Pattern RELEASE =
            Pattern.compile("v(\\d+\\.\\d+\\.\\d+(?:-[A-Za-z][\\w.]*)?)(?:\\+incompatible)?");

    private GoToolVersion() {}

    /** The version; empty for what is no Go program, or says several or none. */
    static Optional<String> read(SeekableByteChannel channel) throws IOException {
        try {
            return GoBuildInfo.read(channel).flatMap(GoToolVersion::of);
        } catch (MalformedException damaged) {
            return Optional.empty();
        }
    }

    static Optional<String> of(GoBuildInfo info) {
        Set<String> told = new TreeSet<>();
        Matcher set = SET_BY_LINKER.matcher(info.settings().getOrDefault(FLAGS, ""));
        while (set.find()) {
            told.add(set.group(1));
        }
        if (told.isEmpty()) {
            Matcher release = RELEASE.matcher(info.main().map(GoModule::version).orElse(""));
            return release.matches() ? Optional.of(release.group(1)) : Optional.empty();
        }
        return told.size() == 1 ? told.stream().findFirst() : Optional.empty();
    }
}
