package dev.leeway.agent.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the doctor's findings as JSON: {@code {"healthy": ..., "checks": [{"name", "state", "evidence", "lost", "fix"}]}}. */
final class DiagnosisJson {
    private DiagnosisJson() {}

    static String of(List<Diagnosis> found) {
        boolean healthy = found.stream().noneMatch(each -> each.state().loses());
        return found.stream()
                .map(DiagnosisJson::check)
                .collect(Collectors.joining(",\n", "{\"healthy\":" + healthy + ",\"checks\":[\n", "\n]}"));
    }

    private static String check(Diagnosis each) {
        return "{\"name\":" + quoted(each.name())
                + ",\"state\":" + quoted(each.state().text())
                + ",\"evidence\":" + quoted(each.evidence())
                + ",\"lost\":" + quoted(each.lost())
                + ",\"fix\":" + quoted(each.fix()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7F || Character.isSurrogate(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
