package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.unit.EnvironmentFile;
import dev.leeway.agent.format.unit.UnitFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads systemd's units and drop-ins: a setting given several times is a list, and one given empty takes back what stood before it.
 * Variables of {@code Environment=} are settings of their own.
 */
final class UnitText {
    private static final String VARIABLES = "Environment";
    private static final Set<String> LISTS = Set.of("ExecStartPre", "ExecStartPost", "ExecStopPost", "EnvironmentFile");

    /** What else ends in such a sign is a line of a key, which no unit has settings like. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z-]{1,60}");

    private UnitText() {}

    static TreeNode read(String text) {
        Map<String, Map<String, List<UnitFile.Setting>>> sections = new LinkedHashMap<>();
        for (UnitFile.Setting setting : UnitFile.read(text)) {
            if (setting.value().matches("=*") && !NAME.matcher(setting.name()).matches()) {
                continue;
            }
            List<UnitFile.Setting> values = sections.computeIfAbsent(setting.section(), unused -> new LinkedHashMap<>())
                    .computeIfAbsent(setting.name(), unused -> new ArrayList<>());
            if (setting.value().isEmpty()) {
                values.clear();
            }
            values.add(setting);
        }
        Map<String, TreeNode> entries = new LinkedHashMap<>();
        sections.forEach((name, settings) -> {
            Map<String, TreeNode> inner = new LinkedHashMap<>();
            settings.forEach((key, values) -> inner.put(key, node(key, values)));
            entries.put(name, new TreeNode.Table(1, inner));
        });
        return new TreeNode.Table(1, entries);
    }

    private static TreeNode node(String name, List<UnitFile.Setting> values) {
        int line = values.get(0).line();
        if (name.equals(VARIABLES)) {
            Map<String, TreeNode> variables = new LinkedHashMap<>();
            values.forEach(each -> EnvironmentFile.readSetting(each.value(), each.line())
                    .forEach(set -> variables.put(set.name(), new TreeNode.Scalar(set.line(), set.value()))));
            return new TreeNode.Table(line, variables);
        }
        List<TreeNode> items = new ArrayList<>();
        values.forEach(each -> items.add(new TreeNode.Scalar(each.line(), each.value())));
        return items.size() == 1 && !LISTS.contains(name) ? items.get(0) : new TreeNode.Items(line, items);
    }
}
