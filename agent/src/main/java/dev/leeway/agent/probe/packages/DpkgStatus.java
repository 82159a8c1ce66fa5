package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dpkg database: paragraphs of {@code Field: value} separated by blank lines.
 *
 * <p>Only packages whose files are there count; one that left only its configuration behind does not. Pending triggers
 * come and go with every transaction and are no state of their own.
 */
final class DpkgStatus {
    private static final Set<String> FIELDS =
            Set.of("Package", "Version", "Architecture", "Status", "Origin", "Installed-Size");
    private static final Set<String> WHOLE = Set.of("installed", "triggers-pending", "triggers-awaited");
    private static final Set<String> GONE = Set.of("not-installed", "config-files");

    private static final int KIBIBYTE = 1024;

    private DpkgStatus() {}

    /** The packages of a {@code status} file or of one below {@code status.d}; paragraphs without a name are passed over. */
    static List<InstalledPackage> parse(byte[] content) throws HostAccessException {
        List<InstalledPackage> packages = new ArrayList<>();
        Map<String, String> paragraph = new HashMap<>();
        int start = 0;
        while (start < content.length) {
            int end = endOfLine(content, start);
            if (end == start) {
                addTo(packages, paragraph);
                paragraph.clear();
                if (packages.size() > PackageProbe.MAX_PACKAGES) {
                    throw new HostAccessException(HostAccessException.Kind.TOO_LARGE, "packages");
                }
            } else {
                readField(content, start, end, paragraph);
            }
            start = end + 1;
        }
        addTo(packages, paragraph);
        return packages;
    }

    private static int endOfLine(byte[] content, int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Most of the file is descriptions and dependencies, so a line becomes text only when its field is wanted. */
    private static void readField(byte[] content, int start, int end, Map<String, String> paragraph) {
        byte first = content[start];
        if (first != 'P' && first != 'V' && first != 'A' && first != 'S' && first != 'O' && first != 'I') {
            return;
        }
        int colon = start;
        while (colon < end && content[colon] != ':') {
            colon++;
        }
        if (colon == end || colon - start > 16) {
            return;
        }
        String field = new String(content, start, colon - start, StandardCharsets.US_ASCII);
        if (FIELDS.contains(field)) {
            String value = new String(content, colon + 1, end - colon - 1, StandardCharsets.UTF_8).strip();
            paragraph.putIfAbsent(field, value);
        }
    }

    private static void addTo(List<InstalledPackage> packages, Map<String, String> paragraph) {
        String name = paragraph.getOrDefault("Package", "");
        String version = paragraph.getOrDefault("Version", "");
        if (name.isEmpty() || version.isEmpty()) {
            return;
        }
        // "want error state"; the single files of minimal images have no status and are always whole.
        String[] status =
                paragraph.getOrDefault("Status", "install ok installed").split(" ");
        String state = status[status.length - 1];
        if (GONE.contains(state)) {
            return;
        }
        packages.add(new InstalledPackage(
                InstalledPackage.Manager.DEB,
                name,
                version,
                paragraph.getOrDefault("Architecture", ""),
                Optional.ofNullable(paragraph.get("Origin")).filter(origin -> !origin.isEmpty()),
                status[0].equals("hold"),
                WHOLE.contains(state) ? Optional.empty() : Optional.of(state),
                InstalledPackage.sized(paragraph.getOrDefault("Installed-Size", ""), KIBIBYTE)));
    }
}
