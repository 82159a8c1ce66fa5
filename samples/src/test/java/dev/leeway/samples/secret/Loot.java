package dev.leeway.samples.secret;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * All that lies in a stolen folder: every file as it is, every column of every table of the databases among them, and what is packed
 * anywhere in those with zstd, gzip or zlib.
 */
final class Loot {
    private static final byte[] DATABASE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_UNPACKED = 8 << 20;

    private final List<byte[]> pieces = new ArrayList<>();

    private Loot() {}

    /**
     * Takes everything.
     *
     * @param scratch where databases may be opened: that writes into their companions
     */
    static List<byte[]> of(Path folder, Path scratch) throws IOException, SQLException {
        Loot loot = new Loot();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path each : files) {
            byte[] bytes = Files.readAllBytes(each);
            loot.pieces.add(bytes);
            if (bytes.length >= DATABASE.length && Arrays.equals(Arrays.copyOf(bytes, DATABASE.length), DATABASE)) {
                loot.columns(copied(each, files, scratch));
            }
        }
        for (byte[] each : List.copyOf(loot.pieces)) {
            loot.unpack(each);
        }
        return loot.pieces;
    }

    private static Path copied(Path database, List<Path> files, Path scratch) throws IOException {
        Path place = Files.createTempDirectory(scratch, "opened");
        String name = String.valueOf(database.getFileName());
        for (Path each : files) {
            if (each.startsWith(String.valueOf(database.getParent()))
                    && String.valueOf(each.getFileName()).startsWith(name)) {
                Files.copy(each, place.resolve(String.valueOf(each.getFileName())));
            }
        }
        return place.resolve(name);
    }

    private void columns(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("select name from sqlite_master where type = 'table'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            byte[] value = rows.getBytes(i);
                            if (value != null && value.length > 0) {
                                pieces.add(value);
                            }
                        }
                    }
                }
            }
        }
    }

    /** Whatever begins anywhere as something packed does, and is. */
    private void unpack(byte[] bytes) throws IOException {
        for (int at = 0; at + 4 < bytes.length; at++) {
            int first = bytes[at] & 0xFF;
            if (first == 0x28
                    && bytes[at + 1] == (byte) 0xB5
                    && bytes[at + 2] == 0x2F
                    && bytes[at + 3] == (byte) 0xFD) {
                keep(new ZstdInputStream(from(bytes, at)));
            } else if (first == 0x78 && ((first << 8) | (bytes[at + 1] & 0xFF)) % 31 == 0) {
                keep(new InflaterInputStream(from(bytes, at)));
            } else if (first == 0x1F && bytes[at + 1] == (byte) 0x8B && bytes[at + 2] == 8) {
                try {
                    keep(new GZIPInputStream(from(bytes, at)));
                } catch (IOException e) {
                    // It only looks so.
                }
            }
        }
    }

    private static InputStream from(byte[] bytes, int at) {
        return new ByteArrayInputStream(bytes, at, bytes.length - at);
    }

    /** As much as comes out. */
    private void keep(InputStream packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[4096];
        try (packed) {
            for (int read = packed.read(some); read > 0 && out.size() < MOST_UNPACKED; read = packed.read(some)) {
                out.write(some, 0, read);
            }
        } catch (IOException endsHere) {
            // What came before is kept.
        }
        if (out.size() > 0) {
            pieces.add(out.toByteArray());
        }
    }
}
