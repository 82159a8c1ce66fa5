package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.TableBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a table as the server lists them in one text; engines have options of their own, in which logins may stand.
 *
 * @param known by name, of which nothing but a number or a word of the language is taken
 * @param others as written
 */
record MysqlOptions(SortedMap<String, String> known, SortedSet<String> others) {
    /** What the server computes itself, or tells elsewhere. */
    private static final Set<String> NO_OPTIONS = Set.of("partitioned", "row_format");

    private static final Set<String> NAMES = Set.of(
            "avg_row_length",
            "checksum",
            "compression",
            "delay_key_write",
            "encrypted",
            "encryption",
            "encryption_key_id",
            "insert_method",
            "key_block_size",
            "max_rows",
            "min_rows",
            "pack_keys",
            "page_checksum",
            "page_compressed",
            "page_compression_level",
            "stats_auto_recalc",
            "stats_persistent",
            "stats_sample_pages",
            "table_checksum",
            "transactional");

    private static final Pattern VALUE = Pattern.compile(
            "[0-9]{1,20}|(?i:on|off|yes|no|y|n|default|none|zlib|lz4|lzo|lzma|bzip2|snappy|first|last|fixed|dynamic)");

    /** A name, and perhaps a value; whatever is in quotes belongs together, even where they are never closed. */
    private static final Pattern OPTION = Pattern.compile(
            "(?s)(`(?:[^`]++|``)*+(?:`|$)|[^\\s=`'\"]++|['\"=])(?:=('(?:[^'\\\\]++|''|\\\\.)*+(?:'|\\\\?$)|[^\\s]*+))?");

    static MysqlOptions of(String text) {
        MysqlOptions options = new MysqlOptions(new TreeMap<>(), new TreeSet<>());
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            String value = option.group(2) == null ? "yes" : option.group(2);
            options.add(option.group(), option.group(1).replace("`", "").toLowerCase(Locale.ROOT), value);
        }
        return options;
    }

    private void add(String written, String name, String value) {
        String bare = value.replace("'", "");
        if (NAMES.contains(name) && VALUE.matcher(bare).matches()) {
            known.put(name, bare);
        } else if (!NO_OPTIONS.contains(name)) {
            others.add(written);
        }
    }

    void into(TableBuilder table) {
        for (Map.Entry<String, String> each : known.entrySet()) {
            table.option(each.getKey(), each.getValue());
        }
        if (!others.isEmpty()) {
            table.option(TableBuilder.OTHERS, String.join(" ", others));
        }
    }
}
