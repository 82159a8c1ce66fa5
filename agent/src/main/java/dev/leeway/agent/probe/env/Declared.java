package dev.leeway.agent.probe.env;

import java.time.Instant;

/**
 * A variable as a file declares it.
 *
 * @param value as the file has it; may be a secret
 * @param place file and line: {@code /etc/shop/web.env:3}
 * @param changed when the file was last written, by the host's clock
 */
record Declared(String value, String place, Instant changed) {
    /** Never the value. */
    @Override
    public String toString() {
        return "Declared[" + place + "]";
    }
}
