package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.MalformedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The head of {@code tzdb.dat}, Java's own copy of the time zone database, which updates of the system do not reach. */
final class ZoneDatabase {
    /** Enough for the name and one version. */
    static final int HEAD = 64;

    private static final String NAME = "TZDB";
    private static final int MAX_VERSION = 20;

    private ZoneDatabase() {}

    /** The version: {@code 2025a}. */
    static String version(byte[] head) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(head);
        try {
            if (in.get() != 1 || !text(in).equals(NAME) || in.getShort() < 1) {
                throw new MalformedException("expected a time zone database");
            }
            return text(in);
        } catch (BufferUnderflowException e) {
            throw new MalformedException("expected a version within the first " + head.length + " bytes");
        }
    }

    private static String text(ByteBuffer in) throws MalformedException {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > MAX_VERSION) {
            throw new MalformedException("expected a short text at byte " + in.position());
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
