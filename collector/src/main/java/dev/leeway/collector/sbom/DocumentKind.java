package dev.leeway.collector.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a document is that may be a bill of materials, told by its beginning and never by its name. */
public enum DocumentKind {
    /** CycloneDX as JSON, which {@link BillReader} reads. */
    CYCLONEDX("", ""),
    XML("XML", "write the bill of materials as CycloneDX JSON"),
    SPDX("an SPDX document", "write the bill of materials as CycloneDX JSON"),
    SYFT("a document in Syft's own format", "write it as CycloneDX: syft -o cyclonedx-json"),
    /** A whole object without a member that any of these, or a document of Leeway, would have. */
    UNTOLD(
            "neither a Leeway snapshot nor a CycloneDX bill of materials",
            "take a snapshot with leeway-agent snapshot, or write a bill of materials as CycloneDX JSON 1.2 to 1.7"),
    /** Anything else: a snapshot, a report, no JSON at all. */
    OTHER("", "");

    /** As much of a document as decides what it is. */
    public static final int BEGINNING = 8 << 10;

    private final String problem;
    private final String nextStep;

    DocumentKind(String problem, String nextStep) {
        this.problem = problem;
        this.nextStep = nextStep;
    }

    /** What is said of a document of a kind that nobody here reads; empty for the others. */
    public Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** What to do about it. */
    public String nextStep() {
        return nextStep;
    }

    /**
     * The kind of a document.
     *
     * @param beginning its first bytes once unpacked, {@link #BEGINNING} where it has as many
     */
    public static DocumentKind of(byte[] beginning) {
        return new Glance(new String(beginning, StandardCharsets.ISO_8859_1)).kind();
    }

    /** What the name of a member of the outermost object tells; members of a snapshot and of a bill share no telling name. */
    private static Optional<DocumentKind> told(String name, String value) {
        return switch (name) {
            case "bomFormat", "specVersion", "serialNumber", "components", "compositions", "vulnerabilities" ->
                Optional.of(CYCLONEDX);
            case "metadata", "dependencies", "externalReferences" -> Optional.of(CYCLONEDX);
            case "$schema" -> value.contains("cyclonedx.org") ? Optional.of(CYCLONEDX) : Optional.empty();
            case "spdxVersion", "SPDXID", "spdxId", "@context", "@graph" -> Optional.of(SPDX);
            case "artifacts", "artifactRelationships" -> Optional.of(SYFT);
            case "schema", "sections", "host", "capturedAt", "agent", "drifts", "causes" -> Optional.of(OTHER);
            default -> Optional.empty();
        };
    }

    /** Goes through the names of the outermost object as far as the text reaches. */
    private static final class Glance {
        private final String text;
        private int at;

        Glance(String text) {
            this.text = text;
        }

        DocumentKind kind() {
            blanks();
            if (next() == '<') {
                return XML;
            }
            if (next() != '{') {
                return OTHER;
            }
            at++;
            while (at < text.length()) {
                blanks();
                if (next() == '}') {
                    return UNTOLD;
                }
                String name = string();
                blanks();
                if (name.isEmpty() || next() != ':') {
                    return OTHER;
                }
                at++;
                blanks();
                int start = at;
                value();
                Optional<DocumentKind> told = told(name, text.substring(start, at));
                if (told.isPresent()) {
                    return told.get();
                }
                blanks();
                if (next() == '}') {
                    return UNTOLD;
                }
                at++;
            }
            return OTHER;
        }

        private char next() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private void blanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        /** The text between quotes as it stands; empty where none begins here. */
        private String string() {
            if (next() != '"') {
                return "";
            }
            int start = ++at;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            int end = Math.min(at, text.length());
            at = Math.min(end + 1, text.length());
            return text.substring(Math.min(start, end), end);
        }

        private void value() {
            int depth = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"') {
                    string();
                } else if (depth == 0 && (c == ',' || c == '}')) {
                    return;
                } else {
                    depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                    at++;
                }
            }
        }
    }
}
