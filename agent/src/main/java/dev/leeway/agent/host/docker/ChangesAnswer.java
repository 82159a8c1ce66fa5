package dev.leeway.agent.host.docker;

import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonRows;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a container has changed of its image's files. */
final class ChangesAnswer {
    private static final int MOST = 100_000;

    private ChangesAnswer() {}

    /** The paths, sorted; an engine writes {@code null} for none. */
    static List<String> read(String json) throws IOException, HostAccessException {
        if (json.strip().equals("null")) {
            return List.of();
        }
        Optional<List<Members>> rows = JsonRows.read(new StringReader(json), Set.of("Path"), MOST + 1);
        if (rows.isEmpty()) {
            throw new HostAccessException(Kind.MALFORMED, "answer of the container engine");
        }
        if (rows.get().size() > MOST) {
            throw new HostAccessException(Kind.TOO_LARGE, "answer of the container engine");
        }
        return rows.get().stream()
                .flatMap(row -> Fields.of(row).text("Path").stream())
                .sorted()
                .toList();
    }
}
