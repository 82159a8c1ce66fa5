package dev.leeway.samples.load;

import dev.leeway.agent.engine.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A PostgreSQL server for a load, which keeps what it is told as one in production does. */
public final class LoadDatabase {
    private LoadDatabase() {}

    /** Argument: the directory of its data. Prints the store to name as {@code --store}, and ends when its input does. */
    public static void main(String[] arguments) throws IOException {
        try (PostgresServer.Own own = PostgresServer.durable(PostgresServer.NEW, Path.of(arguments[0]))) {
            System.out.println(own.server().url("postgres") + "?user=postgres&password=postgres");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
