package dev.leeway.agent.format.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextLines;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads HOCON of at most 64 levels, 256 KiB and 5,000 settings. What refers to something else stays as it is written, and what would
 * be included is left out.
 */
public final class HoconText {
    private static final ConfigParseOptions OPTIONS =
            ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setIncluder(nothing());

    private HoconText() {}

    /**
     * The document.
     *
     * @throws MalformedException naming the line, when {@code text} is not HOCON or passes a limit
     */
    public static TreeNode.Table read(String text) throws MalformedException {
        HoconBounds.check(text);
        try {
            return table(ConfigFactory.parseString(text, OPTIONS).root());
        } catch (ConfigException e) {
            // Its message quotes what was read.
            int line = e.origin() == null ? 1 : Math.max(1, e.origin().lineNumber());
            throw new MalformedException("line " + line + ": expected HOCON");
        } catch (IllegalArgumentException e) {
            // The library takes the sign for a part of the number, and what comes of it for a character.
            int line = new TextLines(text).next("\\u-");
            throw new MalformedException(
                    "line " + line + ": expected four hexadecimal digits after a backslash and 'u'");
        }
    }

    /** Stands for whatever a text would include, by name, file, address or class path. */
    private static ConfigIncluder nothing() {
        Class<?>[] ways = {
            ConfigIncluder.class, ConfigIncluderFile.class, ConfigIncluderURL.class, ConfigIncluderClasspath.class
        };
        return (ConfigIncluder) Proxy.newProxyInstance(
                ConfigIncluder.class.getClassLoader(),
                ways,
                (proxy, method, arguments) -> method.getName().equals("withFallback")
                        ? proxy
                        : ConfigFactory.empty().root());
    }

    private static TreeNode.Table table(ConfigObject object) {
        Map<String, TreeNode> entries = new TreeMap<>();
        object.forEach((name, value) -> entries.put(name, node(value)));
        return new TreeNode.Table(line(object), entries);
    }

    private static TreeNode node(ConfigValue value) {
        try {
            if (value instanceof ConfigObject object) {
                return table(object);
            }
            if (value instanceof ConfigList list) {
                List<TreeNode> items = new ArrayList<>();
                list.forEach(item -> items.add(node(item)));
                return new TreeNode.Items(line(value), items);
            }
            Kind kind = switch (value.valueType()) {
                case NUMBER -> Kind.NUMBER;
                case BOOLEAN -> Kind.FLAG;
                case NULL -> Kind.NOTHING;
                default -> Kind.TEXT;
            };
            return new TreeNode.Scalar(
                    line(value), kind == Kind.NOTHING ? "" : String.valueOf(value.unwrapped()), kind);
        } catch (ConfigException.NotResolved e) {
            return new TreeNode.Scalar(line(value), value.render(ConfigRenderOptions.concise()));
        }
    }

    private static int line(ConfigValue value) {
        return Math.max(1, value.origin().lineNumber());
    }
}
