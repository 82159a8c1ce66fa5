package dev.leeway.agent.probe.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file {@code hsperfdata_USER/PID} in which a HotSpot virtual machine keeps what it measures; of it, only what stays
 * the same as long as the machine runs.
 */
final class PerformanceData {
    private static final int MAGIC = 0xcafec0c0;
    private static final int PROLOGUE = 32;
    private static final int ENTRY_HEADER = 20;
    private static final int MAX_ENTRIES = 10_000;
    /** Young and old maxima are padded by some words each, which are no part of the heap. */
    private static final long MEGABYTE = 1L << 20;

    private final SortedMap<String, String> texts = new TreeMap<>();
    private final SortedMap<String, Long> numbers = new TreeMap<>();

    private PerformanceData() {}

    /** Reads the file; empty when it is none, or still being set up. */
    static Optional<PerformanceData> parse(byte[] bytes) {
        if (bytes.length < PROLOGUE) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean accessible = bytes[7] == 1;
        if (buffer.getInt(0) != MAGIC || !accessible) {
            return Optional.empty();
        }
        buffer.order(bytes[4] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        PerformanceData data = new PerformanceData();
        int at = buffer.getInt(24);
        int entries = Math.min(buffer.getInt(28), MAX_ENTRIES);
        for (int i = 0; i < entries && at >= PROLOGUE && at <= bytes.length - ENTRY_HEADER; i++) {
            int length = buffer.getInt(at);
            if (length < ENTRY_HEADER || length > bytes.length - at) {
                break;
            }
            data.add(buffer, at, length);
            at += length;
        }
        return Optional.of(data);
    }

    private void add(ByteBuffer buffer, int at, int length) {
        int nameOffset = buffer.getInt(at + 4);
        int vector = buffer.getInt(at + 8);
        char type = (char) buffer.get(at + 12);
        int dataOffset = buffer.getInt(at + 16);
        if (nameOffset < ENTRY_HEADER || nameOffset >= length || dataOffset < ENTRY_HEADER || dataOffset >= length) {
            return;
        }
        String name = text(buffer, at + nameOffset, length - nameOffset);
        if (type == 'J' && vector == 0 && dataOffset <= length - Long.BYTES) {
            numbers.put(name, buffer.getLong(at + dataOffset));
        } else if (type == 'B' && vector > 0) {
            texts.put(name, text(buffer, at + dataOffset, Math.min(vector, length - dataOffset)));
        }
    }

    private static String text(ByteBuffer buffer, int at, int most) {
        byte[] bytes = new byte[most];
        buffer.get(at, bytes);
        int end = 0;
        while (end < most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Version of the Java that really runs, whatever lies on disk by now. */
    Optional<String> javaVersion() {
        return Optional.ofNullable(texts.get("java.property.java.version")).filter(version -> !version.isEmpty());
    }

    /** The collector in use, by the words of its policy. */
    Optional<String> collector() {
        String policy = texts.getOrDefault("sun.gc.policy.name", "");
        if (policy.startsWith("GarbageFirst") || policy.startsWith("G1")) {
            return Optional.of("G1");
        }
        if (policy.startsWith("ParScav")) {
            return Optional.of("Parallel");
        }
        if (policy.startsWith("Copy") || policy.startsWith("Serial")) {
            return Optional.of("Serial");
        }
        return policy.startsWith("ParNew") ? Optional.of("ConcMarkSweep") : Optional.empty();
    }

    /** The most the heap may grow to, in bytes; for the collectors of which it can be told. */
    Optional<Long> maxHeap() {
        Long young = numbers.get("sun.gc.generation.0.maxCapacity");
        Long old = numbers.get("sun.gc.generation.1.maxCapacity");
        if (young == null
                || old == null
                || young <= 0
                || old <= 0
                || collector().isEmpty()) {
            return Optional.empty();
        }
        // G1 gives each generation the whole heap; the others divide it.
        long heap = collector().get().equals("G1") ? Math.max(young, old) : young + old;
        return Optional.of(heap / MEGABYTE * MEGABYTE);
    }
}
