package dev.leeway.agent.host.process;

import dev.leeway.agent.format.unit.UnitFile;
import dev.leeway.agent.format.unit.UnitPaths;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tells, from unit files, the units that stay from those that run to an end. */
final class UnitTraits {
    private static final int MAX_UNIT = 1 << 20;

    private final HostFiles files;

    UnitTraits(HostFiles files) {
        this.files = files;
    }

    /** Whether {@code unit} runs to an end by its type, or is what a timer of its name starts. */
    boolean passes(String unit) {
        String timer = unit.substring(0, unit.lastIndexOf('.')) + ".timer";
        return type(unit).filter(type -> type.equals("oneshot")).isPresent()
                || fragment(timer).isPresent();
    }

    private Optional<String> type(String unit) {
        return fragment(unit)
                .flatMap(this::text)
                .flatMap(text -> UnitFile.read(text).stream()
                        .filter(setting -> setting.section().equals("Service")
                                && setting.name().equals("Type"))
                        .reduce((first, second) -> second)
                        .map(UnitFile.Setting::value));
    }

    private Optional<String> fragment(String unit) {
        List<String> paths = UnitPaths.fragments(unit);
        return paths.stream().filter(this::isFile).findFirst();
    }

    private boolean isFile(String path) {
        try {
            return files.stat(path)
                    .filter(stat -> stat.type() == FileStat.Type.FILE)
                    .isPresent();
        } catch (HostAccessException e) {
            return false;
        }
    }

    private Optional<String> text(String path) {
        try {
            return files.readIfPresent(path, MAX_UNIT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }
}
