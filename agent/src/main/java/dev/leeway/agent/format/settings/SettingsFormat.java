package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.hocon.HoconText;
import dev.leeway.agent.format.json.JsonTree;
import dev.leeway.agent.format.toml.TomlText;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.yaml.YamlText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** In which format settings are written, by the name of their file and, where that says too little, by how the text begins. */
public enum SettingsFormat {
    PROPERTIES("properties"),
    YAML("yaml"),
    JSON("json"),
    TOML("toml"),
    INI("ini"),
    XML("xml"),
    HOCON("hocon"),
    ENVIRONMENT("env"),
    UNIT("systemd"),
    /** Of a format that is not read: its content is compared as a whole. */
    OTHER("other");

    private static final Pattern OF_ENVIRONMENT =
            Pattern.compile("\\.?[a-z0-9_-]*\\.env(?:\\.[a-z0-9_.-]+)?|\\.flaskenv|\\.env(?:\\.[a-z0-9_.-]+)?");

    private static final Pattern OF_UNIT = Pattern.compile(
            ".*\\.(?:service|socket|timer|path|target|slice)|.*\\.(?:service|socket|timer)\\.d/[^/]+\\.conf");

    private static final Pattern OF_HOCON = Pattern.compile("(?:application|reference)[a-z0-9_.-]*\\.conf|.*\\.hocon");

    private final String text;

    SettingsFormat(String text) {
        this.text = text;
    }

    /** As facts have it. */
    public String text() {
        return text;
    }

    /**
     * The format of a file.
     *
     * @param path of which the last names count
     * @param content its text
     */
    public static SettingsFormat of(String path, String content) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        if (OF_ENVIRONMENT.matcher(name).matches()) {
            return ENVIRONMENT;
        }
        if (OF_UNIT.matcher(lower).matches()) {
            return UNIT;
        }
        if (OF_HOCON.matcher(name).matches()) {
            return HOCON;
        }
        return byEnding(name.substring(name.lastIndexOf('.') + 1), content);
    }

    private static SettingsFormat byEnding(String ending, String content) {
        return switch (ending) {
            case "properties" -> PROPERTIES;
            case "yml", "yaml" -> YAML;
            case "json", "jsonc" -> JSON;
            case "toml" -> TOML;
            case "ini" -> INI;
            case "xml" -> XML;
            case "cfg", "cnf", "conf", "config" -> byBeginning(content);
            default -> OTHER;
        };
    }

    /** Endings that many formats share: only what shows what it is is read. */
    private static SettingsFormat byBeginning(String content) {
        String first = content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
                .findFirst()
                .orElse("");
        if (first.startsWith("<")) {
            return XML;
        }
        return first.startsWith("[") && first.indexOf(']') > 1 ? INI : OTHER;
    }

    /**
     * The documents of a text in this format.
     *
     * @throws MalformedException naming the line, when the text is not of this format or passes a limit
     */
    public List<TreeNode> read(String content) throws MalformedException {
        return switch (this) {
            case PROPERTIES -> List.of(PropertiesText.read(content));
            case YAML -> YamlText.read(content);
            case JSON -> List.of(JsonTree.read(content));
            case TOML -> List.of(TomlText.read(content));
            case INI -> List.of(IniText.read(content));
            case XML -> List.of(XmlSettings.read(content));
            case HOCON -> List.of(HoconText.read(content));
            case ENVIRONMENT -> List.of(DotEnvText.read(content));
            case UNIT -> List.of(UnitText.read(content));
            case OTHER -> List.of();
        };
    }
}
