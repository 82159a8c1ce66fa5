package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One reading of one text: turns the library's events into nodes and counts against the limits. Used once. */
final class YamlParse {
    private static final String CORE_TAGS = "tag:yaml.org,2002:";

    private final String source;
    private final YamlLimits limits;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int depth;

    /** What an anchor names, and how many nodes its use costs. */
    private record Anchored(YamlNode node, int nodes) {}

    YamlParse(String source, YamlLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    List<YamlNode> documents(String text) throws FormatException {
        if (text.length() > limits.maxCharacters()) {
            throw new FormatException(
                    source, "", "longer than " + limits.maxCharacters() + " characters", "split it or make it shorter");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(limits.maxCharacters())
                .setParseComments(false)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return documents(events);
        } catch (MarkedYamlEngineException e) {
            throw place(e.getProblemMark().or(e::getContextMark))
                    .error("not YAML: " + FormatException.shown(e.getProblem()), "correct the text at this place");
        } catch (ReaderException e) {
            throw first(text, e.getCodePoint())
                    .error("holds the character U+" + Integer.toHexString(e.getCodePoint()), "remove that character");
        } catch (YamlEngineException e) {
            throw new FormatException(source, "", "not YAML", "check the file with a YAML linter", e);
        }
    }

    private List<YamlNode> documents(Iterator<Event> events) throws FormatException {
        List<YamlNode> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> anchors.clear();
                default -> documents.add(node(event, events));
            }
        }
        return documents;
    }

    private YamlNode node(Event event, Iterator<Event> events) throws FormatException {
        YamlPlace place = place(event.getStartMark());
        count(1, place);
        if (event instanceof AliasEvent alias) {
            return aliased(alias, place);
        }
        int before = nodes;
        YamlNode node = fresh(event, events, place);
        if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            anchors.put(name(named.getAnchor()), new Anchored(node, nodes - before + 1));
        }
        return node;
    }

    private YamlNode fresh(Event event, Iterator<Event> events, YamlPlace place) throws FormatException {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place);
        }
        if (++depth > limits.maxDepth()) {
            throw place.error("nested deeper than " + limits.maxDepth() + " levels", "flatten the structure");
        }
        YamlNode node;
        if (event instanceof SequenceStartEvent list) {
            checkTag(list.getTag(), place);
            node = list(events, place, own(list.getTag()));
        } else if (event instanceof MappingStartEvent map) {
            checkTag(map.getTag(), place);
            node = map(events, place, own(map.getTag()));
        } else {
            throw place.error("not YAML: unexpected " + event.getEventId(), "correct the text at this place");
        }
        depth--;
        return node;
    }

    private YamlScalar scalar(ScalarEvent scalar, YamlPlace place) throws FormatException {
        if (scalar.getValue().length() > limits.maxScalar()) {
            throw place.error("a value longer than " + limits.maxScalar() + " characters", "make it shorter");
        }
        checkTag(scalar.getTag(), place);
        return new YamlScalar(place, scalar.getValue(), kind(scalar), own(scalar.getTag()));
    }

    /** What a plain scalar looks like, or what its tag makes of it where it looks so too. */
    private static YamlScalar.Kind kind(ScalarEvent scalar) {
        Optional<String> tag = scalar.getTag();
        YamlScalar.Kind looks = ScalarKinds.of(scalar.getValue());
        if (tag.isEmpty()) {
            return scalar.isPlain() ? looks : YamlScalar.Kind.TEXT;
        }
        boolean so = tag.get().startsWith(CORE_TAGS)
                && switch (tag.get().substring(CORE_TAGS.length())) {
                    case "int" -> looks == YamlScalar.Kind.INTEGER;
                    case "float" -> looks == YamlScalar.Kind.INTEGER || looks == YamlScalar.Kind.REAL;
                    case "bool" -> looks == YamlScalar.Kind.FLAG;
                    case "null" -> looks == YamlScalar.Kind.NULL;
                    default -> false;
                };
        return so ? looks : YamlScalar.Kind.TEXT;
    }

    private YamlList list(Iterator<Event> events, YamlPlace place, Optional<String> tag) throws FormatException {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, events));
        }
        return new YamlList(place, items, tag);
    }

    private YamlMap map(Iterator<Event> events, YamlPlace place, Optional<String> tag) throws FormatException {
        List<YamlMap.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlPlace keyPlace = place(event.getStartMark());
            if (!(node(event, events) instanceof YamlScalar key)) {
                throw keyPlace.error("a key that is no single text", "write a plain text before the colon");
            }
            if (!seen.add(key.written())) {
                throw keyPlace.error(
                        "key '" + FormatException.shown(key.written()) + "' given twice", "keep one of the two");
            }
            entries.add(new YamlMap.Entry(key.written(), keyPlace, node(events.next(), events)));
        }
        return new YamlMap(place, entries, tag);
    }

    private YamlNode aliased(AliasEvent alias, YamlPlace place) throws FormatException {
        if (!limits.foreign()) {
            throw place.error("an alias", "write the value out: aliases are not accepted here");
        }
        Anchored target = anchors.get(name(alias.getAnchor()));
        if (target == null) {
            throw place.error("an alias without its anchor", "define the anchor above, outside of itself");
        }
        count(target.nodes(), place);
        return target.node();
    }

    private static String name(Optional<Anchor> anchor) {
        return anchor.map(Anchor::getValue).orElse("");
    }

    private void checkTag(Optional<String> tag, YamlPlace place) throws FormatException {
        if (!limits.foreign() && tag.isPresent() && !isCore(tag.get())) {
            throw place.error("a tag", "write the value without a tag");
        }
    }

    private static Optional<String> own(Optional<String> tag) {
        return tag.filter(each -> !each.equals("!") && !each.startsWith(CORE_TAGS));
    }

    private static boolean isCore(String tag) {
        return tag.equals("!")
                || (tag.startsWith(CORE_TAGS)
                        && switch (tag.substring(CORE_TAGS.length())) {
                            case "str", "seq", "map" -> true;
                            default -> false;
                        });
    }

    private void count(int more, YamlPlace place) throws FormatException {
        nodes += more;
        if (nodes > limits.maxNodes()) {
            throw place.error("more than " + limits.maxNodes() + " values", "split the file");
        }
    }

    /** Where {@code character} stands for the first time. */
    private YamlPlace first(String text, int character) {
        int at = Math.max(0, text.indexOf(character));
        int begin = text.lastIndexOf('\n', at) + 1;
        long before = text.chars().limit(at).filter(c -> c == '\n').count();
        return new YamlPlace(source, (int) before + 1, at - begin + 1);
    }

    private YamlPlace place(Optional<Mark> mark) {
        return mark.map(at -> new YamlPlace(source, at.getLine() + 1, at.getColumn() + 1))
                .orElseGet(() -> new YamlPlace(source, 1, 1));
    }
}
