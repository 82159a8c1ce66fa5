package dev.leeway.agent.format.certificate;

import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A moment as certificates write it: {@code 261121213000Z} or {@code 20261121213000Z}. */
final class DerTime {
    private static final int SHORT = 23;
    private static final int LONG = 24;

    private DerTime() {}

    static Instant read(DerElement time) throws MalformedException {
        String text = new String(time.contentBytes(), StandardCharsets.US_ASCII);
        int year = time.tag() == SHORT ? 2 : 4;
        boolean known =
                (time.tag() == SHORT || time.tag() == LONG) && text.matches("\\d{" + (year + 8) + "}(?:\\d\\d)?Z");
        if (!known) {
            throw new MalformedException("expected a time at byte " + time.start());
        }
        int[] parts = new int[6];
        parts[0] = Integer.parseInt(text.substring(0, year));
        if (year == 2) {
            // Years of two digits end in 2049.
            parts[0] += parts[0] < 50 ? 2000 : 1900;
        }
        for (int i = 1; i < parts.length && year + 2 * i < text.length(); i++) {
            parts[i] = Integer.parseInt(text.substring(year + 2 * i - 2, year + 2 * i));
        }
        try {
            return LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedException("expected a time at byte " + time.start());
        }
    }
}
