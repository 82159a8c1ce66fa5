package dev.leeway.agent.probe.dependency.node;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Elements;
import dev.leeway.agent.format.json.JsonNode.Text;
import dev.leeway.agent.format.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Yarn's Plug'n'Play table: a JSON document, or a script that holds it as one string.
 *
 * <p>The script is never run. Of one package with several sets of peers one entry is kept.
 */
final class PlugAndPlay {
    private static final String STATE = "RAW_RUNTIME_STATE";

    private PlugAndPlay() {}

    /** The packages of {@code text}, working trees of the project left out; empty when it is no such table. */
    static Optional<List<NodePackage>> read(String text, String path) {
        Optional<String> json = text.stripLeading().startsWith("{") ? Optional.of(text) : state(text);
        return json.flatMap(JsonText::read)
                .flatMap(node -> node.at("packageRegistryData"))
                .filter(Elements.class::isInstance)
                .map(registry -> packages((Elements) registry, path));
    }

    private static List<NodePackage> packages(Elements registry, String path) {
        List<NodePackage> packages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode entry : registry.elements()) {
            Optional<String> name = text(entry, 0);
            Optional<JsonNode> store = element(entry, 1);
            if (name.isEmpty() || !(store.orElse(null) instanceof Elements references)) {
                continue;
            }
            for (JsonNode each : references.elements()) {
                Optional<String> version = text(each, 0).flatMap(PlugAndPlay::version);
                if (version.isPresent() && seen.add(name.get() + "\0" + version.get())) {
                    packages.add(new NodePackage(name.get(), version.get(), path, 1, false));
                }
            }
        }
        return packages;
    }

    /** {@code npm:4.17.21}, {@code virtual:0a1b#npm:4.17.21}, {@code patch:…#…::version=5.0.2&hash=…}. */
    private static Optional<String> version(String reference) {
        String plain = reference.startsWith("virtual:") ? reference.substring(reference.indexOf('#') + 1) : reference;
        if (plain.startsWith("npm:")) {
            String version = plain.substring("npm:".length());
            int binding = version.indexOf("::");
            return Optional.of(binding < 0 ? version : version.substring(0, binding));
        }
        int patched = plain.startsWith("patch:") ? plain.indexOf("version=") : -1;
        if (patched < 0) {
            return Optional.empty();
        }
        String version = plain.substring(patched + "version=".length());
        int end = version.indexOf('&');
        return Optional.of(end < 0 ? version : version.substring(0, end));
    }

    private static Optional<JsonNode> element(JsonNode node, int index) {
        return node instanceof Elements list && index < list.elements().size()
                ? Optional.of(list.elements().get(index))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, int index) {
        return element(node, index).filter(Text.class::isInstance).map(each -> ((Text) each).text());
    }

    /** The string in single quotes that the script assigns to its state, unescaped. */
    private static Optional<String> state(String script) {
        int at = script.indexOf(STATE);
        at = at < 0 ? -1 : script.indexOf('\'', at);
        if (at < 0) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(script.length() - at);
        for (int i = at + 1; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\'') {
                return Optional.of(out.toString());
            }
            if (c == '\\' && i + 1 < script.length()) {
                char escaped = script.charAt(++i);
                // A backslash at the end of a line joins it to the next; before another character it stands for that
                // one.
                if (escaped == 'n') {
                    out.append('\n');
                } else if (escaped != '\n') {
                    out.append(escaped);
                }
            } else {
                out.append(c);
            }
        }
        return Optional.empty();
    }
}
