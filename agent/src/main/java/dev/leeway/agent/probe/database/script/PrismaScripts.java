package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scripts of Prisma: a directory for each migration. */
final class PrismaScripts {
    private PrismaScripts() {}

    static Standing held(History history, List<ScriptFile> scripts) {
        SortedMap<String, List<ScriptFile>> found = new TreeMap<>();
        for (ScriptFile script : scripts) {
            String directory = script.directory();
            String name = directory.isEmpty() ? "" : directory.substring(0, directory.length() - 1);
            found.computeIfAbsent(name.substring(name.lastIndexOf('/') + 1), unused -> new ArrayList<>())
                    .add(script);
        }
        Set<String> pending = new TreeSet<>(found.keySet());
        Set<String> ahead = new TreeSet<>();
        Set<String> changed = new TreeSet<>();
        boolean whole = true;
        for (Entry entry : history.entries()) {
            pending.remove(entry.name());
            List<ScriptFile> own = found.getOrDefault(entry.name(), List.of());
            if (entry.done() && own.isEmpty()) {
                ahead.add(entry.name());
            } else if (entry.done() && entry.checksum().isPresent()) {
                whole &= own.stream().allMatch(script -> script.content().isPresent());
                if (own.stream()
                        .noneMatch(script -> isSame(script, entry.checksum().get()))) {
                    changed.add(entry.name());
                }
            }
        }
        return new Standing(
                Standing.names(pending), whole ? Standing.names(changed) : Optional.empty(), Standing.names(ahead));
    }

    /** Lines may end in another way than where it was applied. */
    private static boolean isSame(ScriptFile script, String checksum) {
        byte[] content = script.content().orElse(new byte[0]);
        Optional<String> text = script.text().map(each -> each.replace("\r\n", "\n"));
        return digest(content).equals(checksum)
                || text.filter(each ->
                                digest(each.getBytes(StandardCharsets.UTF_8)).equals(checksum)
                                        || digest(each.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                                                .equals(checksum))
                        .isPresent();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
