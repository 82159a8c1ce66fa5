package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.probe.dependency.found.Location;
import java.util.Optional;

/**
 * Where a distribution came from, as {@code direct_url.json} tells (PEP 610).
 *
 * @param kind of source
 * @param location URL or path without user-info, query and fragment; empty for {@link Kind#INDEX}
 * @param revision commit of a version control system; empty otherwise
 */
public record Origin(Kind kind, Optional<String> location, Optional<String> revision) {
    /** From an index or an index's mirror: no note says otherwise. */
    public static final Origin INDEX = new Origin(Kind.INDEX, Optional.empty(), Optional.empty());

    public Origin {
        requireNonNull(kind, "kind is null");
        requireNonNull(location, "location is null");
        requireNonNull(revision, "revision is null");
    }

    /** A working tree at {@code path}. */
    static Origin editable(String path) {
        return new Origin(Kind.EDITABLE, Optional.of(Location.of(path)), Optional.empty());
    }

    /** What the text of a {@code direct_url.json} tells; empty when it is not one. */
    static Optional<Origin> read(String json) {
        Optional<JsonNode> root = JsonText.read(json);
        Optional<String> location =
                root.flatMap(node -> node.textAt("url")).map(Location::of).map(Origin::plainPath);
        if (location.isEmpty()) {
            return Optional.empty();
        }
        JsonNode note = root.get();
        boolean editable = note.at("dir_info", "editable")
                .filter(new JsonNode.Literal("true")::equals)
                .isPresent();
        Kind kind = editable
                ? Kind.EDITABLE
                : note.at("vcs_info").isPresent()
                        ? Kind.VCS
                        : note.at("dir_info").isPresent() ? Kind.DIRECTORY : Kind.ARCHIVE;
        return Optional.of(new Origin(kind, location, note.textAt("vcs_info", "commit_id")));
    }

    private static String plainPath(String url) {
        return url.startsWith("file:///") ? url.substring("file://".length()) : url;
    }

    /** Kinds of sources. */
    public enum Kind {
        INDEX("index"),
        EDITABLE("editable"),
        DIRECTORY("directory"),
        ARCHIVE("archive"),
        VCS("vcs");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
