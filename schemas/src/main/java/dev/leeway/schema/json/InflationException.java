package dev.leeway.schema.json;

import java.io.IOException;

/** Compressed data grows beyond what is accepted. */
final class InflationException extends IOException {
    private static final long serialVersionUID = 1L;

    InflationException(String message) {
        super(message);
    }
}
